// What is put out of the nation beside the market and localisation: firms by kind, entries and exits, prices, use of
// capacity, the distribution of sizes.
#pragma once
#include "agents/government/programmes.hpp"
#include "agents/names.hpp"
#include "agents/statistics/macro.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

using BySize = Slots<std::uint32_t, size_class_names.size()>;
using ByAge = Slots<std::uint32_t, age_class_names.size()>;
using ByCertificate = Slots<std::uint32_t, certificates>;
using ByOwner = Slots<std::uint32_t, owners>;
using ByCause = Slots<std::uint32_t, exit_cause_names.size()>;
using ByEntry = Slots<std::uint32_t, entry_kind_names.size()>;

// Where the counts of suppliers stand in one tally, so that they are added up together.
struct Tally {
  enum : std::size_t {
    foreign_certified = 0,
    multinational = foreign_certified + certificates,
    multinational_certified = multinational + owners,
    left = multinational_certified + certificates,
    left_by_cause = left + owners,
    left_by_size = left_by_cause + exit_cause_names.size(),
    left_by_age = left_by_size + size_class_names.size(),
    by_size = left_by_age + age_class_names.size(),
    by_age = by_size + size_class_names.size(),
    count = by_age + age_class_names.size()
  };
};
using Tallies = Slots<std::uint32_t, Tally::count>;

/// The K counts of a tally from one place on.
template <std::size_t K>
constexpr Slots<std::uint32_t, K> counts(const Tallies& tally, std::size_t from) {
  return Slots<std::uint32_t, K>::make([&](std::size_t k) { return tally[from + k]; });
}

struct MacroColumns {
  explicit MacroColumns(Table& table) : of{table} {}
  Table& of;
  // Firms
  Column<Tallies> tally{of, {"tally", "Counts of suppliers", "firms"}};
  Column<ByCertificate> foreign_certified{of,
                                          {.name = "certified_foreign_firms",
                                           .meaning = "Foreign-owned suppliers by certificate",
                                           .unit = "firms",
                                           .publish = Publish::point,
                                           .axis = "certificate"}};
  Column<ByOwner> multinational{of,
                                {.name = "multinational_suppliers",
                                 .meaning = "Suppliers under contract with a foreign brand's maker, by owner",
                                 .unit = "firms",
                                 .publish = Publish::point,
                                 .axis = "owner"}};
  Column<ByCertificate> multinational_certified{
      of,
      {.name = "multinational_suppliers_certified",
       .meaning = "Suppliers under contract with a foreign brand's maker, by certificate",
       .unit = "firms",
       .publish = Publish::point,
       .axis = "certificate"}};
  Column<ByOwner> left{of,
                       {.name = "exits_by_owner",
                        .meaning = "Supporting firms that left, by owner",
                        .unit = "firms",
                        .publish = Publish::sum,
                        .axis = "owner"}};
  Column<ByCause> left_by_cause{of,
                                {.name = "exits_by_cause",
                                 .meaning = "Supporting firms that left, by cause",
                                 .unit = "firms",
                                 .publish = Publish::sum,
                                 .axis = "exit_cause"}};
  Column<BySize> left_by_size{of,
                              {.name = "exits_by_size",
                               .meaning = "Supporting firms that left, by class of turnover",
                               .unit = "firms",
                               .publish = Publish::sum,
                               .axis = "size_class"}};
  Column<ByAge> left_by_age{of,
                            {.name = "exits_by_age",
                             .meaning = "Supporting firms that left, by class of age",
                             .unit = "firms",
                             .publish = Publish::sum,
                             .axis = "age_class"}};
  Column<BySize> by_size{of,
                         {.name = "firms_by_size",
                          .meaning = "Supporting firms by class of turnover",
                          .unit = "firms",
                          .publish = Publish::point,
                          .axis = "size_class"}};
  Column<ByAge> by_age{of,
                       {.name = "firms_by_age",
                        .meaning = "Supporting firms by class of age",
                        .unit = "firms",
                        .publish = Publish::point,
                        .axis = "age_class"}};
  Column<ByEntry> entries{of,
                          {.name = "entries",
                           .meaning = "Firms that begin: foreign-owned plants, latent firms that begin to serve the "
                                      "industry, start-ups in place of firms that left",
                           .unit = "firms",
                           .publish = Publish::sum,
                           .axis = "entry_kind"}};
  Column<Dong> research{
      of,
      {.name = "research_spending", .meaning = "Own research of suppliers", .unit = "VND", .publish = Publish::sum}};
  // Goods that cross the border of the industry
  Column<Dong> value_added{of,
                           {.name = "industry_value_added",
                            .meaning = "What others pay suppliers and makers for vehicles and parts, less imported "
                                       "parts, duties and materials",
                            .unit = "VND",
                            .publish = Publish::sum}};
  Column<Dong> component_imports{of,
                                 {.name = "component_imports",
                                  .meaning = "Imported parts and spare parts, before duty",
                                  .unit = "VND",
                                  .publish = Publish::sum}};
  Column<Dong> material_imports{of,
                                {.name = "material_imports",
                                 .meaning = "Imported materials of suppliers and of in-house parts",
                                 .unit = "VND",
                                 .publish = Publish::sum}};
  // Prices and use of capacity
  Column<Ratio> local_price{
      of,
      {.name = "local_price_index",
       .meaning = "Price of parts that suppliers in Vietnam deliver over base-year import prices of the same parts",
       .publish = Publish::point}};
  Column<Ratio> import_price{
      of,
      {.name = "import_price_index",
       .meaning = "Price of imported parts, duty and freight included, over base-year import prices of the same parts",
       .publish = Publish::point}};
  Column<Ratio> utilisation{of,
                            {.name = "supplier_utilisation",
                             .meaning = "Output of suppliers with a contract over their capacity",
                             .publish = Publish::point}};
  Column<Ratio> assembly_utilisation{of,
                                     {.name = "assembly_utilisation",
                                      .meaning = "Vehicles built over what plants can build",
                                      .publish = Publish::point}};
  // Public money beside localisation
  Column<Slots<Dong, programme::count>> spent{
      of, {"spent", "Public cost by programme since the end of the first December", "VND"}};
  Column<Ratio> first_gross{of, {"first_gross", "Gross localisation of the first December; 0 before"}};
  Column<double> cost_per_point{of,
                                {.name = "public_cost_per_point",
                                 .meaning = "Public cost since the first December for each percentage point that gross "
                                            "localisation has risen since; undefined where it has not",
                                 .unit = "VND",
                                 .publish = Publish::point}};
  Column<Slots<double, programme::count>> programme_cost_per_point{
      of,
      {.name = "programme_cost_per_point",
       .meaning = "The same by programme: cost beside the rise, not its cause",
       .unit = "VND",
       .publish = Publish::point,
       .axis = "programme"}};
  // Sizes of suppliers, once a year
  Column<double> tail_exponent{
      of,
      {.name = "size_tail_exponent",
       .meaning = "Exponent of the largest turnovers of suppliers with a contract, last December",
       .publish = Publish::point}};
  Column<double> log_size{of,
                          {.name = "size_mean_log",
                           .meaning = "Mean log of the yearly turnover in VND of suppliers with a contract",
                           .publish = Publish::point}};
  Column<double> log_size_spread{
      of, {.name = "size_spread_log", .meaning = "Standard deviation of the same", .publish = Publish::point}};
  Column<double> growth_spread{of,
                               {.name = "growth_spread",
                                .meaning = "Standard deviation of the growth in logs of firms that serve the industry",
                                .publish = Publish::point}};
  Column<double> growth_shape{of,
                              {.name = "growth_shape",
                               .meaning = "Mean absolute over standard deviation of the same: .71 Laplace, .80 normal",
                               .publish = Publish::point}};
  Column<double> growth_scaling{
      of,
      {.name = "growth_scaling",
       .meaning = "Slope of the log of that spread in the log of turnover, by tenths of firms",
       .publish = Publish::point}};
};

}  // namespace trellis
