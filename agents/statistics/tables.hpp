// What is reported: national series, the cuts by brand group and powertrain, and the transaction matrix.
#pragma once
#include "agents/accounts.hpp"
#include "agents/market/tables.hpp"
#include "agents/names.hpp"
#include "agents/oem/tables.hpp"
#include "agents/statistics/macro_tables.hpp"
#include "agents/statistics/network_tables.hpp"
#include "agents/supplier/tables.hpp"

namespace trellis {

inline constexpr std::size_t tender_ring = 4 * owners * 2;  // quarters x owners x (bids, wins)

struct NationTable : Table, Localised, Barred {
  NationTable()
      : Table{"nation"},
        Localised{static_cast<Table&>(*this), SpareParts::counted},
        Barred{static_cast<Table&>(*this)} {
    resize(1);
  }
  MacroColumns macro{*this};
  Column<ByPillar> barred_by_pillar{
      *this,
      {.name = "imports_by_pillar",
       .meaning = "Imported parts by the pillar whose levers act on the barrier first, four quarters",
       .unit = "VND",
       .publish = Publish::point,
       .axis = "pillar"}};
  // The market
  Column<double> noise{*this, {"noise", "Autoregressive noise of the log market"}};
  Column<Ratio> dearness{*this, {"dearness", "Buyer prices relative to today's law, weighted by shares"}};
  Column<Slots<double, 2>> choice_weights{
      *this, {"choice_weights", "Denominators of the logit shares: battery vehicles, others"}};
  Column<Ratio> shares_on_sale{*this, {"shares_on_sale", "Last month's market shares of products still on sale"}};
  Column<Slots<VehiclePrice, 2>> turnover{
      *this, {"turnover", "Market share times price: battery vehicles, others", "VND per vehicle"}};
  Column<Slots<double, order_books>> appeal{
      *this, {"appeal", "Weights of all products in orders of the state by powertrain and in orders from abroad"}};
  Column<double> charging_network{*this,
                                  {.name = "charging_network",
                                   .meaning = "Charging points relative to the start of the run",
                                   .publish = Publish::point}};
  Column<Ratio> credit_gap{
      *this,
      {.name = "credit_gap",
       .meaning = "Gap in log prices that credits for battery vehicles open between them and the others",
       .publish = Publish::point}};
  Column<Slots<VehiclePrice, powertrains>> import_bill{
      *this, {"import_bill", "Bill of parts of a vehicle at import prices", "VND per vehicle"}};
  Column<Slots<VehiclePrice, powertrains>> landed_bill{
      *this, {"landed_bill", "Bill of parts of a vehicle at landed prices", "VND per vehicle"}};
  Column<Vehicles> demand{*this,
                          {.name = "vehicle_demand",
                           .meaning = "Vehicles that buyers in Vietnam order",
                           .unit = "vehicles",
                           .publish = Publish::sum}};
  Column<Vehicles> sales{*this,
                         {.name = "vehicle_sales",
                          .meaning = "Vehicles sold in Vietnam, imported ones included",
                          .unit = "vehicles",
                          .publish = Publish::sum}};
  Column<Slots<Vehicles, powertrains>> sales_by_powertrain{*this,
                                                           {.name = "powertrain_sales",
                                                            .meaning = "Vehicles sold in Vietnam",
                                                            .unit = "vehicles",
                                                            .publish = Publish::sum,
                                                            .axis = "powertrain"}};
  Column<Vehicles> production{*this,
                              {.name = "vehicle_production",
                               .meaning = "Vehicles built in Vietnam",
                               .unit = "vehicles",
                               .publish = Publish::sum}};
  Column<Vehicles> imports{
      *this,
      {.name = "vehicle_imports", .meaning = "Imported vehicles sold", .unit = "vehicles", .publish = Publish::sum}};
  Column<Vehicles> exports{
      *this, {.name = "vehicle_exports", .meaning = "Vehicles exported", .unit = "vehicles", .publish = Publish::sum}};
  Column<Vehicles> sales_to_state{*this,
                                  {.name = "public_fleet_sales",
                                   .meaning = "Vehicles that the state bought, part of those sold in Vietnam",
                                   .unit = "vehicles",
                                   .publish = Publish::sum}};
  Column<Slots<Vehicles, 3 * months_of_year>> vehicles_ring{
      *this, {"vehicles_ring", "Vehicles sold, built, exported in the last 12 months", "vehicles"}};
  Column<Vehicles> production_year{*this,
                                   {.name = "vehicle_production_12_months",
                                    .meaning = "Vehicles built, trailing 12 months",
                                    .unit = "vehicles",
                                    .publish = Publish::point}};
  Column<Vehicles> exports_year{*this,
                                {.name = "vehicle_exports_12_months",
                                 .meaning = "Vehicles exported, trailing 12 months",
                                 .unit = "vehicles",
                                 .publish = Publish::point}};
  Column<Vehicles> sales_year{*this,
                              {.name = "vehicle_sales_12_months",
                               .meaning = "Vehicles sold, trailing 12 months",
                               .unit = "vehicles",
                               .publish = Publish::point}};
  Column<Slots<Vehicles, powertrains>> fleet{*this,
                                             {.name = "vehicle_fleet",
                                              .meaning = "Vehicles on the road",
                                              .unit = "vehicles",
                                              .publish = Publish::point,
                                              .axis = "powertrain"}};
  Column<Vehicles> wearing_out{
      *this, {"wearing_out", "Vehicles on the road that leave it at the end of the year", "vehicles"}};
  // Firms
  Column<Slots<std::uint32_t, owners>> suppliers{*this,
                                                 {.name = "active_suppliers",
                                                  .meaning = "Suppliers with a live contract, by owner",
                                                  .unit = "firms",
                                                  .publish = Publish::point,
                                                  .axis = "owner"}};
  Column<std::uint32_t> direct_suppliers{*this,
                                         {.name = "direct_suppliers",
                                          .meaning = "Suppliers with a live contract",
                                          .unit = "firms",
                                          .publish = Publish::point}};
  Column<std::uint32_t> firms{*this,
                              {.name = "supporting_firms",
                               .meaning = "Supporting firms, latent ones included",
                               .unit = "firms",
                               .publish = Publish::point}};
  Column<Slots<std::uint32_t, certificates>> certified{
      *this,
      {.name = "certified_firms",
       .meaning = "Vietnamese-owned firms that serve the industry, by certificate",
       .unit = "firms",
       .publish = Publish::point,
       .axis = "certificate"}};
  Column<std::uint32_t> exits{
      *this, {.name = "exits", .meaning = "Supporting firms that left", .unit = "firms", .publish = Publish::sum}};
  Column<std::uint32_t> entries{*this,
                                {.name = "diversifications",
                                 .meaning = "Latent firms that began to serve the industry",
                                 .unit = "firms",
                                 .publish = Publish::sum}};
  Column<std::uint32_t> moves{*this,
                              {.name = "relocations",
                               .meaning = "Suppliers that moved to another cluster",
                               .unit = "firms",
                               .publish = Publish::sum}};
  Column<std::uint32_t> contracts{*this,
                                  {.name = "contracts",
                                   .meaning = "Live contracts between assemblers and suppliers",
                                   .unit = "contracts",
                                   .publish = Publish::point}};
  Column<std::uint32_t> awards{
      *this, {.name = "awards", .meaning = "Contracts awarded", .unit = "contracts", .publish = Publish::sum}};
  Column<std::uint32_t> projects{
      *this,
      {.name = "projects", .meaning = "Research projects under way", .unit = "projects", .publish = Publish::point}};
  Column<std::uint32_t> firms_in_projects{*this,
                                          {.name = "firms_in_projects",
                                           .meaning = "Firms with a research project under way",
                                           .unit = "firms",
                                           .publish = Publish::point}};
  Column<double> outside_technology{*this,
                                    {"outside_technology",
                                     "Technology of firms outside the industry over that of their start, relative to "
                                     "the frontier"}};
  Column<double> project_places{*this, {"project_places", "Projects that institutes could begin this year"}};
  Column<Slots<double, owners>> bids{*this, {"bids", "Eligible bids of the quarter, by owner"}};
  Column<Slots<double, owners>> wins{*this, {"wins", "Tenders won in the quarter, by owner"}};
  Column<Slots<double, tender_ring>> tenders{*this, {"tenders", "Bids and wins of the last four quarters, by owner"}};
  // Workers
  Column<double> mean_wage{*this, {"mean_wage", "Mean wage of the clusters relative to the frontier's"}};
  FrontierColumns frontier{*this};
  NetworkColumns network{*this};
  Column<WorkerPay> mean_pay{*this,
                             {.name = "wage",
                              .meaning = "Pay of a worker in a month, mean of the clusters",
                              .unit = "VND per person",
                              .publish = Publish::point}};
  Column<Slots<People, owners>> employment{*this,
                                           {.name = "employment",
                                            .meaning = "Workers of suppliers who make parts, by owner",
                                            .unit = "persons",
                                            .publish = Publish::point,
                                            .axis = "owner"}};
  Column<People> employment_at_home{*this,
                                    {.name = "employment_at_home",
                                     .meaning = "Workers of supporting firms in their home industries",
                                     .unit = "persons",
                                     .publish = Publish::point}};
  Column<Ratio> available_share{
      *this,
      {.name = "available_workers", .meaning = "Share of the labour force without work", .publish = Publish::point}};
  Column<double> expert_places{*this, {"expert_places", "Experts whom the state can still send", "persons"}};
  Column<std::uint32_t> experts{*this,
                                {.name = "seconded_experts",
                                 .meaning = "Firms with an expert sent by the state",
                                 .unit = "firms",
                                 .publish = Publish::point}};
  // Trade in parts, and what neighbouring industries give back
  Column<double> export_rivals{*this, {"export_rivals", "Weight of all other sellers abroad"}};
  Column<Dong> parts_exports{
      *this, {.name = "parts_exports", .meaning = "Parts exported", .unit = "VND", .publish = Publish::sum}};
  Column<Dong> parts_balance{*this,
                             {.name = "parts_trade_balance",
                              .meaning = "Parts exported less parts and spare parts imported",
                              .unit = "VND",
                              .publish = Publish::sum}};
  Column<std::uint32_t> exporters{
      *this,
      {.name = "exporters", .meaning = "Suppliers that export parts", .unit = "firms", .publish = Publish::point}};
  Column<double> material_index{*this,
                                {.name = "material_price",
                                 .meaning = "Price of materials over the world's, as neighbouring industries set it",
                                 .publish = Publish::point}};
  // Public money
  Column<Dong> receipts{*this,
                        {.name = "public_receipts",
                         .meaning = "Taxes, duties and fees paid to the government",
                         .unit = "VND",
                         .publish = Publish::sum}};
  Column<Dong> public_cost{*this,
                           {.name = "public_cost",
                            .meaning = "Grants and programmes paid by the government",
                            .unit = "VND",
                            .publish = Publish::sum}};
  Column<Slots<Dong, flow::revenues.size()>> receipts_by_row{
      *this,
      {.name = "revenue_receipts",
       .meaning = "Taxes, duties and fees paid to the government",
       .unit = "VND",
       .publish = Publish::sum,
       .axis = "revenue"}};
  Column<Slots<Dong, programme::count>> cost_by_programme{*this,
                                                          {.name = "programme_cost",
                                                           .meaning = "Grants and programmes paid by the government",
                                                           .unit = "VND",
                                                           .publish = Publish::sum,
                                                           .axis = "programme"}};
  Column<Dong> credit_wanted{
      *this,
      {.name = "credit_wanted", .meaning = "Loans that suppliers asked for", .unit = "VND", .publish = Publish::sum}};
  Column<Dong> credit_granted{
      *this, {.name = "credit_granted", .meaning = "Loans that suppliers got", .unit = "VND", .publish = Publish::sum}};
  Column<Dong> guaranteed_loans{*this,
                                {.name = "guaranteed_loans",
                                 .meaning = "Loans to suppliers that the state guarantees",
                                 .unit = "VND",
                                 .publish = Publish::point}};
  Column<SupplierFlows> supplier_flows{*this,
                                       {"supplier_flows", "What moved money and net worth of all suppliers", "VND"}};
  Column<Dong> supplier_residual{*this, {"supplier_residual", "Unexplained net worth of suppliers: 0", "VND"}};
  Column<Dong> oem_residual{*this, {"oem_residual", "Unexplained net worth of assemblers: 0", "VND"}};
  Column<Dong> residual{*this,
                        {.name = "accounting_residual",
                         .meaning = "Sum of the absolute differences of all accounting identities: always 0",
                         .unit = "VND",
                         .publish = Publish::point}};
};

struct GroupTable : Table, Localised, Barred {
  GroupTable() : Table{"group"}, Localised{static_cast<Table&>(*this)}, Barred{static_cast<Table&>(*this)} {
    resize(groups);
  }
};

struct PowertrainTable : Table, Localised {
  PowertrainTable() : Table{"powertrain"}, Localised{static_cast<Table&>(*this)} { resize(powertrains); }
  Column<Slots<Dong, months_of_year>> revenue_ring{*this,
                                                   {"revenue_ring", "Revenue of makers in the last 12 months", "VND"}};
  Column<VehiclePrice> vehicle_price{*this,
                                     {.name = "vehicle_price",
                                      .meaning = "Price of the mean vehicle on offer, with all taxes",
                                      .unit = "VND per vehicle",
                                      .publish = Publish::point}};
};

inline constexpr std::size_t sectors = 7;
// The transaction matrix: one row for each kind of payment, one column for each sector; what a sector receives is
// positive.
struct FlowTable : Table {
  FlowTable() : Table{"flow"} {}
  Column<Slots<Dong, sectors>> received{*this,
                                        {.name = "transactions",
                                         .meaning = "Net receipts of each sector",
                                         .unit = "VND",
                                         .publish = Publish::sum,
                                         .axis = "sector"}};
};

}  // namespace trellis
