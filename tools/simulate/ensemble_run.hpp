// An ensemble on its way from the question to the table, in steps that several processes can share.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "engine/ensemble/blocks.hpp"
#include "engine/ensemble/compute.hpp"
#include "engine/ensemble/member_progress.hpp"
#include "tools/simulate/experiment.hpp"

namespace trellis {

/// --write-design: the points into a file, and nothing else.
int write_design_only(const Request& request, const Experiment& experiment);

class EnsembleRun {
 public:
  /// Of the processes that share an ensemble one leads: it prepares before the others, heeds results that exist, and
  /// ends the work. Throws ScenarioError, OutputExists, OtherEnsemble, FileError. Both arguments have to stay.
  EnsembleRun(const Request& request, Experiment& experiment, bool leads = true);
  EnsembleRun(const EnsembleRun&) = delete;
  EnsembleRun& operator=(const EnsembleRun&) = delete;

  /// The missing blocks of this shard.
  const std::vector<std::size_t>& wanted() const { return wanted_; }
  std::size_t wanted_members() const;
  /// All blocks are there.
  bool complete() const { return !blocks_ || blocks_->complete(); }
  /// Of the members that were wanted when this began.
  MemberProgress progress() const;

  /// Computes the blocks that `next` gives, on as many threads (0: all), beside as many other processes on the same
  /// machine. Throws TooBig and what compute_blocks throws.
  void compute(unsigned threads, std::size_t others_here, std::size_t at_most, const NextBlock& next,
               const std::function<void(bool failed)>& done) const;

  /// Makes the file and prints the table, or says what is missing. `signal`: which ended the work, or 0. Returns the
  /// exit code.
  int end(int signal) const;

 private:
  std::size_t members_of(const std::vector<std::size_t>& blocks) const;
  bool made_by_another_shard() const;
  std::vector<MemberRow> merge() const;
  int tell(const std::vector<MemberRow>& members) const;

  const Request& request_;
  Experiment& experiment_;
  std::filesystem::path output_;
  std::size_t members_a_block_;
  Scenarios scenarios_;
  std::optional<Blocks> blocks_;  // none where another shard had made the file before
  std::vector<std::size_t> wanted_;
};

/// The numbers of a list, one after the other.
class BlockList {
 public:
  explicit BlockList(const std::vector<std::size_t>& numbers) : numbers_{numbers} {}
  std::optional<std::size_t> next() {
    return taken_ < numbers_.size() ? std::optional{numbers_[taken_++]} : std::nullopt;
  }

 private:
  const std::vector<std::size_t>& numbers_;
  std::size_t taken_ = 0;
};

}  // namespace trellis
