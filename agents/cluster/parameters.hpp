// What infrastructure does for a cluster, and what it costs.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct ClusterParameters {
  double infrastructure_speed{};
  double infrastructure_of_reference{};
  double spending_of_reference{};
  double logistics_base{};
  double logistics_per_km{};
  double logistics_relief{};
  double rent_relief{};
  double material_relief{};
  double delay_relief{};
  double test_place_cost{};
  double test_wear{};
  double test_share{};
  double laboratory_relief{};
  double hub_cost{};

  void describe(Describer& d) {
    d("infrastructure_speed", infrastructure_speed,
      {.unit = "per month",
       .least = 0,
       .most = 1,
       .meaning = "Part of the gap to the infrastructure aimed at that closes in a month",
       .symbol = "λ_I"});
    d("infrastructure_of_reference", infrastructure_of_reference,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Infrastructure at which it changes no cost", .symbol = "I_0"});
    d("spending_of_reference", spending_of_reference,
      {.unit = "VND per year",
       .least = 1,
       .most = 1e16,
       .meaning = "Yearly spending in a cluster that closes all but 1/e of the gap to perfect infrastructure"});
    d("logistics_base", logistics_base,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Logistics cost over price within a cluster"});
    d("logistics_per_km", logistics_per_km,
      {.unit = "per km", .least = 0, .most = 0.01, .meaning = "Logistics cost over price for each kilometre"});
    d("logistics_relief", logistics_relief,
      {.unit = "1", .least = 0, .most = 2, .meaning = "Fall of logistics cost per point of infrastructure"});
    d("rent_relief", rent_relief,
      {.unit = "1", .least = 0, .most = 2, .meaning = "Fall of rents per point of infrastructure"});
    d("material_relief", material_relief,
      {.unit = "1", .least = 0, .most = 2, .meaning = "Fall of the price of materials per point of infrastructure"});
    d("delay_relief", delay_relief,
      {.unit = "1", .least = 0, .most = 2, .meaning = "Part of late deliveries avoided per point of infrastructure"});
    d("test_place_cost", test_place_cost,
      {.unit = "VND per firm per quarter",
       .least = 1,
       .most = 1e15,
       .meaning = "Cost of laboratories and consultants for one further firm a quarter"});
    d("test_wear", test_wear,
      {.unit = "per year", .least = 0, .most = 1, .meaning = "Wear of what was built beyond the start"});
    d("test_share", test_share,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Part of the spending on infrastructure that goes into test laboratories"});
    d("laboratory_relief", laboratory_relief,
      {.unit = "months",
       .least = 0,
       .most = 24,
       .meaning = "Months of an approval that laboratories without limit would save"});
    d("hub_cost", hub_cost,
      {.unit = "VND per year", .least = 0, .most = 1e15, .meaning = "What a full technology hub costs the state"});
  }
};

}  // namespace trellis
