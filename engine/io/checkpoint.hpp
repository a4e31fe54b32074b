// The checkpoint of a run: everything that a month hands on to the next, in a file of its own beside the results.
// Whole or not at all, and nothing of it is used before the checksum over all of it has been found right.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/io/run_file.hpp"
#include "engine/io/summed_file.hpp"

namespace trellis {

/// `2035.h5` -> `2035.h5.checkpoint`.
std::filesystem::path checkpoint_path(const std::filesystem::path& output);

/// Of what run a checkpoint is, and after how many of its months.
struct CheckpointHead {
  RunDescription run{};  ///< without axes, series and snapshots, which the model gives
  std::uint32_t step = 0;
  std::string months_sum{};  ///< SHA-256 of what those months put into the run file: HDF5 has none over values
};

class CheckpointWriter : public SummedWriter {
 public:
  /// Begins PATH.new beside `path`, with the head in it. Throws FileError.
  CheckpointWriter(std::filesystem::path path, const CheckpointHead& head);
};

class CheckpointReader : public SummedReader {
 public:
  /// Throws FileError: no such file, no checkpoint, damaged.
  explicit CheckpointReader(std::filesystem::path path);
  const CheckpointHead& head() const { return head_; }

 private:
  CheckpointHead head_;
};

}  // namespace trellis
