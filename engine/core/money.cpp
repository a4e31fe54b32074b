#include "engine/core/money.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace trellis {

namespace detail {
void money_overflow(const char* operation) {
  throw OverflowError{std::string{"a "} + operation + " of amounts does not fit 64 bits"};
}
}  // namespace detail

void split(Dong total, std::span<const double> weights, std::span<Dong> out) {
  if (weights.size() != out.size()) throw std::invalid_argument{"split: as many weights as parts"};
  double all = 0;
  for (const double w : weights) {
    if (!(w >= 0)) throw std::invalid_argument{"split: a weight is negative or no number"};
    all += w;
  }
  std::fill(out.begin(), out.end(), Dong{});
  if (total == Dong{}) return;
  if (!(all > 0 && all < std::numeric_limits<double>::infinity()))
    throw std::invalid_argument{"split: the weights are all zero or overflow"};

  const bool owed = total < Dong{};
  const WideDong::Integer whole = owed ? -WideDong{total}.value : WideDong{total}.value;
  struct Part {
    std::size_t position;
    double remainder;
  };
  std::vector<Part> parts;
  WideDong::Integer left = whole;
  const double amount = static_cast<double>(whole);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] == 0) continue;
    const double quota = amount * (weights[i] / all), floor = std::floor(quota);
    out[i].value = floor < 0x1p63 ? static_cast<std::int64_t>(floor) : std::numeric_limits<std::int64_t>::max();
    left -= out[i].value;
    parts.push_back({i, quota - floor});
  }
  // Amounts above 2^53 have no fraction in double, and the floors may even exceed the total: rounds of one đồng each,
  // after an equal share of what is left, mend both.
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.remainder > b.remainder; });
  const auto count = static_cast<WideDong::Integer>(parts.size());
  if (left >= count) {
    for (const Part& p : parts) out[p.position].value += static_cast<std::int64_t>(left / count);
    left %= count;
  }
  while (left < 0)
    for (std::size_t i = parts.size(); i-- > 0 && left < 0;)
      if (std::int64_t& v = out[parts[i].position].value; v > 0) --v, ++left;
  for (const Part& p : parts)
    if (left > 0) ++out[p.position].value, --left;
  if (owed)
    for (Dong& d : out) d = -d;
}

Dong narrow(WideDong total) {
  if (total.value > std::numeric_limits<std::int64_t>::max() || total.value < std::numeric_limits<std::int64_t>::min())
    throw OverflowError{"a total of amounts does not fit 64 bits"};
  return {static_cast<std::int64_t>(total.value)};
}

}  // namespace trellis
