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
  p.charging_growth = 0.1;
  p.choice_speed = 0.1;
  p.imported_value_added = 60e6;
  p.imported_freight_share = 0.05;
  p.waiting_share = 0.8;
  p.vehicle_life = 18;
  p.wear_out_shape = 3;
  p.spare_share = 0.012;
  return p;
}
const std::array<market::YearOfSales, 4> dated{{{2025, 604134}, {2030, 850000}, {2035, 1500000}, {2045, 5000000}}};
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

TEST_CASE("the charging network grows by its yearly rate (1.11)") {
  CHECK(market::charging_network(2, parameters()) == near(2.0159482808578075));  // 2 · 1.1^(1/12)
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
