// Which firms leave and what is left of them; which firms enter, and where.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct RelocationParameters {
  double cost{};
  double resistance{};
  double consideration{};
  double standstill{};

  void describe(Describer& d) {
    d("cost", cost, {.unit = "1", .least = 0, .most = 2, .meaning = "Cost of a move over the firm's capital"});
    d("resistance", resistance,
      {.unit = "1",
       .least = 0,
       .most = 20,
       .meaning = "What holds a firm where it is, in units of the location logit"});
    d("consideration", consideration,
      {.unit = "per year",
       .least = 0,
       .most = 1,
       .meaning = "Chance that a firm considers a move that is paid in part"});
    d("standstill", standstill,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Part of the next month's output that a move costs"});
  }
};

struct ExitEntryParameters {
  RelocationParameters relocation;
  double waiting_attrition{};
  double hazard_with_orders{};
  double hazard_without_orders{};
  double hazard_size_exponent{};
  double hazard_factor_most{};
  double size_of_reference{};
  int distress_months{};
  double resale{};
  double replacement{};
  double kept_abroad{};
  double foreign_rate{};
  double domestic_rate{};
  double advantage_of_reference{};
  double plant_scale_least{};
  double plant_scale_most{};
  double start_deposits{};
  double entrant_capacity{};
  double location_of_infrastructure{};
  double location_of_wage{};
  double location_of_rent{};
  double location_of_density{};

  void describe(Describer& d);
};

inline void ExitEntryParameters::describe(Describer& d) {
  d.group("relocation", relocation, "Moves between clusters");
  d("waiting_attrition", waiting_attrition,
    {.unit = "per month",
     .least = 0,
     .most = 0.5,
     .meaning = "Part of planned plants, lines and moves that is given up for each month of waiting for permits"});
  d("hazard_with_orders", hazard_with_orders,
    {.unit = "per year", .least = 0, .most = 0.9, .meaning = "Hazard that a firm with orders leaves"});
  d("hazard_without_orders", hazard_without_orders,
    {.unit = "per year", .least = 0, .most = 0.5, .meaning = "Hazard that a firm of reference without orders leaves"});
  d("hazard_size_exponent", hazard_size_exponent,
    {.unit = "1", .least = 0, .most = 2, .meaning = "Fall of that hazard with size"});
  d("hazard_factor_most", hazard_factor_most,
    {.unit = "1", .least = 1, .most = 2, .meaning = "Largest factor on that hazard for small firms"});
  d("size_of_reference", size_of_reference,
    {.unit = "VND per year", .least = 1, .most = 1e15, .meaning = "Home sales of the firm of reference"});
  d("distress_months", distress_months,
    {.unit = "months", .least = 1, .most = 120, .meaning = "Months with negative equity or deposits that end a firm"});
  d("resale", resale, {.unit = "1", .least = 0, .most = 1, .meaning = "Price of used capital over its book value"});
  d("replacement", replacement,
    {.unit = "1", .least = 0, .most = 2, .meaning = "Start-ups for each domestic-owned firm that leaves"});
  d("kept_abroad", kept_abroad,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of demand that makers' parents do not move from their own plants abroad"});
  d("foreign_rate", foreign_rate,
    {.unit = "per quarter",
     .least = 0,
     .most = 1,
     .meaning = "Foreign-owned plants that come for each plant of efficient scale that the gap would fill",
     .symbol = "e_F"});
  d("domestic_rate", domestic_rate,
    {.unit = "per quarter",
     .least = 0,
     .most = 1,
     .meaning = "Domestic firms that diversify for each such plant",
     .symbol = "e_D"});
  d("advantage_of_reference", advantage_of_reference,
    {.unit = "1",
     .least = 0.001,
     .most = 1,
     .meaning =
         "Cost advantage over imports, as a share of the import price, at which foreign plants come at full rate"});
  d("plant_scale_least", plant_scale_least,
    {.unit = "1", .least = 0.01, .most = 100, .meaning = "Smallest new foreign plant over the efficient scale"});
  d("plant_scale_most", plant_scale_most,
    {.unit = "1", .least = 0.01, .most = 100, .meaning = "Largest new foreign plant over the efficient scale"});
  d("start_deposits", start_deposits,
    {.unit = "1", .least = 0, .most = 10, .meaning = "Deposits of a new plant over its capital"});
  d("entrant_capacity", entrant_capacity,
    {.unit = "1", .least = 0, .most = 10, .meaning = "First capacity of a firm that diversifies over its home sales"});
  d("location_of_infrastructure", location_of_infrastructure,
    {.unit = "1", .least = -10, .most = 10, .meaning = "Weight of infrastructure in the choice of a cluster"});
  d("location_of_wage", location_of_wage,
    {.unit = "1", .least = -10, .most = 10, .meaning = "Weight of the log wage in the choice of a cluster"});
  d("location_of_rent", location_of_rent,
    {.unit = "1", .least = -10, .most = 10, .meaning = "Weight of the log rent in the choice of a cluster"});
  d("location_of_density", location_of_density,
    {.unit = "1",
     .least = -10,
     .most = 10,
     .meaning = "Weight of the log number of the category's suppliers in the choice of a cluster"});
  d.require(plant_scale_least <= plant_scale_most, "plant_scale_most", "must not be below plant_scale_least");
}

}  // namespace trellis
