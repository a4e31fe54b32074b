// Money that changes hands: whole đồng in 64 bits, so that sums are exact in any order; totals in 128 bits.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <span>

#include "engine/core/errors.hpp"
#include "engine/core/quantity.hpp"

namespace trellis {

namespace detail {
[[noreturn]] void money_overflow(const char* operation);
TRELLIS_INLINE constexpr std::int64_t plus(std::int64_t a, std::int64_t b) {
#ifdef TRELLIS_CHECKED
  std::int64_t r{};
  if (__builtin_add_overflow(a, b, &r)) money_overflow("sum");
  return r;
#else
  return a + b;
#endif
}
TRELLIS_INLINE constexpr std::int64_t minus(std::int64_t a, std::int64_t b) {
#ifdef TRELLIS_CHECKED
  std::int64_t r{};
  if (__builtin_sub_overflow(a, b, &r)) money_overflow("difference");
  return r;
#else
  return a - b;
#endif
}
TRELLIS_INLINE constexpr std::int64_t times(std::int64_t a, std::int64_t b) {
#ifdef TRELLIS_CHECKED
  std::int64_t r{};
  if (__builtin_mul_overflow(a, b, &r)) money_overflow("product");
  return r;
#else
  return a * b;
#endif
}
}  // namespace detail

/// An amount in whole đồng. Checked builds throw OverflowError where a result needs more than 64 bits.
struct Dong {
  std::int64_t value{};

  TRELLIS_INLINE constexpr Dong& operator+=(Dong o) { return value = detail::plus(value, o.value), *this; }
  TRELLIS_INLINE constexpr Dong& operator-=(Dong o) { return value = detail::minus(value, o.value), *this; }
  TRELLIS_INLINE constexpr Dong operator-() const { return {detail::minus(0, value)}; }
  TRELLIS_INLINE friend constexpr Dong operator+(Dong a, Dong b) { return {detail::plus(a.value, b.value)}; }
  TRELLIS_INLINE friend constexpr Dong operator-(Dong a, Dong b) { return {detail::minus(a.value, b.value)}; }
  TRELLIS_INLINE friend constexpr Dong operator*(Dong a, std::int64_t k) { return {detail::times(a.value, k)}; }
  TRELLIS_INLINE friend constexpr Dong operator*(std::int64_t k, Dong a) { return {detail::times(a.value, k)}; }
  TRELLIS_INLINE friend constexpr bool operator==(Dong a, Dong b) { return a.value == b.value; }
  TRELLIS_INLINE friend constexpr auto operator<=>(Dong a, Dong b) { return a.value <=> b.value; }
};

/// The same as static_cast<double>, in steps for which AVX2 has instructions.
TRELLIS_INLINE constexpr Value to_value(Dong d) {
  const auto bits = static_cast<std::uint64_t>(d.value);
  constexpr std::uint64_t high_base = 0x4530000080000000ull;  // 2^84 + 2^63
  constexpr std::uint64_t low_base = 0x4330000000000000ull;   // 2^52
  const double high = std::bit_cast<double>((bits >> 32) ^ high_base) - (0x1p84 + 0x1p63 + 0x1p52);
  return {high + std::bit_cast<double>((bits & 0xFFFFFFFFull) | low_base)};
}

/// The whole đồng next to a planning figure, halves to the even one. |x| < 2^63: checked builds throw OverflowError
/// outside and for NaN.
TRELLIS_INLINE constexpr Dong nearest(Value x) {
#ifdef TRELLIS_CHECKED
  if (!(x.value < 0x1p63 && x.value >= -0x1p63)) detail::money_overflow("rounding");
#endif
  // A multiple of 2^32 and a rest below it: both fit the mantissa, and the rest alone decides the rounding.
  constexpr double shift = 0x1.8p52;
  constexpr std::uint64_t shift_bits = 0x4338000000000000ull;
  const double high = x.value * 0x1p-32 + shift;
  const double low = (x.value - (high - shift) * 0x1p32) + shift;
  return {static_cast<std::int64_t>(((std::bit_cast<std::uint64_t>(high) - shift_bits) << 32) +
                                    (std::bit_cast<std::uint64_t>(low) - shift_bits))};
}

/// The whole đồng next to amount * ratio.
TRELLIS_INLINE constexpr Dong portion(Dong amount, Ratio ratio) { return nearest(to_value(amount) * ratio); }

/// Splits `total` in proportion to the weights (none negative, not all zero unless the total is) by largest remainder,
/// ties to the earlier position. out[i] has the sign of the total; they sum to it exactly; a zero weight gets 0.
/// weights and out have the same length. Throws std::invalid_argument otherwise.
void split(Dong total, std::span<const double> weights, std::span<Dong> out);

/// A total over sectors or years, in whole đồng.
struct WideDong {
  __extension__ using Integer = __int128;
  Integer value{};

  constexpr WideDong() = default;
  constexpr explicit WideDong(Integer v) : value{v} {}
  constexpr WideDong(Dong d) : value{d.value} {}  // NOLINT: every amount is a total
  constexpr WideDong& operator+=(WideDong o) { return value += o.value, *this; }
  constexpr WideDong& operator-=(WideDong o) { return value -= o.value, *this; }
  constexpr WideDong operator-() const { return WideDong{-value}; }
  friend constexpr WideDong operator+(WideDong a, WideDong b) { return WideDong{a.value + b.value}; }
  friend constexpr WideDong operator-(WideDong a, WideDong b) { return WideDong{a.value - b.value}; }
  friend constexpr bool operator==(WideDong a, WideDong b) { return a.value == b.value; }
  friend constexpr auto operator<=>(WideDong a, WideDong b) { return a.value <=> b.value; }
};
inline constexpr Value to_value(WideDong d) { return {static_cast<double>(d.value)}; }

/// The total in 64 bits; throws OverflowError where it does not fit.
Dong narrow(WideDong total);

}  // namespace trellis
