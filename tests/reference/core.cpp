// What the reference shares with the program: exp, log, pow and draws of the core, for ctypes. Nothing else.
#include "engine/core/draws.hpp"
#include "engine/core/maths.hpp"

using trellis::Clock;
using trellis::Dice;

namespace {
Dice dice(const std::uint32_t* key) { return {Clock{key[0], key[1], key[2], {}}, key[3], key[4]}; }
}  // namespace

// `key`: seed, replica, step, identity, stream.
extern "C" {
double reference_exp(double x) { return trellis::maths::exp(x); }
double reference_log(double x) { return trellis::maths::log(x); }
double reference_pow(double base, double exponent) { return trellis::maths::pow(base, exponent); }
double reference_log1p(double x) { return trellis::maths::log1p(x); }
double reference_expm1(double x) { return trellis::maths::expm1(x); }
double reference_uniform(const std::uint32_t* key, std::uint32_t draw) { return dice(key).uniform(draw); }
double reference_normal(const std::uint32_t* key, std::uint32_t draw) { return dice(key).normal(draw); }
double reference_exponential(const std::uint32_t* key, std::uint32_t draw) { return dice(key).exponential(draw); }
double reference_beta33(const std::uint32_t* key, std::uint32_t draw) { return dice(key).beta33(draw); }
std::uint32_t reference_poisson(const std::uint32_t* key, double mean, std::uint32_t draw) {
  return dice(key).poisson(mean, draw);
}
std::uint32_t reference_below(const std::uint32_t* key, std::uint32_t n, std::uint32_t draw) {
  return dice(key).below(n, draw);
}
/// draws(...) of a phase: `count` uniforms; with `normal` bells(...), for which count is even.
void reference_strip(const std::uint32_t* key, std::uint32_t count, int normal, double* out) {
  constexpr std::size_t most = 64;
  alignas(64) std::uint32_t ids[trellis::rows_at_once] = {key[3]};
  alignas(64) double u[most][trellis::rows_at_once];
  trellis::uniforms(ids, Clock{key[0], key[1], key[2], {}}, key[4], count, u);
  if (normal) trellis::normals(count / 2, u);
  for (std::size_t d = 0; d < count; ++d) out[d] = u[d][0];
}
}
