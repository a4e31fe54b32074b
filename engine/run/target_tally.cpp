#include "engine/run/target_tally.hpp"

#include <cstring>
#include <limits>
#include <stdexcept>

namespace trellis {

TargetTally::TargetTally(const Recorder& recorder, const RunDescription& of,
                         const std::vector<std::string>& alternatives, const std::string& summed, Reached& result)
    : recorder_{recorder}, of_{of}, result_{result} {
  const auto place = [&](const std::string& name) { return recorder.place(name, of.axes); };
  for (const TargetRow& target : of.targets) statistics_.push_back(place(target.statistic));
  for (const std::string& name : alternatives) alternatives_.push_back(place(name));
  for (const Moment& moment : of.moments) moment_places_.push_back(place(moment.statistic));
  if (!summed.empty()) summed_.push_back(place(summed));
  for (const Recorder::Place& each : summed_)
    if (each.type != Series::Type::i64) throw std::invalid_argument{summed + " is not whole"};
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  result.reached.assign(of.targets.size(), none);
  result.at_targets.assign(of.targets.size(), std::vector<double>(alternatives_.size(), none));
  moments_.assign(of.moments.size(), none);
}

void TargetTally::take(Month month, std::span<const std::byte> frame) {
  for (const Recorder::Place& each : summed_) {
    std::int64_t number;
    std::memcpy(&number, frame.data() + each.offset, sizeof number);
    result_.total += Dong{number};
  }
  if (month.month() != 12) return;
  for (std::size_t t = 0; t < of_.targets.size(); ++t)
    if (of_.targets[t].year == month.year()) {
      result_.reached[t] = recorder_.value(statistics_[t], frame);
      for (std::size_t a = 0; a < alternatives_.size(); ++a)
        result_.at_targets[t][a] = recorder_.value(alternatives_[a], frame);
    }
  for (std::size_t m = 0; m < moments_.size(); ++m)
    if (of_.moments[m].year == month.year()) moments_[m] = recorder_.value(moment_places_[m], frame);
}

}  // namespace trellis
