// The labour market of a cluster, its pool of skills, training establishments and seconded experts.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct LabourParameters {
  double usual_available{};
  double force_growth{};
  double force_attraction{};
  double wage_growth{};
  double wage_response{};
  double release{};
  double home_sales_per_worker{};
  double home_productivity_growth{};
  double elsewhere_growth{};
  double elsewhere_wage_elasticity{};
  double pool_wear{};
  double trainee_gain{};
  double trainer_growth{};
  double place_cost{};
  double trainer_course_cost{};
  double skill_of_reference{};
  double skill_of_pool{};
  double skill_speed{};
  double expert_skill{};
  double expert_speed{};
  double expert_cost{};

  void describe(Describer& d);
};

inline void LabourParameters::describe(Describer& d) {
  d("usual_available", usual_available,
    {.unit = "1", .least = 0.001, .most = 0.5, .meaning = "Share of the labour force without work in the base year"});
  d("force_growth", force_growth,
    {.unit = "per year", .least = -0.1, .most = 0.2, .meaning = "Growth of the labour force", .symbol = "g_F"});
  d("force_attraction", force_attraction,
    {.unit = "per month",
     .least = 0,
     .most = 1,
     .meaning = "Growth of the labour force per point of tightness, from other trades and regions",
     .symbol = "λ_F"});
  d("wage_growth", wage_growth,
    {.unit = "per year",
     .least = -0.1,
     .most = 0.2,
     .meaning = "Growth of wages relative to the frontier's at the base year's tightness",
     .symbol = "g_w"});
  d("wage_response", wage_response,
    {.unit = "per month", .least = 0, .most = 1, .meaning = "Growth of wages per point of tightness", .symbol = "ψ"});
  d("release", release,
    {.unit = "per month",
     .least = 0,
     .most = 1,
     .meaning = "Most of its workers that a firm lets go for lack of work",
     .symbol = "λ_N"});
  d("home_sales_per_worker", home_sales_per_worker,
    {.unit = "VND per year", .least = 1, .most = 1e13, .meaning = "Home sales for each worker in the base year"});
  d("home_productivity_growth", home_productivity_growth,
    {.unit = "per year", .least = -0.1, .most = 0.2, .meaning = "Growth of home sales for each worker"});
  d("elsewhere_growth", elsewhere_growth,
    {.unit = "per year",
     .least = -0.1,
     .most = 0.2,
     .meaning = "Growth of other employers' demand for workers",
     .symbol = "g_E"});
  d("elsewhere_wage_elasticity", elsewhere_wage_elasticity,
    {.unit = "1",
     .least = 0,
     .most = 5,
     .meaning = "Fall of other employers' demand for workers with the wage over its trend",
     .symbol = "ε_L"});
  d("pool_wear", pool_wear,
    {.unit = "per year",
     .least = 0,
     .most = 1,
     .meaning = "Part of the pool of skills that is lost and made good by usual training",
     .symbol = "δ_H"});
  d("trainee_gain", trainee_gain,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Skill that a trainee gains, relative to the frontier"});
  d("trainer_growth", trainer_growth,
    {.unit = "per month", .least = 0, .most = 1, .meaning = "Most by which the staff of an establishment grows"});
  d("place_cost", place_cost,
    {.unit = "VND per year", .least = 0, .most = 1e12, .meaning = "Public cost of a further training place"});
  d("trainer_course_cost", trainer_course_cost,
    {.unit = "VND per year",
     .least = 0,
     .most = 1e13,
     .meaning = "Public cost of doubling the quality of one trainer, in proportion below that"});
  d("skill_of_reference", skill_of_reference,
    {.unit = "1",
     .least = 0.01,
     .most = 2,
     .meaning = "Skill of a workforce drawn from the pool of the base year",
     .symbol = "h_0"});
  d("skill_of_pool", skill_of_pool,
    {.unit = "1",
     .least = 0,
     .most = 2,
     .meaning = "Elasticity of a workforce's skill to the cluster's pool",
     .symbol = "γ_H"});
  d("skill_speed", skill_speed,
    {.unit = "per month",
     .least = 0,
     .most = 1,
     .meaning = "Part of the gap to the skill of the pool that closes in a month",
     .symbol = "λ_h"});
  d("expert_skill", expert_skill,
    {.unit = "1", .least = 0, .most = 2, .meaning = "Skill that seconded experts lead to", .symbol = "h_E"});
  d("expert_speed", expert_speed,
    {.unit = "per year",
     .least = 0,
     .most = 12,
     .meaning = "Part of the gap to it that they close in a year",
     .symbol = "λ_E"});
  d("expert_cost", expert_cost,
    {.unit = "VND per year", .least = 0, .most = 1e13, .meaning = "Public cost of an expert in a firm"});
}

}  // namespace trellis
