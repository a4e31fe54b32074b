#include "agents/statistics/macro.hpp"

#include <cmath>
#include <vector>

#include "near.hpp"

using namespace trellis;

namespace {
ReportParameters classes() {
  ReportParameters p;
  p.micro_most = 3, p.small_most = 50, p.medium_most = 200;
  p.new_below = 5, p.young_below = 10, p.old_least = 20;
  return p;
}
}  // namespace

TEST_CASE("a class of turnover holds its upper bound (12.15)") {
  CHECK(statistics::size_class(Value{3}, classes()) == SizeClass::micro);
  CHECK(statistics::size_class(Value{3.1}, classes()) == SizeClass::small);
  CHECK(statistics::size_class(Value{200}, classes()) == SizeClass::medium);
  CHECK(statistics::size_class(Value{201}, classes()) == SizeClass::large);
}

TEST_CASE("a class of age begins with its lower bound (12.16)") {
  CHECK(statistics::age_class(59, classes()) == AgeClass::newcomer);
  CHECK(statistics::age_class(60, classes()) == AgeClass::young);
  CHECK(statistics::age_class(120, classes()) == AgeClass::middle);
  CHECK(statistics::age_class(240, classes()) == AgeClass::old);
}

TEST_CASE("a firm that is insolvent leaves for that, whatever its orders (12.17)") {
  CHECK(statistics::exit_cause(true, true) == ExitCause::insolvent);
  CHECK(statistics::exit_cause(false, true) == ExitCause::with_orders);
  CHECK(statistics::exit_cause(false, false) == ExitCause::without_orders);
}

TEST_CASE("use of no capacity is no use (12.18)") {
  CHECK(statistics::utilisation(3, 4) == near(0.75));
  CHECK(statistics::utilisation(0, 0) == 0);
}

TEST_CASE("a price index stands still where nothing is bought (12.19)") {
  CHECK(statistics::price_index(Value{90}, Value{100}, 2) == near(0.9));
  CHECK(statistics::price_index(Value{0}, Value{0}, 0.8) == 0.8);
}

TEST_CASE("the tail exponent is that of a Pareto law whose quantiles the sizes are (12.20)") {
  std::vector<double> sizes;
  constexpr int firms = 4000;
  for (int i = 1; i <= firms; ++i) sizes.push_back(std::pow((i - 0.5) / firms, -1 / 1.3));
  CHECK(statistics::tail_exponent(sizes) == doctest::Approx(1.3).epsilon(0.01));
  CHECK(std::isnan(statistics::tail_exponent(std::span(sizes).first(9))));
  CHECK(std::isnan(statistics::tail_exponent(std::vector<double>(20, 1.0))));
}

TEST_CASE("spread is taken about the mean, for ten numbers or more (12.21)") {
  const std::vector<double> x{1, 1, 1, 1, 1, 3, 3, 3, 3, 3};
  CHECK(statistics::spread(x).mean == near(2));
  CHECK(statistics::spread(x).deviation == near(std::sqrt(10.0 / 9)));
  CHECK(statistics::spread(x).absolute == near(1));
  CHECK(std::isnan(statistics::spread(std::span(x).first(9)).deviation));
}

TEST_CASE("the slope of points on a line is the line's (12.22)") {
  const std::vector<double> x{0, 1, 3}, y{1, 0.8, 0.4};
  CHECK(statistics::slope(x, y) == near(-0.2));
  CHECK(std::isnan(statistics::slope(std::vector<double>{1, 1}, std::vector<double>{1, 2})));
}

TEST_CASE("cost for each percentage point is undefined where the share has not risen (12.23)") {
  CHECK(statistics::cost_per_point(Dong{600}, 0.43, 0.40) == near(200));
  CHECK(std::isnan(statistics::cost_per_point(Dong{600}, 0.40, 0.40)));
}
