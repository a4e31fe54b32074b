// Projects of research institutes with firms: score, cost, success, gains.
#pragma once

#include <cstddef>
#include <limits>

#include "agents/institute/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::institute {

// P9 (g): institute projects, a yearly call.

/// Distance in expertise: 1 - cosine of the angle between two profiles; 1 where one of them knows nothing.
template <std::size_t N>
inline double expertise_distance(const Slots<double, N>& firm, const Slots<double, N>& institute) {
  const double lengths = sum(firm * firm) * sum(institute * institute);
  return lengths > 0 ? 1 - sum(firm * institute) / maths::pow(lengths, 0.5) : 1;  // (9.23)
}

/// Score of a pair, firm and institute or two firms: e^(-(d-d*)²/2σ²) e^(-km/δ) (1 + χ · past projects together).
inline double score(double expertise_distance, double km, double past_ties, const InstituteParameters& p) {
  const double off = (expertise_distance - p.best_distance) / p.distance_spread;
  return maths::exp(-off * off / 2 - km / p.travel_distance) * (1 + p.tie_weight * past_ties);  // (9.24)
}

/// Chance that a firm asks to join the project of another, by the score of the two.
constexpr Ratio join_probability(double score, const InstituteParameters& p) {
  return least(p.join_rate * score, 1.0);  // (9.34)
}

/// A firm's part of the cost: what the state leaves, shared among the partners.
inline Dong firm_cost(Ratio public_share, int partners, const InstituteParameters& p) {
  return nearest(Value{p.project_cost * (1 - public_share) / partners});  // (9.25)
}

/// The state's part of the cost.
inline Dong public_cost(Ratio public_share, const InstituteParameters& p) {
  return nearest(Value{p.project_cost * public_share});  // (9.26)
}

/// Can the firm apply?
inline bool can_apply(Dong deposits, Dong firm_cost, const InstituteParameters& p) {
  return to_value(deposits) >= p.cash_over_cost * to_value(firm_cost);  // (9.27)
}

/// Projects that the year's budget pays for; without a public share the budget does not bind.
constexpr double affordable_projects(Value budget, Ratio public_share, const InstituteParameters& p) {
  const Value each = Value{p.project_cost * public_share};
  return each > Value{} ? budget / each : std::numeric_limits<double>::infinity();  // (9.28)
}

/// Further projects that an institute's staff can take on.
constexpr int free_places(double staff, double running, const InstituteParameters& p) {
  return static_cast<int>(positive(staff / p.staff_per_project - running));  // (9.29)
}

/// Chance that a project succeeds: 1 - e^(-ζ_R cost), with ζ_R such that the cost of reference has its chance.
inline Ratio success_probability(const InstituteParameters& p) {
  return 1 - maths::pow(1 - p.reference_success, p.project_cost / p.reference_cost);  // (9.30)
}

/// What a project teaches of a field: the most that one of its partners knows.
template <std::size_t N, std::size_t M>
inline Slots<double, N> lesson(Slots<double, N> institute, const Slots<Slots<double, N>, M>& firms) {
  for (const Slots<double, N>& firm : firms.at)
    for (std::size_t g = 0; g < N; ++g) institute[g] = most(institute[g], firm[g]);
  return institute;  // (9.35)
}

/// A firm's expertise in a field after a successful project; `weight` in [0,1] is how much the project is about it.
constexpr double expertise_after(double firm, double lesson, Ratio weight, Ratio absorptive_capacity,
                                 const InstituteParameters& p) {
  const double transfer = p.expertise_transfer * absorptive_capacity * positive(lesson - firm);
  return firm + weight * (p.expertise_gain + transfer);  // (9.31)
}

/// A firm's technology after a successful project.
constexpr double technology_after(double technology, const InstituteParameters& p) {
  return technology * (1 + p.technology_gain);  // (9.32)
}

/// Wages that an institute pays from what it has.
inline Dong wages(Dong deposits, const InstituteParameters& p) {
  return portion(most(deposits, Dong{}), p.wage_share);  // (9.33)
}

}  // namespace trellis::institute
