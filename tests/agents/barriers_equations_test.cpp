#include "agents/statistics/barriers.hpp"

#include "near.hpp"

using namespace trellis;
using sourcing::FailedGates;
using sourcing::Gate;

TEST_CASE("a supplier is stopped by its first failed gate, then by its price, then by the draw (12.12)") {
  const FailedGates late = FailedGates{}.with(Gate::finance, true);
  CHECK(statistics::stopped_by(late.with(Gate::quality, true), 0, 1) == Barrier::quality);
  CHECK(statistics::stopped_by(late, 0, 1) == Barrier::finance);
  CHECK(statistics::stopped_by({}, 1.01, 1) == Barrier::price);
  CHECK(statistics::stopped_by({}, 1, 1) == Barrier::lost_draw);
}

TEST_CASE("the row of a slot is where the last of those found is stopped (12.13)") {
  CHECK(statistics::barrier({}) == Barrier::exists);
  const statistics::Field poor{.exists = true, .found = true, .furthest = Barrier::technology};
  const statistics::Field dear{.exists = true, .found = true, .furthest = Barrier::price};
  CHECK(statistics::barrier(poor.with(dear)) == Barrier::price);
  CHECK(statistics::barrier(dear.with(poor)) == Barrier::price);
  CHECK(statistics::barrier(poor.with({})) == Barrier::technology);
}

TEST_CASE("discovery is the row only where the search alone keeps a fit supplier out (12.13)") {
  statistics::Field field{.exists = true, .found = true, .fit_but_not_found = true, .furthest = Barrier::price};
  CHECK(statistics::barrier(field) == Barrier::discovery);
  field.furthest = Barrier::lost_draw;  // another fit one was found
  CHECK(statistics::barrier(field) == Barrier::lost_draw);
  CHECK(statistics::barrier({.exists = true}) == Barrier::discovery);  // nobody was looked for
}

TEST_CASE("the pillars share out what the rows hold (12.14)") {
  ByBarrier rows{};
  for (std::size_t b = 0; b < barriers; ++b) rows[b] = Dong{std::int64_t{1} << b};
  const ByPillar all = statistics::by_pillar(rows);
  CHECK(sum(all) == sum(rows));
  CHECK(all[number(Pillar::technology)] == Dong{4 + 8});  // technology and certificate
}

TEST_CASE("no supplier of a class changes nothing for the other class") {
  const statistics::Field one{.exists = true, .found = true, .furthest = Barrier::capacity};
  CHECK(statistics::barrier(one.with({})) == statistics::barrier(one));
}
