// Computes members: many at once, each on as few threads as keep all of them busy.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/ensemble/blocks.hpp"
#include "engine/ensemble/members.hpp"
#include "engine/io/ensemble_file.hpp"
#include "engine/run/world.hpp"

namespace trellis {

/// What the members of an ensemble are and what is kept of them.
struct EnsembleWork {
  Numbering numbering;
  EnsembleDescription description;
  /// A world that is ready to step. Called from many threads at once; what it throws is the member's failure.
  std::function<std::unique_ptr<World>(const Member&)> world;
  /// Values of the moved parameters, point by point; rows are empty where there is no design.
  std::vector<std::vector<double>> points;
  std::string summed;  ///< the national series of which all months are the public cost; may be empty
};

/// The number of the next block to compute; none when there is no more. Asked by one thread at a time.
using NextBlock = std::function<std::optional<std::size_t>()>;

/// Computes all members of the blocks that `next` gives, and commits each block when its last member is done. Runs in
/// the arena of the caller, whose threads it uses; `at_most` members are computed side by side, and what threads there
/// are more work within them. `done(failed)` is told of each member, one at a time. While a PoliteStop lives, SIGINT
/// and SIGTERM end it after the month of each member; members that were not finished are left out with their blocks.
/// Throws FileError where a block cannot be written.
void compute_blocks(const EnsembleWork& work, const Blocks& blocks, std::size_t at_most, const NextBlock& next,
                    const std::function<void(bool failed)>& done);

/// One member, in the arena of the caller; false in `whole` where a signal ended it.
MemberRow compute_member(const EnsembleWork& work, const Member& member, bool& whole);

}  // namespace trellis
