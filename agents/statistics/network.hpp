// The attainable frontier and the survival of links: the pure parts. What a graph looks like is engine/network's.
#pragma once

#include <cstddef>
#include <limits>

#include "agents/oem/sourcing.hpp"
#include "engine/core/money.hpp"

namespace trellis::statistics {

/// Whether a supplier could serve a family if it were found, had room and were cheap enough: every other gate holds.
constexpr bool can_serve(Ratio match, Certificate held, Ratio quality, Ratio difficulty, const GateParameters& p) {
  return sourcing::passes_technology(match, difficulty) &&
         sourcing::passes_certificate(held, sourcing::required_certificate(difficulty, p)) &&
         sourcing::passes_quality(quality, sourcing::required_quality(difficulty, p));  // (12.24)
}

/// What a slot asks for in a month, spare parts included, of which a contract serves a share.
constexpr Dong asked_for(Value lot, Ratio spare_ratio, Ratio share) {
  return nearest(share * ((1 + spare_ratio) * lot));  // (12.25)
}

/// What a supplier could make in all: its capacity, and no less than what contracts bind already.
constexpr Dong serving_capacity(Value capacity, Dong bound) { return most(nearest(capacity), bound); }  // (12.26)

/// Share of what makers buy outside, 0 where they buy nothing; both at import prices.
constexpr Ratio served_share(Value served, Value asked) { return asked > Value{} ? served / asked : 0; }  // (12.27)

/// Share of the links of a year before that are still there; NaN where there were none.
constexpr Ratio survival(double kept, double before) {
  return before > 0 ? kept / before : std::numeric_limits<double>::quiet_NaN();  // (12.28)
}

/// Share that the `n` largest of some numbers, none negative, have in their sum; `descending` is sorted. NaN where the
/// sum is 0.
template <class Numbers>
constexpr Ratio share_of_largest(const Numbers& descending, std::size_t n) {
  double largest = 0, all = 0;
  for (std::size_t i = 0; i < descending.size(); ++i) {
    all += descending[i];
    if (i < n) largest += descending[i];
  }
  return all > 0 ? largest / all : std::numeric_limits<double>::quiet_NaN();  // (12.29)
}

}  // namespace trellis::statistics
