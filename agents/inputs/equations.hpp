// Inputs that suppliers buy of each other: the recipe of a part, what local inputs do to its cost and to the imported
// material in it, orders, stocks and spot imports.
#pragma once

#include "agents/inputs/parameters.hpp"
#include "agents/supplier/parameters.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::inputs {

// The recipe. All shares are of unit cost at the frontier's productivity, where inputs cost what they cost abroad.

/// Imported material in an input that is worth 1 on the world market, where a đồng of cost is sold for more.
constexpr Ratio content_of_local(Ratio sellers_content, const SupplierParameters& p) {
  return sellers_content / p.cost_advantage_of_frontier;  // (4.24)
}

/// What the firm's own labour and capital add, so that imported material, counted through the tiers, is m_0 in the base
/// year: v = 1 - m_0 - (1 - m_0/1.08) Σ a L, where Σ a L are the inputs bought locally then.
constexpr Ratio own_work(Ratio imported_share, Ratio local_inputs, const SupplierParameters& p) {
  return 1 - imported_share - local_inputs * (1 - content_of_local(imported_share, p));  // (I.10)
}

/// Material that nobody in Vietnam makes: what own work and the inputs leave.
constexpr Ratio raw_material(Ratio own_work, Ratio all_inputs) { return 1 - own_work - all_inputs; }  // (I.11)

/// Price of an input over its import price of the base year: the local part at its own price, the rest imported.
constexpr double input_price(Ratio local_part, double local_price, double import_price) {
  return local_part * local_price + (1 - local_part) * import_price;  // (4.25)
}

/// Raw material and inputs in relative unit cost: a_0 π + Σ a_j ρ_j.
template <std::size_t N>
constexpr double bought_share(Ratio raw_material, double material_price, const Slots<Ratio, N>& shares,
                              const Slots<double, N>& input_price) {
  return raw_material * material_price + sum(shares * input_price);  // (4.26)
}

/// Imported material m_i in the firm's parts, at the frontier's productivity and through the tiers:
/// a_0 + Σ a_j (1 - ℓ_j + ℓ_j m_s/1.08), where ℓ is the part of an input that is local and m_s that of its maker.
template <std::size_t N>
constexpr Ratio imported_material(Ratio raw_material, const Slots<Ratio, N>& shares, const Slots<Ratio, N>& local_part,
                                  const Slots<Ratio, N>& sellers_content, const SupplierParameters& p) {
  Ratio all = raw_material;
  for (std::size_t j = 0; j < N; ++j)
    all += shares[j] * (1 - local_part[j] + local_part[j] * content_of_local(sellers_content[j], p));
  return all;  // (4.27)
}

/// Unit cost of work for other suppliers, over the import price of the input.
constexpr double unit_cost(double bought_share, double conversion_share, const SupplierParameters& p) {
  return (bought_share + conversion_share) / p.cost_advantage_of_frontier;  // (4.28)
}

// Tenders.

/// Inputs of a kind in an output at base prices: `rate` is its unit cost, over what unit cost is made of.
constexpr Value needed(Value output, double cost_rate, double relative_cost, Ratio share) {
  return (cost_rate / relative_cost * share) * output;  // (3.33)
}

/// Match of expertise that an input demands: a part of what the families of its category demand in the mean.
constexpr Ratio difficulty(Ratio of_category, const InputParameters& p) {
  return p.difficulty_share * of_category;  // (3.34)
}

/// Months of approval of a new maker's input: none for who delivers already, else no less than what the former maker's
/// invoices run on.
constexpr int approval_months(bool delivers_already, int drawn, int payment_months) {
  return delivers_already ? 0 : most(drawn, payment_months);  // (3.35)
}

// The month's trade. The firm orders what last month's output took, less what it has in store.

/// Local inputs ordered of the maker.
constexpr Value order(Ratio share, Value needed_before, Value stock) {
  return positive(share * needed_before - stock);  // (8.24)
}

/// Local inputs that go into the month's output; the rest is imported.
constexpr Value used(Value stock, Value delivered, Value needed) { return least(stock + delivered, needed); }  // (8.25)

/// Local inputs in store.
constexpr Value stock(Value opening, Value delivered, Value used) {
  return positive(opening + delivered - used);  // (8.26)
}

/// What imported inputs cost; what the seller was to deliver and did not is a spot import.
constexpr Value cost_of_imports(Value imported, Value short_delivery, double import_price, double spot_premium) {
  return import_price * (imported + spot_premium * least(imported, short_delivery));  // (8.27)
}

}  // namespace trellis::inputs
