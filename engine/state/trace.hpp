// A trace: what every phase of every step wrote, as hashes; two of them show where two runs first part.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace trellis {

struct Mark {
  std::uint32_t step;
  std::string phase, column;
  std::uint64_t hash;
  friend bool operator==(const Mark&, const Mark&) = default;
};
using Trace = std::vector<Mark>;

/// Position of the first mark in which the traces differ, or at which one of them ends.
std::optional<std::size_t> first_divergence(const Trace& a, const Trace& b);
/// "step 3, supplier.produce: supplier.output" of that mark; empty where the traces are equal.
std::string describe_divergence(const Trace& a, const Trace& b);

}  // namespace trellis
