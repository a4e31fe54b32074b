// Demand for vehicles and the choice between them.
#pragma once

#include "agents/market/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::market {

using PartsPerVehicle = decltype(Parts{} / Vehicles{});

// P1: how many vehicles are wanted. The official path of months is laid out by path.hpp (1.1)-(1.3).

/// The whole market's answer to prices: (buyer's price with the levers / under the law of the path)^(-ε_D).
inline double price_response(Ratio relative_price, const MarketParameters& p) {
  return maths::pow(relative_price, -p.price_elasticity);  // (1.4)
}

/// Market noise ε of this month; `bell` is a standard normal draw.
constexpr double noise(double previous, double bell, const MarketParameters& p) {
  return p.noise_persistence * previous + p.noise_spread * bell;  // (1.5)
}

/// Factor on demand, with mean 1 in the long run: e^(ε - σ²/(2(1-ρ²))).
inline double noise_factor(double noise, const MarketParameters& p) {
  const double variance = p.noise_spread * p.noise_spread / (1 - p.noise_persistence * p.noise_persistence);
  return maths::exp(noise - variance / 2);  // (1.6)
}

/// Vehicles wanted this month.
constexpr Vehicles demand(Vehicles path, double price_response, double noise_factor) {
  return path * (price_response * noise_factor);  // (1.7)
}

// P1: what buyers pay.

/// Price of an imported vehicle before duty: parts at world prices and the maker's own work, with margin and freight.
constexpr VehiclePrice imported_price(VehiclePrice bill_at_import_prices, double factory_margin,
                                      const MarketParameters& p) {
  return (bill_at_import_prices + VehiclePrice{p.imported_value_added}) *
         ((1 + factory_margin) * (1 + p.imported_freight_share));  // (1.8)
}

/// Buyer's price over price before tax: (1+CBU tariff)(1+SCT)(1+VAT)(1+registration fee); local vehicles have no
/// tariff.
constexpr double tax_factor(Ratio cbu_tariff, Ratio excise, Ratio vat, Ratio registration_fee) {
  return (1 + cbu_tariff) * (1 + excise) * (1 + vat) * (1 + registration_fee);  // (1.9)
}

/// Buyer's price P_j.
constexpr VehiclePrice buyer_price(VehiclePrice before_tax, double tax_factor) {
  return before_tax * tax_factor;
}  // (1.10)

// P1: choice over products (maker × powertrain, and imported vehicles per powertrain).

/// Charging network CH relative to the start of the run.
inline double charging_network(double previous, const MarketParameters& p) {
  return previous * (1 + maths::monthly_rate(p.charging_growth));  // (1.11)
}

/// Part of a product's utility that its price and the charging network make: -β_p ln P + β_ch 1[BEV] ln CH.
inline double value_for_money(VehiclePrice price, bool battery, double charging_network, const MarketParameters& p) {
  const double charging = battery ? p.charging_elasticity * maths::log(charging_network) : 0;
  return charging - p.choice_price_elasticity * maths::log(price.value);  // (1.12)
}

/// A product's attraction from its share in the base year (Berry inversion): the share is then what the choice returns.
inline double attraction(Ratio base_share, double base_value_for_money) {
  return maths::log(base_share) - base_value_for_money;  // (1.13)
}

/// Utility u_j = attraction + value for money.
constexpr double utility(double attraction, double value_for_money) { return attraction + value_for_money; }  // (1.14)

/// Weight of a product in the choice, e^(u - highest u); products that are not offered yet weigh nothing.
inline double choice_weight(double utility, double highest_utility, bool offered) {
  return offered ? maths::exp(utility - highest_utility) : 0;  // (1.15)
}

/// Share of the market that buyers would give a product: its weight over all weights.
constexpr Ratio wanted_share(double weight, double all_weights) { return weight / all_weights; }  // (1.16)

/// Market share, which moves towards the wanted one.
constexpr Ratio market_share(Ratio previous, Ratio wanted, const MarketParameters& p) {
  return previous + p.choice_speed * (wanted - previous);  // (1.17)
}

/// Orders for a product: its share of demand and those who waited.
constexpr Vehicles orders(Vehicles demand, Ratio market_share, Vehicles waiting) {
  return market_share * demand + waiting;  // (1.18)
}

/// Buyers who got no vehicle this month and still want one.
constexpr Vehicles waiting(Vehicles orders, Vehicles sold, const MarketParameters& p) {
  return p.waiting_share * (orders - sold);  // (1.19)
}

// P1: the vehicles on the road, which wear out and need spare parts.

/// Share of the vehicles of an age in years that are still on the road a year later (Weibull).
inline Ratio yearly_survival(double age, const MarketParameters& p) {
  const double before = maths::pow(age / p.vehicle_life, p.wear_out_shape);
  const double after = maths::pow((age + 1) / p.vehicle_life, p.wear_out_shape);
  return maths::exp(before - after);  // (1.21)
}

/// Spare parts of a family that the vehicles of a powertrain need in a month.
constexpr Parts spare_need(Vehicles on_the_road, PartsPerVehicle content, const MarketParameters& p) {
  return (p.spare_share / 12) * (content * on_the_road);  // (1.22)
}

}  // namespace trellis::market
