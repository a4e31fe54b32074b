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

/// Charging network CH relative to the start of the run: what private operators and the state spend a year, over what
/// the first network cost, is added to it.
constexpr double charging_network(double previous, Value public_spending, const MarketParameters& p) {
  return previous + (p.charging_private + public_spending.value) / (12 * p.charging_worth);  // (1.11)
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

/// Gap in log prices between battery vehicles and the others that makes buyers choose the share `least_share` of
/// battery vehicles: makers who sell fewer buy credits from those who sell more, and both pass it on. 0 where they do
/// so anyway, and where no battery vehicle is on offer; at most `credit_most`.
inline double credit_gap(double battery_weight, double other_weight, Ratio least_share, const MarketParameters& p) {
  if (!(least_share > 0 && battery_weight > 0 && other_weight > 0 && p.choice_price_elasticity > 0)) return 0;
  const double missing = maths::log(least_share / (1 - least_share)) + maths::log(other_weight / battery_weight);
  return within(missing / p.choice_price_elasticity, 0.0, p.credit_most);  // (1.23)
}

/// What the credit takes off the price of a battery vehicle, as a share of it: with (1.25) it opens the gap and, at
/// the shares and prices of the month, costs makers as one nothing. `value_ratio`: sales of battery vehicles over the
/// others.
inline Ratio credit_rebate(double gap, double value_ratio) {
  const double odds = maths::exp(gap);
  return (odds - 1) / (odds + value_ratio);  // (1.24)
}

/// What it adds to the price of another vehicle, as a share of it.
constexpr Ratio credit_surcharge(Ratio rebate, double value_ratio) { return rebate * value_ratio; }  // (1.25)

/// Share that buyers would give a product where a part z of them may not drive a combustion engine: (1-z) choose among
/// all vehicles, z among battery vehicles, as far as there are any.
constexpr Ratio zoned_share(Ratio wanted, Ratio wanted_of_batteries, bool battery, Ratio zone) {
  if (!(wanted_of_batteries > 0)) return wanted;
  return (1 - zone) * wanted + (battery ? zone * wanted / wanted_of_batteries : 0);  // (1.26)
}

/// Share of the market that buyers would give a product: its weight over all weights.
constexpr Ratio wanted_share(double weight, double all_weights) { return weight / all_weights; }  // (1.16)

/// Share that a product still on sale starts the month from: buyers of those that are on sale no more go to the rest, in
/// proportion.
constexpr Ratio kept_share(Ratio share, Ratio shares_on_sale) {
  return shares_on_sale > 0 ? share / shares_on_sale : 0;  // (1.34)
}

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

// P1: orders that do not come from buyers at home.

/// A product's part of a month's orders of the state or from abroad: by its weight among the local products that are
/// asked for.
constexpr Vehicles share_of_orders(Vehicles orders_of_month, double weight, double all_weights) {
  return all_weights > 0 ? (weight / all_weights) * orders_of_month : Vehicles{};  // (1.27)
}

// P1: the market that follows income (Dargay, Gately and Sommer 2007).

/// Ownership V* that an income calls for, vehicles per 1,000 people; income in thousand USD a head.
inline double ownership_aim(double income, const GompertzParameters& p) {
  return p.saturation * maths::exp(p.shift * maths::exp(p.income_slope * income));  // (1.28)
}

/// Vehicles V* N that a population would own.
constexpr Vehicles fleet_aim(double ownership_aim, double population) {
  return Vehicles{ownership_aim * population / 1000};  // (1.29)
}

/// Vehicles on the road in a month: those counted less what has worn out since January, which leaves the count in
/// December.
constexpr Vehicles fleet_in_use(Vehicles counted, Vehicles wearing_out, int month) {
  return counted - static_cast<double>(month - 1) / 12 * wearing_out;  // (1.30)
}

/// Vehicles by which buyers would raise the fleet in a month of average season.
inline Vehicles fleet_growth(Vehicles aim, Vehicles in_use, const GompertzParameters& p) {
  return maths::monthly_hazard(p.adjustment) * (aim - in_use);  // (1.31)
}

/// Vehicles that growth and the replacement of what wears out call for in a month.
constexpr Vehicles fleet_demand(Vehicles growth, Vehicles wearing_out, double season) {
  return season * positive(growth + wearing_out / 12);  // (1.32)
}

// P1: the vehicles on the road, which wear out and need spare parts.

/// Share of the vehicles of an age in years that are still on the road a year later (Weibull).
inline Ratio yearly_survival(double age, const MarketParameters& p) {
  const double before = maths::pow(age / p.vehicle_life, p.wear_out_shape);
  const double after = maths::pow((age + 1) / p.vehicle_life, p.wear_out_shape);
  return maths::exp(before - after);  // (1.21)
}

/// Vehicles of an age that leave the road at the end of the year.
inline Vehicles wearing_out(Vehicles on_the_road, double age, const MarketParameters& p) {
  return (1 - yearly_survival(age, p)) * on_the_road;  // (1.33)
}

/// Spare parts of a family that the vehicles of a powertrain need in a month.
constexpr Parts spare_need(Vehicles on_the_road, PartsPerVehicle content, const MarketParameters& p) {
  return (p.spare_share / 12) * (content * on_the_road);  // (1.22)
}

}  // namespace trellis::market
