#include "agents/statistics/network.hpp"

#include <array>
#include <cmath>

#include "near.hpp"

using namespace trellis;

namespace {
GateParameters gates() {
  GateParameters p;
  p.iso_difficulty_limit = 0.55, p.quality_base = 0.5, p.quality_slope = 0.3;
  return p;
}
}  // namespace

TEST_CASE("a supplier can serve a family whose match, certificate and quality it has (12.24)") {
  const GateParameters p = gates();  // at .6: IATF 16949, quality .68
  CHECK(statistics::can_serve(0.6, Certificate::iatf16949, 0.68, 0.6, p));
  CHECK_FALSE(statistics::can_serve(0.59, Certificate::iatf16949, 0.68, 0.6, p));
  CHECK_FALSE(statistics::can_serve(0.6, Certificate::iso9001, 0.68, 0.6, p));
  CHECK_FALSE(statistics::can_serve(0.6, Certificate::iatf16949, 0.67, 0.6, p));
  CHECK(statistics::can_serve(0.5, Certificate::iso9001, 0.65, 0.5, p));
}

TEST_CASE("a slot asks for its lot and the spare parts that go with it (12.25)") {
  CHECK(statistics::asked_for(Value{1000}, 0.1, 1) == Dong{1100});
  CHECK(statistics::asked_for(Value{1000}, 0.1, 0.25) == Dong{275});
  CHECK(statistics::asked_for(Value{1000}, 0, 0) == Dong{});
}

TEST_CASE("capacity that contracts overhang counts as what they bind (12.26)") {
  CHECK(statistics::serving_capacity(Value{90.6}, Dong{40}) == Dong{91});
  CHECK(statistics::serving_capacity(Value{90.6}, Dong{120}) == Dong{120});
}

TEST_CASE("a served share of nothing is nothing (12.27)") {
  CHECK(statistics::served_share(Value{3}, Value{4}) == near(0.75));
  CHECK(statistics::served_share(Value{0}, Value{0}) == 0);
}

TEST_CASE("survival is unknown where there was nothing to survive (12.28)") {
  CHECK(statistics::survival(93, 100) == near(0.93));
  CHECK(std::isnan(statistics::survival(0, 0)));
}

TEST_CASE("the largest of some numbers have a share in their sum (12.29)") {
  constexpr std::array<double, 4> numbers{5, 3, 1, 1};
  CHECK(statistics::share_of_largest(numbers, 2) == near(0.8));
  CHECK(statistics::share_of_largest(numbers, 9) == near(1));
  CHECK(std::isnan(statistics::share_of_largest(std::array<double, 2>{}, 1)));
}
