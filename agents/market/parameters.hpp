// How the vehicle market grows, how it reacts to prices, and how buyers choose between vehicles.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

// Vehicles for 1,000 people that an income calls for, and how fast the fleet gets there.
struct GompertzParameters {
  double saturation{};
  double shift{};
  double income_slope{};
  double adjustment{};

  void describe(Describer& d) {
    d("saturation", saturation,
      {.unit = "vehicles per 1000 people",
       .least = 1,
       .most = 1000,
       .meaning = "Ownership that no income exceeds",
       .symbol = "Γ"});
    d("shift", shift,
      {.unit = "1",
       .least = -50,
       .most = -0.1,
       .meaning = "Log of ownership over saturation at no income",
       .symbol = "α"});
    d("income_slope", income_slope,
      {.unit = "per thousand USD",
       .least = -2,
       .most = -0.001,
       .meaning = "How fast rising incomes close the gap to saturation",
       .symbol = "β"});
    d("adjustment", adjustment,
      {.unit = "per year",
       .least = 0,
       .most = 0.99,
       .meaning = "Share of the gap to the ownership that income calls for that closes in a year",
       .symbol = "θ_V"});
  }
};

struct MarketParameters {
  double price_elasticity{};
  double noise_persistence{};
  double noise_spread{};
  double choice_price_elasticity{};
  double charging_elasticity{};
  double charging_private{};
  double charging_worth{};
  double choice_speed{};
  double credit_most{};
  double imported_value_added{};
  double imported_freight_share{};
  double waiting_share{};
  double vehicle_life{};
  double wear_out_shape{};
  double spare_share{};
  GompertzParameters gompertz;

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
    d("charging_private", charging_private,
      {.unit = "VND per year",
       .least = 0,
       .most = 1e17,
       .meaning = "Spending of private operators on charging points, whatever the state does"});
    d("charging_worth", charging_worth,
      {.unit = "VND", .least = 1e9, .most = 1e18, .meaning = "Cost of the charging network of the first month"});
    d("choice_speed", choice_speed,
      {.unit = "per month",
       .least = 0,
       .most = 1,
       .meaning = "Share of the gap to the wanted market share that closes in a month",
       .symbol = "ω_s"});
    d("credit_most", credit_most,
      {.unit = "1",
       .least = 0,
       .most = 3,
       .meaning = "Largest gap in log prices that credits for battery vehicles may open to the others"});
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
    d.group("gompertz", gompertz, "Ownership where demand_mode is gompertz; fitted by tools/fit_gompertz.py");
  }
};

}  // namespace trellis
