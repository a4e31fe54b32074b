#include "agents/inputs/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
SupplierParameters parameters() {
  SupplierParameters p;
  p.cost_advantage_of_frontier = 1.08;
  return p;
}
using Two = Slots<double, 2>;
}  // namespace

TEST_CASE("own work and raw material are what base-year imports of .6, through the tiers, leave (I.10) (I.11) (4.24)") {
  const SupplierParameters p = parameters();
  CHECK(inputs::content_of_local(0.54, p) == near(0.5));
  // Of inputs worth .3 a part of .36 is local, which is .108 with .6/1.08 = 5/9 of imported material in it.
  CHECK(inputs::own_work(0.6, 0.108, p) == near(0.352));  // .4 - .108 · 4/9
  CHECK(inputs::own_work(0.6, 0, p) == near(0.4));
  CHECK(inputs::raw_material(0.352, 0.3) == near(0.348));
}

TEST_CASE("imported material follows the part of the inputs that is local, and what is imported for it (4.27)") {
  const SupplierParameters p = parameters();
  const Two shares{{0.2, 0.1}};
  CHECK(inputs::imported_material(0.348, shares, Two{{0.36, 0.36}}, Two{{0.6, 0.6}}, p) == near(0.6));
  CHECK(inputs::imported_material(0.348, shares, Two{{0.5, 0}}, Two{{0.54, 0.9}}, p) == near(0.598));
  // .348 + .2 (.5 + .5 · .5) + .1
  CHECK(inputs::imported_material(0.348, shares, Two{{0, 0}}, Two{{0, 0}}, p) == near(0.648));
  CHECK(inputs::imported_material(0.348, shares, Two{{1, 1}}, Two{{0.54, 0}}, p) == near(0.448));
}

TEST_CASE("inputs cost what their local and their imported part cost (4.25) (4.26) (4.28)") {
  CHECK(inputs::input_price(0.4, 1.1, 1) == near(1.04));
  CHECK(inputs::input_price(0, 0, 0.97) == near(0.97));
  CHECK(inputs::bought_share(0.35, 1.02, Two{{0.2, 0.1}}, Two{{1.04, 1}}) == near(0.665));  // .357 + .208 + .1
  CHECK(inputs::unit_cost(0.665, 0.415, parameters()) == near(1));
}

TEST_CASE("a lot is what output takes, its difficulty a part of its category's (3.33) (3.34)") {
  CHECK(plain(inputs::needed(Value{1000}, 0.9, 1.2, 0.2)) == near(150));
  InputParameters p;
  p.difficulty_share = 0.8;
  CHECK(inputs::difficulty(0.5, p) == near(0.4));
}

TEST_CASE("a new maker's input comes no earlier than the former one's last invoice is paid (3.35)") {
  CHECK(inputs::approval_months(true, 9, 2) == 0);
  CHECK(inputs::approval_months(false, 9, 2) == 9);
  CHECK(inputs::approval_months(false, 1, 2) == 2);
}

TEST_CASE("orders replace what was used, less the store; what is not there is imported (8.24)-(8.27)") {
  CHECK(plain(inputs::order(0.5, Value{100}, Value{20})) == near(30));
  CHECK(plain(inputs::order(0.5, Value{100}, Value{60})) == 0);
  CHECK(plain(inputs::used(Value{20}, Value{30}, Value{100})) == near(50));
  CHECK(plain(inputs::used(Value{80}, Value{30}, Value{100})) == near(100));
  CHECK(plain(inputs::stock(Value{80}, Value{30}, Value{100})) == near(10));
  CHECK(plain(inputs::stock(Value{20}, Value{30}, Value{50})) == 0);
  CHECK(plain(inputs::cost_of_imports(Value{50}, Value{10}, 1.02, 0.1)) == near(52.02));  // 1.02 (50 + .1 · 10)
  CHECK(plain(inputs::cost_of_imports(Value{5}, Value{10}, 1.02, 0.1)) == near(5.61));    // 1.02 (5 + .1 · 5)
}
