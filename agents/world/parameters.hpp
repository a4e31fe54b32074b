// What the rest of the world sets: world prices, freight, exchange rate and the vehicles that carry the parts.
#pragma once

#include <array>

#include "engine/io/describe.hpp"

namespace trellis {

struct WorldParameters {
  Schedule exchange_rate;
  double freight_share{};
  double transit_months{};
  double transit_interest{};
  double spot_premium{};
  std::array<double, 3> component_bill{};
  double difficulty_spread{};
  double difficulty_ceiling{};

  void describe(Describer& d) {
    d("exchange_rate", exchange_rate,
      {.unit = "VND per USD",
       .least = 1,
       .most = 1e6,
       .meaning = "Real exchange rate; the first month of a run is its base",
       .symbol = "fx"});
    d("freight_share", freight_share,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Freight and insurance of imported parts as a share of their import price",
       .symbol = "φ"});
    d("transit_months", transit_months,
      {.unit = "months",
       .least = 0,
       .most = 12,
       .meaning = "Time that imported parts are under way and paid for",
       .symbol = "LT"});
    d("transit_interest", transit_interest,
      {.unit = "per year",
       .least = 0,
       .most = 1,
       .meaning = "Interest on the value of parts under way",
       .symbol = "r"});
    d("spot_premium", spot_premium,
      {.unit = "1",
       .least = 0,
       .most = 2,
       .meaning = "Extra price of a spot import that replaces a short delivery, as a share of the landed price"});
    d("component_bill", component_bill,
      {.unit = "USD per vehicle",
       .least = 0,
       .most = 1e6,
       .meaning = "Purchased components of an average car at import prices of the base year",
       .labels = {"ice", "hev", "bev"}});
    d("difficulty_spread", difficulty_spread,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "How far the easiest and the hardest family of a category lie from its mean difficulty"});
    d("difficulty_ceiling", difficulty_ceiling,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Hardest difficulty that a family may have; at 1 nobody could ever master it"});
  }
};

}  // namespace trellis
