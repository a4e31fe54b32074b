// Numbers with a dimension (Quantity), and several of them at once (Slots). Plain doubles to the compiler.
#pragma once

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

// Everything between a column and an equation must vanish before the vectoriser looks: inlined early, not by luck.
#define TRELLIS_INLINE __attribute__((always_inline))
// Before a loop whose iterations touch different rows: no dependence to look for.
#ifdef __clang__
#define TRELLIS_ROW_BY_ROW
#else
#define TRELLIS_ROW_BY_ROW _Pragma("GCC ivdep")
#endif

namespace trellis {

/// A double that carries its dimension: exponents of money (đồng), parts (sets), vehicles and persons. A quantity whose
/// exponents are all zero is a double.
template <int Money, int Part, int Vehicle, int Person>
struct Quantity {
  double value{};

  TRELLIS_INLINE constexpr Quantity& operator+=(Quantity o) { return value += o.value, *this; }
  TRELLIS_INLINE constexpr Quantity& operator-=(Quantity o) { return value -= o.value, *this; }
  TRELLIS_INLINE constexpr Quantity& operator*=(double k) { return value *= k, *this; }
  TRELLIS_INLINE constexpr Quantity& operator/=(double k) { return value /= k, *this; }
  TRELLIS_INLINE constexpr Quantity operator-() const { return {-value}; }
  TRELLIS_INLINE friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.value + b.value}; }
  TRELLIS_INLINE friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.value - b.value}; }
  TRELLIS_INLINE friend constexpr Quantity operator*(double k, Quantity q) { return {k * q.value}; }
  TRELLIS_INLINE friend constexpr Quantity operator*(Quantity q, double k) { return {k * q.value}; }
  TRELLIS_INLINE friend constexpr Quantity operator/(Quantity q, double k) { return {q.value / k}; }
  TRELLIS_INLINE friend constexpr bool operator==(Quantity a, Quantity b) { return a.value == b.value; }
  TRELLIS_INLINE friend constexpr bool operator!=(Quantity a, Quantity b) { return a.value != b.value; }
  TRELLIS_INLINE friend constexpr bool operator<(Quantity a, Quantity b) { return a.value < b.value; }
  TRELLIS_INLINE friend constexpr bool operator>(Quantity a, Quantity b) { return a.value > b.value; }
  TRELLIS_INLINE friend constexpr bool operator<=(Quantity a, Quantity b) { return a.value <= b.value; }
  TRELLIS_INLINE friend constexpr bool operator>=(Quantity a, Quantity b) { return a.value >= b.value; }
};

/// The quantity with these exponents; a double where all of them are zero.
template <int... Exponents>
TRELLIS_INLINE constexpr auto quantity(double value) {
  if constexpr (((Exponents == 0) && ...)) {
    return value;
  } else {
    return Quantity<Exponents...>{value};
  }
}
template <int... A, int... B>
TRELLIS_INLINE constexpr auto operator*(Quantity<A...> a, Quantity<B...> b) {
  return quantity<(A + B)...>(a.value * b.value);
}
template <int... A, int... B>
TRELLIS_INLINE constexpr auto operator/(Quantity<A...> a, Quantity<B...> b) {
  return quantity<(A - B)...>(a.value / b.value);
}
template <int... A>
TRELLIS_INLINE constexpr auto operator/(double a, Quantity<A...> b) {
  return quantity<(-A)...>(a / b.value);
}

using Ratio = double;
using Value = Quantity<1, 0, 0, 0>;  // đồng as a planning figure; money that changes hands is Dong
using Parts = Quantity<0, 1, 0, 0>;
using Vehicles = Quantity<0, 0, 1, 0>;
using People = Quantity<0, 0, 0, 1>;
using Price = decltype(Value{} / Parts{});
using VehiclePrice = decltype(Value{} / Vehicles{});

template <class T, std::size_t K>
struct Slots;
template <class T>
inline constexpr bool is_slots = false;
template <class T, std::size_t K>
inline constexpr bool is_slots<Slots<T, K>> = true;
/// A single value: anything but Slots.
template <class T>
concept Single = !is_slots<T>;

// By value, so that they vectorise (std::min returns a reference).
template <Single T>
TRELLIS_INLINE constexpr T least(T a, T b) {
  return b < a ? b : a;
}
template <Single T>
TRELLIS_INLINE constexpr T most(T a, T b) {
  return a < b ? b : a;
}
template <Single T>
TRELLIS_INLINE constexpr T within(T x, std::type_identity_t<T> low, std::type_identity_t<T> high) {
  return least(most(x, low), high);
}
template <Single T>
TRELLIS_INLINE constexpr T positive(T x) {
  return most(x, T{});
}

/// K values of one row, such as a firm's orders to its K suppliers. Arithmetic is slot by slot, written with constant
/// indices only, so that the compiler keeps the values in registers and vectorises over the rows.
template <class T, std::size_t K>
struct Slots {
  std::array<T, K> at{};

  static constexpr std::size_t size() { return K; }
  TRELLIS_INLINE constexpr T& operator[](std::size_t j) { return at[j]; }
  TRELLIS_INLINE constexpr const T& operator[](std::size_t j) const { return at[j]; }
  constexpr auto begin() const { return at.begin(); }
  constexpr auto end() const { return at.end(); }

  /// The slots f(0), f(1) ... f(K-1).
  template <class F>
  TRELLIS_INLINE static constexpr Slots make(F f) {
    return [&]<std::size_t... j>(std::index_sequence<j...>) TRELLIS_INLINE { return Slots{{f(j)...}}; }
    (std::make_index_sequence<K>{});
  }
  /// The same value in each slot.
  TRELLIS_INLINE static constexpr Slots all(T value) {
    return make([&](std::size_t) TRELLIS_INLINE { return value; });
  }
  template <class F>
  TRELLIS_INLINE constexpr auto map(F f) const {
    return [&]<std::size_t... j>(std::index_sequence<j...>) TRELLIS_INLINE {
      return Slots<std::remove_cvref_t<decltype(f(at[0]))>, K>{{f(at[j])...}};
    }
    (std::make_index_sequence<K>{});
  }
  template <class U, class F>
  TRELLIS_INLINE constexpr auto zip(const Slots<U, K>& o, F f) const {
    return [&]<std::size_t... j>(std::index_sequence<j...>) TRELLIS_INLINE {
      return Slots<std::remove_cvref_t<decltype(f(at[0], o.at[0]))>, K>{{f(at[j], o.at[j])...}};
    }
    (std::make_index_sequence<K>{});
  }
  template <class U>
  TRELLIS_INLINE constexpr Slots& operator+=(const U& o) {
    return *this = *this + o;
  }
  template <class U>
  TRELLIS_INLINE constexpr Slots& operator-=(const U& o) {
    return *this = *this - o;
  }
  friend constexpr bool operator==(const Slots& a, const Slots& b) { return a.at == b.at; }
};

// Slot by slot: Slots with Slots, Slots with one value, one value with Slots.
#define TRELLIS_SLOT_BY_SLOT(op)                                                          \
  template <class T, class U, std::size_t K>                                              \
  TRELLIS_INLINE constexpr auto operator op(const Slots<T, K>& a, const Slots<U, K>& b) { \
    return a.zip(b, [](const T& x, const U& y) TRELLIS_INLINE { return x op y; });        \
  }                                                                                       \
  template <class T, Single U, std::size_t K>                                             \
  TRELLIS_INLINE constexpr auto operator op(const Slots<T, K>& a, const U& b) {           \
    return a.map([&](const T& x) TRELLIS_INLINE { return x op b; });                      \
  }                                                                                       \
  template <Single T, class U, std::size_t K>                                             \
  TRELLIS_INLINE constexpr auto operator op(const T& a, const Slots<U, K>& b) {           \
    return b.map([&](const U& y) TRELLIS_INLINE { return a op y; });                      \
  }
TRELLIS_SLOT_BY_SLOT(+)
TRELLIS_SLOT_BY_SLOT(-)
TRELLIS_SLOT_BY_SLOT(*)
TRELLIS_SLOT_BY_SLOT(/)
#undef TRELLIS_SLOT_BY_SLOT

template <class T, std::size_t K>
TRELLIS_INLINE constexpr Slots<T, K> least(const Slots<T, K>& a, std::type_identity_t<T> b) {
  return a.map([&](T x) TRELLIS_INLINE { return least(x, b); });
}
template <class T, std::size_t K>
TRELLIS_INLINE constexpr Slots<T, K> least(const Slots<T, K>& a, const Slots<T, K>& b) {
  return a.zip(b, [](T x, T y) TRELLIS_INLINE { return least(x, y); });
}
template <class T, std::size_t K>
TRELLIS_INLINE constexpr Slots<T, K> most(const Slots<T, K>& a, std::type_identity_t<T> b) {
  return a.map([&](T x) TRELLIS_INLINE { return most(x, b); });
}
template <class T, std::size_t K>
TRELLIS_INLINE constexpr Slots<T, K> most(const Slots<T, K>& a, const Slots<T, K>& b) {
  return a.zip(b, [](T x, T y) TRELLIS_INLINE { return most(x, y); });
}
template <class T, std::size_t K>
TRELLIS_INLINE constexpr Slots<T, K> within(const Slots<T, K>& a, std::type_identity_t<T> low,
                                            std::type_identity_t<T> high) {
  return a.map([&](T x) TRELLIS_INLINE { return within(x, low, high); });
}
template <class T, std::size_t K>
TRELLIS_INLINE constexpr Slots<T, K> positive(const Slots<T, K>& a) {
  return most(a, T{});
}

/// The slots added up from the first to the last.
template <class T, std::size_t K>
TRELLIS_INLINE constexpr T sum(const Slots<T, K>& a) {
  return [&]<std::size_t... j>(std::index_sequence<j...>) TRELLIS_INLINE { return static_cast<T>((... + a.at[j])); }
  (std::make_index_sequence<K>{});
}
template <class T, std::size_t K>
TRELLIS_INLINE constexpr T least(const Slots<T, K>& a) {
  T r = a.at[0];
  [&]<std::size_t... j>(std::index_sequence<j...>) TRELLIS_INLINE { ((r = least(r, a.at[j])), ...); }
  (std::make_index_sequence<K>{});
  return r;
}
template <class T, std::size_t K>
TRELLIS_INLINE constexpr T most(const Slots<T, K>& a) {
  T r = a.at[0];
  [&]<std::size_t... j>(std::index_sequence<j...>) TRELLIS_INLINE { ((r = most(r, a.at[j])), ...); }
  (std::make_index_sequence<K>{});
  return r;
}

}  // namespace trellis
