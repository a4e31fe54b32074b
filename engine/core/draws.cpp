#include "engine/core/draws.hpp"

#include <immintrin.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string_view>

namespace trellis {

bool wide_registers() {
  static const bool wide = [] {
    const char* isa = std::getenv("TRELLIS_ISA");
    return __builtin_cpu_supports("avx2") && !(isa && std::string_view{isa} == "sse2");
  }();
  return wide;
}

void uniforms_plain(const std::uint32_t* ids, const Clock& c, std::uint32_t stream, std::size_t draws, DrawsOfStrip u) {
  for (std::size_t d = 0; d < draws; d += 4)
    for (std::size_t k = 0; k < rows_at_once; ++k) {
      const Words w = philox({ids[k], c.step, stream, static_cast<std::uint32_t>(d / 4)}, {c.seed, c.replica});
      for (std::size_t q = d; q < draws && q < d + 4; ++q) u[q][k] = unit_interval(w[q - d]);
    }
}

namespace {

struct Product {
  __m256i high, low;
};
[[gnu::target("avx2"), gnu::always_inline]] inline Product times(__m256i a, __m256i m) {
  const __m256i even = _mm256_mul_epu32(a, m), odd = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), m);
  return {_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA),
          _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA)};
}
[[gnu::target("avx2"), gnu::always_inline]] inline __m256i eight(std::uint32_t word) {
  return _mm256_set1_epi32(static_cast<int>(word));
}
[[gnu::target("avx2"), gnu::always_inline]] inline void put(__m256i w, double* to) {
  const __m256i s = _mm256_xor_si256(w, eight(0x80000000u));
  const __m256d scale = _mm256_set1_pd(0x1p-32), half = _mm256_set1_pd(0.5 + 0x1p-33);
  const __m256d first = _mm256_cvtepi32_pd(_mm256_castsi256_si128(s));
  const __m256d last = _mm256_cvtepi32_pd(_mm256_extracti128_si256(s, 1));
  _mm256_storeu_pd(to, _mm256_add_pd(_mm256_mul_pd(first, scale), half));
  _mm256_storeu_pd(to + 4, _mm256_add_pd(_mm256_mul_pd(last, scale), half));
}

}  // namespace

[[gnu::target("avx2")]] void uniforms_avx2(const std::uint32_t* ids, const Clock& clock, std::uint32_t stream,
                                           std::size_t draws, DrawsOfStrip u) {
  const __m256i m0 = eight(0xD2511F53u), m1 = eight(0xCD9E8D57u);
  for (std::size_t d = 0; d < draws; d += 4)
    for (std::size_t k = 0; k < rows_at_once; k += 16) {  // two vectors at a time hide the latency of the products
      __m256i c[2][4];
      for (std::size_t v = 0; v < 2; ++v) {
        c[v][0] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(ids + k + 8 * v));
        c[v][1] = eight(clock.step), c[v][2] = eight(stream), c[v][3] = eight(static_cast<std::uint32_t>(d / 4));
      }
      std::uint32_t k0 = clock.seed, k1 = clock.replica;
      for (int round = 0; round < 10; ++round) {
        const __m256i key0 = eight(k0), key1 = eight(k1);
        for (auto& x : c) {
          const Product p0 = times(x[0], m0), p1 = times(x[2], m1);
          x[0] = _mm256_xor_si256(_mm256_xor_si256(p1.high, x[1]), key0), x[1] = p1.low;
          x[2] = _mm256_xor_si256(_mm256_xor_si256(p0.high, x[3]), key1), x[3] = p0.low;
        }
        k0 += 0x9E3779B9u, k1 += 0xBB67AE85u;
      }
      for (std::size_t v = 0; v < 2; ++v)
        for (std::size_t q = 0; q < 4 && d + q < draws; ++q) put(c[v][q], u[d + q] + k + 8 * v);
    }
}

namespace {

[[gnu::always_inline]] inline void box_muller(std::size_t pairs, DrawsOfStrip u) {
  for (std::size_t p = 0; p < pairs; ++p) {
    double *a = u[2 * p], *b = u[2 * p + 1];
    TRELLIS_ROW_BY_ROW
    for (std::size_t k = 0; k < rows_at_once; ++k) {
      const double radius = maths::sqrt(-2 * maths::log(a[k]));
      const maths::Turn turn = maths::turn(b[k]);
      a[k] = radius * turn.cosine, b[k] = radius * turn.sine;
    }
  }
}

}  // namespace

void normals_plain(std::size_t pairs, DrawsOfStrip u) { box_muller(pairs, u); }
[[gnu::target("avx2")]] void normals_avx2(std::size_t pairs, DrawsOfStrip u) { box_muller(pairs, u); }

void uniforms(const std::uint32_t* ids, const Clock& clock, std::uint32_t stream, std::size_t draws, DrawsOfStrip u) {
  static const auto path = wide_registers() ? uniforms_avx2 : uniforms_plain;
  path(ids, clock, stream, draws, u);
}
void normals(std::size_t pairs, DrawsOfStrip u) {
  static const auto path = wide_registers() ? normals_avx2 : normals_plain;
  path(pairs, u);
}

double Dice::normal(std::uint32_t draw) const {
  const Words w = block(draw);
  return maths::sqrt(-2 * maths::log(unit_interval(w[0], w[1]))) * maths::cos_turn(unit_interval(w[2], w[3]));
}

double Dice::exponential(std::uint32_t draw) const { return -maths::log(uniform(draw)); }

double Dice::beta33(std::uint32_t draw) const {  // the third of five uniforms in order is Beta(3, 3)
  const Words v = block(draw), w = block(draw, second);
  std::array<double, 5> u{unit_interval(v[0], v[1]), unit_interval(v[2], v[3]), unit_interval(w[0]),
                          unit_interval(w[1]), unit_interval(w[2], w[3])};
  std::sort(u.begin(), u.end());
  return u[2];
}

namespace {

/// ln n!, by Stirling's series beyond 15.
double log_factorial(double n) {
  if (n < 16) {
    double product = 1;
    for (double k = 2; k <= n; ++k) product *= k;
    return maths::log(product);
  }
  const double x = n + 1, r = 1 / x, z = r * r;
  constexpr double half_log_of_full_turn = 0.91893853320467274178;
  return (x - 0.5) * maths::log(x) - x + half_log_of_full_turn +
         r * (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680))));
}

}  // namespace

std::uint32_t Dice::poisson(double mean, std::uint32_t draw) const {
  if (!(mean > 0)) return 0;
  double rest = uniform(draw);
  if (mean < 64) {  // inversion from 0 upwards: more mean never means fewer events
    double p = maths::exp(-mean);
    std::uint32_t n = 0;
    for (; rest > p && n < 1000; p *= mean / n) rest -= p, ++n;
    return n;
  }
  // Inversion outwards from the mode, where the probabilities are largest.
  const double mode = static_cast<double>(static_cast<std::uint32_t>(std::min(mean, 1e9)));
  double up = maths::exp(mode * maths::log(mean) - mean - log_factorial(mode)), down = up, high = mode, low = mode;
  rest -= up;
  while (rest > 0 && (up > 0 || down > 0)) {
    up *= mean / ++high;
    if ((rest -= up) <= 0) return static_cast<std::uint32_t>(high);
    down = low > 0 ? down * (low / mean) : 0;
    if (low > 0) --low;
    if ((rest -= down) <= 0) return static_cast<std::uint32_t>(low);
  }
  return static_cast<std::uint32_t>(mode);
}

}  // namespace trellis
