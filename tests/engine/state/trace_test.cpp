#include "engine/state/trace.hpp"

#include <doctest/doctest.h>

using namespace trellis;

TEST_CASE("the first divergence of two traces is the first mark that differs, or where one ends") {
  const Trace a{
      {0, "firm.make", "firm.output", 1}, {0, "firm.sell", "firm.sales", 2}, {1, "firm.make", "firm.output", 3}};
  Trace b = a;
  CHECK(!first_divergence(a, b));
  CHECK(describe_divergence(a, b).empty());
  b[1].hash = 9, b[2].hash = 9;
  CHECK(first_divergence(a, b) == 1);
  CHECK(describe_divergence(a, b) == "step 0, firm.sell: firm.sales");
  b = a, b.pop_back();
  CHECK(first_divergence(a, b) == 2);
  CHECK(describe_divergence(b, a) == "step 1, firm.make: firm.output");
}
