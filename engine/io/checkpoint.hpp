// The checkpoint of a run: everything that a month hands on to the next, in a file of its own beside the results.
// Whole or not at all, and nothing of it is used before the checksum over all of it has been found right.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/io/digest.hpp"
#include "engine/io/run_file.hpp"

namespace trellis {

/// `2035.h5` -> `2035.h5.checkpoint`.
std::filesystem::path checkpoint_path(const std::filesystem::path& output);

/// Of what run a checkpoint is, and after how many of its months.
struct CheckpointHead {
  RunDescription run{};  ///< without axes, series and snapshots, which the model gives
  std::uint32_t step = 0;
  std::string months_sum{};  ///< SHA-256 of what those months put into the run file: HDF5 has none over values
};

/// Numbers and texts one after the other, as the machine (little-endian) holds them; the sum of their bytes at the end.
class CheckpointWriter {
 public:
  /// Begins PATH.new beside `path`. Throws FileError.
  CheckpointWriter(std::filesystem::path path, const CheckpointHead& head);
  /// Without `finish` nothing is left, and a former checkpoint stays.
  ~CheckpointWriter();
  CheckpointWriter(const CheckpointWriter&) = delete;
  CheckpointWriter& operator=(const CheckpointWriter&) = delete;

  void put(std::span<const std::byte> bytes);
  void put(std::uint64_t number);
  void put(std::string_view text);
  /// Forces all of it to the disk, then gives it its name. Throws FileError.
  void finish();

 private:
  void write(const std::byte* bytes, std::size_t count);
  [[noreturn]] void fail(int error);

  std::filesystem::path path_, fresh_;
  int file_ = -1;
  bool finished_ = false;
  std::string waiting_;
  Sha256 sum_;
};

class CheckpointReader {
 public:
  /// Sums up the whole file before anything of it is read. Throws FileError: no such file, no checkpoint, damaged.
  explicit CheckpointReader(std::filesystem::path path);
  ~CheckpointReader();
  CheckpointReader(const CheckpointReader&) = delete;
  CheckpointReader& operator=(const CheckpointReader&) = delete;

  const CheckpointHead& head() const { return head_; }
  const std::filesystem::path& path() const { return path_; }

  // In the order in which it was put. Throw FileError where there is less.
  void take(std::span<std::byte> bytes);
  std::uint64_t number();
  std::string text();
  bool at_end() const { return left_ == 0; }
  /// Throws FileError that says why this state is not that of the program.
  [[noreturn]] void refuse(const std::string& why) const;

 private:
  void verify();
  void read_head();

  std::filesystem::path path_;
  int file_ = -1;
  std::uint64_t left_ = 0;  // bytes before the sum that were not taken yet
  CheckpointHead head_;
};

}  // namespace trellis
