// What neighbouring industries gain from the parts industry, and give back to it.
#pragma once

#include "agents/industry/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::industry {

// P12: neighbouring industries, once a year.

/// Yearly output that an industry would have without the growth of the parts industry: X_n0 (1+g_n)^t.
inline Value output_trend(Value at_start, double yearly_growth, double years) {
  return at_start * maths::exp(maths::log(1 + yearly_growth) * years);  // (12.30)
}

/// Yearly output X_n: what the parts industry buys beyond the base year comes on top of the trend, and what it buys
/// less is missing.
constexpr Value output(Value trend, Value bought, Value bought_in_base_year) {
  return most(trend + (bought - bought_in_base_year), 0.01 * trend);  // (12.31)
}

/// Productivity B_n over that of the base year: Δln B = β_N Δln X.
inline double productivity(Value output, Value output_at_start, const IndustryParameters& p) {
  return maths::pow(output / output_at_start, p.productivity_of_output);  // (12.32)
}

/// Growth of the industry's home sales in the year to come: g_n, and what the last year added to the lead over trend.
inline double home_growth(double yearly_growth, double lead, double lead_before) {
  return yearly_growth + maths::log(lead / lead_before);  // (12.33)
}

/// Price of an industry's materials over the world's: falls as its productivity runs ahead of its trend, which the
/// world's industries keep up with.
constexpr double material_price(double productivity, double productivity_trend) {
  return productivity_trend / productivity;  // (12.34)
}

}  // namespace trellis::industry
