// Workers, wages and skills: who is hired, what a worker earns, what training and experts add.
#pragma once

#include "agents/labour/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::labour {

using Pay = decltype(Value{} / People{});  // đồng a month and worker

/// Growth of an amount at a yearly rate since the first month.
inline double grown(double yearly_rate, std::uint32_t months) {
  return maths::exp(maths::log(1 + yearly_rate) * (months / 12.0));
}

// P4: what a worker costs.

/// Pay of a worker: that of the base year, moved by the wage relative to the frontier's and by the frontier's growth.
inline Pay pay(Pay at_start, double relative_wage, double relative_wage_at_start, double frontier_growth,
               std::uint32_t months) {
  return at_start * (relative_wage / relative_wage_at_start * grown(frontier_growth, months));  // (4.1)
}

// P6: workers.

/// Workers that a month's wage bill employs, N*.
constexpr People workers_needed(Value wage_bill, Pay pay) { return wage_bill / pay; }  // (6.1)

/// Workers kept before anybody is hired: those who are not needed go, but not faster than λ_N.
constexpr People workers_kept(People workers, People needed, const LabourParameters& p) {
  return least(workers, most(needed, (1 - p.release) * workers));  // (6.2)
}

/// Share of the workers wanted in a cluster that can be hired, the same for every employer.
constexpr Ratio hiring_share(People available, People wanted) {
  return wanted > available ? available / wanted : 1;  // (6.3)
}

/// Workers after hiring.
constexpr People workers(People kept, People wanted, Ratio hiring_share) {
  return kept + hiring_share * wanted;
}  // (6.4)

/// Output of usual hours that the workers make; `needed` of them make `usual_output`.
constexpr Value output_of_workers(Value usual_output, People workers, People needed) {
  return needed > People{} ? usual_output * (workers / needed) : usual_output;  // (6.5)
}

/// Workers that firms employ for their home industries.
inline People workers_at_home(Value monthly_home_sales, std::uint32_t months, const LabourParameters& p) {
  const Pay per_worker{p.home_sales_per_worker / 12 * grown(p.home_productivity_growth, months)};
  return monthly_home_sales / per_worker;  // (6.6)
}

/// Workers that other employers of the cluster want; `relative_wage_trend` is the wage at the base year's tightness.
inline People workers_elsewhere(People at_start, double relative_wage, double relative_wage_trend, std::uint32_t months,
                                const LabourParameters& p) {
  return at_start * (grown(p.elsewhere_growth, months) *
                     maths::pow(relative_wage / relative_wage_trend, -p.elsewhere_wage_elasticity));  // (6.7)
}

/// Labour force after a month; `tightness` above the usual draws people in. Nobody who works is driven out.
constexpr People labour_force(People previous, People available, double tightness, const LabourParameters& p) {
  const double growth = p.force_growth / 12 + p.force_attraction * (tightness - (1 - p.usual_available));
  return most(previous * (1 + growth), previous - available);  // (6.8)
}

/// Tightness v: workers wanted over the labour force.
constexpr double tightness(People wanted, People force) { return wanted / force; }  // (6.9)

/// Wage relative to the frontier's after a month: Δln w = g_w/12 + ψ (v - v̄).
inline double relative_wage(double previous, double tightness, const LabourParameters& p) {
  return previous * maths::exp(p.wage_growth / 12 + p.wage_response * (tightness - (1 - p.usual_available)));  // (6.10)
}

/// The relative wage that usual tightness would have led to.
inline double relative_wage_trend(double at_start, std::uint32_t months, const LabourParameters& p) {
  return at_start * maths::exp(p.wage_growth * (months / 12.0));  // (6.11)
}

// P6: training and skills.

/// Trainers of an establishment after a month: as many as all places need, but not many more than a month before, and
/// never fewer than at the start.
constexpr People trainers(People previous, People needed, People at_start, const LabourParameters& p) {
  return most(at_start, least(needed, (1 + p.trainer_growth) * previous));  // (6.12)
}

/// Further places that the trainers can serve, beyond those of the start.
constexpr People further_places(People wanted, People places_at_start, People trainers, People trainers_at_start) {
  return least(wanted, places_at_start * (trainers / trainers_at_start - 1));  // (6.13)
}

/// Trainees beyond those of the base year, counted at the base year's quality of trainers.
constexpr People further_trainees(People places_at_start, People further_places, double trainer_quality) {
  return trainer_quality * (places_at_start + further_places) - places_at_start;  // (6.14)
}

/// Pool of skills H after a month: what is lost a year is made good up to the level of the start; further trainees of a
/// year raise it by what they gain, in proportion to their share of the labour force.
constexpr Ratio skill_pool(Ratio previous, Ratio at_start, People further_trainees, People force,
                           const LabourParameters& p) {
  const Ratio trained = p.trainee_gain * (further_trainees / force);
  return within(previous + (trained + p.pool_wear * at_start - p.pool_wear * previous) / 12, 0.0, 1.0);  // (6.15)
}

/// Skill h of a firm's workforce after a month: those who come bring the skill of the pool, h_0 (1 + γ_H (H/H_0 - 1)).
constexpr double skill(double previous, Ratio pool, Ratio pool_at_start, const LabourParameters& p) {
  const double drawn = p.skill_of_reference * (1 + p.skill_of_pool * (pool / pool_at_start - 1));
  return previous + p.skill_speed * (drawn - previous);  // (6.16)
}

/// Skill after a month with seconded experts in the firm.
constexpr double skill_with_experts(double previous, const LabourParameters& p) {
  return previous + p.expert_speed / 12 * positive(p.expert_skill - previous);  // (6.17)
}

// P10: what the state pays in a month.

/// For further training places that are offered.
inline Dong training_spending(People further_places, const LabourParameters& p) {
  return nearest(further_places * Pay{p.place_cost / 12});  // (10.26)
}

/// For courses of trainers; `quality` is 1 without them.
inline Dong trainer_spending(People trainers, double quality, const LabourParameters& p) {
  return nearest(trainers * Pay{p.trainer_course_cost / 12 * (quality - 1)});  // (10.27)
}

/// For seconded experts.
inline Dong secondment_spending(People experts, const LabourParameters& p) {
  return nearest(experts * Pay{p.expert_cost / 12});  // (10.28)
}

}  // namespace trellis::labour
