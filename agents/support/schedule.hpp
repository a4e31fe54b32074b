// The levers of programmes with places.
#pragma once

#include <array>

#include "agents/government/programmes.hpp"
#include "engine/io/describe.hpp"

namespace trellis {

// A programme with places: how many a year there are in each cluster, and the state's share in the cost of one.
struct SupportSchedule {
  Schedule places{}, share{};
  double most = 1;  // share that the law allows

  void describe(Describer& d) {
    d("places", places,
      {.unit = "firms per year",
       .least = 0,
       .most = 1e5,
       .meaning = "Vietnamese-owned suppliers taken on in each cluster",
       .heeds = {Heeds::cluster}});
    d("share", share,
      {.unit = "1",
       .least = 0,
       .most = most,
       .meaning = "Share of the cost that the state pays",
       .heeds = {Heeds::cluster, Heeds::category, Heeds::domestic_owner}});
  }
};

// In the order of support::Kind.
struct SupportSchedules : std::array<SupportSchedule, support::kinds> {
  SupportSchedules()
      : std::array<SupportSchedule, support::kinds>{
            {{.most = 0.7}, {.most = 0.7}, {.most = 0.7}, {.most = 0.5}, {.most = 0.5}, {.most = 0.5}}} {}
};

}  // namespace trellis
