#include "tools/simulate/ensemble_run.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cstdio>

#include "agents/comparison.hpp"
#include "engine/core/errors.hpp"
#include "engine/io/run_file_output.hpp"
#include "engine/run/memory.hpp"
#include "engine/run/threads.hpp"

namespace trellis {

namespace {

namespace fs = std::filesystem;

constexpr int some_failed = 4;

fs::path ensemble_output(const Request& request) {
  if (!request.output.empty()) return request.output;
  return fs::path(request.scenario).stem() += ".ensemble.h5";
}

/// Small enough that many processes share the work evenly, and large enough that few files lie about. The same for all
/// who share an ensemble, whatever they are.
std::uint32_t usual_block(std::size_t members) {
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(members / 64, 1, 16));
}

}  // namespace

int write_design_only(const Request& request, const Experiment& experiment) {
  const Design& design = experiment.design;
  if (design.empty())
    throw ScenarioError{Problem{"", 0, 0, "--write-design", "there is no design: --sample makes one"}};
  write_design(design, request.write_design);
  fmt::print("{} points of {} parameters: {}\n", design.points.size(), design.parameters.size(), request.write_design);
  return 0;
}

EnsembleRun::EnsembleRun(const Request& request, Experiment& experiment, bool leads)
    : request_{request},
      experiment_{experiment},
      output_{ensemble_output(request)},
      members_a_block_{request.block.value_or(usual_block(experiment.work.numbering.size()))},
      scenarios_{request, experiment} {
  EnsembleWork& work = experiment_.work;
  check_place(output_);
  if (leads && !request.overwrite && fs::exists(output_)) {
    if (request.shards > 0 && identity_of(output_) == work.description.identity) return;
    throw OutputExists(output_.string(), "exists already; --overwrite replaces it, -o names another file");
  }
  // The first member tells which axes there are; where it cannot be started no other needs to try.
  work.description.run.axes = populate(request, experiment_.first.scenario)->axes();
  work.world = [this](const Member& member) {
    return std::make_unique<Economy>(*scenarios_.of(member), experiment_.first.scenario.seed, member.replica);
  };
  const bool anew = leads && request.overwrite && request.shards == 0;
  blocks_.emplace(output_, work.numbering.size(), members_a_block_, experiment_.identity, anew);
  for (const std::size_t which : blocks_->missing())
    if (request.shards == 0 || which % request.shards == request.shard) wanted_.push_back(which);
  // Whoever made the file since took the blocks away afterwards: they are missing, or here for nothing.
  if (request.shards > 0 && !request.overwrite && fs::exists(output_)) {
    blocks_->remove();
    blocks_.reset();
    wanted_.clear();
  }
}

std::size_t EnsembleRun::members_of(const std::vector<std::size_t>& blocks) const {
  std::size_t members = 0;
  for (const std::size_t which : blocks) members += blocks_->size(which);
  return members;
}

std::size_t EnsembleRun::wanted_members() const { return members_of(wanted_); }

MemberProgress EnsembleRun::progress() const {
  const std::size_t wanted = wanted_members();
  const std::size_t all = request_.shards == 0 ? experiment_.work.numbering.size() : wanted;
  return {stderr, all, all - wanted, request_.quiet ? Progress::Mode::quiet : Progress::mode_for(stderr)};
}

void EnsembleRun::compute(unsigned threads, std::size_t others_here, std::size_t at_most, const NextBlock& next,
                          const std::function<void(bool failed)>& done) const {
  const EnsembleWork& work = experiment_.work;
  with_threads(threads, [&] {
    const auto all = static_cast<std::size_t>(oneapi::tbb::this_task_arena::max_concurrency());
    // As many worlds as members side by side, and the values of those in open blocks.
    const std::size_t worlds = std::min(all, at_most);
    const std::uint64_t needed = worlds * size_of(experiment_.first.scenario).memory_bytes +
                                 (worlds + members_a_block_) * member_bytes(work.description);
    refuse_too_big((others_here + 1) * needed, available_memory());
    compute_blocks(work, *blocks_, at_most, next, done);
  });
}

/// Its blocks went into the file and are gone.
bool EnsembleRun::made_by_another_shard() const {
  return !blocks_ || (request_.shards > 0 && blocks_->removed() && fs::exists(output_));
}

/// All members go into the one file; returned without their values. Another shard may do the same at the same time:
/// both write the same bytes, unless one finds the blocks gone and throws FileError.
std::vector<MemberRow> EnsembleRun::merge() const {
  std::vector<MemberRow> members;
  EnsembleFile file{output_, experiment_.work.description, request_.overwrite || request_.shards > 0};
  for (std::size_t which = 0; which < blocks_->count(); ++which)
    for (MemberRow& member : blocks_->read(which)) {
      file.append(member);
      member.values = {};
      members.push_back(std::move(member));
    }
  file.finish();
  return members;
}

int EnsembleRun::tell(const std::vector<MemberRow>& members) const {
  const Experiment& e = experiment_;
  const Comparison comparison{e.first.scenario.data.targets, e.work.description, members};
  fmt::print("{}", comparison_text(comparison));
  const bool has_indices = e.kind == DesignKind::sobol || e.kind == DesignKind::morris;
  if (has_indices) {
    std::size_t target = last_target(comparison);
    for (std::size_t t = 0; t < e.first.targets.size(); ++t)
      if (e.first.targets[t].name == request_.target) target = t;
    if (target < e.first.targets.size())
      fmt::print("{}", sensitivity_text(comparison, *e.kind, e.design, e.factors, target));
  }
  fmt::print("\nResults: {0}\nOpen it:  import xarray as xr; xr.open_dataset(\"{0}\")\n", output_.string());
  return std::ranges::any_of(members, &MemberRow::failed) ? some_failed : 0;
}

int EnsembleRun::end(int signal) const {
  const auto leave_it_to_the_other = [&] {
    fmt::print("All members are there; another shard has made {}.\n", output_.string());
    return 0;
  };
  const std::vector<std::size_t> missing = blocks_ ? blocks_->missing() : std::vector<std::size_t>{};
  if (made_by_another_shard())
    return leave_it_to_the_other();  // after the look for what is missing, which may be what went
  const std::size_t all = experiment_.work.numbering.size(), there = all - members_of(missing);
  if (signal != 0) {
    fmt::print(stderr, "Stopped by a signal; {} of {} members are kept, and the same command goes on from there.\n",
               there, all);
    return 128 + signal;
  }
  if (!missing.empty()) {
    fmt::print("{} of {} members are there; other shards compute the rest, and the last one makes {}.\n", there, all,
               output_.string());
    return 0;
  }
  std::vector<MemberRow> members;
  try {
    members = merge();
  } catch (const FileError&) {
    if (!made_by_another_shard()) throw;
    return leave_it_to_the_other();
  }
  blocks_->remove();
  return tell(members);
}

}  // namespace trellis
