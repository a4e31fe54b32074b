// Infrastructure of a cluster and what it changes: logistics, rents, materials, delays.
#pragma once

#include "agents/cluster/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::cluster {

// P0: infrastructure follows spending.

/// Infrastructure I* that a yearly spending leads to: 1 - (1 - I_start) e^(-spending/reference); without spending it
/// stays as it was at the start.
inline Ratio infrastructure_aim(Ratio at_start, Value yearly_spending, const ClusterParameters& p) {
  return 1 - (1 - at_start) * maths::exp(-(yearly_spending / Value{p.spending_of_reference}));  // (0.8)
}

/// Infrastructure after a month: I + λ_I (I* - I).
constexpr Ratio infrastructure(Ratio previous, Ratio aim, const ClusterParameters& p) {
  return previous + p.infrastructure_speed * (aim - previous);  // (0.9)
}

/// Points of infrastructure above the reference, weighed with an effect.
constexpr double relief(Ratio infrastructure, double effect, const ClusterParameters& p) {
  return effect * (infrastructure - p.infrastructure_of_reference);  // (0.10)
}

/// Logistics cost ℓ_kl of local parts over their price, between clusters `km` apart with these infrastructures.
constexpr Ratio logistics_share(double km, Ratio origin, Ratio destination, const ClusterParameters& p) {
  const Ratio between = (origin + destination) / 2;
  return (p.logistics_base + p.logistics_per_km * km) * (1 - relief(between, p.logistics_relief, p));  // (0.11)
}

/// Industrial rent over its start.
constexpr double rent_index(Ratio infrastructure, const ClusterParameters& p) {
  return 1 - relief(infrastructure, p.rent_relief, p);  // (0.12)
}

/// Price of materials at a supplier's door over the world's, π^mat_k; `domestic` is what neighbouring industries make
/// of it (12.34), before haulage.
constexpr double material_price(double domestic, Ratio infrastructure, const ClusterParameters& p) {
  return domestic * (1 - relief(infrastructure, p.material_relief, p));  // (0.13)
}

/// Firms a quarter that consultants and test laboratories can take on, after a month of spending on them: what was
/// built beyond the start wears off.
constexpr double test_capacity(double previous, double at_start, Value yearly_spending, const ClusterParameters& p) {
  const double built = yearly_spending / Value{p.test_place_cost} / 12;
  return previous + built - p.test_wear / 12 * (previous - at_start);  // (0.14)
}

// P3

/// Months of an approval that laboratories save which have been built since the start.
constexpr double laboratory_relief(double test_capacity, double at_start, const ClusterParameters& p) {
  return test_capacity > 0 ? p.laboratory_relief * positive(1 - at_start / test_capacity) : 0;  // (3.32)
}

// P7

/// Part of the late deliveries that roads and ports avoid.
constexpr Ratio delay_relief(Ratio infrastructure, const ClusterParameters& p) {
  return relief(infrastructure, p.delay_relief, p);  // (7.3)
}

}  // namespace trellis::cluster
