#include "engine/state/trace.hpp"

#include <algorithm>

namespace trellis {

std::optional<std::size_t> first_divergence(const Trace& a, const Trace& b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() && y == b.end()) return std::nullopt;
  return static_cast<std::size_t>(x - a.begin());
}

std::string describe_divergence(const Trace& a, const Trace& b) {
  const auto at = first_divergence(a, b);
  if (!at) return {};
  const Mark& mark = *at < a.size() ? a[*at] : b[*at];
  return "step " + std::to_string(mark.step) + ", " + mark.phase + ": " + mark.column;
}

}  // namespace trellis
