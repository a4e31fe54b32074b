#include "tools/simulate/course.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "agents/summary.hpp"
#include "engine/io/digest.hpp"
#include "engine/run/checkpoint.hpp"
#include "engine/run/memory.hpp"
#include "engine/run/sidecar.hpp"
#include "engine/run/simulation.hpp"
#include "engine/run/threads.hpp"

namespace trellis {
namespace {

bool takes_colour(std::FILE* out) {
  const char* unwanted = std::getenv("NO_COLOR");
  return Progress::mode_for(out) == Progress::Mode::bar && (unwanted == nullptr || *unwanted == '\0');
}

RunResult compute(const Request& request, Course& course, RunRecord& record) {
  const Scenario& scenario = course.scenario;
  const auto months = static_cast<std::size_t>(scenario.months());
  const std::unique_ptr<Economy> economy = populate(request, scenario);
  if (course.from) take_checkpoint(*course.from, *economy);
  std::size_t done = course.past ? course.past->months() : 0;
  Progress progress{stderr,
                    scenario.start,
                    scenario.months(),
                    request.quiet ? Progress::Mode::quiet : Progress::mode_for(stderr),
                    {},
                    static_cast<int>(done)};
  ProgressLog log{record.output, course.goes_on};
  const auto tell = [&](Month month, std::size_t months_done, std::size_t acknowledged) {
    log.write(to_string(month), months_done, months, acknowledged, economy->agents(), progress.seconds());
  };
  Followed followed{*economy, [&] { tell(economy->clock().now() - 1, ++done, 0); }};
  RunResult result = run_simulation(followed, months, record.output, std::move(course.description), progress,
                                    {.overwrite = request.overwrite,
                                     .swmr = !request.no_swmr,
                                     .alternatives = definitions(),
                                     .summed = "public_cost",
                                     .checkpoints = request.checkpoints,
                                     .past = course.past,
                                     .goes_on = course.goes_on});
  if (result.months > 0) tell(economy->clock().now() - 1, result.months, result.months);
  record.wall_seconds = progress.seconds();
  record.months = result.months;
  record.agent_steps = progress.agent_steps();
  return result;
}

}  // namespace

int carry_out(const Request& request, Course course) {
  refuse_too_big(size_of(course.scenario).memory_bytes, available_memory());
  const std::vector<TargetRow> targets = course.description.targets;
  RunRecord record;
  record.output = course.output;
  record.command_line = request.words;
  record.status = "running";
  record.started = utc_now();
  RunResult result;
  try {
    record.threads = with_threads(request.threads, [&] {
      write_run_record(record);
      result = compute(request, course, record);
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

  fmt::print("{}", summary_text({.targets = course.scenario.data.targets,
                                 .rows = targets,
                                 .result = result,
                                 .start = course.scenario.start,
                                 .public_cost = result.total,
                                 .in_colour = takes_colour(stdout)}));
  if (result.signal == 0) return 0;
  fmt::print(stderr,
             "Stopped by a signal after {0} of {1} months; `simulate resume {2}` goes on from there, `simulate recover {2}` "
             "makes a readable file of them.\n",
             result.months, course.scenario.months(), record.output.string());
  return 128 + result.signal;
}

}  // namespace trellis
