#include <algorithm>
#include <stdexcept>

#include "agents/market/equations.hpp"
#include "agents/market/phases.hpp"
#include "agents/oem/equations.hpp"
#include "agents/start/start.hpp"

namespace trellis {

namespace {

void load_assemblers(Economy& e) {
  const Scenario& s = e.scenario;
  e.oem.resize(s.data.assemblers.size());
  e.plant.resize(s.data.plants.size());
  if (e.oem.rows() > 64) throw std::runtime_error{"more than 64 assemblers"};
  std::vector<Slots<double, most_clusters>> capacity(e.oem.rows());
  for (Row p = 0; p < e.plant.rows(); ++p) {
    const PlantRecord& r = s.data.plants[p];
    double before = 0;  // a later line of the same plant gives its whole capacity
    for (Row q = 0; q < p; ++q)
      if (s.data.plants[q].plant == r.plant) before = s.data.plants[q].capacity;
    const Row o = oem_row(s, r.assembler), k = cluster_row(s, r.cluster);
    e.plant.oem.set(p, o), e.plant.cluster.set(p, k);
    e.plant.opens.set(p, step_of(e, r.from));
    e.plant.capacity.set(p, Vehicles{(r.capacity - before) / 12});
    capacity[o][k] += r.capacity - before;
  }
  e.plants_of_oem.build(e.oem, e.plant.oem);
  for (Row o = 0; o < e.oem.rows(); ++o) {
    const AssemblerRecord& r = s.data.assemblers[o];
    e.oem.group.set(o, number(r.group));
    e.oem.asean_share.set(o, r.asean_share);
    e.oem.export_weight.set(o, r.export_weight);
    const auto largest = std::ranges::max_element(capacity[o].at) - capacity[o].at.begin();
    e.oem.cluster.set(o, static_cast<Row>(largest));
    e.oem.terms.set(o, {.regional_value_content = 0,
                        .distance = e.cluster.distance.get(static_cast<Row>(largest)),
                        .logistics = e.cluster.logistics.get(static_cast<Row>(largest))});
    e.oem.within_capacity.set(o, 1), e.oem.complete.set(o, 1);
  }
  e.oem.each_row([&](std::size_t o) {
    Vehicles open{};
    e.plant.each_row([&](std::size_t p) {
      if (e.plant.oem.get(p) == o && e.plant.opens.get(p) <= 0) open += e.plant.capacity.get(p);
    });
    e.oem.capacity.set(o, open), e.oem.plants.set(o, open);
    e.oem.capital.set(o, nearest(oem::expansion_cost(open, s.oem)));
  });
}

// What the state and buyers abroad order in the first month, as far as the shares of the base year tell.
void load_orders_of_base_year(Economy& e) {
  const Scenario& s = e.scenario;
  const auto appeal_of = [&](std::size_t j, bool abroad) {
    const Row maker = e.product.maker.get(j);
    if (maker == nowhere) return 0.0;
    return e.product.share.get(j) * (abroad ? e.oem.export_weight.get(maker) : 1);
  };
  Slots<double, order_books> all{};
  e.product.each_row([&](std::size_t j) {
    all[e.product.powertrain.get(j)] += appeal_of(j, false);
    all[order_books - 1] += appeal_of(j, true);
  });
  e.product.each_row([&](std::size_t j) {
    const std::uint32_t powertrain = e.product.powertrain.get(j);
    const Vehicles of_state{s.reference_law.public_orders[powertrain].at(s.start) / 12};
    e.product.committed_now.set(
        j, market::share_of_orders(of_state, appeal_of(j, false), all[powertrain]) +
               market::share_of_orders(e.path.exports.front(), appeal_of(j, true), all[order_books - 1]));  // (1.27)
  });
}

void load_products(Economy& e) {
  const Scenario& s = e.scenario;
  e.product.resize(s.data.products.size());
  std::vector<market::DatedNumber> dated, exports, income, population;
  for (const DemandRecord& r : s.data.demand) dated.push_back({r.year, r.sales});
  for (const VehicleExportRecord& r : s.data.vehicle_exports) exports.push_back({r.year, r.vehicles});
  for (const IncomeRecord& r : s.data.income)
    income.push_back({r.year, r.income}), population.push_back({r.year, 1e6 * r.population_million});
  std::array<double, 12> season{};
  for (const SeasonRecord& r : s.data.seasonality) season[static_cast<std::size_t>(r.month - 1)] = r.factor;
  e.path.season = market::seasonality(season);
  e.path.vehicles = market::official_path(dated, e.path.season, s.start, s.end);
  std::array<double, 12> no_season{};
  no_season.fill(1);
  e.path.exports = market::official_path(exports, no_season, s.start, s.end);
  for (Month at = s.start; at <= s.end; at = at + 1) {
    const double year = market::mid_month(at);
    const double owned = market::ownership_aim(market::log_linear(income, year), s.market.gompertz);  // (1.28)
    e.path.fleet_aim.push_back(market::fleet_aim(owned, market::log_linear(population, year)));       // (1.29)
  }

  double all = 0;
  for (const ProductRecord& r : s.data.products) all += r.sales;
  e.nation.charging_network.set(0, 1);
  e.government.granted_share.set(0, 1);
  for (Row j = 0; j < e.product.rows(); ++j) {
    const ProductRecord& r = s.data.products[j];
    const bool imported = r.maker == "imported", later = r.sales == 0;
    const Row maker = imported ? nowhere : oem_row(s, r.maker);
    e.product.maker.set(j, maker);
    e.product.powertrain.set(j, number(r.powertrain));
    e.product.price_multiplier.set(j, r.price_multiplier);
    const std::int32_t launched = step_of(e, r.from);
    e.product.launched.set(j,
                           imported ? launched : std::max(launched, step_of(e, s.data.assemblers[maker].first_month)));
    e.product.withdrawn.set(j, step_of(e, r.until) + 1);
    e.product.share.set(j, r.sales / all);
    // Inversion of the base-year shares at the prices of the base-year law.
    const VehiclePrice price = base_year_buyer_price(e, j);
    const bool battery = r.powertrain == Powertrain::bev;
    e.product.attraction.set(j, market::attraction((later ? r.launch_sales : r.sales) / all,
                                                   market::value_for_money(price, battery, 1, s.market)));  // (1.13)
    const Vehicles usual{r.sales / 12};
    e.product.orders.set(j, usual), e.product.expected.set(j, usual);
    if (!imported) e.product.stock.set(j, s.oem.vehicle_cover * usual);
    e.product.closing.set(j, e.product.stock.get(j));
  }
  load_orders_of_base_year(e);
  e.products_of_oem.build(e.oem, e.product.maker);
  for (Row o = 0; o < e.oem.rows(); ++o) {
    Slots<Vehicles, powertrains> usual{};
    e.product.each_row([&](std::size_t j) {
      if (e.product.maker.get(j) == o) usual[e.product.powertrain.get(j)] += built_in_a_month(e, j);
    });
    e.oem.usual.set(o, usual), e.oem.planned.set(o, usual);
    Value monthly{};
    e.product.each_row([&](std::size_t j) {
      if (e.product.maker.get(j) == o) monthly += built_in_a_month(e, j) * e.product.factory_price.get(j);
    });
    e.oem.deposits.set(o, nearest(s.oem.deposits_kept * monthly));
  }
}

void load_fleet(Economy& e) {
  const auto& fleet = e.scenario.data.fleet;
  int oldest = 0;
  for (const FleetRecord& r : fleet) oldest = std::max(oldest, r.age);
  const auto ages = static_cast<std::uint32_t>(oldest) + 1;
  e.cohort.resize(powertrains * ages);
  for (std::uint32_t p = 0; p < powertrains; ++p)
    for (std::uint32_t age = 0; age < ages; ++age) {
      const Row row = p * ages + age;
      e.cohort.powertrain.set(row, p), e.cohort.age.set(row, age);
      e.cohort.younger.set(row, age == 0 ? nowhere : row - 1);
      e.cohort.oldest.set(row, age + 1 == ages);
    }
  Slots<Vehicles, powertrains> all{};
  for (const FleetRecord& r : fleet)
    for (std::uint32_t p = 0; p < powertrains; ++p) {
      const Vehicles v{p == 0 ? r.ice : p == 1 ? r.hev : r.bev};
      // Counted at the end of the year before the start: in the first month every cohort is a year older.
      const std::uint32_t age = std::min(static_cast<std::uint32_t>(r.age) + 1, ages - 1);
      e.cohort.vehicles.set(p * ages + age, e.cohort.vehicles.get(p * ages + age) + v);
      all[p] += v;
    }
  e.nation.fleet.set(0, all);
  Vehicles wearing_out{};
  e.cohort.each_row([&](std::size_t row) {
    wearing_out += market::wearing_out(e.cohort.vehicles.get(row), static_cast<double>(e.cohort.age.get(row)),
                                       e.scenario.market);  // (1.33)
  });
  e.nation.wearing_out.set(0, wearing_out);
}

void load_desks_and_slots(Economy& e) {
  const Scenario& s = e.scenario;
  const auto categories = static_cast<Row>(e.category.rows()), families = static_cast<Row>(e.family.rows());
  e.desk.resize(e.oem.rows() * categories);
  const Row lots = s.population.lots;
  e.slot.resize(std::size_t{lots} * e.oem.rows() * families);
  for (Row o = 0; o < e.oem.rows(); ++o) {
    for (Row c = 0; c < categories; ++c) {
      const Row d = o * categories + c;
      e.desk.oem.set(d, o), e.desk.category.set(d, c);
      e.desk.share_group.set(d, share_group_row(s, s.data.assemblers[o].share_group));
    }
    for (Row each = 0; each < families * lots; ++each) {
      const Row row = o * families * lots + each, f = each / lots;
      e.slot.oem.set(row, o), e.slot.family.set(row, f),
          e.slot.desk.set(row, o * categories + e.family.category.get(f));
      e.slot.contract.set(row, nowhere), e.slot.contract_supplier.set(row, nowhere),
          e.slot.asks_supplier.set(row, nowhere);
    }
  }
  for (const InhouseRecord& r : s.data.inhouse) {
    const Row d = oem_row(s, r.assembler) * categories + category_row(s, r.category);
    e.desk.inhouse_start.set(d, r.share), e.desk.inhouse.set(d, r.share), e.desk.inhouse_claim.set(d, r.share);
  }
  for (const InhouseClaimRecord& r : s.data.inhouse_claim) {
    const Row d = oem_row(s, r.assembler) * categories + category_row(s, r.category);
    e.desk.inhouse_claim.set(d, r.share);
    e.desk.claim_begins.set(d, step_of(e, r.from)), e.desk.claim_ramp.set(d, r.ramp_months);
  }
  e.slots_of_oem.build(e.oem, e.slot.oem);
  e.slot.each_row([&](std::size_t row) {
    const auto usual = e.oem.usual.get(e.slot.oem.get(row));
    const auto content = e.family.per_vehicle.get(e.slot.family.get(row));
    const Parts all = sum(usual.zip(content, [](Vehicles q, PartsPerVehicle a) { return oem::parts_needed(a, q); })) /
                      static_cast<double>(lots);
    const Parts lot = oem::parts_bought(all, e.desk.inhouse.get(e.slot.desk.get(row)));
    const Row f = e.slot.family.get(row);
    e.slot.expected.set(row, lot);
    e.slot.lot_value.set(row, lot * e.family.base_price.get(f));
    e.slot.inventory.set(row, s.oem.parts_cover * lot);
    e.slot.closing.set(row, e.slot.inventory.get(row));
    e.slot.freed.set(row, !(lot > Parts{}));  // a new model asks for bids as soon as it has a lot
    e.family.required.set(f, e.family.required.get(f) + lot);
  });
}

}  // namespace

void start_makers(Economy& e) {
  load_assemblers(e);
  load_products(e);
  load_fleet(e);
  load_desks_and_slots(e);
}

}  // namespace trellis
