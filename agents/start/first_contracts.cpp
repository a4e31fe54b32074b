// The contracts of the base year: those that deliver, by base shares, and those whose parts are still being approved.
#include "agents/start/base_year.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/supplier/exit_entry.hpp"

namespace trellis {

namespace {

struct FirstContract {
  Row slot;
  Bid bid;
  int age = 0;       // months since the award of one that is not approved yet
  int approval = 0;  // months until it is approved; 0 where it delivers
};

// Steps that no month will ever have: chance of the base year is apart from that of the run.
Dice base_dice(const Economy& e, Row slot, std::uint32_t stream) {
  return {{e.clock().seed, e.clock().replica, 0xFFFF0000u, e.clock().start}, slot, stream};
}

// The first of a class in the search that contracts are signed by.
Bid winner(const Economy& e, const BaseSearch& search, Row slot, Owner owner) {
  return *draw_two(search.bids(slot, 0), owner, base_dice(e, slot, stream::pick), e.scenario.sourcing)[0];
}

// By largest remainder in each group and category the source that is furthest behind its expectation gets the slot.
void place_delivering(const Economy& e, const BaseSearch& search, const std::vector<BaseTender>& tenders,
                      std::vector<FirstContract>& contracts, std::vector<const BaseTender*>& imported) {
  std::vector<std::array<double, 3>> behind(e.scenario.data.base_shares.size() * e.category.rows());
  for (const BaseTender& tender : tenders) {
    const Row slot = tender.slot, d = e.slot.desk.get(slot);
    auto& cell = behind[e.desk.share_group.get(d) * e.category.rows() + e.desk.category.get(d)];
    const auto local = class_weight(e, tender);
    const std::array<double, 3> weight{local[0], local[1], tender.bids.import_weight};
    const double all = weight[0] + weight[1] + weight[2], value = e.slot.lot_value.get(slot).value;
    for (std::size_t x = 0; x < 3; ++x) cell[x] += value * weight[x] / all;
    std::size_t chosen = 2;
    for (std::size_t x = 0; x < owners; ++x)
      if (weight[x] > 0 && cell[x] > cell[chosen]) chosen = x;
    cell[chosen] -= value;
    if (chosen == 2) {
      imported.push_back(&tender);
      continue;
    }
    contracts.push_back({slot, winner(e, search, slot, static_cast<Owner>(chosen))});
  }
}

// A steady flow of tenders runs through approval: imported slots reopen, and those whose contracts break off are
// imported until the next supplier is approved. Without them local shares would fall through the first year.
void place_approvals(const Economy& e, const BaseSearch& search, const std::vector<const BaseTender*>& imported,
                     std::vector<FirstContract>& contracts) {
  const SourcingParameters& p = e.scenario.sourcing;
  double breaking = 0;  // contracts that break off in a month
  for (const FirstContract& c : contracts) {
    const Row i = c.bid.supplier;
    breaking += sourcing::termination_probability(e.supplier.quality.get(i), e.supplier.on_time.get(i), p) +
                supplier::exit_probability(true, 12 * e.supplier.home_sales.get(i), e.scenario.exit_entry) +
                (1 - p.renewal_probability) / p.contract_months_most;
  }
  const double slots = static_cast<double>(imported.size());
  const double tendered = sourcing::reopening_probability(1, p) + (slots > 0 ? breaking / slots : 0);
  for (const BaseTender* tender : imported) {
    const Row slot = tender->slot;
    const Dice reopened = base_dice(e, slot, stream::reopening), length = base_dice(e, slot, stream::contract_length);
    for (int age = 0; age < static_cast<int>(p.approval_months_most); ++age) {
      if (!reopened.chance(tendered, static_cast<std::uint32_t>(age))) continue;
      const auto weight = class_weight(e, *tender);
      const double place =
          base_dice(e, slot, stream::source_class).uniform() * (sum(weight) + tender->bids.import_weight);
      const int approval =
          sourcing::months_between(p.approval_months_least, p.approval_months_most, length.uniform(1)) - age;
      if (place < sum(weight) && approval > 0) {
        const Owner owner = place < weight[0] ? Owner::domestic : Owner::foreign;
        contracts.push_back({slot, winner(e, search, slot, owner), age, approval});
      }
      break;
    }
  }
}

void sign(Economy& e, Row row, const FirstContract& c) {
  ContractTable& t = e.contract;
  const SourcingParameters& p = e.scenario.sourcing;
  const Row slot = c.slot;
  const bool delivers = c.approval == 0;
  t.asker.set(row, slot), t.slot.set(row, slot), t.oem.set(row, e.slot.oem.get(slot));
  t.desk.set(row, e.slot.desk.get(slot)), t.family.set(row, e.slot.family.get(slot));
  t.supplier.set(row, c.bid.supplier), t.capability.set(row, c.bid.capability);
  t.owner.set(row, static_cast<std::uint8_t>(c.bid.owner));
  t.live.set(row, 1), t.begun.set(row, -1 - c.age), t.approval.set(row, c.approval);
  const Dice residual{e.first_clock(), slot, stream::initial_residual};
  const int whole = sourcing::months_between(p.contract_months_least, p.contract_months_most,
                                             base_dice(e, slot, stream::contract_length).uniform(0));
  t.remaining.set(
      row, delivers ? 1 + static_cast<std::int32_t>(residual.below(static_cast<std::uint32_t>(p.contract_months_most)))
                    : whole - c.age);
  t.delivering.set(row, delivers ? static_cast<std::int32_t>(p.ramp_months) + 1 : 0);
  t.share.set(row, 1), t.price.set(row, c.bid.price);
  t.relative_cost.set(row, c.bid.cost / sourcing::import_cost(e.family.landed_factor.get(e.slot.family.get(slot)), p));
  e.slot.contract.set(slot, row), e.slot.contract_supplier.set(slot, c.bid.supplier);
  const Row i = c.bid.supplier;
  const Value lot = e.slot.lot_value.get(slot);
  e.supplier.load.set(i, e.supplier.load.get(i) + lot);
  if (delivers) e.supplier.orders.set(i, e.supplier.orders.get(i) + lot);
}

}  // namespace

void equip_suppliers(Economy& e) {
  const SupplierParameters& p = e.scenario.supplier;
  SupplierTable& t = e.supplier;
  t.each_row([&](std::size_t i) {
    const Value load = t.load.get(i), orders = t.orders.get(i);
    if (!(load > Value{})) return;
    const bool foreign = t.owner.get(i) == Owner::foreign;
    const Value capacity =
        most(t.capacity.get(i), load / (foreign ? p.utilisation_start_foreign : p.utilisation_start_domestic));
    t.capacity.set(i, capacity), t.expected.set(i, load);
    t.inventory.set(i, p.stock_cover * orders);
    if (orders > Value{}) t.supplying.set(i, t.age.get(i) + 1);
    t.capital.set(i, most(t.capital.get(i), nearest(supplier::capacity_cost(capacity, p))));
    t.deposits.set(i,
                   most(t.deposits.get(i), nearest(supplier::deposit_floor(t.home_sales.get(i), load, p) +
                                                   static_cast<double>(e.scenario.sourcing.payment_months) * orders)));
  });
}

void sign_first_contracts(Economy& e, const BaseSearch& search, const std::vector<BaseTender>& tenders) {
  std::vector<FirstContract> contracts;
  std::vector<const BaseTender*> imported;
  place_delivering(e, search, tenders, contracts, imported);
  place_approvals(e, search, imported, contracts);
  e.contract.resize(contracts.size());
  e.contracts.name_rows();
  for (Row row = 0; row < contracts.size(); ++row) sign(e, row, contracts[row]);
  equip_suppliers(e);
  e.contracts_of_slot.build(e.slot, e.contract.slot);
  e.contracts_of_supplier.build(e.supplier, e.contract.supplier);
}

}  // namespace trellis
