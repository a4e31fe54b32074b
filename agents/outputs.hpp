// What a run puts out and holds against targets, known from the declarations before anything is computed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/scenario.hpp"
#include "engine/io/describe_read.hpp"
#include "engine/io/run_file.hpp"

namespace trellis {

/// Every variable of a run file, in its order there.
std::vector<Series> published_series();

/// How big a run will be. Bytes are estimates from above.
struct RunSize {
  std::uint64_t suppliers = 0, assemblers = 0, institutes = 0;
  std::uint64_t memory_bytes = 0, output_bytes = 0;
};
RunSize size_of(const Scenario& scenario);

/// Throws ScenarioError with every column of outputs.panels that its table does not have, or that is named twice.
void check_panels(const Scenario& scenario, const ScenarioOrigins& origins);

/// The targets as they are held against series: a scope other than the nation makes NAME to oem_NAME[SCOPE]. Throws
/// ScenarioError with every target whose series no run has, or that holds a monthly flow against a yearly target.
std::vector<TargetRow> target_rows(const Scenario& scenario, const ScenarioOrigins& origins);

}  // namespace trellis
