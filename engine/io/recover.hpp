// Mends a run file whose writer was killed.
#pragma once
#include <cstddef>
#include <filesystem>

namespace trellis {

struct RecoverResult {
  std::filesystem::path file;  ///< where the readable file now is
  std::size_t months = 0;      ///< counted in /time
  std::size_t trimmed = 0;     ///< variables that were longer than /time and have been cut
  bool was_complete = false;   ///< nothing had to be done
};

/// `path` is the final name or the .partial beside it. Clears the marks of the dead writer, cuts every variable to the
/// acknowledged months, sets status "truncated" and gives the file its final name unless that is taken (then it stays
/// .partial). A complete file is left as it is. Throws FileError: no such file, not a run file, still being written.
RecoverResult recover(const std::filesystem::path& path);

}  // namespace trellis
