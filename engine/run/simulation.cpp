#include "engine/run/simulation.hpp"

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/task_arena.h>

#include <chrono>
#include <ratio>
#include <stdexcept>

#include "engine/run/checkpoint.hpp"
#include "engine/run/polite_stop.hpp"
#include "engine/run/target_tally.hpp"

namespace trellis {

namespace {

// Writes one month after the other, beside the stepping thread where there is a second one.
class Writer {
 public:
  Writer(RunFile& file) : file_{file}, beside_{oneapi::tbb::this_task_arena::max_concurrency() > 1} {}
  void write(Month month, std::vector<std::byte> frame, std::vector<Snapshot> snapshots) {
    auto page = std::make_shared<Page>(Page{month, std::move(frame), std::move(snapshots)});
    if (beside_)
      node_.try_put(std::move(page));
    else
      put_down(*page);
  }
  void finish() { graph_.wait_for_all(); }
  /// Of all that was written, after `finish`.
  std::string sum() const { return sum_.hex_so_far(); }

 private:
  struct Page {
    Month month;
    std::vector<std::byte> frame;
    std::vector<Snapshot> snapshots;
  };
  void put_down(Page& page) {
    add_up(page);
    for (Snapshot& snapshot : page.snapshots) file_.add(page.month, std::move(snapshot));
    file_.append(page.month, page.frame);
  }
  void add_up(const Page& page) {
    sum_.add(page.frame);
    for (const Snapshot& snapshot : page.snapshots) {
      sum_.add(std::to_string(snapshot.group));
      for (const Snapshot::Rows& rows : snapshot.listings) {
        sum_.add(" " + std::to_string(rows.count));
        for (const std::vector<std::byte>& field : rows.fields) sum_.add(field);
      }
    }
  }
  RunFile& file_;
  Sha256 sum_;
  const bool beside_;
  oneapi::tbb::flow::graph graph_;
  oneapi::tbb::flow::function_node<std::shared_ptr<Page>> node_{graph_, oneapi::tbb::flow::serial,
                                                                [this](const std::shared_ptr<Page>& page) {
                                                                  put_down(*page);
                                                                  return oneapi::tbb::flow::continue_msg{};
                                                                }};
};

// Says when it is time for a checkpoint.
class Timetable {
 public:
  explicit Timetable(const CheckpointTimes& times) : times_{times} {}
  bool strikes(std::size_t months_done) const {
    if (times_.months > 0 && months_done % static_cast<std::size_t>(times_.months) == 0) return true;
    return times_.minutes > 0 && Steady::now() - last_ >= std::chrono::duration<double, std::ratio<60>>{times_.minutes};
  }
  void done() { last_ = Steady::now(); }

 private:
  using Steady = std::chrono::steady_clock;
  CheckpointTimes times_;
  Steady::time_point last_ = Steady::now();
};

}  // namespace

RunResult run_simulation(World& world, std::size_t months, const std::filesystem::path& path,
                         RunDescription description, Progress& progress, const RunOptions& options) {
  CheckpointHead head{description};
  const Recorder recorder{world.tables()};
  description.series = recorder.series();
  description.axes = world.axes();
  description.snapshots = world.snapshot_groups();
  if (options.past) options.past->expect(description);
  RunResult result;
  TargetTally tally{recorder, description, options.alternatives, options.summed, result};
  RunFile file{path, description, {.overwrite = options.overwrite, .swmr = options.swmr, .goes_on = options.goes_on}};

  const PoliteStop polite;
  Writer writer{file};
  Timetable timetable{options.checkpoints};
  const auto save = [&] {
    writer.finish();
    head.months_sum = writer.sum();
    file.flush();  // a checkpoint is of use only with all months before it
    write_checkpoint(checkpoint_path(path), head, world);
    timetable.done();
  };
  bool in_place = !options.goes_on;
  try {
    if (options.past) {
      for (; result.months < options.past->months(); ++result.months) {
        const Month month = description.start + static_cast<int>(result.months);
        std::vector<std::byte> frame = options.past->frame(result.months);
        tally.take(month, frame);
        writer.write(month, std::move(frame), options.past->snapshots(result.months));
      }
      writer.finish();
      if (writer.sum() != options.past->sum())
        throw FileError(options.past->file().string(), "is damaged: its months are not those that were written");
      if (options.goes_on) file.take_over();
      in_place = true;
    }
    while (result.months < months && stop_signal() == 0) {
      const Month month = world.clock().now();
      world.step();
      std::vector<std::byte> frame(recorder.frame_bytes());
      recorder.copy(frame);
      tally.take(month, frame);
      writer.write(month, std::move(frame), world.snapshots());
      ++result.months;
      progress.advance(static_cast<int>(result.months), world.agents());
      if (result.months < months && stop_signal() == 0 && timetable.strikes(result.months)) save();
    }
    result.signal = stop_signal();
    if (result.signal != 0) save();
  } catch (...) {
    // What was acknowledged stays readable; the month that failed is the one to be told about, not a later write.
    try {
      writer.finish();
      if (in_place) file.finish(result.reached, tally.moments(), "interrupted");
    } catch (const std::exception&) {
    }
    throw;
  }
  writer.finish();
  result.file = file.finish(result.reached, tally.moments(), result.signal == 0 ? "complete" : "interrupted");
  return result;
}

}  // namespace trellis
