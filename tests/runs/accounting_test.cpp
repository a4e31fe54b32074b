// Accounts close to the đồng in every month of every shipped scenario, and a đồng out of place is found.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

template <class T>
WideDong total(const Column<T>& column) {
  WideDong all;
  column.table.each_row([&](std::size_t row) { all += WideDong{column.get(row)}; });
  return all;
}

// What every sector holds, from the columns alone.
std::array<WideDong, sectors> balances(const Economy& e) {
  return {total(e.supplier.deposits),   total(e.oem.deposits),  total(e.institute.deposits),
          total(e.government.deposits), total(e.bank.position), total(e.household.deposits),
          total(e.world.deposits)};
}

void check_month(Economy& e) {
  const auto before = balances(e);
  std::vector<double> stock(e.product.rows());
  e.product.each_row([&](std::size_t j) { stock[j] = e.product.stock.get(j).value; });
  REQUIRE_NOTHROW(e.step());
  const auto after = balances(e);
  REQUIRE(e.nation.residual.get(0) == Dong{});
  WideDong all;
  std::array<WideDong, sectors> moved{};
  e.flow_table.each_row([&](std::size_t f) {
    WideDong of_flow;
    for (std::size_t s = 0; s < sectors; ++s) {
      of_flow += WideDong{e.flow_table.received.get(f)[s]};
      moved[s] += WideDong{e.flow_table.received.get(f)[s]};
    }
    CAPTURE(flow::about[f].name);
    REQUIRE(of_flow == WideDong{});  // whatever one sector pays another receives
  });
  for (std::size_t s = 0; s < sectors; ++s) {
    CAPTURE(sector::names[s]);
    REQUIRE(after[s] - before[s] == moved[s]);  // the published matrix explains what each sector holds
    all += after[s];
  }
  REQUIRE(all == WideDong{});
  e.product.each_row([&](std::size_t j) {
    if (e.product.maker.get(j) != nowhere) REQUIRE(e.product.opening.get(j).value == stock[j]);  // nothing gets lost
  });
}

void check_scenario(const std::string& name) {
  const auto e = economy_of(name);
  const int months = e->scenario.months();
  for (int month = 0; month < months; ++month) {
    CAPTURE(to_string(e->clock().now()));
    check_month(*e);
  }
}

// Half a year of a small economy, which something is then done to.
std::unique_ptr<Economy> half_a_year() {
  auto e = economy_of("baseline", {"population.scale=0.2"});
  step_months(*e, 6);
  return e;
}

template <class Work>
std::string error_of(Work work) {
  try {
    work();
  } catch (const AccountingError& error) {
    return error.what();
  }
  return "no error";
}

// Tampers between two months; the next one has to say what does not fit.
template <class Tamper>
std::string next_month_says(Tamper tamper) {
  const auto e = half_a_year();
  tamper(*e);
  return error_of([&] { e->step(); });
}

// Tampers after the phases of a month, before its accounts are checked.
template <class Tamper>
std::string same_month_says(Tamper tamper) {
  const auto e = half_a_year();
  e->month().run();
  tamper(*e);
  return error_of([&] { check_accounts(*e); });
}

Row some_active_supplier(const Economy& e) {
  Row found = nowhere;
  e.supplier.each_row([&](std::size_t row) {
    if (found == nowhere && e.supplier.loans.get(row) > Dong{1'000'000} && e.supplier.receivable.get(row) > Dong{})
      found = static_cast<Row>(row);
  });
  REQUIRE(found != nowhere);
  return found;
}

template <class T>
void add(Column<T>& column, std::size_t row, T more) {
  column.set(row, column.get(row) + more);
}

bool has(const std::string& message, const std::string& part) { return message.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("accounts close in every month under the law of today") { check_scenario("baseline"); }
TEST_CASE("accounts close in every month to 2035") { check_scenario("2035"); }
TEST_CASE("accounts close in every month of the full package") { check_scenario("arms/full_package"); }
TEST_CASE("accounts close in every month to 2045") { check_scenario("2045"); }
TEST_CASE("accounts close in every month when makers do what they claim") { check_scenario("2035_claims"); }
TEST_CASE("accounts close in every month of an imposed market") { check_scenario("2035_market_imposed"); }
TEST_CASE("accounts close in every month of the years behind") { check_scenario("hindcast"); }
TEST_CASE("accounts close in every month with every lever of the vehicle market on") {
  const auto e = economy_of("2035", {"end=2028-12", "policy.charging_spending=1e12", "policy.zero_emission_share=0.5",
                                     "policy.emission_zone=0.1", "policy.public_orders.bev=5000",
                                     "policy.public_orders.ice=2000", "policy.parts_tariff=0.05",
                                     "world.exchange_rate=[{from: 2025-01, value: 25000}, {from: 2026-01, value: "
                                     "28000, ramp: 12 months}]"});
  for (int month = 0; month < 48; ++month) check_month(*e);
}
TEST_CASE("accounts close in every month of ten small Vietnams side by side") {
  const auto e =
      economy_of("baseline", {"end=2025-12", "population.scale=1", "population.markets=10", "population.lots=10"});
  for (int month = 0; month < 12; ++month) check_month(*e);
}
TEST_CASE("accounts close in every month of the 2024 draft") { check_scenario("2035_draft2024"); }

TEST_CASE("accounts close in every month when everything strikes at once") { check_scenario("shocks/all"); }
TEST_CASE("accounts close in every month with every lever of credit, place and scale pulled") {
  const auto e = economy_of(
      "2035", {"policy.credit_guarantee=0.8", "policy.interest_subsidy=0.05", "policy.relocation_grant=0.8",
               "policy.lead_firm_support=0.5", "policy.unmade_parts_relief=1", "policy.administrative_relief=6",
               "policy.research_match=0.5", "policy.local_content_bonus=0.05", "credit.rationing=third_constrained",
               "credit.bank_capital_ratio=0.12"});
  for (int month = 0; month < 48; ++month) {
    CAPTURE(to_string(e->clock().now()));
    check_month(*e);
  }
}

TEST_CASE("a đồng that a supplier finds is missed by the sum of deposits") {
  const std::string error =
      next_month_says([](Economy& e) { add(e.supplier.deposits, some_active_supplier(e), Dong{1}); });
  CHECK(has(error, "deposits of all sectors and the bank's position"));
  CHECK(has(error, "off by 1 đồng"));
  CHECK(has(error, "2025-07"));
}

TEST_CASE("a đồng more of a supplier's loans is missed by the bank's books") {
  const std::string error =
      next_month_says([](Economy& e) { add(e.supplier.loans, some_active_supplier(e), Dong{1}); });
  CHECK(has(error, "bank equity against its position and loans"));
}

TEST_CASE("a đồng more that a supplier is owed is missed by what assemblers owe") {
  const std::string error =
      next_month_says([](Economy& e) { add(e.supplier.receivable, some_active_supplier(e), Dong{1}); });
  CHECK(has(error, "receivables against payables"));
}

// A supplier that owes for inputs and has some in store.
Row some_buyer_of_inputs(const Economy& e) {
  Row found = nowhere;
  e.supplier.each_row([&](std::size_t row) {
    if (e.supplier.inputs.payable.get(row) > Dong{} && e.supplier.inputs.used.get(row)[0] > Value{})
      found = static_cast<Row>(row);
  });
  REQUIRE(found != nowhere);
  return found;
}

TEST_CASE("a đồng more that a supplier owes for inputs is missed by what others are owed") {
  const std::string owed =
      same_month_says([](Economy& e) { add(e.supplier.inputs.payable, some_buyer_of_inputs(e), Dong{1}); });
  CHECK(has(owed, "receivables against payables"));
  const std::string invoiced = same_month_says([](Economy& e) {
    const Row row = some_buyer_of_inputs(e);
    auto invoices = e.supplier.inputs.invoices.get(row);
    invoices[0] += Dong{1};
    e.supplier.inputs.invoices.set(row, invoices);
  });
  CHECK(has(invoiced, "receivables against invoices"));
}

TEST_CASE("inputs that get lost in a store are missed") {
  const std::string error = same_month_says([](Economy& e) {
    const Row row = some_buyer_of_inputs(e);
    e.supplier.inputs.stock.set(row, 0.5 * (e.supplier.inputs.stock.get(row) + e.supplier.inputs.used.get(row)));
  });
  CHECK(has(error, "the inputs of a supplier"));
}

TEST_CASE("a đồng more of the bank's equity is missed by its books") {
  const std::string error = next_month_says([](Economy& e) { add(e.bank.equity, 0, Dong{1}); });
  CHECK(has(error, "bank equity against its position and loans"));
}

TEST_CASE("a đồng that the government finds is missed by its balance") {
  const std::string error = next_month_says([](Economy& e) {
    add(e.government.deposits, 0, Dong{1});
    add(e.household.deposits, 0, Dong{-1});  // the sum of all sectors still holds
  });
  CHECK(has(error, "the government's balance"));
}

TEST_CASE("a đồng that a supplier hands another is missed by net worth, firm by firm") {
  const std::string error = next_month_says([](Economy& e) {
    const Row from = some_active_supplier(e);
    const Row to = from == 0 ? 1 : 0;
    add(e.supplier.deposits, from, Dong{-1});
    add(e.supplier.deposits, to, Dong{1});
  });
  CHECK(has(error, "net worth of suppliers"));
}

TEST_CASE("a đồng of capital from nowhere is missed by an assembler's net worth") {
  const std::string error = next_month_says([](Economy& e) { add(e.oem.capital, 0, Dong{1}); });
  CHECK(has(error, "net worth of assemblers"));
}

TEST_CASE("an invoice that nobody keeps is missed by the receivables") {
  const std::string error = next_month_says([](Economy& e) {
    bool done = false;
    e.contract.each_row([&](std::size_t row) {
      auto invoices = e.contract.invoices.get(row);
      if (done || !(invoices[1] > Dong{})) return;
      invoices[1] += Dong{1}, done = true;
      e.contract.invoices.set(row, invoices);
    });
    REQUIRE(done);
  });
  CHECK(has(error, "receivables against invoices"));
}

TEST_CASE("a month that nobody tampers with has no error") {
  CHECK(next_month_says([](Economy&) {}) == "no error");
  CHECK(same_month_says([](Economy&) {}) == "no error");
}

TEST_CASE("parts that vanish from an assembler's store are missed") {
  const std::string error = same_month_says([](Economy& e) {
    bool done = false;
    e.slot.each_row([&](std::size_t row) {
      if (done || !(e.slot.inventory.get(row) > Parts{1})) return;
      e.slot.inventory.set(row, e.slot.inventory.get(row) * 0.999), done = true;
    });
    REQUIRE(done);
  });
  CHECK(has(error, "the parts of a slot"));
}

TEST_CASE("a vehicle that vanishes from a maker's stock is missed") {
  const std::string error = same_month_says([](Economy& e) {
    bool done = false;
    e.product.each_row([&](std::size_t row) {
      if (done || !(e.product.stock.get(row) > Vehicles{1})) return;
      e.product.stock.set(row, e.product.stock.get(row) - Vehicles{1}), done = true;
    });
    REQUIRE(done);
  });
  CHECK(has(error, "the vehicles of a product"));
}

TEST_CASE("parts that appear in an assembler's store between two months are missed") {
  const std::string error =
      next_month_says([](Economy& e) { e.slot.inventory.set(0, e.slot.inventory.get(0) + Parts{1}); });
  CHECK(has(error, "what a slot's store held since last month"));
}

TEST_CASE("a vehicle that appears between two months is missed") {
  const std::string error =
      next_month_says([](Economy& e) { e.product.stock.set(0, e.product.stock.get(0) + Vehicles{1}); });
  CHECK(has(error, "what a product's stock held since last month"));
}

TEST_CASE("parts that nobody delivered are missed") {
  const std::string error =
      same_month_says([](Economy& e) { e.slot.imported.set(0, e.slot.imported.get(0) * 1.001 + Parts{1}); });
  CHECK(has(error, "the parts that came into a slot"));
}

TEST_CASE("a supplier whose quality is above 1 is found") {
  CHECK(has(same_month_says([](Economy& e) { e.supplier.quality.set(0, 1.01); }), "a supplier's quality"));
}

TEST_CASE("workers that a supplier finds nowhere are missed by the labour force") {
  CHECK(has(same_month_says([](Economy& e) { add(e.supplier.workers, some_active_supplier(e), People{10}); }),
            "the labour force of a cluster"));
}

TEST_CASE("market shares that sum to more than 1 are found") {
  CHECK(has(same_month_says([](Economy& e) { add(e.product.share, 0, 1e-6); }), "the sum of market shares"));
}

TEST_CASE("what the state pays and takes is told by lever and by tax, and all of it is in the matrix") {
  const auto e = economy_of("baseline", {"population.scale=0.2", "policy.certification_support=0.7",
                                         "policy.research_match=0.5", "policy.local_content_bonus=0.05"});
  Slots<Dong, programme::count> paid;
  for (int month = 0; month < 12; ++month) {
    e->step();
    const auto cost = e->nation.cost_by_programme.get(0);
    const auto taken = e->nation.receipts_by_row.get(0);
    CHECK(sum(cost) == e->nation.public_cost.get(0));
    CHECK(sum(taken) == e->nation.receipts.get(0));
    Dong grants{};
    for (std::size_t p = 0; p < programme::count; ++p) {
      CHECK(e->flow_table.received.get(flow::of(p))[sector::government] == -cost[p]);
      if (p < programme::grants) grants += cost[p];
    }
    CHECK(grants == e->government.grants_paid.get(0));
    paid += cost;
  }
  for (const std::size_t p : {programme::research, programme::certification, programme::institute_budgets,
                              programme::institute_projects, programme::local_content_bonus}) {
    INFO(programme::about[p].name);
    CHECK(paid[p] > Dong{});
  }
}
