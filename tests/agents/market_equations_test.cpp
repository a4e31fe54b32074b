#include "agents/market/equations.hpp"

#include "agents/market/path.hpp"
#include "near.hpp"

using namespace trellis;

namespace {
MarketParameters parameters() {
  MarketParameters p;
  p.price_elasticity = 0.8;
  p.noise_persistence = 0.8;
  p.noise_spread = 0.05;
  p.choice_price_elasticity = 3;
  p.charging_elasticity = 0.4;
  p.charging_private = 600e9;
  p.charging_worth = 6000e9;
  p.credit_most = 0.5;
  p.gompertz = {.saturation = 500, .shift = -3.5, .income_slope = -0.05, .adjustment = 0.1};
  p.choice_speed = 0.1;
  p.imported_value_added = 60e6;
  p.imported_freight_share = 0.05;
  p.waiting_share = 0.8;
  p.vehicle_life = 18;
  p.wear_out_shape = 3;
  p.spare_share = 0.012;
  return p;
}
const std::array<market::DatedNumber, 4> dated{{{2025, 604134}, {2030, 850000}, {2035, 1500000}, {2045, 5000000}}};
constexpr std::array<double, 12> season{1.0, 0.65, 0.95, 0.9, 0.9, 0.95, 0.9, 0.85, 1.0, 1.1, 1.3, 1.5};
}  // namespace

TEST_CASE("the path is straight in logs between dated years (1.1)") {
  CHECK(market::log_linear(dated, 2027) == near(692544.2648459233));  // e^(.6 ln 604134 + .4 ln 850000)
  CHECK(market::log_linear(dated, 2030) == near(850000));
  CHECK(market::log_linear(dated, 2024) == near(604134.0 * 604134 / market::log_linear(dated, 2026)));
  CHECK(market::log_linear(dated, 2046) == near(5000000.0 * 5000000 / market::log_linear(dated, 2044)));
}

TEST_CASE("the season averages one whatever the factors are (1.2)") {
  double all = 0;
  for (const double factor : market::seasonality(season)) all += factor;
  CHECK(all == near(12));
  CHECK(market::seasonality(season)[11] / market::seasonality(season)[1] == near(1.5 / 0.65));
}

TEST_CASE("each dated year of the path sums to its number (1.3)") {
  const auto path = market::official_path(dated, market::seasonality(season), Month{2025, 1}, Month{2045, 12});
  REQUIRE(path.size() == 252);
  const auto year = [&](std::size_t first) {
    double all = 0;
    for (std::size_t month = 0; month < 12; ++month) all += plain(path[first + month]);
    return all;
  };
  CHECK(year(0) == near(604134));
  CHECK(year(60) == near(850000));
  CHECK(year(120) == near(1500000));
  CHECK(year(240) == near(5000000));
  CHECK(year(24) == near(692544.2648459233));
}

TEST_CASE("a path is the same when it starts later (1.3)") {
  const auto whole = market::official_path(dated, season, Month{2025, 1}, Month{2030, 12});
  const auto late = market::official_path(dated, season, Month{2027, 5}, Month{2030, 12});
  for (std::size_t month = 0; month < late.size(); ++month) CHECK(late[month] == whole[month + 28]);
}

TEST_CASE("demand falls with the buyer's price and not at all where elasticity is zero (1.4)") {
  MarketParameters p = parameters();
  CHECK(market::price_response(1.1, p) == near(0.9265862513558696));  // 1.1^-.8
  CHECK(market::price_response(1, p) == 1);
  p.price_elasticity = 0;
  CHECK(market::price_response(1.1, p) == 1);
}

TEST_CASE("noise has mean one in the long run (1.5) (1.6)") {
  const MarketParameters p = parameters();
  CHECK(market::noise(0.1, -2, p) == near(-0.02));                  // .8 · .1 - .05 · 2
  CHECK(market::noise_factor(0.1, p) == near(1.1013401735014956));  // e^(.1 - .05²/(2 · .36))
  const double variance = 0.0025 / 0.36;                            // of the stationary distribution
  CHECK(maths::log(market::noise_factor(0, p)) + variance / 2 == doctest::Approx(0));
}

TEST_CASE("demand is path, price response and noise (1.7)") {
  CHECK(plain(market::demand(Vehicles{50000}, 0.9, 1.1)) == near(49500));
}

TEST_CASE("an imported vehicle carries margin and freight (1.8)") {
  // (300 + 60) M · 1.12 · 1.05
  CHECK(plain(market::imported_price(VehiclePrice{300e6}, 0.12, parameters())) == near(423.36e6));
}

TEST_CASE("taxes multiply up (1.9) (1.10)") {
  CHECK(market::tax_factor(0.5, 0.4, 0.1, 0.1) == near(2.541));  // 1.5 · 1.4 · 1.1 · 1.1
  CHECK(market::tax_factor(0, 0, 0, 0) == 1);
  CHECK(plain(market::buyer_price(VehiclePrice{400e6}, 2.541)) == near(1016.4e6));
}

TEST_CASE("the charging network grows by what operators and the state spend on it (1.11)") {
  CHECK(market::charging_network(2, Value{0}, parameters()) == near(2 + 0.1 / 12));  // 600 of 6000 billion a year
  CHECK(market::charging_network(2, Value{1200e9}, parameters()) == near(2.025));    // (600 + 1200)/(12 · 6000)
}

TEST_CASE("credits open the gap that makes buyers choose the share asked for, and no other (1.23)-(1.25)") {
  const MarketParameters p = parameters();
  const double gap = market::credit_gap(0.2, 0.8, 1.0 / 3, p);
  CHECK(gap == near(0.23104906018664842));  // ln(.5 · 4)/3
  const double favour = maths::exp(p.choice_price_elasticity * gap);
  CHECK(market::wanted_share(0.2 * favour, 0.2 * favour + 0.8) == near(1.0 / 3));
  CHECK(market::credit_gap(0.2, 0.8, 0, p) == 0);        // no mandate
  CHECK(market::credit_gap(0.2, 0.8, 0.15, p) == 0);     // buyers do it anyway
  CHECK(market::credit_gap(0, 1, 0.3, p) == 0);          // nothing to buy
  CHECK(market::credit_gap(0.01, 0.99, 0.9, p) == 0.5);  // relaxed
  const double rebate = market::credit_rebate(gap, 0.25), surcharge = market::credit_surcharge(rebate, 0.25);
  CHECK(rebate == near(0.17214214604993416));  // (2^(1/3) - 1)/(2^(1/3) + .25)
  CHECK((1 + surcharge) / (1 - rebate) == near(maths::exp(gap)));
  CHECK(rebate * 0.25 == near(surcharge * 1));  // what is taken off is what is added
  CHECK(market::credit_rebate(0, 0.25) == 0);
}

TEST_CASE("buyers in a zone choose among battery vehicles alone (1.26)") {
  CHECK(market::zoned_share(0.6, 0.2, false, 0.25) == near(0.45));  // .75 · .6
  CHECK(market::zoned_share(0.1, 0.2, true, 0.25) == near(0.2));    // .75 · .1 + .25 · .1/.2
  CHECK(market::zoned_share(0.6, 0.2, false, 0) == 0.6);
  CHECK(market::zoned_share(0.6, 0, false, 0.25) == 0.6);  // where there are none
}

TEST_CASE("orders of the state and from abroad go to local products by their weight (1.27)") {
  CHECK(plain(market::share_of_orders(Vehicles{900}, 0.2, 0.6)) == near(300));
  CHECK(market::share_of_orders(Vehicles{900}, 0, 0) == Vehicles{});
}

TEST_CASE("ownership rises with income towards its saturation (1.28) (1.29)") {
  const GompertzParameters p = parameters().gompertz;
  CHECK(market::ownership_aim(10, p) == near(59.84457528768461));  // 500 e^(-3.5 e^-.5)
  CHECK(market::ownership_aim(1000, p) == near(500));
  CHECK(plain(market::fleet_aim(60, 100e6)) == near(6e6));
}

TEST_CASE("buyers close a part of the gap to the fleet they aim at and replace what wears out (1.30)-(1.33)") {
  const MarketParameters p = parameters();
  const Vehicles in_use = market::fleet_in_use(Vehicles{1000}, Vehicles{120}, 4);
  CHECK(plain(in_use) == near(970));  // three twelfths of 120 are gone by April
  const Vehicles growth = market::fleet_growth(Vehicles{1970}, in_use, p.gompertz);
  CHECK(plain(growth) == near(8.741610954696721));                                            // 1000 (1 - .9^(1/12))
  CHECK(plain(market::fleet_demand(growth, Vehicles{120}, 1.5)) == near(28.11241643204508));  // 1.5 (8.74 + 10)
  CHECK(market::fleet_demand(Vehicles{-50}, Vehicles{120}, 1.5) == Vehicles{});               // nobody is made to sell
  CHECK(plain(market::wearing_out(Vehicles{1000}, 17, p)) == near(1000 * (1 - market::yearly_survival(17, p))));
}

TEST_CASE("chargers count for battery vehicles alone (1.12)") {
  const MarketParameters p = parameters();
  CHECK(market::value_for_money(VehiclePrice{6e8}, true, 1.5, p) == near(-60.475134596298));  // .4 ln 1.5 - 3 ln 6e8
  CHECK(market::value_for_money(VehiclePrice{6e8}, false, 1.5, p) ==
        market::value_for_money(VehiclePrice{6e8}, true, 1, p));
}

TEST_CASE(
    "the inversion returns the base year's shares, and a cheaper product gains on all others alike (1.13)-(1.16)") {
  const MarketParameters p = parameters();
  CHECK(market::attraction(0.25, -60) == near(58.61370563888011));  // ln .25 + 60
  const std::array<double, 3> base{0.6, 0.3, 0.1};
  const std::array<double, 3> price{5e8, 8e8, 6e8};
  const auto shares = [&](double cheaper) {
    std::array<double, 3> u{}, weight{};
    double highest = -1e300, all = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      const double appeal = market::attraction(base[j], market::value_for_money(VehiclePrice{price[j]}, j == 2, 1, p));
      const VehiclePrice now{j == 2 ? price[j] * cheaper : price[j]};
      u[j] = market::utility(appeal, market::value_for_money(now, j == 2, 1, p));
      highest = most(highest, u[j]);
    }
    for (std::size_t j = 0; j < 3; ++j) all += weight[j] = market::choice_weight(u[j], highest, true);
    for (double& w : weight) w = market::wanted_share(w, all);
    return weight;
  };
  for (std::size_t j = 0; j < 3; ++j) CHECK(shares(1)[j] == near(base[j]));
  // .1 · .9^-3 against .9: .137174.../1.037174...
  CHECK(shares(0.9)[2] == near(0.13225763787858746));
  CHECK(shares(0.9)[0] / shares(0.9)[1] == near(2));
}

TEST_CASE("weights count from the best product, and one that is not offered is not chosen (1.15)") {
  CHECK(market::choice_weight(2, 3, true) == near(0.36787944117144233));  // e^-1
  CHECK(market::choice_weight(3, 3, false) == 0);
}

TEST_CASE("shares move a tenth of the way a month (1.17)") {
  CHECK(market::market_share(0.2, 0.3, parameters()) == near(0.21));
}

TEST_CASE("buyers of what is on sale no more go to the rest in proportion (1.34)") {
  CHECK(market::kept_share(0.2, 0.8) == near(0.25));
  CHECK(market::kept_share(0.2, 1) == near(0.2));
  CHECK(market::kept_share(0, 0) == 0);
}

TEST_CASE("most of those who got no vehicle order again (1.18) (1.19)") {
  const MarketParameters p = parameters();
  CHECK(plain(market::orders(Vehicles{50000}, 0.2, Vehicles{40})) == near(10040));
  CHECK(plain(market::waiting(Vehicles{10040}, Vehicles{9990}, p)) == near(40));
  CHECK(market::waiting(Vehicles{100}, Vehicles{100}, p) == Vehicles{0});
}

TEST_CASE("vehicles wear out faster with age, and the survivors of all years make Weibull's curve (1.21)") {
  const MarketParameters p = parameters();
  CHECK(market::yearly_survival(9, p) == near(0.9545953323515065));  // e^((9/18)³ - (10/18)³)
  double alive = 1;
  for (int age = 0; age < 18; ++age) {
    CHECK(market::yearly_survival(age + 1, p) < market::yearly_survival(age, p));
    alive *= market::yearly_survival(age, p);
  }
  CHECK(alive == near(0.36787944117144233));  // 1/e at the characteristic life
}

TEST_CASE("the fleet asks for its share of spare parts a month (1.22)") {
  // .001 · 1.5 sets · 200,000 vehicles
  CHECK(plain(market::spare_need(Vehicles{200000}, market::PartsPerVehicle{1.5}, parameters())) == near(300));
}
