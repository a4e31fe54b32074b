#include "engine/io/run_file_reopened.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/core/errors.hpp"
#include "engine/io/run_file_output.hpp"

namespace trellis {
namespace {

namespace fs = std::filesystem;
using hdf5::Handle;

/// The file of a dead writer, with whose marks HDF5 would not open it. Clearing them writes into the file and makes it
/// as long as it claims to be.
Handle open_cleared(const fs::path& path, std::uintmax_t bytes) {
  hdf5::open_file(path, hdf5::Access::mend).close("clearing of marks");
  fill_from(path, bytes, behind_the_end);
  return hdf5::open_file(path, hdf5::Access::read);
}

Survey survey_of(const Handle& file, std::uintmax_t bytes) {
  return survey(hdf5::open_group(file.id(), "/").id(), bytes);
}

/// Whether a process lives through the reading of it all: texts have no checksums, and HDF5 crashes on damaged ones or
/// goes round in circles.
bool can_be_surveyed(const fs::path& path, std::uintmax_t bytes) {
  const pid_t child = ::fork();
  if (child < 0) throw FileError(path.string(), std::strerror(errno));
  if (child == 0) {
    const rlimit seconds{2 + (bytes >> 20), 2 + (bytes >> 20)}, no_core{0, 0};
    ::setrlimit(RLIMIT_CPU, &seconds);
    ::setrlimit(RLIMIT_CORE, &no_core);
    for (const int number : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGXCPU}) ::signal(number, SIG_DFL);
    try {
      survey_of(open_cleared(path, bytes), bytes);
    } catch (const std::exception&) {
      // The parent comes upon the same and tells it.
    }
    ::_exit(0);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status);
}

}  // namespace

ReopenedFile::ReopenedFile(const fs::path& at, const fs::path& copy) : copy_{copy} {
  copy_bytes(at, copy_.path);
  const auto bytes = fs::file_size(copy_.path);
  if (!can_be_surveyed(copy_.path, bytes))
    throw FileError(at.string(), "is damaged so that HDF5 breaks down over it, and has been left as it is");
  file_ = open_cleared(copy_.path, bytes);
  copy_.remove();  // open files live on without a name: whatever kills this process leaves nothing behind
  found_ = survey_of(file_, bytes);
}

}  // namespace trellis
