// How much memory a run may take: what machine, control group and limits of the process leave.
#pragma once
#include <cstdint>
#include <filesystem>

namespace trellis {

/// Bytes that this process can still take: the least of what the machine has free, what its control groups (version 1
/// or 2) leave and what `ulimit -v` leaves. `root`: where /proc and /sys lie. The greatest number where nothing can be
/// found out.
std::uint64_t available_memory(const std::filesystem::path& root = "/");

/// Throws TooBig that says how much is needed and available where the first is more than the second.
void refuse_too_big(std::uint64_t needed, std::uint64_t available);

}  // namespace trellis
