// How the vehicle market grows, how it reacts to prices, and how buyers choose between vehicles.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct MarketParameters {
  double price_elasticity{};
  double noise_persistence{};
  double noise_spread{};
  double choice_price_elasticity{};
  double charging_elasticity{};
  double charging_growth{};
  double choice_speed{};
  double imported_value_added{};
  double imported_freight_share{};
  double waiting_share{};
  double vehicle_life{};
  double wear_out_shape{};
  double spare_share{};

  void describe(Describer& d) {
    d("price_elasticity", price_elasticity,
      {.unit = "1",
       .least = 0,
       .most = 5,
       .meaning =
           "Elasticity of the whole market with respect to the buyer's price under the levers; 0 imposes the path",
       .symbol = "ε_D"});
    d("noise_persistence", noise_persistence,
      {.unit = "1",
       .least = 0,
       .most = 0.999,
       .meaning = "Persistence of market noise from month to month",
       .symbol = "ρ_ε"});
    d("noise_spread", noise_spread,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Standard deviation of a month's innovation in log demand",
       .symbol = "σ_ε"});
    d("choice_price_elasticity", choice_price_elasticity,
      {.unit = "1",
       .least = 0,
       .most = 10,
       .meaning = "Weight of the log buyer's price in the choice of a vehicle",
       .symbol = "β_p"});
    d("charging_elasticity", charging_elasticity,
      {.unit = "1",
       .least = 0,
       .most = 5,
       .meaning = "Weight of the log charging network in the choice of a battery vehicle",
       .symbol = "β_ch"});
    d("charging_growth", charging_growth,
      {.unit = "per year", .least = -0.5, .most = 2, .meaning = "Growth of the charging network", .symbol = "g_CH"});
    d("choice_speed", choice_speed,
      {.unit = "per month",
       .least = 0,
       .most = 1,
       .meaning = "Share of the gap to the wanted market share that closes in a month",
       .symbol = "ω_s"});
    d("imported_value_added", imported_value_added,
      {.unit = "VND per vehicle",
       .least = 0,
       .most = 1e10,
       .meaning = "Value that the maker of an imported vehicle adds abroad to the bill of parts"});
    d("imported_freight_share", imported_freight_share,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Freight and insurance of an imported vehicle as a share of its price at the factory"});
    d("waiting_share", waiting_share,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Share of the buyers without a vehicle who still want one next month"});
    d("vehicle_life", vehicle_life,
      {.unit = "years", .least = 1, .most = 100, .meaning = "Characteristic life of a vehicle (Weibull scale)"});
    d("wear_out_shape", wear_out_shape,
      {.unit = "1", .least = 0.1, .most = 20, .meaning = "How sharply vehicles wear out with age (Weibull shape)"});
    d("spare_share", spare_share,
      {.unit = "per year",
       .least = 0,
       .most = 1,
       .meaning = "Parts of a vehicle on the road that are replaced, as a share of those it holds"});
  }
};

}  // namespace trellis
