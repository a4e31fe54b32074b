// SC-1 on the engine and by hand, in turns in one process. Without arguments: 6,000, 100,000 and 1,000,000 firms, links
// local and random, one thread. With: sc1_bench FIRMS local|random|clusters THREADS REPEATS.
// Exits with 1 where the per-firm means at step 100 differ by more than 1 %.
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "bench/sc1/by_hand.hpp"
#include "bench/sc1/tables.hpp"

namespace {

using namespace trellis;

template <class F>
double seconds(F work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::array<double, 3> means(double output, double inventory, double sales, double firms) {
  return {output / firms, inventory / firms, sales / firms};
}

/// Largest relative difference of output, inventory and sales per firm at step 100, averaged over seeds.
double disagreement(std::size_t firms, sc1::Links links) {
  const std::uint32_t seeds = firms <= 10'000 ? 20 : firms <= 100'000 ? 3 : 1;
  std::array<double, 3> engine{}, hand{};
  const auto n = static_cast<double>(firms);
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    sc1::World world{firms, seed, links};
    sc1::ByHand by_hand{firms, seed, links == sc1::Links::random ? 0 : 0.9};
    for (int s = 0; s < 100; ++s) world.step.run();
    by_hand.run(100);
    const auto e = means(world.nation.output.get(0).value, world.nation.inventory.get(0).value,
                         world.nation.sales.get(0).value, n);
    const auto h = means(by_hand.sums()[0], by_hand.sums()[1], by_hand.sums()[2], n);
    for (std::size_t i = 0; i < 3; ++i) engine[i] += e[i], hand[i] += h[i];
  }
  double worst = 0;
  for (std::size_t i = 0; i < 3; ++i) worst = std::max(worst, std::abs(engine[i] / hand[i] - 1));
  return worst;
}

bool compare(std::size_t firms, sc1::Links links, const char* name, int threads, int repeats) {
  double off = 0;
  std::vector<double> engine, hand;
  const auto steps = std::max<std::size_t>(4'000'000 / firms, 4);
  oneapi::tbb::task_arena arena{threads};
  arena.execute([&] {
    off = disagreement(firms, links);
    sc1::World world{firms, 1, links};
    sc1::ByHand by_hand{firms, 1, links == sc1::Links::random ? 0 : 0.9};
    for (int s = 0; s < 20; ++s) world.step.run();
    by_hand.run(20);
    for (int r = 0; r < repeats; ++r) {
      engine.push_back(seconds([&] {
        for (std::size_t s = 0; s < steps; ++s) world.step.run();
      }));
      hand.push_back(seconds([&] { by_hand.run(steps); }));
    }
  });
  std::sort(engine.begin(), engine.end()), std::sort(hand.begin(), hand.end());
  const double work = static_cast<double>(firms * steps) / 1e6;
  const std::size_t middle = engine.size() / 2;
  std::printf(
      "%9zu %-8s %2d thread%s  engine %6.2f (median %6.2f)  by hand %6.2f (%6.2f) M agent-steps/s  "
      "time ratio best %.3f median %.3f  means differ %.2f %%\n",
      firms, name, threads, threads == 1 ? " " : "s", work / engine[0], work / engine[middle], work / hand[0],
      work / hand[middle], engine[0] / hand[0], engine[middle] / hand[middle], 100 * off);
  std::fflush(stdout);
  return off <= 0.01;
}

}  // namespace

int main(int count, char** words) {
  bool agree = true;
  if (count == 5) {
    const std::string how = words[2];
    const auto links = how == "random"     ? sc1::Links::random
                       : how == "clusters" ? sc1::Links::clusters
                                           : sc1::Links::local;
    return compare(std::stoul(words[1]), links, words[2], std::stoi(words[3]), std::stoi(words[4])) ? 0 : 1;
  }
  for (const std::size_t firms : {6'000, 100'000, 1'000'000}) {
    agree &= compare(firms, sc1::Links::local, "local", 1, 9);
    agree &= compare(firms, sc1::Links::random, "random", 1, 9);
  }
  return agree ? 0 : 1;
}
