#include "agents/world/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
WorldParameters parameters() {
  WorldParameters p;
  p.exchange_rate = Schedule{25000};
  p.freight_share = 0.06;
  p.transit_months = 2;
  p.transit_interest = 0.09;
  p.spot_premium = 0.1;
  p.component_bill = {12000, 12600, 16000};
  p.difficulty_spread = 0.25;
  p.difficulty_ceiling = 0.93;
  return p;
}
}  // namespace

TEST_CASE("a learning rate of a fifth takes a fifth off the price with a doubling of world volume (0.1) (0.3)") {
  const double b = world::learning_exponent(0.2);  // -log2(.8)
  CHECK(b == near(0.3219280948873623));
  CHECK(world::price_index(2, b) == near(0.8));
  CHECK(world::price_index(4, b) == near(0.64));
  CHECK(world::price_index(1, b) == 1);
}

TEST_CASE("twelve months of growth make a year of it (0.2)") {
  double ratio = 1.5;
  CHECK(world::volume_ratio(ratio, 0.13) == near(1.5153552665372647));  // 1.5 · 1.13^(1/12)
  for (int month = 0; month < 12; ++month) ratio = world::volume_ratio(ratio, 0.13);
  CHECK(ratio == near(1.5 * 1.13));
}

TEST_CASE("an import price follows world price, exchange rate and shocks in proportion (0.4)") {
  CHECK(plain(world::import_price(Price{1000}, 0.8, 1.1, 1.25)) == near(1100));  // 1000 · .8 · 1.1 · 1.25
}

TEST_CASE("the exchange rate counts against that of the first month (0.20)") {
  WorldParameters p = parameters();
  p.exchange_rate = Schedule{{{.from = Month{2015, 1}, .value = 20000}, {.from = Month{2020, 1}, .value = 25000}}};
  CHECK(world::exchange_index(Month{2021, 1}, Month{2015, 1}, p) == near(1.25));
  CHECK(world::exchange_index(Month{2015, 1}, Month{2015, 1}, p) == 1);
}

TEST_CASE("a landed price adds duty, freight and the interest on the way (0.5) (0.6) (0.7)") {
  const WorldParameters p = parameters();
  CHECK(world::carriage_share(p) == near(0.075));       // .06 + .09 · 2/12
  CHECK(world::landed_factor(0.05, p) == near(1.125));  // 1 + .05 + .075
  CHECK(plain(world::landed_price(Price{1000}, 0.05, p)) == near(1125));
  CHECK(world::landed_price(Price{1000}, 0.10, p) > world::landed_price(Price{1000}, 0.05, p));
}

TEST_CASE("a spot import costs its premium on top of the landed price (8.4)") {
  CHECK(plain(world::spot_price(Price{1125}, parameters())) == near(1237.5));
}

TEST_CASE("family weights fall with rank as 1/rank and sum to one (I.1)") {
  CHECK(world::family_weight(1, 3) == near(3.0 / 11));  // (1/2)/(1 + 1/2 + 1/3)
  double all = 0;
  for (std::size_t rank = 0; rank < 60; ++rank) all += world::family_weight(rank, 60);
  CHECK(all == near(1));
}

TEST_CASE("the families of a car of reference cost its bill again (I.2) (I.3)") {
  const WorldParameters p = parameters();
  const VehiclePrice bill = world::component_bill(0, 25000, p);
  CHECK(plain(bill) == near(300e6));  // 12,000 USD · 25,000 VND
  Price all{};
  for (std::size_t rank = 0; rank < 40; ++rank)
    all += world::base_import_price(world::family_weight(rank, 40), 0.25, bill);
  CHECK(plain(all) == near(75e6));
}

TEST_CASE("the content of a powertrain at base prices is its share of its own bill (I.4)") {
  const VehiclePrice ice{300e6}, bev{400e6};
  CHECK(plain(world::parts_per_vehicle(0.2, bev, 0.22, ice)) == near(40.0 / 33));  // .2 · 400 / (.22 · 300)
  const Price price = world::base_import_price(0.5, 0.22, ice);
  CHECK(plain(price * world::parts_per_vehicle(0.2, bev, 0.22, ice)) == near(0.5 * 0.2 * 400e6));
}

TEST_CASE("difficulties spread evenly about the category's mean and stay below the ceiling (I.5)") {
  const WorldParameters p = parameters();
  CHECK(world::family_difficulty(0.45, 7, 10, p) == near(0.575));               // .45 + .25 (2 · 7.5/10 - 1)
  CHECK(world::family_difficulty(0.85, 0, 15, p) == near(0.7753333333333333));  // .85 + .08 (2 · .5/15 - 1)
  double all = 0;
  for (std::size_t rank = 0; rank < 15; ++rank) {
    all += world::family_difficulty(0.85, rank, 15, p);
    CHECK(world::family_difficulty(0.85, rank, 15, p) < 0.93);
  }
  CHECK(all / 15 == near(0.85));
}

TEST_CASE("a duty may be waived on what nobody makes, and a shock adds to what is levied (0.19)") {
  CHECK(world::duty_on_parts(0.1, 0.8, true, 0) == 0.1);
  CHECK(world::duty_on_parts(0.1, 0.8, false, 0) == near(0.02));
  CHECK(world::duty_on_parts(0.1, 0, false, 0) == 0.1);
  CHECK(world::duty_on_parts(0.1, 0.8, false, 0.05) == near(0.07));
}

TEST_CASE("there are as many Vietnams as have firms, vehicles and lots of their own, and one at least (I.12)") {
  CHECK(world::nations(1, 1, 1) == 1);
  CHECK(world::nations(0.5, 0.05, 1) == 1);
  CHECK(world::nations(1, 10, 10) == 1);
  CHECK(world::nations(8, 4.9, 8) == 4);
  CHECK(world::nations(1000, 1000, 12) == 12);
}
