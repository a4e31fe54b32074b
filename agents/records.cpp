#include "agents/records.hpp"

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
  d("labour_force", labour_force, amount("persons", "Labour force of the mechanical industries"));
  d("wage_million_vnd", wage_million_vnd,
    {.unit = "million VND per month", .least = 0.001, .most = most, .meaning = "Mean wage"});
  d("skill", skill,
    {.unit = "1", .least = 0.01, .most = 1, .meaning = "Skill of the labour force relative to the frontier"});
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
  d("export_weight", export_weight,
    ratio("How readily its vehicles are bought abroad; 0 where it builds for Vietnam alone"));
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
  d("from", from, text("First month on sale; not before its maker builds"));
  d("until", until, text("Last month on sale"));
  d.require(from <= until, "until", "must not be before from");
}

void InhouseRecord::describe(Describer& d) {
  d("assembler", assembler, text("Assembler"));
  d("category", category, text("Category"));
  d("share", share,
    {.unit = "1", .least = 0, .most = 0.999, .meaning = "Share of its requirement that it makes itself"});
}

void InhouseClaimRecord::describe(Describer& d) {
  d("assembler", assembler, text("Assembler"));
  d("category", category, text("Category"));
  d("share", share,
    {.unit = "1", .least = 0, .most = 0.999, .meaning = "Share of its requirement that it says it will make itself"});
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

void InputRecord::describe(Describer& d) {
  d("category", category, text("Category whose suppliers buy it"));
  d("made_by", made_by, text("Category whose suppliers make it"));
  d("share", share, ratio("Its part of unit cost at the frontier's productivity and import prices"));
  d("domestic", domestic, ratio("Part that is bought of domestic-owned suppliers in the base year"));
  d("foreign", foreign, ratio("Part that is bought of foreign-owned suppliers in Vietnam in the base year"));
}

void SpilloverRecord::describe(Describer& d) {
  d("industry", industry, text("Industry"));
  d("category", category, text("Category"));
  d("share", share, ratio("Part of the category's local value that its makers buy of the industry"));
}

void DemandRecord::describe(Describer& d) {
  d("year", year, count("Year", 1900, 2200));
  d("sales", sales, {.unit = "vehicles per year", .least = 1, .most = 1e9, .meaning = "Vehicles sold in the year"});
}

void VehicleExportRecord::describe(Describer& d) {
  d("year", year, count("Year", 1900, 2200));
  d("vehicles", vehicles,
    {.unit = "vehicles per year", .least = 1, .most = 1e9, .meaning = "Vehicles exported in the year"});
}

void IncomeRecord::describe(Describer& d) {
  d("year", year, count("Year", 1900, 2200));
  d("income", income,
    {.unit = "thousand USD", .least = 0.1, .most = 1000, .meaning = "Product a head at purchasing power parity"});
  d("population_million", population_million,
    {.unit = "million persons", .least = 0.001, .most = 1e5, .meaning = "Population"});
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

void TrainingRecord::describe(Describer& d) {
  d("name", name, text("Name"));
  d("label", label, text("Name in words"));
  d("kind", kind, text("Kind"));
  d("cluster", cluster, text("Cluster"));
  d("places", places, {.unit = "persons per year", .least = 1, .most = most, .meaning = "Trainees of a year"});
  d("trainers", trainers, {.unit = "persons", .least = 1, .most = most, .meaning = "Trainers"});
  d("budget_million_vnd", budget_million_vnd, amount("million VND per year", "Budget"));
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

}  // namespace trellis
