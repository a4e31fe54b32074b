// The five regional clusters, and the pool of knowledge of each category in each of them.
#pragma once
#include "agents/names.hpp"
#include "agents/statistics/localised.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

using WorkerPay = decltype(Value{} / People{});

struct ClusterTable : Table, Localised {
  ClusterTable() : Table{"cluster"}, Localised{static_cast<Table&>(*this)} {}
  Column<Slots<double, most_clusters>> distance{*this, {"distance", "Distance by road", "km"}};
  Column<Ratio> infrastructure{
      *this, {.name = "infrastructure", .meaning = "Quality of infrastructure", .publish = Publish::point}};
  Column<Ratio> hub_start{*this, {"hub_start", "Hub status at the start of the run"}};
  Column<Ratio> hub{*this, {"hub", "Hub status"}};
  Column<double> test_capacity{*this,
                               {.name = "test_capacity",
                                .meaning = "Firms that consultants and test laboratories can take on",
                                .unit = "firms per quarter",
                                .publish = Publish::point}};
  Column<double> test_capacity_start{*this,
                                     {"test_capacity_start", "The same at the start of the run", "firms per quarter"}};
  Column<double> want_certificates{*this, {"want_certificates", "Firms that would start a certificate", "firms"}};
  Column<Ratio> skill_pool{*this,
                           {.name = "skill_pool",
                            .meaning = "Skill of the labour force relative to the frontier",
                            .publish = Publish::point}};
  Column<Ratio> skill_pool_at_start{*this, {"skill_pool_at_start", "The same at the start of the run"}};
  Column<People> further_trainees{
      *this, {"further_trainees", "Trainees beyond those of the start, at the start's quality", "persons"}};
  // Workers of the mechanical industries
  Column<People> force{*this,
                       {.name = "labour_force",
                        .meaning = "Labour force of the mechanical industries",
                        .unit = "persons",
                        .publish = Publish::point}};
  Column<People> employment{*this,
                            {.name = "employment",
                             .meaning = "Workers of suppliers who make parts",
                             .unit = "persons",
                             .publish = Publish::point}};
  Column<People> at_home{*this,
                         {.name = "employment_at_home",
                          .meaning = "Workers of supporting firms in their home industries",
                          .unit = "persons",
                          .publish = Publish::point}};
  Column<People> elsewhere{*this,
                           {.name = "employment_elsewhere",
                            .meaning = "Workers of other employers",
                            .unit = "persons",
                            .publish = Publish::point}};
  Column<People> available{
      *this,
      {.name = "available_workers", .meaning = "Workers without work", .unit = "persons", .publish = Publish::point}};
  Column<People> elsewhere_at_start{*this,
                                    {"elsewhere_at_start", "Workers of other employers at the start", "persons"}};
  Column<Slots<People, 2>> staffing{*this, {"staffing", "Workers that suppliers keep and want besides", "persons"}};
  Column<Value> home_sales{*this,
                           {"home_sales", "Sales of supporting firms in their home industries", "VND per month"}};
  Column<People> dismissed{*this, {"dismissed", "Workers of suppliers that leave", "persons"}};
  Column<Ratio> hiring_share{*this,
                             {.name = "hiring_share",
                              .meaning = "Share of the workers wanted that employers can hire",
                              .publish = Publish::mean}};
  Column<double> tightness{
      *this,
      {.name = "labour_tightness", .meaning = "Workers wanted over the labour force", .publish = Publish::point}};
  Column<double> wage{
      *this, {.name = "relative_wage", .meaning = "Wage relative to the world frontier's", .publish = Publish::point}};
  Column<WorkerPay> pay{
      *this,
      {.name = "wage", .meaning = "Pay of a worker in a month", .unit = "VND per person", .publish = Publish::point}};
  Column<WorkerPay> pay_at_start{*this, {"pay_at_start", "Pay of a worker in the base year", "VND per person"}};
  Column<double> relative_pay{*this, {"relative_pay", "Pay over the mean of the clusters"}};
  Column<Ratio> infrastructure_start{*this,
                                     {"infrastructure_start", "Quality of infrastructure at the start of the run"}};
  Column<Slots<Ratio, most_clusters>> logistics{*this,
                                                {"logistics", "Cost of carriage from each cluster, over the price"}};
  Column<double> material_price{*this, {"material_price", "Price of materials over the world's"}};
  Column<Ratio> delay_relief{*this, {"delay_relief", "Part of the late deliveries that roads and ports avoid"}};
  Column<Ratio> supplier_share{*this, {"supplier_share", "Share of the suppliers in the base year"}};
  Column<Ratio> rent{*this, {"rent", "Industrial rent over its start"}};
  Column<std::uint32_t> suppliers{*this,
                                  {.name = "suppliers",
                                   .meaning = "Supporting firms, latent ones included",
                                   .unit = "firms",
                                   .publish = Publish::point}};
  Column<std::uint32_t> active{*this,
                               {.name = "active_suppliers",
                                .meaning = "Firms with a live contract",
                                .unit = "firms",
                                .publish = Publish::point}};
  Column<Dong> parts_sales{*this,
                           {.name = "parts_sales",
                            .meaning = "Sales of parts by the cluster's suppliers",
                            .unit = "VND",
                            .publish = Publish::sum}};
  Column<Ratio> destroyed{*this, {"destroyed", "Part of capital that a shock destroys this month"}};
  Column<Ratio> plants_idle{*this, {"plants_idle", "Part of the assembly capacity that a shock keeps still"}};
  Column<std::int32_t> storm_months{
      *this, {"storm_months", "Months until the last of them is over, this one included", "months", Life::passing}};
  Column<std::uint32_t> left_domestic{*this, {"left_domestic", "Domestic-owned firms that left", "firms"}};
  Column<std::uint32_t> start_ups_part{*this, {"start_ups_part", "Cluster in which they begin"}};
  Column<std::uint32_t> start_ups{*this,
                                  {"start_ups", "Firms that begin next month in place of those that left", "firms"}};
  Column<std::uint32_t> exits{
      *this, {.name = "exits", .meaning = "Firms that left", .unit = "firms", .publish = Publish::sum}};
};

// One row for each cluster and category.
struct PoolTable : Table {
  PoolTable() : Table{"pool"} {}
  Column<Row> cluster{*this, {"cluster", "Cluster"}};
  Column<Row> category{*this, {"category", "Category"}};
  Column<Slots<double, 3>> gathered{
      *this,
      {"gathered", "Of the producers: technology weighted by orders; orders; orders of foreign-owned ones", "VND"}};
  Column<Ratio> output_lost{*this, {"output_lost", "Part of the output that a shock takes"}};
  Column<Ratio> foreign_leave{*this, {"foreign_leave", "Part of the foreign-owned firms that a shock drives out"}};
  Column<double> producers{*this, {"producers", "Firms of the cluster that serve the category"}};
  Column<double> technology{*this,
                            {"technology", "Mean technology of producers, near ones first; 0 where nobody produces"}};
  Column<Ratio> foreign_supply{*this,
                               {"foreign_supply", "Share of foreign-owned firms in the parts made in the cluster"}};
};

}  // namespace trellis
