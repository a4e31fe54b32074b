// Which suppliers leave, what their creditors get, how many firms enter a category, and where they settle.
#pragma once

#include "agents/supplier/exit_entry_parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::supplier {

// P11: exit.

/// Chance that a firm leaves this month: one hazard with orders, one that falls with size without.
inline Ratio exit_probability(bool has_orders, Value yearly_home_sales, const ExitEntryParameters& p) {
  if (has_orders) return maths::monthly_hazard(p.hazard_with_orders);
  const double size = most(yearly_home_sales / Value{p.size_of_reference}, 1e-6);
  const double factor = least(maths::pow(size, -p.hazard_size_exponent), p.hazard_factor_most);
  return maths::monthly_hazard(p.hazard_without_orders * factor);  // (11.1)
}

/// Does a firm with this luck, uniform in (0, 1), leave? The hazard itself is worked out only for the few that a bound
/// of it does not rule out: 1 - (1-h)^(1/12) < h/(12 (1-h)).
inline bool leaves(double luck, bool has_orders, Value yearly_home_sales, const ExitEntryParameters& p) {
  const Ratio yearly = has_orders ? p.hazard_with_orders : p.hazard_without_orders * p.hazard_factor_most;
  return luck * 12 * (1 - yearly) <= yearly && luck < exit_probability(has_orders, yearly_home_sales, p);
}

/// Months in a row with negative equity or negative deposits.
constexpr int months_in_distress(int previous, Dong equity, Dong deposits) {
  return equity < Dong{} || deposits < Dong{} ? previous + 1 : 0;  // (11.2)
}

constexpr bool insolvent(int months_in_distress, const ExitEntryParameters& p) {
  return months_in_distress >= p.distress_months;  // (11.3)
}

/// Chance that a firm that leaves defaults, so that in all as many default as the bank reckons with.
inline Ratio default_given_exit(Ratio yearly_default, Ratio exit_probability) {
  const Ratio monthly = maths::monthly_hazard(least(yearly_default, 0.999));
  return exit_probability > monthly ? monthly / exit_probability : 1;  // (11.20)
}

/// What becomes of a firm that leaves: deposits + sale + forgiven = repaid + to_owners, and loans = repaid +
/// written_off.
struct Liquidation {
  Dong sale{};         // paid by households for the capital
  Dong repaid{};       // to the bank, which comes first
  Dong to_owners{};    // what is left
  Dong written_off{};  // loans that the bank loses
  Dong forgiven{};     // overdraft that the bank loses
};

/// `recovered` is the part of its loans that the bank can lay hands on: all of them unless the firm defaults.
inline Liquidation liquidation(Dong deposits, Dong capital, Dong loans, Ratio recovered, const ExitEntryParameters& p) {
  Liquidation end;
  end.sale = portion(capital, p.resale);
  const Dong at_hand = deposits + end.sale;
  end.forgiven = most(-at_hand, Dong{});
  end.repaid = least(most(at_hand, Dong{}), portion(loans, recovered));
  end.to_owners = most(at_hand, Dong{}) - end.repaid;
  end.written_off = loans - end.repaid;
  return end;  // (11.4)
}

// P11: entry.

/// Monthly demand of a category that no qualified local capacity meets, at base-year import prices.
constexpr Value gap(Value demand, Value qualified_capacity, const ExitEntryParameters& p) {
  return positive((1 - p.kept_abroad) * demand - qualified_capacity);  // (11.5)
}

/// Plants of efficient scale that the gap would fill, F_c gap/MES: the gap's share of demand times the yearly sets of
/// all families of the category over the efficient scale.
constexpr double plants_in_gap(Value gap, Value demand, Parts yearly_sets, Parts minimum_efficient_scale) {
  return demand > Value{} ? (gap / demand) * (yearly_sets / minimum_efficient_scale) : 0;  // (11.6)
}

/// Advantage of a foreign plant over importing, between 0 and 1: clip((P^L - P_F)/(.15 P^M)); prices over P^M.
constexpr Ratio foreign_advantage(Ratio landed_factor, Ratio foreign_price, const ExitEntryParameters& p) {
  return within((landed_factor - foreign_price) / p.advantage_of_reference, 0.0, 1.0);  // (11.7)
}

/// Projects that outlast the wait for permits, over those of the base year, when it is so many months shorter.
inline double projects_kept(double months_saved, const ExitEntryParameters& p) {
  return maths::exp(p.waiting_attrition * months_saved);  // (11.17)
}

/// Expected number of foreign-owned plants that come in a quarter.
constexpr double foreign_entries(double plants_in_gap, Ratio foreign_advantage, double projects_kept,
                                 const ExitEntryParameters& p) {
  return p.foreign_rate * plants_in_gap * foreign_advantage * projects_kept;  // (11.8)
}

/// Expected number of domestic firms that diversify in a quarter, at the base year's relatedness and access to finance.
constexpr double domestic_entries(double plants_in_gap, double projects_kept, const ExitEntryParameters& p) {
  return p.domestic_rate * plants_in_gap * projects_kept;  // (11.9)
}

/// Weight of a latent firm among those that could diversify: relatedness of its industry and access to finance.
constexpr double diversification_weight(Ratio relatedness, Ratio access) { return relatedness * access; }  // (11.10)

/// Rate at which a latent firm turns to a category; `base_weights` is the sum of all weights in the base year. Which of
/// the categories it is, is a race between their rates.
constexpr double diversification_rate(double domestic_entries, double weight, double base_weights) {
  return base_weights > 0 ? domestic_entries * weight / base_weights : 0;  // (11.16)
}

/// Chance that it turns to any of them in a quarter; `rates` is the sum over the categories.
inline Ratio diversification_probability(double rates) { return 1 - maths::exp(-rates); }  // (11.11)

/// First capacity of a foreign-owned plant, of a month, at base-year import prices; `lot` is the value of a month of
/// efficient scale of an average family.
constexpr Value plant_capacity(Value lot, double uniform, const ExitEntryParameters& p) {
  return (p.plant_scale_least + (p.plant_scale_most - p.plant_scale_least) * uniform) * lot;  // (11.12)
}

/// Equity that a new plant brings: its capital, and deposits in proportion.
constexpr Value entry_equity(Value capital, const ExitEntryParameters& p) {
  return (1 + p.start_deposits) * capital;
}  // (11.13)

/// First capacity of a domestic firm that diversifies.
constexpr Value diversified_capacity(Value home_sales, const ExitEntryParameters& p) {
  return p.entrant_capacity * home_sales;  // (11.14)
}

/// Weight of a cluster in the choice of a location (logit); wage and rent are relative to their means, `base_share` is
/// the cluster's share of suppliers in the base year, `suppliers` those of the category.
inline double location_weight(Ratio base_share, Ratio infrastructure, double wage, double rent, double suppliers,
                              const ExitEntryParameters& p) {
  return base_share * maths::exp(p.location_of_infrastructure * infrastructure + p.location_of_wage * maths::log(wage) +
                                 p.location_of_rent * maths::log(rent) +
                                 p.location_of_density * maths::log(1 + suppliers));  // (11.15)
}

// P11: moves between clusters.

/// What a move costs: a part of the capital.
constexpr Value relocation_cost(Dong capital, const RelocationParameters& p) {
  return p.cost * to_value(capital);  // (11.18)
}

/// Gain of a move in units of the location logit: ln(weight there/weight here) less what holds the firm back, of which
/// the state takes its part.
inline double relocation_gain(double weight_there, double weight_here, Ratio paid_by_state,
                              const RelocationParameters& p) {
  return maths::log(weight_there / weight_here) - p.resistance * (1 - paid_by_state);  // (11.19)
}

/// Chance that a firm considers a move in a year; waiting for permits deters it like an entrant.
constexpr Ratio considers_move(double projects_kept, const RelocationParameters& p) {
  return least(1.0, p.consideration * projects_kept);  // (11.21)
}

}  // namespace trellis::supplier
