// What is reckoned once a year beside the month's statistics, and how finely.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct NetworkParameters {
  bool frontier{}, metrics{}, snapshots{};
  int pivots{}, iterations{}, largest{};
  double damping{};

  void describe(Describer& d) {
    d("frontier", frontier, {.meaning = "Whether the attainable frontier is reckoned each December"});
    d("metrics", metrics, {.meaning = "Whether the supply network is measured each December"});
    d("snapshots", snapshots, {.meaning = "Whether the supply network of each December is kept in the run file"});
    d("pivots", pivots,
      {.unit = "1", .least = 1, .most = 1e6, .meaning = "Nodes from which shortest paths are followed"});
    d("iterations", iterations, {.unit = "1", .least = 1, .most = 1000, .meaning = "Iterations of PageRank"});
    d("largest", largest,
      {.unit = "firms", .least = 1, .most = 1000, .meaning = "Suppliers whose share in rank and bridges is reported"});
    d("damping", damping, {.unit = "1", .least = 0, .most = 0.999, .meaning = "Damping of PageRank"});
  }
};

}  // namespace trellis
