// Exports of the base year: who exports, and the weight of rivals at which all of them together export what is known.
#include <vector>

#include "agents/model.hpp"
#include "agents/start/base_year.hpp"
#include "agents/trade/equations.hpp"
#include "agents/trade/phases.hpp"

namespace trellis {

namespace {

Slots<Parts, capabilities> first_volumes(const Economy& e, Row supplier) {
  Slots<Parts, capabilities> volume{};
  const Index& index = e.contracts_of_supplier;
  for (std::uint32_t i = index.start[supplier]; i != index.start[supplier + 1]; ++i) {
    const Row contract = index.row_of(index.item[i]);
    if (e.contract.approval.get(contract) > 0) continue;  // not delivered yet
    volume[e.contract.capability.get(contract)] += e.slot.expected.get(e.contract.slot.get(contract));
  }
  return volume;
}

bool exports_at_first(const Economy& e, Row supplier) {
  const ExportParameters& p = e.scenario.exports;
  const SupplierTable& t = e.supplier;
  if (t.category.get(supplier) == nowhere || t.certificate.get(supplier) != Certificate::iatf16949) return false;
  const Dice luck{e.first_clock(), t.identity.get(supplier), stream::first_exports};
  return luck.chance(t.owner.get(supplier) == Owner::foreign ? p.exporting_foreign : p.exporting_domestic);
}

}  // namespace

void start_exports(Economy& e) {
  const Scenario& s = e.scenario;
  SupplierTable& t = e.supplier;
  std::vector<Row> exporters;
  std::vector<Slots<Parts, capabilities>> for_home;
  t.each_row([&](std::size_t i) {
    const Row row = static_cast<Row>(i);
    if (exports_at_first(e, row)) exporters.push_back(row), for_home.push_back(first_volumes(e, row));
  });
  const auto offer_of = [&](std::size_t n, std::size_t j, double rivals) {
    const Row row = exporters[n], family = t.families.get(row)[j];
    if (family == nowhere) return trade::Offer{};
    return trade::offer(t.unit_cost.get(row)[j], t.markup.get(row), e.family.base_price.get(family), 1, for_home[n][j],
                        rivals, s.supplier, s.exports);
  };
  const auto all_exports = [&](double rivals) {
    Value all{};
    for (std::size_t n = 0; n < exporters.size(); ++n)
      for (std::size_t j = 0; j < capabilities; ++j) {
        const trade::Offer offer = offer_of(n, j, rivals);
        all += offer.sets * offer.price;
      }
    return all;
  };
  const Value wanted{s.exports.base_exports * s.world.exchange_rate.at(s.start) / 12 * s.population.scale};
  const double rivals = trade::rivals_of_base_year(wanted, all_exports);  // (I.9)
  e.nation.export_rivals.set(0, rivals);
  for (std::size_t n = 0; n < exporters.size(); ++n) {
    const Row row = exporters[n];
    Slots<Parts, capabilities> sets{};
    Value load{}, worth{};
    for (std::size_t j = 0; j < capabilities; ++j) {
      const trade::Offer offer = offer_of(n, j, rivals);
      if (!(offer.sets > Parts{})) continue;
      sets[j] = offer.sets;
      load += offer.sets * e.family.base_price.get(t.families.get(row)[j]), worth += offer.sets * offer.price;
    }
    t.exporting.set(row, 1), t.export_sets.set(row, sets), t.export_load.set(row, load), t.export_worth.set(row, worth);
    t.load.set(row, t.load.get(row) + load), t.orders.set(row, t.orders.get(row) + load);
  }
  equip_suppliers(e);
}

}  // namespace trellis
