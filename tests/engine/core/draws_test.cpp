#include "engine/core/draws.hpp"

#include <Random123/philox.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

using namespace trellis;

namespace {

constexpr std::uint32_t throws = 200'000;

/// `n` values of a distribution, of as many agents.
template <class Roll>
std::vector<double> sample(Roll roll, std::uint32_t n = throws) {
  std::vector<double> values;
  for (std::uint32_t id = 0; id < n; ++id) values.push_back(static_cast<double>(roll(Dice{Clock{5, 1, 2, {}}, id, 9})));
  return values;
}

double moment(const std::vector<double>& v, double centre, int power) {
  double s = 0;
  for (const double x : v) s += std::pow(x - centre, power);
  return s / static_cast<double>(v.size());
}

/// Largest distance between the sample and a distribution function, times the square root of its size (Kolmogorov):
/// above 1.95 with probability .001.
template <class Function>
double kolmogorov(std::vector<double> v, Function below) {
  std::sort(v.begin(), v.end());
  double worst = 0;
  const auto n = static_cast<double>(v.size());
  for (std::size_t i = 0; i < v.size(); ++i) {
    const double p = below(v[i]);
    worst = std::max({worst, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
  }
  return worst * std::sqrt(n);
}

double chi_square(const std::vector<double>& v, const std::vector<double>& probabilities) {
  std::vector<double> count(probabilities.size());
  for (const double x : v) count[std::min(static_cast<std::size_t>(x), count.size() - 1)] += 1;
  double sum = 0;
  for (std::size_t k = 0; k < count.size(); ++k) {
    const double expected = probabilities[k] * static_cast<double>(v.size());
    sum += (count[k] - expected) * (count[k] - expected) / expected;
  }
  return sum;
}

std::vector<double> poisson_probabilities(double mean, std::size_t cells) {
  std::vector<double> p(cells);
  double rest = 1;
  for (std::size_t k = 0; k + 1 < cells; ++k) {
    p[k] = std::exp(static_cast<double>(k) * std::log(mean) - mean - std::lgamma(static_cast<double>(k) + 1));
    rest -= p[k];
  }
  p.back() = rest;
  return p;
}

}  // namespace

TEST_CASE("philox gives the known answers of Random123") {
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("philox agrees with Random123 on many counters and keys") {
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const Words c = philox({i, 1, 2, 3}, {4, i});
    const std::array<std::uint32_t, 2> key{c[0], c[1]};
    const auto theirs = r123::Philox4x32{}({{c[0], c[1], c[2], c[3]}}, {{key[0], key[1]}});
    const Words ours = philox(c, key);
    for (std::size_t w = 0; w < 4; ++w) REQUIRE(ours[w] == theirs[w]);
  }
}

TEST_CASE("uniforms and normals have the same bits with AVX2 and without") {
  if (!__builtin_cpu_supports("avx2")) return;
  std::uint32_t ids[rows_at_once];
  static double a[8][rows_at_once], b[8][rows_at_once];
  for (std::uint32_t round = 0; round < 500; ++round) {
    for (std::uint32_t k = 0; k < rows_at_once; ++k) ids[k] = round * 977 + k * 3;
    const Clock clock{7, 1, round, {}};
    for (const std::size_t draws : {1, 3, 8}) {
      uniforms_plain(ids, clock, 5, draws, a), uniforms_avx2(ids, clock, 5, draws, b);
      REQUIRE(std::memcmp(a, b, draws * sizeof a[0]) == 0);
    }
    normals_plain(4, a), normals_avx2(4, b);
    REQUIRE(std::memcmp(a, b, sizeof a) == 0);
  }
}

TEST_CASE("a strip's draws depend on the agent, not on its place, and the words are those of its counter") {
  std::uint32_t ids[rows_at_once];
  static double u[4][rows_at_once];
  for (std::uint32_t k = 0; k < rows_at_once; ++k) ids[k] = 1000 - k;
  uniforms(ids, Clock{3, 4, 5, {}}, 6, 4, u);
  for (std::uint32_t k = 0; k < rows_at_once; ++k)
    for (std::size_t d = 0; d < 4; ++d) REQUIRE(u[d][k] == unit_interval(philox({1000 - k, 5, 6, 0}, {3, 4})[d]));
}

TEST_CASE("uniforms never reach 0 or 1") {
  CHECK(unit_interval(0) > 0);
  CHECK(unit_interval(0xFFFFFFFF) < 1);
  CHECK(unit_interval(0, 0) > 0);
  CHECK(unit_interval(0xFFFFFFFF, 0xFFFFFFFF) < 1);
}

TEST_CASE("no counter serves two draws: strips, dice and their second blocks are apart") {
  const Clock clock{1, 2, 3, {}};
  const std::uint32_t id = 4, stream = 5;
  std::vector<double> all;
  std::uint32_t ids[rows_at_once]{id};
  static double u[8][rows_at_once];
  uniforms(ids, clock, stream, 8, u);
  for (std::size_t d = 0; d < 8; ++d) all.push_back(u[d][0]);
  for (std::uint32_t draw = 0; draw < 2000; ++draw) {
    all.push_back(Dice{clock, id, stream}.uniform(draw));
    all.push_back(Dice{clock, id, stream + 1}.uniform(draw));
    all.push_back(Dice{clock, id + 1, stream}.uniform(draw));
    all.push_back(Dice{Clock{1, 2, 4, {}}, id, stream}.uniform(draw));
    all.push_back(Dice{Clock{1, 3, 3, {}}, id, stream}.uniform(draw));
  }
  std::sort(all.begin(), all.end());
  CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
}

TEST_CASE("dice are uniform") {
  const auto v = sample([](Dice d) { return d.uniform(); });
  CHECK(kolmogorov(v, [](double x) { return x; }) < 1.95);
}

TEST_CASE("dice are normal in distribution, and their first four moments are") {
  const auto v = sample([](Dice d) { return d.normal(); });
  CHECK(kolmogorov(v, [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }) < 1.95);
  const double n = throws;
  CHECK(std::abs(moment(v, 0, 1)) < 4 / std::sqrt(n));
  CHECK(std::abs(moment(v, 0, 2) - 1) < 4 * std::sqrt(2 / n));
  CHECK(std::abs(moment(v, 0, 3)) < 4 * std::sqrt(15 / n));
  CHECK(std::abs(moment(v, 0, 4) - 3) < 4 * std::sqrt(96 / n));
}

TEST_CASE("the normals of a strip are normal, and those of a pair uncorrelated") {
  static double u[2][rows_at_once];
  std::vector<double> v;
  double product = 0;
  for (std::uint32_t step = 0; step < 2000; ++step) {
    std::uint32_t ids[rows_at_once];
    for (std::uint32_t k = 0; k < rows_at_once; ++k) ids[k] = k;
    uniforms(ids, Clock{1, 1, step, {}}, 2, 2, u);
    normals(1, u);
    for (std::size_t k = 0; k < rows_at_once; ++k)
      v.push_back(u[0][k]), v.push_back(u[1][k]), product += u[0][k] * u[1][k];
  }
  CHECK(kolmogorov(v, [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }) < 1.95);
  CHECK(std::abs(product) < 4 * std::sqrt(128'000.0));
}

TEST_CASE("dice are exponential") {
  const auto v = sample([](Dice d) { return d.exponential(); });
  CHECK(kolmogorov(v, [](double x) { return 1 - std::exp(-x); }) < 1.95);
}

TEST_CASE("dice follow Beta(3, 3)") {
  const auto v = sample([](Dice d) { return d.beta33(); });
  CHECK(kolmogorov(v, [](double x) { return x * x * x * (10 - 15 * x + 6 * x * x); }) < 1.95);
}

TEST_CASE("dice below n hit each number equally often") {
  const auto v = sample([](Dice d) { return d.below(6); });
  CHECK(chi_square(v, std::vector<double>(6, 1.0 / 6)) < 20.5);  // 5 degrees of freedom, .001
  CHECK(*std::max_element(v.begin(), v.end()) == 5);
}

TEST_CASE("dice follow Poisson for small means and large") {
  CHECK(chi_square(sample([](Dice d) { return d.poisson(0.7); }), poisson_probabilities(0.7, 7)) < 22.5);
  CHECK(chi_square(sample([](Dice d) { return d.poisson(5); }), poisson_probabilities(5, 16)) < 37.7);
  const auto v = sample([](Dice d) { return d.poisson(300); });
  const double n = throws;
  CHECK(std::abs(moment(v, 300, 1)) < 4 * std::sqrt(300 / n));
  CHECK(std::abs(moment(v, 300, 2) / 300 - 1) < 4 * std::sqrt(2 / n));
  CHECK(std::abs(moment(v, 300, 3) / 300 - 1) < 4 * std::sqrt(15 * 300.0 / n));
  CHECK(Dice{Clock{}, 1, 1}.poisson(0) == 0);
}

TEST_CASE("a larger mean never takes Poisson events away, below 64") {
  for (std::uint32_t id = 0; id < 2000; ++id) {
    const Dice dice{Clock{}, id, 1};
    for (const double mean : {0.5, 1.0, 4.0, 20.0}) REQUIRE(dice.poisson(mean) <= dice.poisson(mean * 1.1));
  }
}
