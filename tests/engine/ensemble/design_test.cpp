#include "engine/ensemble/design.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/errors.hpp"
#include "engine/ensemble/indices.hpp"
#include "engine/ensemble/members.hpp"

using namespace trellis;

namespace {

const std::vector<Factor> three{{"a", 0, 1, false, 3}, {"b", -2, 2, false, 2}, {"c", 1, 4, true, 4}};

std::vector<Factor> unit_factors(std::size_t count, double low, double high) {
  std::vector<Factor> factors;
  for (std::size_t k = 0; k < count; ++k) factors.push_back({"x" + std::to_string(k), low, high});
  return factors;
}

// Ishigami and Homma 1990: indices known in closed form.
double ishigami(const std::vector<double>& x) {
  return std::sin(x[0]) + 7 * std::pow(std::sin(x[1]), 2) + .1 * std::pow(x[2], 4) * std::sin(x[0]);
}

template <class F>
std::vector<double> results(const Design& design, F f) {
  std::vector<double> all;
  for (const auto& point : design.points) all.push_back(f(point));
  return all;
}

}  // namespace

TEST_CASE("members are numbered by replica, then arm, then point, and back") {
  const Numbering numbering{.points = 3, .arms = 2, .replicas = 5};
  CHECK(numbering.size() == 30);
  CHECK(numbering.member(0) == Member{0, 0, 0, 0});
  CHECK(numbering.member(7) == Member{7, 0, 1, 2});
  CHECK(numbering.member(29) == Member{29, 2, 1, 4});
  for (std::size_t m = 0; m < numbering.size(); ++m) {
    const Member member = numbering.member(m);
    CHECK(numbering.number(member.point, member.arm, member.replica) == m);
  }
  CHECK_THROWS_AS(numbering.member(30), std::out_of_range);
}

TEST_CASE("a grid has every combination, the ends among them") {
  const Design design = grid(three);
  CHECK(design.parameters == std::vector<std::string>{"a", "b", "c"});
  CHECK(design.points.size() == 24);
  CHECK(design.points.front() == std::vector<double>{0, -2, 1});
  CHECK(design.points[1] == std::vector<double>{0, -2, 2});
  CHECK(design.points.back() == std::vector<double>{1, 2, 4});
  CHECK(equal_points(design).empty());
}

TEST_CASE("a Latin hypercube has one point in each part of each range") {
  const Design design = latin_hypercube(three, 40, 7);
  for (std::size_t k = 0; k < 2; ++k) {
    std::set<int> parts;
    for (const auto& point : design.points)
      parts.insert(static_cast<int>((point[k] - three[k].low) / (three[k].high - three[k].low) * 40));
    CHECK(parts.size() == 40);
  }
  std::array<int, 5> times{};
  for (const auto& point : design.points) ++times[static_cast<std::size_t>(point[2])];
  CHECK(times == std::array<int, 5>{0, 10, 10, 10, 10});
  CHECK(latin_hypercube(three, 40, 7).points == design.points);
  CHECK(latin_hypercube(three, 40, 8).points != design.points);
}

TEST_CASE("Sobol indices of the function of Ishigami are those in closed form") {
  const double pi = std::acos(-1);
  const auto factors = unit_factors(3, -pi, pi);
  const Design design = saltelli(factors, 4096);
  CHECK(design.points.size() == 4096 * 5);
  const auto indices = sobol_indices(results(design, ishigami), 3, 1);
  const double first[]{.3139, .4424, 0}, total[]{.5576, .4424, .2437};
  for (std::size_t k = 0; k < 3; ++k) {
    CAPTURE(k);
    CHECK(std::fabs(indices[k].first_order.value - first[k]) < .02);
    CHECK(std::fabs(indices[k].total.value - total[k]) < .02);
    CHECK(indices[k].first_order.low <= first[k] + .005);
    CHECK(indices[k].first_order.high >= first[k] - .005);
    CHECK(indices[k].total.low < indices[k].total.high);
  }
}

TEST_CASE("a Sobol design is rows of A, A with a column of B, and B") {
  const Design design = saltelli(unit_factors(2, 0, 1), 8);
  for (std::size_t row = 0; row < 8; ++row) {
    const auto *a = &design.points[row * 4], &b = design.points[row * 4 + 3];
    CHECK(a[1] == std::vector<double>{b[0], a[0][1]});
    CHECK(a[2] == std::vector<double>{a[0][0], b[1]});
  }
  CHECK_THROWS_AS(saltelli(three, 12), std::invalid_argument);
}

TEST_CASE("elementary effects of a straight line are its slopes, and do not spread") {
  const std::vector<Factor> factors{{"a", 0, 2}, {"b", -1, 1}, {"c", 0, 1}};
  const Design design = morris(factors, 12, 4, 5);
  CHECK(design.points.size() == 12 * 4);
  const auto line = [](const std::vector<double>& x) { return 3 * x[0] - 5 * x[1]; };
  const auto effects = morris_effects(design, results(design, line), factors, 1);
  CHECK(effects[0].mean == doctest::Approx(6));
  CHECK(effects[1].mean == doctest::Approx(-10));
  CHECK(effects[1].mean_absolute.value == doctest::Approx(10));
  CHECK(effects[1].deviation == doctest::Approx(0).epsilon(1e-9));
  CHECK(effects[2].mean_absolute.value == doctest::Approx(0));
  const auto curve = [](const std::vector<double>& x) { return x[0] * x[0] * x[1]; };
  CHECK(morris_effects(design, results(design, curve), factors, 1)[0].deviation > .1);
}

TEST_CASE("each walk of a Morris design moves every factor once, within its range") {
  const Design design = morris(three, 20, 6, 3);
  for (std::size_t t = 0; t < 20; ++t) {
    std::vector<int> moves(3, 0);
    for (std::size_t step = 0; step < 3; ++step)
      for (std::size_t k = 0; k < 3; ++k)
        moves[k] += design.points[t * 4 + step][k] != design.points[t * 4 + step + 1][k];
    CHECK(moves == std::vector<int>{1, 1, 1});
  }
  for (const auto& point : design.points)
    for (std::size_t k = 0; k < 3; ++k) {
      CHECK(point[k] >= three[k].low);
      CHECK(point[k] <= three[k].high);
      if (three[k].whole) CHECK(point[k] == std::floor(point[k]));
    }
}

TEST_CASE("a design reads back bit for bit from its file") {
  const auto file = std::filesystem::temp_directory_path() / ("trellis_design_" + std::to_string(::getpid()) + ".csv");
  const Design design = latin_hypercube(three, 17, 2);
  write_design(design, file);
  const Design read = read_design(file.string());
  CHECK(read.parameters == design.parameters);
  CHECK(read.points == design.points);
  std::filesystem::remove(file);
}

TEST_CASE("points that are equal are found") {
  CHECK(equal_points({{"a"}, {{1}, {2}, {1}}}).size() == 1);
  CHECK(equal_points({{"a"}, {{1}, {2}, {1}}})[0].first == 0);
}

TEST_CASE("Indices of which hardly a row tells anything have no interval, rather than a false one") {
  const std::vector<Factor> one = unit_factors(1, 0, 1);
  const Design design = saltelli(one, 64);
  std::vector<double> values(design.points.size(), 1);
  values[0] = 2;  // most resamples of its rows have no variance
  const auto rare = sobol_indices(values, 1, 1);
  CHECK(std::isfinite(rare[0].total.value));
  CHECK(!std::isnan(rare[0].total.low));  // of those that have one
  CHECK(rare[0].total.low <= rare[0].total.high);
  const auto alone = sobol_indices(std::vector<double>{1, 2, 3}, 1, 1);
  CHECK(std::isnan(alone[0].total.low));
  CHECK(std::isnan(sobol_indices(std::vector<double>(12, 5.), 1, 1)[0].first_order.low));
  const Design walk = morris(one, 1, 4, 1);
  CHECK(std::isnan(morris_effects(walk, std::vector<double>{0, 1}, one, 1)[0].mean_absolute.low));
}

TEST_CASE("A row of which a point has no result is left out whole, and the others give what they would alone") {
  const std::vector<Factor> two = unit_factors(2, 0, 1);
  const Design whole = saltelli(two, 8);
  std::vector<double> values(whole.points.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = whole.points[i][0] + 3 * whole.points[i][1];
  Design broken = whole;
  std::vector<double> some = values;
  some[4 * 3 + 2] = std::nan("");
  CHECK(leave_out_broken_rows(broken, some, 4) == 1);
  REQUIRE(some.size() == 28);
  CHECK(broken.points.size() == 28);
  CHECK(some[11] == values[11]);
  CHECK(some[12] == values[16]);
  CHECK(broken.points[12] == whole.points[16]);
  std::vector<double> none(8, std::nan(""));
  Design gone{whole.parameters, {whole.points.begin(), whole.points.begin() + 8}};
  CHECK(leave_out_broken_rows(gone, none, 4) == 2);
  CHECK(none.empty());
}
