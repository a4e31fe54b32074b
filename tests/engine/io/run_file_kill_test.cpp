// Death in every single write: what Linux leaves of it is the part before a boundary of pages.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>

#include "engine/io/digest.hpp"
#include "engine/io/recover.hpp"
#include "engine/io/run_file.hpp"
#include "tests/engine/io/run_file_sample.hpp"

using namespace trellis;
namespace fs = std::filesystem;

namespace {

long writes_before_death = -1;  // of this process; below zero it lives on

}  // namespace

/// Stands before the system's, also for HDF5.
extern "C" ssize_t pwrite(int file, const void* bytes, std::size_t size, off_t at) {
  constexpr off_t page = 4096;
  const bool dies = writes_before_death == 0;
  if (writes_before_death > 0) --writes_before_death;
  if (dies) size = std::min(size, static_cast<std::size_t>(page - at % page));
  const bool crosses = (at + static_cast<off_t>(size)) % page == 0;
  const long written = !dies || crosses ? ::syscall(SYS_pwrite64, file, bytes, size, at) : 0;
  if (dies) ::kill(::getpid(), SIGKILL);
  return written;
}

namespace {

constexpr int flushes = 6;  // the index gets its first block of data with the fifth, from which death is tried

/// A process that dies in its write number `death`, counted from 0; false when it came to its end before.
bool dies_writing(const fs::path& path, RunFile::Options options, long death, std::size_t& acknowledged) {
  const pid_t writer = ::fork();
  if (writer == 0) {
    writes_before_death = death;
    auto description = sample::description();
    description.provenance.flags.append(1000, ' ');  // so that, in a file without pages, index blocks would cross them
    RunFile file(path, description, options);
    for (int month = 0; month < flushes * options.months_per_flush; ++month) {
      sample::append_months(file, month, 1);
      acknowledged = file.acknowledged();
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(writer, &status, 0);
  return WIFSIGNALED(status);
}

/// The digest of a run that was left, undisturbed, after so many months.
std::string undisturbed(const fs::path& path, std::size_t months) {
  {
    RunFile file(path, sample::description(), {.overwrite = true, .months_per_flush = 1});
    sample::append_months(file, 0, static_cast<int>(months));
  }
  return digest(partial_path(path));
}

}  // namespace

TEST_CASE("no month is lost that was acknowledged, whichever write is the last") {
  // In memory where there is such a folder: forcing hundreds of files to a disk takes minutes.
  const fs::path memory = "/dev/shm";
  std::string folder = ((fs::is_directory(memory) ? memory : fs::temp_directory_path()) / "trellis-XXXXXX").string();
  const fs::path path = fs::path(::mkdtemp(folder.data())) / "run.h5";
  auto* acknowledged = static_cast<std::size_t*>(
      ::mmap(nullptr, sizeof(std::size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  std::map<std::size_t, std::string> digests;
  for (const bool live : {true, false}) {
    const RunFile::Options options{.overwrite = true, .swmr = live, .months_per_flush = live ? 1 : 3};
    long death = 0;
    for (*acknowledged = 0; dies_writing(path, options, death, *acknowledged); ++death) {
      if (*acknowledged < 4 * static_cast<std::size_t>(options.months_per_flush)) continue;
      CAPTURE(death);
      CAPTURE(live);
      RecoverResult result;
      REQUIRE_NOTHROW(result = recover(path));
      CHECK(result.months >= *acknowledged);
      CHECK(result.months <= *acknowledged + static_cast<std::size_t>(options.months_per_flush));
      auto& expected = digests[result.months];
      if (expected.empty()) expected = undisturbed(fs::path(folder) / "whole.h5", result.months);
      CHECK(digest(path) == expected);
      fs::remove(path);
      *acknowledged = 0;
    }
    CHECK(death > 150);
  }
  ::munmap(acknowledged, sizeof(std::size_t));
  fs::remove_all(folder);
}
