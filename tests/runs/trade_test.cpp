// Exports of parts and neighbouring industries in whole runs.
#include <doctest/doctest.h>

#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

std::unique_ptr<Economy> run(const Settings& settings, int months) {
  auto e = economy_of("baseline", settings);
  step_months(*e, months);
  return e;
}

double exports_of_a_year(const Settings& settings, int years) {
  const auto e = run(settings, 12 * (years - 1));
  double all = 0;
  for (int month = 0; month < 12; ++month) e->step(), all += to_value(e->nation.parts_exports.get(0)).value;
  return all;
}

}  // namespace

TEST_CASE("the base year's suppliers offer abroad what is known to be exported, in each of three seeds") {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const auto e = economy_of("baseline", {}, seed);
    Value all{};
    e->supplier.each_row([&](std::size_t row) { all += e->supplier.export_worth.get(row); });
    CHECK(12 * all.value ==
          doctest::Approx(440e6 * e->scenario.world.exchange_rate.at(e->scenario.start)).epsilon(1e-6));
  }
}

TEST_CASE("only certified suppliers export, the world pays them, and the balance of parts is exports less imports") {
  const auto e = economy_of("baseline");
  double year = 0;
  for (int month = 0; month < 12; ++month) {
    e->step();
    const Dong exports = e->nation.parts_exports.get(0);
    const auto row = e->flow_table.received.get(flow::exports);
    CHECK(row[sector::suppliers] == exports);
    CHECK(row[sector::world] == -exports);
    const Dong imports = e->flow_table.received.get(flow::imported_parts)[sector::world] +
                         e->flow_table.received.get(flow::spare_parts)[sector::world];
    CHECK(e->nation.macro.component_imports.get(0) == imports);
    CHECK(e->nation.parts_balance.get(0) == exports - imports);
    year += to_value(exports).value;
  }
  e->supplier.each_row([&](std::size_t row) {
    if (e->supplier.exporting.get(row)) CHECK(e->supplier.certificate.get(row) == Certificate::iatf16949);
  });
  CHECK(year > 0.6 * 440e6 * e->scenario.world.exchange_rate.at(e->scenario.start));
  CHECK(year < 1.4 * 440e6 * e->scenario.world.exchange_rate.at(e->scenario.start));
}

TEST_CASE("paying for the way abroad makes exporters of more Vietnamese-owned suppliers, and costs money") {
  const auto exporters = [](const Economy& e) {
    int all = 0;
    e.supplier.each_row(
        [&](std::size_t row) { all += e.supplier.exporting.get(row) && e.supplier.owner.get(row) == Owner::domestic; });
    return all;
  };
  const Settings certified{"policy.certification_support=0.9", "policy.programme_budget=1e12"};
  Settings paid = certified;
  paid.emplace_back("policy.export_promotion=0.9");
  const auto without = run(certified, 60);
  const auto with = economy_of("baseline", paid);
  Dong cost{};
  for (int month = 0; month < 60; ++month)
    with->step(), cost += with->nation.cost_by_programme.get(0)[programme::export_promotion];
  CHECK(exporters(*with) > exporters(*without));
  CHECK(cost > Dong{});
  CHECK(without->nation.cost_by_programme.get(0)[programme::export_promotion] == Dong{});
}

TEST_CASE("a lever for exports at its neutral value changes no bit") {
  CHECK(differences(hashes_of(*run({}, 14)), hashes_of(*run({"policy.export_promotion=0"}, 14))) == "");
}

TEST_CASE("without reach nobody exports") {
  CHECK(exports_of_a_year({"exports.reach=0"}, 1) == 0);
  CHECK(exports_of_a_year({}, 2) > 0);
}

TEST_CASE("the first twelve months are the measure of neighbouring industries") {
  const auto e = run({}, 12);
  e->industry.each_row([&](std::size_t n) {
    CHECK(e->industry.output.get(n) == e->industry.output_at_start.get(n));
    CHECK(e->industry.productivity.get(n) == 1);
  });
  CHECK(e->nation.material_index.get(0) == 1);
}

TEST_CASE("a parts industry that buys more of its neighbours makes them larger, and its materials cheaper") {
  const auto usual = run({}, 36), grown = run({}, 12);
  double before = 0, after = 0;
  grown->category.each_row([&](std::size_t c) { before += to_value(grown->category.value_added.get(c)).value; });
  step_months(*grown, 24);
  grown->category.each_row([&](std::size_t c) { after += to_value(grown->category.value_added.get(c)).value; });
  REQUIRE(after != before);
  grown->industry.each_row([&](std::size_t n) {
    const Value more = grown->industry.bought.get(n) - grown->industry.bought_in_base_year.get(n);
    CHECK(grown->industry.output.get(n).value ==
          doctest::Approx((grown->industry.trend.get(n) + more).value).epsilon(1e-12));
    CHECK((grown->industry.material_price.get(n) < 1) == (more > Value{}));
    CHECK((grown->industry.output.get(n) > grown->industry.trend.get(n)) == (more > Value{}));
  });
  const auto dull = run({"industry.productivity_of_output=0"}, 36);
  CHECK(dull->nation.material_index.get(0) == 1);
  CHECK(usual->nation.material_index.get(0) != 1);
}
