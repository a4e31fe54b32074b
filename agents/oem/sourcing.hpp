// Tenders for part families: discovery, gates, total cost, the nested choice, renewal, approval, price-down,
// termination.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "agents/names.hpp"
#include "agents/oem/sourcing_parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::sourcing {

/// What a candidate must have before its price is looked at, in the order in which a maker asks.
enum class Gate : std::uint8_t { technology, certificate, quality, capacity, finance };
inline constexpr std::size_t gates = 5;

/// The gates that a candidate fails, one bit each.
struct FailedGates {
  std::uint8_t bits{};

  constexpr bool none() const { return bits == 0; }
  constexpr bool has(Gate gate) const { return (bits >> static_cast<unsigned>(gate) & 1U) != 0; }
  constexpr FailedGates with(Gate gate, bool failed) const {
    const unsigned bit = (failed ? 1U : 0U) << static_cast<unsigned>(gate);
    return {static_cast<std::uint8_t>(bits | bit)};
  }
  /// As if the candidate had passed the gate.
  constexpr FailedGates without(Gate gate) const {
    const unsigned bit = 1U << static_cast<unsigned>(gate);
    return {static_cast<std::uint8_t>(bits & ~bit)};
  }
  friend constexpr bool operator==(FailedGates a, FailedGates b) = default;
};

// Discovery.

/// Candidates of an ownership class that a maker looks for; `search_effort` is 1 in the base year, and `uniform` in (0,
/// 1) rounds up or down so that the mean is right.
constexpr int candidates(double in_base_year, double search_effort, double uniform) {
  return static_cast<int>(in_base_year * search_effort + uniform);  // (3.1)
}

/// The same for both owner classes.
constexpr std::array<int, owners> candidates_of_classes(double search_effort, double uniform,
                                                        const DiscoveryParameters& p) {
  return {candidates(p.domestic_candidates, search_effort, uniform),
          candidates(p.foreign_candidates, search_effort, uniform)};
}

/// Weight of a supplier in discovery: size^.5 e^(-distance/δ) (1 + ψ · links to other makers); `size` is home sales and
/// capacity of a month, `distance` in km.
inline double discovery_weight(Value size, double distance, double links_to_other_makers,
                               const DiscoveryParameters& p) {
  const double large = maths::pow(size / Value{p.size_of_reference}, p.size_exponent);
  const double near = maths::exp(-distance / p.distance_of_reference);
  return large * near * (1 + p.link_weight * links_to_other_makers);  // (3.2)
}

/// Arrival of a supplier in the race for a place among the candidates; the earliest are found. `exponential` is a draw
/// with mean 1 that is keyed by supplier, so that other firms' entry does not change this one's luck.
constexpr double arrival(double exponential, double discovery_weight) {
  return exponential / discovery_weight;
}  // (3.3)

// Gates.

/// Technological match: Σ_g φ_fg (1 - e^(-E_ig)) over the fields that a family draws on.
template <std::size_t N>
inline Ratio technology_match(const Slots<double, N>& expertise, const Slots<Ratio, N>& field_profile) {
  return sum(field_profile * expertise.map([](double e) { return 1 - maths::exp(-e); }));  // (3.4)
}

constexpr bool passes_technology(Ratio match, Ratio difficulty) { return match >= difficulty; }  // (3.5)

/// Certificate that a family of a difficulty asks for.
constexpr Certificate required_certificate(Ratio difficulty, const GateParameters& p) {
  return difficulty <= p.iso_difficulty_limit ? Certificate::iso9001 : Certificate::iatf16949;  // (3.6)
}

constexpr bool passes_certificate(Certificate held, Certificate required) { return held >= required; }  // (3.7)

/// Quality that a family of a difficulty asks for.
constexpr Ratio required_quality(Ratio difficulty, const GateParameters& p) {
  return p.quality_base + p.quality_slope * difficulty;  // (3.8)
}

constexpr bool passes_quality(Ratio quality, Ratio required) { return quality >= required; }  // (3.9)

/// Capacity that a supplier could build in time if money were no object; capacity, home sales and the result are values
/// of a month at base-year import prices. `investment_speed` is κ_max, a share of capacity a year.
constexpr Value stretch(Value capacity, Value home_sales, double investment_speed, const GateParameters& p) {
  return (investment_speed * p.stretch_years) * most(capacity, p.home_conversion * home_sales);  // (3.10)
}

/// Monthly capacity that a domestic firm's money buys: cash above its floor and credit, at `capital_cost` đồng for one
/// đồng of yearly capacity. Foreign owners are not bound by it (their parent pays).
constexpr Value affordable_capacity(Value cash_above_floor, Value credit, double capital_cost) {
  return positive(cash_above_floor + credit) / (12 * capital_cost);  // (3.11)
}

/// Capacity K_att that a supplier can promise to a new lot.
constexpr Value attainable_capacity(Value free, Value stretch, Value affordable, bool foreign) {
  return free + (foreign ? stretch : least(stretch, affordable));  // (3.12)
}

/// Could it make the least share of the lot if it had the money?
constexpr bool passes_capacity(Value free, Value stretch, Value lot, const GateParameters& p) {
  return free + stretch >= p.lot_share * lot;  // (3.13)
}

/// Having passed capacity, can it also pay for it?
constexpr bool passes_finance(Value attainable, bool passes_capacity, Value lot, const GateParameters& p) {
  return !passes_capacity || attainable >= p.lot_share * lot;  // (3.14)
}

/// A candidate as it stands before a family's gates.
struct Candidate {
  Ratio match{};
  Certificate certificate{};
  Ratio quality{};
  Value free_capacity{};
  Value stretch{};
  Value attainable{};
};

/// All gates at once; `lot` is the monthly value of the slot at base-year import prices.
constexpr FailedGates failed_gates(const Candidate& i, Ratio difficulty, Value lot, const GateParameters& p) {
  const bool capable = passes_capacity(i.free_capacity, i.stretch, lot, p);
  return FailedGates{}
      .with(Gate::technology, !passes_technology(i.match, difficulty))
      .with(Gate::certificate, !passes_certificate(i.certificate, required_certificate(difficulty, p)))
      .with(Gate::quality, !passes_quality(i.quality, required_quality(difficulty, p)))
      .with(Gate::capacity, !capable)
      .with(Gate::finance, !passes_finance(i.attainable, capable, lot, p));  // (3.15)
}

// Total cost of ownership, all of it divided by the import price P^M.

/// Worth of local content to the maker, B/P^M: its way to the regional value content, and the local-content bonus s^LC.
constexpr Ratio local_content_worth(Ratio rvc, Ratio bonus, Ratio imported_share, const SourcingParameters& p) {
  return (p.rvc_weight * most(p.rvc_threshold - rvc, 0.0) + bonus) * (1 - imported_share);  // (3.16)
}

/// An offer as the maker compares it; `price` and `worth` over the import price, `logistics` a share of the price.
struct Offer {
  Ratio price{};
  Ratio logistics{};
  Ratio quality{};
  Ratio on_time{};
  bool incumbent{};
  Ratio worth{};
};

/// Total cost T_i/P^M of an offer: price with logistics, bad parts, late parts, the change of supplier, less the worth.
constexpr Ratio total_cost(const Offer& i, const SourcingParameters& p) {
  const Ratio cost = i.price * (1 + i.logistics) + p.quality_cost * most(p.quality_aim - i.quality, 0.0) +
                     p.lateness_cost * (1 - i.on_time) + (i.incumbent ? 0.0 : p.switching_cost) - i.worth;
  return most(cost, p.least_relative_cost);  // (3.17)
}

/// Total cost T_M/P^M of importing: the landed price and a premium for risk.
constexpr Ratio import_cost(Ratio landed_factor, const SourcingParameters& p) {
  return landed_factor + p.import_risk_premium;  // (3.18)
}

// Nested choice: first a class (imports, domestic-owned, foreign-owned), then a firm of it.

/// Weight of an offer in the choice: T^(-η).
inline double win_weight(Ratio total_cost, const SourcingParameters& p) {
  return maths::pow(total_cost, -p.price_elasticity);  // (3.19)
}

/// Weight W_x of a class: attraction · (n/n_0)^θ · mean of its offers' weights; 0 without an offer. n counts the
/// eligible candidates, n_0 is its mean in the base year. For imports attraction, candidates and their mean are 1.
inline double class_weight(double attraction, double candidates, double base_candidates, double sum_of_win_weights,
                           const SourcingParameters& p) {
  if (candidates == 0) return 0;
  const double variety = maths::pow(candidates / most(base_candidates, 1.0), p.variety_exponent);
  return attraction * variety * sum_of_win_weights / candidates;  // (3.20)
}

/// Probability of a class: W_x/ΣW; of a firm in it: its win weight over the class's.
constexpr Ratio probability(double weight, double all_weights) { return weight / all_weights; }  // (3.21)

// Award and approval.

/// Share of a lot that a winner is awarded: min(1, K_att/lot).
constexpr Ratio award_share(Value attainable, Value lot) { return attainable < lot ? attainable / lot : 1; }  // (3.22)

/// Length of a contract in months, or of an approval; `uniform` is a draw in (0,1).
constexpr int months_between(int shortest, int longest, double uniform) {
  return shortest + static_cast<int>(uniform * (longest - shortest + 1));  // (3.23)
}

/// Months of approval (PPAP) of a new supplier's parts: the drawn length less what test labs and mutual recognition
/// save.
constexpr int approval_months(int drawn, double relief) {
  return static_cast<int>(positive(drawn - relief) + 0.5);  // (3.29)
}

/// Share of the call-off that a contract delivers while it ramps up; `months` since its approval.
constexpr Ratio ramped_share(Ratio award_share, double months, const SourcingParameters& p) {
  return award_share * least(1.0, (months + 1) / p.ramp_months);  // (3.24)
}

// The life of a contract.

/// Chance that an expiring local contract is renewed without a tender; cost ratios are T_i/T_M now and at its award.
inline Ratio renewal_probability(Ratio cost_ratio_now, Ratio cost_ratio_at_award, const SourcingParameters& p) {
  const double odds_against = (1 - p.renewal_probability) / p.renewal_probability;
  return 1 / (1 + odds_against * maths::pow(cost_ratio_now / cost_ratio_at_award, p.price_elasticity));  // (3.25)
}

/// Chance that an imported family is put out to tender again within `months`.
inline Ratio reopening_probability(double months, const SourcingParameters& p) {
  return 1 - maths::pow(1 - p.import_reopening, months / 12);  // (3.26)
}

/// Price of a running contract: the agreed reduction, and the part of a change in material prices that it passes on.
/// `material_change` is this month's relative change of the supplier's material price.
inline Price contract_price(Price previous, Ratio imported_share, double material_change, const SourcingParameters& p) {
  const double reduced = 1 + maths::monthly_rate(-p.price_down);
  return previous * (reduced * (1 + p.material_pass_through * imported_share * material_change));  // (3.27)
}

/// Chance that a contract is ended early this month, for defects (1-q) and late deliveries.
inline Ratio termination_probability(Ratio quality, Ratio on_time, const SourcingParameters& p) {
  return maths::monthly_hazard(p.termination_base + p.termination_defects * (1 - quality) +
                               p.termination_lateness * (1 - on_time));  // (3.28)
}

// Share inversion in the base year.

/// Weight of a category in the spread of a group's base share: (1.05 - d_c)^exponent.
inline double difficulty_weight(Ratio difficulty, double exponent, const SourcingParameters& p) {
  return maths::pow(most(p.difficulty_reach - difficulty, 0.0), exponent);  // (I.6)
}

/// Base share of a class in a category: the group's share of all purchases (in-house included) spread by weight over
/// what is bought, with a floor. `weighted_purchases` is Σ bought · weight over the group's categories.
constexpr Ratio base_share(Ratio group_share, Value all_purchases, double weight, Value weighted_purchases,
                           const SourcingParameters& p) {
  return most(p.share_floor, group_share * weight * (all_purchases / weighted_purchases));  // (I.7)
}

/// One step of the inversion: attraction times a damped and bounded (wanted/achieved), within the bound.
inline double inverted_attraction(double previous, Value wanted, Value achieved, const SourcingParameters& p) {
  const double ratio = within(wanted / most(achieved, Value{1}), 1 / p.inversion_step, p.inversion_step);
  return within(previous * maths::pow(ratio, p.inversion_damping), 1 / p.attraction_bound,
                p.attraction_bound);  // (I.8)
}

}  // namespace trellis::sourcing
