// Relations between runs that must hold whatever the right answer is: units, names, neutral additions, directions.
// "Exactly" compares the bits of every column.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

constexpr int two_years = 24;

// Multiplies every number of a scenario whose unit says so, initial records and policy included.
class Scaler final : public Describer {
 public:
  explicit Scaler(std::function<double(std::string_view unit)> factor) : factor_{std::move(factor)} {}

 protected:
  void value(std::string_view, Field field, const Spec& spec) override {
    const double by = factor_(spec.unit);
    if (by == 1) return;
    if (auto* number = std::get_if<double*>(&field)) **number *= by;
    if (auto* schedule = std::get_if<Schedule*>(&field)) {
      std::vector<ScheduleStep> steps = (*schedule)->steps();
      for (ScheduleStep& step : steps) step.value *= by;
      **schedule = steps.empty() ? Schedule{by * (*schedule)->at(Month{2025, 1})} : Schedule{steps};
    }
    if (auto* numbers = std::get_if<std::span<double>>(&field))
      for (double& number : *numbers) number *= by;
  }
  std::size_t choose(std::string_view, std::size_t chosen, std::span<const std::string_view>,
                     std::string_view) override {
    return chosen;
  }
  bool enter(std::string_view, std::string_view) override { return true; }
  void leave() override {}
  Records open(std::string_view, std::string_view, std::string_view, std::size_t present) override {
    return {Records::all, present};
  }
  bool enter_record(std::size_t) override { return true; }
  void leave_record() override {}
  void close() override {}

 private:
  std::function<double(std::string_view)> factor_;
};

std::unique_ptr<Economy> run(Scenario scenario, std::uint32_t seed = 1, int months = two_years) {
  auto economy = std::make_unique<Economy>(std::move(scenario), seed);
  step_months(*economy, months);
  return economy;
}

std::string exact_differences(const Economy& a, const Economy& b) { return differences(hashes_of(a), hashes_of(b)); }

double imported_share(const Economy& e) {
  const Purchases all = e.nation.purchases.get(0);
  return to_value(all[number(Source::imported)]) / to_value(sum(all));
}

}  // namespace

TEST_CASE("a run does not depend on how long it is to go on: nobody foresees the end") {
  const auto shorter = run(scenario_of("2035", {"end=2027-12"})), longer = run(scenario_of("2045"));
  CHECK(exact_differences(*shorter, *longer) == "");
}

TEST_CASE("a change of law is not foreseen, and one to the same value is none") {
  const auto law = [](const std::string& changes) {
    return run(scenario_of("2035", {"policy.profit_tax=[{from: 2015-01, value: 0.20}" + changes + "]"}));
  };
  const auto one = law(""), same = law(", {from: 2025-09, value: 0.20}"), later = law(", {from: 2027-01, value: 0.5}"),
             sooner = law(", {from: 2026-01, value: 0.5}");
  CHECK(exact_differences(*one, *same) == "");
  CHECK(exact_differences(*one, *later) == "");
  CHECK(exact_differences(*one, *sooner) != "");
}

TEST_CASE("labels say nothing to the model") {
  Scenario renamed = scenario_of("2035");
  for (auto& each : renamed.data.clusters) each.label += " (renamed)";
  for (auto& each : renamed.data.assemblers) each.label += " (renamed)";
  for (auto& each : renamed.data.institutes) each.label += " (renamed)";
  renamed.title = "Another title";
  CHECK(exact_differences(*run(scenario_of("2035")), *run(renamed)) == "");
}

TEST_CASE("a maker that neither builds nor buys changes nothing for anybody else beyond the rounding of sums") {
  Scenario with = scenario_of("2035");
  with.data.assemblers.push_back(with.data.assemblers.back());
  with.data.assemblers.back().name = "nobody";
  const auto usual = run(scenario_of("2035")), one_more = run(with);
  REQUIRE(one_more->oem.rows() == usual->oem.rows() + 1);
  const auto same = [&](auto column, const auto& of_one, const auto& of_other) {
    of_one.each_row([&](std::size_t row) {
      const double a = column(of_one, row), b = column(of_other, row);
      REQUIRE(std::abs(a - b) <= 1e-9 * std::abs(a));
    });
  };
  same([](const FamilyTable& t, std::size_t r) { return t.required.get(r).value; }, usual->family, one_more->family);
  same([](const ProductTable& t, std::size_t r) { return t.sold.get(r).value; }, usual->product, one_more->product);
  same([](const SupplierTable& t, std::size_t r) { return t.capacity.get(r).value; }, usual->supplier,
       one_more->supplier);
  same([](const SupplierTable& t, std::size_t r) { return t.technology.get(r); }, usual->supplier, one_more->supplier);
  CHECK(one_more->nation.contracts.get(0) == usual->nation.contracts.get(0));
}

TEST_CASE("two economies that are stepped by turns do not notice each other") {
  const auto alone = run(scenario_of("2035"));
  const auto one = economy_of("2035"), other = economy_of("baseline", {"population.scale=0.5"}, 7);
  for (int month = 0; month < two_years; ++month) one->step(), other->step();
  CHECK(exact_differences(*alone, *one) == "");
}

TEST_CASE("what households hold against the rest of the world binds nobody") {
  const auto usual = run(scenario_of("2035"));
  Economy moved{scenario_of("2035"), 1};
  const Dong amount{7'000'000'000'001};
  moved.household.deposits.set(0, moved.household.deposits.get(0) - amount);
  moved.household.before.set(0, moved.household.deposits.get(0));
  moved.world.deposits.set(0, moved.world.deposits.get(0) + amount);
  moved.world.before.set(0, moved.world.deposits.get(0));
  step_months(moved, two_years);
  const std::string off = exact_differences(*usual, moved);
  CHECK(off == "household.before household.household_balance world.before world.world_balance ");
  CHECK(moved.household.deposits.get(0) + amount == usual->household.deposits.get(0));
}

TEST_CASE("kilometres may be half-kilometres: with every distance doubled, every bit is the same") {
  Scenario doubled = scenario_of("2035");
  Scaler halves{[](std::string_view unit) { return unit == "km" ? 2.0 : unit == "per km" ? 0.5 : 1.0; }};
  doubled.describe(halves);
  const auto usual = run(scenario_of("2035")), other = run(doubled);
  CHECK(other->cluster.distance.get(0)[1] == 2 * usual->cluster.distance.get(0)[1]);
  std::string off = exact_differences(*usual, *other);
  // What is a distance itself differs, and nothing else.
  CHECK(off == "cluster.distance oem.terms ");
}

TEST_CASE("with all prices, balances and amounts of money doubled, nothing real moves by more than rounding") {
  Scenario doubled = scenario_of("2035");
  Scaler twice{[](std::string_view unit) { return unit.find("VND") < unit.size() ? 2.0 : 1.0; }};
  doubled.describe(twice);
  const auto usual = run(scenario_of("2035")), other = run(doubled);
  const auto near = [](double a, double b) { return std::abs(a / b - 1) < 1e-6; };
  CHECK(near(to_value(other->oem.revenue.get(0)).value, 2 * to_value(usual->oem.revenue.get(0)).value));
  CHECK(near(imported_share(*other), imported_share(*usual)));
  CHECK(near(other->nation.localisation_gross.get(0), usual->nation.localisation_gross.get(0)));
  CHECK(near(other->nation.sales.get(0).value, usual->nation.sales.get(0).value));
  CHECK(other->nation.contracts.get(0) == usual->nation.contracts.get(0));
  CHECK(other->nation.direct_suppliers.get(0) == usual->nation.direct_suppliers.get(0));
}

TEST_CASE("where claims are what makers do already, following them changes nothing") {
  const std::string same = "data.inhouse_claim=[]";
  const auto frozen = run(scenario_of("2035", {same})), claims = run(scenario_of("2035", {same, "inhouse_mode=claim"}));
  CHECK(exact_differences(*frozen, *claims) == "");
  CHECK(exact_differences(*frozen, *run(scenario_of("2035", {"inhouse_mode=claim"}))) != "");
}

TEST_CASE("without a price elasticity no tax moves the size of the market; with one, dearer vehicles sell less") {
  const auto demand = [](const Settings& settings, std::uint32_t seed) {
    const auto e = run(scenario_of("2035", settings), seed);
    return e->nation.sales_year.get(0).value;
  };
  const std::string dear = "policy.value_added_tax=[{from: 2015-01, value: 0.10}, {from: 2025-06, value: 0.30}]",
                    rigid = "market.price_elasticity=0";
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const auto usual = run(scenario_of("2035", {rigid}), seed), taxed = run(scenario_of("2035", {rigid, dear}), seed);
    CHECK(usual->nation.demand.get(0).value == taxed->nation.demand.get(0).value);
    CHECK(demand({dear}, seed) < 0.95 * demand({}, seed));
  }
}

TEST_CASE("a duty of ten points on parts makes every import dearer and, after three years, local contracts more") {
  const std::string duty = "policy.parts_tariff=[{from: 2015-01, value: 0.01}, {from: 2025-02, value: 0.11}]",
                    none = "policy.parts_tariff=[{from: 2015-01, value: 0.01}]";
  double moved = 0;
  for (const std::uint32_t seed : {1u, 2u, 3u, 4u}) {
    const auto free = run(scenario_of("2035", {none}), seed, 36), taxed = run(scenario_of("2035", {duty}), seed, 36);
    free->family.each_row(
        [&](std::size_t f) { REQUIRE(taxed->family.landed_price.get(f) > 1.05 * free->family.landed_price.get(f)); });
    moved += static_cast<double>(taxed->nation.contracts.get(0)) - static_cast<double>(free->nation.contracts.get(0));
  }
  CHECK(moved / 4 > 20);
}

TEST_CASE("makers that look for more suppliers hear more bids") {
  const auto bids = [](const std::string& effort) {
    double all = 0;
    for (const std::uint32_t seed : {1u, 2u}) {
      Economy e{scenario_of("2035", {"policy.search_effort=[{from: 2015-01, value: " + effort + "}]"}), seed};
      for (int month = 0; month < 3; ++month) e.step();
      e.slot.each_row([&](std::size_t slot) { all += sum(e.slot.bids.get(slot)); });
    }
    return all;
  };
  const double few = bids("0.5"), usual = bids("1"), many = bids("2");
  CHECK(few < usual);
  CHECK(usual < many);
  CHECK(bids("0") < 0.1 * few);  // incumbents are heard without a search
}

TEST_CASE("luck is of the seed and of the replica") {
  const auto one = economy_of("2035", {}, 1, 0), replica = economy_of("2035", {}, 1, 1);
  step_months(*one, 6), step_months(*replica, 6);
  CHECK(exact_differences(*one, *run(scenario_of("2035"), 1, 6)) == "");
  CHECK(exact_differences(*one, *replica) != "");
}

TEST_CASE("where more firms leave, the newcomers that both arms have are the same firms") {
  const auto newcomers = [](const std::string& hazard) {
    const auto e = run(scenario_of("2035", {"exit_entry.hazard_without_orders=" + hazard + " per year"}));
    std::map<std::uint32_t, std::uint32_t> all;  // what they were born with, by identity
    e->supplier.each_row([&](std::size_t i) {
      const bool came = e->supplier.age.get(i) < two_years && e->supplier.identity.get(i) >= 6000;
      if (came) all[e->supplier.identity.get(i)] = e->supplier.industry.get(i);
    });
    return all;
  };
  const auto few = newcomers("0.06"), many = newcomers("0.12");
  CHECK(few.size() > 400);
  CHECK(static_cast<double>(many.size()) > 1.5 * static_cast<double>(few.size()));
  std::size_t common = 0, different = 0;
  for (const auto& [identity, industry] : few)
    if (const auto found = many.find(identity); found != many.end()) ++common, different += found->second != industry;
  CHECK(static_cast<double>(common) > 0.85 * static_cast<double>(few.size()));  // some of them have left again
  CHECK(different == 0);
}
