// Blocks of members that are computed together and committed as one small file. Its renaming is the commit, the folder
// of blocks is the ledger: whoever comes later computes what is missing.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/errors.hpp"
#include "engine/io/ensemble_file.hpp"

namespace trellis {

/// The blocks that lie there are of another ensemble. A mistake of the user.
class OtherEnsemble : public FileError {
 public:
  using FileError::FileError;
};

class Blocks {
 public:
  /// The folder OUTPUT.blocks. `identity`: lines that say what is computed, `about: what`; a folder of other lines is
  /// refused with the first that differs, or emptied with `anew`. Throws FileError, OtherEnsemble.
  Blocks(const std::filesystem::path& output, std::size_t members, std::size_t members_a_block, std::string identity,
         bool anew);

  std::size_t count() const { return (members_ + members_a_block_ - 1) / members_a_block_; }
  std::size_t first(std::size_t which) const { return which * members_a_block_; }
  std::size_t size(std::size_t which) const;
  std::size_t block_of(std::size_t member) const { return member / members_a_block_; }

  bool is_there(std::size_t which) const;
  std::vector<std::size_t> missing() const;
  bool complete() const { return missing().empty(); }
  /// All members of the block in their order. Throws FileError.
  void commit(std::size_t which, const std::vector<MemberRow>& members) const;
  /// Throws FileError, also for a block that is damaged or of another ensemble.
  std::vector<MemberRow> read(std::size_t which) const;
  /// After the members have gone into one file. For others the folder is gone at once.
  void remove() const;
  /// `remove` was called, perhaps by another process.
  bool removed() const { return !std::filesystem::exists(folder_); }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path path_of(std::size_t which) const;

  std::filesystem::path folder_;
  std::size_t members_, members_a_block_;
  std::string sum_;  // of the identity
};

}  // namespace trellis
