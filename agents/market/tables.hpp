// Vehicles: what is on offer, what is bought, what is on the road.
#pragma once
#include "agents/names.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

inline constexpr std::size_t vehicle_taxes = 4;
using VehicleTaxes = Slots<VehiclePrice, vehicle_taxes>;
// Who orders from local makers beside buyers at home: the state, by powertrain, and buyers abroad.
inline constexpr std::size_t order_books = powertrains + 1;
enum class VehicleTax : std::size_t { customs_duty, excise, value_added_tax, registration_fee };

// One row for each maker and powertrain; the last rows are imported vehicles, whose maker is nowhere.
struct ProductTable : Table {
  ProductTable() : Table{"product"} {}
  Column<Row> maker{*this, {"maker", "Assembler that builds the product; nowhere for imported vehicles"}};
  Column<std::uint32_t> powertrain{*this, {"powertrain", "0 ICE, 1 HEV, 2 BEV"}};
  Column<double> attraction{*this, {"attraction", "Utility apart from price (inversion of base-year shares)"}};
  Column<double> price_multiplier{*this, {"price_multiplier", "Price over that of the mean vehicle of its powertrain"}};
  Column<std::int32_t> launched{*this, {"launched", "Step in which the product comes on sale"}};
  Column<std::int32_t> withdrawn{*this, {"withdrawn", "First step in which it is on sale no more"}};
  Column<VehiclePrice> factory_price{*this, {"factory_price", "Price before taxes", "VND per vehicle"}};
  Column<VehicleTaxes> taxes{
      *this, {"taxes", "Duty, excise, value-added tax and registration fee of a vehicle", "VND per vehicle"}};
  Column<VehiclePrice> buyer_price{*this, {"buyer_price", "Price with all taxes", "VND per vehicle"}};
  Column<VehiclePrice> buyer_price_today{
      *this, {"buyer_price_today", "Price under the law and at the exchange rate of the base year", "VND per vehicle"}};
  Column<VehiclePrice> credit{
      *this, {"credit", "What credits for battery vehicles add to the price; below 0 taken off it", "VND per vehicle"}};
  Column<Slots<double, 2>> weights{
      *this, {"weights", "Numerator of the logit share: battery vehicles, others", "1", Life::passing}};
  Column<Slots<VehiclePrice, 2>> turnover{
      *this, {"turnover", "Share times price: battery vehicles, others", "VND per vehicle", Life::passing}};
  Column<Ratio> share{*this, {"share", "Share of the orders for vehicles"}};
  Column<Ratio> share_on_sale{*this, {"share_on_sale", "That of last month, 0 if on sale no more", "1", Life::passing}};
  Column<Ratio> dearness{*this, {"dearness", "Share times price relative to today's law", "1", Life::passing}};
  Column<Slots<double, order_books>> appeal{
      *this, {"appeal", "Weight in orders of the state by powertrain and in orders from abroad", "1", Life::passing}};
  Column<Vehicles> orders{*this, {"orders", "Vehicles ordered by buyers at home", "vehicles"}};
  Column<Vehicles> committed_now{
      *this, {"committed_now", "Vehicles that the state and buyers abroad order this month", "vehicles"}};
  Column<Slots<Vehicles, 2>> committed{*this, {"committed", "Open orders of the state, of buyers abroad", "vehicles"}};
  Column<Vehicles> expected{*this, {"expected", "Orders that the maker expects", "vehicles per month"}};
  Column<Vehicles> opening{*this, {"opening", "Finished vehicles at the beginning of the month", "vehicles"}};
  Column<Vehicles> closing{*this, {"closing", "Finished vehicles when the accounts were last checked", "vehicles"}};
  Column<Vehicles> stock{*this, {"stock", "Finished vehicles", "vehicles"}};
  Column<Vehicles> wanted{*this, {"wanted", "Vehicles that the maker would like to build", "vehicles"}};
  Column<Vehicles> planned{*this, {"planned", "Vehicles planned within capacity", "vehicles"}};
  Column<Vehicles> built{*this, {"built", "Vehicles built", "vehicles"}};
  Column<Vehicles> sold{*this, {"sold", "Vehicles sold in Vietnam", "vehicles"}};
  Column<Vehicles> sold_to_state{*this, {"sold_to_state", "Those of them that the state bought", "vehicles"}};
  Column<Vehicles> exported{*this, {"exported", "Vehicles exported", "vehicles"}};
  Column<Dong> wages{*this, {"wages", "Wages of assembly", "VND"}};
  Column<Dong> revenue{*this, {"revenue", "Sales before taxes", "VND"}};
  Column<Vehicles> sold_imported{*this, {"sold_imported", "Imported vehicles sold", "vehicles"}};
  Column<Vehicles> waiting{*this, {"waiting", "Buyers without a vehicle who still want one", "vehicles"}};
  Column<Slots<Vehicles, powertrains>> sold_by_powertrain{
      *this, {"sold_by_powertrain", "Vehicles sold, by powertrain", "vehicles"}};
};

// Vehicles on the road, by powertrain and age in years: they wear out and need spare parts.
struct CohortTable : Table {
  CohortTable() : Table{"cohort"} {}
  Column<std::uint32_t> powertrain{*this, {"powertrain", "0 ICE, 1 HEV, 2 BEV"}};
  Column<std::uint32_t> age{*this, {"age", "Age", "years"}};
  Column<std::uint8_t> oldest{*this, {"oldest", "Whether the cohort holds all older vehicles, too"}};
  Column<Row> younger{*this, {"younger", "Cohort a year younger; nowhere for this year's vehicles"}};
  Column<Vehicles> vehicles{*this, {"vehicles", "Vehicles on the road", "vehicles"}};
  Column<Vehicles> last_year{*this,
                             {"last_year", "Vehicles on the road before the cohorts grow a year older", "vehicles"}};
  Column<Slots<Vehicles, powertrains>> by_powertrain{
      *this, {"by_powertrain", "The same, by powertrain", "vehicles", Life::passing}};
  Column<Vehicles> wearing_out{*this,
                               {"wearing_out", "Vehicles that leave the road at the end of the year", "vehicles"}};
};

}  // namespace trellis
