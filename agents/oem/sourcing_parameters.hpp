// How parts are put out to tender: whom a maker finds, what it asks for, how it compares offers, how contracts run.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct DiscoveryParameters {
  double domestic_candidates{};
  double foreign_candidates{};
  double size_exponent{};
  double size_of_reference{};
  double distance_of_reference{};
  double link_weight{};

  void describe(Describer& d) {
    d("domestic_candidates", domestic_candidates,
      {.unit = "1", .least = 0, .most = 64, .meaning = "Domestic-owned candidates that a maker finds for a tender"});
    d("foreign_candidates", foreign_candidates,
      {.unit = "1", .least = 0, .most = 64, .meaning = "Foreign-owned candidates that a maker finds for a tender"});
    d("size_exponent", size_exponent,
      {.unit = "1", .least = 0, .most = 2, .meaning = "How much easier larger suppliers are found"});
    d("size_of_reference", size_of_reference,
      {.unit = "VND per month", .least = 1, .most = 1e15, .meaning = "Size at which a supplier's weight is 1"});
    d("distance_of_reference", distance_of_reference,
      {.unit = "km",
       .least = 1,
       .most = 1e5,
       .meaning = "Distance over which the chance to be found falls by a factor e",
       .symbol = "δ_D"});
    d("link_weight", link_weight,
      {.unit = "1",
       .least = 0,
       .most = 10,
       .meaning =
           "Gain in weight for each maker, the one that searches among them, that a supplier has a contract with",
       .symbol = "ψ_L"});
  }
};

struct GateParameters {
  double iso_difficulty_limit{};
  double quality_base{};
  double quality_slope{};
  double lot_share{};
  double stretch_years{};
  double home_conversion{};

  void describe(Describer& d) {
    d("iso_difficulty_limit", iso_difficulty_limit,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Difficulty up to which ISO 9001 is enough; harder families ask for IATF 16949"});
    d("quality_base", quality_base,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Quality asked for the easiest family"});
    d("quality_slope", quality_slope,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Further quality asked per unit of difficulty"});
    d("lot_share", lot_share,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Share of a lot that a supplier must be able to make"});
    d("stretch_years", stretch_years,
      {.unit = "years", .least = 0, .most = 10, .meaning = "Time within which promised capacity must stand"});
    d("home_conversion", home_conversion,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Share of home-market sales that counts as capacity a supplier can grow from"});
  }
};

struct SourcingParameters {
  DiscoveryParameters discovery{};
  GateParameters gates{};
  double quality_aim{};
  double quality_cost{};
  double lateness_cost{};
  double switching_cost{};
  double import_risk_premium{};
  double rvc_threshold{};
  double rvc_weight{};
  double least_relative_cost{};
  double price_elasticity{};
  double variety_exponent{};
  double attraction_bound{};
  double share_floor{};
  double difficulty_reach{};
  double domestic_difficulty_exponent{};
  double foreign_difficulty_exponent{};
  double inversion_damping{};
  double inversion_step{};
  double renewal_probability{};
  double import_reopening{};
  int contract_months_least{};
  int contract_months_most{};
  int approval_months_least{};
  int approval_months_most{};
  double recognition_saves{};
  double ramp_months{};
  double price_down{};
  double material_pass_through{};
  int payment_months{};
  double termination_base{};
  double termination_defects{};
  double termination_lateness{};

  void describe(Describer& d);
};

inline void SourcingParameters::describe(Describer& d) {
  d.group("discovery", discovery, "Whom a maker finds");
  d.group("gates", gates, "What a candidate must have before its price is looked at");
  d("quality_aim", quality_aim,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Quality at which no cost of bad parts is added", .symbol = "q*"});
  d("quality_cost", quality_cost,
    {.unit = "1", .least = 0, .most = 5, .meaning = "Cost of missing quality over the import price", .symbol = "κ_q"});
  d("lateness_cost", lateness_cost,
    {.unit = "1", .least = 0, .most = 5, .meaning = "Cost of late delivery over the import price", .symbol = "κ_d"});
  d("switching_cost", switching_cost,
    {.unit = "1",
     .least = 0,
     .most = 5,
     .meaning = "Cost of taking a new supplier over the import price",
     .symbol = "κ_sw"});
  d("import_risk_premium", import_risk_premium,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Risk premium on imports over the import price"});
  d("rvc_threshold", rvc_threshold,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Regional value content from which a maker's exports are free of duty"});
  d("rvc_weight", rvc_weight,
    {.unit = "1",
     .least = 0,
     .most = 5,
     .meaning = "Worth of local content to a maker below the threshold",
     .symbol = "λ_rvc"});
  d("least_relative_cost", least_relative_cost,
    {.unit = "1",
     .least = 0.01,
     .most = 1,
     .meaning = "Lowest total cost over the import price that a bonus can bring an offer to"});
  d("price_elasticity", price_elasticity,
    {.unit = "1",
     .least = 4,
     .most = 12,
     .meaning = "Elasticity of a bidder's chance with respect to its total cost",
     .symbol = "η"});
  d("variety_exponent", variety_exponent,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "How much a class gains when more of its firms qualify than in the base year",
     .symbol = "θ_n"});
  d("attraction_bound", attraction_bound,
    {.unit = "1",
     .least = 1,
     .most = 1e6,
     .meaning = "Largest factor by which a class's attraction may differ from 1",
     .symbol = "ξ_max"});
  d("share_floor", share_floor,
    {.unit = "1", .least = 0, .most = 0.1, .meaning = "Least base-year share of a class in a category"});
  d("difficulty_reach", difficulty_reach,
    {.unit = "1", .least = 1, .most = 2, .meaning = "Difficulty at which the base-year share of local suppliers ends"});
  d("domestic_difficulty_exponent", domestic_difficulty_exponent,
    {.unit = "1",
     .least = 0,
     .most = 10,
     .meaning = "How fast the base-year share of domestic firms falls with difficulty"});
  d("foreign_difficulty_exponent", foreign_difficulty_exponent,
    {.unit = "1",
     .least = 0,
     .most = 10,
     .meaning = "How fast the base-year share of foreign firms falls with difficulty"});
  d("inversion_damping", inversion_damping,
    {.unit = "1", .least = 0.01, .most = 1, .meaning = "Exponent of a step of the share inversion"});
  d("inversion_step", inversion_step,
    {.unit = "1", .least = 1.01, .most = 100, .meaning = "Largest correction in a step of the share inversion"});
  d("renewal_probability", renewal_probability,
    {.unit = "1",
     .least = 0.01,
     .most = 0.999,
     .meaning = "Chance that a contract is renewed without a tender at unchanged relative cost",
     .symbol = "r"});
  d("import_reopening", import_reopening,
    {.unit = "per year",
     .least = 0,
     .most = 0.99,
     .meaning = "Hazard that an imported family is put out to tender again",
     .symbol = "e_M"});
  d("contract_months_least", contract_months_least,
    {.unit = "months", .least = 1, .most = 240, .meaning = "Shortest contract"});
  d("contract_months_most", contract_months_most,
    {.unit = "months", .least = 1, .most = 240, .meaning = "Longest contract"});
  d("approval_months_least", approval_months_least,
    {.unit = "months", .least = 0, .most = 60, .meaning = "Shortest approval of a new supplier's parts"});
  d("recognition_saves", recognition_saves,
    {.unit = "months",
     .least = 0,
     .most = 24,
     .meaning = "Months of an approval that full recognition of foreign tests saves"});
  d("approval_months_most", approval_months_most,
    {.unit = "months", .least = 0, .most = 60, .meaning = "Longest approval of a new supplier's parts"});
  d("ramp_months", ramp_months,
    {.unit = "months",
     .least = 1,
     .most = 60,
     .meaning = "Time from the first delivery to the full share of a contract"});
  d("price_down", price_down,
    {.unit = "per year", .least = 0, .most = 0.5, .meaning = "Yearly price reduction that a contract asks for"});
  d("material_pass_through", material_pass_through,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of a change in the price of materials that a contract passes on"});
  d("payment_months", payment_months,
    {.unit = "months", .least = 0, .most = 6, .meaning = "Time from delivery to payment of a local supplier"});
  d("termination_base", termination_base,
    {.unit = "per year", .least = 0, .most = 0.9, .meaning = "Hazard that a contract ends early", .symbol = "h_0"});
  d("termination_defects", termination_defects,
    {.unit = "per year", .least = 0, .most = 0.9, .meaning = "Further hazard at quality 0", .symbol = "h_q"});
  d("termination_lateness", termination_lateness,
    {.unit = "per year", .least = 0, .most = 0.9, .meaning = "Further hazard at no delivery on time", .symbol = "h_d"});
  d.require(contract_months_least <= contract_months_most, "contract_months_most",
            "must not be below contract_months_least");
  d.require(approval_months_least <= approval_months_most, "approval_months_most",
            "must not be below approval_months_least");
}

}  // namespace trellis
