// How firms learn: research, imitation, absorptive capacity, spillovers, foreign customers, expertise, certification.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct CertificationParameters {
  double iso_fee{};
  double iatf_fee{};
  int iso_months{};
  int iatf_months{};
  double margin{};
  double contract_months{};
  double lot_share{};
  double least_win_rate{};
  double worth_over_fee{};
  double cash_over_fee{};
  double consideration{};
  double starts_per_quarter{};
  double recognition_saves{};

  void describe(Describer& d) {
    d("iso_fee", iso_fee, {.unit = "VND", .least = 0, .most = 1e12, .meaning = "Cost of ISO 9001", .symbol = "F"});
    d("iatf_fee", iatf_fee, {.unit = "VND", .least = 0, .most = 1e12, .meaning = "Cost of IATF 16949", .symbol = "F"});
    d("iso_months", iso_months, {.unit = "months", .least = 1, .most = 120, .meaning = "Time to ISO 9001"});
    d("iatf_months", iatf_months, {.unit = "months", .least = 1, .most = 120, .meaning = "Time to IATF 16949"});
    d("margin", margin, {.unit = "1", .least = 0, .most = 1, .meaning = "Margin that a firm expects of a contract"});
    d("contract_months", contract_months,
      {.unit = "months", .least = 1, .most = 240, .meaning = "Contract length that a firm reckons with"});
    d("lot_share", lot_share,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Part of a family's national demand that a firm reckons with as a lot"});
    d("least_win_rate", least_win_rate,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Least chance to win that a firm reckons with"});
    d("worth_over_fee", worth_over_fee,
      {.unit = "1", .least = 0, .most = 20, .meaning = "Expected worth over own cost from which a firm starts"});
    d("cash_over_fee", cash_over_fee,
      {.unit = "1", .least = 0, .most = 20, .meaning = "Deposits over own cost that a firm needs to start"});
    d("consideration", consideration,
      {.unit = "per quarter", .least = 0, .most = 1, .meaning = "Chance that a firm considers certification"});
    d("starts_per_quarter", starts_per_quarter,
      {.unit = "firms per quarter",
       .least = 0,
       .most = 1e6,
       .meaning = "Firms that consultants and test laboratories of all clusters can take on at the start"});
    d("recognition_saves", recognition_saves,
      {.unit = "1",
       .least = 0,
       .most = 0.9,
       .meaning = "Part of the time to a certificate that full recognition of foreign tests saves"});
  }
};

struct KnowledgeParameters {
  CertificationParameters certification{};
  double research_domestic{};
  double research_foreign{};
  double research_of_reference{};
  double research_wear{};
  double innovation_part{};
  double innovation_rate{};
  double imitation_rate{};
  double occasional_research{};
  double innovation_reach{};
  double imitation_gain{};
  double closeness_floor{};
  double absorption_base{};
  double absorption_of_research{};
  double absorption_of_skill{};
  double spillover_speed{};
  double spillover_distance{};
  double backward_link{};
  double link_without_partner{};
  double forward_link{};
  double frontier_growth{};
  double outside_growth{};
  double expertise_of_producing{};
  double expertise_of_research{};
  double expertise_wear{};
  double expertise_most{};

  void describe(Describer& d);
};

inline void KnowledgeParameters::describe(Describer& d) {
  d.group("certification", certification, "Certificates that makers ask for");
  d("research_domestic", research_domestic,
    {.unit = "1", .least = 0, .most = 1, .meaning = "R&D of domestic-owned firms over sales", .symbol = "ν_D"});
  d("research_foreign", research_foreign,
    {.unit = "1", .least = 0, .most = 1, .meaning = "R&D of foreign-owned firms over sales", .symbol = "ν_F"});
  d("research_of_reference", research_of_reference,
    {.unit = "1", .least = 1e-6, .most = 1, .meaning = "R&D over sales at which research effort counts as 1"});
  d("research_wear", research_wear,
    {.unit = "per year", .least = 0, .most = 1, .meaning = "Wear of the stock of R&D", .symbol = "δ_R"});
  d("innovation_part", innovation_part,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of the research effort that goes into innovation; the rest goes into imitation",
     .symbol = "ξ_RD"});
  d("innovation_rate", innovation_rate,
    {.unit = "per month", .least = 0, .most = 10, .meaning = "Arrival of innovations at full effort", .symbol = "ζ_1"});
  d("imitation_rate", imitation_rate,
    {.unit = "per month",
     .least = 0,
     .most = 10,
     .meaning = "Arrival of imitations at full effort and absorptive capacity",
     .symbol = "ζ_2"});
  d("occasional_research", occasional_research,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Effort of a firm that has not innovated yet over that of one that has"});
  d("innovation_reach", innovation_reach,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Largest relative step of technology in an innovation"});
  d("imitation_gain", imitation_gain,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Part of the absorbed technology gap that an imitation closes"});
  d("closeness_floor", closeness_floor,
    {.unit = "1", .least = 1e-6, .most = 1, .meaning = "Distance at which two firms count as alike in imitation"});
  d("absorption_base", absorption_base,
    {.unit = "1",
     .least = 0,
     .most = 5,
     .meaning = "Absorptive capacity without research and skills",
     .symbol = "a_0"});
  d("absorption_of_research", absorption_of_research,
    {.unit = "1",
     .least = 0,
     .most = 50,
     .meaning = "Weight of the R&D stock in absorptive capacity",
     .symbol = "a_1"});
  d("absorption_of_skill", absorption_of_skill,
    {.unit = "1", .least = 0, .most = 5, .meaning = "Weight of skills in absorptive capacity", .symbol = "a_2"});
  d("spillover_speed", spillover_speed,
    {.unit = "per month",
     .least = 0,
     .most = 1,
     .meaning = "Part of the absorbed gap to a cluster's technology that closes without a hub",
     .symbol = "s_k"});
  d("spillover_distance", spillover_distance,
    {.unit = "km",
     .least = 1,
     .most = 1e5,
     .meaning = "Distance over which knowledge thins out by a factor e",
     .symbol = "δ_K"});
  d("backward_link", backward_link,
    {.unit = "per year",
     .least = -1,
     .most = 1,
     .meaning = "Gain in technology of a joint venture that sells to foreign-owned customers only",
     .symbol = "β_B"});
  d("link_without_partner", link_without_partner,
    {.unit = "1", .least = 0, .most = 1, .meaning = "That gain without a foreign partner, for firms that innovate"});
  d("forward_link", forward_link,
    {.unit = "per year",
     .least = -1,
     .most = 1,
     .meaning = "Gain in technology of a firm all of whose inputs come from foreign-owned firms",
     .symbol = "β_F"});
  d("frontier_growth", frontier_growth,
    {.unit = "per year", .least = 0, .most = 0.2, .meaning = "Growth of the world frontier", .symbol = "g_A"});
  d("outside_growth", outside_growth,
    {.unit = "per year",
     .least = 0,
     .most = 0.2,
     .meaning = "Growth of technology of firms that do not serve the industry",
     .symbol = "g_O"});
  d("expertise_of_producing", expertise_of_producing,
    {.unit = "per year", .least = 0, .most = 5, .meaning = "Absorbed gain in expertise of a firm that delivers"});
  d("expertise_of_research", expertise_of_research,
    {.unit = "per year", .least = 0, .most = 100, .meaning = "Absorbed gain in expertise per unit of R&D over sales"});
  d("expertise_wear", expertise_wear,
    {.unit = "per year", .least = 0, .most = 0.9, .meaning = "Expertise lost in a year"});
  d("expertise_most", expertise_most,
    {.unit = "1", .least = 0, .most = 20, .meaning = "Expertise that learning alone does not exceed"});
}

}  // namespace trellis
