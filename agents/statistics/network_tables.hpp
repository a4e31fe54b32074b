// Columns of the attainable frontier and of the supply network. All hold the state of the last December; NaN before the
// first, and where they are switched off.
#pragma once
#include <array>
#include <string_view>
#include <tuple>

#include "agents/names.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

enum class NodeKind : std::uint32_t { maker, supplier, institute };
inline constexpr std::array<std::string_view, 3> node_kinds{"maker", "supplier", "institute"};
enum class LinkKind : std::uint32_t { contract, project, input };
inline constexpr std::array<std::string_view, 3> link_kinds{"contract", "project", "input"};
inline constexpr std::array<std::string_view, 6> customer_numbers{"one",  "two",  "three",
                                                                  "four", "five", "six_and_more"};
inline constexpr std::array<std::string_view, 3> tiers{"first", "second", "third_and_later"};

struct FrontierColumns {
  explicit FrontierColumns(Table& of) : table{of} {}
  Table& table;
  Column<Ratio> local{
      table,
      {.name = "frontier",
       .meaning = "Share of parts bought outside that today's suppliers in Vietnam could serve together, last December",
       .publish = Publish::point}};
  Column<Ratio> domestic{table,
                         {.name = "frontier_domestic",
                          .meaning = "The same of Vietnamese-owned suppliers alone",
                          .publish = Publish::point}};
  Column<Ratio> actual{
      table,
      {.name = "frontier_actual",
       .meaning = "Share of parts bought outside, at import prices, that suppliers in Vietnam serve, last December",
       .publish = Publish::point}};
  Column<Ratio> actual_domestic{table,
                                {.name = "frontier_actual_domestic",
                                 .meaning = "The same of Vietnamese-owned suppliers alone",
                                 .publish = Publish::point}};
  auto all() { return std::tie(local, domestic, actual, actual_domestic); }
};

struct NetworkColumns {
  explicit NetworkColumns(Table& of) : table{of} {}
  Table& table;
  Column<Slots<double, node_kinds.size()>> nodes{
      table,
      {.name = "network_nodes",
       .meaning = "Makers, suppliers and institutes with a contract, a project or an input, last December",
       .unit = "nodes",
       .publish = Publish::point,
       .axis = "node_kind"}};
  Column<Slots<double, link_kinds.size()>> links{
      table,
      {.name = "network_links",
       .meaning = "Pairs of nodes that a contract, a project or an input joins",
       .unit = "links",
       .publish = Publish::point,
       .axis = "link_kind"}};
  Column<Slots<double, customer_numbers.size()>> customers{table,
                                                           {.name = "network_customers",
                                                            .meaning = "Suppliers by their number of customers",
                                                            .unit = "firms",
                                                            .publish = Publish::point,
                                                            .axis = "customers"}};
  Column<Slots<double, tiers.size()>> tier{table,
                                           {.name = "network_tiers",
                                            .meaning = "Suppliers by their distance from a maker",
                                            .unit = "firms",
                                            .publish = Publish::point,
                                            .axis = "tier"}};
  Column<Slots<double, tiers.size()>> chain{
      table,
      {.name = "network_chain",
       .meaning = "Suppliers whose goods go into those of a foreign brand's maker, by their distance from it",
       .unit = "firms",
       .publish = Publish::point,
       .axis = "tier"}};
  Column<Slots<double, tiers.size()>> chain_domestic{table,
                                                     {.name = "network_chain_domestic",
                                                      .meaning = "The same that are Vietnamese-owned",
                                                      .unit = "firms",
                                                      .publish = Publish::point,
                                                      .axis = "tier"}};
  Column<Slots<double, tiers.size()>> chain_certified{table,
                                                      {.name = "network_chain_certified",
                                                       .meaning = "The same, of all owners, with a certificate",
                                                       .unit = "firms",
                                                       .publish = Publish::point,
                                                       .axis = "tier"}};
  Column<double> components{table,
                            {.name = "network_components",
                             .meaning = "Parts of the network that nothing joins",
                             .unit = "components",
                             .publish = Publish::point}};
  Column<Ratio> largest_component{table,
                                  {.name = "network_largest_component",
                                   .meaning = "Share of the nodes in the largest component",
                                   .publish = Publish::point}};
  Column<double> core{table,
                      {.name = "network_core",
                       .meaning = "Largest k of a group in which everybody is linked to k others or more",
                       .publish = Publish::point}};
  Column<double> core_suppliers{table,
                                {.name = "network_core_suppliers",
                                 .meaning = "Suppliers in that innermost core",
                                 .unit = "firms",
                                 .publish = Publish::point}};
  Column<Ratio> rank{table,
                     {.name = "network_rank_of_largest",
                      .meaning = "Share of the suppliers' PageRank, along payments, that the highest ones have",
                      .publish = Publish::point}};
  Column<Ratio> bridges{table,
                        {.name = "network_bridges_of_largest",
                         .meaning = "Share of the suppliers' betweenness that the highest ones have",
                         .publish = Publish::point}};
  Column<Ratio> assortativity{table,
                              {.name = "network_assortativity",
                               .meaning = "Correlation of the numbers of links at both ends of a link",
                               .publish = Publish::point}};
  Column<Ratio> reciprocity{
      table,
      {.name = "network_reciprocity", .meaning = "Share of the links that are returned", .publish = Publish::point}};
  Column<Ratio> institute_ties{table,
                               {.name = "network_institute_ties",
                                .meaning = "Share of the suppliers with a customer that work with an institute",
                                .publish = Publish::point}};
  Column<Ratio> modularity{table,
                           {.name = "network_modularity",
                            .meaning = "Links within clusters beyond what chance would give",
                            .publish = Publish::point}};
  Column<Ratio> failure_reach{table,
                              {.name = "network_failure_reach",
                               .meaning = "Mean share of the makers that lie downstream of a supplier",
                               .publish = Publish::point}};
  Column<Ratio> worst_failure{table,
                              {.name = "network_worst_failure",
                               .meaning = "Largest share of the makers that lie downstream of a supplier",
                               .publish = Publish::point}};
  Column<double> pairs{table,
                       {.name = "supply_links",
                        .meaning = "Pairs of a supplier and a maker with a live contract, last December",
                        .unit = "links",
                        .publish = Publish::point}};
  Column<Ratio> link_survival{
      table,
      {.name = "link_survival",
       .meaning = "Share of the pairs of a supplier and a maker a year before that are still there, last December",
       .publish = Publish::point}};
  Column<double> served_slots{table, {"served_slots", "Slots with a local supplier, last December", "slots"}};
  Column<Ratio> contract_survival{
      table,
      {.name = "contract_survival",
       .meaning = "Share of the slots served locally a year before that the same supplier serves, last December",
       .publish = Publish::point}};
  auto shape() {
    return std::tie(nodes, links, customers, tier, chain, chain_domestic, chain_certified, components,
                    largest_component, core, core_suppliers, rank, bridges, assortativity, reciprocity, institute_ties,
                    modularity, failure_reach, worst_failure);
  }
  auto survival() { return std::tie(pairs, link_survival, served_slots, contract_survival); }
};

}  // namespace trellis
