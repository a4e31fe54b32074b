// Each shock moves what it strikes, in its months and its place; without one no bit changes.
#include <doctest/doctest.h>

#include "agents/start/start.hpp"
#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

std::string shock(const std::string& kind, const std::string& from, int months, double depth,
                  const std::string& category = "", const std::string& cluster = "") {
  return "shocks=[{kind: " + kind + ", from: " + from + ", months: " + std::to_string(months) +
         ", depth: " + std::to_string(depth) + ", category: \"" + category + "\", cluster: \"" + cluster + "\"}]";
}

std::unique_ptr<Economy> after(const Settings& settings, int months, const std::string& name = "baseline") {
  auto e = economy_of(name, settings);
  step_months(*e, months);
  return e;
}

double in_cluster(const Economy& e, const Column<Value>& column, Row cluster) {
  double all = 0;
  e.supplier.each_row([&](std::size_t row) {
    if (e.supplier.cluster.get(row) == cluster) all += column.get(row).value;
  });
  return all;
}

}  // namespace

TEST_CASE("no bit differs before a shock, and one does once it strikes") {
  const auto quiet = economy_of("baseline"), struck = economy_of("baseline", {shock("demand", "2025-07", 6, 0.3)});
  step_months(*quiet, 6), step_months(*struck, 6);
  CHECK(differences(hashes_of(*quiet), hashes_of(*struck)) == "");
  quiet->step(), struck->step();
  CHECK(differences(hashes_of(*quiet), hashes_of(*struck)) != "");
  CHECK(struck->nation.demand.get(0).value == doctest::Approx(0.7 * quiet->nation.demand.get(0).value));
}

TEST_CASE("a shock of no depth changes no bit of the economy") {
  const auto quiet = after({}, 12);
  for (const char* kind : {"late_imports", "import_price", "output", "destruction", "demand", "tariff", "exchange_rate",
                           "credit", "foreign_exit", "policy_reversal"}) {
    CAPTURE(kind);
    CHECK(differences(hashes_of(*quiet), hashes_of(*after({shock(kind, "2025-06", 6, 0)}, 12))) == "");
  }
}

TEST_CASE("late imports hold assembly up, and all of them come in the end") {
  const Settings late{shock("late_imports", "2025-06", 3, 0.6, "electrical")};
  const auto quiet = after({}, 7), struck = after(late, 7);
  CHECK(struck->nation.production.get(0) < quiet->nation.production.get(0));
  double under_way = 0;
  const auto count = [&](const Economy& e) {
    under_way = 0;
    e.slot.each_row([&](std::size_t row) { under_way += e.slot.under_way.get(row).value; });
  };
  count(*struck);
  CHECK(under_way > 0);
  const auto later = after(late, 30);
  count(*later);
  CHECK(under_way < 1);
}

TEST_CASE("a storm takes its part of what the suppliers of its cluster have, and of no other's") {
  const auto quiet = after({}, 6), struck = after({shock("destruction", "2025-06", 2, 0.4, "", "north_east")}, 6);
  const double left =
      in_cluster(*struck, struck->supplier.capacity, 0) / in_cluster(*quiet, quiet->supplier.capacity, 0);
  CHECK(left == doctest::Approx(0.6).epsilon(0.02));
  CHECK(in_cluster(*struck, struck->supplier.capacity, 1) ==
        doctest::Approx(in_cluster(*quiet, quiet->supplier.capacity, 1)).epsilon(0.005));
  CHECK(struck->nation.residual.get(0) == Dong{});
}

TEST_CASE("makers pay exactly for what is rebuilt of their lines after a storm, and nothing without one") {
  const auto quiet = economy_of("baseline"),
             struck = economy_of("baseline", {shock("destruction", "2025-06", 3, 0.4, "", "red_river")});
  const auto paid = [](const Economy& e, Sector to) { return narrow(e.book.matrix(flow::repairs, to)); };
  step_months(*quiet, 5), step_months(*struck, 5);
  Dong destroyed, rebuilt;
  for (int month = 5; month < 10; ++month) {
    quiet->step(), struck->step();
    Dong now, rebuilt_now;
    struck->oem.each_row([&](std::size_t row) {
      now += struck->oem.destroyed.get(row), rebuilt_now += struck->oem.rebuilt.get(row);
    });
    destroyed += now, rebuilt += rebuilt_now;
    CAPTURE(month);
    CHECK((now > Dong{}) == (month == 5));
    CHECK((rebuilt_now > Dong{}) == (month >= 5 && month < 8));
    CHECK(paid(*struck, sector::assemblers) == -rebuilt_now);
    CHECK(paid(*struck, sector::households) + paid(*struck, sector::world) == rebuilt_now);
    CHECK(paid(*quiet, sector::assemblers) == Dong{});
    CHECK(struck->nation.residual.get(0) == Dong{});
    if (month > 5) continue;
    double expected = 0;  // of each maker's capital the part, by capacity, that stands where the storm is
    quiet->plant.each_row([&](std::size_t row) {
      if (quiet->plant.cluster.get(row) != cluster_row(quiet->scenario, "red_river")) return;
      const Row maker = quiet->plant.oem.get(row);
      if (quiet->oem.plants.get(maker) > Vehicles{})
        expected += 0.4 * (quiet->plant.running.get(row) / quiet->oem.plants.get(maker)) *
                    to_value(quiet->oem.capital.get(maker)).value;
    });
    CHECK(to_value(now).value == doctest::Approx(expected).epsilon(1e-9));
  }
  CHECK(destroyed > Dong{});
  CHECK(destroyed == rebuilt);
  struck->oem.each_row([&](std::size_t row) {
    CHECK(struck->oem.damage.get(row) == Dong{});
    CHECK(to_value(struck->oem.capital.get(row)).value ==
          doctest::Approx(to_value(quiet->oem.capital.get(row)).value).epsilon(0.1));  // but for expansions
  });
}

TEST_CASE("lost output is lost in its category and cluster alone") {
  const auto quiet = after({}, 6), struck = after({shock("output", "2025-06", 1, 0.5, "interior", "red_river")}, 6);
  std::size_t hit = 0;
  quiet->supplier.each_row([&](std::size_t row) {
    const double before = quiet->supplier.output.get(row).value, now = struck->supplier.output.get(row).value;
    const bool there = quiet->supplier.category.get(row) == category_row(quiet->scenario, "interior") &&
                       quiet->supplier.cluster.get(row) == cluster_row(quiet->scenario, "red_river");
    CHECK(now == doctest::Approx(there ? 0.5 * before : before));
    hit += there && before > 0;
  });
  CHECK(hit > 0);
}

TEST_CASE("a fall of the currency and a tariff make imports dearer, and the state takes more") {
  const auto quiet = after({}, 6);
  const auto devalued = after({shock("exchange_rate", "2025-06", 2, 0.25)}, 6);
  const auto duty = after({shock("tariff", "2025-06", 2, 0.1)}, 6);
  const auto dear = after({shock("import_price", "2025-06", 2, 0.5, "battery")}, 6);
  const Row battery = category_row(quiet->scenario, "battery");
  quiet->family.each_row([&](std::size_t f) {
    CHECK(devalued->family.import_price.get(f).value ==
          doctest::Approx(1.25 * quiet->family.import_price.get(f).value));
    CHECK(duty->family.duty.get(f) == doctest::Approx(quiet->family.duty.get(f) + 0.1));
    CHECK(dear->family.import_price.get(f).value ==
          doctest::Approx((quiet->family.category.get(f) == battery ? 1.5 : 1.0) *
                          quiet->family.import_price.get(f).value));
  });
  CHECK(devalued->cluster.material_price.get(0) == doctest::Approx(1.25 * quiet->cluster.material_price.get(0)));
  CHECK(duty->nation.receipts.get(0) > quiet->nation.receipts.get(0));
}

TEST_CASE("banks that hold back their loans lend less") {
  const auto quiet = after({}, 6), struck = after({shock("credit", "2025-06", 2, 0.75)}, 6);
  CHECK(struck->bank.lending_share.get(0) == 0.25);
  const double before = to_value(quiet->nation.credit_granted.get(0)).value;
  CHECK(to_value(struck->nation.credit_granted.get(0)).value == doctest::Approx(0.25 * before).epsilon(0.001));
}

TEST_CASE("an exodus drives out its part of the foreign-owned firms and no other") {
  const auto quiet = after({}, 6), struck = after({shock("foreign_exit", "2025-06", 1, 0.5)}, 6);
  const auto foreign_of = [](const Economy& e) {
    double all = 0;
    e.supplier.each_row([&](std::size_t row) { all += e.supplier.owner.get(row) == Owner::foreign; });
    return all;
  };
  CHECK(foreign_of(*struck) / foreign_of(*quiet) == doctest::Approx(0.5).epsilon(0.15));
}

TEST_CASE("what foreign-owned firms leave goes abroad to the đồng, open invoices with it") {
  const auto e = after({shock("foreign_exit", "2025-06", 1, 0.5)}, 5);
  std::vector<Dong> capital(e->supplier.extent());
  Dong left;
  e->step([&](const Phase& done) {
    const bool before = done.name == "supplier.audit", at_exit = done.name == "supplier.leave";
    if (before) e->supplier.each_row([&](std::size_t row) { capital[row] = e->supplier.capital.get(row); });
    if (!at_exit) return;
    e->supplier.each_row([&](std::size_t row) {
      if (!e->supplier.ended.get(row) || e->supplier.owner.get(row) != Owner::foreign) return;
      const Dong sale = portion(capital[row], e->scenario.exit_entry.resale);
      const Dong at_hand = e->supplier.deposits.get(row) - e->supplier.inputs.payable.get(row) + sale;
      left += most(at_hand, Dong{}) - e->supplier.flows.get(row)[SupplierBook::liquidated];
      left += e->supplier.receivable.get(row);
    });
  });
  CHECK(left > Dong{});
  CHECK(narrow(e->book.matrix(flow::liquidation, sector::world)) == left);
}

TEST_CASE("a reversal of policy puts every lever back to the law, and leaves what was before") {
  const Scenario planned = economy_of("2035")->scenario;
  const Scenario reverted = economy_of("2035", {shock("policy_reversal", "2029-01", 12, 1)})->scenario;
  const auto at = [](const Schedule& lever, int year, int month) { return lever.at(Month{year, month}); };
  CHECK(at(planned.policy.certification_support, 2029, 6) == 0.7);
  CHECK(at(reverted.policy.certification_support, 2028, 12) == 0.7);
  CHECK(at(reverted.policy.certification_support, 2029, 1) == 0);
  CHECK(at(reverted.policy.certification_support, 2029, 12) == 0);
  CHECK(at(reverted.policy.certification_support, 2030, 1) == 0.7);
  CHECK(at(reverted.policy.hub, 2030, 1) == at(planned.policy.hub, 2030, 1));
  CHECK(at(reverted.policy.excise.bev, 2029, 6) == at(planned.policy.excise.bev, 2029, 6));  // that is the law
  for (int month = 0; month < planned.months(); ++month)
    CHECK(reverted.policy.infrastructure_spending.at(planned.start + month) ==
          (month >= 48 && month < 60 ? 0 : planned.policy.infrastructure_spending.at(planned.start + month)));
}

TEST_CASE("a reversal of policy leaves a target's step as it is while a more precise one has yet to begin") {
  const Settings steps{
      "policy.research_match=[{from: 2015-01, value: 0}, {from: 2026-01, value: 0.5, category: body}, "
      "{from: 2028-01, value: 0.2, cluster: red_river}]"};
  const Scenario planned = economy_of("2035", steps)->scenario;
  const Scenario reverted = economy_of("2035", {steps[0], shock("policy_reversal", "2029-01", 12, 1)})->scenario;
  const Recipient body{.cluster = "red_river", .category = "body", .owner = "latent"};
  for (int month = 0; month < planned.months(); ++month) {
    const Month now = planned.start + month;
    const bool gone = month >= 48 && month < 60;
    CHECK(reverted.policy.research_match.at(now, body) == (gone ? 0 : planned.policy.research_match.at(now, body)));
  }
  CHECK(planned.policy.research_match.at(Month{2027, 1}, body) == 0.5);
}

TEST_CASE("a shock that names what is not there is refused") {
  CHECK_THROWS(scenario_of("baseline", {shock("output", "2025-06", 1, 0.5, "wheels")}));
  CHECK_THROWS(scenario_of("baseline", {shock("output", "2025-06", 1, 1.5)}));
  CHECK_THROWS(scenario_of("baseline", {shock("demand", "2025-06", 1, 0.5, "battery")}));
}
