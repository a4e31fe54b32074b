// The paths that a scenario gives the market, month by month, from the numbers of a few dated years.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::market {

struct DatedNumber {
  int year{};
  double number{};
};

/// Value at `year` (a fraction counts) on the line that is straight in logs through the dated years; before the first
/// and after the last of them the nearest stretch goes on. At least two years, ascending, with positive numbers.
inline double log_linear(std::span<const DatedNumber> dated, double year) {
  std::size_t right = 1;
  while (right + 1 < dated.size() && year > dated[right].year) ++right;
  const DatedNumber& a = dated[right - 1];
  const DatedNumber& b = dated[right];
  const double place = (year - a.year) / (b.year - a.year);
  return maths::exp((1 - place) * maths::log(a.number) + place * maths::log(b.number));  // (1.1)
}

/// Place of the middle of a month on that line, where the middle of a year is the year itself.
constexpr double mid_month(Month at) { return at.year() + (at.month() - 0.5) / 12 - 0.5; }

/// Factor of each calendar month, scaled so that they average 1.
constexpr std::array<double, 12> seasonality(std::array<double, 12> factors) {
  double all = 0;
  for (const double factor : factors) all += factor;
  for (double& factor : factors) factor *= 12 / all;
  return factors;  // (1.2)
}

/// Vehicles wanted in each month from `first` to `last`, before prices and noise: the line through the middles of the
/// dated years times the season, scaled so that the twelve months of a year sum to the line at that year. A dated year
/// thus sums to its own number.
inline std::vector<Vehicles> official_path(std::span<const DatedNumber> dated, const std::array<double, 12>& season,
                                           Month first, Month last) {
  const auto shape = [&](int year, int month) {
    return log_linear(dated, mid_month(Month{year, month})) * season[static_cast<std::size_t>(month - 1)];
  };
  std::vector<Vehicles> path;
  for (Month at = first; at <= last; at = at + 1) {
    double whole_year = 0;
    for (int month = 1; month <= 12; ++month) whole_year += shape(at.year(), month);
    path.push_back(Vehicles{shape(at.year(), at.month()) * log_linear(dated, at.year()) / whole_year});  // (1.3)
  }
  return path;
}

}  // namespace trellis::market

namespace trellis {

// The vehicle market as the scenario prescribes it, month by month.
struct MarketPath {
  std::array<double, 12> season{};
  std::vector<Vehicles> vehicles, exports, fleet_aim;  // by step
  double season_of(Month month) const { return season[static_cast<std::size_t>(month.month() - 1)]; }
};

}  // namespace trellis
