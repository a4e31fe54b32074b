// A supplier's costs, prices, plans, capital, delivery and quality.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct SupplierParameters {
  double minimum_efficient_scale{};
  double scale_exponent{};
  double least_scale{};
  double experience_of_reference{};
  double local_learning{};
  double forgetting{};
  double cost_advantage_of_frontier{};
  double relative_wage{};
  double imported_share{};
  double capital_share{};
  double markup_start{};
  double markup_response{};
  double markup_least{};
  double markup_most{};
  double home_noise{};
  double home_margin{};
  double expectation_speed{};
  double stock_cover{};
  double overtime{};
  double utilisation{};
  double utilisation_start_domestic{};
  double utilisation_start_foreign{};
  double investment_speed{};
  double capital_cost{};
  double capital_life{};
  double capital_elasticity{};
  double capital_local_share{};
  double deposit_floor_home{};
  double deposit_floor_orders{};
  double on_time_domestic{};
  double on_time_foreign{};
  double on_time_speed{};
  double quality_speed{};
  double quality_base{};
  double quality_of_skills{};
  double quality_of_certificate{};
  double quality_of_learning{};
  double quality_of_foreign_owner{};
  double quality_most{};

  void describe(Describer& d);
};

inline void SupplierParameters::describe(Describer& d) {
  d("minimum_efficient_scale", minimum_efficient_scale,
    {.unit = "parts per year",
     .least = 1,
     .most = 1e8,
     .meaning = "Volume of a family from which unit cost falls no further",
     .symbol = "MES"});
  d("scale_exponent", scale_exponent,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Fall of unit cost with volume below that scale", .symbol = "ε_s"});
  d("least_scale", least_scale,
    {.unit = "1",
     .least = 0.001,
     .most = 1,
     .meaning = "Share of the efficient scale below which cost rises no further"});
  d("experience_of_reference", experience_of_reference,
    {.unit = "parts",
     .least = 1,
     .most = 1e9,
     .meaning = "Cumulative output at which experience counts",
     .symbol = "Z_0"});
  d("local_learning", local_learning,
    {.unit = "1",
     .least = 0,
     .most = 2,
     .meaning = "Learning from own output over the world's learning exponent",
     .symbol = "λ_L"});
  d("forgetting", forgetting,
    {.unit = "per month", .least = 0, .most = 0.5, .meaning = "Experience lost in a month", .symbol = "δ_Z"});
  d("cost_advantage_of_frontier", cost_advantage_of_frontier,
    {.unit = "1",
     .least = 1,
     .most = 2,
     .meaning = "Import price over the unit cost of a maker at the world frontier"});
  d("relative_wage", relative_wage,
    {.unit = "1",
     .least = 0.01,
     .most = 5,
     .meaning = "Wage in Vietnam over the wage at the world frontier in the base year",
     .symbol = "w"});
  d("imported_share", imported_share,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Imported materials in the cost of a local part at frontier productivity",
     .symbol = "m"});
  d("capital_share", capital_share,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Gross return to capital in the part of the cost that is not material"});
  d("markup_start", markup_start,
    {.unit = "1", .least = 0, .most = 2, .meaning = "Mark-up on unit cost at the start", .symbol = "μ_0"});
  d("markup_response", markup_response,
    {.unit = "per quarter",
     .least = 0,
     .most = 1,
     .meaning = "Change of the mark-up with the relative change of market share",
     .symbol = "υ"});
  d("markup_least", markup_least, {.unit = "1", .least = 0, .most = 2, .meaning = "Lowest mark-up"});
  d("markup_most", markup_most, {.unit = "1", .least = 0, .most = 2, .meaning = "Highest mark-up"});
  d("home_noise", home_noise,
    {.unit = "1",
     .least = 0,
     .most = 1,
     .meaning = "Standard deviation of the monthly growth of sales to the home industry",
     .symbol = "σ_X"});
  d("home_margin", home_margin,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Operating surplus of sales to the home industry"});
  d("expectation_speed", expectation_speed,
    {.unit = "per month",
     .least = 0,
     .most = 1,
     .meaning = "Share of the gap between orders and expected demand by which expectations move"});
  d("stock_cover", stock_cover,
    {.unit = "months", .least = 0, .most = 12, .meaning = "Expected demand held as finished parts", .symbol = "ι_D"});
  d("overtime", overtime, {.unit = "1", .least = 1, .most = 3, .meaning = "Output of the best month over capacity"});
  d("utilisation", utilisation,
    {.unit = "1", .least = 0.1, .most = 1.5, .meaning = "Utilisation that investment aims at", .symbol = "u"});
  d("utilisation_start_domestic", utilisation_start_domestic,
    {.unit = "1",
     .least = 0.1,
     .most = 1.5,
     .meaning = "Utilisation of domestic-owned firms with contracts at the start"});
  d("utilisation_start_foreign", utilisation_start_foreign,
    {.unit = "1",
     .least = 0.1,
     .most = 1.5,
     .meaning = "Utilisation of foreign-owned firms with contracts at the start"});
  d("investment_speed", investment_speed,
    {.unit = "per year",
     .least = 0,
     .most = 5,
     .meaning = "Largest growth of capacity as a share of capacity",
     .symbol = "κ_max"});
  d("capital_cost", capital_cost,
    {.unit = "1", .least = 0.01, .most = 20, .meaning = "Capital spending for one đồng of yearly capacity"});
  d("capital_life", capital_life, {.unit = "years", .least = 1, .most = 100, .meaning = "Life of the capital"});
  d("capital_elasticity", capital_elasticity,
    {.unit = "1",
     .least = 0,
     .most = 2,
     .meaning = "Elasticity of the wanted capacity to the user cost of capital",
     .symbol = "σ_K"});
  d("capital_local_share", capital_local_share,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Share of capital spending that is paid in Vietnam"});
  d("deposit_floor_home", deposit_floor_home,
    {.unit = "months", .least = 0, .most = 12, .meaning = "Home sales kept as deposits before anything is invested"});
  d("deposit_floor_orders", deposit_floor_orders,
    {.unit = "months",
     .least = 0,
     .most = 12,
     .meaning = "Expected orders kept as deposits before anything is invested"});
  d("on_time_domestic", on_time_domestic,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Delivery on time that a domestic-owned firm reaches"});
  d("on_time_foreign", on_time_foreign,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Delivery on time that a foreign-owned firm reaches"});
  d("on_time_speed", on_time_speed,
    {.unit = "per month", .least = 0, .most = 1, .meaning = "Share of the gap in delivery on time that closes"});
  d("quality_speed", quality_speed,
    {.unit = "per month",
     .least = 0,
     .most = 1,
     .meaning = "Share of the gap in quality that closes",
     .symbol = "λ_q"});
  d("quality_base", quality_base, {.unit = "1", .least = 0, .most = 1, .meaning = "Quality that any firm can reach"});
  d("quality_of_skills", quality_of_skills,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Quality that the skills of the cluster add"});
  d("quality_of_certificate", quality_of_certificate,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Quality that each step of certification adds"});
  d("quality_of_learning", quality_of_learning,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Quality that absorptive capacity adds"});
  d("quality_of_foreign_owner", quality_of_foreign_owner,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Quality that a foreign owner adds"});
  d("quality_most", quality_most, {.unit = "1", .least = 0, .most = 1, .meaning = "Highest quality"});
  d.require(markup_least <= markup_most, "markup_most", "must not be below markup_least");
}

}  // namespace trellis
