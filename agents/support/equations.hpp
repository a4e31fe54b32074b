// Programmes with places: who can ask for one, what it costs, what it changes in a firm.
#pragma once

#include <cmath>

#include "agents/support/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::support {

/// Has the firm been through a programme? `upgrades` holds a bit for each of them.
constexpr bool has(std::uint32_t upgrades, Kind kind) { return (upgrades >> kind & 1) != 0; }

/// Whole places of a cluster in a year: rounded up or down by a uniform draw, so that the mean is right.
inline double places(double a_year, double uniform) { return std::floor(a_year + uniform); }  // (9.37)

/// The state's part of the cost of a place.
inline Dong grant(double cost, Ratio share) { return nearest(share * Value{cost}); }  // (10.24)

/// Can the firm ask for a place, beside those that it asks for already? `committed` is its own part of them.
inline bool can_ask(Dong deposits, Dong committed, Dong own_part, const SupportParameters& p) {
  return to_value(deposits) >= p.cash_over_cost * to_value(committed + own_part);  // (9.38)
}

/// Technology after a line has been automated.
constexpr double automated(double technology, const SupportParameters& p) {
  return technology * (1 + p.automation_gain);  // (9.39)
}

/// Technology after a licence: A + part · AC · (A_L - A)^+.
constexpr double licensed(double technology, Ratio absorptive_capacity, const SupportParameters& p) {
  const double gap = positive(p.licensor_technology - technology);
  return technology + p.licensed_part * absorptive_capacity * gap;  // (9.40)
}

/// What well-run management adds to the exponent of absorptive capacity.
constexpr double well_run(std::uint32_t upgrades, const SupportParameters& p) {
  return has(upgrades, governance) ? p.governance_absorption : 0;  // (9.41)
}

/// Part of the late deliveries that automated lines and digital planning avoid.
constexpr Ratio delays_avoided(std::uint32_t upgrades, const SupportParameters& p) {
  const Ratio by_machines = has(upgrades, automation) ? p.automation_on_time : 0;
  return by_machines + (has(upgrades, digital) ? p.digital_on_time : 0);  // (7.7)
}

/// How much more often makers find a firm than others of its size, place and links.
constexpr double visibility(std::uint32_t upgrades, const SupportParameters& p) {
  return has(upgrades, digital) ? p.digital_visibility : 0;  // (3.30)
}

/// Chance that the bank serves a firm: the odds of one that is well run are e^a times those of others like it.
inline Ratio access(Ratio of_others, std::uint32_t upgrades, const SupportParameters& p) {
  const double refused = (1 - of_others) * (has(upgrades, governance) ? maths::exp(-p.governance_access) : 1);
  return of_others / (of_others + refused);  // (5.20)
}

/// Worth to a maker, over the import price, of buying from a firm whose emissions are certified.
constexpr Ratio green_worth(std::uint32_t upgrades, const SupportParameters& p) {
  return has(upgrades, green) ? p.green_worth : 0;  // (3.31)
}

}  // namespace trellis::support
