// Inputs that suppliers buy of each other, tier 2 and beyond: columns of the suppliers' table, one slot for each kind
// of input, and what a category's inputs have in common. An input is counted in đồng at import prices of the base year.
#pragma once
#include "agents/names.hpp"
#include "agents/oem/tables.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

template <class T>
using ByInput = Slots<T, input_kinds>;

// A category's recipe: parts of relative unit cost at the frontier's productivity; they sum to 1.
struct CategoryInputs {
  explicit CategoryInputs(Table& of) : table{of} {}
  Table& table;
  Column<ByInput<Row>> source{table, {"input_source", "Category whose suppliers make the input"}};
  Column<ByInput<Ratio>> share{table, {"input_share", "Inputs that others may make, in unit cost"}};
  Column<Ratio> raw_material{table, {"raw_material", "Material that is always imported, in unit cost"}};
  Column<Ratio> own_work{table, {"own_work", "Labour and capital of the firm itself, in unit cost"}};
  Column<Slots<Ratio, input_kinds * owners>> attraction{
      table, {"input_attraction", "Attraction of domestic- and foreign-owned makers of each input beyond cost"}};
  Column<Slots<double, input_kinds * owners>> usual_bidders{
      table, {"usual_input_bidders", "Mean number of eligible bidders for each input in the base year"}};
};

struct SupplierInputs {
  explicit SupplierInputs(Table& of) : table{of} {}
  Table& table;
  // The link
  Column<ByInput<Row>> seller{table, {"seller", "Supplier that makes the input; nowhere where it is imported"}};
  Column<ByInput<std::uint8_t>> live{table, {"input_live", "Whether there is a link"}};
  Column<ByInput<Ratio>> share{table, {"input_award", "Share of the need that was awarded"}};
  Column<ByInput<Price>> price{table, {"input_price", "Price over the import price of the base year", "VND per set"}};
  Column<ByInput<Ratio>> relative_cost{table, {"input_relative_cost", "Total cost over the import's at the award"}};
  Column<ByInput<std::int32_t>> begun{table, {"input_begun", "Step of the award plus 1; below 0 before the run"}};
  Column<ByInput<std::int32_t>> remaining{table, {"input_remaining", "Months to the expiry", "months"}};
  Column<ByInput<std::int32_t>> approval{table, {"input_approval", "Months until the input is approved", "months"}};
  Column<ByInput<std::int32_t>> delivering{table, {"input_delivering", "Months of deliveries", "months"}};
  Column<ByInput<std::uint8_t>> freed{table, {"input_freed", "Whether a link ended since the last tender"}};
  // The tender
  Column<Row> first_source{table, {"first_source", "Category that makes the first input"}};
  Column<Row> second_source{table, {"second_source", "Category that makes the second input"}};
  Column<ByInput<Value>> lot{table, {"input_lot", "Input of an average month", "VND"}};
  Column<ByInput<std::uint8_t>> open{table, {"input_open", "Whether a tender is out", "1", Life::passing}};
  Column<Slots<Draw, 2 * input_kinds>> draws{
      table, {"input_draws", "Suppliers drawn for each input, first and next best", "1", Life::passing}};
  Column<ByInput<std::uint8_t>> tries{table, {"input_tries", "Draws that were refused", "1", Life::passing}};
  Column<ByInput<Row>> asks{table, {"input_asks", "Supplier asked in this round"}};
  Column<ByInput<Ratio>> award{table, {"input_taken", "Share of the lot that it took on", "1", Life::passing}};
  Column<ByInput<Value>> bound{table,
                               {"input_bound", "What links bind of the sellers' capacity", "VND", Life::passing}};
  // The month's trade
  Column<ByInput<Value>> need{table, {"input_need", "What the month's output takes", "VND"}};
  Column<ByInput<Value>> stock{table, {"input_stock", "Local inputs in store", "VND"}};
  Column<ByInput<Value>> opening{table, {"input_opening", "The same as the month opens", "VND"}};
  Column<ByInput<Value>> ordered{table, {"input_ordered", "Ordered of the seller", "VND"}};
  Column<ByInput<Value>> ordered_by_foreign{
      table, {"input_ordered_by_foreign", "The same of foreign-owned buyers", "VND", Life::passing}};
  Column<ByInput<Value>> delivered{table, {"input_delivered", "Delivered by the seller", "VND"}};
  Column<ByInput<Value>> used{table, {"input_used", "Local inputs in the month's output", "VND"}};
  Column<Ratio> content{table, {"input_content", "Imported material of its parts, as buyers know it"}};
  // As a seller
  Column<Value> asked{table, {"inputs_asked", "Inputs that others order of the firm", "VND"}};
  Column<Value> asked_by_foreign{table,
                                 {"inputs_asked_by_foreign", "The same of foreign-owned buyers", "VND", Life::passing}};
  Column<Value> load{table, {"inputs_load", "Capacity that links bind", "VND"}};
  Column<Dong> invoiced{table, {"inputs_invoiced", "Inputs sold in the month", "VND"}};
  Column<Dong> collected{table, {"inputs_collected", "Invoices for inputs paid in the month", "VND", Life::passing}};
  Column<Dong> collected_at_exit{
      table, {"inputs_collected_at_exit", "Invoices that firms pay as they leave", "VND", Life::passing}};
  // Money
  Column<ByInput<Row>> creditor{table, {"creditor", "Whom the invoices are owed to; nowhere once it has left"}};
  Column<Slots<Dong, input_kinds * longest_credit>> invoices{
      table, {"input_invoices", "Invoices not yet paid, by the months until they are due", "VND"}};
  Column<ByInput<Dong>> amount{table, {"input_amount", "Invoices of the month", "VND"}};
  Column<ByInput<Dong>> due{table, {"input_due", "Invoices paid in the month", "VND"}};
  Column<Dong> due_to_estate{table,
                             {"inputs_due_to_estate", "The same to households, for firms that have left", "VND"}};
  Column<Dong> payable{table, {"payable", "Invoices for inputs not yet paid", "VND"}};
  Column<ByInput<Dong>> paid_at_exit{
      table, {"input_paid_at_exit", "Invoices that the firm pays as it leaves", "VND", Life::passing}};
  Column<Dong> estates_paid_at_exit{
      table, {"estates_paid_at_exit", "The same to households, for firms that have left", "VND", Life::passing}};
};

}  // namespace trellis
