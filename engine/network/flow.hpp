// The largest flow through a network of capacities.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/network/graph.hpp"

namespace trellis::network {

struct Pipe {
  Node from = 0, to = 0;
  std::int64_t capacity = 0;
};

struct MaximumFlow {
  std::int64_t value = 0;             // from source to sink
  std::vector<std::int64_t> through;  // each pipe, in the order in which they were given
};

/// Push-relabel in whole numbers: exact, and the same for the same list of pipes. What leaves the source must fit 63
/// bits in all. Throws std::out_of_range where a pipe names a node past the last, std::invalid_argument for a capacity
/// below zero or where source and sink are one.
MaximumFlow maximum_flow(std::size_t nodes, std::span<const Pipe> pipes, Node source, Node sink);

}  // namespace trellis::network
