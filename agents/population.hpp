// From a scenario to the first state of the economy.
#pragma once

namespace trellis {

class Economy;

/// Fills every table: clusters, categories, families, makers with their plants and products, institutes, the supporting
/// firms drawn from the start table; solves the base-year shares and signs the first contracts.
void load_economy(Economy& e);

/// The share inversion: attractions of each source for every desk, so that base-year purchases come out in expectation
/// on the law of the base year; then the first contracts. Sets Economy::unmet_base_share.
void solve_base_year(Economy& e);

}  // namespace trellis
