#include "agents/institute/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
InstituteParameters parameters() {
  InstituteParameters p;
  p.project_cost = 5e9;
  p.staff_per_project = 6;
  p.best_distance = 0.5;
  p.distance_spread = 0.25;
  p.tie_weight = 0.2;
  p.join_rate = 0.3;
  p.travel_distance = 1100;
  p.reference_cost = 2.5e9;
  p.reference_success = 0.6;
  p.expertise_gain = 0.25;
  p.expertise_transfer = 0.25;
  p.technology_gain = 0.04;
  p.cash_over_cost = 1.2;
  p.wage_share = 0.5;
  return p;
}
}  // namespace

TEST_CASE("distance in expertise is a matter of direction, not of length (9.23)") {
  const Slots<double, 2> a{{1, 0}}, b{{1, 1}}, c{{0, 3}};
  CHECK(institute::expertise_distance(a, b) == near(0.29289321881345254));  // 1 - 1/√2
  CHECK(institute::expertise_distance(Slots<double, 2>{{7, 0}}, b) == near(0.29289321881345254));
  CHECK(institute::expertise_distance(a, c) == near(1));
  CHECK(institute::expertise_distance(a, Slots<double, 2>{}) == 1);
}

TEST_CASE("partners suit each other best at half distance, nearby and with common projects (9.24)") {
  const InstituteParameters p = parameters();
  CHECK(institute::score(0.75, 550, 2, p) == near(0.5150312176400192));  // e^(-.5 - .5) · 1.4
  CHECK(institute::score(0.5, 0, 0, p) == 1);
  CHECK(institute::score(0.25, 0, 0, p) == near(institute::score(0.75, 0, 0, p)));
}

TEST_CASE("a firm joins others the likelier the better they suit it (9.34)") {
  const InstituteParameters p = parameters();
  CHECK(institute::join_probability(0.5, p) == near(0.15));
  CHECK(institute::join_probability(1.8, p) == near(0.54));
  CHECK(institute::join_probability(5, p) == 1);
}

TEST_CASE("a project teaches the most that one of its partners knows (9.35)") {
  const Slots<double, 3> institute{{2.5, 0.3, 0.3}};
  const Slots<Slots<double, 3>, 2> firms{{Slots<double, 3>{{1, 1, 0.1}}, Slots<double, 3>{{3, 0.2, 0.1}}}};
  const Slots<double, 3> taught = institute::lesson(institute, firms);
  CHECK(taught[0] == 3);
  CHECK(taught[1] == 1);
  CHECK(taught[2] == 0.3);
}

TEST_CASE("state and firms share the cost of a project (9.25)-(9.27)") {
  const InstituteParameters p = parameters();
  CHECK(institute::public_cost(0.3, p) == Dong{1'500'000'000});
  CHECK(institute::firm_cost(0.3, 1, p) == Dong{3'500'000'000});
  CHECK(institute::firm_cost(0.3, 4, p) == Dong{875'000'000});
  CHECK(institute::can_apply(Dong{4'200'000'000}, Dong{3'500'000'000}, p));
  CHECK_FALSE(institute::can_apply(Dong{4'199'999'999}, Dong{3'500'000'000}, p));
}

TEST_CASE("budget and staff bound the projects (9.28) (9.29)") {
  const InstituteParameters p = parameters();
  CHECK(institute::affordable_projects(Value{30e9}, 0.3, p) == near(20));
  CHECK(institute::affordable_projects(Value{0}, 0, p) > 1e300);
  CHECK(institute::free_places(60, 3, p) == 7);
  CHECK(institute::free_places(60, 30, p) == 0);
}

TEST_CASE("two projects' money succeeds as often as one of two trials (9.30)") {
  CHECK(institute::success_probability(parameters()) == near(0.84));  // 1 - .4²
}

TEST_CASE("a firm learns in the project's field, more from an institute that knows more (9.31) (9.32)") {
  const InstituteParameters p = parameters();
  CHECK(institute::expertise_after(1, 2, 1, 0.4, p) == near(1.35));  // 1 + .25 + .25 · .4 · 1
  CHECK(institute::expertise_after(1, 0.5, 1, 0.4, p) == near(1.25));
  CHECK(institute::expertise_after(1, 2, 0, 0.4, p) == 1);
  CHECK(institute::technology_after(0.5, p) == near(0.52));
}

TEST_CASE("an institute pays wages from what it has (9.33)") {
  CHECK(institute::wages(Dong{1000}, parameters()) == Dong{500});
  CHECK(institute::wages(Dong{-1000}, parameters()) == Dong{0});
}
