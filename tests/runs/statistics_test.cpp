// Do the statistics add up? Every cut to the whole, every barrier to the imports that it explains.
#include <doctest/doctest.h>

#include <cmath>

#include "agents/statistics/equations.hpp"
#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

template <class T>
T total(const Column<T>& column) {
  T all{};
  column.table.each_row([&](std::size_t row) { all += column.get(row); });
  return all;
}

template <class Cut>
void check_barriers(const Cut& cut) {
  cut.each_row([&](std::size_t row) {
    CAPTURE(row);
    const Dong imports = cut.purchases.get(row)[number(Source::imported)];
    CHECK(sum(cut.barred.get(row)) == imports);
    CHECK(sum(cut.barred_domestic.get(row)) == imports);
  });
}

double share_of(const Economy& e, Barrier barrier) {
  const ByBarrier rows = e.nation.barred.get(0);
  return to_value(rows[number(barrier)]) / to_value(sum(rows));
}

}  // namespace

TEST_CASE("what keeps parts from being bought in Vietnam sums to the imports of four quarters in every cut") {
  const auto e = economy_of("2035");
  for (const int months : {12, 3, 9}) {
    step_months(*e, months);
    check_barriers(e->nation), check_barriers(e->category), check_barriers(e->oem), check_barriers(e->group);
    CHECK(sum(e->nation.barred_by_pillar.get(0)) == sum(e->nation.barred.get(0)));
  }
}

TEST_CASE("without foreign-owned suppliers no part comes closer to being bought in Vietnam") {
  const auto e = economy_of("baseline");
  step_months(*e, 12);
  const ByBarrier all = e->nation.barred.get(0), domestic = e->nation.barred_domestic.get(0);
  CHECK(domestic[number(Barrier::exists)] >= all[number(Barrier::exists)]);
  CHECK(domestic[number(Barrier::lost_draw)] <= all[number(Barrier::lost_draw)]);
  CHECK(domestic[number(Barrier::approval)] == all[number(Barrier::approval)]);
}

TEST_CASE("a gate that is raised keeps more parts out") {
  const auto usual = economy_of("baseline"), strict = economy_of("baseline", {"sourcing.gates.quality_base=0.7"});
  step_months(*usual, 3), step_months(*strict, 3);
  INFO("quality: ", share_of(*usual, Barrier::quality), " and ", share_of(*strict, Barrier::quality));
  CHECK(share_of(*strict, Barrier::quality) > share_of(*usual, Barrier::quality));
}

TEST_CASE("purchases of groups, clusters and powertrains sum to the nation's, source by source") {
  const auto e = economy_of("2035");
  step_months(*e, 14);
  const Purchases all = e->nation.purchases.get(0);
  CHECK(statistics::all(all) > Dong{});
  CHECK(total(e->oem.purchases) == all);
  CHECK(total(e->category.purchases) == all);
  CHECK(total(e->group.purchases) == all);
  CHECK(total(e->cluster.purchases) == all);
  CHECK(total(e->powertrain.purchases) == all);
  CHECK(total(e->powertrain.value_added) == e->nation.value_added.get(0));
  CHECK(total(e->category.spares_year) == e->nation.spares_year.get(0));
}

TEST_CASE("a battery vehicle takes no engine, so that its engine purchases are nothing") {
  const auto e = economy_of("2035");
  step_months(*e, 12);
  const auto bev = number(Powertrain::bev);
  e->desk.each_row([&](std::size_t d) {
    const bool engine = e->scenario.data.categories[e->desk.category.get(d)].name == "engine";
    const double of_bev = e->oem.planned_year.get(e->desk.oem.get(d))[bev].value;
    if (engine) CHECK(e->category.per_vehicle.get(e->desk.category.get(d))[bev].value * of_bev == 0);
  });
  CHECK(e->powertrain.localisation_gross.get(bev) > 0);
  CHECK(e->powertrain.localisation_gross.get(bev) < 1);
}

TEST_CASE("firms counted by size and by age are all supporting firms, and those that left are all exits") {
  const auto e = economy_of("baseline");
  const MacroColumns& m = e->nation.macro;
  std::uint32_t left = 0, foreign_plants = 0, plants = 0;
  for (int month = 0; month < 24; ++month) {
    e->step();
    CHECK(sum(m.by_size.get(0)) == e->nation.firms.get(0));
    CHECK(sum(m.by_age.get(0)) == e->nation.firms.get(0));
    CHECK(sum(m.left.get(0)) == e->nation.exits.get(0));
    CHECK(sum(m.left_by_cause.get(0)) == e->nation.exits.get(0));
    CHECK(sum(m.left_by_size.get(0)) == e->nation.exits.get(0));
    CHECK(sum(m.left_by_age.get(0)) == e->nation.exits.get(0));
    CHECK(sum(m.multinational.get(0)) <= e->nation.direct_suppliers.get(0));
    CHECK(sum(m.multinational_certified.get(0)) == sum(m.multinational.get(0)));
    left += e->nation.exits.get(0);
    foreign_plants += m.entries.get(0)[number(EntryKind::foreign_plant)];
    e->category.each_row([&](std::size_t c) { plants += e->category.plants_asked.get(c); });
  }
  CHECK(left > 0);
  CHECK(foreign_plants == plants);
}

TEST_CASE("parts of suppliers in Vietnam and from abroad have a price near that of the base year's imports at first") {
  const auto e = economy_of("baseline");
  step_months(*e, 3);
  for (const double index : {e->nation.macro.local_price.get(0), e->nation.macro.import_price.get(0)}) {
    CHECK(index > 0.8);
    CHECK(index < 1.3);
  }
  e->category.each_row([&](std::size_t c) {
    CHECK(e->category.utilisation.get(c) >= 0);
    CHECK(e->category.utilisation.get(c) < 1.5);
  });
  CHECK(e->powertrain.vehicle_price.get(number(Powertrain::bev)).value > 1e8);
}

TEST_CASE("value added of the industry and its imports are what the transaction matrix says") {
  const auto e = economy_of("2035");
  step_months(*e, 12);
  const auto got = [&](Flow of, Sector by) { return e->flow_table.received.get(of)[by]; };
  CHECK(e->nation.macro.component_imports.get(0) ==
        got(flow::imported_parts, sector::world) + got(flow::spare_parts, sector::world));
  CHECK(e->nation.macro.value_added.get(0) > Dong{});
  CHECK(e->nation.macro.value_added.get(0) <
        got(flow::vehicle_sales, sector::assemblers) + got(flow::spare_parts, sector::suppliers));
}

TEST_CASE("cost for each percentage point is undefined in the first year and where localisation has not risen") {
  const auto e = economy_of("2035");
  step_months(*e, 12);
  CHECK(std::isnan(e->nation.macro.cost_per_point.get(0)));
  for (int month = 0; month < 12; ++month) {
    e->step();
    const bool risen = e->nation.localisation_gross.get(0) > e->nation.macro.first_gross.get(0);
    CHECK(std::isnan(e->nation.macro.cost_per_point.get(0)) == !risen);
  }
}

TEST_CASE("sizes of suppliers are measured from the first December on, their growth from the second") {
  const auto e = economy_of("baseline");
  step_months(*e, 12);
  CHECK(e->nation.macro.tail_exponent.get(0) > 0.3);
  CHECK(e->nation.macro.tail_exponent.get(0) < 5);
  CHECK(e->nation.macro.log_size_spread.get(0) > 0);
  CHECK(std::isnan(e->nation.macro.growth_spread.get(0)));
  step_months(*e, 12);
  CHECK(e->nation.macro.growth_spread.get(0) > 0);
  CHECK(e->nation.macro.growth_shape.get(0) < 1);
}
