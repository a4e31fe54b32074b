// Categories and families of parts with their prices on the world market; the rest of the world as an account.
#pragma once
#include "agents/inputs/tables.hpp"
#include "agents/names.hpp"
#include "agents/statistics/barriers.hpp"
#include "agents/statistics/localised.hpp"
#include "agents/statistics/network_tables.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

using PartsPerVehicle = decltype(Parts{} / Vehicles{});

struct CategoryTable : Table, Localised, Barred {
  CategoryTable()
      : Table{"category"},
        Localised{static_cast<Table&>(*this), SpareParts::counted},
        Barred{static_cast<Table&>(*this)} {}
  Column<Ratio> learning_exponent{*this,
                                  {"learning_exponent", "Elasticity of unit cost to cumulative volume, Wright's b"}};
  Column<Ratio> world_growth{*this, {"world_growth", "Growth of the cumulative world volume", "per year"}};
  Column<Ratio> difficulty{*this, {"difficulty", "Mean technological difficulty of the families"}};
  Column<std::uint32_t> first_family{*this, {"first_family", "Row of the first family"}};
  Column<std::uint32_t> families{*this, {"families", "Number of families"}};
  Column<double> volume_ratio{*this, {"volume_ratio", "Cumulative world volume relative to the start of the run"}};
  Column<Ratio> price_index{
      *this,
      {.name = "price_index", .meaning = "World price relative to the start of the run", .publish = Publish::point}};
  // What local suppliers do in it
  Column<Dong> parts_exports{
      *this, {.name = "parts_exports", .meaning = "Parts exported", .unit = "VND", .publish = Publish::sum}};
  Column<Value> local_orders{*this, {"local_orders", "Orders of local suppliers", "VND"}};
  Column<Value> orders_quarter{*this, {"orders_quarter", "The same since the quarter began", "VND"}};
  Column<Slots<double, technology_fields>> fields{*this, {"fields", "1 for the technology fields of the category"}};
  Column<Slots<PartsPerVehicle, powertrains>> per_vehicle{
      *this, {"per_vehicle", "Sets of each family in a vehicle of each powertrain", "sets per vehicle"}};
  Column<Slots<Dong, owners>> spares_local{*this, {"spares_local", "Spare parts of suppliers in the month", "VND"}};
  Column<Dong> spares_imported{*this, {"spares_imported", "Imported spare parts of the month", "VND"}};
  Column<Slots<Dong, sources * months_of_year>> spares_ring{
      *this, {"spares_ring", "Spare parts of the last 12 months", "VND"}};
  Column<Ratio> imports_late{*this, {"imports_late", "Part of the import orders that a shock delays"}};
  Column<double> price_shock{*this, {"price_shock", "What shocks make of the import price", "1"}};
  // Prices and use of capacity
  Column<Ratio> local_price{
      *this,
      {.name = "local_price_index",
       .meaning = "Price of parts that suppliers in Vietnam deliver over base-year import prices of the same parts",
       .publish = Publish::point}};
  Column<Ratio> import_price{
      *this,
      {.name = "import_price_index",
       .meaning = "Price of imported parts, duty and freight included, over base-year import prices of the same parts",
       .publish = Publish::point}};
  Column<Slots<Value, 2>> made_and_could{*this,
                                         {"made_and_could", "Output and capacity of suppliers with a contract", "VND"}};
  Column<Ratio> utilisation{*this,
                            {.name = "utilisation",
                             .meaning = "Output of suppliers with a contract over their capacity",
                             .publish = Publish::point}};
  // Entry
  Column<Value> demand{*this,
                       {"demand", "Parts that assemblers buy outside in an average month, at base prices", "VND"}};
  Column<Parts> sets{*this, {"sets", "The same in sets of all families", "sets per month"}};
  Column<Value> qualified{*this, {"qualified", "Capacity of certified suppliers, at base prices a month", "VND"}};
  Column<Value> lot{*this, {"lot", "A month of efficient scale of an average family, at base prices", "VND"}};
  Column<std::uint32_t> plants_asked{*this,
                                     {.name = "foreign_entries",
                                      .meaning = "New plants of foreign-owned suppliers",
                                      .unit = "plants",
                                      .publish = Publish::sum}};
  Column<std::uint32_t> plants_part{*this, {"plants_part", "Cluster in which they are built"}};
  Column<double> domestic_entries{*this, {"domestic_entries", "Domestic firms expected to diversify in a quarter"}};
  Column<double> base_weight{*this, {"base_weight", "Weight of all latent firms in the base year"}};
  FrontierColumns frontier{*this};
  CategoryInputs inputs{*this};
};

// What every tender for a family has in common.
struct FamilyTerms {
  Price base_price{};       // import price of the base year: what capacity is measured in
  Price import_price{};     // import price now
  Ratio landed_factor = 0;  // landed over import price
  Ratio difficulty = 0;
  Parts national_volume{};  // sets a month that all assemblers buy
};

struct FamilyTable : Table {
  FamilyTable() : Table{"family"} {}
  Column<Row> category{*this, {"category", "Category of the family"}};
  Column<Price> base_price{*this, {"base_price", "Import price at the start of the run", "VND per set"}};
  Column<Slots<PartsPerVehicle, powertrains>> per_vehicle{
      *this, {"per_vehicle", "Sets in a vehicle of each powertrain", "sets per vehicle"}};
  Column<Ratio> difficulty{*this, {"difficulty", "Match of expertise that the family demands"}};
  Column<Slots<double, technology_fields>> profile{*this, {"profile", "Weight of each technology field"}};
  Column<Certificate> certificate{*this, {"certificate", "Quality certificate that the family demands"}};
  Column<Price> import_price{*this, {"import_price", "Import price before duty and freight", "VND per set"}};
  Column<Price> landed_price{
      *this, {"landed_price", "Import price with duty, freight and finance of the lead time", "VND per set"}};
  Column<Ratio> landed_factor{*this, {"landed_factor", "Landed over import price"}};
  Column<Ratio> duty{*this, {"duty", "Customs duty on the import price"}};
  Column<Ratio> imports_late{*this, {"imports_late", "Part of the import orders that a shock delays"}};
  Column<std::uint32_t> local_contracts{*this,
                                        {"local_contracts", "Live contracts with suppliers in Vietnam", "contracts"}};
  Column<Slots<VehiclePrice, powertrains>> import_bill{
      *this, {"import_bill", "Part of a vehicle's bill at import prices", "VND per vehicle", Life::passing}};
  Column<Slots<VehiclePrice, powertrains>> landed_bill{
      *this, {"landed_bill", "Part of a vehicle's bill at landed prices", "VND per vehicle", Life::passing}};
  Column<Value> demand{*this, {"demand", "The same at base prices", "VND"}};
  Column<Parts> required{*this, {"required", "Sets that all assemblers buy outside", "sets per month"}};
  Column<FamilyTerms> terms{*this, {"terms", "What tenders for the family have in common", "1", Life::passing}};
  Column<Parts> fleet_need{*this, {"fleet_need", "Sets that the vehicle fleet wears out", "sets per month"}};
  Column<Parts> spares_delivered{*this, {"spares_delivered", "Spare sets that suppliers deliver", "sets per month"}};
  Column<Dong> spares_imported{*this, {"spares_imported", "Imported spare sets", "VND"}};
  Column<Slots<Dong, owners>> spares_local{*this, {"spares_local", "Spare sets of suppliers, by owner", "VND"}};
  Column<Ratio> spare_ratio{*this, {"spare_ratio", "Spare sets sold for each set bought by assemblers"}};
};

struct WorldTable : Table {
  WorldTable() : Table{"world"} { resize(1); }
  Column<Dong> deposits{*this,
                        {.name = "world_balance",
                         .meaning = "Balance of the rest of the world",
                         .unit = "VND",
                         .publish = Publish::point}};
  Column<Dong> before{*this, {"before", "Balance at the beginning of the month", "VND"}};
};

}  // namespace trellis
