#include "engine/ensemble/compute.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>
#include <limits>
#include <memory>
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

namespace {

struct OpenBlock {
  std::size_t number, left;
  std::vector<MemberRow> members;
};

/// Members one after the other, of one block after the other. For many threads.
class MemberQueue {
 public:
  MemberQueue(const Blocks& blocks, const NextBlock& next) : blocks_{blocks}, next_{next} {}

  struct Place {
    std::shared_ptr<OpenBlock> block;  ///< none: there are no more members
    std::size_t member = 0;            ///< within the block
  };
  Place take() {
    const std::lock_guard lock{one_at_a_time_};
    if (!open_ || taken_ == open_->members.size()) {
      open_ = nullptr;
      if (ended_) return {};
      const std::optional<std::size_t> number = next_();
      ended_ = !number;
      if (ended_) return {};
      const std::size_t size = blocks_.size(*number);
      open_ = std::make_shared<OpenBlock>(OpenBlock{*number, size, std::vector<MemberRow>(size)});
      taken_ = 0;
    }
    return {open_, taken_++};
  }

 private:
  const Blocks& blocks_;
  const NextBlock& next_;
  std::mutex one_at_a_time_;
  std::shared_ptr<OpenBlock> open_;
  std::size_t taken_ = 0;
  bool ended_ = false;
};

}  // namespace

void compute_blocks(const EnsembleWork& work, const Blocks& blocks, std::size_t at_most, const NextBlock& next,
                    const std::function<void(bool failed)>& done) {
  namespace tbb = oneapi::tbb;
  const auto threads = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
  const std::size_t outside = std::clamp<std::size_t>(at_most, 1, threads);
  MemberQueue queue{blocks, next};
  std::atomic<bool> given_up{false};
  std::mutex one_at_a_time;
  std::exception_ptr fault;
  const auto compute = [&](const MemberQueue::Place& place) {
    OpenBlock& its = *place.block;
    bool whole = false;
    MemberRow row = compute_member(work, work.numbering.member(blocks.first(its.number) + place.member), whole);
    if (!whole) return;
    const std::lock_guard lock{one_at_a_time};
    done(row.failed);
    its.members[place.member] = std::move(row);
    if (--its.left == 0) blocks.commit(its.number, its.members);
  };
  // Each of the outer tasks has threads of its own, so that none waits within a member for work of another one.
  tbb::parallel_for(
      std::size_t{0}, outside,
      [&](std::size_t task) {
        tbb::task_arena inside{static_cast<int>(threads / outside + (task < threads % outside ? 1 : 0))};
        inside.execute([&] {
          try {
            while (stop_signal() == 0 && !given_up) {
              const MemberQueue::Place place = queue.take();
              if (!place.block) return;
              compute(place);
            }
          } catch (...) {
            const std::lock_guard lock{one_at_a_time};
            if (!fault) fault = std::current_exception();
            given_up = true;
          }
        });
      },
      tbb::simple_partitioner{});
  if (fault) std::rethrow_exception(fault);
}

}  // namespace trellis
