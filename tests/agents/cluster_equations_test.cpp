#include "agents/cluster/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
ClusterParameters parameters() {
  return {0.01, 0.5, 310e9, 0.01, 0.00002, 0.4, 0.2, 0.03, 0.2, 20e9, 0.1, 0.03, 3, 50e9};
}
}  // namespace

TEST_CASE("infrastructure follows spending, and stays without any (0.8) (0.9)") {
  const ClusterParameters p = parameters();
  CHECK(cluster::infrastructure_aim(0.5, Value{310e9}, p) == near(0.8160602794142788));  // 1 - .5 e^-1
  CHECK(cluster::infrastructure_aim(0.5, Value{0}, p) == near(0.5));
  CHECK(cluster::infrastructure_aim(0.5, Value{1e15}, p) <= 1);
  CHECK(cluster::infrastructure(0.5, 0.8, p) == near(0.503));
}

TEST_CASE("logistics cost grows with distance and falls with infrastructure at both ends (0.10) (0.11)") {
  const ClusterParameters p = parameters();
  CHECK(cluster::relief(0.75, 0.4, p) == near(0.1));
  CHECK(cluster::logistics_share(750, 0.5, 0.5, p) == near(0.025));
  CHECK(cluster::logistics_share(750, 0.5, 1, p) == near(0.0225));  // .025 (1 - .4 · .25)
  CHECK(cluster::logistics_share(750, 0.5, 1, p) == cluster::logistics_share(750, 1, 0.5, p));
}

TEST_CASE("rents, materials and delays fall with infrastructure (0.12) (0.13) (7.3)") {
  const ClusterParameters p = parameters();
  CHECK(cluster::rent_index(1, p) == near(0.9));
  CHECK(cluster::material_price(1, 1, p) == near(0.985));
  CHECK(cluster::material_price(0.9, 1, p) == near(0.8865));
  CHECK(cluster::delay_relief(1, p) == near(0.1));
  CHECK(cluster::rent_index(0.5, p) == 1);
}

TEST_CASE("spending on laboratories takes more firms on, and what it built wears off (0.14)") {
  const ClusterParameters p = parameters();
  CHECK(cluster::test_capacity(10, 10, Value{0}, p) == 10);
  CHECK(cluster::test_capacity(10, 10, Value{240e9}, p) == near(11));    // 240/20 firms a year
  CHECK(cluster::test_capacity(22, 10, Value{0}, p) == near(21.9));      // a tenth of 12 a year
  CHECK(cluster::test_capacity(130, 10, Value{240e9}, p) == near(130));  // where spending renews what wears off
}

TEST_CASE("laboratories built since the start save months of an approval, at most so many (3.32)") {
  const ClusterParameters p = parameters();
  CHECK(cluster::laboratory_relief(10, 10, p) == 0);
  CHECK(cluster::laboratory_relief(20, 10, p) == near(1.5));
  CHECK(cluster::laboratory_relief(1e9, 10, p) == doctest::Approx(3).epsilon(1e-6));
  CHECK(cluster::laboratory_relief(0, 0, p) == 0);
}
