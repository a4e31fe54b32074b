#include "agents/accounts.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "agents/finance/equations.hpp"
#include "agents/model.hpp"

namespace trellis {

namespace {

void tell_audit(Step& step, Economy& e) {
  step.settle("book.settle_finance", e.book);
  // Identity (6): net worth moves by profit, tax, dividends and equity, firm by firm.
  step.each("supplier.audit", e.supplier,
            reads(e.supplier.deposits, e.supplier.capital, e.supplier.receivable, e.supplier.inputs.payable,
                  e.supplier.loans, e.supplier.net_worth, e.supplier.flows),
            writes(e.supplier.residual),
            [](Dong deposits, Dong capital, Dong receivable, Dong payable, Dong loans, Dong before,
               const SupplierFlows& flows, Dong& residual) {
              const Dong moved = flows[SupplierBook::profit] - flows[SupplierBook::tax] -
                                 flows[SupplierBook::dividend] + flows[SupplierBook::equity];
              const Dong gap = deposits + capital + receivable - payable - loans - before - moved;
              residual = most(gap, -gap);
            });
  step.sum("nation.supplier_residual", e.nation.supplier_residual, e.supplier.residual);
  step.each("oem.audit", e.oem,
            reads(e.oem.deposits, e.oem.capital, e.oem.payable, e.oem.loans, e.oem.net_worth, e.oem.revenue,
                  e.oem.bonus, e.oem.invoiced, e.oem.other_parts, e.oem.wages, e.oem.interest, e.oem.depreciation,
                  e.oem.destroyed, e.oem.tax, e.oem.payout),
            writes(e.oem.residual),
            [](Dong deposits, Dong capital, Dong payable, Dong loans, Dong before, Dong revenue, Dong bonus,
               Dong invoiced, Slots<Dong, 2> other_parts, Dong wages, Dong interest, Dong depreciation,
               Dong destroyed, Dong tax, Dong payout, Dong& residual) {
              const Dong profit =
                  revenue + bonus - invoiced - sum(other_parts) - wages - interest - depreciation - destroyed;
              const Dong gap = deposits + capital - payable - loans - before - (profit - tax - payout);
              residual = most(gap, -gap);
            });
  step.sum("nation.oem_residual", e.nation.oem_residual, e.oem.residual);
}

void tell_bank(Step& step, Economy& e) {
  step.sum("bank.loans_of_suppliers", e.bank.loans_of_suppliers, e.supplier.loans);
  step.sum("bank.loans_of_assemblers", e.bank.loans_of_assemblers, e.oem.loans);
  step.each("bank.pay_dividend", e.bank,
            reads(e.bank.loans_of_suppliers, e.bank.loans_of_assemblers, e.bank.equity, e.scenario.credit,
                  pays(e.book, sector::bank)),
            writes(), [](Dong suppliers, Dong assemblers, Dong equity, const CreditParameters& p, Teller pay) {
              pay.to({sector::households, 0}, finance::bank_dividend(equity, suppliers + assemblers, p),
                     flow::dividends);  // (10.6)
            });
}

}  // namespace

void tell_accounts(Step& step, Economy& e) {
  tell_audit(step, e);
  tell_bank(step, e);
}

void open_books(Economy& e) {
  e.book.sector(sector::names[sector::suppliers], e.supplier, e.supplier.deposits);
  e.book.sector(sector::names[sector::assemblers], e.oem, e.oem.deposits);
  e.book.sector(sector::names[sector::institutes], e.institute, e.institute.deposits);
  e.book.sector(sector::names[sector::government], e.government, e.government.deposits);
  e.book.sector(sector::names[sector::bank], e.bank, e.bank.position);
  e.book.sector(sector::names[sector::households], e.household, e.household.deposits);
  e.book.sector(sector::names[sector::world], e.world, e.world.deposits);
  for (const flow::About& each : flow::about) e.book.flow(each.name, each.meaning);
}

namespace {

template <class T>
WideDong total(const Column<T>& column) {
  WideDong all;
  column.table.each_row([&](std::size_t row) { all += column.get(row); });
  return all;
}

WideDong invoices_for_inputs(const Economy& e) {
  WideDong all;
  e.supplier.each_row([&](std::size_t row) { all += WideDong{sum(e.supplier.inputs.invoices.get(row))}; });
  return all;
}

// Holds one month against its identities: adds up what is off and keeps the first that does not hold.
class Audit {
 public:
  explicit Audit(Month month) : month_{month} {}
  void zero(std::string_view identity, WideDong gap) {
    residual_ += gap < WideDong{} ? -gap : gap;
    if (gap != WideDong{}) note(fmt::format("{} is off by {} đồng", identity, narrow(gap).value));
  }
  void closes(std::string_view identity, double gap, double size) {
    if (!(std::abs(gap) <= 1e-9 * std::max(1.0, std::abs(size)))) note(fmt::format("{} is off by {}", identity, gap));
  }
  void within(std::string_view what, double value, double low, double high) {
    if (!(value >= low && value <= high)) note(fmt::format("{} is {}, outside [{}, {}]", what, value, low, high));
  }
  /// What all identities of money leave over, in đồng.
  Dong residual() const { return narrow(residual_); }
  void conclude() const {
    if (!first_.empty()) throw AccountingError{fmt::format("{}: {}", to_string(month_), first_)};
  }

 private:
  void note(std::string message) {
    if (first_.empty()) first_ = std::move(message);
  }
  Month month_;
  WideDong residual_;
  std::string first_;
};

// Labour closes: whoever belongs to a cluster's labour force works for a supplier, at home, elsewhere, or not at all.
void check_labour(const Economy& e, Audit& audit) {
  std::vector<People> employed(e.cluster.rows());
  e.supplier.each_row([&](std::size_t row) {
    employed[e.supplier.cluster.get(row)] += e.supplier.workers.get(row);
    audit.within("a supplier's workers", e.supplier.workers.get(row).value, 0, 1e12);
  });
  e.cluster.each_row([&](std::size_t k) {
    const People available = e.cluster.available.get(k), force = e.cluster.force.get(k);
    const People all = employed[k] + e.cluster.at_home.get(k) + e.cluster.elsewhere.get(k) + available;
    audit.closes("the labour force of a cluster", (all - force).value, force.value);
    audit.within("workers without work", available.value, 0, 1e12);
    audit.within("a pool of skills", e.cluster.skill_pool.get(k), 0, 1);
  });
}

void check_parts_and_vehicles(Economy& e, Audit& audit) {
  std::vector<double> delivered(e.slot.extent());
  e.contract.each_row([&](std::size_t row) {
    if (const Row to = e.contract.slot.get(row); to != nowhere) delivered[to] += e.contract.delivered.get(row).value;
  });
  e.slot.each_row([&](std::size_t row) {
    const double opening = e.slot.opening.get(row).value, closing = e.slot.closing.get(row).value;
    audit.closes("what a slot's store held since last month", opening - closing, closing);
    const double received = delivered[row] + e.slot.imported.get(row).value;
    audit.closes("the parts that came into a slot", e.slot.at_hand.get(row).value - opening - received, received);
    const double used = (e.oem.complete.get(e.slot.oem.get(row)) * e.slot.needed.get(row)).value;
    const double in = e.slot.at_hand.get(row).value, out = e.slot.inventory.get(row).value;
    audit.closes("the parts of a slot", in - used - out, in);
    audit.within("a stock of parts", out, 0, 1e18);
  });
  e.product.each_row([&](std::size_t row) {
    if (e.product.maker.get(row) == nowhere) return;
    const double opening = e.product.opening.get(row).value, closing = e.product.closing.get(row).value;
    audit.closes("what a product's stock held since last month", opening - closing, closing);
    const double in = (e.product.opening.get(row) + e.product.built.get(row)).value;
    audit.closes("the vehicles of a product",
                 in - (e.product.sold.get(row) + e.product.exported.get(row) + e.product.stock.get(row)).value, in);
  });
  e.supplier.each_row([&](std::size_t row) {
    audit.within("a supplier's quality", e.supplier.quality.get(row), 0, 1);
    audit.within("a supplier's delivery on time", e.supplier.on_time.get(row), 0, 1);
    audit.within("a supplier's technology", e.supplier.technology.get(row), 1e-6, 1e6);
    audit.within("a supplier's capacity", e.supplier.capacity.get(row).value, 0, 1e18);
  });
  e.contract.each_row([&](std::size_t row) { audit.within("a contract's share", e.contract.share.get(row), 0, 1); });
  e.supplier.each_row([&](std::size_t row) {
    const SupplierInputs& t = e.supplier.inputs;
    for (std::size_t j = 0; j < input_kinds; ++j) {
      const double opening = t.opening.get(row)[j].value, in = t.delivered.get(row)[j].value;
      audit.closes("the inputs of a supplier", opening + in - t.used.get(row)[j].value - t.stock.get(row)[j].value,
                   opening + in);
    }
  });
  double shares = 0;
  e.product.each_row([&](std::size_t row) { shares += e.product.share.get(row); });
  audit.closes("the sum of market shares", shares - 1, 1);
}

}  // namespace

void check_accounts(Economy& e) {
  Audit audit{e.clock().now()};
  // (1) is checked by the ledger at every settlement. (2) and (3): what all sectors hold sums to zero.
  const WideDong deposits = total(e.supplier.deposits) + total(e.oem.deposits) + total(e.institute.deposits) +
                            total(e.government.deposits) + total(e.household.deposits) + total(e.world.deposits);
  audit.zero("deposits of all sectors and the bank's position", deposits + total(e.bank.position));
  const WideDong loans = total(e.supplier.loans) + total(e.oem.loans);
  audit.zero("bank equity against its position and loans",
             WideDong{e.bank.equity.get(0)} - (total(e.bank.position) + loans));
  // (4) loans move by what is lent, paid back and written off.
  const SupplierFlows flows = e.nation.supplier_flows.get(0);
  const WideDong lent = -e.book.matrix(flow::new_loans, sector::bank),
                 repaid = e.book.matrix(flow::instalments, sector::bank);
  const WideDong gone = WideDong{flows[SupplierBook::liquidated]} + WideDong{flows[SupplierBook::written_off]};
  audit.zero("loans outstanding", loans - WideDong{e.bank.loans_before.get(0)} - lent + repaid + gone);
  // (5) what suppliers and, for those that have left, households are owed is what assemblers and other suppliers owe.
  const WideDong receivable = total(e.supplier.receivable) + total(e.household.receivable);
  const WideDong for_inputs = total(e.supplier.inputs.payable);
  audit.zero("receivables against payables", receivable - total(e.oem.payable) - for_inputs);
  audit.zero("receivables against invoices", receivable - total(e.contract.outstanding) - invoices_for_inputs(e));
  // (6) firm by firm.
  audit.zero("net worth of suppliers", WideDong{e.nation.supplier_residual.get(0)});
  audit.zero("net worth of assemblers", WideDong{e.nation.oem_residual.get(0)});
  // (7) government and the rest of the world: their balances moved by their columns of the matrix.
  const auto moved = [&](Sector of) {
    WideDong all;
    for (Flow f = 0; f < flow::count; ++f) all += e.book.matrix(f, of);
    return all;
  };
  audit.zero("the government's balance",
             total(e.government.deposits) - WideDong{e.government.before.get(0)} - moved(sector::government));
  audit.zero("the world's balance", total(e.world.deposits) - WideDong{e.world.before.get(0)} - moved(sector::world));
  audit.zero("the households' balance",
             total(e.household.deposits) - WideDong{e.household.before.get(0)} - moved(sector::households));
  check_parts_and_vehicles(e, audit);
  check_labour(e, audit);
  e.nation.residual.set(0, audit.residual());
  audit.conclude();
  e.slot.each_row([&](std::size_t row) { e.slot.closing.set(row, e.slot.inventory.get(row)); });
  e.product.each_row([&](std::size_t row) { e.product.closing.set(row, e.product.stock.get(row)); });
  e.government.before.set(0, e.government.deposits.get(0));
  e.world.before.set(0, e.world.deposits.get(0));
  e.household.before.set(0, e.household.deposits.get(0));
  e.bank.loans_before.set(0, narrow(loans));
}

void publish_accounts(Economy& e) {
  for (Flow f = 0; f < flow::count; ++f)
    e.flow_table.received.set(
        f, Slots<Dong, sectors>::make([&](std::size_t s) { return narrow(e.book.matrix(f, static_cast<Sector>(s))); }));
  const auto receipts = Slots<Dong, flow::revenues.size()>::make(
      [&](std::size_t r) { return narrow(e.book.matrix(flow::revenues[r], sector::government)); });
  const auto cost = Slots<Dong, programme::count>::make(
      [&](std::size_t p) { return -narrow(e.book.matrix(flow::of(p), sector::government)); });
  e.nation.receipts_by_row.set(0, receipts);
  e.nation.receipts.set(0, sum(receipts));
  e.nation.cost_by_programme.set(0, cost);
  e.nation.public_cost.set(0, sum(cost));
}

}  // namespace trellis
