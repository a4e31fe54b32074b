// P0 and P2: what strikes this month, the capital that it destroys, and what makers rebuild.
#pragma once

#include "agents/scenario.hpp"
#include "agents/shocks/records.hpp"

namespace trellis {

class Economy;
class Step;

void tell_shocks(Step& step, Economy& e);
// P2, once makers know their lines.
void tell_plant_repairs(Step& step, Economy& e);

/// The scenario's shocks, their names looked up. Throws std::runtime_error where a name is not in the data.
Shocks shocks_of(const Scenario& scenario);
/// The scenario with its reversals of policy written into the levers: from their first month on each lever is as in
/// `reference_law`, and after the last month as it was planned.
Scenario with_reversals(Scenario scenario);

}  // namespace trellis
