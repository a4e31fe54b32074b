// The design of an ensemble, as the command line or the scenario asks for it.
#pragma once
#include <string>

#include "tools/simulate/experiment.hpp"

namespace trellis {

/// Fills `kind`, `factors` and `design` of an experiment whose `first` is there. Throws ScenarioError.
void make_design(const Request& request, Experiment& e);

/// Throws ScenarioError with one problem, about an option or a file.
[[noreturn]] void refuse(const std::string& about, const std::string& why);
/// A path of the scenario's `ensemble` section starts from the folder of the file that gives it; one of the command
/// line from where the user stands.
std::string resolved(const Loaded& loaded, const std::string& parameter, const std::string& path);

}  // namespace trellis
