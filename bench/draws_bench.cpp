// Nanoseconds for a uniform, a normal and a die.
#include <benchmark/benchmark.h>

#include "engine/core/draws.hpp"

namespace {

using namespace trellis;
constexpr std::size_t draws_of_row = 8;
alignas(64) double u[draws_of_row][rows_at_once];

struct Ids {
  alignas(64) std::uint32_t id[rows_at_once];
  Ids() {
    for (std::uint32_t k = 0; k < rows_at_once; ++k) id[k] = k;
  }
};

void uniforms_of_strip(benchmark::State& state) {
  const Ids ids;
  Clock clock{11, 0, 0, {}};
  for (auto _ : state) {
    ++clock.step;
    uniforms(ids.id, clock, 5, draws_of_row, u);
    benchmark::DoNotOptimize(u);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(draws_of_row * rows_at_once));
}
BENCHMARK(uniforms_of_strip);

void normals_of_strip(benchmark::State& state) {
  const Ids ids;
  Clock clock{11, 0, 0, {}};
  for (auto _ : state) {
    ++clock.step;
    uniforms(ids.id, clock, 5, draws_of_row, u);
    normals(draws_of_row / 2, u);
    benchmark::DoNotOptimize(u);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(draws_of_row * rows_at_once));
}
BENCHMARK(normals_of_strip);

template <class Throw>
void dice_of(benchmark::State& state, Throw roll) {
  const Clock clock{11, 0, 0, {}};
  std::uint32_t identity = 0;
  for (auto _ : state) benchmark::DoNotOptimize(roll(Dice{clock, ++identity, 7}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(dice_of, uniform, [](const Dice& d) { return d.uniform(); });
BENCHMARK_CAPTURE(dice_of, normal, [](const Dice& d) { return d.normal(); });
BENCHMARK_CAPTURE(dice_of, exponential, [](const Dice& d) { return d.exponential(); });
BENCHMARK_CAPTURE(dice_of, beta33, [](const Dice& d) { return d.beta33(); });
BENCHMARK_CAPTURE(dice_of, poisson_of_2, [](const Dice& d) { return static_cast<double>(d.poisson(2)); });

}  // namespace

BENCHMARK_MAIN();
