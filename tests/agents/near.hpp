// Comparison of equations with hand-worked values: to twelve digits, with the dimension taken off.
#pragma once

#include <doctest/doctest.h>

#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis {

inline doctest::Approx near(double value) { return doctest::Approx(value).epsilon(1e-12).scale(0); }

constexpr double plain(double x) { return x; }
template <class Q>
constexpr double plain(Q q) {
  return static_cast<double>(q.value);
}

}  // namespace trellis
