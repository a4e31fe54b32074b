// Do the statistics add up? Every cut to the whole, every barrier to the imports that it explains.
#include <doctest/doctest.h>

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
