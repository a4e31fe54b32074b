#include "engine/core/money.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

using namespace trellis;

TEST_CASE("a planning figure becomes the nearest whole dong, halves the even one") {
  CHECK(nearest({2.5}) == Dong{2});
  CHECK(nearest({3.5}) == Dong{4});
  CHECK(nearest({-2.5}) == Dong{-2});
  CHECK(nearest({0.49999999999999994}) == Dong{0});
  CHECK(nearest({0x1p62}) == Dong{std::int64_t{1} << 62});
  CHECK(nearest({-0x1p63}) == Dong{std::numeric_limits<std::int64_t>::min()});
}

TEST_CASE("nearest and to_value agree with the machine's own conversions on numbers of every size") {
  std::mt19937_64 generator{1};
  std::uniform_real_distribution<double> uniform{-1, 1};
  for (int i = 0; i < 200'000; ++i) {
    const double x = uniform(generator) * std::exp2(i % 63);
    REQUIRE(nearest({x}).value == static_cast<std::int64_t>(std::nearbyint(x)));
    const Dong d{static_cast<std::int64_t>(generator()) >> (i % 63)};
    REQUIRE(to_value(d).value == static_cast<double>(d.value));
  }
}

TEST_CASE("portion rounds amount times ratio") {
  CHECK(portion(Dong{1'000'003}, 0.5) == Dong{500'002});
  CHECK(portion(Dong{-7}, 0.25) == Dong{-2});
}

TEST_CASE("a split by largest remainder sums to the total, gives ties to the earlier and nothing to zero weights") {
  std::vector<Dong> out(4);
  split(Dong{10}, std::vector<double>{1, 1, 0, 1}, out);
  CHECK(out == std::vector<Dong>{{4}, {3}, {0}, {3}});
  split(Dong{-10}, std::vector<double>{1, 1, 0, 1}, out);
  CHECK(out == std::vector<Dong>{{-4}, {-3}, {0}, {-3}});
  split(Dong{0}, std::vector<double>{0, 0, 0, 0}, out);
  CHECK(out == std::vector<Dong>(4));
}

TEST_CASE("a split is exact for amounts that a double cannot hold") {
  std::mt19937_64 generator{2};
  std::uniform_real_distribution<double> uniform;
  for (int i = 0; i < 5'000; ++i) {
    std::vector<double> weights(1 + generator() % 9);
    for (double& w : weights) w = uniform(generator) < 0.2 ? 0 : uniform(generator);
    weights[0] = uniform(generator) + 0.1;
    const Dong total{static_cast<std::int64_t>(generator()) >> (i % 40)};
    std::vector<Dong> out(weights.size());
    split(total, weights, out);
    WideDong all;
    for (std::size_t k = 0; k < out.size(); ++k) {
      all += out[k];
      if (weights[k] == 0) REQUIRE(out[k] == Dong{});
    }
    REQUIRE(all == WideDong{total});
  }
}

TEST_CASE("a split refuses weights that cannot be shared by") {
  std::vector<Dong> out(2);
  CHECK_THROWS_AS(split(Dong{1}, std::vector<double>{0, 0}, out), std::invalid_argument);
  CHECK_THROWS_AS(split(Dong{1}, std::vector<double>{-1, 2}, out), std::invalid_argument);
  CHECK_THROWS_AS(split(Dong{1}, std::vector<double>{std::nan(""), 2}, out), std::invalid_argument);
  CHECK_THROWS_AS(split(Dong{1}, std::vector<double>{1}, out), std::invalid_argument);
}

TEST_CASE("a total beyond 64 bits is held wide and refused narrow") {
  WideDong total;
  for (int i = 0; i < 3; ++i) total += Dong{std::numeric_limits<std::int64_t>::max()};
  CHECK_THROWS_AS(narrow(total), OverflowError);
  total -= Dong{std::numeric_limits<std::int64_t>::max()};
  total -= Dong{std::numeric_limits<std::int64_t>::max()};
  CHECK(narrow(total) == Dong{std::numeric_limits<std::int64_t>::max()});
}

#ifdef TRELLIS_CHECKED
TEST_CASE("checked builds refuse sums, products and roundings that leave 64 bits") {
  const Dong most_of_all{std::numeric_limits<std::int64_t>::max()};
  CHECK_THROWS_AS(most_of_all + Dong{1}, OverflowError);
  CHECK_THROWS_AS(-most_of_all - Dong{2}, OverflowError);
  CHECK_THROWS_AS(most_of_all * 2, OverflowError);
  CHECK_THROWS_AS(nearest({1e19}), OverflowError);
  CHECK_THROWS_AS(nearest({std::nan("")}), OverflowError);
}
#endif
