#include "engine/run/simulation.hpp"

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <cmath>
#include <csignal>
#include <cstring>
#include <limits>
#include <stdexcept>

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

 private:
  struct Page {
    Month month;
    std::vector<std::byte> frame;
    std::vector<Snapshot> snapshots;
  };
  void put_down(Page& page) {
    for (Snapshot& snapshot : page.snapshots) file_.add(page.month, std::move(snapshot));
    file_.append(page.month, page.frame);
  }
  RunFile& file_;
  const bool beside_;
  oneapi::tbb::flow::graph graph_;
  oneapi::tbb::flow::function_node<std::shared_ptr<Page>> node_{graph_, oneapi::tbb::flow::serial,
                                                                [this](const std::shared_ptr<Page>& page) {
                                                                  put_down(*page);
                                                                  return oneapi::tbb::flow::continue_msg{};
                                                                }};
};

}  // namespace

RunResult run_simulation(World& world, std::size_t months, const std::filesystem::path& path,
                         RunDescription description, Progress& progress, const RunOptions& options) {
  const Recorder recorder{world.tables()};
  description.series = recorder.series();
  description.axes = world.axes();
  description.snapshots = world.snapshot_groups();
  std::vector<Recorder::Place> statistics, alternatives;
  for (const TargetRow& target : description.targets)
    statistics.push_back(recorder.place(target.statistic, description.axes));
  for (const std::string& name : options.alternatives) alternatives.push_back(recorder.place(name, description.axes));
  std::vector<Recorder::Place> moments;
  for (const Moment& moment : description.moments)
    moments.push_back(recorder.place(moment.statistic, description.axes));

  RunFile file{path, description, {.overwrite = options.overwrite, .swmr = options.swmr}};
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  RunResult result;
  result.reached.assign(description.targets.size(), none);
  result.at_targets.assign(description.targets.size(), std::vector<double>(alternatives.size(), none));
  std::vector<double> moment_values(description.moments.size(), none);

  const PoliteStop polite;
  Writer writer{file};
  try {
    while (result.months < months && signal_received == 0) {
      const Month month = world.clock().now();
      world.step();
      std::vector<std::byte> frame(recorder.frame_bytes());
      recorder.copy(frame);
      if (month.month() == 12) {
        for (std::size_t t = 0; t < description.targets.size(); ++t)
          if (description.targets[t].year == month.year()) {
            result.reached[t] = recorder.value(statistics[t], frame);
            for (std::size_t a = 0; a < alternatives.size(); ++a)
              result.at_targets[t][a] = recorder.value(alternatives[a], frame);
          }
        for (std::size_t m = 0; m < moments.size(); ++m)
          if (description.moments[m].year == month.year()) moment_values[m] = recorder.value(moments[m], frame);
      }
      writer.write(month, std::move(frame), world.snapshots());
      ++result.months;
      progress.advance(static_cast<int>(result.months), world.agents());
    }
  } catch (...) {
    // What was acknowledged stays readable; the month that failed is the one to be told about, not a later write.
    try {
      writer.finish();
      file.finish(result.reached, moment_values, "interrupted");
    } catch (const std::exception&) {
    }
    throw;
  }
  writer.finish();
  result.signal = signal_received;
  result.file = file.finish(result.reached, moment_values, result.signal == 0 ? "complete" : "interrupted");
  return result;
}

}  // namespace trellis
