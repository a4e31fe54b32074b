// How vehicle makers plan, price, stock, expand and pay out.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct OemParameters {
  double expectation_speed{};
  double vehicle_cover{};
  double overtime{};
  double parts_cover{};
  double parts_adjustment{};
  double expansion_utilisation{};
  double expansion_target{};
  double expansion_speed{};
  double expansion_cost{};
  double factory_margin{};
  double own_value_added{};
  double own_wage_share{};
  double inhouse_cost{};
  double inhouse_imported_share{};
  double deposits_kept{};

  void describe(Describer& d) {
    d("expectation_speed", expectation_speed,
      {.unit = "per month",
       .least = 0,
       .most = 1,
       .meaning = "Share of the gap between orders and expected sales by which expectations move",
       .symbol = "α_S"});
    d("vehicle_cover", vehicle_cover,
      {.unit = "months", .least = 0, .most = 12, .meaning = "Expected sales held as finished vehicles", .symbol = "ι"});
    d("overtime", overtime,
      {.unit = "1",
       .least = 1,
       .most = 3,
       .meaning = "Output of a plant's best month over a twelfth of its yearly capacity"});
    d("parts_cover", parts_cover,
      {.unit = "months", .least = 0, .most = 12, .meaning = "Needs held as stock of each part family", .symbol = "n"});
    d("parts_adjustment", parts_adjustment,
      {.unit = "months",
       .least = 1,
       .most = 24,
       .meaning = "Time in which call-offs close a gap in the stock of parts",
       .symbol = "τ_I"});
    d("expansion_utilisation", expansion_utilisation,
      {.unit = "1", .least = 0, .most = 2, .meaning = "Utilisation above which a plant is expanded"});
    d("expansion_target", expansion_target,
      {.unit = "1", .least = 0.1, .most = 2, .meaning = "Utilisation that an expansion aims at"});
    d("expansion_speed", expansion_speed,
      {.unit = "per month",
       .least = 0,
       .most = 1,
       .meaning = "Largest expansion of a plant as a share of its capacity"});
    d("expansion_cost", expansion_cost,
      {.unit = "VND per vehicle per year",
       .least = 0,
       .most = 1e11,
       .meaning = "Capital spending for one more vehicle of yearly capacity"});
    d("factory_margin", factory_margin,
      {.unit = "1", .least = 0, .most = 2, .meaning = "Margin of the factory price over parts and own value added"});
    d("own_value_added", own_value_added,
      {.unit = "VND per vehicle",
       .least = 0,
       .most = 1e10,
       .meaning = "Welding, painting, assembly and development of a vehicle built in Vietnam"});
    d("own_wage_share", own_wage_share,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Share of the own value added that is paid out in the month"});
    d("inhouse_cost", inhouse_cost,
      {.unit = "1", .least = 0, .most = 3, .meaning = "Transfer cost of a part made in-house over its import price"});
    d("inhouse_imported_share", inhouse_imported_share,
      {.unit = "1", .least = 0, .most = 1, .meaning = "Imported content of the parts made in-house", .symbol = "m_H"});
    d("deposits_kept", deposits_kept,
      {.unit = "months", .least = 0, .most = 36, .meaning = "Months of sales that a maker keeps before it pays out"});
  }
};

}  // namespace trellis
