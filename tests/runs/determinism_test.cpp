// The same bits for any number of threads, any way of running a month and any output; other bits for other chance.
#include <doctest/doctest.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <thread>

#include "agents/statistics/phases.hpp"
#include "engine/run/simulation.hpp"
#include "engine/run/threads.hpp"
#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

struct Outcome {
  Hashes hashes;
  std::size_t workers = 0;
};

template <class Prepare>
Outcome run_with(unsigned threads, int months, const Settings& settings, Prepare prepare,
                 const std::string& name = "2035") {
  Outcome outcome;
  with_threads(threads, [&] {
    const auto economy = economy_of(name, settings);
    economy->month().always_share = true;
    prepare(*economy);
    step_months(*economy, months);
    outcome = {hashes_of(*economy), economy->month().workers()};
  });
  return outcome;
}
Outcome run_with(unsigned threads, int months, const Settings& settings = {}) {
  return run_with(threads, months, settings, [](Economy&) {});
}

void check_threads(const std::vector<unsigned>& numbers, int months, const Settings& settings) {
  const Outcome one = run_with(1, months, settings);
  CHECK(one.workers <= 1);
  CHECK(one.hashes.size() > 300);
  for (const unsigned threads : numbers) {
    CAPTURE(threads);
    std::size_t workers = 0;
    // On a busy machine a second thread may come too late for so little work; without it nothing has been shown.
    for (int attempt = 0; attempt < 20 && workers < 2; ++attempt) {
      const Outcome many = run_with(threads, months, settings);
      workers = many.workers;
      CHECK(differences(one.hashes, many.hashes) == "");
    }
    CHECK(workers >= 2);
  }
}

// A sum as somebody might write it who has not read about floating sums: partial sums join as they are ready. They are
// many and of many sizes, so that hardly two orders round to the same bits.
double unordered_sum(const Economy& e) {
  constexpr std::size_t chunks = 512;
  constexpr double huge = 1e20;
  const bool alone = oneapi::tbb::this_task_arena::max_concurrency() == 1;
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  std::atomic<std::size_t> joined = 0;
  std::mutex joining;
  double all = 0;
  oneapi::tbb::parallel_for(
      oneapi::tbb::blocked_range<std::size_t>{0, chunks, 1},
      [&](const auto& range) {
        for (std::size_t chunk = range.begin(); chunk != range.end(); ++chunk) {
          double part = chunk == 0 ? huge : chunk == 1 ? -huge : 0;
          for (std::size_t row = chunk; row < e.supplier.extent(); row += chunks)
            part += e.supplier.technology.get(row);
          // On a busy machine another thread takes its time to come; the second chunk waits for it.
          while (chunk == 1 && !alone && joined == 0 && std::chrono::steady_clock::now() < patience)
            std::this_thread::yield();
          const std::lock_guard lock{joining};
          all += part;
          if (chunk > 1) ++joined;
        }
      },
      oneapi::tbb::simple_partitioner{});
  return all;
}

void add_unordered_sum(Economy& e, Column<double>& total) {
  e.month().whole("planted.sum", e.supplier, Step::everywhere(e.supplier.technology), Step::everywhere(total),
                  [&e, &total] { total.set(0, total.get(0) + unordered_sum(e)); });
}

Hashes run_with_unordered_sum(unsigned threads, int months) {
  std::unique_ptr<Column<double>> total;
  return run_with(threads, months, {},
                  [&](Economy& e) {
                    total = std::make_unique<Column<double>>(e.nation, About{"planted", "Sum in any order"});
                    add_unordered_sum(e, *total);
                  })
      .hashes;
}

}  // namespace

TEST_CASE("18 months leave the same bits in every column for 1, 2, 3 and 8 threads") {
  check_threads({2, 3, 8}, 18, {});
}

TEST_CASE("60,000 suppliers leave the same bits for 1, 2 and 8 threads") {
  check_threads({2, 8}, 4, {"population.scale=10"});
}

TEST_CASE("a number of suppliers that no strip divides leaves the same bits for 1 and 3 threads") {
  check_threads({3}, 6, {"population.scale=1.1171"});
}

TEST_CASE("a floating sum that joins in any order is caught by the same comparison each time") {
  constexpr int months = 6;
  const Hashes one = run_with_unordered_sum(1, months);
  CHECK(differences(one, run_with_unordered_sum(1, months)) == "");
  for (int again = 0; again < 5; ++again)
    CHECK(differences(one, run_with_unordered_sum(2, months)) == "nation.planted ");
}

TEST_CASE("a world that keeps to its thread, shares nothing small, or leaves a trace has the same bits") {
  constexpr int months = 7;
  const auto usual = economy_of("2035"), alone = economy_of("2035"), traced = economy_of("2035");
  alone->month().alone = true;
  Trace trace;
  for (int month = 0; month < months; ++month) {
    usual->step(), alone->step();
    traced->month().trace(trace);
    check_accounts(*traced), publish_accounts(*traced), publish_macro(*traced);
  }
  CHECK(differences(hashes_of(*usual), hashes_of(*alone)) == "");
  CHECK(differences(hashes_of(*usual), hashes_of(*traced)) == "");
  CHECK(trace.size() > static_cast<std::size_t>(months) * 200);
}

TEST_CASE("two traces of the same months are equal, and those of other chance part in the first month") {
  Trace first, again, other;
  const auto traced = [](Trace& trace, std::uint32_t seed) {
    const auto e = economy_of("baseline", {"population.scale=0.1"}, seed);
    for (int month = 0; month < 3; ++month) e->month().trace(trace), check_accounts(*e);
  };
  traced(first, 1), traced(other, 2), traced(again, 1);
  CHECK(describe_divergence(first, again) == "");
  CHECK(describe_divergence(first, other).starts_with("step 0, "));
}

TEST_CASE("seed and replica each change what happens") {
  const auto run = [](std::uint32_t seed, std::uint32_t replica) {
    const auto e = economy_of("2035", {}, seed, replica);
    step_months(*e, 3);
    return std::pair{e->nation.sales.get(0), differences({}, hashes_of(*e))};
  };
  const auto usual = run(1, 0);
  CHECK(usual == run(1, 0));
  CHECK(usual.first != run(2, 0).first);
  CHECK(usual.first != run(1, 1).first);
  CHECK(run(1, 1).first != run(2, 0).first);
}

TEST_CASE("worlds that step by turns have the bits of worlds that step one after the other") {
  const auto a = economy_of("2035", {}, 1), b = economy_of("2035", {}, 2);
  for (int month = 0; month < 4; ++month) a->step(), b->step();
  const auto alone = economy_of("2035", {}, 2);
  step_months(*alone, 4);
  CHECK(differences(hashes_of(*b), hashes_of(*alone)) == "");
}

TEST_CASE("what is written to a file, and how, does not touch the run") {
  constexpr int months = 6;
  const auto plain = economy_of("2035");
  step_months(*plain, months);
  const Hashes expected = hashes_of(*plain);
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("trellis_determinism_" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  for (const bool swmr : {true, false}) {
    const auto written = economy_of("2035");
    RunDescription description;
    description.title = "Test", description.start = written->scenario.start;
    Progress progress{stderr, written->scenario.start, months, Progress::Mode::quiet};
    RunOptions options;
    options.overwrite = true, options.swmr = swmr;
    run_simulation(*written, months, folder / "run.h5", std::move(description), progress, options);
    CAPTURE(swmr);
    CHECK(differences(expected, hashes_of(*written)) == "");
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("every shock and every lever of credit, place and scale at once: any number of threads gives the same bits") {
  const Settings settings{"start=2027-10",
                          "policy.credit_guarantee=0.8",
                          "policy.interest_subsidy=0.05",
                          "policy.relocation_grant=0.8",
                          "policy.lead_firm_support=0.5",
                          "policy.unmade_parts_relief=1",
                          "policy.administrative_relief=6"};
  const auto hashes = [&](unsigned threads) {
    return run_with(
               threads, 16, settings, [](Economy&) {}, "shocks/all")
        .hashes;
  };
  const Hashes one = hashes(1);
  for (const unsigned threads : {2u, 4u}) CHECK(differences(one, hashes(threads)) == "");
}
