#include "engine/core/quantity.hpp"

#include <doctest/doctest.h>

#include <type_traits>

using namespace trellis;

TEST_CASE("units multiply and divide, and what has no unit left is a double") {
  const Price price = Value{12} / Parts{4};
  CHECK(price == Price{3});
  CHECK(price * Parts{2} == Value{6});
  static_assert(std::is_same_v<decltype(Parts{6} / Parts{2}), double>);
  CHECK(Parts{6} / Parts{2} == 3);
  CHECK(1.0 / Parts{4} * Parts{8} == 2);
}

TEST_CASE("quantities compare, negate and scale like their values") {
  Parts p{2};
  p += Parts{3}, p -= Parts{1}, p *= 3, p /= 2;
  CHECK(p == Parts{6});
  CHECK(-p < Parts{0});
  CHECK(p >= Parts{6});
  CHECK(p != Parts{5});
  CHECK(positive(-p) == Parts{0});
  CHECK(within(p, Parts{0}, Parts{4}) == Parts{4});
  CHECK(most(p, {}) == p);
}

TEST_CASE("slots calculate slot by slot, with each other and with single values of other units") {
  const Slots<Parts, 3> parts{{Parts{1}, Parts{2}, Parts{3}}};
  const auto cost = parts * Price{2};
  static_assert(std::is_same_v<decltype(cost), const Slots<Value, 3>>);
  CHECK(sum(cost) == Value{12});
  CHECK(sum(2 * parts - parts / 2.0 + parts) == Parts{15});
  CHECK((parts / parts)[2] == 1);
  CHECK(least(parts) == Parts{1});
  CHECK(most(parts) == Parts{3});
  CHECK(positive(parts - Parts{2}) == Slots<Parts, 3>{{Parts{0}, Parts{0}, Parts{1}}});
  Slots<double, 2> x = Slots<double, 2>::all(1);
  x += Slots<double, 2>{{1, 2}}, x -= 1.0;
  CHECK(x == Slots<double, 2>{{1, 2}});
}

TEST_CASE("the sum of slots goes from the first to the last") {
  CHECK(sum(Slots<double, 3>{{1e16, 1, -1e16}}) == 0);
  CHECK(sum(Slots<double, 3>{{1e16, -1e16, 1}}) == 1);
}
