// Chance as a pure function of (seed, replica, identity, step, stream, draw): Philox4x32-10 (Salmon et al. 2011). A
// draw has no state, so that neither threads nor another agent's luck can change it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/core/calendar.hpp"
#include "engine/core/maths.hpp"

namespace trellis {

/// Where a run stands: step 0 is the month `start`.
struct Clock {
  std::uint32_t seed = 0, replica = 0, step = 0;
  Month start{};
  constexpr Month now() const { return start + static_cast<int>(step); }
};

using Words = std::array<std::uint32_t, 4>;

/// Philox4x32-10 of a counter under a key.
constexpr Words philox(Words counter, std::array<std::uint32_t, 2> key) {
  Words c = counter;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = 0xD2511F53ull * c[0], p1 = 0xCD9E8D57ull * c[2];
    c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ key[0], static_cast<std::uint32_t>(p1),
         static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ key[1], static_cast<std::uint32_t>(p0)};
    key[0] += 0x9E3779B9u, key[1] += 0xBB67AE85u;
  }
  return c;
}

/// A word as a number in (0, 1): 2^32 values, exact in double, so that no compiler or CPU rounds it otherwise.
constexpr double unit_interval(std::uint32_t w) {
  return static_cast<double>(static_cast<std::int32_t>(w ^ 0x80000000u)) * 0x1p-32 + (0.5 + 0x1p-33);
}
/// Two words as a number in (0, 1) with 52 bits.
constexpr double unit_interval(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32 | low) >> 12;
  return static_cast<double>(static_cast<std::int64_t>(2 * bits + 1)) * 0x1p-53;
}

/// Whether this machine has AVX2 and the environment does not say TRELLIS_ISA=sse2. The bits do not depend on it.
bool wide_registers();

inline constexpr std::size_t rows_at_once = 64;
using DrawsOfStrip = double (*)[rows_at_once];

/// u[d][k], d < draws: draw d of the agent with identity ids[k], in (0, 1). One Philox block gives four draws.
void uniforms(const std::uint32_t* ids, const Clock& clock, std::uint32_t stream, std::size_t draws, DrawsOfStrip u);
/// Turns u[2p], u[2p+1] into two standard normals each (Box and Muller), in place.
void normals(std::size_t pairs, DrawsOfStrip u);

// The two paths behind them, for the test that compares their bits.
void uniforms_plain(const std::uint32_t* ids, const Clock& clock, std::uint32_t stream, std::size_t draws,
                    DrawsOfStrip u);
void uniforms_avx2(const std::uint32_t* ids, const Clock& clock, std::uint32_t stream, std::size_t draws,
                   DrawsOfStrip u);
void normals_plain(std::size_t pairs, DrawsOfStrip u);
void normals_avx2(std::size_t pairs, DrawsOfStrip u);

/// Keyed chance for the irregular few: each `draw` number (below 2^30) of an (identity, step, stream) is its own fixed
/// piece of luck. Ask for one distribution per draw number. Its counters are never those of uniforms().
class Dice {
 public:
  constexpr Dice(const Clock& clock, std::uint32_t identity, std::uint32_t stream)
      : key_{clock.seed, clock.replica}, identity_{identity}, step_{clock.step}, stream_{stream} {}

  constexpr double uniform(std::uint32_t draw = 0) const {  // in (0, 1)
    const Words w = block(draw);
    return unit_interval(w[0], w[1]);
  }
  constexpr bool chance(double probability, std::uint32_t draw = 0) const { return uniform(draw) < probability; }
  double normal(std::uint32_t draw = 0) const;                       // mean 0, variance 1
  double exponential(std::uint32_t draw = 0) const;                  // mean 1
  std::uint32_t poisson(double mean, std::uint32_t draw = 0) const;  // mean in [0, 10^9]
  double beta33(std::uint32_t draw = 0) const;                       // Beta(3, 3) in (0, 1), mean 1/2
  /// An integer in [0, n), n > 0.
  constexpr std::uint32_t below(std::uint32_t n, std::uint32_t draw = 0) const {
    const Words w = block(draw);
    const std::uint64_t low = static_cast<std::uint64_t>(w[1]) * n >> 32;
    return static_cast<std::uint32_t>((static_cast<std::uint64_t>(w[0]) * n + low) >> 32);
  }

 private:
  static constexpr std::uint32_t ours = 0x80000000u, second = 0x40000000u;  // uniforms() counts its blocks from 0
  constexpr Words block(std::uint32_t draw, std::uint32_t which = 0) const {
    return philox({identity_, step_, stream_, ours | which | draw}, key_);
  }
  std::array<std::uint32_t, 2> key_;
  std::uint32_t identity_, step_, stream_;
};

}  // namespace trellis
