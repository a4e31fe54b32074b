#include "engine/ensemble/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <boost/random/uniform_01.hpp>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>

#include "engine/core/draws.hpp"
#include "engine/core/errors.hpp"
#include "engine/io/csv.hpp"
#include "engine/io/run_file_output.hpp"

namespace trellis {

namespace {

/// Draws of a design: keyed by its seed, a point or factor, and what for.
enum Purpose : std::uint32_t { place_in_part = 1, order_of_parts, first_level, direction, order_of_moves };

double uniform(std::uint32_t seed, std::size_t identity, std::size_t step, Purpose purpose, std::uint32_t number = 0) {
  const Clock clock{seed, 0, static_cast<std::uint32_t>(step), {}};
  return Dice{clock, static_cast<std::uint32_t>(identity), purpose}.uniform(number);
}

/// From [0, 1] to the factor's range; whole factors give each of their numbers an equal part.
double value_at(const Factor& factor, double share) {
  if (!factor.whole) return factor.low + share * (factor.high - factor.low);
  return std::min(std::floor(factor.low + share * (factor.high - factor.low + 1)), factor.high);
}

Design design_over(const std::vector<Factor>& factors) {
  Design design;
  for (const Factor& factor : factors) design.parameters.push_back(factor.parameter);
  return design;
}

std::vector<double> point_at(const std::vector<Factor>& factors, const std::vector<double>& shares) {
  std::vector<double> point;
  for (std::size_t k = 0; k < factors.size(); ++k) point.push_back(value_at(factors[k], shares[k]));
  return point;
}

/// 0 .. count-1 in a random order.
std::vector<std::size_t> shuffled(std::size_t count, std::uint32_t seed, std::size_t step, Purpose purpose) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> keys;
  for (std::size_t i = 0; i < count; ++i) keys.push_back(uniform(seed, i, step, purpose));
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return keys[i]; });
  return order;
}

}  // namespace

Design grid(const std::vector<Factor>& factors) {
  Design design = design_over(factors);
  std::size_t points = 1;
  for (const Factor& factor : factors) points *= factor.levels;
  for (std::size_t p = 0; p < points; ++p) {
    std::vector<double> point(factors.size());
    std::size_t rest = p;
    for (std::size_t k = factors.size(); k-- > 0; rest /= factors[k].levels) {
      const double step = static_cast<double>(rest % factors[k].levels);
      const double share = factors[k].levels > 1 ? step / static_cast<double>(factors[k].levels - 1) : 0;
      const double value = factors[k].low + share * (factors[k].high - factors[k].low);
      point[k] = factors[k].whole ? std::round(value) : value;
    }
    design.points.push_back(std::move(point));
  }
  return design;
}

Design latin_hypercube(const std::vector<Factor>& factors, std::size_t points, std::uint32_t seed) {
  Design design = design_over(factors);
  design.points.assign(points, std::vector<double>(factors.size()));
  for (std::size_t k = 0; k < factors.size(); ++k) {
    const std::vector<std::size_t> part = shuffled(points, seed, k, order_of_parts);
    for (std::size_t p = 0; p < points; ++p) {
      const double share =
          (static_cast<double>(part[p]) + uniform(seed, p, k, place_in_part)) / static_cast<double>(points);
      design.points[p][k] = value_at(factors[k], share);
    }
  }
  return design;
}

Design saltelli(const std::vector<Factor>& factors, std::size_t points) {
  const std::size_t width = factors.size();
  if (points == 0 || (points & (points - 1)) != 0) throw std::invalid_argument{"a Sobol design has 2^k points"};
  Design design = design_over(factors);
  boost::random::sobol sequence{2 * width};
  boost::random::uniform_01<double> share;
  for (std::size_t p = 0; p < points; ++p) {
    std::vector<double> a(width), b(width);
    for (double& each : a) each = share(sequence);
    for (double& each : b) each = share(sequence);
    design.points.push_back(point_at(factors, a));
    for (std::size_t k = 0; k < width; ++k) {
      std::vector<double> mixed = a;
      mixed[k] = b[k];
      design.points.push_back(point_at(factors, mixed));
    }
    design.points.push_back(point_at(factors, b));
  }
  return design;
}

Design morris(const std::vector<Factor>& factors, std::size_t trajectories, std::size_t levels, std::uint32_t seed) {
  const std::size_t width = factors.size(), jump = levels / 2;
  if (levels < 4 || levels % 2 != 0)
    throw std::invalid_argument{"a Morris design has an even number of levels from 4 on"};
  Design design = design_over(factors);
  const auto shares_of = [&](const std::vector<std::size_t>& at) {
    std::vector<double> shares;
    for (const std::size_t level : at) shares.push_back(static_cast<double>(level) / static_cast<double>(levels - 1));
    return shares;
  };
  const auto value_of = [&](const std::vector<std::size_t>& at) {
    std::vector<double> point;
    const std::vector<double> shares = shares_of(at);
    for (std::size_t k = 0; k < width; ++k) {
      const double value = factors[k].low + shares[k] * (factors[k].high - factors[k].low);
      point.push_back(factors[k].whole ? std::round(value) : value);
    }
    return point;
  };
  for (std::size_t t = 0; t < trajectories; ++t) {
    std::vector<std::size_t> at(width);
    for (std::size_t k = 0; k < width; ++k)
      at[k] = static_cast<std::size_t>(uniform(seed, k, t, first_level) * static_cast<double>(levels));
    design.points.push_back(value_of(at));
    for (const std::size_t k : shuffled(width, seed, t, order_of_moves)) {
      at[k] = at[k] >= jump ? at[k] - jump : at[k] + jump;
      design.points.push_back(value_of(at));
    }
  }
  return design;
}

Design read_design(const std::string& file) {
  std::vector<Problem> problems;
  const CsvTable table = read_csv(file, problems);
  Design design;
  for (const CsvCell& cell : table.header) design.parameters.push_back(cell.text);
  for (const auto& row : table.rows) {
    std::vector<double> point;
    for (const CsvCell& cell : row) {
      double value = 0;
      const auto [end, fault] = std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), value);
      if (fault != std::errc{} || end != cell.text.data() + cell.text.size() || !std::isfinite(value))
        problems.push_back({file, cell.line, cell.column, "", fmt::format("expected a number, found '{}'", cell.text)});
      point.push_back(value);
    }
    design.points.push_back(std::move(point));
  }
  if (problems.empty() && design.points.empty()) problems.push_back({file, 0, 0, "", "a design without points"});
  if (!problems.empty()) throw ScenarioError{std::move(problems)};
  return design;
}

void write_design(const Design& design, const std::filesystem::path& file) {
  const auto line = [](const auto& cells) {
    std::string joined;
    for (const auto& cell : cells) joined += fmt::format("{}{}", joined.empty() ? "" : ",", cell);
    return joined + '\n';
  };
  std::string text = line(design.parameters);
  for (const std::vector<double>& point : design.points) text += line(point);
  const std::filesystem::path fresh = passing_name(file);
  std::ofstream out{fresh, std::ios::binary};
  out << text;
  out.close();
  if (!out) throw FileError(file.string(), "cannot be written");
  rename_into_place(fresh, file, true);
}

std::vector<EqualPoints> equal_points(const Design& design) {
  std::map<std::vector<double>, std::size_t> first;
  std::vector<EqualPoints> equal;
  for (std::size_t p = 0; p < design.points.size(); ++p)
    if (const auto [at, fresh] = first.emplace(design.points[p], p); !fresh) equal.push_back({at->second, p});
  return equal;
}

}  // namespace trellis
