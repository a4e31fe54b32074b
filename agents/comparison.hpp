// What a person reads at the end of an ensemble: with what probability each arm of policy reaches the targets, by how
// much the arms differ, and at what public cost.
#pragma once

#include <string>
#include <vector>

#include "agents/scenario.hpp"
#include "engine/ensemble/design.hpp"
#include "engine/io/ensemble_file.hpp"

namespace trellis {

struct Comparison {
  const std::vector<TargetRecord>& targets;  ///< with their units
  const EnsembleDescription& description;
  const std::vector<MemberRow>& members;  ///< all of them; values may be gone
};

/// Targets by arm: share of the members that reach them and their median with 95 % and 90 % intervals; mean difference
/// to the first arm over members of the same point and replica, and what a point more costs the state. Failed members
/// are left out, together with their partners in differences.
std::string comparison_text(const Comparison& comparison);

/// Place of the target that a sensitivity is reckoned for where none is named: the last within the run that is not
/// imposed. No target: the number of targets.
std::size_t last_target(const Comparison& comparison);
/// Indices of a design over the mean of each point's members, factors in the order of their weight. `kind`: sobol or
/// morris. Rows and walks with a point of which all members failed are left out, which it says.
std::string sensitivity_text(const Comparison& comparison, DesignKind kind, Design design,
                             const std::vector<Factor>& factors, std::size_t target);

}  // namespace trellis
