// What the state pays for: one entry for each lever that costs money. Each has its own row in the transaction matrix
// and its own place on the axis `programme`. A new grant to suppliers is one line in each of the two lists; whoever
// gives it right notes what is asked in supplier.grants_asked.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis {

namespace programme {

enum : std::size_t {
  // Grants to suppliers: what all of them ask for shares the programme's budget (10.18).
  research,
  certification,
  relocation,
  lead_firms,
  export_promotion,
  with_places,  // agents/support, in the order in which firms ask for them: the cheapest first
  governance = with_places,
  green,
  coaching,
  digital,
  automation,
  technology_transfer,
  grants,  // how many they are
  // What the state pays otherwise.
  institute_budgets = grants,
  institute_projects,
  infrastructure,
  local_content_bonus,
  credit_guarantee,
  interest_subsidy,
  charging,
  public_orders,
  hub,
  testing,
  training_places,
  trainer_quality,
  expert_secondment,
  count
};

struct About {
  std::string_view name, meaning;
};
inline constexpr std::array<About, count> about{{
    {"research_match", "Grants to suppliers for their own research"},
    {"certification_support", "Grants to suppliers for certificates"},
    {"relocation_grant", "Grants to suppliers that move to another cluster"},
    {"lead_firm_support", "Grants to suppliers for the scale that lead firms promised them"},
    {"export_promotion", "Grants to suppliers that begin to export"},
    {"governance_coaching", "Grants to suppliers for advice on how they are run"},
    {"green_certification", "Grants to suppliers for certificates of their emissions"},
    {"supplier_development", "Grants to suppliers whom experts of the makers coach"},
    {"digital_grant", "Grants to suppliers for digital planning and records"},
    {"automation_grant", "Grants to suppliers for automated lines"},
    {"technology_transfer", "Grants to suppliers for licences"},
    {"institute_budgets", "Public budgets of institutes"},
    {"project_support", "The state's share in projects of firms with institutes"},
    {"infrastructure_spending", "Public spending on clusters"},
    {"local_content_bonus", "Bonus to assemblers for local parts"},
    {"credit_guarantee", "Losses on guaranteed loans, paid to the bank"},
    {"interest_subsidy", "Interest that the state pays for suppliers"},
    {"charging_spending", "Public spending on charging points"},
    {"public_orders", "Vehicles that the state orders from assemblers, free of taxes"},
    {"hub", "What technology hubs cost to run"},
    {"testing_spending", "Test laboratories and consultants of clusters"},
    {"training_places", "Further training places"},
    {"trainer_quality", "Courses of trainers"},
    {"expert_secondment", "Foreign experts sent into firms"},
}};

}  // namespace programme

// Programmes with places, as kinds of support.
namespace support {

enum Kind : std::size_t { governance, green, coaching, digital, automation, technology_transfer, kinds };
inline constexpr std::array<std::string_view, kinds> names = [] {
  std::array<std::string_view, kinds> all{};
  for (std::size_t kind = 0; kind < kinds; ++kind) all[kind] = programme::about[programme::with_places + kind].name;
  return all;
}();

}  // namespace support

using Grants = Slots<Dong, programme::grants>;

}  // namespace trellis
