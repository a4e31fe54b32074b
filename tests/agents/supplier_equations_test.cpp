#include "agents/supplier/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
SupplierParameters parameters() {
  SupplierParameters p;
  p.minimum_efficient_scale = 50000;
  p.scale_exponent = 0.09;
  p.least_scale = 0.05;
  p.experience_of_reference = 200000;
  p.local_learning = 0.5;
  p.forgetting = 0.005;
  p.cost_advantage_of_frontier = 1.08;
  p.capital_share = 0.25;
  p.markup_response = 0.04;
  p.markup_least = 0.02;
  p.markup_most = 0.3;
  p.home_noise = 0.02;
  p.expectation_speed = 0.1;
  p.stock_cover = 0.1;
  p.overtime = 1.25;
  p.utilisation = 0.75;
  p.investment_speed = 0.6;
  p.capital_cost = 0.6;
  p.capital_life = 10;
  p.deposit_floor_home = 0.3;
  p.deposit_floor_orders = 0.5;
  p.on_time_domestic = 0.93;
  p.on_time_foreign = 0.97;
  p.on_time_speed = 0.05;
  p.quality_speed = 0.02;
  p.quality_base = 0.45;
  p.quality_of_skills = 0.25;
  p.quality_of_certificate = 0.06;
  p.quality_of_learning = 0.1;
  p.quality_of_foreign_owner = 0.15;
  p.quality_most = 0.98;
  return p;
}
}  // namespace

TEST_CASE("a bid counts on its lot, or on the pooled volume where that is larger (4.2)") {
  CHECK(plain(supplier::bid_volume(Parts{1000}, Parts{8000}, 0.5)) == near(4000));
  CHECK(plain(supplier::bid_volume(Parts{1000}, Parts{8000}, 0)) == near(1000));
}

TEST_CASE("a lead firm promises a part of the way to efficient scale, and nothing beyond it (4.22)") {
  const SupplierParameters p = parameters();  // efficient scale 50000
  CHECK(plain(supplier::lead_firm_volume(Parts{10000}, 0.25, p)) == near(20000));
  CHECK(plain(supplier::lead_firm_volume(Parts{10000}, 0, p)) == 10000);
  CHECK(plain(supplier::lead_firm_volume(Parts{80000}, 0.5, p)) == 80000);
}

TEST_CASE("small volumes cost more, down to the least scale, and large ones no less (4.3)") {
  const SupplierParameters p = parameters();
  CHECK(supplier::scale_factor(Parts{5000}, p) == near(1.2302687708123816));  // .1^-.09
  CHECK(supplier::scale_factor(Parts{50000}, p) == 1);
  CHECK(supplier::scale_factor(Parts{500000}, p) == 1);
  CHECK(supplier::scale_factor(Parts{0}, p) == supplier::scale_factor(Parts{2500}, p));
}

TEST_CASE("experience lowers cost and fades (4.4) (4.5)") {
  const SupplierParameters p = parameters();
  CHECK(supplier::learning_factor(Parts{600000}, 0.3, p) == near(0.8122523963562356));  // 4^-.15
  CHECK(supplier::learning_factor(Parts{0}, 0.3, p) == 1);
  CHECK(plain(supplier::experience(Parts{1000}, Parts{100}, p)) == near(1095));  // 995 + 100
}

TEST_CASE("the frontier makes at the import price less its margin (4.6)") {
  CHECK(plain(supplier::frontier_cost(Price{1080}, 0.9, parameters())) == near(900));
}

TEST_CASE(
    "unit cost is homogeneous in world prices, and a firm at the frontier with frontier wages has its cost "
    "(4.7)-(4.9)") {
  const double material = supplier::material_share(0.6, 1);
  CHECK(supplier::material_share(0.6, 0.97) == near(0.582));
  CHECK(supplier::conversion_share(0.4, 0.5, 0.4, 0.8) == near(0.625));  // .4 · .5/.32
  const Price cost = supplier::unit_cost(Price{1000}, material, 0.625, 1.2, 0.9);
  CHECK(plain(cost) == near(1323));  // 1000 · 1.225 · 1.08
  CHECK(plain(supplier::unit_cost(Price{3000}, material, 0.625, 1.2, 0.9)) == near(3 * 1323));
  CHECK(plain(supplier::unit_cost(Price{1000}, material, supplier::conversion_share(0.4, 1, 1, 1), 1, 1)) ==
        near(1000));
}

TEST_CASE("material, wages and the return to capital make up unit cost (4.10) (4.11)") {
  const SupplierParameters p = parameters();
  const Price cost{1225};
  CHECK(plain(supplier::material_cost(cost, 0.6, 0.625)) == near(600));
  CHECK(plain(supplier::wage_cost(cost, 0.6, 0.625, p)) == near(468.75));  // .75 · 625
}

TEST_CASE("mark-ups rise with market share, within their bounds (4.12) (4.13)") {
  const SupplierParameters p = parameters();
  CHECK(supplier::markup(0.1, 0.3, 0.2, p) == near(0.102));  // .1 (1 + .04 · .5)
  CHECK(supplier::markup(0.1, 0.3, 0, p) == near(0.1));
  CHECK(supplier::markup(0.29, 0.9, 0.01, p) == 0.3);
  CHECK(supplier::markup(0.0201, 0, 0.2, p) == 0.02);
  CHECK(plain(supplier::asking_price(Price{1000}, 0.09)) == near(1090));
}

TEST_CASE("home sales grow on average as their industry (4.14)") {
  CHECK(plain(supplier::home_sales(Value{1e9}, 0.06, 1.5, parameters())) == near(1035412605.5688769));
  // 1e9 e^(.005 + .03 - .0002)
}

TEST_CASE("firms prepare for the orders they have and for those that approvals hold back (4.15)") {
  const SupplierParameters p = parameters();
  CHECK(plain(supplier::expected_demand(Value{100}, Value{50}, Value{200}, p)) == near(110));
  CHECK(plain(supplier::expected_demand(Value{100}, Value{50}, Value{0}, p)) == near(95));
}

TEST_CASE("plans cover orders and the wanted stock within the best month (4.16)") {
  const SupplierParameters p = parameters();
  CHECK(plain(supplier::planned_production(Value{90}, Value{100}, Value{4}, Value{100}, p)) == near(96));
  CHECK(plain(supplier::planned_production(Value{900}, Value{100}, Value{4}, Value{100}, p)) == near(125));
  CHECK(supplier::planned_production(Value{0}, Value{100}, Value{40}, Value{100}, p) == Value{0});
}

TEST_CASE("investment aims at the usual utilisation and is bounded by speed (4.17) (4.18)") {
  const SupplierParameters p = parameters();
  CHECK(plain(supplier::wanted_capacity(Value{75.75}, 1, Value{100}, Value{0}, p)) == near(1));  // 101 - 100
  CHECK(plain(supplier::wanted_capacity(Value{150}, 1, Value{100}, Value{0}, p)) == near(5));    // .05 · 100
  CHECK(plain(supplier::wanted_capacity(Value{150}, 1, Value{0}, Value{40}, p)) == near(2));
  CHECK(supplier::wanted_capacity(Value{10}, 1, Value{100}, Value{0}, p) == Value{0});
  CHECK(plain(supplier::capacity_cost(Value{5}, p)) == near(36));  // 12 · .6 · 5
}

TEST_CASE("dear capital is wanted less of, cheap capital more (4.23)") {
  SupplierParameters p = parameters();
  p.capital_life = 10, p.capital_elasticity = 0.5;
  CHECK(supplier::capital_response(0.04, 0.04, p) == 1);
  CHECK(supplier::capital_response(0.0775, 0.042, p) == near(0.8944271909999159));  // (.142/.1775)^.5 = .8^.5
  CHECK(supplier::capital_response(0, 0.04, p) == near(1.1832159566199232));        // 1.4^.5
  CHECK(plain(supplier::wanted_capacity(Value{75}, 1.02, Value{100}, Value{0}, p)) == near(2));
}

TEST_CASE("capital wears out unless it is replaced (4.19) (4.20) (4.21)") {
  const SupplierParameters p = parameters();
  CHECK(plain(supplier::deposit_floor(Value{100}, Value{40}, p)) == near(50));
  CHECK(plain(supplier::wear(Value{1200}, p)) == near(10));
  CHECK(plain(supplier::capacity(Value{120}, Value{3}, 1, p)) == near(123));
  CHECK(plain(supplier::capacity(Value{120}, Value{3}, 0, p)) == near(122));
  CHECK(plain(supplier::capacity(Value{120}, Value{0}, 0.5, p)) == near(119.5));
}

TEST_CASE("output is the plan within capacity and what the workers make, less a shock (7.1)") {
  const SupplierParameters p = parameters();
  CHECK(plain(supplier::production(Value{90}, Value{100}, Value{100}, 0, p)) == near(90));
  CHECK(plain(supplier::production(Value{200}, Value{100}, Value{200}, 0.2, p)) == near(100));  // 125 · .8
  CHECK(plain(supplier::production(Value{200}, Value{100}, Value{40}, 0, p)) ==
        near(50));  // the workers of 40, with overtime
}

TEST_CASE("delivery on time follows full delivery, owner and infrastructure (7.2)") {
  const SupplierParameters p = parameters();
  CHECK(supplier::on_time(0.83, false, 1, 0, p) == near(0.835));      // .83 + .05 · .1
  CHECK(supplier::on_time(0.83, true, 1, 0, p) == near(0.837));       // .83 + .05 · .14
  CHECK(supplier::on_time(0.83, false, 1, 0.2, p) == near(0.8357));   // best .944
  CHECK(supplier::on_time(0.83, false, 0.5, 0, p) == near(0.81175));  // .83 + .05 (.465 - .83)
}

TEST_CASE("quality moves towards what skills, certificate, learning and owner allow (7.4) (7.5)") {
  const SupplierParameters p = parameters();
  CHECK(supplier::reachable_quality(0.5, 1, 0.4, false, 0, p) == near(0.675));  // .45 + .125 + .06 + .04
  CHECK(supplier::reachable_quality(0.5, 1, 0.4, false, 0.1, p) == near(0.775));
  CHECK(supplier::reachable_quality(0.5, 2, 0.4, true, 0, p) == near(0.885));
  CHECK(supplier::reachable_quality(1, 2, 1, true, 0.1, p) == 0.98);
  CHECK(supplier::quality(0.6, 0.7, p) == near(0.602));
}

TEST_CASE("a short supplier serves all customers alike, and its stock closes (8.1) (8.2) (8.3) (8.13)") {
  CHECK(supplier::fill(Value{100}, Value{10}, Value{70}) == near(0.8));
  CHECK(supplier::fill(Value{100}, Value{10}, Value{95}) == 1);
  CHECK(supplier::fill(Value{0}, Value{0}, Value{0}) == 1);
  CHECK(plain(supplier::delivered(Parts{500}, 0.8)) == near(400));
  CHECK(plain(supplier::short_delivery(Parts{500}, Parts{400})) == near(100));
  CHECK(plain(supplier::stock(Value{10}, Value{95}, Value{100}, 1)) == near(5));
  CHECK(supplier::stock(Value{10}, Value{70}, Value{100}, 0.8) == Value{0});
  CHECK(supplier::stock(Value{0.1}, Value{0.2}, Value{0.3000000000000001}, 1) == Value{0});  // rounding takes nothing
}
