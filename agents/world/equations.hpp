// World prices of parts, what they cost at the border, and how the base year's bills of materials are laid out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numbers>

#include "agents/world/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::world {

using PartsPerVehicle = decltype(Parts{} / Vehicles{});

/// Vietnams side by side that have firms, vehicles and lots of their own.
constexpr std::uint32_t nations(double scale, double markets, double lots) {
  const double whole = scale < markets ? scale : markets, all = whole < lots ? whole : lots;
  return all > 1 ? static_cast<std::uint32_t>(all) : 1;  // (I.12)
}

// P0: prices of the month.

/// Wright's exponent b: cost falls by the learning rate LR with each doubling of cumulative world volume.
inline double learning_exponent(Ratio learning_rate) {
  return -maths::log(1 - learning_rate) / std::numbers::ln2;  // (0.1)
}

/// World volume of a category relative to the base year, Z^W/Z^W_0, after one more month of growth at a yearly rate.
inline double volume_ratio(double previous, double yearly_growth) {
  return previous * (1 + maths::monthly_rate(yearly_growth));  // (0.2)
}

/// World price of a category relative to the base year: (Z^W/Z^W_0)^(-b).
inline double price_index(double volume_ratio, double learning_exponent) {
  return maths::pow(volume_ratio, -learning_exponent);  // (0.3)
}

/// Exchange rate fx_t of a month over that of the first month.
inline double exchange_index(Month now, Month start, const WorldParameters& p) {
  return p.exchange_rate.at(now) / p.exchange_rate.at(start);  // (0.20)
}

/// Import price P^M of a family; `exchange_index` is fx_t over its base year, `shock` a price shock that is 1 without
/// one.
constexpr Price import_price(Price base, double price_index, double exchange_index, double shock) {
  return base * (price_index * exchange_index * shock);  // (0.4)
}

/// Freight and the interest on parts under way, as a share of the import price: φ + r LT/12.
constexpr Ratio carriage_share(const WorldParameters& p) {
  return p.freight_share + p.transit_interest * p.transit_months / 12;  // (0.5)
}

/// Landed price over import price: 1 + τ + φ + r LT/12.
constexpr Ratio landed_factor(Ratio tariff, const WorldParameters& p) {
  return 1 + tariff + carriage_share(p);
}  // (0.6)

/// Duty on a family: a part of it may be waived while nobody in Vietnam has a contract to make it; a shock may add to
/// what is levied.
constexpr Ratio duty_on_parts(Ratio tariff, Ratio waived_if_unmade, bool made, Ratio added) {
  return (made ? tariff : (1 - waived_if_unmade) * tariff) + added;  // (0.19)
}

/// Landed price P^L of a family.
constexpr Price landed_price(Price import_price, Ratio tariff, const WorldParameters& p) {
  return import_price * landed_factor(tariff, p);  // (0.7)
}

/// Price of a spot import that replaces a short delivery within the month.
constexpr Price spot_price(Price landed_price, const WorldParameters& p) {
  return landed_price * (1 + p.spot_premium);  // (8.4)
}

// I: the base year's bill of materials, worked out once when a run starts.

/// Zipf weight of the family of a rank (0 is the largest) among the `families` of a category; the weights sum to 1.
inline Ratio family_weight(std::size_t rank, std::size_t families) {
  double all = 0;
  for (std::size_t j = 1; j <= families; ++j) all += 1 / static_cast<double>(j);
  return 1 / (static_cast<double>(rank + 1) * all);  // (I.1)
}

/// Component bill of a powertrain in đồng; `exchange_rate` is that of the first month.
constexpr VehiclePrice component_bill(std::size_t powertrain, double exchange_rate, const WorldParameters& p) {
  return VehiclePrice{p.component_bill[powertrain] * exchange_rate};  // (I.2)
}

/// Base import price P^M_f0 of one part of a family: what it costs in the car of reference, which holds one.
/// `share` is the category's share of that car's bill (the ICE car; for batteries the BEV).
constexpr Price base_import_price(Ratio family_weight, Ratio share, VehiclePrice bill) {
  return (family_weight * share) * (bill * Vehicles{1}) / Parts{1};  // (I.3)
}

/// Parts of a family in a vehicle of a powertrain, a_fp, relative to the one part in the car of reference.
constexpr PartsPerVehicle parts_per_vehicle(Ratio share, VehiclePrice bill, Ratio reference_share,
                                            VehiclePrice reference_bill) {
  return (share * bill) / (reference_share * reference_bill) * (Parts{1} / Vehicles{1});  // (I.4)
}

/// Difficulty d_f of a family: spread evenly about its category's mean by a drawn rank, so that size says nothing about
/// it.
constexpr Ratio family_difficulty(Ratio category_difficulty, std::size_t drawn_rank, std::size_t families,
                                  const WorldParameters& p) {
  const double reach = least(p.difficulty_spread, p.difficulty_ceiling - category_difficulty);
  const double place = 2 * (static_cast<double>(drawn_rank) + 0.5) / static_cast<double>(families) - 1;
  return category_difficulty + reach * place;  // (I.5)
}

}  // namespace trellis::world
