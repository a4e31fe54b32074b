#include <doctest/doctest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "tests/engine/step/small_economy.hpp"

using namespace trellis;
using namespace trellis::tests;

namespace {

struct Outcome {
  std::uint64_t hash;
  std::size_t workers;
};

/// How many threads have met in this run; the first to come waits for a second one, or gives up.
std::atomic<int> meeting{0}, met{0};
void meet() {
  static thread_local int last_meeting = 0;
  if (last_meeting == meeting) return;
  last_meeting = meeting;
  ++met;
  const auto start = std::chrono::steady_clock::now();
  while (met < 2 && std::chrono::steady_clock::now() - start < std::chrono::seconds{20}) std::this_thread::yield();
}
void make_threads_meet(Economy& e) {
  ++meeting, met = 0;
  e.step.each("firm.meet", e.firm, reads(), writes(), [] { meet(); });
}

template <class Change>
Outcome run(std::size_t rows, bool parts, int threads, int months, Change change) {
  Outcome outcome{};
  const oneapi::tbb::global_control allowed{oneapi::tbb::global_control::max_allowed_parallelism,
                                            static_cast<std::size_t>(threads)};
  oneapi::tbb::task_arena{threads}.execute([&] {
    Economy e{rows, parts};
    e.step.always_share = true;
    change(e);
    for (int m = 0; m < months; ++m) e.step.run();
    outcome = {e.hash(), e.step.workers()};
  });
  return outcome;
}
Outcome run(std::size_t rows, bool parts, int threads, int months = 14) {
  return run(rows, parts, threads, months, [](Economy&) {});
}

/// A sum as a program would do it that gives each thread its share: its bits depend on the number of threads.
void plant_sum_by_threads(Economy& e) {
  e.step.whole("nation.planted", e.firm, Step::everywhere(e.firm.output), Step::everywhere(e.nation.planted), [&e] {
    const auto threads = static_cast<std::size_t>(oneapi::tbb::this_task_arena::max_concurrency());
    double all = 0;
    for (std::size_t t = 0; t < threads; ++t) {
      double share = 0;
      e.firm.each_row([&](std::size_t r) {
        if (r % threads == t) share += e.firm.output.get(r);
      });
      all += share;
    }
    e.nation.planted.set(0, all);
  });
}

}  // namespace

TEST_CASE("a run has the same bits for any number of threads") {
  for (const std::size_t rows : {6'000, 60'000, 60'037})
    for (const bool parts : {false, true}) {
      const Outcome one = run(rows, parts, 1);
      CHECK(one.workers == 0);
      for (const int threads : {2, 3, 8}) {
        CAPTURE(rows);
        CAPTURE(parts);
        CAPTURE(threads);
        const Outcome many = run(rows, parts, threads, 14, make_threads_meet);
        CHECK(many.hash == one.hash);
        CHECK(many.workers >= 2);
      }
    }
}

TEST_CASE("a sum that depends on the number of threads is caught by the same comparison, every time") {
  for (const std::size_t rows : {6'000, 60'000})
    for (int attempt = 0; attempt < 5; ++attempt) {
      std::set<std::uint64_t> hashes;
      for (const int threads : {1, 2, 3, 8}) hashes.insert(run(rows, false, threads, 2, plant_sum_by_threads).hash);
      CHECK(hashes.size() > 1);
    }
}

TEST_CASE("an ensemble's world on its own thread has the bits of one that shares") {
  const Outcome alone = run(6'000, true, 2, 14, [](Economy& e) { e.step.alone = true; });
  CHECK(alone.workers == 0);
  CHECK(alone.hash == run(6'000, true, 2).hash);
}

TEST_CASE("phase by phase, with everything in memory, a month has the bits of the fused one") {
  for (const bool parts : {false, true}) {
    Economy fused{6'037, parts}, apart{6'037, parts};
    Trace marks;
    for (int m = 0; m < 14; ++m) fused.step.run(), apart.step.trace(marks);
    CHECK(fused.hash() == apart.hash());
    CHECK(!marks.empty());
    CHECK(apart.clock.step == 14);
  }
}

TEST_CASE("traces of two runs part at the phase in which one of them was disturbed") {
  Economy a{1'000, false}, b{1'000, false};
  Trace x, y;
  a.step.trace(x), b.step.trace(y);
  CHECK(!first_divergence(x, y));
  b.firm.yearly.set(500, 1);  // written in December only: nothing reads it before
  b.cluster.wage.set(0, 5);   // overwritten before anything reads it
  b.firm.stock.set(123, 0.125);
  a.step.trace(x), b.step.trace(y);
  CHECK(describe_divergence(x, y) == "step 1, firm.plan: firm.plan");
}

TEST_CASE("a month after a trace runs fused again, with the same bits") {
  Economy a{1'000, true}, b{1'000, true};
  Trace marks;
  for (int m = 0; m < 6; ++m) {
    a.step.run();
    if (m % 2)
      b.step.trace(marks);
    else
      b.step.run();
  }
  CHECK(a.hash() == b.hash());
}
