#include "agents/outputs.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "agents/accounts.hpp"
#include "agents/cluster/tables.hpp"
#include "agents/finance/tables.hpp"
#include "agents/government/tables.hpp"
#include "agents/household/tables.hpp"
#include "agents/industry/tables.hpp"
#include "agents/institute/tables.hpp"
#include "agents/labour/tables.hpp"
#include "agents/oem/tables.hpp"
#include "agents/panels.hpp"
#include "agents/statistics/tables.hpp"
#include "agents/supplier/tables.hpp"
#include "agents/world/tables.hpp"
#include "engine/io/suggest.hpp"
#include "engine/run/recorder.hpp"

namespace trellis {

namespace {

// The tables that Economy::tables() puts out, without an economy.
struct DeclaredTables {
  NationTable nation;
  ClusterTable cluster;
  CategoryTable category;
  OemTable oem;
  GroupTable group;
  PowertrainTable powertrain;
  InstituteTable institute;
  TrainingTable training;
  IndustryTable industry;
  BankTable bank;
  GovernmentTable government;
  HouseholdTable household;
  WorldTable world;
  FlowTable flow;

  std::vector<const Table*> all() const {
    return {&nation,   &cluster,  &category, &oem,        &group,     &powertrain, &institute,
            &training, &industry, &bank,     &government, &household, &world,      &flow};
  }
};

std::uint64_t bytes_per_row(const Table& table) {
  std::uint64_t bytes = 0;
  for (const AnyColumn* column : table.columns()) bytes += column->bytes_per_row();
  return bytes;
}

// f(table, columns) for each panel that is asked for, without an economy.
template <class F>
void for_each_panel(const PanelParameters& p, F f) {
  const auto ask = [&](const Table& table, const std::vector<std::string>& columns) {
    if (!columns.empty()) f(table, columns);
  };
  ask(SupplierTable{}, p.supplier), ask(ContractTable{}, p.contract), ask(OemTable{}, p.oem);
  ask(InstituteTable{}, p.institute);
}

const ValueOrigin* origin_of(const ScenarioOrigins& origins, const std::string& path) {
  const auto found = std::ranges::find(origins.values, path, &ValueOrigin::path);
  return found == origins.values.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Series> published_series() {
  const DeclaredTables tables;
  return Recorder{tables.all()}.series();
}

RunSize size_of(const Scenario& scenario) {
  const InputFiles& data = scenario.data;
  RunSize size;
  double suppliers = 0, families = 0;
  for (const OwnerClassRecord& of : data.owner_classes) suppliers += std::round(of.number * scenario.population.scale);
  for (const CategoryRecord& of : data.categories) families += of.families;
  size.suppliers = static_cast<std::uint64_t>(suppliers);
  size.assemblers = data.assemblers.size();
  size.institutes = data.institutes.size();

  DeclaredTables tables;
  tables.cluster.resize(data.clusters.size());
  tables.category.resize(data.categories.size());
  tables.oem.resize(data.assemblers.size());
  tables.institute.resize(data.institutes.size());
  tables.training.resize(data.training_establishments.size());
  tables.industry.resize(data.industries.size());
  tables.flow.resize(flow::count);
  const Recorder recorder{tables.all()};
  constexpr std::uint64_t objects = 4 << 20;  // headers, provenance, chunks that are not full
  size.output_bytes = recorder.frame_bytes() * static_cast<std::uint64_t>(scenario.months()) + objects;
  const auto dates = static_cast<std::uint64_t>(scenario.months() / scenario.outputs.panels.every + 1);
  for_each_panel(scenario.outputs.panels, [&](const Table& table, const std::vector<std::string>& columns) {
    const double rows = table.name == "supplier"   ? suppliers
                        : table.name == "contract" ? families * static_cast<double>(size.assemblers)
                        : table.name == "oem"      ? static_cast<double>(size.assemblers)
                                                   : static_cast<double>(size.institutes);
    size.output_bytes += dates * static_cast<std::uint64_t>(rows) * panel_bytes(table, columns);
  });
  if (scenario.network.snapshots) {
    constexpr std::uint64_t per_node = 30, per_arc = 33;  // every supplier and slot linked would be the most
    const auto slots = static_cast<std::uint64_t>(families) * size.assemblers;
    const auto years = static_cast<std::uint64_t>(scenario.months() / 12 + 1);
    size.output_bytes += years * (per_node * size.suppliers + per_arc * slots);
  }

  // Measured at 6,000 to 600,000 firms (56 to 1,063 MB): program, libraries and writer take less than 64 MiB; with
  // indices, ledgers and the rows that the renewal of firms keeps in hand the columns come to 1.4 times their size.
  constexpr std::uint64_t program = 64 << 20;
  constexpr double over_columns = 1.6;
  const SlotTable slot;
  const SupplierTable supplier;
  const ContractTable contract;
  const double of_suppliers = suppliers * static_cast<double>(bytes_per_row(supplier));
  const double of_slots = families * scenario.population.lots * static_cast<double>(size.assemblers) *
                          static_cast<double>(bytes_per_row(slot) + 4 * bytes_per_row(contract));
  size.memory_bytes =
      program + static_cast<std::uint64_t>(over_columns * (of_suppliers + of_slots)) + 24 * recorder.frame_bytes();
  return size;
}

void check_panels(const Scenario& scenario, const ScenarioOrigins& origins) {
  std::vector<Problem> problems;
  for_each_panel(scenario.outputs.panels, [&](const Table& table, const std::vector<std::string>& columns) {
    const std::string path = "outputs.panels." + table.name;
    const ValueOrigin* origin = origin_of(origins, path);
    const auto report = [&](std::string message) {
      problems.push_back(
          {origin == nullptr ? "" : origin->file, origin == nullptr ? 0 : origin->line, 0, path, std::move(message)});
    };
    for (auto name = columns.begin(); name != columns.end(); ++name) {
      if (panel_column(table, *name) == nullptr)
        report("'" + *name + "' is no column of a panel" + did_you_mean(*name, panel_columns(table)));
      if (std::find(columns.begin(), name, *name) != name) report("'" + *name + "' is named twice");
    }
  });
  if (!problems.empty()) throw ScenarioError{std::move(problems)};
}

std::vector<TargetRow> target_rows(const Scenario& scenario, const ScenarioOrigins& origins) {
  const std::vector<Series> series = published_series();
  std::vector<std::string> names;
  for (const Series& each : series) names.push_back(each.name);
  std::vector<TargetRow> rows;
  std::vector<Problem> problems;
  for (const TargetRecord& target : scenario.data.targets) {
    const bool is_national = target.scope == "nation";
    const std::string name = is_national ? target.statistic : "oem_" + target.statistic;
    const std::vector<std::string> axes = is_national ? std::vector<std::string>{} : std::vector<std::string>{"oem"};
    const std::string path = "data.targets." + target.name + ".statistic";
    const ValueOrigin* origin = origin_of(origins, path);
    const auto report = [&](std::string message) {
      problems.push_back(
          {origin == nullptr ? "" : origin->file, origin == nullptr ? 0 : origin->line, 0, path, std::move(message)});
    };
    const auto found = std::ranges::find(series, name, &Series::name);
    if (found == series.end())
      report("'" + name + "' is no series of a run" + did_you_mean(name, names));
    else if (found->axes != axes)
      report("'" + name + "' is not one number for " + (is_national ? "the nation" : "each assembler"));
    else if (found->cell_method == "sum")
      report("'" + name + "' is the flow of one month; a target is held against a stock or a sum of 12 months");
    rows.push_back({.name = target.name,
                    .statistic = is_national ? name : name + '[' + target.scope + ']',
                    .source = origin == nullptr ? "" : origin->source,
                    .year = target.year,
                    .low = target.low,
                    .high = target.high,
                    .imposed = target.imposed});
  }
  if (!problems.empty()) throw ScenarioError{std::move(problems)};
  return rows;
}

}  // namespace trellis
