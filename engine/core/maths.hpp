// exp, log, pow and turns from + - * / and bit moves only: the same bits on every IEEE machine, which libm does not
// promise (measured: it picks other code where the CPU has FMA). All of them are branch-free and vectorise.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/core/quantity.hpp"

namespace trellis::maths {

namespace detail {

inline constexpr double round_shift = 0x1.8p52;          // adding and subtracting it rounds |x| < 2^51 to an integer
inline constexpr double ln2_high = 0x1.62e42fefa38p-1;   // 43 bits: times an exponent it is exact
inline constexpr double ln2_low = 0x1.ef35793c7673p-45;  // ln 2 - ln2_high
inline constexpr double infinity = std::numeric_limits<double>::infinity();

TRELLIS_INLINE constexpr double nearest_integer(double x) { return (x + round_shift) - round_shift; }
/// 2^n for an integer n in [-1022, 1023].
TRELLIS_INLINE constexpr double power_of_two(double n) {
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(n + (round_shift + 1023)) & 0x7FF) << 52);
}
/// x without the lower 27 bits of its mantissa: products of two such numbers are exact.
TRELLIS_INLINE constexpr double upper_half(double x) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & 0xFFFFFFFFF8000000ull);
}

/// e^(high + low), |low| much smaller than |high|.
TRELLIS_INLINE constexpr double exp_of(double high, double low) {
  high = high > 710 ? 710 : high;    // e^710 is infinite
  high = high < -746 ? -746 : high;  // and e^-746 zero; a NaN stays one
  const double n = nearest_integer(high * 0x1.71547652b82fep0);
  const double r = (high - n * ln2_high) + (low - n * ln2_low);
  // Taylor's series to the 13th power: |r| <= ln 2 / 2, so the rest is below 5e-18.
  const double p =
      r *
      (1.0 / 2 +
       r * (1.0 / 6 +
            r * (1.0 / 24 +
                 r * (1.0 / 120 +
                      r * (1.0 / 720 +
                           r * (1.0 / 5040 + r * (1.0 / 40320 + r * (1.0 / 362880 +
                                                                     r * (1.0 / 3628800 +
                                                                          r * (1.0 / 39916800 +
                                                                               r * (1.0 / 479001600 +
                                                                                    r * (1.0 / 6227020800.0))))))))))));
  const double half = nearest_integer(n * 0.5);  // in two factors, so that the ends of the range round only once
  return ((1 + (r + r * p)) * power_of_two(half)) * power_of_two(n - half);
}

struct Pair {
  double high, low;
};
/// ln x of a positive, finite x as a sum of two doubles, about 2e-17 off.
TRELLIS_INLINE constexpr Pair log_of(double x) {
  const bool tiny = x < std::numeric_limits<double>::min();
  const double scaled = tiny ? x * 0x1p54 : x;
  std::uint64_t bits = std::bit_cast<std::uint64_t>(scaled);
  // Exponent k such that x = 2^k m with m in [sqrt(.5), sqrt(2)).
  std::uint64_t e = (bits - 0x3FE6A09E667F3BCDull) >> 52;
  e = (e ^ 0x800) - 0x800;  // sign of 12 bits
  bits -= e << 52;
  const double k = (std::bit_cast<double>(e + 0x4338000000000000ull) - round_shift) - (tiny ? 54.0 : 0.0);
  const double f = std::bit_cast<double>(bits) - 1;
  // ln(1+f) = f - f²/2 + s (f²/2 + R(s²)) with s = f/(2+f): only the small last term is rounded at its full size.
  const double s = f / (2 + f), z = s * s;
  const double r =
      z *
      (2.0 / 3 +
       z * (2.0 / 5 +
            z * (2.0 / 7 +
                 z * (2.0 / 9 + z * (2.0 / 11 + z * (2.0 / 13 + z * (2.0 / 15 + z * (2.0 / 17 + z * (2.0 / 19)))))))));
  const double half_square = 0.5 * f * f;
  const double f_high = upper_half(f - half_square);
  const double f_low = ((f - f_high) - half_square) + s * (half_square + r);
  const double whole = k * ln2_high;
  const double high = whole + f_high;  // whole is 0 or the larger one
  return {high, ((whole - high + f_high) + f_low) + k * ln2_low};
}

}  // namespace detail

/// e^x, at most 2e-15 (relative) off; 0 below -745.2, infinite above 709.8.
TRELLIS_INLINE constexpr double exp(double x) { return detail::exp_of(x, 0); }

/// ln x, at most 2e-15 (relative) off, denormals included; -infinity at 0, NaN below.
TRELLIS_INLINE constexpr double log(double x) {
  const detail::Pair l = detail::log_of(x);
  const double finite = l.high + l.low;
  const double special = x == 0 ? -detail::infinity : x > 0 ? x : std::numeric_limits<double>::quiet_NaN();
  return ((x > 0) & (x < detail::infinity)) ? finite : special;
}

/// base^exponent for base >= 0, at most 1e-13 (relative) off while the result is a normal number; 0^0 is 1.
TRELLIS_INLINE constexpr double pow(double base, double exponent) {
  const detail::Pair l = detail::log_of(base);
  const double upper = l.high + l.low, lower = (l.high - upper) + l.low;
  const double u = detail::upper_half(upper), v = (upper - u) + lower;
  const double x = detail::upper_half(exponent), y = exponent - x;
  const double finite = detail::exp_of(x * u, exponent * v + y * u);
  const double grows = exponent > 0 ? base : base == 0 ? detail::infinity : 0;  // base is 0 or infinite
  const double special = base >= 0 ? grows : std::numeric_limits<double>::quiet_NaN();
  const double any = ((base > 0) & (base < detail::infinity)) ? finite : special;
  return exponent == 0 ? 1 : any;
}

/// ln(1 + x), also for small x.
TRELLIS_INLINE constexpr double log1p(double x) {
  const double u = 1 + x;
  const double lost = x - (u - 1);  // what the sum rounded away
  const double corrected = log(u) + (u > 0 ? lost / u : 0);
  return u < detail::infinity ? corrected : u;
}

/// e^x - 1, also for small x.
TRELLIS_INLINE constexpr double expm1(double x) {
  double series = 1;  // 1 + x/2 (1 + x/3 (1 + ... )) to the 14th power
  for (int n = 14; n >= 2; --n) series = 1 + x / n * series;
  return ((x < 0.35) & (x > -0.35)) ? x * series : exp(x) - 1;
}

/// Square root; IEEE rounds it correctly everywhere.
TRELLIS_INLINE inline double sqrt(double x) { return std::sqrt(x); }

struct Turn {
  double cosine, sine;
};
/// Cosine and sine of `turns` full turns (|turns| < 2^50), at most 4e-16 (absolute) off.
TRELLIS_INLINE constexpr Turn turn(double turns) {
  const double v = 4 * (turns - detail::nearest_integer(turns));  // quarter turns in [-2, 2]
  const double q = detail::nearest_integer(v), r = (v - q) * 1.5707963267948966, z = r * r;
  const double s =
      r + r * z *
              (-1.0 / 6 +
               z * (1.0 / 120 + z * (-1.0 / 5040 +
                                     z * (1.0 / 362880 + z * (-1.0 / 39916800 + z * (1.0 / 6227020800.0 -
                                                                                     z * (1.0 / 1307674368000.0)))))));
  const double c =
      1 +
      z * (-1.0 / 2 +
           z * (1.0 / 24 + z * (-1.0 / 720 +
                                z * (1.0 / 40320 + z * (-1.0 / 3628800 +
                                                        z * (1.0 / 479001600 - z * (1.0 / 87178291200.0 -
                                                                                    z * (1.0 / 20922789888000.0))))))));
  const bool sideways = (q == 1) | (q == -1);
  const bool backwards = (q == 2) | (q == -2);
  const double cosine = sideways ? s : c, sine = sideways ? c : s;
  return {((q == 1) | backwards) ? -cosine : cosine, ((q == -1) | backwards) ? -sine : sine};
}
TRELLIS_INLINE constexpr double cos_turn(double turns) { return turn(turns).cosine; }
TRELLIS_INLINE constexpr double sin_turn(double turns) { return turn(turns).sine; }

/// ln(p / (1 - p)) for p in (0, 1), and its inverse.
TRELLIS_INLINE constexpr double logit(double p) { return log(p / (1 - p)); }
TRELLIS_INLINE constexpr double logistic(double x) { return 1 / (1 + exp(-x)); }

/// The rate of a month that compounds to the annual rate: (1+a)^(1/12) - 1.
TRELLIS_INLINE constexpr double monthly_rate(double annual) { return expm1(log1p(annual) / 12); }
/// The probability of a month that gives the annual one: 1 - (1-h)^(1/12), for h in [0, 1].
TRELLIS_INLINE constexpr double monthly_hazard(double annual) { return annual < 1 ? -expm1(log1p(-annual) / 12) : 1; }

}  // namespace trellis::maths
