// How deep a shock is in a month, how shocks add up, what a storm leaves of plants, what late imports do to a store.
#pragma once

#include <cstdint>

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

/// Months for which a shock still lasts, this one included.
constexpr std::int32_t months_left(double depth, std::int32_t begins, std::int32_t months, std::int32_t step) {
  return depth_now(depth, begins, months, step) > 0 ? begins + months - step : 0;  // (0.21)
}

// P2: makers' lines that a storm destroys are rebuilt, and paid for, while they stand still.

/// Value of a line that stands: its part, by capacity, of all that the maker has and is to rebuild, less what is to be
/// rebuilt of it.
constexpr Value line_value(Value capital, Value to_rebuild, Vehicles line, Vehicles all_lines, Value damage) {
  return all_lines > Vehicles{} ? positive((capital + to_rebuild) * (line / all_lines) - damage) : Value{};  // (2.12)
}

/// Value of a line that a storm destroys.
constexpr Value line_destroyed(Value line_value, Ratio destroyed) { return destroyed * line_value; }  // (2.13)

/// What is rebuilt of a line this month: equal parts until the storm is over, and all of the rest in its last month.
constexpr Value rebuilt(Value damage, std::int32_t months_left) {
  return months_left > 1 ? damage / months_left : damage;  // (2.14)
}

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
