// Into which classes firms are sorted for the statistics, and how much of the size distribution is its tail.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct ReportParameters {
  double micro_most{}, small_most{}, medium_most{};
  double new_below{}, young_below{}, old_least{};
  double tail_share{};

  void describe(Describer& d) {
    d("micro_most", micro_most,
      {.unit = "VND per year", .least = 0, .most = 1e15, .meaning = "Turnover of a micro firm at most"});
    d("small_most", small_most,
      {.unit = "VND per year", .least = 0, .most = 1e15, .meaning = "Turnover of a small firm at most"});
    d("medium_most", medium_most,
      {.unit = "VND per year", .least = 0, .most = 1e15, .meaning = "Turnover of a medium firm at most"});
    d("new_below", new_below,
      {.unit = "years", .least = 0, .most = 100, .meaning = "Age below which a firm counts as new"});
    d("young_below", young_below,
      {.unit = "years", .least = 0, .most = 100, .meaning = "Age below which a firm counts as young"});
    d("old_least", old_least,
      {.unit = "years", .least = 0, .most = 100, .meaning = "Age from which a firm counts as old"});
    d("tail_share", tail_share,
      {.unit = "1", .least = 0.01, .most = 1, .meaning = "Share of the firms that are the tail of sizes"});
    d.require(micro_most <= small_most && small_most <= medium_most, "small_most", "must lie between its neighbours");
    d.require(new_below <= young_below && young_below <= old_least, "young_below", "must lie between its neighbours");
  }
};

}  // namespace trellis
