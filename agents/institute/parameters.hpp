// Projects of research institutes with firms: whom they suit, what they cost, what they bring.
#pragma once

#include "agents/names.hpp"
#include "engine/io/describe.hpp"

namespace trellis {

struct InstituteParameters {
  double expertise_main{};
  double expertise_second{};
  double expertise_other{};
  double project_cost{};
  int project_months{};
  double staff_per_project{};
  double best_distance{};
  double distance_spread{};
  double tie_weight{};
  double join_rate{};
  int firms_most{};
  double travel_distance{};
  double reference_cost{};
  double reference_success{};
  double expertise_gain{};
  double expertise_transfer{};
  double technology_gain{};
  double cash_over_cost{};
  double wage_share{};

  void describe(Describer& d) {
    d("expertise_main", expertise_main,
      {.unit = "1",
       .least = 0,
       .most = 10,
       .meaning = "Mean expertise of an institute in its main field at the start"});
    d("expertise_second", expertise_second,
      {.unit = "1",
       .least = 0,
       .most = 10,
       .meaning = "Mean expertise of an institute in its second field at the start"});
    d("expertise_other", expertise_other,
      {.unit = "1",
       .least = 0,
       .most = 10,
       .meaning = "Mean expertise of an institute in any other field at the start"});
    d("project_cost", project_cost,
      {.unit = "VND", .least = 0, .most = 1e13, .meaning = "Cost of a project, all partners together"});
    d("project_months", project_months, {.unit = "months", .least = 1, .most = 120, .meaning = "Length of a project"});
    d("staff_per_project", staff_per_project,
      {.unit = "persons", .least = 0.1, .most = 1000, .meaning = "Staff that a running project binds"});
    d("best_distance", best_distance,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Distance in expertise at which partners learn most from each other",
       .symbol = "d*"});
    d("distance_spread", distance_spread,
      {.unit = "1", .least = 0.01, .most = 1, .meaning = "Spread about that distance", .symbol = "σ_d"});
    d("tie_weight", tie_weight,
      {.unit = "1",
       .least = 0,
       .most = 10,
       .meaning = "Gain in score for each remembered project together",
       .symbol = "χ"});
    d("join_rate", join_rate,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Chance that a firm joins another's project when their score is 1"});
    d("firms_most", firms_most,
      {.unit = "firms", .least = 1, .most = most_project_firms, .meaning = "Firms in one project"});
    d("travel_distance", travel_distance,
      {.unit = "km",
       .least = 1,
       .most = 1e5,
       .meaning = "Distance over which the score of partners falls by a factor e",
       .symbol = "δ_P"});
    d("reference_cost", reference_cost,
      {.unit = "VND", .least = 1, .most = 1e13, .meaning = "Cost at which the chance of success is known"});
    d("reference_success", reference_success,
      {.unit = "1", .least = 0, .most = 0.999, .meaning = "Chance of success of a project of that cost"});
    d("expertise_gain", expertise_gain,
      {.unit = "1",
       .least = 0,
       .most = 5,
       .meaning = "Gain in expertise in the project's field, whatever the institute knows"});
    d("expertise_transfer", expertise_transfer,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Absorbed part of the institute's lead in expertise that a firm gains"});
    d("technology_gain", technology_gain,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Relative gain in technology of a successful project"});
    d("cash_over_cost", cash_over_cost,
      {.unit = "1",
       .least = 0,
       .most = 20,
       .meaning = "Deposits over its part of the cost that a firm needs to apply"});
    d("wage_share", wage_share,
      {.unit = "per month",
       .least = 0,
       .most = 1,
       .meaning = "Part of its deposits that an institute pays out as wages"});
  }
};

}  // namespace trellis
