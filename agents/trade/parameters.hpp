// Exports of parts: how much of the world's demand a supplier can reach, and what it takes to begin.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct ExportParameters {
  double base_exports{};
  double reach{};
  double freight_share{};
  double price_elasticity{};
  double exporting_foreign{};
  double exporting_domestic{};
  double entry_cost{};
  double margin{};
  double horizon{};
  double worth_over_cost{};
  double cash_over_cost{};
  double consideration{};

  void describe(Describer& d);
};

inline void ExportParameters::describe(Describer& d) {
  d("base_exports", base_exports,
    {.unit = "USD per year",
     .least = 0,
     .most = 1e12,
     .meaning = "Parts that the suppliers of the start table export in the base year"});
  d("reach", reach,
    {.unit = "1",
     .least = 0,
     .most = 20,
     .meaning = "Lots of efficient scale that the world would take of a family from an exporter without rivals",
     .symbol = "X̄"});
  d("freight_share", freight_share,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Freight and duty abroad over the price", .symbol = "φ_X"});
  d("price_elasticity", price_elasticity,
    {.unit = "1", .least = 0, .most = 30, .meaning = "Elasticity of exports to the delivered price", .symbol = "η_X"});
  d("exporting_foreign", exporting_foreign,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Share of foreign-owned suppliers with IATF 16949 that export in the base year"});
  d("exporting_domestic", exporting_domestic,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Share of Vietnamese-owned suppliers with IATF 16949 that export in the base year"});
  d("entry_cost", entry_cost,
    {.unit = "VND",
     .least = 0,
     .most = 1e13,
     .meaning = "Cost of finding customers abroad and being approved by them",
     .symbol = "F_X"});
  d("margin", margin, {.unit = "1", .least = 0, .most = 1, .meaning = "Margin that a firm expects of exports"});
  d("horizon", horizon, {.unit = "months", .least = 1, .most = 600, .meaning = "Time over which it reckons it"});
  d("worth_over_cost", worth_over_cost,
    {.unit = "1", .least = 0, .most = 100, .meaning = "Worth over cost that a firm asks for"});
  d("cash_over_cost", cash_over_cost,
    {.unit = "1", .least = 0, .most = 100, .meaning = "Deposits over cost that it needs"});
  d("consideration", consideration,
    {.unit = "per quarter", .least = 0, .most = 1, .meaning = "Chance that a firm considers to export"});
}

}  // namespace trellis
