// The first months of a run that was interrupted, read out of its file: another run goes on from them.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <vector>

#include "engine/io/checkpoint.hpp"
#include "engine/io/run_file.hpp"

namespace trellis {

class PastMonths {
 public:
  /// Reads `file` (PATH.partial, or a finished one) by way of a copy beside `output`; the file is left as it is. `head`:
  /// the run that it has to be of, by scenario, seed and replica, and the months that are wanted. Throws FileError: no
  /// such file, still being written, damaged, of another run, with fewer months.
  PastMonths(const std::filesystem::path& file, const CheckpointHead& head, const std::filesystem::path& output);
  ~PastMonths();
  PastMonths(const PastMonths&) = delete;
  PastMonths& operator=(const PastMonths&) = delete;

  std::size_t months() const;
  const std::filesystem::path& file() const;
  /// What the sum of the months has to be.
  const std::string& sum() const;
  /// Holds the file against the series and groups that the months are to be written as. Throws FileError that names
  /// what is different.
  void expect(const RunDescription& description);
  /// Month by month what RunFile::append and add take. After `expect`, for month < months(). Throws FileError.
  std::vector<std::byte> frame(std::size_t month);
  std::vector<Snapshot> snapshots(std::size_t month);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trellis
