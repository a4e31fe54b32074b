// How a supplier's technology, absorptive capacity and expertise move, and when it seeks a certificate.
#pragma once

#include "agents/names.hpp"
#include "agents/supplier/knowledge_parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::supplier {

// P9 (a): research.

/// R&D over sales that the firm pays itself, ν.
constexpr Ratio research_share(bool foreign, const KnowledgeParameters& p) {
  return foreign ? p.research_foreign : p.research_domestic;  // (9.1)
}

/// R&D that the state adds: a match of the firm's own.
inline Dong research_match(Dong own_research, Ratio match) { return portion(own_research, match); }  // (9.2)

/// Research effort rd relative to the reference: own R&D and the match; firms that have not innovated yet try less.
constexpr double research_effort(Ratio research_share, Ratio match, bool innovator, const KnowledgeParameters& p) {
  const double all = research_share * (1 + match) / p.research_of_reference;
  return innovator ? all : p.occasional_research * all;  // (9.3)
}

/// Stock of R&D over sales after a month, R/S.
constexpr double research_stock(double previous, Ratio research_share, Ratio match, const KnowledgeParameters& p) {
  return previous + (research_share * (1 + match) - p.research_wear * previous) / 12;  // (9.4)
}

/// Chance of an innovation this month: 1 - e^(-ζ_1 ξ rd).
inline Ratio innovation_probability(double research_effort, const KnowledgeParameters& p) {
  return 1 - maths::exp(-p.innovation_rate * p.innovation_part * research_effort);  // (9.5)
}

/// Chance of an imitation this month: 1 - e^(-ζ_2 (1-ξ) rd AC).
inline Ratio imitation_probability(double research_effort, Ratio absorptive_capacity, const KnowledgeParameters& p) {
  return 1 - maths::exp(-p.imitation_rate * (1 - p.innovation_part) * research_effort * absorptive_capacity);  // (9.6)
}

/// Technology after an innovation, kept if it is better; `beta` is a Beta(3,3) draw in (0,1).
constexpr double innovated(double technology, double beta, const KnowledgeParameters& p) {
  return technology * (1 + positive(p.innovation_reach * (2 * beta - 1)));  // (9.7)
}

/// Weight of another firm as a model to imitate: 1/distance in technology.
constexpr double imitation_weight(double own_technology, double other_technology, const KnowledgeParameters& p) {
  const double gap = other_technology - own_technology;
  return 1 / most(gap < 0 ? -gap : gap, p.closeness_floor);  // (9.8)
}

/// Technology after an imitation: A + gain · AC (A_j - A)^+.
constexpr double imitated(double technology, double model_technology, Ratio absorptive_capacity,
                          const KnowledgeParameters& p) {
  return technology + p.imitation_gain * absorptive_capacity * positive(model_technology - technology);  // (9.9)
}

// P9 (b): absorptive capacity.

/// Absorptive capacity AC = 1 - e^(-(a_0 + a_1 R/S + a_2 h + a_3 [well run])); `governance` is the last term.
inline Ratio absorptive_capacity(double research_stock, double skill, double governance, const KnowledgeParameters& p) {
  const double able = p.absorption_base + p.absorption_of_research * research_stock + p.absorption_of_skill * skill;
  return 1 - maths::exp(-(able + governance));  // (9.10)
}

// P9 (c): spillover in and between clusters.

/// Weight of another cluster's knowledge, e^(-distance/δ), at a distance in km.
inline double spillover_weight(double distance, const KnowledgeParameters& p) {
  return maths::exp(-distance / p.spillover_distance);  // (9.11)
}

/// Technology after the spillover of a month: A + s_k (1 + hub) AC (Ā_kc - A)^+; Ā_kc is the mean technology of the
/// category's producers, weighted by orders and nearness.
constexpr double after_spillover(double technology, double pool_technology, Ratio absorptive_capacity, Ratio hub,
                                 const KnowledgeParameters& p) {
  const double absorbed = absorptive_capacity * positive(pool_technology - technology);
  return technology + p.spillover_speed * (1 + hub) * absorbed;  // (9.12)
}

// P9 (d): foreign-owned customers.

/// Technology after a month of links: e^(AC (β_B BL (jv + .3 (1-jv) 1[innovates]) + β_F FL)/12), BL the share of its
/// parts that goes to foreign-owned customers, FL the share of foreign-owned firms among those that could supply it.
inline double after_links(double technology, Ratio foreign_customers, Ratio foreign_suppliers, Ratio joint_venture,
                          bool innovator, Ratio absorptive_capacity, const KnowledgeParameters& p) {
  const double partner = joint_venture + (innovator ? p.link_without_partner * (1 - joint_venture) : 0.0);
  const double links = p.backward_link * foreign_customers * partner + p.forward_link * foreign_suppliers;
  return technology * maths::exp(absorptive_capacity * links / 12);  // (9.13)
}

/// Technology relative to the frontier after the frontier has moved on for a month.
inline double behind_frontier(double technology, const KnowledgeParameters& p) {
  return technology * (1 + maths::monthly_rate(-p.frontier_growth));  // (9.14)
}

/// Technology of firms outside the industry relative to the frontier, over that of their start, after a month: the
/// frontier moves on for them too, and they learn in their home industries.
inline double outside_technology(double previous, const KnowledgeParameters& p) {
  const double learnt = previous * (1 + maths::monthly_rate(p.outside_growth));
  return learnt * (1 + maths::monthly_rate(-p.frontier_growth));  // (9.36)
}

// P9 (e): expertise.

/// Gain in expertise in the fields that a firm works in: AC (producing + coaching + research)/12; `coaching` is what
/// makers' experts bring in a year.
constexpr double expertise_gain(bool producing, double coaching, Ratio research_share, Ratio match,
                                Ratio absorptive_capacity, const KnowledgeParameters& p) {
  const double from_work = (producing ? p.expertise_of_producing : 0.0) + coaching;
  return absorptive_capacity * (from_work + p.expertise_of_research * research_share * (1 + match)) / 12;  // (9.15)
}

/// Expertise in a field after a month; `weight` in [0,1] is how much the firm works in it. Learning stops at a bound,
/// which projects may exceed; what is known wears off.
inline double expertise(double previous, double gain, Ratio weight, const KnowledgeParameters& p) {
  const double kept = previous * (1 - maths::monthly_hazard(p.expertise_wear));
  return most(kept, least(kept + weight * gain, p.expertise_most));  // (9.16)
}

// P9 (f): certification.

/// The next certificate.
constexpr Certificate next_certificate(Certificate held) {
  return held == Certificate::none ? Certificate::iso9001 : Certificate::iatf16949;
}

/// Cost F of the next certificate.
constexpr Value certification_fee(Certificate held, const CertificationParameters& p) {
  return Value{held == Certificate::none ? p.iso_fee : p.iatf_fee};  // (9.17)
}

/// Months that the next certificate takes; foreign tests that are recognised save some of them.
constexpr int certification_months(Certificate held, Ratio recognition, const CertificationParameters& p) {
  const int months = held == Certificate::none ? p.iso_months : p.iatf_months;
  return most(1, static_cast<int>(months * (1 - p.recognition_saves * recognition) + 0.5));  // (9.18)
}

/// Chance to win that a firm reckons with: its class's win rate over the last four quarters, with a floor.
constexpr Ratio win_rate(double won, double bids, const CertificationParameters& p) {
  return bids > 0 ? most(p.least_win_rate, won / bids) : p.least_win_rate;  // (9.19)
}

/// Expected worth of the certificate: Pr(win) · margin · months · lot; `lot` is the monthly value of the largest lot
/// that asks for more than the firm holds.
constexpr Value certification_worth(Ratio win_rate, Value lot, const CertificationParameters& p) {
  return (win_rate * p.margin * p.contract_months) * lot;  // (9.20)
}

/// Does the firm start? The state pays `support` of the cost F.
constexpr bool starts_certification(Value worth, Value fee, Ratio support, Value deposits,
                                    const CertificationParameters& p) {
  const Value own = (1 - support) * fee;
  return worth > p.worth_over_fee * own && deposits >= p.cash_over_fee * own;  // (9.21)
}

/// Share of the firms that want to start that consultants and test laboratories can take on.
constexpr Ratio certification_access(double firms_that_want, double test_capacity) {
  return firms_that_want > test_capacity ? test_capacity / firms_that_want : 1;  // (9.22)
}

}  // namespace trellis::supplier
