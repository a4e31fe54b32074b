#include "engine/ensemble/estimates.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace trellis {

namespace {
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double upper = .975;  // of a two-sided interval of 95 %
}  // namespace

Estimate share_of(std::size_t number, std::size_t of) {
  if (of == 0) return {not_a_number, not_a_number, not_a_number};
  const double z = boost::math::quantile(boost::math::normal{}, upper), n = static_cast<double>(of);
  const double share = static_cast<double>(number) / n;
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {share, std::max(0., middle - half), std::min(1., middle + half)};
}

Estimate mean_of(std::span<const double> numbers) {
  if (numbers.empty()) return {not_a_number, not_a_number, not_a_number};
  const double n = static_cast<double>(numbers.size());
  double sum = 0, squares = 0;
  for (const double each : numbers) sum += each;
  const double mean = sum / n;
  if (numbers.size() == 1) return {mean, not_a_number, not_a_number};
  for (const double each : numbers) squares += (each - mean) * (each - mean);
  const double half = boost::math::quantile(boost::math::students_t{n - 1}, upper) * std::sqrt(squares / (n - 1) / n);
  return {mean, mean - half, mean + half};
}

double quantile(std::vector<double> numbers, double share) {
  if (numbers.empty()) return not_a_number;
  std::ranges::sort(numbers);
  const double at = share * static_cast<double>(numbers.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, numbers.size() - 1);
  return numbers[low] + (at - static_cast<double>(low)) * (numbers[high] - numbers[low]);
}

}  // namespace trellis
