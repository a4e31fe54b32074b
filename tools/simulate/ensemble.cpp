// Many runs of a scenario: replicas, arms of policy, points of a design; blocks, then one file and one table.
#include <fmt/format.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "agents/comparison.hpp"
#include "engine/core/errors.hpp"
#include "engine/ensemble/member_progress.hpp"
#include "engine/io/digest.hpp"
#include "engine/io/run_file_output.hpp"
#include "engine/run/memory.hpp"
#include "engine/run/threads.hpp"
#include "tools/simulate/experiment.hpp"
#include "tools/simulate/verbs.hpp"

namespace trellis {

namespace {

namespace fs = std::filesystem;

constexpr int some_failed = 4;

/// The blocks of this shard that are missing.
std::vector<std::size_t> wanted_blocks(const Request& request, const Blocks& blocks) {
  std::vector<std::size_t> wanted;
  for (const std::size_t which : blocks.missing())
    if (request.shards == 0 || which % request.shards == request.shard) wanted.push_back(which);
  return wanted;
}

std::size_t members_of(const Blocks& blocks, const std::vector<std::size_t>& of) {
  std::size_t members = 0;
  for (const std::size_t which : of) members += blocks.size(which);
  return members;
}

/// All members go into the one file; returned without their values. Another process may do the same at the same time:
/// both write the same bytes, and whoever is later finds the file there and the blocks gone.
std::vector<MemberRow> merge(const Request& request, const Experiment& e, const Blocks& blocks,
                             const fs::path& output) {
  std::vector<MemberRow> members;
  EnsembleFile file{output, e.work.description, request.overwrite || request.shards > 0};
  for (std::size_t which = 0; which < blocks.count(); ++which)
    for (MemberRow& member : blocks.read(which)) {
      file.append(member);
      member.values = {};
      members.push_back(std::move(member));
    }
  file.finish();
  return members;
}

/// As many worlds as threads, and the values of the blocks that are open at once.
void refuse_too_many(const Experiment& e, std::size_t threads, std::size_t members_a_block) {
  const std::size_t worlds = std::min(threads, e.work.numbering.size());
  refuse_too_big(
      worlds * size_of(e.first.scenario).memory_bytes + (worlds + members_a_block) * member_bytes(e.work.description),
      available_memory());
}

int tell(const Request& request, const Experiment& e, const std::vector<MemberRow>& members, const fs::path& output) {
  const Comparison comparison{e.first.scenario.data.targets, e.work.description, members};
  fmt::print("{}", comparison_text(comparison));
  const bool has_indices = e.kind == DesignKind::sobol || e.kind == DesignKind::morris;
  if (has_indices) {
    std::size_t target = last_target(comparison);
    for (std::size_t t = 0; t < e.first.targets.size(); ++t)
      if (e.first.targets[t].name == request.target) target = t;
    if (target < e.first.targets.size())
      fmt::print("{}", sensitivity_text(comparison, *e.kind, e.design, e.factors, target));
  }
  fmt::print("\nResults: {0}\nOpen it:  import xarray as xr; xr.open_dataset(\"{0}\")\n", output.string());
  return std::ranges::any_of(members, &MemberRow::failed) ? some_failed : 0;
}

}  // namespace

int ensemble(const Request& request) {
  Experiment e = experiment_of(request);
  if (!request.write_design.empty()) {
    if (e.design.empty())
      throw ScenarioError{Problem{"", 0, 0, "--write-design", "there is no design: --sample makes one"}};
    write_design(e.design, request.write_design);
    fmt::print("{} points of {} parameters: {}\n", e.design.points.size(), e.design.parameters.size(),
               request.write_design);
    return 0;
  }
  const fs::path output =
      request.output.empty() ? fs::path(request.scenario).stem() += ".ensemble.h5" : fs::path(request.output);
  check_place(output);
  if (!request.overwrite && fs::exists(output))
    throw OutputExists(output.string(), "exists already; --overwrite replaces it, -o names another file");
  // The first member tells which axes there are; where it cannot be started no other needs to try.
  e.work.description.run.axes = populate(request, e.first.scenario)->axes();
  const std::size_t in_a_block = request.block;
  const Blocks blocks{output, e.work.numbering.size(), in_a_block, e.identity,
                      request.overwrite && request.shards == 0};
  Scenarios scenarios{request, e};
  e.work.world = [&](const Member& member) {
    return std::make_unique<Economy>(*scenarios.of(member), e.first.scenario.seed, member.replica);
  };
  const std::vector<std::size_t> wanted = wanted_blocks(request, blocks);
  const std::size_t mine = members_of(blocks, wanted);
  const std::size_t all = request.shards == 0 ? e.work.numbering.size() : mine;
  int signal = 0;
  if (mine > 0)
    with_threads(request.threads, [&] {
      refuse_too_many(e, static_cast<std::size_t>(oneapi::tbb::this_task_arena::max_concurrency()), in_a_block);
      MemberProgress progress{stderr, all, all - mine,
                              request.quiet ? Progress::Mode::quiet : Progress::mode_for(stderr)};
      signal = compute_blocks(e.work, blocks, wanted, [&](bool failed) { progress.one_more(failed); });
    });
  const std::vector<std::size_t> missing = blocks.missing();
  if (signal != 0) {
    fmt::print(stderr, "Stopped by a signal; {} of {} members are kept, and the same command goes on from there.\n",
               e.work.numbering.size() - members_of(blocks, missing), e.work.numbering.size());
    return 128 + signal;
  }
  if (!missing.empty()) {
    fmt::print("{} of {} members are there; other shards compute the rest, and the last one makes {}.\n",
               e.work.numbering.size() - members_of(blocks, missing), e.work.numbering.size(), output.string());
    return 0;
  }
  const std::vector<MemberRow> members = merge(request, e, blocks, output);
  blocks.remove();
  return tell(request, e, members, output);
}

}  // namespace trellis
