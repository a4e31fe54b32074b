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
  CHECK(statistics::local_value(Dong{100}, 0.6) == Dong{40});
  CHECK(statistics::local_value(Dong{101}, 0.6) == Dong{40});  // 101 - nearest(60.6)
  const Dong local = statistics::local_value(Dong{30}, 0.6) + statistics::local_value(Dong{20}, 0.5);
  CHECK(statistics::localisation_value_added(local, purchases) == near(0.22));
  CHECK(statistics::localisation_value_added(local, purchases) < statistics::localisation_gross(purchases));
}

TEST_CASE("regional value content counts ASEAN origin as its own (12.9) (12.10)") {
  CHECK(plain(statistics::non_originating(Value{100}, 0.3)) == near(70));
  CHECK(statistics::regional_value_content(Value{200}, Value{130}) == near(0.35));
  CHECK(statistics::regional_value_content(Value{0}, Value{0}) == 0);
}

TEST_CASE("shares of nothing are nothing") {
  CHECK(statistics::localisation_gross({}) == 0);
  CHECK(statistics::demand_met({}) == 0);
}
