#include "bench/sc1/by_hand.hpp"

#include <immintrin.h>

#include <random>
#include <vector>

namespace trellis::sc1 {

namespace {

constexpr std::size_t links = 5;
using u32 = std::uint32_t;

void product(__m256i a, __m256i m, __m256i& high, __m256i& low) {
  const __m256i even = _mm256_mul_epu32(a, m), odd = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), m);
  low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
  high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
}

/// Philox4x32-10 of 16 firms: out[word][firm].
void philox16(u32 first, u32 step, u32 seed, u32* out) {
  __m256i c[2][4];
  const __m256i m0 = _mm256_set1_epi32(static_cast<int>(0xD2511F53)),
                m1 = _mm256_set1_epi32(static_cast<int>(0xCD9E8D57));
  const __m256i count = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  u32 k0 = seed, k1 = 2;
  for (u32 v = 0; v < 2; ++v) {
    c[v][0] = _mm256_add_epi32(_mm256_set1_epi32(static_cast<int>(first + 8 * v)), count);
    c[v][1] = _mm256_set1_epi32(static_cast<int>(step)), c[v][2] = c[v][3] = _mm256_setzero_si256();
  }
  for (int round = 0; round < 10; ++round, k0 += 0x9E3779B9u, k1 += 0xBB67AE85u) {
    const __m256i key0 = _mm256_set1_epi32(static_cast<int>(k0)), key1 = _mm256_set1_epi32(static_cast<int>(k1));
    for (auto& x : c) {
      __m256i h0, l0, h1, l1;
      product(x[0], m0, h0, l0), product(x[2], m1, h1, l1);
      x[0] = _mm256_xor_si256(_mm256_xor_si256(h1, x[1]), key0), x[1] = l1;
      x[2] = _mm256_xor_si256(_mm256_xor_si256(h0, x[3]), key1), x[3] = l0;
    }
  }
  for (std::size_t v = 0; v < 2; ++v)
    for (std::size_t w = 0; w < 4; ++w) _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + 16 * w + 8 * v), c[v][w]);
}

float unit(u32 w) { return static_cast<float>(static_cast<std::int32_t>(w)) * (1.0f / 4294967296.0f) + 0.5f; }

}  // namespace

struct ByHand::State {
  std::size_t n, padded;
  u32 seed, step = 0;
  std::vector<double> expected, inventory, capacity, price, cash, technology, received, demand, output, sales, unfilled;
  std::vector<double> offer, material, order;  // offer: filled share and price side by side
  std::vector<float> u3, u4;
  std::vector<u32> supplier, start, item;
  std::array<double, 6> sums{};

  State(std::size_t firms, u32 seed_of_run, double local_share)
      : n{firms}, padded{(firms + 63) / 64 * 64}, seed{seed_of_run} {
    const auto all = [&](double x) { return std::vector<double>(padded, x); };
    expected = all(15), inventory = all(20), capacity = all(30), price = all(1), cash = all(100), technology = all(1);
    received = all(15), demand = all(0), output = all(0), sales = all(0), unfilled = all(0);
    offer.assign(2 * padded, 0), material.assign(links * padded, 5), order.assign(links * padded, 0);
    u3.assign(padded, 0), u4.assign(padded, 0), supplier.assign(links * padded, 0);
    std::mt19937_64 generator{seed};
    std::uniform_real_distribution<double> uniform;
    constexpr std::size_t window = 1000;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < links; ++j) {
        std::size_t s = i;
        while (s == i) {
          const bool near = uniform(generator) < local_share;
          const double u = uniform(generator);
          s = near ? (i + n - window / 2 + static_cast<std::size_t>(u * window)) % n
                   : static_cast<std::size_t>(u * static_cast<double>(n));
        }
        supplier[j * padded + i] = static_cast<u32>(s);
      }
    start.assign(padded + 1, 0);
    for (std::size_t j = 0; j < links; ++j)
      for (std::size_t i = 0; i < n; ++i) ++start[supplier[j * padded + i] + 1];
    for (std::size_t i = 0; i < padded; ++i) start[i + 1] += start[i];
    item.resize(n * links);
    std::vector<u32> next = start;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < links; ++j) item[next[supplier[j * padded + i]]++] = static_cast<u32>(j * padded + i);
  }

  void order_and_produce() {
    alignas(32) u32 r[64];
    double* __restrict e = expected.data(), * __restrict stock = inventory.data(), * __restrict cap = capacity.data();
    double* __restrict tech = technology.data(), * __restrict got = received.data(), * __restrict fd = demand.data();
    double* __restrict q = output.data(), * __restrict m = material.data(), * __restrict o = order.data();
    float* __restrict w3 = u3.data(), * __restrict w4 = u4.data();
    const std::size_t P = padded;
    for (std::size_t b = 0; b < P; b += 16) {
      philox16(static_cast<u32>(b), step, seed, r);
      for (std::size_t x = 0; x < 16; ++x) {
        const std::size_t i = b + x;
        w3[i] = unit(r[32 + x]), w4[i] = unit(r[48 + x]);
        fd[i] = 10 * (0.8 + 0.2 * (static_cast<double>(unit(r[x])) + static_cast<double>(unit(r[16 + x]))));
        const double d = 0.8 * e[i] + 0.2 * got[i];
        e[i] = d;
        double want = 1.5 * d - stock[i];
        want = want > 0 ? want : 0;
        const double inverse = 1 / tech[i], k = 0.2 * want * inverse;
        double made = want < cap[i] ? want : cap[i];
        const double m0 = m[i], m1 = m[P + i], m2 = m[2 * P + i], m3 = m[3 * P + i], m4 = m[4 * P + i];
        const auto more = [](double z) { return z > 0 ? z : 0; };
        o[i] = more(k - m0), o[P + i] = more(k - m1), o[2 * P + i] = more(k - m2);
        o[3 * P + i] = more(k - m3), o[4 * P + i] = more(k - m4);
        double fewest = m0 < m1 ? m0 : m1;
        fewest = fewest < m2 ? fewest : m2, fewest = fewest < m3 ? fewest : m3, fewest = fewest < m4 ? fewest : m4;
        fewest *= tech[i] * 10;
        made = made < fewest ? made : fewest;
        const double used = 0.1 * made * inverse;
        m[i] = m0 - used, m[P + i] = m1 - used, m[2 * P + i] = m2 - used, m[3 * P + i] = m3 - used;
        m[4 * P + i] = m4 - used;
        stock[i] += made, q[i] = made;
      }
    }
  }

  void ship() {
    const double* o = order.data();
    const u32* e = item.data();
    const std::size_t last = item.size();
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t far = start[i + 1] + 48;
      if (far < last)
        for (std::size_t a = 0; a < 6; ++a) __builtin_prefetch(&o[e[far - a]]);
      double total = demand[i];
      for (u32 x = start[i]; x < start[i + 1]; ++x) total += o[e[x]];
      double f = inventory[i] / total;
      f = f < 1 ? f : 1;
      const double sold = f * total;
      inventory[i] -= sold, sales[i] = sold, received[i] = total, unfilled[i] = total - sold;
      offer[2 * i] = f, offer[2 * i + 1] = price[i];
    }
  }

  void receive_and_update() {
    double* __restrict m = material.data();
    const double* __restrict o = order.data(), * __restrict f = offer.data();
    const u32* __restrict s = supplier.data();
    sums = {};
    for (std::size_t i = 0; i < n; ++i) {
      if (i + 24 < n)
        for (std::size_t j = 0; j < links; ++j) __builtin_prefetch(&f[2 * std::size_t{s[j * padded + i + 24]}]);
      double paid = 0;
      for (std::size_t j = 0; j < links; ++j) {
        const std::size_t e = j * padded + i, x = 2 * std::size_t{s[e]};
        const double delivered = f[x] * o[e];
        m[e] += delivered, paid += f[x + 1] * delivered;
      }
      double c = cash[i] + price[i] * sales[i] - 0.5 * output[i] - paid;
      double p = price[i] * (unfilled[i] > 1e-9 ? 1.01 : 0.995);
      p = p < 0.5 ? 0.5 : p, p = p > 2 ? 2 : p;
      price[i] = p;
      const bool invests = u3[i] < 0.05f && c > 50;
      capacity[i] *= invests ? 1.02 : 1, c -= invests ? 10 : 0;
      double t = technology[i] * 1.01;
      t = t < 1.5 ? t : 1.5;
      technology[i] = u4[i] < 0.01f ? t : technology[i];
      cash[i] = c;
      sums[0] += output[i], sums[1] += inventory[i], sums[2] += sales[i];
      sums[3] += unfilled[i], sums[4] += c, sums[5] += p;
    }
  }
};

ByHand::ByHand(std::size_t firms, std::uint32_t seed, double local_share)
    : state_{std::make_unique<State>(firms, seed, local_share)} {}
ByHand::~ByHand() = default;
void ByHand::run(std::size_t steps) {
  for (std::size_t s = 0; s < steps; ++s, ++state_->step)
    state_->order_and_produce(), state_->ship(), state_->receive_and_update();
}
const std::array<double, 6>& ByHand::sums() const { return state_->sums; }

}  // namespace trellis::sc1
