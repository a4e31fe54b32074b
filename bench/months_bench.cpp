// The economy's months at several sizes. Prints rows of a Markdown table:
//   what, size, threads, repeats, median, the same of the processors' time, unit
//   months_bench SCENARIO [SCALE...]        a month, loading, memory; scales 1, 10 and 100 without others
//   months_bench SCENARIO run               the whole run on one thread, with and without writing its results
//   months_bench SCENARIO phases SCALE      which phases a month's time goes to, on one thread
#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "agents/model.hpp"
#include "engine/io/describe_read.hpp"
#include "engine/run/simulation.hpp"
#include "engine/run/threads.hpp"

namespace {

using namespace trellis;
constexpr int year = 12;  // the unit of measurement, since some of the work is quarterly or yearly

/// How long something took: on the wall's clock, and of the processors' time, which other programs hardly touch.
struct Took {
  double wall = 0, processors = 0;  // ms
};

template <class F>
Took took(F work) {
  const auto processors = [] {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  };
  const auto start = std::chrono::steady_clock::now();
  const double before = processors();
  work();
  const double after = processors();
  return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(), after - before};
}

Took median(const std::vector<Took>& of) {
  const auto middle = [&](double Took::*what) {
    std::vector<double> values;
    for (const Took& each : of) values.push_back(each.*what);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), at, values.end());
    return *at;
  };
  return {middle(&Took::wall), middle(&Took::processors)};
}

Took mean(const std::vector<Took>& of) {
  Took sum;
  for (const Took& each : of) sum.wall += each.wall, sum.processors += each.processors;
  const auto number = static_cast<double>(of.size());
  return {sum.wall / number, sum.processors / number};
}

/// Largest resident set of this process so far, in MB.
double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

void row(const std::string& what, std::size_t size, unsigned threads, std::size_t repeats, double value,
         const char* unit) {
  fmt::print("| {} | {} | {} | {} | {:.4g} | | {} |\n", what, size, threads, repeats, value, unit);
  std::fflush(stdout);
}
void row(const std::string& what, std::size_t size, unsigned threads, std::size_t repeats, Took value, double per = 1,
         const char* unit = "ms") {
  fmt::print("| {} | {} | {} | {} | {:.4g} | {:.4g} | {} |\n", what, size, threads, repeats, value.wall * per,
             value.processors * per, unit);
  std::fflush(stdout);
}

Scenario scenario_of(const std::string& path, const std::string& scale) {
  Scenario scenario;
  const std::vector<std::string> settings{"population.scale=" + scale};
  const Document document = Document::load(path, {}, settings);
  read(document, scenario);
  return scenario;
}

std::vector<Took> months(Economy& economy, int number, bool alone) {
  economy.month().alone = alone;
  std::vector<Took> each;
  for (int m = 0; m < number; ++m) each.push_back(took([&] { economy.step(); }));
  return each;
}

void measure_months(const std::string& path, const std::string& scale, unsigned threads) {
  std::unique_ptr<Economy> economy;
  const Took load = took([&] {
    const Scenario scenario = scenario_of(path, scale);
    economy = std::make_unique<Economy>(scenario, scenario.seed);
  });
  const std::size_t suppliers = economy->supplier.rows();
  row("load", suppliers, threads, 1, load);
  months(*economy, year / 2, true), months(*economy, year / 2, false);
  const int years = suppliers < 100'000 ? 2 : 1;
  std::vector<Took> one, all;  // a year each in turns, so that what else the machine does meets both
  for (int y = 0; y < years; ++y)
    for (const bool alone : {true, false}) {
      const std::vector<Took> of_year = months(*economy, year, alone);
      (alone ? one : all).insert((alone ? one : all).end(), of_year.begin(), of_year.end());
    }
  const auto firms = static_cast<double>(suppliers);
  for (const auto* of : {&one, &all}) {
    const unsigned used = of == &one ? 1 : threads;
    row("month", suppliers, used, of->size(), median(*of));
    row("month, mean of a year", suppliers, used, of->size(), mean(*of));
    row("supplier month", suppliers, used, of->size(), median(*of), 1e6 / firms, "ns");
  }
  row("one thread over all", suppliers, threads, one.size(), median(one).wall / median(all).wall, "times");
  row("peak memory", suppliers, threads, 1, peak_megabytes(), "MB");
}

void measure_run(const std::string& path) {
  constexpr std::size_t repeats = 5;
  const Scenario scenario = scenario_of(path, "1");
  const auto file = std::filesystem::temp_directory_path() / fmt::format("months_bench_{}.h5", getpid());
  std::vector<Took> bare, written;
  std::size_t suppliers = 0;
  for (std::size_t r = 0; r < repeats; ++r) {
    Economy one{scenario, scenario.seed}, other{scenario, scenario.seed};
    suppliers = one.supplier.rows();
    bare.push_back(took([&] {
      for (int m = 0; m < scenario.months(); ++m) one.step();
    }));
    written.push_back(took([&] {
      Progress progress{stderr, scenario.start, scenario.months(), Progress::Mode::quiet};
      RunDescription description;
      description.title = scenario.title, description.seed = scenario.seed, description.start = scenario.start;
      run_simulation(other, static_cast<std::size_t>(scenario.months()), file, std::move(description), progress,
                     {.overwrite = true, .alternatives = {}});
    }));
  }
  std::filesystem::remove(file);
  row("whole run, nothing written", suppliers, 1, repeats, median(bare));
  row("whole run, written", suppliers, 1, repeats, median(written));
}

/// This thread's time on a processor, in ms: what other programs take is not in it.
double thread_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// What two readings of that clock show of nothing, since a phase is read once for each strip of 64 rows.
double cost_of_reading() {
  constexpr int readings = 100'000;
  double shortest = std::numeric_limits<double>::infinity();
  for (int attempt = 0; attempt < 5; ++attempt) {
    double sum = 0;
    for (int r = 0; r < readings; ++r) {
      const double start = thread_time();
      sum += thread_time() - start;
    }
    shortest = std::min(shortest, sum / readings);
  }
  return shortest;
}

/// A phase's work with a clock around it.
struct Timed {
  Phase::Work work;
  std::shared_ptr<void> body;
  double reading = 0, ms = 0;
  template <class F>
  void add(F work_of_phase) {
    const double start = thread_time();
    work_of_phase();
    ms += thread_time() - start - reading;
  }
  static void run(const void* body, const Clock& clock, std::size_t block, std::size_t first, std::size_t rows) {
    auto& timed = *static_cast<Timed*>(const_cast<void*>(body));
    timed.add([&] { timed.work(timed.body.get(), clock, block, first, rows); });
  }
};

void measure_phases(const std::string& path, const std::string& scale) {
  const Scenario scenario = scenario_of(path, scale);
  Economy economy{scenario, scenario.seed};
  const double reading = cost_of_reading();
  std::vector<std::pair<std::string, std::shared_ptr<Timed>>> phases;
  for (const Phase* told : economy.month().plan().told()) {
    auto& phase = const_cast<Phase&>(*told);  // the engine offers no clock of its own: this bench puts one around
    const auto timed = std::make_shared<Timed>(Timed{phase.work, phase.body, reading});
    if (phase.work) phase.work = Timed::run, phase.body = timed;
    if (phase.after) phase.after = [work = phase.after, timed] { timed->add(work); };
    if (phase.before)
      phase.before = [work = phase.before, timed](std::size_t blocks) { timed->add([&] { work(blocks); }); };
    phases.emplace_back(phase.name, timed);
  }
  constexpr int years = 3;
  months(economy, year, true);
  for (auto& [name, timed] : phases) timed->ms = 0;
  months(economy, years * year, true);
  std::sort(phases.begin(), phases.end(), [](const auto& a, const auto& b) { return a.second->ms > b.second->ms; });
  double total = 0, serial = 0;
  for (const auto& [name, timed] : phases) {
    total += timed->ms;
    if (!timed->work) serial += timed->ms;
  }
  const std::size_t suppliers = economy.supplier.rows();
  constexpr std::size_t shown = 20;
  for (std::size_t p = 0; p < std::min(phases.size(), shown); ++p)
    row(phases[p].first, suppliers, 1, years * year, 100 * phases[p].second->ms / total, "% of phases");
  row("phases that see whole tables", suppliers, 1, years * year, 100 * serial / total, "% of phases");
  row("all phases, a month", suppliers, 1, years * year, total / (years * year), "ms");
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    fmt::print(stderr, "months_bench SCENARIO [SCALE... | run | phases SCALE]\n");
    return 2;
  }
  const std::string path = words[1];
  const std::vector<std::string> rest(words + 2, words + count);
  if (!rest.empty() && rest[0] == "run") {
    with_threads(1, [&] { measure_run(path); });
  } else if (rest.size() == 2 && rest[0] == "phases") {
    with_threads(1, [&] { measure_phases(path, rest[1]); });
  } else {
    const unsigned threads = with_threads(0, [] {});
    const std::vector<std::string> scales = rest.empty() ? std::vector<std::string>{"1", "10", "100"} : rest;
    with_threads(0, [&] {
      for (const std::string& scale : scales) measure_months(path, scale, threads);
    });
  }
  return 0;
}
