// What a design says of the parameters that it moved: Sobol indices and elementary effects, each with an interval.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/ensemble/design.hpp"

namespace trellis {

/// An estimate with its interval of 95 %; the interval is NaN where there is too little to tell it.
struct Estimate {
  double value = 0, low = 0, high = 0;
};

/// An index needs all points of a row of a Sobol design, or of a walk of Morris's, which are `width` points each. Leaves
/// out, in both arguments, those in which a point has no result (NaN); returns how many.
std::size_t leave_out_broken_rows(Design& design, std::vector<double>& results, std::size_t width);

/// Of one factor: the share of the variance that it explains alone, and with all that it does together with others.
struct SobolIndex {
  Estimate first_order, total;
};
/// `results`: one for each point of a `saltelli` design over `factors` factors. Estimators of Saltelli et al. 2010
/// (first order) and Jansen 1999 (total); the bootstrap draws rows anew, `seed` says which. NaN where nothing varies.
std::vector<SobolIndex> sobol_indices(std::span<const double> results, std::size_t factors, std::uint32_t seed);

/// Of one factor, per whole range of it: mean of the absolute elementary effects, their mean, their standard deviation.
struct MorrisEffect {
  Estimate mean_absolute;
  double mean = 0, deviation = 0;
};
/// `results`: one for each point of the `morris` design over `factors`. Campolongo, Cariboni and Saltelli 2007. A
/// factor that rounding kept in place has effects of 0.
std::vector<MorrisEffect> morris_effects(const Design& design, std::span<const double> results,
                                         const std::vector<Factor>& factors, std::uint32_t seed);

}  // namespace trellis
