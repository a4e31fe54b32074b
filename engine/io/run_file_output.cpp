#include "engine/io/run_file_output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

#include "engine/io/checkpoint.hpp"
#include "engine/io/provenance.hpp"
#include "engine/io/run_file.hpp"

namespace trellis {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, int error) { throw FileError(path.string(), std::strerror(error)); }

void force_to_disk(const fs::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) fail(path, errno);
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0 && error != EINVAL) fail(path, error);  // EINVAL: this file system has nothing to force
}

}  // namespace

WriterMark::WriterMark(const fs::path& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  // Shared, so that readers who take a shared lock of their own are not kept out.
  if (descriptor_ >= 0) ::flock(descriptor_, LOCK_SH | LOCK_NB);
}

WriterMark& WriterMark::operator=(WriterMark&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

WriterMark::~WriterMark() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool being_written(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool held = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  return held;
}

void copy_bytes(const fs::path& from, const fs::path& to) {
  const int source = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
  if (source < 0) fail(from, errno);
  const int copy = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  int error = copy < 0 ? errno : 0;
  for (ssize_t copied = 1; error == 0 && copied != 0;)
    if ((copied = ::sendfile(copy, source, nullptr, std::size_t{1} << 30)) < 0) error = errno;
  if (copy >= 0 && ::close(copy) != 0 && error == 0) error = errno;
  ::close(source);
  if (error != 0) fail(to, error);
}

void fill_from(const fs::path& path, std::uintmax_t offset, std::byte value) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) fail(path, errno);
  const auto end = fs::file_size(path);
  const std::vector<std::byte> block(1 << 16, value);
  int error = 0;
  while (offset < end && error == 0) {
    const auto size = std::min<std::uintmax_t>(block.size(), end - offset);
    const ssize_t written = ::pwrite(file, block.data(), size, static_cast<off_t>(offset));
    if (written < 0) error = errno;
    offset += static_cast<std::uintmax_t>(std::max<ssize_t>(written, 0));
  }
  ::close(file);
  if (error != 0) fail(path, error);
}

void force_to_disk(const fs::path& path) { force_to_disk(path, O_RDONLY); }

void remove_file(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
  if (error) throw FileError(path.string(), error.message());
}

void rename_into_place(const fs::path& from, const fs::path& to, bool replace) {
  force_to_disk(from, O_RDONLY);
  if (!replace) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
      force_to_disk(folder_of(to), O_RDONLY | O_DIRECTORY);
      return;
    }
    if (errno == EEXIST) throw FileError(to.string(), "has come to exist meanwhile; the run is in " + from.string());
    if (errno != EINVAL && errno != ENOSYS) fail(to, errno);
    if (fs::exists(to)) throw FileError(to.string(), "has come to exist meanwhile; the run is in " + from.string());
  }
  if (std::rename(from.c_str(), to.c_str()) != 0) fail(to, errno);
  force_to_disk(folder_of(to), O_RDONLY | O_DIRECTORY);
}

fs::path passing_name(const fs::path& path) {
  return fs::path(path) += fmt::format(".{}.{}.new", host_name(), ::getpid());
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

void check_place(const fs::path& path) {
  std::error_code ignored;
  if (path.filename().empty() || fs::is_directory(path, ignored))
    throw FileError(path.string(), "is a folder; the output is a file in it, such as 2035.h5");
  const fs::path folder = folder_of(path);
  if (!fs::exists(folder, ignored)) throw FileError(folder.string(), "no such folder");
  if (!fs::is_directory(folder, ignored)) throw FileError(folder.string(), "is not a folder");
  if (::access(folder.c_str(), W_OK | X_OK) != 0)
    throw FileError(folder.string(), fmt::format("cannot be written: {}", std::strerror(errno)));
}

void RunFile::check_output(const fs::path& path, bool overwrite) {
  check_place(path);
  std::error_code ignored;
  const fs::path partial = partial_path(path);
  if (being_written(partial)) throw OutputExists(partial.string(), "another run is writing it");
  if (overwrite) return;
  if (fs::exists(fs::symlink_status(path, ignored)))
    throw OutputExists(path.string(), "exists already; --overwrite replaces it, -o names another file");
  if (fs::exists(fs::symlink_status(partial, ignored)))
    throw OutputExists(
        partial.string(),
        "an unfinished run lies here; `simulate resume` goes on, `simulate recover` mends it, --overwrite gives "
        "it up");
  const fs::path checkpoint = checkpoint_path(path);
  if (fs::exists(fs::symlink_status(checkpoint, ignored)))
    throw OutputExists(checkpoint.string(), "a checkpoint lies here; --overwrite gives it up, -o names another file");
}

}  // namespace trellis
