// The first state of the economy, made from a scenario: what start.cpp tells in order, and what its parts share.
#pragma once

#include <string_view>

#include "agents/model.hpp"

namespace trellis {

/// Fills every table of the economy. Throws std::runtime_error where the data cannot be started.
void start_economy(Economy& e);

/// The scenario with what it gives for a nation or a cluster multiplied by `population.markets`.
Scenario with_markets(Scenario of_one_nation);
/// Vietnams side by side that have firms, vehicles and lots of their own.
std::uint32_t nations_of(const PopulationParameters& p);

void start_places(Economy& e);  // clusters, categories, families, pools of knowledge
void start_makers(Economy& e);  // assemblers, plants, products, the fleet, desks and slots
void start_firms(Economy& e);   // supporting firms and institutes
/// The share inversion: attractions of each source for every desk, so that base-year purchases come out in expectation
/// on the law of the base year; then the first contracts. Sets Economy::unmet_base_share.
void solve_base_year(Economy& e);

// Rows by their names in the data; std::runtime_error where a name is not there.
Row cluster_row(const Scenario& s, std::string_view name);
Row oem_row(const Scenario& s, std::string_view name);
Row category_row(const Scenario& s, std::string_view name);
Row industry_row(const Scenario& s, std::string_view name);
Row share_group_row(const Scenario& s, std::string_view name);
// Vehicles of a product that are built in an average month of the base year, for buyers at home, the state and abroad.
Vehicles built_in_a_month(const Economy& e, std::size_t product);
// The step of a month: negative before the run.
std::int32_t step_of(const Economy& e, Month month);

}  // namespace trellis
