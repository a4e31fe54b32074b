// What a supplier sells abroad, and whether it begins to.
#pragma once

#include "agents/supplier/equations.hpp"
#include "agents/trade/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::trade {

// P8: exports of parts.

/// Sets of a family that the world would take from an exporter in a month, X̄_c: so many lots of efficient scale,
/// growing with the world's volume.
constexpr Parts reach(double world_volume_ratio, const SupplierParameters& s, const ExportParameters& p) {
  return Parts{p.reach * s.minimum_efficient_scale / 12 * world_volume_ratio};  // (8.18)
}

/// Delivered price abroad over the world's price, T.
constexpr double delivered_price(Price asked, Price world, const ExportParameters& p) {
  return asked * (1 + p.freight_share) / world;  // (8.19)
}

/// Share of its reach that an exporter wins: T^(-η)/(T^(-η) + Θ); `rivals` is the weight Θ of all others.
inline Ratio share_won(double delivered_price, double rivals, const ExportParameters& p) {
  const double weight = maths::pow(delivered_price, -p.price_elasticity);
  return weight / (weight + rivals);  // (8.20)
}

/// Part of the wanted exports that capacity beyond the contracts at home can make.
constexpr Ratio room_for_exports(Value wanted, Value capacity, Value bound_at_home) {
  const Value room = positive(capacity - bound_at_home);
  return wanted > room ? room / wanted : 1;  // (8.21)
}

/// What a firm expects exports of so much a month to be worth.
constexpr Value worth_of_exports(Value monthly, const ExportParameters& p) {
  return p.margin * p.horizon * monthly;  // (8.22)
}

/// Does the firm begin to export? `support` is the share of the cost that the state pays.
constexpr bool begins_to_export(Value worth, Value deposits, Ratio support, const ExportParameters& p) {
  const Value cost{p.entry_cost * (1 - support)};
  return worth > p.worth_over_cost * cost && deposits >= p.cash_over_cost * cost;  // (8.23)
}

/// The state's share in the cost of beginning to export.
inline Dong export_grant(Ratio support, const ExportParameters& p) {
  return nearest(Value{support * p.entry_cost});  // (10.29)
}

// What a supplier offers abroad of one family.
struct Offer {
  Parts sets{};  // a month
  Price price{};
};

/// The offer at the scale that it leads to, together with what the firm makes of the family for customers at home.
/// Scale and sets depend on each other: two rounds from full reach settle them within a few per cent.
inline Offer offer(Price unit_cost, Ratio markup, Price world, double world_volume_ratio, Parts for_home, double rivals,
                   const SupplierParameters& s, const ExportParameters& p) {
  const Parts most_sets = reach(world_volume_ratio, s, p);
  Offer made{most_sets, Price{}};
  for (int round = 0; round < 2; ++round) {
    const double scale = supplier::scale_factor(12 * (for_home + made.sets), s);
    made.price = supplier::asking_price(unit_cost * scale, markup);
    made.sets = share_won(delivered_price(made.price, world, p), rivals, p) * most_sets;
  }
  return made;
}

// Initialisation.

/// The weight Θ of all rivals at which base-year exports are `wanted`; `exports` is what they are at a weight, and
/// falls with it.
template <class Exports>
inline double rivals_of_base_year(Value wanted, Exports exports) {
  double low = -20, high = 20;  // of ln Θ
  for (int halving = 0; halving < 40; ++halving) {
    const double middle = (low + high) / 2;
    (exports(maths::exp(middle)) > wanted ? low : high) = middle;
  }
  return maths::exp((low + high) / 2);  // (I.9)
}

}  // namespace trellis::trade
