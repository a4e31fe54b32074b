// Runs a scenario from its first month.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "agents/summary.hpp"
#include "engine/io/describe_list.hpp"
#include "engine/io/digest.hpp"
#include "engine/run/memory.hpp"
#include "engine/run/sidecar.hpp"
#include "engine/run/simulation.hpp"
#include "engine/run/threads.hpp"
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

bool takes_colour(std::FILE* out) {
  const char* unwanted = std::getenv("NO_COLOR");
  return Progress::mode_for(out) == Progress::Mode::bar && (unwanted == nullptr || *unwanted == '\0');
}

RunResult compute(const Request& request, Loaded& loaded, RunRecord& record, WideDong& public_cost) {
  const auto months = static_cast<std::size_t>(loaded.scenario.months());
  RunDescription description = description_of_run(request, loaded);
  const std::unique_ptr<Economy> economy = populate(request, loaded.scenario);
  Progress progress{stderr, loaded.scenario.start, loaded.scenario.months(),
                    request.quiet ? Progress::Mode::quiet : Progress::mode_for(stderr)};
  ProgressLog log{record.output};
  const auto tell = [&](Month month, std::size_t done, std::size_t acknowledged) {
    log.write(to_string(month), done, months, acknowledged, economy->agents(), progress.seconds());
  };
  std::size_t done = 0;
  Followed followed{*economy, [&] {
                      public_cost += economy->nation.public_cost.get(0);
                      tell(economy->clock().now() - 1, ++done, 0);
                    }};
  RunResult result =
      run_simulation(followed, months, record.output, std::move(description), progress,
                     {.overwrite = request.overwrite, .swmr = !request.no_swmr, .alternatives = definitions()});
  if (result.months > 0) tell(economy->clock().now() - 1, result.months, result.months);
  record.wall_seconds = progress.seconds();
  record.months = result.months;
  record.agent_steps = progress.agent_steps();
  return result;
}

}  // namespace

int run(const Request& request) {
  Loaded loaded = load(request);
  RunRecord record;
  record.output = output_of(request);
  record.command_line = request.words;
  record.status = "running";
  record.started = utc_now();
  RunFile::check_output(record.output, request.overwrite);
  refuse_too_big(size_of(loaded.scenario).memory_bytes, available_memory());

  RunResult result;
  WideDong public_cost;
  try {
    record.threads = with_threads(request.threads, [&] {
      write_run_record(record);
      result = compute(request, loaded, record, public_cost);
    });
  } catch (...) {
    record.status = "failed";
    record.finished = utc_now();
    try {
      write_run_record(record);
    } catch (const FileError&) {
      // What went wrong before is what has to be told.
    }
    throw;
  }
  record.status = result.signal == 0 ? "complete" : "interrupted";
  record.finished = utc_now();
  record.digest = digest(result.file);
  write_run_record(record);

  fmt::print("{}", summary_text({.targets = loaded.scenario.data.targets,
                                 .rows = loaded.targets,
                                 .result = result,
                                 .start = loaded.scenario.start,
                                 .public_cost = public_cost,
                                 .in_colour = takes_colour(stdout)}));
  if (result.signal == 0) return 0;
  fmt::print(stderr,
             "Stopped by a signal after {} of {} months; `simulate recover {}` makes a readable file of them.\n",
             result.months, loaded.scenario.months(), record.output.string());
  return 128 + result.signal;
}

}  // namespace trellis
