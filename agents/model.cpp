#include "agents/model.hpp"

#include "agents/cluster/phases.hpp"
#include "agents/industry/phases.hpp"
#include "agents/inputs/phases.hpp"
#include "agents/institute/phases.hpp"
#include "agents/labour/phases.hpp"
#include "agents/market/phases.hpp"
#include "agents/oem/phases.hpp"
#include "agents/panels.hpp"
#include "agents/shocks/phases.hpp"
#include "agents/start/start.hpp"
#include "agents/statistics/phases.hpp"
#include "agents/statistics/supply_network.hpp"
#include "agents/supplier/phases.hpp"
#include "agents/support/phases.hpp"
#include "agents/trade/phases.hpp"
#include "agents/world/phases.hpp"

namespace trellis {

void Economy::tell_month() {
  Step& month = month_;
  // P0 Shocks, prices and policy
  tell_shocks(month, *this);
  tell_world_prices(month, *this);
  tell_clusters(month, *this);
  // P1 Vehicle demand
  tell_vehicle_prices(month, *this);
  tell_vehicle_demand(month, *this);
  // P2 Plans and call-offs
  tell_vehicle_plans(month, *this);
  tell_plant_repairs(month, *this);
  tell_call_offs(month, *this);
  // P3 Sourcing
  tell_contract_life(month, *this);
  tell_input_life(month, *this);
  tell_supplier_costs(month, *this);
  tell_sourcing(month, *this);
  tell_input_sourcing(month, *this);
  // P4 Suppliers' plans
  tell_export_offers(month, *this);
  tell_input_orders(month, *this);
  tell_supplier_plans(month, *this);
  // P6 Labour and skills
  tell_labour(month, *this);
  tell_skills(month, *this);
  // P7 Production
  tell_production(month, *this);
  tell_lead_firms(month, *this);
  // P8 Delivery, assembly, sales
  tell_exports(month, *this);
  tell_input_deliveries(month, *this);
  tell_deliveries(month, *this);
  tell_assembly(month, *this);
  tell_vehicle_sales(month, *this);
  tell_fleet(month, *this);
  // P9 Knowledge
  tell_knowledge_pools(month, *this);
  tell_learning(month, *this);
  tell_certification(month, *this);
  tell_relocation(month, *this);
  tell_projects(month, *this);
  tell_support(month, *this);
  // P10 Settlement, with P5 credit
  tell_assembler_accounts(month, *this);
  tell_supplier_finance(month, *this);
  tell_accounts(month, *this);
  // P11 Exit, statistics of the month, and entry for the next
  tell_exit(month, *this);
  tell_dismissals(month, *this);
  tell_purchases(month, *this);
  tell_localisation(month, *this);
  tell_barriers(month, *this);
  tell_firms(month, *this);
  tell_macro(month, *this);
  tell_industries(month, *this);
  tell_entry(month, *this);
  tell_newcomers(month, *this);
  // P12 The network as the month leaves it
  tell_frontier(month, *this);
  tell_supply_network(month, *this);
}

Economy::Economy(Scenario of, std::uint32_t seed, std::uint32_t replica)
    : scenario{with_reversals(with_markets(std::move(of)))}, clock_{seed, replica, 0, scenario.start} {
  open_books(*this);
  shocks = shocks_of(scenario);
  start_economy(*this);
  tell_month();
}

void Economy::step() {
  month_.run();
  close_month();
}

void Economy::step(const Step::Watch& onlooker) {
  month_.watch(onlooker);
  close_month();
}

void Economy::close_month() {
  --clock_.step;  // the month that has just been stepped is the one that is checked
  check_accounts(*this);
  publish_accounts(*this);
  publish_macro(*this);
  ++clock_.step;
}

std::vector<const Table*> Economy::tables() const {
  return {&nation,   &cluster,  &category, &oem,        &group,     &powertrain, &institute,
          &training, &industry, &bank,     &government, &household, &world,      &flow_table};
}

Carried Economy::carried() {
  return {{&nation,    &cluster, &category, &family,   &product,    &cohort, &oem,        &plant,     &desk,
           &slot,      &contract, &supplier, &institute, &project,  &training, &industry, &pool,      &office,
           &group,     &powertrain, &bank,  &government, &household, &world, &flow_table, &shock},
          {&suppliers, &contracts, &projects}};
}

void Economy::go_on(std::uint32_t step) {
  clock_.step = step;
  // The month reads these before it builds them.
  contracts_of_slot.build(slot, contract.slot);
  contracts_of_supplier.build(supplier, contract.supplier);
}

std::vector<SnapshotGroup> Economy::snapshot_groups() const {
  std::vector<SnapshotGroup> all = panel_groups(*this);
  if (scenario.network.snapshots) all.insert(all.begin(), network_snapshots(*this));
  return all;
}

std::vector<Snapshot> Economy::snapshots() const {
  const std::uint32_t stepped = clock_.step - 1;
  const Month month = clock_.start + static_cast<int>(stepped);
  std::vector<Snapshot> all = panels(*this, month, scenario.network.snapshots ? 1 : 0);
  if (scenario.network.snapshots && month.month() == 12) all.insert(all.begin(), network_snapshot(*this, stepped));
  return all;
}

std::vector<Axis> Economy::axes() const {
  const auto names = [](const auto& records) {
    std::vector<std::string> labels;
    for (const auto& record : records) labels.push_back(record.name);
    return labels;
  };
  const auto words = [](const auto& list) { return std::vector<std::string>(list.begin(), list.end()); };
  std::vector<std::string> flows, barrier_names, programmes, revenues;
  for (const AboutBarrier& each : about_barriers) barrier_names.emplace_back(each.name);
  for (const flow::About& each : flow::about) flows.emplace_back(each.name);
  for (const programme::About& each : programme::about) programmes.emplace_back(each.name);
  for (const Flow each : flow::revenues) revenues.emplace_back(flow::about[each].name);
  return {{"cluster", "Supporting-industry cluster", names(scenario.data.clusters)},
          {"category", "Category of parts", names(scenario.data.categories)},
          {"oem", "Vehicle maker", names(scenario.data.assemblers)},
          {"group", "Home of the maker's brand", words(group_names)},
          {"institute", "Research institute", names(scenario.data.institutes)},
          {"training", "Training establishment", names(scenario.data.training_establishments)},
          {"industry", "Home industry of supporting firms", names(scenario.data.industries)},
          {"powertrain", "Powertrain of vehicles", words(powertrain_names)},
          {"source", "Where parts come from", words(source_names)},
          {"barrier", "What keeps a part from being bought in Vietnam", barrier_names},
          {"pillar", "Pillar of the strategy", words(pillar_names)},
          {"exit_cause", "Why firms leave", words(exit_cause_names)},
          {"entry_kind", "How firms begin", words(entry_kind_names)},
          {"size_class", "Yearly turnover of firms", words(size_class_names)},
          {"age_class", "Age of firms", words(age_class_names)},
          {"owner", "Owner of suppliers", {"domestic_owned", "foreign_owned"}},
          {"certificate", "Quality certificate", {"none", "iso_9001", "iatf_16949"}},
          {"flow", "Kind of payment", flows},
          {"programme", "What the state pays for", programmes},
          {"revenue", "What the state takes", revenues},
          {"sector", "Sector", words(sector::names)},
          {"node_kind", "Who is in the supply network", words(node_kinds)},
          {"link_kind", "What joins them", words(link_kinds)},
          {"customers", "Number of customers", words(customer_numbers)},
          {"tier", "Distance from a maker, in contracts", words(tiers)}};
}

}  // namespace trellis
