#include "engine/run/memory.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "engine/core/errors.hpp"

using namespace trellis;

namespace {

// A machine made of files.
class Machine {
 public:
  Machine() : root{std::filesystem::temp_directory_path() / ("trellis_memory_" + std::to_string(::getpid()))} {
    std::filesystem::remove_all(root);
    file("proc/meminfo", "MemTotal:       2000 kB\nMemAvailable:   1000 kB\n");
  }
  ~Machine() { std::filesystem::remove_all(root); }
  void file(const std::string& path, const std::string& text) const {
    std::filesystem::create_directories((root / path).parent_path());
    std::ofstream{root / path} << text;
  }
  const std::filesystem::path root;
};

}  // namespace

TEST_CASE("Without control groups the machine's free memory is available") {
  const Machine machine;
  CHECK(available_memory(machine.root) == 1000 * 1024);
  machine.file("proc/self/cgroup", "0::/\n");
  CHECK(available_memory(machine.root) == 1000 * 1024);
}

TEST_CASE("A control group of version 2 leaves its limit less what is held, cached files aside") {
  const Machine machine;
  machine.file("proc/self/cgroup", "0::/jobs/7\n");
  machine.file("sys/fs/cgroup/jobs/7/memory.max", "600000\n");
  machine.file("sys/fs/cgroup/jobs/7/memory.current", "300000\n");
  machine.file("sys/fs/cgroup/jobs/7/memory.stat", "anon 200000\ninactive_file 100000\n");
  CHECK(available_memory(machine.root) == 400'000);
  machine.file("sys/fs/cgroup/jobs/memory.max", "350000\n");
  CHECK_MESSAGE(available_memory(machine.root) == 350'000, "the group above is tighter");
  machine.file("sys/fs/cgroup/jobs/memory.max", "max\n");
  CHECK(available_memory(machine.root) == 400'000);
}

TEST_CASE("A control group of version 1 is heeded, also where only its mount shows it") {
  const Machine machine;
  machine.file("proc/self/cgroup", "5:devices:/x\n4:memory:/not/shown\n0::/\n");
  machine.file("sys/fs/cgroup/memory/memory.limit_in_bytes", "500000\n");
  machine.file("sys/fs/cgroup/memory/memory.usage_in_bytes", "200000\n");
  machine.file("sys/fs/cgroup/memory/memory.stat", "total_inactive_file 50000\n");
  CHECK(available_memory(machine.root) == 350'000);
  machine.file("sys/fs/cgroup/memory/memory.usage_in_bytes", "900000\n");
  machine.file("sys/fs/cgroup/memory/memory.stat", "total_inactive_file 0\n");
  CHECK_MESSAGE(available_memory(machine.root) == 0, "more is held than the limit allows");
}

TEST_CASE("A run that needs more than there is is refused with both numbers") {
  CHECK_NOTHROW(refuse_too_big(1000, 1000));
  const auto refused = [] { refuse_too_big(std::uint64_t{3} << 30, 700 << 20); };
  CHECK_THROWS_WITH_AS(
      refused(), "the run needs about 3.0 GiB of memory, 700 MiB are available; population.scale makes it smaller",
      TooBig);
}
