// Small graphs at random, for comparison with checks that need no cleverness.
#pragma once

#include <random>
#include <vector>

#include "engine/network/graph.hpp"

namespace trellis::network {

inline std::vector<Arc> random_arcs(std::size_t nodes, std::size_t arcs, std::uint32_t seed) {
  std::mt19937 generator{seed};
  const auto below = [&](std::size_t n) { return static_cast<Node>(generator() % n); };
  std::vector<Arc> list;
  for (std::size_t i = 0; i < arcs; ++i)
    list.push_back({below(nodes), below(nodes), 1 + static_cast<double>(below(8)) / 2});
  return list;
}

inline Graph random_graph(std::size_t nodes, std::size_t arcs, std::uint32_t seed) {
  return {nodes, random_arcs(nodes, arcs, seed)};
}

}  // namespace trellis::network
