#include "engine/run/threads.hpp"

#include <doctest/doctest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_arena.h>

#include <stdexcept>

using namespace trellis;
namespace tbb = oneapi::tbb;

TEST_CASE("Work has as many threads as asked for, and 0 stands for all") {
  for (const unsigned asked : {1u, 3u}) {
    std::size_t allowed = 0;
    int room = 0;
    CHECK(with_threads(asked, [&] {
            allowed = tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism);
            room = tbb::this_task_arena::max_concurrency();
          }) == asked);
    CHECK(allowed == asked);
    CHECK(room == static_cast<int>(asked));
  }
  CHECK(with_threads(0, [] {}) == static_cast<unsigned>(tbb::info::default_concurrency()));
}

TEST_CASE("What the work throws comes through") {
  CHECK_THROWS_AS(with_threads(2, [] { throw std::domain_error{"x"}; }), std::domain_error);
}
