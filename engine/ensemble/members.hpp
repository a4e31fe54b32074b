// How the members of an ensemble are numbered: by design point, arm of policy and replica.
#pragma once
#include <cstddef>
#include <cstdint>
#include <stdexcept>

namespace trellis {

/// A run of an ensemble. Its luck depends on the replica (and the seed) alone, so that arms and points of one replica
/// share it, whoever computes them.
struct Member {
  std::size_t number = 0;
  std::uint32_t point = 0, arm = 0, replica = 0;

  bool operator==(const Member&) const = default;
};

/// Replicas follow each other fastest, then arms, then points.
struct Numbering {
  std::uint32_t points = 1, arms = 1, replicas = 1;

  std::size_t size() const { return std::size_t{points} * arms * replicas; }
  Member member(std::size_t number) const {
    if (number >= size()) throw std::out_of_range{"no member has this number"};
    return {number, static_cast<std::uint32_t>(number / replicas / arms),
            static_cast<std::uint32_t>(number / replicas % arms), static_cast<std::uint32_t>(number % replicas)};
  }
  std::size_t number(std::uint32_t point, std::uint32_t arm, std::uint32_t replica) const {
    return (std::size_t{point} * arms + arm) * replicas + replica;
  }
};

}  // namespace trellis
