// The levers: what the state decides, as dated schedules. A new lever is one line here, and is read where it acts.
#pragma once

#include <cstdint>

#include "agents/support/schedule.hpp"
#include "engine/io/describe.hpp"

namespace trellis {

// One schedule for each powertrain.
struct PowertrainSchedule {
  Schedule ice, hev, bev;

  const Schedule& operator[](std::uint32_t powertrain) const {
    return powertrain == 0 ? ice : powertrain == 1 ? hev : bev;
  }
  void describe(Describer& d) {
    d("ice", ice, {.unit = "1", .least = 0, .most = 3, .meaning = "Combustion vehicles"});
    d("hev", hev, {.unit = "1", .least = 0, .most = 3, .meaning = "Hybrid vehicles"});
    d("bev", bev, {.unit = "1", .least = 0, .most = 3, .meaning = "Battery vehicles"});
  }
};

// Vehicles that the state orders, by powertrain.
struct PublicOrders {
  Schedule ice, hev, bev;

  const Schedule& operator[](std::uint32_t powertrain) const {
    return powertrain == 0 ? ice : powertrain == 1 ? hev : bev;
  }
  void describe(Describer& d) {
    const auto orders = [](std::string_view meaning) {
      return Spec{.unit = "vehicles per year", .least = 0, .most = 1e9, .meaning = meaning};
    };
    d("ice", ice, orders("Combustion vehicles"));
    d("hev", hev, orders("Hybrid vehicles"));
    d("bev", bev, orders("Battery vehicles"));
  }
};

struct Policy {
  // Market
  PowertrainSchedule vehicle_tariff, excise, registration_fee;
  Schedule value_added_tax, registration_cut, local_content_bonus, pooling, search_effort, lead_firm_support,
      export_promotion;
  PublicOrders public_orders;
  // Environment
  Schedule parts_tariff, profit_tax, supporting_industry_holiday, approval_relief, credit_guarantee, interest_subsidy,
      unmade_parts_relief, administrative_relief, zero_emission_share, emission_zone;
  // Technology
  Schedule research_match, certification_support, project_support, project_budget, programme_budget, hub,
      testing_spending, standards_recognition;
  SupportSchedules support;
  // Infrastructure
  Schedule infrastructure_spending, relocation_grant, charging_spending;
  // Human resources
  Schedule training_places, trainer_quality, expert_secondment;

  void describe(Describer& d);
};

inline void Policy::describe(Describer& d) {
  const std::vector<Heeds> firm{Heeds::cluster, Heeds::category, Heeds::owner},
      domestic_firm{Heeds::cluster, Heeds::category, Heeds::domestic_owner};
  d.group("vehicle_tariff", vehicle_tariff, "Customs duty on imported vehicles, mean over their origins");
  d.group("excise", excise, "Special consumption tax");
  d.group("registration_fee", registration_fee, "Registration fee");
  d("value_added_tax", value_added_tax, {.unit = "1", .least = 0, .most = 1, .meaning = "Value-added tax on vehicles"});
  d("registration_cut", registration_cut,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of the registration fee that buyers of local vehicles are spared"});
  d("local_content_bonus", local_content_bonus,
    {.unit = "1",
     .least = 0,
     .most = 0.5,
     .meaning = "Bonus to makers over the import price of a local part, its imported material left out",
     .symbol = "s_LC",
     .heeds = firm});
  d("pooling", pooling,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Share of a family's national volume that a bid may count on",
     .heeds = firm});
  d("lead_firm_support", lead_firm_support,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of the way to efficient scale that lead-firm programmes bring Vietnamese-owned suppliers",
     .heeds = domestic_firm});
  d("search_effort", search_effort,
    {.unit = "1",
     .least = 0,
     .most = 4,
     .meaning = "Candidates that makers look for, over those of the base year",
     .heeds = {Heeds::category}});
  d.group("public_orders", public_orders, "Vehicles that the state orders from local makers");
  d("zero_emission_share", zero_emission_share,
    {.unit = "1",
     .least = 0,
     .most = 0.99,
     .meaning = "Least share of battery vehicles among those sold, held by trade in credits; 0 without a mandate"});
  d("emission_zone", emission_zone,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Share of buyers who live or work where new combustion vehicles may not go"});
  d("export_promotion", export_promotion,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Share of the cost of beginning to export that the state pays Vietnamese-owned suppliers",
     .heeds = domestic_firm});
  d("parts_tariff", parts_tariff,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Customs duty on imported parts, mean over origins",
     .heeds = {Heeds::category}});
  d("profit_tax", profit_tax,
    {.unit = "1", .least = 0, .most = 1, .meaning = "General rate of profit tax", .heeds = firm});
  d("supporting_industry_holiday", supporting_industry_holiday,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Profit-tax holiday of the supporting industry: 1 the law in force, 0 none",
     .heeds = firm});
  d("approval_relief", approval_relief,
    {.unit = "months",
     .least = 0,
     .most = 24,
     .meaning = "Months by which test laboratories and mutual recognition shorten approvals",
     .heeds = firm});
  d("unmade_parts_relief", unmade_parts_relief,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of the duty that is waived on families that no supplier in Vietnam makes",
     .heeds = {Heeds::category}});
  d("administrative_relief", administrative_relief,
    {.unit = "months",
     .least = 0,
     .most = 24,
     .meaning = "Months by which permits for new plants, new lines and moves come sooner",
     .heeds = {Heeds::category, Heeds::owner}});
  d("credit_guarantee", credit_guarantee,
    {.unit = "1",
     .least = 0,
     .most = 0.8,
     .meaning = "Part of the loans of Vietnamese-owned suppliers that the state guarantees",
     .symbol = "g",
     .heeds = domestic_firm});
  d("interest_subsidy", interest_subsidy,
    {.unit = "per year",
     .least = 0,
     .most = 0.05,
     .meaning = "Points of interest that the state pays on the loans of Vietnamese-owned suppliers",
     .heeds = domestic_firm});
  d("research_match", research_match,
    {.unit = "1",
     .least = 0,
     .most = 2,
     .meaning = "Grant for each đồng of a Vietnamese-owned firm's own research",
     .heeds = domestic_firm});
  d("certification_support", certification_support,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Share of the cost of a certificate that the state pays",
     .symbol = "s_c",
     .heeds = domestic_firm});
  d("project_support", project_support,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning =
         "Share of the cost of projects with institutes that the state pays; under a budget that binds, a larger "
         "share means fewer projects",
     .heeds = domestic_firm});
  d("project_budget", project_budget,
    {.unit = "VND per year",
     .least = 0,
     .most = 1e15,
     .meaning = "Budget for the state's share of institute projects"});
  d("programme_budget", programme_budget,
    {.unit = "VND per year",
     .least = 0,
     .most = 1e15,
     .meaning = "Budget of the supporting-industry programme, which bounds its grants"});
  d("hub", hub,
    {.unit = "1",
     .least = 0,
     .most = 5,
     .meaning = "Hub status: extra speed of knowledge spillover in a cluster",
     .heeds = {Heeds::cluster}});
  d("relocation_grant", relocation_grant,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of the cost of moving to a cluster that the state pays Vietnamese-owned suppliers",
     .heeds = domestic_firm});
  d("testing_spending", testing_spending,
    {.unit = "VND per year",
     .least = 0,
     .most = 1e15,
     .meaning = "Public spending on test laboratories and consultants in each cluster",
     .heeds = {Heeds::cluster}});
  d("standards_recognition", standards_recognition,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of foreign tests and certificates that are recognised without repeating them",
     .heeds = firm});
  for (std::size_t kind = 0; kind < support::kinds; ++kind)
    d.group(support::names[kind], support[kind], programme::about[programme::with_places + kind].meaning);
  d("infrastructure_spending", infrastructure_spending,
    {.unit = "VND per year",
     .least = 0,
     .most = 1e15,
     .meaning = "Public spending on the infrastructure of each cluster",
     .heeds = {Heeds::cluster}});
  d("charging_spending", charging_spending,
    {.unit = "VND per year", .least = 0, .most = 1e17, .meaning = "Public spending on charging points"});
  d("training_places", training_places,
    {.unit = "persons per year",
     .least = 0,
     .most = 1e6,
     .meaning = "Training places in each cluster beyond those of the base year",
     .heeds = {Heeds::cluster}});
  d("trainer_quality", trainer_quality,
    {.unit = "1",
     .least = 1,
     .most = 2,
     .meaning = "What a trainee learns over what one learnt in the base year",
     .heeds = {Heeds::cluster}});
  d("expert_secondment", expert_secondment,
    {.unit = "firms per year",
     .least = 0,
     .most = 1e5,
     .meaning = "Vietnamese-owned suppliers into which the state sends a foreign expert for a year"});
}

}  // namespace trellis
