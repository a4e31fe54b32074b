#include "engine/run/simulation.hpp"

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstring>
#include <limits>
#include <ratio>
#include <stdexcept>

#include "engine/run/checkpoint.hpp"

namespace trellis {

namespace {

std::atomic<int> signal_received{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may touch nothing else");

extern "C" void note_signal(int number) {
  if (signal_received.exchange(number) != 0) std::_Exit(128 + number);  // the second one quits at once
}

// While it lives, SIGINT and SIGTERM are noted and not obeyed.
class PoliteStop {
 public:
  PoliteStop() : interrupt_{std::signal(SIGINT, note_signal)}, terminate_{std::signal(SIGTERM, note_signal)} {
    signal_received = 0;
  }
  ~PoliteStop() { std::signal(SIGINT, interrupt_), std::signal(SIGTERM, terminate_); }
  PoliteStop(const PoliteStop&) = delete;
  PoliteStop& operator=(const PoliteStop&) = delete;

 private:
  void (*interrupt_)(int);
  void (*terminate_)(int);
};

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

// What of every month is held against targets and moments, whether it is stepped or taken from the past.
class Tally {
 public:
  Tally(const Recorder& recorder, const RunDescription& of, const RunOptions& options, RunResult& result)
      : recorder_{recorder}, of_{of}, result_{result} {
    const auto place = [&](const std::string& name) { return recorder.place(name, of.axes); };
    for (const TargetRow& target : of.targets) statistics_.push_back(place(target.statistic));
    for (const std::string& name : options.alternatives) alternatives_.push_back(place(name));
    for (const Moment& moment : of.moments) moment_places_.push_back(place(moment.statistic));
    if (!options.summed.empty()) summed_.push_back(place(options.summed));
    for (const Recorder::Place& each : summed_)
      if (each.type != Series::Type::i64) throw std::invalid_argument{options.summed + " is not whole"};
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    result.reached.assign(of.targets.size(), none);
    result.at_targets.assign(of.targets.size(), std::vector<double>(alternatives_.size(), none));
    moments_.assign(of.moments.size(), none);
  }

  void take(Month month, std::span<const std::byte> frame) {
    for (const Recorder::Place& each : summed_) {
      std::int64_t number;
      std::memcpy(&number, frame.data() + each.offset, sizeof number);
      result_.total += Dong{number};
    }
    if (month.month() != 12) return;
    for (std::size_t t = 0; t < of_.targets.size(); ++t)
      if (of_.targets[t].year == month.year()) {
        result_.reached[t] = recorder_.value(statistics_[t], frame);
        for (std::size_t a = 0; a < alternatives_.size(); ++a)
          result_.at_targets[t][a] = recorder_.value(alternatives_[a], frame);
      }
    for (std::size_t m = 0; m < moments_.size(); ++m)
      if (of_.moments[m].year == month.year()) moments_[m] = recorder_.value(moment_places_[m], frame);
  }
  std::span<const double> moments() const { return moments_; }

 private:
  const Recorder& recorder_;
  const RunDescription& of_;
  RunResult& result_;
  std::vector<Recorder::Place> statistics_, alternatives_, moment_places_;
  std::vector<Recorder::Place> summed_;  // one or none
  std::vector<double> moments_;
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
  Tally tally{recorder, description, options, result};
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
    while (result.months < months && signal_received == 0) {
      const Month month = world.clock().now();
      world.step();
      std::vector<std::byte> frame(recorder.frame_bytes());
      recorder.copy(frame);
      tally.take(month, frame);
      writer.write(month, std::move(frame), world.snapshots());
      ++result.months;
      progress.advance(static_cast<int>(result.months), world.agents());
      if (result.months < months && signal_received == 0 && timetable.strikes(result.months)) save();
    }
    result.signal = signal_received;
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
