#include "engine/ensemble/compute.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>
#include <limits>
#include <mutex>
#include <stdexcept>

#include "engine/run/polite_stop.hpp"
#include "engine/run/recorder.hpp"
#include "engine/run/target_tally.hpp"

namespace trellis {

namespace {

/// Where the kept series stand in a month's frame and in a member's values.
struct Kept {
  std::size_t in_frame, bytes, in_values;
};

std::vector<Kept> kept_series(const Recorder& recorder, const EnsembleDescription& of, const std::vector<Axis>& axes) {
  const auto same = [](const Axis& a, const Axis& b) { return a.name == b.name && a.labels == b.labels; };
  if (!std::ranges::equal(axes, of.run.axes, same))
    throw std::runtime_error{"has other clusters, categories, makers or classes than the first member"};
  std::vector<Kept> kept;
  std::size_t in_values = 0;
  for (const Series& wanted : of.run.series) {
    std::size_t in_frame = 0, bytes = 0;
    for (const Series& each : recorder.series()) {
      bytes = 8;
      for (const std::string& name : each.axes) bytes *= std::ranges::find(axes, name, &Axis::name)->labels.size();
      if (each.name == wanted.name) break;
      in_frame += bytes;
    }
    if (in_frame >= recorder.frame_bytes()) throw std::logic_error{"no series is called " + wanted.name};
    kept.push_back({in_frame, bytes, in_values});
    in_values += bytes * of.months;
  }
  return kept;
}

}  // namespace

MemberRow compute_member(const EnsembleWork& work, const Member& member, bool& whole) {
  const EnsembleDescription& of = work.description;
  MemberRow row{.point = member.point, .arm = member.arm, .replica = member.replica};
  if (!work.points.empty()) row.parameters = work.points[member.point];
  whole = true;
  try {
    const std::unique_ptr<World> world = work.world(member);
    const Recorder recorder{world->tables()};
    const std::vector<Kept> kept = kept_series(recorder, of, world->axes());
    Reached reached;
    TargetTally tally{recorder, of.run, {}, work.summed, reached};
    row.values.resize(member_bytes(of));
    std::vector<std::byte> frame(recorder.frame_bytes());
    for (std::size_t month = 0; month < of.months; ++month) {
      if (stop_signal() != 0) {
        whole = false;
        return row;
      }
      const Month now = world->clock().now();
      world->step();
      recorder.copy(frame);
      tally.take(now, frame);
      for (const Kept& each : kept)
        std::memcpy(row.values.data() + each.in_values + month * each.bytes, frame.data() + each.in_frame, each.bytes);
    }
    row.reached = std::move(reached.reached);
    row.public_cost = to_value(reached.total).value;
  } catch (const std::exception& error) {
    row.failed = true;
    row.reason = error.what();
    row.values.clear();
    row.reached.assign(of.run.targets.size(), std::numeric_limits<double>::quiet_NaN());
  }
  return row;
}

int compute_blocks(const EnsembleWork& work, const Blocks& blocks, std::span<const std::size_t> wanted,
                   const std::function<void(bool failed)>& done) {
  struct Open {
    std::vector<MemberRow> members;
    std::size_t left = 0;
  };
  std::vector<std::size_t> members;
  std::vector<Open> open(wanted.size());
  std::vector<std::size_t> slot_of;  // of each member, the place of its block in `open`
  for (std::size_t w = 0; w < wanted.size(); ++w) {
    open[w].left = blocks.size(wanted[w]);
    for (std::size_t i = 0; i < blocks.size(wanted[w]); ++i)
      members.push_back(blocks.first(wanted[w]) + i), slot_of.push_back(w);
  }

  namespace tbb = oneapi::tbb;
  const auto threads = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
  const std::size_t outside = std::min(threads, members.size());
  std::atomic<std::size_t> next{0};
  std::atomic<bool> given_up{false};
  std::mutex one_at_a_time;
  std::exception_ptr fault;
  const PoliteStop polite;
  const auto compute_next = [&](std::size_t i) {
    bool whole = false;
    MemberRow row = compute_member(work, work.numbering.member(members[i]), whole);
    if (!whole) return;
    const std::lock_guard lock{one_at_a_time};
    const std::size_t number = wanted[slot_of[i]];
    Open& its = open[slot_of[i]];
    done(row.failed);
    its.members.resize(blocks.size(number));
    its.members[members[i] - blocks.first(number)] = std::move(row);
    if (--its.left > 0) return;
    blocks.commit(number, its.members);
    its.members = {};
  };
  // Each of the outer tasks has threads of its own, so that none waits within a member for work of another one.
  tbb::parallel_for(
      std::size_t{0}, outside,
      [&](std::size_t task) {
        tbb::task_arena inside{static_cast<int>(threads / outside + (task < threads % outside ? 1 : 0))};
        inside.execute([&] {
          while (stop_signal() == 0 && !given_up) {
            const std::size_t i = next++;
            if (i >= members.size()) return;
            try {
              compute_next(i);
            } catch (...) {
              const std::lock_guard lock{one_at_a_time};
              if (!fault) fault = std::current_exception();
              given_up = true;
            }
          }
        });
      },
      tbb::simple_partitioner{});
  if (fault) std::rethrow_exception(fault);
  return stop_signal();
}

}  // namespace trellis
