// The statistics of firms, prices and public money beside localisation: classes, distributions, indices.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "agents/statistics/macro_parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis {

enum class SizeClass : std::uint32_t { micro, small, medium, large };
inline constexpr std::array<std::string_view, 4> size_class_names{"micro", "small", "medium", "large"};
enum class AgeClass : std::uint32_t { newcomer, young, middle, old };
inline constexpr std::array<std::string_view, 4> age_class_names{"new", "young", "middle", "old"};
enum class ExitCause : std::uint32_t { insolvent, with_orders, without_orders };
inline constexpr std::array<std::string_view, 3> exit_cause_names{"insolvent", "with_orders", "without_orders"};
enum class EntryKind : std::uint32_t { foreign_plant, diversification, start_up };
inline constexpr std::array<std::string_view, 3> entry_kind_names{"foreign_plant", "diversification", "start_up"};

}  // namespace trellis

namespace trellis::statistics {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Class of a firm by its yearly turnover.
constexpr SizeClass size_class(Value turnover, const ReportParameters& p) {
  if (turnover.value > p.medium_most) return SizeClass::large;
  if (turnover.value > p.small_most) return SizeClass::medium;
  return turnover.value > p.micro_most ? SizeClass::small : SizeClass::micro;  // (12.15)
}

/// Class of a firm by its age in months.
constexpr AgeClass age_class(std::uint32_t months, const ReportParameters& p) {
  if (months >= 12 * p.old_least) return AgeClass::old;
  if (months >= 12 * p.young_below) return AgeClass::middle;
  return months >= 12 * p.new_below ? AgeClass::young : AgeClass::newcomer;  // (12.16)
}

/// Why a firm left: its creditors end it, or it closes, with orders or without.
constexpr ExitCause exit_cause(bool insolvent, bool has_orders) {
  return insolvent ? ExitCause::insolvent : has_orders ? ExitCause::with_orders : ExitCause::without_orders;  // (12.17)
}

/// Share of capacity in use; 0 without capacity.
constexpr Ratio utilisation(double output, double capacity) { return capacity > 0 ? output / capacity : 0; }  // (12.18)

/// Price of what was bought over what it would have cost at base prices (Paasche); as before where nothing was.
constexpr Ratio price_index(Value paid, Value at_base_prices, Ratio before) {
  return at_base_prices > Value{} ? paid / at_base_prices : before;  // (12.19)
}

/// Exponent of the tail of a size distribution: one over the mean log of the largest sizes over the smallest of them
/// (Hill 1975). `descending`: the tail, the largest first. Undefined for fewer than ten sizes.
inline double tail_exponent(std::span<const double> descending) {
  if (descending.size() < 10 || !(descending.front() > descending.back())) return undefined;
  double all = 0;
  for (const double size : descending) all += maths::log(size / descending.back());
  return static_cast<double>(descending.size() - 1) / all;  // (12.20)
}

/// Mean, standard deviation and mean absolute deviation of numbers; undefined for fewer than ten.
struct Spread {
  double mean = undefined, deviation = undefined, absolute = undefined;
};
inline Spread spread(std::span<const double> numbers) {
  if (numbers.size() < 10) return {};
  const auto n = static_cast<double>(numbers.size());
  double all = 0, squares = 0, distances = 0;
  for (const double x : numbers) all += x;
  const double mean = all / n;
  for (const double x : numbers) squares += (x - mean) * (x - mean), distances += std::abs(x - mean);
  return {mean, std::sqrt(squares / (n - 1)), distances / n};  // (12.21)
}

/// Slope of the straight line through points by least squares; undefined where all x are the same.
inline double slope(std::span<const double> x, std::span<const double> y) {
  double mean_x = 0, mean_y = 0, xy = 0, xx = 0;
  for (std::size_t i = 0; i < x.size(); ++i) mean_x += x[i], mean_y += y[i];
  mean_x /= static_cast<double>(x.size()), mean_y /= static_cast<double>(x.size());
  for (std::size_t i = 0; i < x.size(); ++i)
    xy += (x[i] - mean_x) * (y[i] - mean_y), xx += (x[i] - mean_x) * (x[i] - mean_x);
  return xx > 0 ? xy / xx : undefined;  // (12.22)
}

/// Public money spent since a date for each percentage point that a share has risen since; undefined where it has not.
/// It sets cost beside a rise within one run, which other things cause as well: what a lever brings is the difference
/// of two arms with the same seeds.
constexpr double cost_per_point(Dong spent, Ratio share, Ratio share_before) {
  return share > share_before ? to_value(spent).value / (100 * (share - share_before)) : undefined;  // (12.23)
}

}  // namespace trellis::statistics
