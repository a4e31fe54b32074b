#include "agents/industry/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
IndustryParameters parameters() {
  IndustryParameters p;
  p.productivity_of_output = 0.05;
  return p;
}
}  // namespace

TEST_CASE("the trend of an industry grows by its own rate (12.30)") {
  CHECK(plain(industry::output_trend(Value{1000}, 0.06, 2)) == near(1123.6));
  CHECK(plain(industry::output_trend(Value{1000}, 0.06, 0)) == 1000);
}

TEST_CASE("what the parts industry buys beyond the base year comes on top, less of it is missing (12.31)") {
  CHECK(plain(industry::output(Value{1000}, Value{80}, Value{50})) == near(1030));
  CHECK(plain(industry::output(Value{1000}, Value{20}, Value{50})) == near(970));
  CHECK(plain(industry::output(Value{1000}, Value{0}, Value{5000})) == near(10));
}

TEST_CASE("twice the output makes an industry 3.5 % more productive (12.32)") {
  CHECK(industry::productivity(Value{2000}, Value{1000}, parameters()) == near(1.0352649238413776));  // 2^.05
  CHECK(industry::productivity(Value{1000}, Value{1000}, parameters()) == 1);
}

TEST_CASE("home sales grow with their industry, and by no more than its own rate without a new lead (12.33)") {
  CHECK(industry::home_growth(0.06, 1.02, 1.02) == 0.06);
  CHECK(industry::home_growth(0.06, 1.05, 1) == near(0.06 + 0.04879016416943205));
}

TEST_CASE("materials become cheaper as an industry runs ahead of its trend (12.34)") {
  CHECK(industry::material_price(1.05, 1) == near(1 / 1.05));
  CHECK(industry::material_price(1.1, 1.1) == 1);
}
