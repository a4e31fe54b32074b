#include "engine/run/memory.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

#include "engine/core/errors.hpp"

namespace trellis {

namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

// The number behind a word that begins a line, or the only number of a file; nothing for "max".
std::optional<std::uint64_t> number_in(const fs::path& file, const std::string& word = "") {
  std::ifstream in{file};
  std::string line;
  while (std::getline(in, line)) {
    if (!line.starts_with(word)) continue;
    const std::size_t from = line.find_first_of("0123456789", word.size());
    if (from == std::string::npos) return std::nullopt;
    try {
      return std::stoull(line.substr(from));
    } catch (const std::out_of_range&) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

// What one control group leaves; files that it has cached can be given up.
std::uint64_t left_in_group(const fs::path& limit, const fs::path& used, const fs::path& statistics,
                            const std::string& cached) {
  const std::optional<std::uint64_t> most = number_in(limit);
  if (!most) return unlimited;
  const std::uint64_t taken = number_in(used).value_or(0);
  const std::uint64_t held = taken - std::min(taken, number_in(statistics, cached).value_or(0));
  return *most - std::min(*most, held);
}

// A group and those above it; inside a container only the upper ones may be seen.
std::uint64_t left_in_groups(const fs::path& root) {
  std::uint64_t left = unlimited;
  std::ifstream in{root / "proc/self/cgroup"};
  std::string line;
  while (std::getline(in, line)) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const bool is_second_version = controllers.empty();
    if (!is_second_version && controllers != "memory") continue;
    const fs::path mount = root / (is_second_version ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
    for (fs::path group = fs::path(line.substr(second + 1)).relative_path();; group = group.parent_path()) {
      const fs::path folder = mount / group;
      left = std::min(left, is_second_version
                                ? left_in_group(folder / "memory.max", folder / "memory.current",
                                                folder / "memory.stat", "inactive_file ")
                                : left_in_group(folder / "memory.limit_in_bytes", folder / "memory.usage_in_bytes",
                                                folder / "memory.stat", "total_inactive_file "));
      if (group.empty()) break;
    }
  }
  return left;
}

std::uint64_t left_of_process(const fs::path& root) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return unlimited;
  const std::uint64_t used = 1024 * number_in(root / "proc/self/status", "VmSize:").value_or(0);
  return limit.rlim_cur - std::min<std::uint64_t>(limit.rlim_cur, used);
}

std::string readable(std::uint64_t bytes) {
  const double mebibytes = static_cast<double>(bytes) / (1 << 20);
  return mebibytes < 1024 ? fmt::format("{:.0f} MiB", mebibytes) : fmt::format("{:.1f} GiB", mebibytes / 1024);
}

}  // namespace

std::uint64_t available_memory(const fs::path& root) {
  const std::optional<std::uint64_t> kibibytes = number_in(root / "proc/meminfo", "MemAvailable:");
  const std::uint64_t machine = kibibytes ? 1024 * *kibibytes : unlimited;
  return std::min({machine, left_in_groups(root), left_of_process(root)});
}

void refuse_too_big(std::uint64_t needed, std::uint64_t available) {
  if (needed <= available) return;
  throw TooBig{fmt::format("the run needs about {} of memory, {} are available; population.scale makes it smaller",
                           readable(needed), readable(available))};
}

}  // namespace trellis
