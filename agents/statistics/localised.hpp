// What every cut of localisation keeps and puts out: one declaration for nation, category, maker, brand group, cluster
// and powertrain. agents/statistics/phases.cpp fills it.
#pragma once
#include "agents/names.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

using Purchases = Slots<Dong, sources>;  // by source

// Whether spare parts belong to the cut: households buy them, not makers.
enum class SpareParts { left_out, counted };

/// Columns of a table whose rows are a cut: all of them over the trailing 12 months.
struct Localised {
  explicit Localised(Table& of, SpareParts spare_parts = SpareParts::left_out)
      : of_{of}, with_spares_{spare_parts == SpareParts::counted} {}

 private:
  Table& of_;
  const bool with_spares_;

 public:
  Column<Purchases> purchases{of_,
                              {.name = "purchases",
                               .meaning = "Purchases of parts by assemblers, trailing 12 months",
                               .unit = "VND",
                               .publish = Publish::point,
                               .axis = "source"}};
  Column<Purchases> spares_year{of_,
                                {.name = "spare_purchases",
                                 .meaning = "Spare parts bought, trailing 12 months",
                                 .unit = "VND",
                                 .publish = with_spares_ ? Publish::point : Publish::no,
                                 .axis = "source"}};
  Column<Dong> value_added{of_, {"value_added", "Local value in the parts, trailing 12 months", "VND"}};
  Column<Value> factory_value{
      of_, {"factory_value", "Value that the regional content is a share of, trailing 12 months", "VND"}};
  Column<Value> foreign_year{of_, {"foreign_year", "Non-originating materials in it, trailing 12 months", "VND"}};
  Column<Ratio> localisation_gross{
      of_,
      {.name = "localisation_gross",
       .meaning = "Share of the parts that is made in Vietnam, in-house included, trailing 12 months",
       .publish = Publish::point}};
  Column<Ratio> localisation_imposed{
      of_,
      {.name = "localisation_gross_imposed",
       .meaning = "The part of localisation_gross that is made in-house: a strategy path, an input",
       .publish = Publish::point}};
  Column<Ratio> localisation_endogenous{
      of_,
      {.name = "localisation_gross_endogenous",
       .meaning = "The part of localisation_gross that the parts market brought about",
       .publish = Publish::point}};
  Column<Ratio> localisation_arm{of_,
                                 {.name = "localisation_arm",
                                  .meaning = "Share of purchases from suppliers in Vietnam, trailing 12 months",
                                  .publish = Publish::point}};
  Column<Ratio> localisation_domestic{
      of_,
      {.name = "localisation_domestic",
       .meaning = "Share of purchases from Vietnamese-owned suppliers, trailing 12 months",
       .publish = Publish::point}};
  Column<Ratio> localisation_value_added{
      of_,
      {.name = "localisation_value_added",
       .meaning =
           "Share of the parts' value that is added in Vietnam, imported materials stripped out, trailing 12 months",
       .publish = Publish::point}};
  Column<Ratio> regional_value_content{
      of_, {.name = "rvc", .meaning = "ASEAN regional value content, trailing 12 months", .publish = Publish::point}};
  Column<Ratio> demand_met{
      of_,
      {.name = "demand_met",
       .meaning = with_spares_ ? "Share of components and spare parts bought that suppliers in Vietnam deliver, "
                                 "trailing 12 months"
                               : "Share of components bought that suppliers in Vietnam deliver, trailing 12 months",
       .publish = Publish::point}};
  Column<Ratio> demand_met_domestic{
      of_,
      {.name = "demand_met_domestic",
       .meaning = with_spares_ ? "Share of components and spare parts bought that Vietnamese-owned suppliers deliver, "
                                 "trailing 12 months"
                               : "Share of components bought that Vietnamese-owned suppliers deliver, 12 months",
       .publish = Publish::point}};
};

}  // namespace trellis
