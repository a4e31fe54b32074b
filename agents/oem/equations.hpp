// A vehicle maker's month: expectations, output, call-offs, factory price, assembly, sales, expansion.
#pragma once

#include "agents/oem/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::oem {

using PartsPerVehicle = decltype(Parts{} / Vehicles{});

// P1: the price at the factory gate.

/// Factory price of a local vehicle: parts at what they cost the maker and its own value added, with its margin.
constexpr VehiclePrice factory_price(VehiclePrice bill_at_cost, const OemParameters& p) {
  return (bill_at_cost + VehiclePrice{p.own_value_added}) * (1 + p.factory_margin);  // (1.20)
}

// P2: plan and call-offs.

/// Expected sales S^e of a product in a month of average season.
constexpr Vehicles expected_sales(Vehicles previous, Vehicles orders, double season, const OemParameters& p) {
  return previous + p.expectation_speed * (orders / season - previous);  // (2.1)
}

/// Output a product would have without a limit: (1+ι) S^e in this month's season, those who wait and open orders of the
/// state and from abroad, less the stock.
constexpr Vehicles wanted_output(Vehicles expected_sales, double season, Vehicles waiting_and_committed, Vehicles stock,
                                 const OemParameters& p) {
  return positive((1 + p.vehicle_cover) * season * expected_sales + waiting_and_committed - stock);  // (2.2)
}

/// Share of the wanted output of all products that the plants can build; `capacity` is a twelfth of the yearly one.
constexpr Ratio capacity_share(Vehicles capacity, Vehicles wanted_of_all, const OemParameters& p) {
  const Vehicles peak = p.overtime * capacity;
  return wanted_of_all > peak ? peak / wanted_of_all : 1;  // (2.3)
}

/// Planned output Q* of a product.
constexpr Vehicles planned_output(Vehicles wanted, Ratio capacity_share) { return capacity_share * wanted; }  // (2.4)

/// Parts of a family that a product's plan takes, a_fp Q*; R_of is their sum over products.
constexpr Parts parts_needed(PartsPerVehicle content, Vehicles output) { return content * output; }  // (2.5)

/// Need that is bought, not made in-house.
constexpr Parts parts_bought(Parts needed, Ratio inhouse_share) { return (1 - inhouse_share) * needed; }  // (2.6)

/// Call-off O_of of a month: the need and a part of the gap in the stock of parts.
constexpr Parts call_off(Parts bought, Parts stock, const OemParameters& p) {
  return positive(bought + (p.parts_cover * bought - stock) / p.parts_adjustment);  // (2.7)
}

/// A contract's part of a call-off; nothing while the approval of the parts runs.
constexpr Parts contract_order(Parts call_off, Ratio contract_share, bool approved) {
  return approved ? contract_share * call_off : Parts{};  // (2.8)
}

/// What no contract covers is imported.
constexpr Parts import_order(Parts call_off, Parts ordered_under_contract) {
  return positive(call_off - ordered_under_contract);  // (2.9)
}

/// Capacity added this month where expected use lies above the limit, up to the largest step; monthly vehicles.
constexpr Vehicles expansion(Vehicles expected_sales, Vehicles capacity, const OemParameters& p) {
  const Vehicles missing = positive(expected_sales / p.expansion_target - capacity);
  return expected_sales > p.expansion_utilisation * capacity ? least(missing, p.expansion_speed * capacity)
                                                             : Vehicles{};  // (2.10)
}

/// Capital spending for added monthly capacity.
constexpr Value expansion_cost(Vehicles added, const OemParameters& p) {
  return 12 * added * VehiclePrice{p.expansion_cost};  // (2.11)
}

// P8: assembly and sales.

/// Share of a plan that the parts at hand allow in one family; the plan follows the scarcest family.
constexpr Ratio parts_suffice(Parts at_hand, Parts needed) { return needed > at_hand ? at_hand / needed : 1; }  // (8.5)

/// Vehicles assembled.
constexpr Vehicles assembled(Vehicles planned, Ratio scarcest_family) { return scarcest_family * planned; }  // (8.6)

/// Stock of parts after delivery and assembly.
constexpr Parts parts_stock(Parts opening, Parts delivered, Parts used) {
  return positive(opening + delivered - used);  // (8.7)
}

/// Vehicles sold: orders as far as stock and output reach.
constexpr Vehicles sold(Vehicles orders, Vehicles stock, Vehicles assembled) {
  return least(orders, stock + assembled);  // (8.8)
}

/// Part of the vehicles sold that goes to one kind of buyer: all are served in proportion to what they ordered.
constexpr Vehicles part_sold(Vehicles sold, Vehicles ordered, Vehicles all_orders) {
  return all_orders > Vehicles{} ? (sold / all_orders) * ordered : Vehicles{};  // (8.17)
}

/// Stock of vehicles after sales.
constexpr Vehicles vehicle_stock(Vehicles opening, Vehicles assembled, Vehicles sold) {
  return positive(opening + assembled - sold);  // (8.9)
}

/// Cost of parts made in-house, at transfer cost; their imported content goes abroad, the rest is wages.
constexpr Value inhouse_cost(Parts made, Price import_price, const OemParameters& p) {
  return made * import_price * p.inhouse_cost;  // (8.10)
}

/// Part of the cost of in-house parts that is paid for imported material.
constexpr Value inhouse_material(Value inhouse_cost, const OemParameters& p) {
  return inhouse_cost * p.inhouse_imported_share;  // (8.11)
}

/// Own value added that is paid out as wages for the vehicles assembled.
constexpr Value assembly_wages(Vehicles assembled, const OemParameters& p) {
  return p.own_wage_share * (assembled * VehiclePrice{p.own_value_added});  // (8.12)
}

}  // namespace trellis::oem
