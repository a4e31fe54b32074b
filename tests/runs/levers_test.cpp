// Levers of credit and law: each turned up alone moves its own mechanism, costs what it says, and changes no bit at the
// value that it has anyway.
#include <doctest/doctest.h>

#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

// What a run of the baseline came to.
struct Outcome {
  Dong borrowed, wanted, invested;
  Slots<Dong, programme::count> paid;
  Slots<Dong, flow::revenues.size()> taken;
  Dong guaranteed;
  double served = 0, lending_share = 0;
  std::uint32_t moves = 0, plants = 0, lines = 0;
};

Outcome outcome(const Settings& settings, int months, std::uint32_t seed) {
  const auto e = economy_of("baseline", settings, seed);
  Outcome all;
  all.lending_share = 1;
  for (int month = 0; month < months; ++month) {
    e->step();
    all.borrowed += e->nation.credit_granted.get(0);
    all.wanted += e->nation.credit_wanted.get(0);
    all.invested += e->nation.supplier_flows.get(0)[SupplierBook::investment];
    all.paid += e->nation.cost_by_programme.get(0);
    all.taken += e->nation.receipts_by_row.get(0);
    all.moves += e->nation.moves.get(0), all.lines += e->nation.entries.get(0);
    e->category.each_row([&](std::size_t c) { all.plants += e->category.plants_asked.get(c); });
    all.lending_share = least(all.lending_share, e->bank.lending_share.get(0));
  }
  all.guaranteed = e->nation.guaranteed_loans.get(0);
  e->supplier.each_row([&](std::size_t row) {
    if (e->supplier.category.get(row) != nowhere && e->supplier.owner.get(row) == Owner::domestic)
      all.served += e->supplier.served.get(row);
  });
  return all;
}

const std::size_t fees = flow::revenues.size() - 1;

}  // namespace

TEST_CASE("a credit guarantee opens the bank to more firms, and the state pays its part of the losses") {
  Dong paid{};  // over all seeds: in one of them every guaranteed firm may stay
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const Outcome without = outcome({}, 48, seed), with = outcome({"policy.credit_guarantee=0.8"}, 48, seed);
    INFO("seed ", seed, ": ", without.served, " served without, ", with.served, " with");
    CHECK(with.served > without.served);
    CHECK(with.borrowed > without.borrowed);
    CHECK(with.guaranteed > Dong{});
    CHECK(with.taken[fees] > Dong{});
    CHECK(without.paid[programme::credit_guarantee] == Dong{});
    CHECK(without.taken[fees] == Dong{});
    paid += with.paid[programme::credit_guarantee];
  }
  CHECK(paid > Dong{});
}

TEST_CASE("an interest subsidy makes firms want to borrow more, and costs no more than its points") {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const Outcome without = outcome({}, 24, seed), with = outcome({"policy.interest_subsidy=0.05"}, 24, seed);
    CHECK(with.wanted > without.wanted);
    CHECK(with.paid[programme::interest_subsidy] > Dong{});
    CHECK(without.paid[programme::interest_subsidy] == Dong{});
  }
  const auto e = economy_of("baseline", {"policy.interest_subsidy=0.03"});
  e->step();
  Dong loans{};
  e->supplier.each_row([&](std::size_t row) {
    if (e->supplier.category.get(row) != nowhere && e->supplier.owner.get(row) == Owner::domestic)
      loans += e->supplier.loans.get(row) + e->supplier.flows.get(row)[SupplierBook::repaid];
  });
  CHECK(e->nation.cost_by_programme.get(0)[programme::interest_subsidy] <= portion(loans, 0.03 / 12 * 1.02));
}

TEST_CASE("more firms are served where a third is constrained than where a third is served") {
  CHECK(outcome({"credit.rationing=third_constrained"}, 1, 1).served > outcome({}, 1, 1).served);
}

TEST_CASE("banks that are short of capital pay out a part of each loan, and none beyond their capital") {
  const Outcome usual = outcome({}, 24, 1), short_of_it = outcome({"credit.bank_capital_ratio=0.13"}, 24, 1);
  CHECK(usual.lending_share == 1);
  CHECK(short_of_it.lending_share < 1);
  CHECK(short_of_it.borrowed < usual.borrowed);
}

TEST_CASE("levers at the value that they have anyway change no bit") {
  const auto run = [](const Settings& settings) {
    const auto e = economy_of("baseline", settings);
    step_months(*e, 18);
    return hashes_of(*e);
  };
  const Hashes usual = run({});
  for (const char* setting :
       {"policy.credit_guarantee=0", "policy.interest_subsidy=0", "policy.unmade_parts_relief=0",
        "policy.administrative_relief=0", "policy.relocation_grant=0", "policy.lead_firm_support=0"}) {
    CAPTURE(setting);
    CHECK(differences(usual, run({setting})) == "");
  }
}

TEST_CASE("permits that come sooner bring more plants and lines") {
  double more = 0;
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const Outcome without = outcome({}, 48, seed), with = outcome({"policy.administrative_relief=12"}, 48, seed);
    more += static_cast<double>(with.plants + with.lines) - static_cast<double>(without.plants + without.lines);
  }
  CHECK(more > 0);
}

TEST_CASE("firms move to the cluster that pays for it, and nobody does without") {
  const Settings settings{
      "policy.relocation_grant=[{from: 2015-01, value: 0}, {from: 2025-01, value: 0.9, cluster: red_river}]",
      "policy.programme_budget=1e15"};
  const auto e = economy_of("baseline", settings);
  std::uint32_t moves = 0;
  Dong paid{};
  for (int month = 0; month < 36; ++month) {
    e->step();
    moves += e->nation.moves.get(0);
    paid += e->nation.cost_by_programme.get(0)[programme::relocation];
    if (e->nation.moves.get(0) > 0) CHECK(e->clock().now().month() == 1);  // it is January by now
  }
  CHECK(outcome({}, 24, 1).moves == 0);
  CHECK(moves > 0);
  CHECK(paid > Dong{});
}

TEST_CASE("lead firms' programmes cost what the missing scale does, within the budget") {
  for (const std::uint32_t seed : {1u, 2u}) {
    const Outcome without = outcome({}, 24, seed), with = outcome({"policy.lead_firm_support=0.5"}, 24, seed);
    CHECK(without.paid[programme::lead_firms] == Dong{});
    CHECK(with.paid[programme::lead_firms] > Dong{});
    CHECK(with.paid[programme::lead_firms] <= nearest(Value{2 * 174.14e9 + 1e6}));
  }
}

TEST_CASE("a waiver on what nobody makes costs the state a part of the duty, and lead firms bring more local awards") {
  const std::size_t duty = 4;  // of flow::revenues
  const Outcome all = outcome({"policy.parts_tariff=0.1"}, 6, 1);
  const Outcome waived = outcome({"policy.parts_tariff=0.1", "policy.unmade_parts_relief=1"}, 6, 1);
  CHECK(waived.taken[duty] < all.taken[duty]);
  CHECK(waived.taken[duty] > Dong{});
  double more = 0;
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const auto domestic = [&](const Settings& settings) {
      const auto e = economy_of("baseline", settings, seed);
      step_months(*e, 48);
      return e->nation.purchases.get(0)[number(Source::domestic)];
    };
    const Settings rich{"policy.programme_budget=1e13"};
    Settings lead = rich;
    lead.emplace_back("policy.lead_firm_support=0.8");
    more += to_value(domestic(lead)).value - to_value(domestic(rich)).value;
  }
  CHECK(more > 0);
}

TEST_CASE("what nobody in Vietnam makes pays less duty under the waiver, what somebody makes the same") {
  const auto e = economy_of("baseline", {"policy.parts_tariff=0.1", "policy.unmade_parts_relief=1"});
  e->step();
  double made = 0, unmade = 0;
  e->family.each_row([&](std::size_t f) {
    const Ratio duty = e->family.duty.get(f);
    CHECK((duty == 0.1 || duty == 0));
    (duty > 0 ? made : unmade) += 1;
  });
  CHECK(made > 0);
  CHECK(unmade > 0);
}
