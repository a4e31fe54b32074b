#include "agents/statistics/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
// Domestic-owned, foreign-owned, imported, in-house.
constexpr statistics::Purchases purchases{{Dong{10}, Dong{20}, Dong{50}, Dong{20}}};
}  // namespace

TEST_CASE("gross localisation is its imposed and its endogenous part (12.1) (12.2) (12.3)") {
  CHECK(statistics::localisation_gross(purchases) == near(0.5));
  CHECK(statistics::localisation_imposed(purchases) == near(0.2));
  CHECK(statistics::localisation_arm(purchases) == near(0.3));
}

TEST_CASE("domestic localisation counts domestic owners alone (12.4)") {
  CHECK(statistics::localisation_domestic(purchases) == near(0.1));
}

TEST_CASE("demand met leaves in-house parts out on both sides (12.5) (12.6)") {
  CHECK(statistics::demand_met(purchases) == near(0.375));           // 30/80
  CHECK(statistics::demand_met_domestic(purchases) == near(0.125));  // 10/80
  const statistics::Purchases more{{Dong{10}, Dong{20}, Dong{50}, Dong{2000}}};
  CHECK(statistics::demand_met(more) == statistics::demand_met(purchases));
  CHECK(statistics::localisation_gross(more) > statistics::localisation_gross(purchases));
}

TEST_CASE("value added strips imported materials out of local parts (12.7) (12.8)") {
  CHECK(statistics::local_value(Dong{100}, Value{60}) == Dong{40});
  CHECK(statistics::local_value(Dong{101}, Value{60.6}) == Dong{40});  // 101 - nearest(60.6)
  const Dong local = statistics::local_value(Dong{30}, Value{18}) + statistics::local_value(Dong{20}, Value{10});
  CHECK(statistics::localisation_value_added(local, purchases) == near(0.22));
  CHECK(statistics::localisation_value_added(local, purchases) < statistics::localisation_gross(purchases));
}

TEST_CASE("regional value content counts ASEAN origin as its own (12.9) (12.10)") {
  CHECK(plain(statistics::non_originating(Value{100}, 0.3)) == near(70));
  CHECK(statistics::regional_value_content(Value{200}, Value{130}) == near(0.35));
  CHECK(statistics::regional_value_content(Value{0}, Value{0}) == 0);
}

TEST_CASE("what is attributed by weights sums to the total, and gives nothing to a weight of zero (12.11)") {
  const auto parts = statistics::attributed(Dong{100}, Slots<double, 3>{{1, 0, 2}});
  CHECK(parts == Slots<Dong, 3>{{Dong{33}, Dong{0}, Dong{67}}});  // edges 33.3, 33.3, 100
  const auto thirds = statistics::attributed(Dong{1}, Slots<double, 3>{{1, 1, 1}});
  CHECK(sum(thirds) == Dong{1});
  CHECK(sum(statistics::attributed(Dong{7}, Slots<double, 3>{})) == Dong{});
}

TEST_CASE("shares of nothing are nothing") {
  CHECK(statistics::localisation_gross({}) == 0);
  CHECK(statistics::demand_met({}) == 0);
}
