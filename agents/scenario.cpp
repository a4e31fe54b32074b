#include "agents/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "agents/inputs/equations.hpp"
#include "engine/io/suggest.hpp"

namespace trellis {

namespace {

template <class Records>
std::vector<std::string> names_of(const Records& records) {
  std::vector<std::string> names;
  for (const auto& record : records) names.push_back(record.name);
  return names;
}

// Each record names something that is there; where it does not, its own line is reported with the nearest right name.
template <class Records, class Member>
void each_names(Describer& d, std::string_view list, const Records& records, std::string_view key, Member member,
                const std::vector<std::string>& known) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string& name = records[i].*member;
    if (std::ranges::find(known, name) != known.end()) continue;
    d.require(false, fmt::format("{}[{}].{}", list, i, key),
              fmt::format("'{}' is not known{}", name, did_you_mean(name, known)));
  }
}

}  // namespace

void PopulationParameters::describe(Describer& d) {
  d("scale", scale,
    {.unit = "1", .least = 0.001, .most = 1000, .meaning = "Supporting firms over those of the start table"});
  d("markets", markets,
    {.unit = "1",
     .least = 0.001,
     .most = 1000,
     .meaning = "What is given for a nation or a cluster over that of the scenario: Vietnams side by side"});
  d("lots", lots,
    {.unit = "1",
     .least = 1,
     .most = 1000,
     .meaning = "Lots, each a slot, that a maker splits a family's purchases into"});
}

void InputFiles::describe(Describer& d) {
  d.list("categories", categories, "name", "Categories of parts");
  d.list("clusters", clusters, "name", "The five supporting-industry clusters");
  d.list("distances", distances, "", "Distances between clusters");
  d.list("assemblers", assemblers, "name", "Vehicle makers");
  d.list("plants", plants, "", "Their plants");
  d.list("products", products, "", "What they and importers sell");
  d.list("inhouse", inhouse, "", "Shares made in-house in the base year");
  d.list("inhouse_claim", inhouse_claim, "", "In-house shares that makers claim for later");
  d.list("base_shares", base_shares, "share_group", "Purchases by source in the base year");
  d.list("owner_classes", owner_classes, "name", "Classes of supporting firms at the start");
  d.list("industries", industries, "name", "Home industries");
  d.list("relatedness", relatedness, "", "Relatedness of industries to categories");
  d.list("inputs", inputs, "", "What suppliers buy of each other, two kinds for each category at most");
  d.list("spillovers", spillovers, "", "What makers of parts buy of neighbouring industries");
  d.list("demand", demand, "", "Official path of the market");
  d.list("vehicle_exports", vehicle_exports, "", "Vehicles exported");
  d.list("income", income, "", "Income and population, which drive the market where demand_mode is gompertz");
  d.list("seasonality", seasonality, "", "Months of the year");
  d.list("fleet", fleet, "", "Vehicles on the road at the start");
  d.list("institutes", institutes, "name", "Research institutes");
  d.list("training_establishments", training_establishments, "name", "Training establishments");
  d.list("targets", targets, "name", "Targets of the strategy");
  const std::vector<std::string> cluster_names = names_of(clusters), assembler_names = names_of(assemblers),
                                 category_names = names_of(categories), industry_names = names_of(industries);
  std::vector<std::string> share_groups, makers = assembler_names, scopes = assembler_names;
  for (const BaseShareRecord& r : base_shares) share_groups.push_back(r.share_group);
  makers.emplace_back("imported"), scopes.emplace_back("nation");
  each_names(d, "plants", plants, "cluster", &PlantRecord::cluster, cluster_names);
  each_names(d, "plants", plants, "assembler", &PlantRecord::assembler, assembler_names);
  each_names(d, "institutes", institutes, "cluster", &InstituteRecord::cluster, cluster_names);
  each_names(d, "training_establishments", training_establishments, "cluster", &TrainingRecord::cluster, cluster_names);
  each_names(d, "distances", distances, "from", &DistanceRecord::from, cluster_names);
  each_names(d, "distances", distances, "to", &DistanceRecord::to, cluster_names);
  each_names(d, "products", products, "maker", &ProductRecord::maker, makers);
  each_names(d, "inhouse", inhouse, "assembler", &InhouseRecord::assembler, assembler_names);
  each_names(d, "inhouse", inhouse, "category", &InhouseRecord::category, category_names);
  each_names(d, "inhouse_claim", inhouse_claim, "assembler", &InhouseClaimRecord::assembler, assembler_names);
  each_names(d, "inhouse_claim", inhouse_claim, "category", &InhouseClaimRecord::category, category_names);
  each_names(d, "assemblers", assemblers, "share_group", &AssemblerRecord::share_group, share_groups);
  each_names(d, "relatedness", relatedness, "industry", &RelatednessRecord::industry, industry_names);
  each_names(d, "relatedness", relatedness, "category", &RelatednessRecord::category, category_names);
  each_names(d, "inputs", inputs, "category", &InputRecord::category, category_names);
  each_names(d, "inputs", inputs, "made_by", &InputRecord::made_by, category_names);
  for (const std::string& name : category_names)
    d.require(std::ranges::count(inputs, name, &InputRecord::category) <= static_cast<std::ptrdiff_t>(input_kinds),
              "inputs", fmt::format("must have two lines at most for '{}'", name));
  for (std::size_t i = 0; i < inputs.size(); ++i)
    d.require(inputs[i].domestic + inputs[i].foreign <= 1, fmt::format("inputs[{}].foreign", i),
              "must leave no less than nothing for imports");
  each_names(d, "spillovers", spillovers, "industry", &SpilloverRecord::industry, industry_names);
  each_names(d, "spillovers", spillovers, "category", &SpilloverRecord::category, category_names);
  each_names(d, "targets", targets, "scope", &TargetRecord::scope, scopes);
  d.require(clusters.size() <= 8, "clusters", "must not be more than 8");
  d.require(distances.size() == clusters.size() * clusters.size(), "distances",
            "must have one line for each pair of clusters");
  d.require(assemblers.size() <= 64, "assemblers", "must not be more than 64");
  d.require(seasonality.size() == 12, "seasonality", "must have 12 months");
  d.require(demand.size() >= 2, "demand", "must have at least two years");
  d.require(vehicle_exports.size() >= 2, "vehicle_exports", "must have at least two years");
  d.require(income.size() >= 2, "income", "must have at least two years");
  const auto sums_to_one = [&](double CategoryRecord::*share) {
    double all = 0;
    for (const CategoryRecord& category : categories) all += category.*share;
    return all > 1 - 1e-5 && all < 1 + 1e-5;
  };
  d.require(sums_to_one(&CategoryRecord::share_ice) && sums_to_one(&CategoryRecord::share_hev) &&
                sums_to_one(&CategoryRecord::share_bev),
            "categories", "must have shares that sum to 1 for each powertrain");
}

void Scenario::describe(Describer& d) {
  d("title", title, {.meaning = "What the run is about"});
  d("start", start, {.meaning = "First month"});
  d("end", end, {.meaning = "Last month"});
  d.horizon(start, end);
  d("seed", seed, {.unit = "1", .least = 0, .most = 4294967295, .meaning = "Seed of chance"});
  d.choice("demand_mode", demand_mode, {{"official", DemandMode::official}, {"gompertz", DemandMode::gompertz}},
           "Whether the vehicle market follows a path of given years or incomes");
  d.choice("inhouse_mode", inhouse_mode, {{"frozen", InhouseMode::frozen}, {"claim", InhouseMode::claim}},
           "Whether in-house shares stay at their base-year level or follow the makers' own claims");
  d.choice("anchor", anchor, {{"jetro", Anchor::jetro}, {"moit", Anchor::moit}},
           "Survey that the base-year purchases are taken from");
  d.group("population", population, "Size of the economy");
  d.group("data", data, "Input files");
  std::vector<std::string> domestic_classes;
  for (const OwnerClassRecord& r : data.owner_classes)
    if (r.owner == Owner::domestic) domestic_classes.push_back(r.name);
  d.names(Heeds::cluster, names_of(data.clusters)), d.names(Heeds::category, names_of(data.categories));
  d.names(Heeds::owner, names_of(data.owner_classes)), d.names(Heeds::domestic_owner, domestic_classes);
  d.group("policy", policy, "Levers");
  d.group("reference_law", reference_law, "Law of the base year, which buyers compare prices with");
  d.require(!reference_law.parts_tariff.targeted(), "reference_law.parts_tariff",
            "must be for all: buyers compare prices with those of one duty on all parts");
  d.list("shocks", shocks, "", "What strikes from outside; none in an empty list");
  std::vector<std::string> shock_categories = names_of(data.categories), shock_clusters = names_of(data.clusters);
  shock_categories.emplace_back(), shock_clusters.emplace_back();
  each_names(d, "shocks", shocks, "category", &ShockRecord::category, shock_categories);
  each_names(d, "shocks", shocks, "cluster", &ShockRecord::cluster, shock_clusters);
  d.group("market", market, "P1: the vehicle market");
  d.group("world", world, "P0: world prices");
  d.group("oem", oem, "P2 and P8: vehicle makers");
  d.group("sourcing", sourcing, "P3: requests for quotation");
  d.group("supplier", supplier, "P4, P7 and P8: suppliers");
  d.group("inputs", inputs, "P3: inputs that suppliers buy of each other");
  d.group("knowledge", knowledge, "P9: knowledge");
  d.group("institute", institute, "P9: research institutes");
  d.group("support", support, "P9: programmes with places");
  d.group("labour", labour, "P6: workers and skills");
  d.group("exports", exports, "P8: exports of parts");
  d.group("industry", industry, "P12: neighbouring industries");
  d.group("cluster", cluster, "P0: clusters");
  d.group("credit", credit, "P5: credit");
  d.group("government", government, "P10: tax rules");
  d.group("exit_entry", exit_entry, "P11: exit and entry");
  d.group("report", report, "P12: classes of firms in the statistics");
  d.group("outputs", outputs, "What the run file keeps beside the monthly series");
  d.group("network", network, "P12: the attainable frontier and the supply network");
  d.group("ensemble", ensemble, "What `simulate ensemble` computes where the command line does not say otherwise");
  for (const std::string& name : names_of(data.categories)) {
    double all = 0, local = 0;
    for (const InputRecord& r : data.inputs)
      if (r.category == name) all += r.share, local += r.share * (r.domestic + r.foreign);
    const Ratio own = inputs::own_work(supplier.imported_share, local, supplier);
    d.require(own > 0 && inputs::raw_material(own, all) >= 0, "supplier.imported_share",
              fmt::format("must leave own work and raw material beside the inputs of '{}'", name));
  }
  d.require(start <= end, "end", "must not be before start");
  d.require(end - start < 1200, "end", "must be less than 100 years after start");
  // Shares of a market in which nothing is on sale are shares of nothing.
  const auto on_sale = [&](const ProductRecord& r, Month at) {
    const auto maker = std::ranges::find(data.assemblers, r.maker, &AssemblerRecord::name);
    return r.from <= at && at <= r.until && (maker == data.assemblers.end() || maker->first_month <= at);
  };
  for (Month at = start; at <= end && end - start < 1200; at = at + 1) {
    if (std::ranges::any_of(data.products, [&](const ProductRecord& r) { return on_sale(r, at); })) continue;
    d.require(false, "data.products",
              fmt::format("must have a vehicle on sale in every month, and has none in {}", to_string(at)));
    break;
  }
}

}  // namespace trellis
