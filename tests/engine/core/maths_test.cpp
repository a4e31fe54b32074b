#include "engine/core/maths.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace trellis;

namespace {

constexpr int trials = 300'000;
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Numbers {
  std::mt19937_64 generator{7};
  double operator()(double low, double high) { return std::uniform_real_distribution<double>{low, high}(generator); }
};

double off(double found, long double exact) {
  if (exact == 0) return found == 0 ? 0 : infinity;
  return static_cast<double>(std::abs((static_cast<long double>(found) - exact) / exact));
}

}  // namespace

TEST_CASE("exp is within 2e-15 over its whole range") {
  Numbers number;
  double worst = 0;
  for (int i = 0; i < trials; ++i) {
    const double x = i % 2 ? number(-708, 709.7) : number(-1, 1);
    worst = std::max(worst, off(maths::exp(x), std::exp(static_cast<long double>(x))));
  }
  CHECK(worst < 2e-15);
}

TEST_CASE("log is within 2e-15 over its whole range, near 1 and among denormals") {
  Numbers number;
  double worst = 0;
  for (int i = 0; i < trials; ++i) {
    double x = std::exp2(number(-1074, 1023));
    if (i % 3 == 0) x = 1 + number(-0.5, 0.5) * std::exp2(-number(0, 40));
    worst = std::max(worst, off(maths::log(x), std::log(static_cast<long double>(x))));
  }
  CHECK(worst < 2e-15);
  CHECK(maths::log(1) == 0);
  CHECK(off(maths::log(5e-324), std::log(static_cast<long double>(5e-324))) < 2e-15);
}

TEST_CASE("pow is within 1e-13 for bases from a millionth to a million and exponents up to 12") {
  Numbers number;
  double worst = 0;
  for (int i = 0; i < trials; ++i) {
    const double base = std::exp(number(-13.8, 13.8)), exponent = number(-12, 12);
    worst = std::max(worst, off(maths::pow(base, exponent),
                                std::pow(static_cast<long double>(base), static_cast<long double>(exponent))));
  }
  CHECK(worst < 1e-13);
}

TEST_CASE("exp, log and pow do the right thing at the ends") {
  CHECK(maths::exp(0) == 1);
  CHECK(maths::exp(-infinity) == 0);
  CHECK(maths::exp(-800) == 0);
  CHECK(maths::exp(infinity) == infinity);
  CHECK(maths::exp(800) == infinity);
  CHECK(maths::exp(-740) == doctest::Approx(std::exp(-740)).epsilon(1e-2));
  CHECK(std::isnan(maths::exp(std::nan(""))));
  CHECK(maths::log(0) == -infinity);
  CHECK(maths::log(infinity) == infinity);
  CHECK(std::isnan(maths::log(-1)));
  CHECK(std::isnan(maths::log(std::nan(""))));
  CHECK(maths::pow(0, 2) == 0);
  CHECK(maths::pow(0, -2) == infinity);
  CHECK(maths::pow(0, 0) == 1);
  CHECK(maths::pow(infinity, 2) == infinity);
  CHECK(maths::pow(infinity, -2) == 0);
  CHECK(maths::pow(1, 7.3) == 1);
  CHECK(maths::pow(2, 10) == 1024);
  CHECK(std::isnan(maths::pow(-2, 2)));
}

TEST_CASE("log1p and expm1 keep their precision near zero") {
  Numbers number;
  double worst = 0;
  for (int i = 0; i < trials; ++i) {
    const double x = number(-0.9, 0.9) * std::exp2(-number(0, 60));
    worst = std::max(worst, off(maths::log1p(x), std::log1p(static_cast<long double>(x))));
    worst = std::max(worst, off(maths::expm1(x), std::expm1(static_cast<long double>(x))));
  }
  CHECK(worst < 2e-15);
  CHECK(maths::log1p(-1) == -infinity);
  CHECK(maths::log1p(infinity) == infinity);
}

TEST_CASE("turns are within 1e-15, and exact at the quarters") {
  Numbers number;
  double worst = 0;
  for (int i = 0; i < trials; ++i) {
    const double v = number(-8, 8);
    const long double angle = 2 * 3.14159265358979323846264338327950288L * static_cast<long double>(v);
    worst =
        std::max(worst, static_cast<double>(std::abs(static_cast<long double>(maths::cos_turn(v)) - std::cos(angle))));
    worst =
        std::max(worst, static_cast<double>(std::abs(static_cast<long double>(maths::sin_turn(v)) - std::sin(angle))));
  }
  CHECK(worst < 1e-15);
  CHECK(maths::cos_turn(0.25) == 0);
  CHECK(maths::cos_turn(0.5) == -1);
  CHECK(maths::sin_turn(0.75) == -1);
  CHECK(maths::sin_turn(-0.25) == -1);
}

TEST_CASE("monthly rates and hazards compound to the annual ones") {
  for (const double a : {-0.5, 0.0, 1e-9, 0.06, 3.0})
    CHECK(std::pow(1 + maths::monthly_rate(a), 12) == doctest::Approx(1 + a).epsilon(1e-14));
  for (const double h : {0.0, 0.01, 0.5, 0.999})
    CHECK(1 - std::pow(1 - maths::monthly_hazard(h), 12) == doctest::Approx(h).epsilon(1e-13));
  CHECK(maths::monthly_hazard(1) == 1);
}

TEST_CASE("logit and logistic undo each other") {
  for (const double p : {0.001, 0.3, 0.5, 0.9})
    CHECK(maths::logistic(maths::logit(p)) == doctest::Approx(p).epsilon(1e-14));
  CHECK(maths::logistic(800) == 1);
  CHECK(maths::logistic(-800) == 0);
}
