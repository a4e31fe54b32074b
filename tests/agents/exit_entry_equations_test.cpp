#include "agents/supplier/exit_entry.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
ExitEntryParameters parameters() {
  ExitEntryParameters p;
  p.hazard_with_orders = 0.03;
  p.hazard_without_orders = 0.0675;
  p.hazard_size_exponent = 0.12;
  p.hazard_factor_most = 1.6;
  p.size_of_reference = 45e9;
  p.distress_months = 6;
  p.resale = 0.4;
  p.kept_abroad = 0.1;
  p.foreign_rate = 0.006;
  p.domestic_rate = 0.03;
  p.advantage_of_reference = 0.15;
  p.plant_scale_least = 1;
  p.plant_scale_most = 3;
  p.start_deposits = 0.5;
  p.entrant_capacity = 0.15;
  p.location_of_infrastructure = 1;
  p.location_of_wage = -1;
  p.location_of_rent = -0.5;
  p.location_of_density = 0.3;
  p.waiting_attrition = 0.03;
  p.relocation.cost = 0.3;
  p.relocation.resistance = 1.5;
  p.relocation.consideration = 0.1;
  return p;
}
}  // namespace

TEST_CASE("firms with orders leave less often, larger firms less often than small ones (11.1)") {
  const ExitEntryParameters p = parameters();
  CHECK(supplier::exit_probability(true, Value{1e9}, p) == near(0.002535048613836688));     // .03 a year
  CHECK(supplier::exit_probability(false, Value{45e9}, p) == near(0.00580691824963564));    // .0675 a year
  CHECK(supplier::exit_probability(false, Value{360e9}, p) == near(0.004492141913750136));  // .0675 · 8^-.12
  CHECK(supplier::exit_probability(false, Value{0}, p) == near(0.009478884979367441));      // .0675 · 1.6
}

TEST_CASE("a firm leaves where its luck falls below its hazard, however little of that is worked out") {
  const ExitEntryParameters p = parameters();
  for (const bool has_orders : {true, false})
    for (const double sales : {0.0, 1e9, 45e9, 360e9, 1e13}) {
      const Ratio hazard = supplier::exit_probability(has_orders, Value{sales}, p);
      for (const double luck : {1e-9, 0.9 * hazard, hazard * (1 - 1e-15), hazard, 1.01 * hazard, 0.05, 0.5, 1 - 1e-9})
        CHECK(supplier::leaves(luck, has_orders, Value{sales}, p) == (luck < hazard));
    }
}

TEST_CASE("six bad months in a row end a firm, a good one starts the count again (11.2) (11.3)") {
  const ExitEntryParameters p = parameters();
  CHECK(supplier::months_in_distress(4, Dong{-1}, Dong{5}) == 5);
  CHECK(supplier::months_in_distress(4, Dong{1}, Dong{-5}) == 5);
  CHECK(supplier::months_in_distress(4, Dong{0}, Dong{0}) == 0);
  CHECK(supplier::insolvent(6, p));
  CHECK_FALSE(supplier::insolvent(5, p));
}

TEST_CASE("a liquidation leaves no đồng unaccounted for, whatever the balance sheet (11.4)") {
  const ExitEntryParameters p = parameters();
  const auto a = supplier::liquidation(Dong{30}, Dong{100}, Dong{50}, 1, p);  // 40 from the sale
  CHECK(a.sale == Dong{40});
  CHECK(a.repaid == Dong{50});
  CHECK(a.to_owners == Dong{20});
  CHECK(a.written_off == Dong{0});
  const auto b = supplier::liquidation(Dong{-60}, Dong{100}, Dong{50}, 1, p);
  CHECK(b.forgiven == Dong{20});
  CHECK(b.written_off == Dong{50});
  for (const std::int64_t deposits : {-1000, -41, 0, 7, 999})
    for (const std::int64_t capital : {0, 1, 101, 5000})
      for (const std::int64_t loans : {0, 3, 450, 9000})
        for (const double recovered : {0.4, 1.0}) {
          const auto end = supplier::liquidation(Dong{deposits}, Dong{capital}, Dong{loans}, recovered, p);
          CHECK(Dong{deposits} + end.sale + end.forgiven == end.repaid + end.to_owners);
          CHECK(end.repaid + end.written_off == Dong{loans});
          CHECK(least(least(end.repaid, end.to_owners), least(end.written_off, end.forgiven)) >= Dong{0});
        }
}

TEST_CASE("entry answers the gap, not the demand that is met (11.5) (11.6)") {
  const ExitEntryParameters p = parameters();
  CHECK(plain(supplier::gap(Value{1000}, Value{400}, p)) == near(500));  // 900 - 400
  CHECK(supplier::gap(Value{1000}, Value{950}, p) == Value{0});
  CHECK(supplier::plants_in_gap(Value{500}, Value{1000}, Parts{8e6}, Parts{50000}) == near(80));
  CHECK(supplier::plants_in_gap(Value{0}, Value{0}, Parts{0}, Parts{50000}) == 0);
}

TEST_CASE("foreign plants come where they beat imports, domestic firms wherever there is room (11.7) (11.8) (11.9)") {
  const ExitEntryParameters p = parameters();
  CHECK(supplier::foreign_advantage(1.09, 1.03, p) == near(0.4));
  CHECK(supplier::foreign_advantage(1.09, 1.2, p) == 0);
  CHECK(supplier::foreign_advantage(1.3, 1, p) == 1);
  CHECK(supplier::foreign_entries(80, 0.4, 1, p) == near(0.192));
  CHECK(supplier::domestic_entries(80, 1.5, p) == near(3.6));
}

TEST_CASE(
    "related firms with access to finance diversify first, and the better their access the more of them (11.10) "
    "(11.16) (11.11)") {
  CHECK(supplier::diversification_weight(0.5, 0.4) == near(0.2));
  CHECK(supplier::diversification_rate(3, 0.2, 4) == near(0.15));
  CHECK(supplier::diversification_rate(3, 0, 4) == 0);
  CHECK(supplier::diversification_rate(3, 0.2, 0) == 0);
  CHECK(supplier::diversification_probability(0.15) == near(0.1392920235749422));  // 1 - e^-.15
  CHECK(supplier::diversification_probability(0) == 0);
}

TEST_CASE("entrants bring their capital (11.12) (11.13) (11.14)") {
  const ExitEntryParameters p = parameters();
  CHECK(plain(supplier::plant_capacity(Value{100}, 0.25, p)) == near(150));
  CHECK(plain(supplier::entry_equity(Value{100}, p)) == near(150));
  CHECK(plain(supplier::diversified_capacity(Value{1000}, p)) == near(150));
}

TEST_CASE("good infrastructure draws plants, high wages and rents keep them away (11.15)") {
  const ExitEntryParameters p = parameters();
  // .38 e^(.5 - ln 1.2 - .5 ln .9 + .3 ln 8)
  CHECK(supplier::location_weight(0.38, 0.5, 1.2, 0.9, 7, p) == near(1.0269642675233492));
  CHECK(supplier::location_weight(0.38, 0.6, 1.2, 0.9, 7, p) > supplier::location_weight(0.38, 0.5, 1.2, 0.9, 7, p));
  CHECK(supplier::location_weight(0.38, 0.5, 1.3, 0.9, 7, p) < supplier::location_weight(0.38, 0.5, 1.2, 0.9, 7, p));
}

TEST_CASE("projects that wait less are given up less (11.17) (11.21)") {
  const ExitEntryParameters p = parameters();
  CHECK(supplier::projects_kept(0, p) == 1);
  CHECK(supplier::projects_kept(10, p) == near(1.3498588075760032));  // e^.3
  CHECK(supplier::considers_move(1.5, p.relocation) == near(0.15));
  CHECK(supplier::considers_move(20, p.relocation) == 1);
}

TEST_CASE("a firm moves where the place gains more than what holds it back (11.18) (11.19)") {
  const ExitEntryParameters p = parameters();
  CHECK(plain(supplier::relocation_cost(Dong{1000}, p.relocation)) == near(300));
  CHECK(supplier::relocation_gain(2, 1, 0.5, p.relocation) == near(-0.05685281944005471));  // ln 2 - .75
  CHECK(supplier::relocation_gain(2, 1, 1, p.relocation) == near(0.6931471805599453));
}

TEST_CASE("as many firms default as the bank reckons with, and it recovers what it lends against (11.20)") {
  const ExitEntryParameters p = parameters();
  CHECK(supplier::default_given_exit(0.02, 0.005) == near(0.3364285105479148));  // (1 - .98^(1/12))/.005
  CHECK(supplier::default_given_exit(0.5, 0.005) == 1);
  CHECK(supplier::default_given_exit(0, 0) == 1);
  const auto end = supplier::liquidation(Dong{100}, Dong{200}, Dong{150}, 0.4, p);  // 180 at hand
  CHECK(end.repaid == Dong{60});
  CHECK(end.written_off == Dong{90});
  CHECK(end.to_owners == Dong{120});
}
