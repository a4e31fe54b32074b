#include "agents/support/equations.hpp"

#include "agents/government/equations.hpp"
#include "near.hpp"

using namespace trellis;

namespace {
SupportParameters parameters() {
  SupportParameters p;
  p.cash_over_cost = 1.2;
  p.governance_absorption = 0.1;
  p.governance_access = 0.5;
  p.green_worth = 0.02;
  p.digital_on_time = 0.2;
  p.digital_visibility = 0.25;
  p.automation_gain = 0.06;
  p.automation_on_time = 0.3;
  p.licensor_technology = 0.8;
  p.licensed_part = 0.5;
  return p;
}
constexpr std::uint32_t only(support::Kind kind) { return std::uint32_t{1} << kind; }
}  // namespace

TEST_CASE("a fraction of a place is a place with that chance (9.37)") {
  CHECK(support::places(2.3, 0.69) == 2);
  CHECK(support::places(2.3, 0.71) == 3);
  CHECK(support::places(0, 0.99) == 0);
  CHECK(support::places(3, 0.01) == 3);
}

TEST_CASE("state and firm share the cost of a place, and a firm asks for what it can pay (10.24) (9.38)") {
  const SupportParameters p = parameters();
  CHECK(support::grant(5e9, 0.5) == Dong{2'500'000'000});
  CHECK(support::grant(5e9, 0) == Dong{0});
  CHECK(support::can_ask(Dong{1200}, Dong{400}, Dong{600}, p));
  CHECK_FALSE(support::can_ask(Dong{1199}, Dong{400}, Dong{600}, p));
}

TEST_CASE("an automated line and a licence raise technology, and no licence lifts beyond the licensor (9.39) (9.40)") {
  const SupportParameters p = parameters();
  CHECK(support::automated(0.5, p) == near(0.53));
  CHECK(support::licensed(0.5, 0.4, p) == near(0.56));  // .5 + .5 · .4 · .3
  CHECK(support::licensed(0.9, 0.4, p) == 0.9);
}

TEST_CASE("what a firm has been through changes what it is, and nothing else does (9.41) (7.7) (3.30) (3.31) (5.20)") {
  const SupportParameters p = parameters();
  for (const support::Kind kind : {support::governance, support::green, support::coaching, support::digital,
                                   support::automation, support::technology_transfer}) {
    CHECK(support::has(only(kind), kind));
    CHECK_FALSE(support::has(~only(kind), kind));
    CHECK(support::well_run(only(kind), p) == (kind == support::governance ? 0.1 : 0));
    CHECK(support::green_worth(only(kind), p) == (kind == support::green ? 0.02 : 0));
    CHECK(support::visibility(only(kind), p) == (kind == support::digital ? 0.25 : 0));
    CHECK(support::delays_avoided(only(kind), p) == (kind == support::digital      ? 0.2
                                                     : kind == support::automation ? 0.3
                                                                                   : 0));
  }
  CHECK(support::access(0.25, only(support::digital), p) == 0.25);
  CHECK(support::access(0.25, only(support::governance), p) == near(0.3546612443924434));  // odds 1/3 · e^.5
  CHECK(support::access(1, only(support::governance), p) == 1);
  CHECK(support::delays_avoided(only(support::digital) | only(support::automation), p) == near(0.5));
}

TEST_CASE("a hub costs in proportion to its status (10.25)") {
  CHECK(government::hub_spending(0.5, 24e9) == Dong{1'000'000'000});
  CHECK(government::hub_spending(0, 24e9) == Dong{0});
}
