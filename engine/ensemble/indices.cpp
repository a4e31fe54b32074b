#include "engine/ensemble/indices.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

#include "engine/core/draws.hpp"

namespace trellis {

namespace {

constexpr std::size_t resamples = 1000;
enum Purpose : std::uint32_t { rows_of_bootstrap = 16 };

/// `estimate` of all rows, and its spread over rows that are drawn anew.
Estimate bootstrapped(std::size_t rows, std::uint32_t seed, std::uint32_t factor,
                      const std::function<double(const std::vector<std::size_t>&)>& estimate) {
  std::vector<std::size_t> chosen(rows);
  for (std::size_t r = 0; r < rows; ++r) chosen[r] = r;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  Estimate found{estimate(chosen), none, none};
  if (rows < 2) return found;  // one row says nothing of its spread
  std::vector<double> spread;
  for (std::uint32_t s = 0; s < resamples; ++s) {
    const Dice dice{Clock{seed, 0, s, {}}, factor, rows_of_bootstrap};
    for (std::size_t r = 0; r < rows; ++r)
      chosen[r] = dice.below(static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(r));
    // Rows that happen to be equal have no variance, and no index.
    if (const double one = estimate(chosen); !std::isnan(one)) spread.push_back(one);
  }
  if (spread.size() < resamples / 2) return found;
  std::ranges::sort(spread);
  found.low = spread[spread.size() * 25 / 1000], found.high = spread[spread.size() * 975 / 1000 - 1];
  return found;
}

}  // namespace

std::size_t leave_out_broken_rows(Design& design, std::vector<double>& results, std::size_t width) {
  const std::size_t rows = results.size() / width;
  std::vector<std::vector<double>> points;
  std::vector<double> whole;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::span<const double> its = std::span{results}.subspan(row * width, width);
    if (std::ranges::any_of(its, [](double each) { return std::isnan(each); })) continue;
    whole.insert(whole.end(), its.begin(), its.end());
    for (std::size_t i = 0; i < width; ++i) points.push_back(design.points[row * width + i]);
  }
  design.points = std::move(points), results = std::move(whole);
  return rows - results.size() / width;
}

std::vector<SobolIndex> sobol_indices(std::span<const double> results, std::size_t factors, std::uint32_t seed) {
  const std::size_t width = factors + 2, rows = results.size() / width;
  if (rows == 0 || rows * width != results.size()) throw std::invalid_argument{"not the results of a Sobol design"};
  const auto a = [&](std::size_t row) { return results[row * width]; };
  const auto mixed = [&](std::size_t row, std::size_t k) { return results[row * width + 1 + k]; };
  const auto b = [&](std::size_t row) { return results[row * width + width - 1]; };
  // The indices do not depend on where zero is, their estimates do: least where the mean is.
  const auto moments = [&](const std::vector<std::size_t>& chosen) {
    double sum = 0, squares = 0;
    for (const std::size_t row : chosen) sum += a(row) + b(row);
    const double mean = sum / (2.0 * static_cast<double>(chosen.size()));
    for (const std::size_t row : chosen)
      squares += (a(row) - mean) * (a(row) - mean) + (b(row) - mean) * (b(row) - mean);
    return std::pair{mean, squares / (2.0 * static_cast<double>(chosen.size()))};
  };
  std::vector<SobolIndex> indices;
  for (std::size_t k = 0; k < factors; ++k) {
    const auto first = [&](const std::vector<std::size_t>& chosen) {
      const auto [mean, variance] = moments(chosen);
      double sum = 0;
      for (const std::size_t row : chosen) sum += (b(row) - mean) * (mixed(row, k) - a(row));
      return sum / static_cast<double>(chosen.size()) / variance;
    };
    const auto total = [&](const std::vector<std::size_t>& chosen) {
      double sum = 0;
      for (const std::size_t row : chosen) sum += (a(row) - mixed(row, k)) * (a(row) - mixed(row, k));
      return sum / (2.0 * static_cast<double>(chosen.size())) / moments(chosen).second;
    };
    const auto identity = static_cast<std::uint32_t>(k);
    indices.push_back({bootstrapped(rows, seed, identity, first), bootstrapped(rows, seed, identity, total)});
  }
  return indices;
}

std::vector<MorrisEffect> morris_effects(const Design& design, std::span<const double> results,
                                         const std::vector<Factor>& factors, std::uint32_t seed) {
  const std::size_t width = factors.size() + 1, trajectories = results.size() / width;
  if (trajectories == 0 || trajectories * width != results.size() || results.size() != design.points.size())
    throw std::invalid_argument{"not the results of a Morris design"};
  // A walk moves one factor at a time, each once: which one is seen from the points, and a move that rounding undid is
  // one of a factor that never moved.
  std::vector<std::vector<double>> effects(factors.size(), std::vector<double>(trajectories, 0));
  for (std::size_t t = 0; t < trajectories; ++t)
    for (std::size_t step = 0; step + 1 < width; ++step) {
      const std::size_t at = t * width + step;
      const auto &from = design.points[at], &to = design.points[at + 1];
      for (std::size_t k = 0; k < factors.size(); ++k)
        if (from[k] != to[k])
          effects[k][t] = (results[at + 1] - results[at]) / (to[k] - from[k]) * (factors[k].high - factors[k].low);
    }
  std::vector<MorrisEffect> all;
  for (std::size_t k = 0; k < factors.size(); ++k) {
    const auto mean_absolute = [&](const std::vector<std::size_t>& chosen) {
      double sum = 0;
      for (const std::size_t t : chosen) sum += std::fabs(effects[k][t]);
      return sum / static_cast<double>(chosen.size());
    };
    MorrisEffect effect;
    effect.mean_absolute = bootstrapped(trajectories, seed, static_cast<std::uint32_t>(k), mean_absolute);
    double sum = 0, squares = 0;
    for (const double each : effects[k]) sum += each;
    effect.mean = sum / static_cast<double>(trajectories);
    for (const double each : effects[k]) squares += (each - effect.mean) * (each - effect.mean);
    effect.deviation = trajectories > 1 ? std::sqrt(squares / static_cast<double>(trajectories - 1))
                                        : std::numeric_limits<double>::quiet_NaN();
    all.push_back(effect);
  }
  return all;
}

}  // namespace trellis
