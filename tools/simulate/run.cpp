// Runs a scenario from its first month.
#include "engine/io/describe_list.hpp"
#include "engine/run/memory.hpp"
#include "engine/run/sidecar.hpp"
#include "tools/simulate/course.hpp"
#include "tools/simulate/verbs.hpp"
#include "trellis_build_info.hpp"

namespace trellis {
namespace {

RunDescription description_of_run(const Request& request, Loaded& loaded) {
  RunDescription description;
  description.title = loaded.scenario.title;
  description.references = "agents/ODD.md";
  description.seed = loaded.scenario.seed;
  description.start = loaded.scenario.start;
  description.targets = loaded.targets;
  Provenance& provenance = description.provenance;
  provenance.version = TRELLIS_VERSION, provenance.revision = TRELLIS_REVISION;
  provenance.compiler = TRELLIS_COMPILER, provenance.flags = TRELLIS_FLAGS;
  note_inputs(provenance, request.scenario, loaded.origins, canonical_text(description_of(loaded.scenario)));
  return description;
}

}  // namespace

int run(const Request& request) {
  Loaded loaded = load(request);
  const std::filesystem::path output = output_of(request);
  RunFile::check_output(output, request.overwrite);
  return carry_out(request, {.scenario = loaded.scenario,
                             .description = description_of_run(request, loaded),
                             .output = output});
}

}  // namespace trellis
