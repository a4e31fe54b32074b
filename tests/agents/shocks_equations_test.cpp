#include "agents/shocks/equations.hpp"

#include "near.hpp"

using namespace trellis;

TEST_CASE("a shock lasts from its first month for its months, and what happens once happens then (0.15) (0.16)") {
  CHECK(shocks::depth_now(0.4, 10, 3, 9) == 0);
  CHECK(shocks::depth_now(0.4, 10, 3, 10) == 0.4);
  CHECK(shocks::depth_now(0.4, 10, 3, 12) == 0.4);
  CHECK(shocks::depth_now(0.4, 10, 3, 13) == 0);
  CHECK(shocks::depth_at_once(0.4, 10, 10) == 0.4);
  CHECK(shocks::depth_at_once(0.4, 10, 11) == 0);
}

TEST_CASE("shocks act on what others leave, and no shock changes nothing (0.17) (0.18)") {
  CHECK(shocks::lost_together(0.5, 0.2) == near(0.6));  // 1 - .5 · .8
  CHECK(shocks::lost_together(0, 0) == 0);
  CHECK(shocks::lost_together(1, 0.3) == 1);
  CHECK(shocks::raised_together(1.2, 0.5) == near(1.8));
  CHECK(shocks::raised_together(1, 0) == 1);
}

TEST_CASE("a storm's months are counted down to the last (0.21)") {
  CHECK(shocks::months_left(0.4, 10, 3, 9) == 0);
  CHECK(shocks::months_left(0.4, 10, 3, 10) == 3);
  CHECK(shocks::months_left(0.4, 10, 3, 12) == 1);
  CHECK(shocks::months_left(0.4, 10, 3, 13) == 0);
  CHECK(shocks::months_left(0, 10, 3, 10) == 0);
}

TEST_CASE("a storm destroys its part of what stands of a line, and all of that is rebuilt (2.12) (2.13) (2.14)") {
  const Value stands = shocks::line_value(Value{90}, Value{10}, Vehicles{3}, Vehicles{4}, Value{5});
  CHECK(plain(stands) == near(70));  // 100 · 3/4 - 5
  CHECK(plain(shocks::line_value(Value{90}, Value{10}, Vehicles{0}, Vehicles{0}, Value{0})) == 0);
  CHECK(plain(shocks::line_destroyed(Value{70}, 0.2)) == near(14));
  CHECK(plain(shocks::rebuilt(Value{60}, 3)) == near(20));
  CHECK(plain(shocks::rebuilt(Value{60}, 1)) == 60);
  CHECK(plain(shocks::rebuilt(Value{60}, 0)) == 60);
}

TEST_CASE("destruction takes its part (7.6)") { CHECK(plain(shocks::spared(Value{200}, 0.15)) == near(170)); }

TEST_CASE("late imports come after the lead time in the mean, and none get lost (8.14) (8.15) (8.16)") {
  CHECK(plain(shocks::arriving(Parts{10}, 2)) == near(5));
  CHECK(plain(shocks::arriving(Parts{10}, 0.5)) == near(10));
  CHECK(plain(shocks::in_time(Parts{100}, 0.3)) == near(70));
  CHECK(plain(shocks::in_time(Parts{100}, 0)) == 100);
  CHECK(plain(shocks::under_way(Parts{10}, Parts{5}, Parts{100}, Parts{70})) == near(35));
  CHECK(plain(shocks::under_way(Parts{0}, Parts{0}, Parts{100}, Parts{100})) == 0);
}
