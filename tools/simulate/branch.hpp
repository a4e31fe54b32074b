// What a branch may change: levers, from the month of the checkpoint on.
#pragma once
#include "tools/simulate/request.hpp"

namespace trellis {

/// Holds the scenario with the overlay laid on it against the one of the checkpoint. `now`: the first month that is not
/// past. Throws ScenarioError with every other change, at its place in the overlay.
void check_branch(const Loaded& past, const Loaded& branch, Month now);

}  // namespace trellis
