#include "agents/start/start.hpp"

#include "agents/industry/phases.hpp"
#include "agents/inputs/phases.hpp"
#include "agents/labour/phases.hpp"
#include "agents/trade/phases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <tuple>

namespace trellis {

namespace {

template <class Records, class Member>
Row find_row(const Records& records, std::string_view name, Member member) {
  const auto found = std::ranges::find(records, name, member);
  if (found == records.end()) throw std::runtime_error{fmt::format("'{}' is not in the data", name)};
  return static_cast<Row>(found - records.begin());
}

}  // namespace

Row cluster_row(const Scenario& s, std::string_view name) {
  return find_row(s.data.clusters, name, &ClusterRecord::name);
}
Row oem_row(const Scenario& s, std::string_view name) {
  return find_row(s.data.assemblers, name, &AssemblerRecord::name);
}
Row industry_row(const Scenario& s, std::string_view name) {
  return find_row(s.data.industries, name, &IndustryRecord::name);
}
Row share_group_row(const Scenario& s, std::string_view name) {
  return find_row(s.data.base_shares, name, &BaseShareRecord::share_group);
}
Row category_row(const Scenario& s, std::string_view name) {
  return find_row(s.data.categories, name, &CategoryRecord::name);
}

Vehicles built_in_a_month(const Economy& e, std::size_t product) {
  return e.product.expected.get(product) + e.product.committed_now.get(product);
}

std::int32_t step_of(const Economy& e, Month month) { return month - e.scenario.start; }

namespace {

// What is reckoned in December is not there before the first one.
void open_statistics(Economy& e) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const auto clear = [&]<class T>(Column<T>& column) {
    if constexpr (Layout<T>::width == 1)
      column.fill(unknown);
    else
      column.fill(T::all(unknown));
  };
  const auto clear_all = [&](auto&... columns) { (clear(columns), ...); };
  std::apply(clear_all, std::tuple_cat(e.nation.frontier.all(), e.category.frontier.all(), e.nation.network.shape(),
                                       e.nation.network.survival()));
}

// Banks hold the equity that they aim at; households hold what closes the sector balances.
void open_balances(Economy& e) {
  WideDong loans, deposits;
  e.supplier.each_row([&](std::size_t row) {
    loans += e.supplier.loans.get(row), deposits += e.supplier.deposits.get(row);
    e.supplier.net_worth.set(row,
                             e.supplier.deposits.get(row) + e.supplier.capital.get(row) - e.supplier.loans.get(row));
  });
  e.oem.each_row([&](std::size_t row) {
    loans += e.oem.loans.get(row), deposits += e.oem.deposits.get(row);
    e.oem.net_worth.set(row, e.oem.deposits.get(row) + e.oem.capital.get(row) - e.oem.loans.get(row));
  });
  const Dong equity = nearest(e.scenario.credit.bank_equity_ratio * to_value(loans));
  e.bank.equity.set(0, equity);
  e.bank.lending_share.set(0, 1);
  e.bank.position.set(0, equity - narrow(loans));
  e.bank.loans_before.set(0, narrow(loans));
  const Dong households = -(narrow(deposits) + e.bank.position.get(0));
  e.household.deposits.set(0, households), e.household.before.set(0, households);
}

}  // namespace

void start_economy(Economy& e) {
  start_places(e);
  start_industries(e);
  start_recipes(e);
  start_makers(e);
  start_firms(e);
  solve_base_year(e);
  start_exports(e);
  start_inputs(e);
  start_labour(e);
  e.contract.each_row([&](std::size_t row) {
    const Row family = e.contract.family.get(row);
    e.family.local_contracts.set(family, e.family.local_contracts.get(family) + 1);
  });
  open_balances(e);
  open_statistics(e);
}

}  // namespace trellis
