// The run file as an entry of a folder: who writes it, what may be replaced, how it gets its final name.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace trellis {

/// While it lives, other processes see that the file is being written. (HDF5 gives up its own lock for live reading.)
class WriterMark {
 public:
  WriterMark() = default;
  explicit WriterMark(const std::filesystem::path& path);
  WriterMark(const WriterMark&) = delete;
  WriterMark& operator=(WriterMark&& other) noexcept;
  ~WriterMark();

 private:
  int descriptor_ = -1;
};

/// Whether another process writes this file; false where the file system knows no locks.
bool being_written(const std::filesystem::path& path);

/// A name beside `path` that no other process of any machine uses now: PATH.HOST.PID.new.
std::filesystem::path passing_name(const std::filesystem::path& path);

/// Throws FileError where no file of this name can be made.
void check_place(const std::filesystem::path& path);

/// Copies the bytes of `from` into a new file of the standard permissions. Throws FileError.
void copy_bytes(const std::filesystem::path& from, const std::filesystem::path& to);

/// Sets all bytes from `offset` to the end to `value`. Throws FileError.
void fill_from(const std::filesystem::path& path, std::uintmax_t offset, std::byte value);

/// What is written of a file survives the machine as well. Throws FileError.
void force_to_disk(const std::filesystem::path& path);

/// Throws FileError.
void remove_file(const std::filesystem::path& path);

/// Forces the bytes of `from` to the disk and renames it to `to`; with `replace` an existing `to` goes, otherwise it is
/// refused. Throws FileError.
void rename_into_place(const std::filesystem::path& from, const std::filesystem::path& to, bool replace);

/// Where a file of this name would lie: "." for a bare name.
std::filesystem::path folder_of(const std::filesystem::path& path);

}  // namespace trellis
