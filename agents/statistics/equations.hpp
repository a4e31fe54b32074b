// Localisation under each definition in use: published figures divide by different things, so each has its own name.
#pragma once

#include "agents/names.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::statistics {

/// Purchases of parts by source at delivered prices, in-house at transfer cost; the order is that of Source.
using Purchases = Slots<Dong, sources>;

constexpr Dong from(const Purchases& y, Source source) { return y.at[number(source)]; }

/// a/b, 0 where nothing was bought.
constexpr Ratio share(Dong a, Dong b) { return b == Dong{} ? 0.0 : to_value(a) / to_value(b); }

constexpr Dong all(const Purchases& y) {
  return from(y, Source::domestic) + from(y, Source::foreign) + from(y, Source::imported) + from(y, Source::inhouse);
}

constexpr Dong local_suppliers(const Purchases& y) { return from(y, Source::domestic) + from(y, Source::foreign); }

/// (Y^D + Y^F + Y^H)/Y: what the strategy's 55-60 and 70-80 % are held against.
constexpr Ratio localisation_gross(const Purchases& y) {
  return share(local_suppliers(y) + from(y, Source::inhouse), all(y));  // (12.1)
}

/// The imposed part of it, Y^H/Y: in-house shares are paths that a scenario sets.
constexpr Ratio localisation_imposed(const Purchases& y) { return share(from(y, Source::inhouse), all(y)); }  // (12.2)

/// The endogenous part of it, (Y^D + Y^F)/Y, which is also the purchase at arm's length that JETRO asks about.
constexpr Ratio localisation_arm(const Purchases& y) { return share(local_suppliers(y), all(y)); }  // (12.3)

/// Y^D/Y.
constexpr Ratio localisation_domestic(const Purchases& y) {
  return share(from(y, Source::domestic), all(y));
}  // (12.4)

/// (Y^D + Y^F)/(Y^M + Y^D + Y^F) over components and spare parts that are bought: the strategy's 65 %.
constexpr Ratio demand_met(const Purchases& bought) {
  return share(local_suppliers(bought), local_suppliers(bought) + from(bought, Source::imported));  // (12.5)
}

/// Y^D/(Y^M + Y^D + Y^F) of the same.
constexpr Ratio demand_met_domestic(const Purchases& bought) {
  return share(from(bought, Source::domestic), local_suppliers(bought) + from(bought, Source::imported));  // (12.6)
}

/// Value added in Vietnam to a local purchase: what is left of it without imported material.
constexpr Dong local_value(Dong purchase, Value imported_material) {
  return purchase - nearest(imported_material);  // (12.7)
}

/// Σ_{x≠M} Y^x (1-m_x)/Y.
constexpr Ratio localisation_value_added(Dong local_value, const Purchases& y) {
  return share(local_value, all(y));
}  // (12.8)

/// Non-originating part of an import: what does not come from ASEAN.
constexpr Value non_originating(Value imported, Ratio asean_share) { return (1 - asean_share) * imported; }  // (12.9)

/// Regional value content (FOB - non-originating materials)/FOB; 0 where nothing was built.
constexpr Ratio regional_value_content(Value factory_value, Value non_originating) {
  return factory_value > Value{} ? (factory_value - non_originating) / factory_value : 0.0;  // (12.10)
}

/// Part of a total that falls to each of several shares of a whole, in whole đồng that sum to the total: each edge of
/// the running sum of weights is rounded. Nothing falls to a weight of zero; all of it to nobody where all are zero.
template <std::size_t K>
constexpr Slots<Dong, K> attributed(Dong total, const Slots<double, K>& weights) {
  const double all = sum(weights);
  Slots<Dong, K> parts{};
  double below = 0;
  Dong given{};
  for (std::size_t k = 0; k < K && all > 0; ++k) {
    below += weights[k];
    const Dong edge = below == all ? total : portion(total, below / all);
    parts[k] = edge - given;
    given = edge;
  }
  return parts;  // (12.11)
}

}  // namespace trellis::statistics
