// Programmes with places: what a place costs, and what it does for the firm that gets it.
#pragma once

#include <array>

#include "agents/government/programmes.hpp"
#include "engine/io/describe.hpp"

namespace trellis {

struct SupportParameters {
  std::array<double, support::kinds> cost{};
  double cash_over_cost{};
  int coaching_months{};
  double coaching_quality{};
  double coaching_expertise{};
  double governance_absorption{};
  double governance_access{};
  double green_worth{};
  double digital_on_time{};
  double digital_visibility{};
  double automation_gain{};
  double automation_on_time{};
  double licensor_technology{};
  double licensed_part{};

  void describe(Describer& d);
};

inline void SupportParameters::describe(Describer& d) {
  d("cost", cost,
    {.unit = "VND",
     .least = 0,
     .most = 1e13,
     .meaning = "Cost of a place for its firm and the state together",
     .labels = {support::names.begin(), support::names.end()}});
  d("cash_over_cost", cash_over_cost,
    {.unit = "1",
     .least = 0,
     .most = 20,
     .meaning = "Deposits over its part of the cost that a firm needs to ask for places"});
  d("coaching_months", coaching_months,
    {.unit = "months", .least = 1, .most = 120, .meaning = "How long makers' experts coach a firm"});
  d("coaching_quality", coaching_quality,
    {.unit = "1", .least = 0, .most = 0.5, .meaning = "Gain in reachable quality of a coached firm"});
  d("coaching_expertise", coaching_expertise,
    {.unit = "per year", .least = 0, .most = 5, .meaning = "Absorbed gain in expertise of a coached firm"});
  d("governance_absorption", governance_absorption,
    {.unit = "1",
     .least = 0,
     .most = 5,
     .meaning = "Weight of well-run management in absorptive capacity",
     .symbol = "a_3"});
  d("governance_access", governance_access,
    {.unit = "1", .least = 0, .most = 5, .meaning = "Gain in the log odds of access to credit of a well-run firm"});
  d("green_worth", green_worth,
    {.unit = "1",
     .least = 0,
     .most = 0.5,
     .meaning = "Worth to a maker, over the import price, of a supplier with a certificate of its emissions"});
  d("digital_on_time", digital_on_time,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of the late deliveries that digital planning avoids",
     .symbol = "o_2"});
  d("digital_visibility", digital_visibility,
    {.unit = "1",
     .least = 0,
     .most = 10,
     .meaning = "Gain in the weight with which makers find a firm with digital records"});
  d("automation_gain", automation_gain,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Relative gain in technology of an automated line"});
  d("automation_on_time", automation_on_time,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Part of the late deliveries that automated lines avoid",
     .symbol = "o_1"});
  d("licensor_technology", licensor_technology,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Technology that licensors offer", .symbol = "A_L"});
  d("licensed_part", licensed_part,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Part of the absorbed gap to the licensor that a licence closes"});
  d.require(automation_on_time + digital_on_time <= 1, "digital_on_time",
            "and automation_on_time must not avoid more than all late deliveries");
}

}  // namespace trellis
