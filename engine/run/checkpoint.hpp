// The state of a world into a checkpoint and out of it again.
#pragma once
#include <filesystem>

#include "engine/io/checkpoint.hpp"
#include "engine/run/world.hpp"

namespace trellis {

/// Writes what the world carries over, as it stands before the month of its clock. Throws FileError.
void write_checkpoint(const std::filesystem::path& path, CheckpointHead head, World& world);

/// Gives a world that was made from the same scenario, seed and replica the state of the checkpoint, bit for bit.
/// Throws FileError where the checkpoint does not hold exactly the columns of this program; the world is then of no
/// use.
void take_checkpoint(CheckpointReader& checkpoint, World& world);

}  // namespace trellis
