#include "agents/oem/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
OemParameters parameters() {
  OemParameters p;
  p.expectation_speed = 0.25;
  p.vehicle_cover = 0.1;
  p.overtime = 1.5;
  p.parts_cover = 0.5;
  p.parts_adjustment = 2;
  p.expansion_utilisation = 0.85;
  p.expansion_target = 0.8;
  p.expansion_speed = 0.03;
  p.expansion_cost = 200e6;
  p.factory_margin = 0.12;
  p.own_value_added = 75e6;
  p.own_wage_share = 0.8;
  p.inhouse_cost = 1.02;
  p.inhouse_imported_share = 0.6;
  return p;
}
}  // namespace

TEST_CASE("a factory price is parts and own work with the margin (1.20)") {
  CHECK(plain(oem::factory_price(VehiclePrice{325e6}, parameters())) == near(448e6));  // 400 M · 1.12
}

TEST_CASE("expectations close a quarter of the gap to orders in a usual month (2.1)") {
  CHECK(plain(oem::expected_sales(Vehicles{1000}, Vehicles{1800}, 1.5, parameters())) ==
        near(1050));  // 1800/1.5 = 1200
}

TEST_CASE("in a steady month a maker builds what it sells (2.2)") {
  const OemParameters p = parameters();
  // 1.1 · 1.5 · 1000 + 20 - 300
  CHECK(plain(oem::wanted_output(Vehicles{1000}, 1.5, Vehicles{20}, Vehicles{300}, p)) == near(1370));
  CHECK(plain(oem::wanted_output(Vehicles{1000}, 1, Vehicles{0}, Vehicles{100}, p)) == near(1000));
  CHECK(oem::wanted_output(Vehicles{1000}, 1, Vehicles{0}, Vehicles{5000}, p) == Vehicles{0});
}

TEST_CASE("products share scarce capacity in proportion (2.3) (2.4)") {
  const OemParameters p = parameters();
  CHECK(oem::capacity_share(Vehicles{1000}, Vehicles{2000}, p) == near(0.75));  // 1.5 · 1000 / 2000
  CHECK(oem::capacity_share(Vehicles{1000}, Vehicles{1500}, p) == 1);
  CHECK(oem::capacity_share(Vehicles{0}, Vehicles{0}, p) == 1);
  CHECK(plain(oem::planned_output(Vehicles{1200}, 0.75)) == near(900));
}

TEST_CASE("needs are content times output, less what is made in-house (2.5) (2.6)") {
  CHECK(plain(oem::parts_needed(oem::PartsPerVehicle{1.5}, Vehicles{900})) == near(1350));
  CHECK(plain(oem::parts_bought(Parts{1350}, 0.4)) == near(810));
}

TEST_CASE("a call-off fills the store by degrees and never turns negative (2.7)") {
  const OemParameters p = parameters();
  CHECK(plain(oem::call_off(Parts{1000}, Parts{200}, p)) == near(1150));  // 1000 + (500 - 200)/2
  CHECK(plain(oem::call_off(Parts{1000}, Parts{500}, p)) == near(1000));
  CHECK(oem::call_off(Parts{100}, Parts{5000}, p) == Parts{0});
}

TEST_CASE("contracts and imports together make the call-off (2.8) (2.9)") {
  const Parts a = oem::contract_order(Parts{1150}, 0.6, true);
  CHECK(plain(a) == near(690));
  CHECK(oem::contract_order(Parts{1150}, 0.6, false) == Parts{0});
  CHECK(plain(a + oem::import_order(Parts{1150}, a)) == near(1150));
  CHECK(oem::import_order(Parts{100}, Parts{101}) == Parts{0});
}

TEST_CASE("only nearly full plants expand, and by no more than a step (2.10) (2.11)") {
  const OemParameters p = parameters();
  CHECK(oem::expansion(Vehicles{840}, Vehicles{1000}, p) == Vehicles{0});
  CHECK(plain(oem::expansion(Vehicles{860}, Vehicles{1000}, p)) == near(30));  // 75 are missing, 30 are the step
  CHECK(plain(oem::expansion(Vehicles{1000}, Vehicles{1000}, p)) == near(30));
  OemParameters fast = p;
  fast.expansion_speed = 0.5;
  CHECK(plain(oem::expansion(Vehicles{860}, Vehicles{1000}, fast)) == near(75));
  fast.expansion_target = 0.9;  // a plant above the limit but below the target is not taken down
  CHECK(oem::expansion(Vehicles{860}, Vehicles{1000}, fast) == Vehicles{0});
  CHECK(plain(oem::expansion_cost(Vehicles{30}, p)) == near(72e9));  // 360 a year · 200 M
}

TEST_CASE("a missing part stops the vehicles it belongs to (8.5) (8.6)") {
  CHECK(oem::parts_suffice(Parts{900}, Parts{1000}) == near(0.9));
  CHECK(oem::parts_suffice(Parts{1100}, Parts{1000}) == 1);
  CHECK(oem::parts_suffice(Parts{0}, Parts{0}) == 1);
  CHECK(plain(oem::assembled(Vehicles{500}, 0.9)) == near(450));
}

TEST_CASE("buyers at home, the state and buyers abroad get vehicles in proportion to their orders (8.17)") {
  CHECK(plain(oem::part_sold(Vehicles{800}, Vehicles{100}, Vehicles{1000})) == near(80));
  CHECK(oem::part_sold(Vehicles{800}, Vehicles{1000}, Vehicles{1000}) == Vehicles{800});
  CHECK(oem::part_sold(Vehicles{0}, Vehicles{0}, Vehicles{0}) == Vehicles{0});
}

TEST_CASE("stocks close: opening and inflow are outflow and closing (8.7) (8.8) (8.9)") {
  CHECK(plain(oem::parts_stock(Parts{200}, Parts{1150}, Parts{1000})) == near(350));
  CHECK(oem::parts_stock(Parts{0.1}, Parts{0.2}, Parts{0.3000000000000001}) == Parts{0});  // rounding takes nothing
  CHECK(oem::vehicle_stock(Vehicles{0.1}, Vehicles{0.2}, Vehicles{0.3000000000000001}) == Vehicles{0});
  const Vehicles sold = oem::sold(Vehicles{600}, Vehicles{100}, Vehicles{450});
  CHECK(plain(sold) == near(550));
  CHECK(oem::vehicle_stock(Vehicles{100}, Vehicles{450}, sold) == Vehicles{0});
  CHECK(plain(oem::sold(Vehicles{300}, Vehicles{100}, Vehicles{450})) == near(300));
  CHECK(plain(oem::vehicle_stock(Vehicles{100}, Vehicles{450}, Vehicles{300})) == near(250));
}

TEST_CASE("in-house parts and assembly are paid for at cost (8.10) (8.11) (8.12)") {
  const OemParameters p = parameters();
  const Value cost = oem::inhouse_cost(Parts{100}, Price{1e6}, p);
  CHECK(plain(cost) == near(102e6));
  CHECK(plain(oem::inhouse_material(cost, p)) == near(61.2e6));
  CHECK(plain(oem::assembly_wages(Vehicles{10}, p)) == near(600e6));  // .8 · 10 · 75 M
}
