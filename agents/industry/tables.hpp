// Neighbouring industries: where supporting firms are at home, and whose output and productivity grow with the parts
// industry.
#pragma once
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

struct IndustryTable : Table {
  IndustryTable() : Table{"industry"} {}
  Column<Value> output_at_start{*this, {"output_at_start", "Output of the base year", "VND per year"}};
  Column<double> trend_growth{*this, {"trend_growth", "Growth without that of the parts industry", "per year"}};
  Column<Value> bought_in_base_year{
      *this, {"bought_in_base_year", "What the parts industry bought in its first twelve months", "VND per year"}};
  Column<Value> trend{*this, {"trend", "Output without the growth of the parts industry", "VND per year"}};
  Column<Value> output{*this,
                       {.name = "output",
                        .meaning = "Output of a year, as of its December",
                        .unit = "VND per year",
                        .publish = Publish::point}};
  Column<Value> bought{*this,
                       {.name = "bought_by_parts_makers",
                        .meaning = "What the parts industry buys of it in a year, as of its December",
                        .unit = "VND per year",
                        .publish = Publish::point}};
  Column<double> productivity{
      *this, {.name = "productivity", .meaning = "Productivity over that of the base year", .publish = Publish::point}};
  Column<double> material_price{*this, {"material_price", "Price of its materials over the world's"}};
  Column<double> home_growth{*this, {"home_growth", "Growth of home sales in it", "per year"}};
};

}  // namespace trellis
