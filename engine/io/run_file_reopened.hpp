// A run file whose writer may be dead, opened for reading: a copy of it, so that the file itself is left alone.
#pragma once
#include <cstdint>
#include <filesystem>
#include <system_error>

#include "engine/io/hdf5_handles.hpp"
#include "engine/io/run_file_survey.hpp"

namespace trellis {

/// A file of our own; gone at the end unless it has been renamed.
struct Scratch {
  std::filesystem::path path;
  explicit Scratch(std::filesystem::path at) : path(std::move(at)) { remove(); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { remove(); }
  void remove() const {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

class ReopenedFile {
 public:
  /// Copies `at` to `copy`, clears the marks of its writer there and reads all there is. Throws FileError, also for a
  /// file over which HDF5 would break down; hdf5::Failure for what is no run file.
  ReopenedFile(const std::filesystem::path& at, const std::filesystem::path& copy);
  const Survey& found() const { return found_; }
  hdf5::Id file() const { return file_.id(); }

 private:
  Scratch copy_;
  hdf5::Handle file_;
  Survey found_;
};

}  // namespace trellis
