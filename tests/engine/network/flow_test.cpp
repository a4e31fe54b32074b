#include "engine/network/flow.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <stdexcept>

using namespace trellis::network;

namespace {

std::vector<Pipe> random_pipes(std::size_t nodes, std::size_t number, std::mt19937& generator) {
  std::vector<Pipe> pipes;
  for (std::size_t i = 0; i < number; ++i)
    pipes.push_back({static_cast<Node>(generator() % nodes), static_cast<Node>(generator() % nodes),
                     static_cast<std::int64_t>(generator() % 20)});
  return pipes;
}

// The smallest cut by trying every set of nodes on the source's side: equal to the largest flow (Ford and Fulkerson).
std::int64_t smallest_cut(std::size_t nodes, const std::vector<Pipe>& pipes, Node source, Node sink) {
  std::int64_t smallest = std::numeric_limits<std::int64_t>::max();
  for (std::uint32_t side = 0; side < 1u << nodes; ++side) {
    if (!(side >> source & 1) || (side >> sink & 1)) continue;
    std::int64_t cut = 0;
    for (const Pipe& pipe : pipes)
      if ((side >> pipe.from & 1) && !(side >> pipe.to & 1)) cut += pipe.capacity;
    smallest = std::min(smallest, cut);
  }
  return smallest;
}

}  // namespace

TEST_CASE("two suppliers of two families serve what the narrow places let through") {
  // source 0 -> suppliers 1 (7), 2 (4) -> families 3, 4 -> sink 5: family 3 wants 5, family 4 wants 10.
  const std::vector<Pipe> pipes{{0, 1, 7}, {0, 2, 4}, {1, 3, 7}, {2, 3, 4}, {2, 4, 3}, {3, 5, 5}, {4, 5, 10}};
  const MaximumFlow flow = maximum_flow(6, pipes, 0, 5);
  CHECK(flow.value == 8);  // family 3 is full with 5, supplier 2 brings 3 to family 4
  CHECK(flow.through[5] == 5);
  CHECK(flow.through[6] == 3);
}

TEST_CASE("the largest flow is the smallest cut, on random networks") {
  std::mt19937 generator{3};
  for (int trial = 0; trial < 300; ++trial) {
    const std::size_t nodes = 3 + generator() % 7;
    const auto pipes = random_pipes(nodes, generator() % 30, generator);
    const auto sink = static_cast<Node>(nodes - 1);
    CHECK(maximum_flow(nodes, pipes, 0, sink).value == smallest_cut(nodes, pipes, 0, sink));
  }
}

TEST_CASE("what flows into a node flows out of it, within every capacity") {
  std::mt19937 generator{4};
  for (int trial = 0; trial < 100; ++trial) {
    const std::size_t nodes = 20;
    const auto pipes = random_pipes(nodes, 80, generator);
    const MaximumFlow flow = maximum_flow(nodes, pipes, 0, 19);
    std::vector<std::int64_t> balance(nodes);
    for (std::size_t i = 0; i < pipes.size(); ++i) {
      CHECK(flow.through[i] >= 0);
      CHECK(flow.through[i] <= pipes[i].capacity);
      balance[pipes[i].from] -= flow.through[i], balance[pipes[i].to] += flow.through[i];
    }
    CHECK(balance[0] == -flow.value);
    CHECK(balance[19] == flow.value);
    CHECK(std::all_of(balance.begin() + 1, balance.end() - 1, [](std::int64_t b) { return b == 0; }));
  }
}

TEST_CASE("amounts beyond the 53 bits of a double stay exact") {
  constexpr std::int64_t large = (std::int64_t{1} << 60) + 1;
  const std::vector<Pipe> pipes{{0, 1, large}, {1, 2, large + 1}};
  CHECK(maximum_flow(3, pipes, 0, 2).value == large);
}

TEST_CASE("a network without pipes lets nothing through") { CHECK(maximum_flow(2, {}, 0, 1).value == 0); }

TEST_CASE("a flow refuses what is no network") {
  const std::vector<Pipe> past{{0, 5, 1}}, negative{{0, 1, -1}};
  CHECK_THROWS_AS(maximum_flow(3, past, 0, 1), std::out_of_range);
  CHECK_THROWS_AS(maximum_flow(3, {}, 0, 3), std::out_of_range);
  CHECK_THROWS_AS(maximum_flow(3, negative, 0, 1), std::invalid_argument);
  CHECK_THROWS_AS(maximum_flow(3, {}, 1, 1), std::invalid_argument);
}
