// A supplier's cost, price, plans, investment, production, delivery and quality.
#pragma once

#include "agents/supplier/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::supplier {

// P4: unit cost. Capacity, orders and stocks of a supplier are values of a month at base-year import prices, since its
// families differ in price; volumes and experience of a family are parts.

/// Yearly volume that a bid counts on: the lot, or with pooled tenders a share of the national volume.
constexpr Parts bid_volume(Parts yearly_lot, Parts yearly_national_volume, Ratio pooled_share) {
  return most(yearly_lot, pooled_share * yearly_national_volume);  // (4.2)
}

/// Yearly volume that a bid counts on where lead firms promise a part of the way to efficient scale.
constexpr Parts lead_firm_volume(Parts yearly_volume, Ratio promised, const SupplierParameters& p) {
  return yearly_volume + promised * positive(Parts{p.minimum_efficient_scale} - yearly_volume);  // (4.22)
}

/// Scale factor SC on unit cost: min(1, max(least, V/MES))^(-ε).
inline double scale_factor(Parts yearly_volume, const SupplierParameters& p) {
  const double scale = within(yearly_volume / Parts{p.minimum_efficient_scale}, p.least_scale, 1.0);
  return maths::pow(scale, -p.scale_exponent);  // (4.3)
}

/// Learning factor LBD on unit cost: (1 + Z/Z_0)^(-λ_L b).
inline double learning_factor(Parts experience, double learning_exponent, const SupplierParameters& p) {
  return maths::pow(1 + experience / Parts{p.experience_of_reference}, -p.local_learning * learning_exponent);  // (4.4)
}

/// Experience Z of a family after a month's output: Z' = (1-δ_Z) Z + Q.
constexpr Parts experience(Parts previous, Parts output, const SupplierParameters& p) {
  return (1 - p.forgetting) * previous + output;  // (4.5)
}

/// Cost of a part at the frontier's productivity and wages: (P^M_0/1.08)(Z^W/Z^W_0)^(-b).
constexpr Price frontier_cost(Price base_import_price, double world_price_index, const SupplierParameters& p) {
  return base_import_price * (world_price_index / p.cost_advantage_of_frontier);  // (4.6)
}

/// Imported material in relative unit cost: m π^mat.
constexpr double material_share(Ratio imported_share, double material_price) {
  return imported_share * material_price;
}  // (4.7)

/// The labour and capital part of relative unit cost: v w/(A h), where v is the firm's own work at the frontier.
constexpr double conversion_share(Ratio own_work, double relative_wage, double technology, double skill) {
  return own_work * relative_wage / (technology * skill);  // (4.8)
}

/// Unit cost uc = frontier cost · (material + conversion) · SC · LBD.
constexpr Price unit_cost(Price frontier_cost, double material_share, double conversion_share, double scale_factor,
                          double learning_factor) {
  return frontier_cost * ((material_share + conversion_share) * scale_factor * learning_factor);  // (4.9)
}

/// What a part of relative unit cost comes to in unit cost: raw material, or all imported material; `rest` is what else
/// relative unit cost is made of.
constexpr Price material_cost(Price unit_cost, double material_share, double rest) {
  return unit_cost * (material_share / (material_share + rest));  // (4.10)
}

/// Part of unit cost that is paid as wages in the month; the rest is the gross return to capital, which stays.
constexpr Price wage_cost(Price unit_cost, double material_share, double conversion_share,
                          const SupplierParameters& p) {
  return unit_cost * ((1 - p.capital_share) * conversion_share / (material_share + conversion_share));  // (4.11)
}

/// Mark-up μ after a quarter: μ (1 + υ Δshare/share) where there was a share; `share` is the firm's part of its
/// families' local orders.
constexpr Ratio markup(Ratio previous, Ratio share, Ratio share_before, const SupplierParameters& p) {
  const double change = share_before > 0 ? (share - share_before) / share_before : 0;
  return within(previous * (1 + p.markup_response * change), p.markup_least, p.markup_most);  // (4.12)
}

/// Price that a supplier asks: (1+μ) uc.
constexpr Price asking_price(Price unit_cost, Ratio markup) { return unit_cost * (1 + markup); }  // (4.13)

// P4: plans.

/// Sales of a month to the home industry X; `growth` a year, `bell` a standard normal draw. The mean grows by `growth`.
inline Value home_sales(Value previous, double yearly_growth, double bell, const SupplierParameters& p) {
  return previous * maths::exp(yearly_growth / 12 + p.home_noise * bell - p.home_noise * p.home_noise / 2);  // (4.14)
}

/// Expected demand D^e: moves towards what is ordered, or towards what contracts will order once they are approved.
constexpr Value expected_demand(Value previous, Value orders, Value contracted, const SupplierParameters& p) {
  return previous + p.expectation_speed * (most(orders, contracted) - previous);  // (4.15)
}

/// Planned production Q*: orders and the wanted stock less the stock, up to the best month's output.
constexpr Value planned_production(Value orders, Value expected_demand, Value stock, Value capacity,
                                   const SupplierParameters& p) {
  return least(p.overtime * capacity, positive(orders + p.stock_cover * expected_demand - stock));  // (4.16)
}

/// Response of the wanted capacity to the user cost of capital: ((1/life + r_0)/(1/life + r))^σ_K, where r_0 is what a
/// firm without debt pays.
inline double capital_response(Ratio interest_rate, Ratio rate_of_reference, const SupplierParameters& p) {
  const double wear = 1 / p.capital_life;
  return maths::pow((wear + rate_of_reference) / (wear + interest_rate), p.capital_elasticity);  // (4.23)
}

/// Capacity wanted this month: min(max(response D^e/u - K, 0), κ_max max(K, convertible home sales)/12).
constexpr Value wanted_capacity(Value expected_demand, double capital_response, Value capacity,
                                Value convertible_home_sales, const SupplierParameters& p) {
  const Value missing = positive(capital_response * (expected_demand / p.utilisation) - capacity);
  return least(missing, (p.investment_speed / 12) * most(capacity, convertible_home_sales));  // (4.17)
}

/// Capital spending for added monthly capacity.
constexpr Value capacity_cost(Value added_capacity, const SupplierParameters& p) {
  return (12 * p.capital_cost) * added_capacity;  // (4.18)
}

/// Deposits that a firm keeps before it invests, M_min.
constexpr Value deposit_floor(Value home_sales, Value expected_demand, const SupplierParameters& p) {
  return p.deposit_floor_home * home_sales + p.deposit_floor_orders * expected_demand;  // (4.19)
}

/// Wear of the capital in a month, at book value.
constexpr Value wear(Value capital, const SupplierParameters& p) { return capital / (12 * p.capital_life); }  // (4.20)

/// Capacity after a month: what was paid for is added; wear that was not replaced takes its share away.
constexpr Value capacity(Value previous, Value added, Ratio wear_replaced, const SupplierParameters& p) {
  return previous * (1 - (1 - wear_replaced) / (12 * p.capital_life)) + added;  // (4.21)
}

// P7: production, delivery on time, quality.

/// Output of a month; `of_workers` is what the workers make in usual hours, `shock` the share lost to a shock.
constexpr Value production(Value planned, Value capacity, Value of_workers, Ratio shock, const SupplierParameters& p) {
  return least(planned, p.overtime * least(capacity, of_workers)) * (1 - shock);  // (7.1)
}

/// Delivery on time after a month; `fill` is the share of its orders that the firm delivered, `relief` the share of the
/// remaining delays that the cluster's roads and ports avoid (7.3).
constexpr Ratio on_time(Ratio previous, bool foreign, Ratio fill, Ratio relief, const SupplierParameters& p) {
  const Ratio at_best = foreign ? p.on_time_foreign : p.on_time_domestic;
  const Ratio reachable = (1 - (1 - at_best) * (1 - relief)) * fill;
  return previous + p.on_time_speed * (reachable - previous);  // (7.2)
}

/// Quality that a firm can reach: skills of its cluster, certificate (0, 1 or 2 steps), absorptive capacity, owner, and
/// what makers' experts add while they coach it.
constexpr Ratio reachable_quality(Ratio skills, int certificate_steps, Ratio absorptive_capacity, bool foreign,
                                  Ratio coaching, const SupplierParameters& p) {
  const Ratio all = p.quality_base + p.quality_of_skills * skills + p.quality_of_certificate * certificate_steps +
                    p.quality_of_learning * absorptive_capacity + (foreign ? p.quality_of_foreign_owner : 0.0) +
                    coaching;
  return least(p.quality_most, all);  // (7.4)
}

/// Quality q after a month.
constexpr Ratio quality(Ratio previous, Ratio reachable, const SupplierParameters& p) {
  return previous + p.quality_speed * (reachable - previous);  // (7.5)
}

// P8: delivery.

/// Share of its orders that a short supplier delivers, the same to all its customers.
constexpr Ratio fill(Value orders, Value stock, Value output) {
  return orders > stock + output ? (stock + output) / orders : 1;  // (8.1)
}

/// Parts delivered under a contract.
constexpr Parts delivered(Parts ordered, Ratio fill) { return fill * ordered; }  // (8.2)

/// Parts that a short delivery leaves to a spot import.
constexpr Parts short_delivery(Parts ordered, Parts delivered) { return ordered - delivered; }  // (8.3)

/// Stock of finished parts after delivery, at base-year import prices.
constexpr Value stock(Value opening, Value output, Value orders, Ratio fill) {
  return positive(opening + output - fill * orders);  // (8.13)
}

}  // namespace trellis::supplier
