// What of every month is held against targets and moments.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/money.hpp"
#include "engine/io/run_file.hpp"
#include "engine/run/recorder.hpp"

namespace trellis {

/// What a run has reached so far.
struct Reached {
  std::vector<double> reached{};  ///< for each target the value of its statistic at its date; NaN where not reached
  std::vector<std::vector<double>> at_targets{};  ///< the same for every alternative statistic, target by target
  WideDong total{};                               ///< of the series that is summed up
};

/// Takes a run month by month, whether it is stepped or read. A target's statistic is the name of a national series or
/// of one element `series[label]`.
class TargetTally {
 public:
  /// `of`: axes, targets and moments. `summed`: a national series of whole numbers, or nothing. Throws
  /// std::invalid_argument for names of no series.
  TargetTally(const Recorder& recorder, const RunDescription& of, const std::vector<std::string>& alternatives,
              const std::string& summed, Reached& result);
  void take(Month month, std::span<const std::byte> frame);
  std::span<const double> moments() const { return moments_; }

 private:
  const Recorder& recorder_;
  const RunDescription& of_;
  Reached& result_;
  std::vector<Recorder::Place> statistics_, alternatives_, moment_places_;
  std::vector<Recorder::Place> summed_;  // one or none
  std::vector<double> moments_;
};

}  // namespace trellis
