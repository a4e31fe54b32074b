// Assemblers, their plants, their purchasing desks (assembler x category), slots (assembler x family) and contracts.
#pragma once
#include "agents/cluster/tables.hpp"
#include "agents/names.hpp"
#include "agents/statistics/barriers.hpp"
#include "agents/statistics/localised.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

inline constexpr std::size_t longest_credit = 8;  // months that an invoice may wait, and this one

// A supplier that a desk has drawn, with what was agreed.
struct Draw {
  Row supplier = nowhere;
  std::uint32_t capability = 0;
  Owner owner = Owner::domestic;
  std::array<std::uint8_t, 7> unused{};  // where padding would be: hashes and checkpoints see every byte
  Ratio relative_cost = 0;               // total cost over the import's
  Price price{};
};

// What every tender of a maker has in common.
struct MakerTerms {
  Ratio regional_value_content = 0;
  Slots<double, most_clusters> distance{};  // km from its largest plant to each cluster
  Slots<Ratio, most_clusters> logistics{};  // cost of carriage from each cluster, over the price
};

struct OemTable : Table, Localised, Barred {
  OemTable() : Table{"oem"}, Localised{static_cast<Table&>(*this)}, Barred{static_cast<Table&>(*this)} {}
  Column<std::uint32_t> group{*this, {"group", "Home of the maker's brand"}};
  Column<Row> cluster{*this, {"cluster", "Cluster of the largest plant"}};
  Column<MakerTerms> terms{*this, {"terms", "What the maker's tenders have in common"}};
  Column<Ratio> asean_share{*this, {"asean_share", "Share of imported parts that originates in ASEAN"}};
  Column<double> export_weight{*this, {"export_weight", "How readily its vehicles are bought abroad"}};
  // Plans
  Column<Vehicles> plants{*this, {"plants", "Capacity of the plants that are open", "vehicles per month"}};
  Column<Vehicles> added{*this, {"added", "Capacity added to the plants by expansion", "vehicles per month"}};
  Column<Vehicles> capacity{*this,
                            {.name = "capacity",
                             .meaning = "Vehicles that the plants can build in a month",
                             .unit = "vehicles",
                             .publish = Publish::point}};
  Column<Ratio> within_capacity{*this, {"within_capacity", "Share of the wanted vehicles that the plants can build"}};
  Column<Slots<Vehicles, powertrains>> usual{*this,
                                             {"usual", "Expected sales in a month of average season", "vehicles"}};
  Column<Slots<Vehicles, powertrains>> planned{*this, {"planned", "Vehicles planned", "vehicles"}};
  Column<Ratio> complete{*this, {"complete", "Share of the planned vehicles for which every part is there"}};
  Column<Vehicles> built{
      *this, {.name = "production", .meaning = "Vehicles built", .unit = "vehicles", .publish = Publish::sum}};
  // Money
  Column<Dong> expansion{*this, {"expansion", "Spending on expansion", "VND"}};
  Column<Dong> damage{*this, {"damage", "What shocks have destroyed of its plants and is not yet rebuilt", "VND"}};
  Column<Dong> destroyed{*this, {"destroyed", "Plants that a shock destroys this month", "VND", Life::passing}};
  Column<Dong> rebuilt{*this, {"rebuilt", "Spending on plants that are rebuilt this month", "VND", Life::passing}};
  Column<Dong> depreciation{*this, {"depreciation", "Wear of the plants, renewed at once", "VND"}};
  Column<Dong> revenue{*this, {"revenue", "Sales of vehicles before taxes", "VND"}};
  Column<Dong> wages{*this, {"wages", "Wages of assembly", "VND"}};
  Column<Slots<Dong, 2>> other_parts{*this, {"other_parts", "Imported and in-house parts of the month", "VND"}};
  Column<Dong> bonus{*this, {"bonus", "Bonus for local content", "VND"}};
  Column<Dong> invoiced{*this, {"invoiced", "Invoices of suppliers received in the month", "VND"}};
  Column<Dong> settled{*this, {"settled", "Invoices of suppliers paid in the month", "VND"}};
  Column<Dong> interest{*this, {"interest", "Interest paid", "VND"}};
  Column<Dong> tax{*this, {"tax", "Profit tax", "VND"}};
  Column<Dong> payout{*this, {"payout", "Payout to the owners", "VND"}};
  Column<Dong> deposits{*this, {"deposits", "Deposits", "VND"}};
  Column<Dong> loans{*this, {"loans", "Loans outstanding", "VND"}};
  Column<Dong> payable{*this, {"payable", "Invoices of suppliers not yet paid", "VND"}};
  Column<Dong> capital{*this, {"capital", "Book value of plants", "VND"}};
  Column<Dong> net_worth{*this, {"net_worth", "Net worth at the beginning of the month", "VND"}};
  Column<Dong> residual{*this, {"residual", "What the accounts of the month leave unexplained: 0", "VND"}};
  // Localisation
  Column<Slots<Dong, months_of_year>> revenue_ring{*this, {"revenue_ring", "Revenue of the last 12 months", "VND"}};
  Column<Slots<Vehicles, powertrains * months_of_year>> planned_ring{
      *this, {"planned_ring", "Vehicles planned in the last 12 months", "vehicles"}};
  Column<Slots<Vehicles, powertrains>> planned_year{*this, {"planned_year", "The same, all months", "vehicles"}};
  Column<Slots<Vehicles, most_clusters>> running{
      *this, {"running", "Capacity of the open plants in each cluster", "vehicles per month"}};
  Column<Slots<Dong, sources * most_clusters>> by_cluster{
      *this, {"by_cluster", "Purchases of 12 months by source, attributed to clusters", "VND", Life::passing}};
  Column<Slots<Dong, most_clusters>> value_by_cluster{
      *this, {"value_by_cluster", "Local value of 12 months, likewise", "VND", Life::passing}};
};

struct PlantTable : Table {
  PlantTable() : Table{"plant"} {}
  Column<Row> oem{*this, {"oem", "Assembler that owns the plant"}};
  Column<Row> cluster{*this, {"cluster", "Cluster in which it stands"}};
  Column<std::int32_t> opens{*this, {"opens", "Step in which the capacity is there"}};
  Column<Vehicles> capacity{*this, {"capacity", "Vehicles a month", "vehicles"}};
  Column<Vehicles> running{*this, {"running", "The same once open, 0 before", "vehicles"}};
  Column<Dong> damage{*this, {"damage", "What shocks have destroyed and is not yet rebuilt", "VND"}};
  Column<Dong> destroyed{*this, {"destroyed", "Value that a shock destroys this month", "VND", Life::passing}};
  Column<Dong> rebuilt{*this, {"rebuilt", "Value that is rebuilt this month", "VND", Life::passing}};
};

// What an assembler knows and decides about one category: in-house share and the appeal of each source.
struct DeskTable : Table {
  DeskTable() : Table{"desk"} {}
  Column<Row> oem{*this, {"oem", "Assembler"}};
  Column<Row> category{*this, {"category", "Category of parts"}};
  Column<std::uint32_t> share_group{*this, {"share_group", "Group whose base-year shares apply"}};
  Column<Ratio> inhouse_start{*this, {"inhouse_start", "In-house share in the base year"}};
  Column<Ratio> inhouse_claim{*this, {"inhouse_claim", "In-house share that the maker claims for later"}};
  Column<std::int32_t> claim_begins{*this, {"claim_begins", "Step in which the rise to it begins"}};
  Column<std::int32_t> claim_ramp{*this, {"claim_ramp", "Time of the rise", "months"}};
  Column<Ratio> inhouse{*this, {"inhouse", "Share of the requirement that the assembler makes itself"}};
  Column<Slots<Ratio, owners>> attraction{
      *this, {"attraction", "Attraction of domestic- and foreign-owned suppliers beyond cost"}};
  Column<Slots<double, owners>> usual_bidders{*this,
                                              {"usual_bidders", "Mean number of eligible bidders in the base year"}};
  Column<Slots<Dong, owners>> bought_local{*this,
                                           {"bought_local", "Deliveries of the month by owner of the supplier", "VND"}};
  Column<Slots<Dong, 2>> bought_other{*this, {"bought_other", "Imports and in-house parts of the month", "VND"}};
  Column<Dong> supplier_value_added{*this,
                                    {"supplier_value_added", "Local value in suppliers' parts of the month", "VND"}};
  Column<Dong> inhouse_value_added{*this, {"inhouse_value_added", "Local value in in-house parts of the month", "VND"}};
  Column<Slots<Dong, sources * months_of_year>> ring{*this, {"ring", "Purchases of the last 12 months", "VND"}};
  Column<Slots<Dong, months_of_year>> value_added_ring{
      *this, {"value_added_ring", "Local value of the last 12 months", "VND"}};
  Column<Purchases> purchases{*this, {"purchases", "Purchases by source, trailing 12 months", "VND"}};
  Column<Dong> value_added{*this, {"value_added", "Local value in the parts, trailing 12 months", "VND"}};
  Column<Value> foreign_local{*this, {"foreign_local", "Non-originating material in suppliers' parts", "VND"}};
  Column<Value> foreign_other{*this, {"foreign_other", "Non-originating material in other parts", "VND"}};
  Column<Slots<Value, months_of_year>> foreign_ring{
      *this, {"foreign_ring", "Non-originating materials of the last 12 months", "VND"}};
  Column<Value> foreign_year{*this, {"foreign_year", "The same, all months", "VND"}};
  Column<Value> local_at_base{*this, {"local_at_base", "Deliveries of the month at base-year import prices", "VND"}};
  Column<Value> imports_at_base{*this, {"imports_at_base", "Imports of the month at base-year import prices", "VND"}};
  // Imports of the quarter and of the last four, by what kept suppliers out
  Column<ByBarrier> barred_quarter{*this, {"barred_quarter", "All suppliers, the quarter", "VND", Life::passing}};
  Column<ByBarrier> barred_domestic_quarter{
      *this, {"barred_domestic_quarter", "Domestic-owned suppliers, the quarter", "VND", Life::passing}};
  Column<Slots<Dong, 4 * barriers>> barred_ring{*this, {"barred_ring", "All suppliers, by quarter", "VND"}};
  Column<Slots<Dong, 4 * barriers>> barred_domestic_ring{
      *this, {"barred_domestic_ring", "Domestic-owned suppliers, by quarter", "VND"}};
  Column<ByBarrier> barred{*this, {"barred", "All suppliers, four quarters", "VND"}};
  Column<ByBarrier> barred_domestic{*this, {"barred_domestic", "Domestic-owned suppliers, four quarters", "VND"}};
  // Attributed to powertrains by what they take of the category
  Column<Slots<Dong, sources * powertrains>> by_powertrain{
      *this, {"by_powertrain", "Purchases of 12 months, by source", "VND", Life::passing}};
  Column<Slots<Dong, powertrains>> value_by_powertrain{
      *this, {"value_by_powertrain", "Local value of 12 months", "VND", Life::passing}};
  Column<Slots<Value, powertrains>> foreign_by_powertrain{
      *this, {"foreign_by_powertrain", "Non-originating materials of 12 months", "VND", Life::passing}};
};

struct SlotTable : Table {
  SlotTable() : Table{"slot"} {}
  Column<Row> oem{*this, {"oem", "Assembler"}};
  Column<Row> family{*this, {"family", "Part family"}};
  Column<Row> desk{*this, {"desk", "Purchasing desk"}};
  Column<Parts> expected{*this, {"expected", "Sets bought outside in a month of average season", "sets"}};
  Column<Parts> needed{*this, {"needed", "Sets bought outside that the month's plan takes", "sets"}};
  Column<Parts> made_inhouse{*this, {"made_inhouse", "Sets made in-house", "sets"}};
  Column<Parts> called_off{*this, {"called_off", "Sets called off outside", "sets"}};
  Column<Parts> ordered{*this, {"ordered", "Sets ordered under contracts", "sets"}};
  Column<Parts> imported{*this, {"imported", "Sets imported, spot imports included", "sets"}};
  Column<Parts> at_hand{*this, {"at_hand", "Sets in store before assembly", "sets"}};
  Column<Parts> opening{*this, {"opening", "Sets in store as the month opens", "sets"}};
  Column<Parts> inventory{*this, {"inventory", "Sets in the assembler's store", "sets"}};
  Column<Parts> under_way{*this, {"under_way", "Imported sets that a shock delays", "sets"}};
  Column<Parts> closing{*this, {"closing", "Sets in store when the accounts were last checked", "sets"}};
  Column<Slots<Dong, 2>> bought{*this, {"bought", "Imported and in-house parts of the month", "VND"}};
  Column<Dong> import_payment{*this, {"import_payment", "Imported parts before duty", "VND"}};
  Column<Dong> duty_payment{*this, {"duty_payment", "Duty on imported parts", "VND"}};
  Column<Dong> inhouse_material{*this, {"inhouse_material", "Imported material of in-house parts", "VND"}};
  Column<Dong> inhouse_wages{*this, {"inhouse_wages", "Local value of in-house parts", "VND"}};
  Column<Value> foreign_content{*this, {"foreign_content", "Non-originating materials of the month", "VND"}};
  Column<Value> at_base{*this, {"at_base", "Imports at base-year import prices", "VND", Life::passing}};
  // What was imported since the quarter began, and what kept suppliers out
  Column<Dong> imports_without{*this, {"imports_without", "Imports without a contract", "VND"}};
  Column<Dong> imports_in_approval{*this, {"imports_in_approval", "Imports while a part is being approved", "VND"}};
  Column<Dong> imports_beside{*this, {"imports_beside", "Imports beside a contract's deliveries", "VND"}};
  Column<ByBarrier> barred{*this, {"barred", "Imports by barrier, all suppliers", "VND", Life::passing}};
  Column<ByBarrier> barred_domestic{
      *this, {"barred_domestic", "Imports by barrier, domestic-owned suppliers", "VND", Life::passing}};
  // Sourcing
  Column<Row> contract{*this, {"contract", "Live contract; nowhere where the slot is imported"}};
  Column<Row> contract_supplier{*this, {"contract_supplier", "Supplier of the live contract"}};
  Column<std::uint8_t> freed{*this, {"freed", "Whether a contract ended since the last tender"}};
  Column<std::uint8_t> open{*this, {"open", "Whether a tender is out"}};
  Column<Value> lot_value{*this, {"lot_value", "Sets of an average month at base prices", "VND"}};
  Column<Slots<Draw, 2>> draws{*this, {"draws", "Suppliers drawn, first and next best"}};
  Column<std::uint8_t> tries{*this, {"tries", "Draws that were refused"}};
  Column<Row> asks_supplier{*this, {"asks_supplier", "Supplier asked in this round"}};
  Column<Ratio> award{*this, {"award", "Share of the lot that the supplier took on"}};
  Column<std::uint32_t> asks{*this, {"asks", "Contracts to begin"}};
  Column<Slots<double, owners>> bids{*this, {"bids", "Eligible bidders of the tender, by owner"}};
  Column<Slots<double, owners>> wins{*this, {"wins", "Whom it was awarded to, by owner"}};
  Column<std::uint32_t> partner{*this, {"partner", "Identity and 1 of the supplier last December; 0 for none"}};
};

struct ContractTable : Table {
  ContractTable() : Table{"contract"} {}
  Column<std::uint32_t> identity{*this, {"identity", "Identity, never used twice"}};
  Column<Row> asker{*this, {"asker", "Slot that asked for the contract"}};
  Column<std::uint32_t> origin{*this, {"origin", "Always 0: slots ask"}};
  Column<std::uint8_t> ended{*this, {"ended", "Whether the row can go: over and paid"}};
  Column<std::uint8_t> live{*this, {"live", "Whether deliveries go on"}};
  Column<Row> slot{*this, {"slot", "Slot that buys"}};
  Column<Row> oem{*this, {"oem", "Assembler that buys"}};
  Column<Row> desk{*this, {"desk", "Purchasing desk that buys"}};
  Column<Row> family{*this, {"family", "Family that is bought"}};
  Column<Row> supplier{*this, {"supplier", "Supplier; nowhere once it has left"}};
  Column<std::uint32_t> capability{*this, {"capability", "Which of the supplier's families this is"}};
  Column<std::uint8_t> owner{*this, {"owner", "0 domestic-owned, 1 foreign-owned supplier"}};
  Column<std::int32_t> begun{*this, {"begun", "Step of the award plus 1; below 0 before the run"}};
  Column<std::int32_t> remaining{*this, {"remaining", "Months until expiry", "months"}};
  Column<std::int32_t> approval{*this, {"approval", "Months until the production part is approved", "months"}};
  Column<Ratio> share{*this, {"share", "Share of the slot's call-offs"}};
  Column<Price> price{*this, {"price", "Price", "VND per set"}};
  Column<std::int32_t> delivering{*this, {"delivering", "Months with deliveries", "months"}};
  Column<std::uint8_t> expired{*this, {"expired", "Whether the contract is over and not renewed"}};
  Column<std::uint32_t> incumbent{*this, {"incumbent", "Identity of the supplier and 1; 0 once it has left"}};
  Column<Value> bound{*this, {"bound", "Capacity that the contract binds, at base prices a month", "VND"}};
  Column<Ratio> relative_cost{*this, {"relative_cost", "Total cost over the import's at the award"}};
  Column<Parts> ordered{*this, {"ordered", "Sets called off", "sets"}};
  Column<Parts> delivered{*this, {"delivered", "Sets delivered to the assembler", "sets"}};
  Column<Parts> spares{*this, {"spares", "Spare sets ordered", "sets"}};
  Column<Parts> spares_delivered{*this, {"spares_delivered", "Spare sets delivered", "sets"}};
  Column<Value> load{*this, {"load", "Orders at base prices", "VND"}};
  Column<Value> foreign_load{*this, {"foreign_load", "The same where a foreign brand's assembler buys", "VND"}};
  Column<Dong> amount{*this, {"amount", "Value of the month's deliveries", "VND"}};
  Column<Slots<Dong, owners>> by_owner{*this, {"by_owner", "The same, by owner of the supplier", "VND"}};
  Column<Dong> spare_amount{*this, {"spare_amount", "Value of the month's spare sets", "VND"}};
  Column<Slots<Dong, owners>> spare_by_owner{*this, {"spare_by_owner", "The same, by owner of the supplier", "VND"}};
  Column<Dong> bonus{*this, {"bonus", "Bonus to the assembler", "VND"}};
  Column<Dong> value_added{*this, {"value_added", "Local value of the month's deliveries", "VND"}};
  Column<Value> foreign_content{*this,
                                {"foreign_content", "Non-originating material in the month's deliveries", "VND"}};
  Column<Dong> due{*this, {"due", "Invoice to be paid this month", "VND"}};
  Column<Slots<Dong, longest_credit>> invoices{*this, {"invoices", "Invoices not yet due, the oldest first", "VND"}};
  Column<Dong> due_to_estate{*this, {"due_to_estate", "The same where the supplier has left", "VND"}};
  Column<Dong> outstanding{*this, {"outstanding", "All invoices not yet paid", "VND"}};
  Column<Value> at_base{*this, {"at_base", "Deliveries at base-year import prices", "VND", Life::passing}};
  Column<std::uint32_t> multinational{*this,
                                      {"multinational", "1 where a foreign brand's maker buys", "1", Life::passing}};
  Column<std::uint32_t> counted{*this, {"counted", "1 for live contracts"}};
  Column<std::uint32_t> awarded{*this, {"awarded", "1 for contracts awarded this month"}};
};

}  // namespace trellis
