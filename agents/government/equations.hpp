// Taxes, duties, fees and grants: the amounts that the levers move.
#pragma once

#include "agents/government/parameters.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::government {

// P10: taxes on a vehicle, each on the price with those before it, so that together they make the factor (1.9).

constexpr VehiclePrice customs_duty(VehiclePrice before_tax, Ratio tariff) { return before_tax * tariff; }  // (10.7)

constexpr VehiclePrice excise(VehiclePrice with_duty, Ratio rate) { return with_duty * rate; }  // (10.8)

constexpr VehiclePrice value_added_tax(VehiclePrice with_excise, Ratio rate) { return with_excise * rate; }  // (10.9)

constexpr VehiclePrice registration_fee(VehiclePrice with_value_added_tax, Ratio rate) {
  return with_value_added_tax * rate;  // (10.10)
}

/// Rate of the registration fee: buyers of local vehicles may be spared a part of it.
constexpr Ratio registration_rate(Ratio rate, Ratio cut_for_local, bool local) {
  return local ? (1 - cut_for_local) * rate : rate;  // (10.19)
}

/// What is paid on the vehicles sold.
inline Dong on_vehicles(VehiclePrice each, Vehicles sold) { return nearest(each * sold); }  // (10.11)

/// Duty on imported parts.
inline Dong parts_duty(Parts imported, Price import_price, Ratio tariff) {
  return nearest(tariff * (imported * import_price));  // (10.12)
}

// P10: profit tax.

/// Rate of profit tax. Firms that qualify for the supporting industry's holiday pay nothing for the first years, then
/// half of the reduced rate, then the reduced rate, then the general one; `years` since they first delivered. `holiday`
/// in [0,1] is the lever: 1 is the law in force, 0 abolishes the holiday.
constexpr Ratio profit_tax_rate(Ratio general, bool qualifies, double years, Ratio holiday,
                                const GovernmentParameters& p) {
  const Ratio reduced = years < p.holiday_exempt_years                          ? 0.0
                        : years < p.holiday_exempt_years + p.holiday_half_years ? p.holiday_rate / 2
                        : years < p.holiday_rate_years                          ? p.holiday_rate
                                                                                : general;
  return qualifies ? general - holiday * (general - least(reduced, general)) : general;  // (10.13)
}

/// Part of a firm's profit that falls to its parts, as the law divides it where accounts are not separate: by sales.
constexpr Ratio profit_share_of_parts(Value parts_sales, Value home_sales) {
  return parts_sales + home_sales > Value{} ? parts_sales / (parts_sales + home_sales) : 0;  // (10.21)
}

/// Rate on all of a firm's profit: the holiday is for that on parts.
constexpr Ratio mean_profit_tax_rate(Ratio share_of_parts, Ratio rate_of_parts, Ratio general) {
  return share_of_parts * rate_of_parts + (1 - share_of_parts) * general;  // (10.22)
}

/// Profit tax of a month; losses are not carried over.
inline Dong profit_tax(Dong profit, Ratio rate) { return portion(most(profit, Dong{}), rate); }  // (10.14)

// P10: grants.

/// Bonus for local content that a maker is paid: s^LC P^M (1-m) for each local part.
inline Dong local_content_bonus(Parts delivered, Price import_price, Ratio imported_share, Ratio bonus) {
  return nearest((bonus * (1 - imported_share)) * (delivered * import_price));  // (10.15)
}

/// Cost of output at the scale that was reached over that at the scale that a lead firm promised.
constexpr Value lead_firm_grant(Value cost_before_scale, Ratio scale_reached, Ratio scale_promised) {
  return positive(scale_reached - scale_promised) * cost_before_scale;  // (10.20)
}

/// Part of a certificate's cost that the state pays.
inline Dong certification_grant(Value fee, Ratio support) { return nearest(support * fee); }  // (10.16)

/// Infrastructure spending of a month in a cluster.
inline Dong infrastructure_spending(Value yearly_spending) { return nearest(yearly_spending / 12); }  // (10.17)

/// Public spending of a month on charging points.
inline Dong charging_spending(Value yearly_spending) { return nearest(yearly_spending / 12); }  // (10.23)
/// What a hub of this status costs in a month.
inline Dong hub_spending(Ratio hub, double yearly_cost) { return nearest(Value{hub * yearly_cost / 12}); }  // (10.25)

/// Part of the grants asked for that what is left of the programme's budget covers.
constexpr Ratio granted_share(Dong asked, Dong left) {
  return asked > most(left, Dong{}) ? to_value(most(left, Dong{})) / to_value(asked) : 1;  // (10.18)
}
/// What is granted of an amount that was asked for: whole đồng rounded down, since the sum must not exceed the budget.
constexpr Dong granted(Dong asked, Ratio share) {
  return Dong{static_cast<std::int64_t>((to_value(asked) * share).value)};  // (10.30)
}

}  // namespace trellis::government
