// How deep a shock is in a month, how shocks add up, and what late imports do to a maker's store.
#pragma once

#include "engine/core/quantity.hpp"

namespace trellis::shocks {

// P0.

/// Depth of a shock in a month: all of it while it lasts, nothing before and after.
constexpr double depth_now(double depth, std::int32_t begins, std::int32_t months, std::int32_t step) {
  return step >= begins && step < begins + months ? depth : 0;  // (0.15)
}

/// Depth of what happens once, in the first month of a shock.
constexpr double depth_at_once(double depth, std::int32_t begins, std::int32_t step) {
  return step == begins ? depth : 0;  // (0.16)
}

/// Two shocks that take parts away take them of what the other leaves.
constexpr Ratio lost_together(Ratio one, Ratio other) { return 1 - (1 - one) * (1 - other); }  // (0.17)

/// Two shocks that raise a price raise what the other has raised.
constexpr double raised_together(double index, double rise) { return index * (1 + rise); }  // (0.18)

// P7: what a storm leaves.

/// Capacity, capital or stock after a part is destroyed.
constexpr Value spared(Value before, Ratio destroyed) { return (1 - destroyed) * before; }  // (7.6)

// P8: late imports. Of what is ordered a part is under way for the lead time in the mean.

/// Parts that arrive of those under way.
constexpr Parts arriving(Parts under_way, double lead_months) {
  return lead_months > 1 ? under_way / lead_months : under_way;  // (8.14)
}

/// Parts of this month's import orders that are there within the month.
constexpr Parts in_time(Parts ordered, Ratio late) { return (1 - late) * ordered; }  // (8.15)

/// Parts under way at the end of the month.
constexpr Parts under_way(Parts before, Parts arrived, Parts ordered, Parts in_time) {
  return positive(before - arrived + (ordered - in_time));  // (8.16)
}

}  // namespace trellis::shocks
