#include "engine/ensemble/estimates.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <vector>

using namespace trellis;

TEST_CASE("A share has Wilson's interval, also where none or all reach") {
  // Wilson 1927 with z = 1.959964: (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n).
  const Estimate half = share_of(5, 10);
  CHECK(half.value == .5);
  CHECK(half.low == doctest::Approx(.236593).epsilon(1e-5));
  CHECK(half.high == doctest::Approx(.763407).epsilon(1e-5));
  const Estimate none = share_of(0, 8), all = share_of(8, 8);  // z²/(n + z²) = 3.841459/11.841459
  CHECK(none.value == 0);
  CHECK(none.low == 0);
  CHECK(none.high == doctest::Approx(.324408).epsilon(1e-5));
  CHECK(all.low == doctest::Approx(1 - none.high));
  CHECK(all.high == doctest::Approx(1));
  CHECK(std::isnan(share_of(0, 0).value));
}

TEST_CASE("A mean has Student's interval, and one number alone none") {
  const std::array numbers{1., 2., 3., 4., 5.};  // sd 1.581139, t(4) = 2.776445: half 2.776445 · .707107
  const Estimate mean = mean_of(numbers);
  CHECK(mean.value == 3);
  CHECK(mean.high - 3 == doctest::Approx(1.963243).epsilon(1e-6));
  CHECK(3 - mean.low == doctest::Approx(1.963243).epsilon(1e-6));
  const std::array one{7.};
  CHECK(mean_of(one).value == 7);
  CHECK(std::isnan(mean_of(one).low));
  CHECK(std::isnan(mean_of({}).value));
}

TEST_CASE("Quantiles lie between order statistics, whatever the order they come in") {
  const std::vector<double> numbers{4, 1, 3, 2};
  CHECK(quantile(numbers, 0) == 1);
  CHECK(quantile(numbers, .25) == 1.75);
  CHECK(quantile(numbers, .5) == 2.5);
  CHECK(quantile(numbers, 1) == 4);
  CHECK(quantile({20, 10}, .05) == doctest::Approx(10.5));
  CHECK(quantile({3}, .95) == 3);
  CHECK(std::isnan(quantile({}, .5)));
}
