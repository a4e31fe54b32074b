// Numbers over members: shares, quantiles and means, with their intervals.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "engine/ensemble/indices.hpp"

namespace trellis {

/// A share of `of` members with its 95 % interval after Wilson 1927, which also holds where none or all are.
Estimate share_of(std::size_t number, std::size_t of);
/// Mean with its 95 % interval by Student's t; one number alone has none (NaN).
Estimate mean_of(std::span<const double> numbers);
/// Quantile between order statistics (Hyndman and Fan 1996, type 7). NaN of nothing.
double quantile(std::vector<double> numbers, double share);

}  // namespace trellis
