#include "agents/scenario.hpp"

#include <algorithm>

namespace trellis {

namespace {

constexpr double most = 1e15;

Spec text(std::string_view meaning) { return {.meaning = meaning}; }
Spec ratio(std::string_view meaning) { return {.unit = "1", .least = 0, .most = 1, .meaning = meaning}; }
Spec count(std::string_view meaning, double least, double greatest) {
  return {.unit = "1", .least = least, .most = greatest, .meaning = meaning};
}
Spec amount(std::string_view unit, std::string_view meaning) {
  return {.unit = unit, .least = 0, .most = most, .meaning = meaning};
}
constexpr double last_field = technology_fields - 1;

template <class Records, class Name>
bool knows(const Records& records, const Name& name) {
  return std::ranges::find(records, name, [](const auto& record) { return record.name; }) != records.end();
}

}  // namespace

void CategoryRecord::describe(Describer& d) {
  d("name", name, text("Name"));
  d("label", label, text("Name in words"));
  d("families", families, count("Part families", 1, 10000));
  d("share_ice", share_ice, ratio("Share of the component bill of a combustion vehicle"));
  d("share_hev", share_hev, ratio("Share of the component bill of a hybrid vehicle"));
  d("share_bev", share_bev, ratio("Share of the component bill of a battery vehicle"));
  d("difficulty", difficulty, ratio("Mean technological difficulty"));
  d("learning_rate", learning_rate,
    {.unit = "1",
     .least = 0,
     .most = 0.9,
     .meaning = "Fall of the world price for each doubling of the world's cumulative volume"});
  d("world_volume_growth", world_volume_growth,
    {.unit = "per year", .least = -0.5, .most = 2, .meaning = "Growth of the world's cumulative volume"});
  d("field_main", field_main, count("Main technology field", 0, last_field));
  d("field_second", field_second, count("Second technology field", 0, last_field));
  d("field_third", field_third, count("Third technology field", 0, last_field));
  d("supplier_weight_domestic", supplier_weight_domestic, ratio("Share of domestic-owned suppliers that serve it"));
  d("supplier_weight_foreign", supplier_weight_foreign, ratio("Share of foreign-owned suppliers that serve it"));
}

void ClusterRecord::describe(Describer& d) {
  d("name", name, text("Name"));
  d("code", code, text("Short code"));
  d("label", label, text("Name in words"));
  d("supplier_share", supplier_share, ratio("Share of the suppliers"));
  d("labour_force", labour_force, amount("persons", "Workers in the mechanical industries"));
  d("wage_million_vnd", wage_million_vnd, amount("million VND per month", "Mean wage"));
  d("skill", skill, ratio("Skill of the labour force relative to the frontier"));
  d("infrastructure", infrastructure, ratio("Quality of infrastructure at the start"));
  d("hub", hub, count("Hub status at the start", 0, 5));
  d("rent_usd", rent_usd, amount("USD per m2 per month", "Industrial rent"));
  d("latitude", latitude, {.unit = "degrees", .least = -90, .most = 90, .meaning = "Latitude of its central town"});
  d("longitude", longitude,
    {.unit = "degrees", .least = -180, .most = 180, .meaning = "Longitude of its central town"});
}

void DistanceRecord::describe(Describer& d) {
  d("from", from, text("Cluster"));
  d("to", to, text("Cluster"));
  d("km", km, {.unit = "km", .least = 0, .most = 21000, .meaning = "Distance by road"});
}

void AssemblerRecord::describe(Describer& d) {
  d("name", name, text("Name"));
  d("label", label, text("Name in words"));
  d.choice("group", group,
           {{"vietnamese", Group::vietnamese},
            {"japanese", Group::japanese},
            {"korean", Group::korean},
            {"american", Group::american},
            {"european", Group::european},
            {"chinese", Group::chinese}},
           "Home of the brand");
  d("share_group", share_group, text("Group of base_shares whose purchases it starts with"));
  d("asean_share", asean_share, ratio("Share of its imported parts that originates in ASEAN"));
  d("first_month", first_month, text("First month of production"));
}

void PlantRecord::describe(Describer& d) {
  d("plant", plant, text("Name; a later line of the same plant is an expansion to the capacity given there"));
  d("assembler", assembler, text("Assembler that owns it"));
  d("cluster", cluster, text("Cluster in which it stands"));
  d("capacity", capacity, amount("vehicles per year", "Capacity"));
  d("from", from, text("Month from which on the capacity is there"));
}

void ProductRecord::describe(Describer& d) {
  d("maker", maker, text("Assembler, or `imported`"));
  d.choice("powertrain", powertrain, {{"ice", Powertrain::ice}, {"hev", Powertrain::hev}, {"bev", Powertrain::bev}},
           "Powertrain");
  d("sales", sales, amount("vehicles per year", "Sales in the base year"));
  d("launch_sales", launch_sales,
    amount("vehicles per year", "Sales of a later product if it had been on offer in the base year"));
  d("price_multiplier", price_multiplier,
    {.unit = "1", .least = 0.1, .most = 10, .meaning = "Price over that of the mean vehicle of its powertrain"});
}

void InhouseRecord::describe(Describer& d) {
  d("assembler", assembler, text("Assembler"));
  d("category", category, text("Category"));
  d("share", share, ratio("Share of its requirement that it makes itself"));
}

void InhouseClaimRecord::describe(Describer& d) {
  d("assembler", assembler, text("Assembler"));
  d("category", category, text("Category"));
  d("share", share, ratio("Share of its requirement that it says it will make itself"));
  d("from", from, text("Month in which the rise begins"));
  d("ramp_months", ramp_months, {.unit = "months", .least = 0, .most = 600, .meaning = "Time of the rise"});
}

void BaseShareRecord::describe(Describer& d) {
  d("share_group", share_group, text("Group of assemblers"));
  d("domestic_jetro", domestic_jetro, ratio("Purchases from domestic-owned suppliers, survey of Japanese firms"));
  d("foreign_jetro", foreign_jetro, ratio("Purchases from foreign-owned suppliers in Vietnam, the same"));
  d("domestic_moit", domestic_moit, ratio("Purchases from domestic-owned suppliers, ministry's figures"));
  d("foreign_moit", foreign_moit, ratio("Purchases from foreign-owned suppliers in Vietnam, the same"));
  d.require(domestic_jetro + foreign_jetro < 1, "foreign_jetro", "with domestic_jetro must stay below 1");
  d.require(domestic_moit + foreign_moit < 1, "foreign_moit", "with domestic_moit must stay below 1");
}

void OwnerClassRecord::describe(Describer& d) {
  d("name", name, text("Name"));
  d.choice("owner", owner, {{"domestic", Owner::domestic}, {"foreign", Owner::foreign}}, "Owner");
  d("number", number, count("Firms", 0, 1e8));
  d("tier1_firms", tier1_firms, count("Firms of the first tier", 0, 1e8));
  d("sales_mean", sales_mean,
    amount("VND per year", "Mean sales of the lognormal size distribution, before its lower tail is added"));
  d("sales_log_sd", sales_log_sd, count("Standard deviation of log sales", 0, 5));
  d("technology_median", technology_median,
    {.unit = "1", .least = 0.01, .most = 2, .meaning = "Median productivity relative to the frontier"});
  d("technology_log_sd", technology_log_sd, count("Standard deviation of log productivity", 0, 2));
  d("quality_mean", quality_mean, ratio("Mean quality"));
  d("quality_sd", quality_sd, ratio("Standard deviation of quality"));
  d("quality_least", quality_least, ratio("Lowest quality"));
  d("quality_most", quality_most, ratio("Highest quality"));
  d("on_time", on_time, ratio("Share of deliveries on time"));
  d("iso9001_share", iso9001_share, ratio("Share of firms with ISO 9001 only"));
  d("iatf16949_share", iatf16949_share, ratio("Share of firms with IATF 16949"));
  d("research_stock", research_stock, ratio("R&D stock over sales"));
  d("innovator_share", innovator_share, ratio("Share of firms that have innovated"));
  d("families_least", families_least, count("Fewest part families served", 0, capabilities));
  d("families_most", families_most, count("Most part families served", 0, capabilities));
  d("match_mean", match_mean, ratio("Mean match with the families of the category"));
  d("match_sd", match_sd, ratio("Standard deviation of the match"));
  d("match_least", match_least, ratio("Lowest match"));
  d("match_most", match_most, {.unit = "1", .least = 0, .most = 0.999, .meaning = "Highest match"});
  d("other_expertise", other_expertise, count("Expertise in fields that are not the category's", 0, 10));
  d("deposits_share", deposits_share, count("Deposits over yearly sales", 0, 10));
  d("loans_share", loans_share, count("Loans over yearly sales", 0, 10));
  d("capital_share", capital_share, count("Book value of capital over yearly sales", 0, 10));
  d("capacity_share", capacity_share, count("Capacity for vehicle parts over sales", 0, 10));
  d("joint_venture_probability", joint_venture_probability, ratio("Share of firms that are joint ventures"));
  d("joint_venture_share", joint_venture_share, ratio("Domestic share in a joint venture"));
  d("skill_least", skill_least, count("Lowest skill", 0.01, 2));
  d("skill_most", skill_most, count("Highest skill", 0.01, 2));
  d("age_most", age_most, {.unit = "months", .least = 0, .most = 2400, .meaning = "Greatest age"});
  d.require(families_least <= families_most, "families_most", "must not be below families_least");
  d.require(iso9001_share + iatf16949_share <= 1, "iatf16949_share", "with iso9001_share must not exceed 1");
}

void IndustryRecord::describe(Describer& d) {
  d("name", name, text("Name"));
  d("label", label, text("Name in words"));
  d("share_foreign_core", share_foreign_core, ratio("Share of the foreign-owned core firms"));
  d("share_domestic_core", share_domestic_core, ratio("Share of the domestic-owned core firms"));
  d("share_domestic_near", share_domestic_near, ratio("Share of the firms near the core"));
  d("share_latent", share_latent, ratio("Share of the latent firms"));
  d("growth", growth, {.unit = "per year", .least = -0.5, .most = 1, .meaning = "Growth of the industry"});
  d("output_billion_vnd", output_billion_vnd, amount("billion VND per year", "Output"));
}

void RelatednessRecord::describe(Describer& d) {
  d("industry", industry, text("Industry"));
  d("category", category, text("Category"));
  d("relatedness", relatedness, ratio("How near the industry's skills are to the category"));
}

void DemandRecord::describe(Describer& d) {
  d("year", year, count("Year", 1900, 2200));
  d("sales", sales, {.unit = "vehicles per year", .least = 1, .most = 1e9, .meaning = "Vehicles sold in the year"});
}

void SeasonRecord::describe(Describer& d) {
  d("month", month, count("Month of the year", 1, 12));
  d("factor", factor, count("Sales over those of a mean month", 0.01, 12));
}

void FleetRecord::describe(Describer& d) {
  d("age", age, {.unit = "years", .least = 0, .most = 60, .meaning = "Age"});
  d("ice", ice, amount("vehicles", "Combustion vehicles on the road at the start"));
  d("hev", hev, amount("vehicles", "Hybrid vehicles on the road at the start"));
  d("bev", bev, amount("vehicles", "Battery vehicles on the road at the start"));
}

void InstituteRecord::describe(Describer& d) {
  d("name", name, text("Name"));
  d("label", label, text("Name in words"));
  d("kind", kind, text("Kind"));
  d("cluster", cluster, text("Cluster"));
  d("staff", staff, amount("persons", "Research staff"));
  d("budget_million_vnd", budget_million_vnd, amount("million VND per year", "Budget"));
  d("field_main", field_main, count("Main technology field", 0, last_field));
  d("field_second", field_second, count("Second technology field", 0, last_field));
}

void TargetRecord::describe(Describer& d) {
  d("name", name, text("Name"));
  d("statistic", statistic, text("Series that is held against it"));
  d("scope", scope, text("`nation` or an assembler"));
  d("year", year, count("Year at whose December it is due", 1900, 2200));
  d("low", low, amount("1", "Value at or above which it is reached"));
  d("high", high, amount("1", "Upper end of the target"));
  d("unit", unit, text("Unit"));
  d("imposed", imposed, {.meaning = "Whether the scenario forces it"});
  d.require(low <= high, "high", "must not be below low");
}

void PopulationParameters::describe(Describer& d) {
  d("scale", scale,
    {.unit = "1", .least = 0.001, .most = 1000, .meaning = "Supporting firms over those of the start table"});
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
  d.list("demand", demand, "", "Official path of the market");
  d.list("seasonality", seasonality, "", "Months of the year");
  d.list("fleet", fleet, "", "Vehicles on the road at the start");
  d.list("institutes", institutes, "name", "Research institutes");
  d.list("targets", targets, "name", "Targets of the strategy");
  const auto clusters_known = [&](const auto& records, auto member) {
    return std::ranges::all_of(records, [&](const auto& record) { return knows(clusters, record.*member); });
  };
  d.require(clusters.size() <= 8, "clusters", "must not be more than 8");
  d.require(clusters_known(plants, &PlantRecord::cluster), "plants", "names a cluster that `clusters` does not have");
  d.require(clusters_known(institutes, &InstituteRecord::cluster), "institutes",
            "names a cluster that `clusters` does not have");
  d.require(clusters_known(distances, &DistanceRecord::from) && clusters_known(distances, &DistanceRecord::to),
            "distances", "names a cluster that `clusters` does not have");
  d.require(distances.size() == clusters.size() * clusters.size(), "distances",
            "must have one line for each pair of clusters");
  d.require(std::ranges::all_of(plants, [&](const PlantRecord& p) { return knows(assemblers, p.assembler); }), "plants",
            "names an assembler that `assemblers` does not have");
  d.require(std::ranges::all_of(
                products, [&](const ProductRecord& p) { return p.maker == "imported" || knows(assemblers, p.maker); }),
            "products", "names a maker that is neither in `assemblers` nor `imported`");
  d.require(std::ranges::all_of(inhouse,
                                [&](const InhouseRecord& r) {
                                  return knows(assemblers, r.assembler) && knows(categories, r.category);
                                }),
            "inhouse", "names an assembler or category that is not there");
  d.require(std::ranges::all_of(inhouse_claim,
                                [&](const InhouseClaimRecord& r) {
                                  return knows(assemblers, r.assembler) && knows(categories, r.category);
                                }),
            "inhouse_claim", "names an assembler or category that is not there");
  d.require(std::ranges::all_of(assemblers,
                                [&](const AssemblerRecord& a) {
                                  return std::ranges::find(base_shares, a.share_group, &BaseShareRecord::share_group) !=
                                         base_shares.end();
                                }),
            "assemblers", "names a share_group that `base_shares` does not have");
  d.require(std::ranges::all_of(relatedness,
                                [&](const RelatednessRecord& r) {
                                  return knows(industries, r.industry) && knows(categories, r.category);
                                }),
            "relatedness", "names an industry or category that is not there");
  d.require(std::ranges::all_of(
                targets, [&](const TargetRecord& t) { return t.scope == "nation" || knows(assemblers, t.scope); }),
            "targets", "names a scope that is neither `nation` nor an assembler");
  d.require(seasonality.size() == 12, "seasonality", "must have 12 months");
  d.require(demand.size() >= 2, "demand", "must have at least two years");
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
  d("title", title, text("What the run is about"));
  d("start", start, text("First month"));
  d("end", end, text("Last month"));
  d.horizon(start, end);
  d("seed", seed, {.unit = "1", .least = 0, .most = 4294967295, .meaning = "Seed of chance"});
  d.choice("demand_mode", demand_mode, {{"official", DemandMode::official}}, "Path that the vehicle market follows");
  d.choice("inhouse_mode", inhouse_mode, {{"frozen", InhouseMode::frozen}, {"claim", InhouseMode::claim}},
           "Whether in-house shares stay at their base-year level or follow the makers' own claims");
  d.choice("anchor", anchor, {{"jetro", Anchor::jetro}, {"moit", Anchor::moit}},
           "Survey that the base-year purchases are taken from");
  d.group("population", population, "Size of the economy");
  d.group("data", data, "Input files");
  d.group("policy", policy, "Levers");
  d.group("reference_law", reference_law, "Law of the base year, which buyers compare prices with");
  d.group("market", market, "P1: the vehicle market");
  d.group("world", world, "P0: world prices");
  d.group("oem", oem, "P2 and P8: vehicle makers");
  d.group("sourcing", sourcing, "P3: requests for quotation");
  d.group("supplier", supplier, "P4, P7 and P8: suppliers");
  d.group("knowledge", knowledge, "P9: knowledge");
  d.group("institute", institute, "P9: research institutes");
  d.group("cluster", cluster, "P0: clusters");
  d.group("credit", credit, "P5: credit");
  d.group("government", government, "P10: tax rules");
  d.group("exit_entry", exit_entry, "P11: exit and entry");
  d.require(start <= end, "end", "must not be before start");
  d.require(end - start < 1200, "end", "must be less than 100 years after start");
}

}  // namespace trellis
