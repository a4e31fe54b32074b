// The levers of the vehicle market: each moves its own mechanism in the right direction and costs what it says.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

std::unique_ptr<Economy> run(const Settings& settings, int months) {
  auto e = economy_of("baseline", settings);
  step_months(*e, months);
  return e;
}

// What the government got by a flow in the months that follow.
Dong received(Economy& e, Flow flow, int months) {
  Dong all{};
  for (int month = 0; month < months; ++month) {
    e.step();
    all += e.flow_table.received.get(flow)[sector::government];
  }
  return all;
}

double share_of_batteries(const Economy& e) {
  double share = 0;
  e.product.each_row([&](std::size_t j) {
    if (e.product.powertrain.get(j) == number(Powertrain::bev)) share += e.product.share.get(j);
  });
  return share;
}

double production_of_year(const Settings& settings) { return run(settings, 24)->nation.production_year.get(0).value; }

}  // namespace

TEST_CASE("public money builds charging points, is paid under its own row, and sells battery vehicles") {
  const auto without = run({}, 36), with = economy_of("baseline", {"policy.charging_spending=2.4e12"});
  CHECK(received(*with, flow::of(programme::charging), 36) == -Dong{36 * 200'000'000'000});
  CHECK(with->nation.charging_network.get(0) ==
        doctest::Approx(without->nation.charging_network.get(0) + 36 * 0.2 / 6).epsilon(1e-12));
  CHECK(share_of_batteries(*with) > share_of_batteries(*without));
}

TEST_CASE("a mandate raises the share of battery vehicles to what it asks for and costs makers as one almost nothing") {
  const auto without = run({}, 48), with = run({"policy.zero_emission_share=0.5"}, 47);
  CHECK(share_of_batteries(*without) < 0.45);
  Dong turnover{};
  const Dong net = received(*with, flow::vehicle_credits, 1);
  with->product.each_row(
      [&](std::size_t j) { turnover += nearest(with->product.sold.get(j) * with->product.buyer_price.get(j)); });
  CHECK(share_of_batteries(*with) == doctest::Approx(0.5).epsilon(0.02));
  CHECK(with->nation.credit_gap.get(0) > 0);
  CHECK(std::abs(to_value(net).value) < 0.01 * to_value(turnover).value);
}

TEST_CASE("a zone sells battery vehicles instead of the others") {
  const auto without = run({}, 24), with = run({"policy.emission_zone=0.2"}, 24);
  CHECK(share_of_batteries(*with) > share_of_batteries(*without) + 0.05);
}

TEST_CASE("vehicles that the state orders are built, paid under their own row without taxes, and on the road") {
  const auto e = economy_of("baseline", {"policy.public_orders.bev=12000"});
  double bought = 0;
  Dong paid{};
  for (int month = 0; month < 24; ++month) {
    e->step();
    bought += e->nation.sales_to_state.get(0).value;
    paid -= e->flow_table.received.get(flow::of(programme::public_orders))[sector::government];
  }
  CHECK(bought > 0.97 * 24000);
  CHECK(bought <= 24000);
  CHECK(to_value(paid).value / bought > 4e8);  // a battery vehicle before taxes
  CHECK(to_value(paid).value / bought < 8e8);
  CHECK(e->nation.fleet.get(0)[2].value > run({}, 24)->nation.fleet.get(0)[2].value + 0.9 * 24000);
}

TEST_CASE("exports follow their path, are built by makers that export, and are paid by the world") {
  const auto e = run({}, 24);
  double planned = 0;
  for (std::size_t month = 12; month < 24; ++month) planned += e->path.exports[month].value;
  CHECK(e->nation.exports_year.get(0).value == doctest::Approx(planned).epsilon(0.02));
  CHECK(e->flow_table.received.get(flow::vehicle_exports)[sector::assemblers] > Dong{});
  e->product.each_row([&](std::size_t j) {
    const Row maker = e->product.maker.get(j);
    const bool exports = maker != nowhere && e->oem.export_weight.get(maker) > 0 && e->product.share.get(j) > 0;
    CHECK((e->product.exported.get(j).value > 0) == exports);
  });
  CHECK(production_of_year({}) > production_of_year({"data.vehicle_exports=[{year: 2025, vehicles: 1}, "
                                                     "{year: 2045, vehicles: 1}]"}) +
                                     0.9 * planned);
}

TEST_CASE("a duty on parts and a dearer dollar make vehicles dearer and the market smaller") {
  const double today = run({}, 12)->nation.sales_year.get(0).value;
  CHECK(run({"policy.parts_tariff=0.15"}, 12)->nation.sales_year.get(0).value < 0.98 * today);
  const auto dear = run({"world.exchange_rate=[{from: 2025-01, value: 25000}, {from: 2025-02, value: 30000}]"}, 12);
  CHECK(dear->nation.sales_year.get(0).value < 0.98 * today);
  CHECK(dear->family.import_price.get(0).value ==
        doctest::Approx(1.2 * run({}, 12)->family.import_price.get(0).value).epsilon(1e-12));
}

TEST_CASE("levers of the vehicle market change no bit where they are neutral") {
  const Hashes usual = hashes_of(*run({}, 14));
  for (const char* setting : {"policy.charging_spending=0", "policy.zero_emission_share=0", "policy.emission_zone=0",
                              "policy.public_orders.bev=0", "policy.zero_emission_share=0.05"}) {
    CAPTURE(setting);
    CHECK(differences(usual, hashes_of(*run({setting}, 14))) == "");
  }
}

TEST_CASE("hybrids stand beside the others: own price, taxes, sales, fleet and bill of parts") {
  const auto e = run({}, 12);
  const std::size_t hev = number(Powertrain::hev);
  CHECK(e->nation.sales_by_powertrain.get(0)[hev].value > 500);
  CHECK(e->nation.fleet.get(0)[hev].value > 20000);
  CHECK(e->nation.import_bill.get(0)[hev].value == doctest::Approx(12600.0 * 25000).epsilon(0.02));
  Row local = nowhere;
  e->product.each_row([&](std::size_t j) {
    if (e->product.powertrain.get(j) == hev && e->product.maker.get(j) != nowhere && e->product.built.get(j).value > 0)
      local = static_cast<Row>(j);
  });
  REQUIRE(local != nowhere);
  const auto taxes = e->product.taxes.get(local);
  CHECK(taxes[static_cast<std::size_t>(VehicleTax::excise)].value ==
        doctest::Approx(0.42 * e->product.factory_price.get(local).value).epsilon(1e-9));
}

TEST_CASE("a market that follows income fits the years since 2020 and cannot reach 5 million in 2045") {
  const auto e = economy_of("2045", {"demand_mode=gompertz", "population.scale=0.05", "market.noise_spread=0"});
  double of_2025 = 0;
  for (int month = 0; month < 252; ++month) {
    e->step();
    if (month == 11) of_2025 = e->nation.sales_year.get(0).value;
  }
  CHECK(of_2025 == doctest::Approx(604134).epsilon(0.1));
  CHECK(e->nation.sales_year.get(0).value > 1e6);
  CHECK(e->nation.sales_year.get(0).value < 2.5e6);
}

TEST_CASE("a product that is withdrawn wins no orders from that month on, and the others take its buyers") {
  Scenario scenario = scenario_of("baseline");
  REQUIRE(scenario.data.products[0].sales > 0);
  scenario.data.products[0].until = scenario.start + 5;
  Economy e{std::move(scenario), 1};
  step_months(e, 6);
  const double before = e.product.share.get(0);
  REQUIRE(before > 0.01);
  e.step();
  CHECK(e.product.share.get(0) == 0);
  double all = 0;
  e.product.each_row([&](std::size_t j) { all += e.product.share.get(j); });
  CHECK(all == doctest::Approx(1).epsilon(1e-12));
  // Only those who already wait are left.
  const double waiting = e.product.orders.get(0).value;
  e.step();
  CHECK(e.product.orders.get(0).value <= waiting);
}
