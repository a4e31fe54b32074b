// Many runs of a scenario: replicas, arms of policy, points of a design; blocks, then one file and one table.
#include "engine/run/polite_stop.hpp"
#include "tools/simulate/ensemble_run.hpp"
#include "tools/simulate/verbs.hpp"

namespace trellis {

int ensemble(const Request& request) {
  Experiment experiment = experiment_of(request);
  if (!request.write_design.empty()) return write_design_only(request, experiment);
  const EnsembleRun run{request, experiment};
  const PoliteStop polite;
  if (!run.wanted().empty()) {
    BlockList blocks{run.wanted()};
    MemberProgress progress = run.progress();
    run.compute(
        request.threads, 0, run.wanted_members(), [&] { return blocks.next(); },
        [&](bool failed) { progress.one_more(failed); });
  }
  return run.end(stop_signal());
}

}  // namespace trellis
