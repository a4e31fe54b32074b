// What an ensemble is made of: arms, design, replicas and what is kept, from the scenario and the command line.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/ensemble/compute.hpp"
#include "engine/ensemble/design.hpp"
#include "tools/simulate/request.hpp"

namespace trellis {

struct Experiment {
  struct Arm {
    ArmRow row;
    std::string file;                   ///< the scenario to load
    std::vector<std::string> overlays;  ///< laid over it
  };
  std::vector<Arm> arms;
  Loaded first;  ///< the scenario itself, as the first arm has it
  std::optional<DesignKind> kind;
  std::vector<Factor> factors;  ///< of a design of our own
  Design design;
  EnsembleWork work;     ///< without `world`
  std::string identity;  ///< lines that tell ensembles apart
};

/// Throws ScenarioError with what is wrong, before anything is computed: also what only an end of a range or another
/// arm shows, and arms or points that are equal.
Experiment experiment_of(const Request& request);

/// Scenarios of members, each read once for all replicas that follow each other. For many threads.
class Scenarios {
 public:
  Scenarios(const Request& request, const Experiment& experiment) : request_{request}, experiment_{experiment} {}
  std::shared_ptr<const Scenario> of(const Member& member);

 private:
  const Request& request_;
  const Experiment& experiment_;
  std::mutex one_at_a_time_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::shared_ptr<const Scenario>> kept_;  // by (point, arm)
};

}  // namespace trellis
