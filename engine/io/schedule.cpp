#include "engine/io/schedule.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace trellis {

namespace {

constexpr int beyond_all_precision = 8;

// Higher for the more precise target; targets that apply to the same row never tie, as a row has one name of each kind.
int precision(const Target& target) {
  return (target.cluster.empty() ? 0 : 4) + (target.category.empty() ? 0 : 2) + (target.owner.empty() ? 0 : 1);
}

bool covers(const Target& step, const Recipient& asked) {
  return (step.cluster.empty() || step.cluster == asked.cluster) &&
         (step.category.empty() || step.category == asked.category) &&
         (step.owner.empty() || step.owner == asked.owner);
}

}  // namespace

Schedule::Schedule(std::vector<ScheduleStep> steps) : steps_(std::move(steps)) {
  targeted_ =
      !std::all_of(steps_.begin(), steps_.end(), [](const ScheduleStep& step) { return step.target.for_all(); });
  if (std::none_of(steps_.begin(), steps_.end(), [](const ScheduleStep& step) { return step.target.for_all(); })) {
    throw std::invalid_argument("a schedule needs a step for all");
  }
  for (std::size_t later = 1; later < steps_.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (steps_[earlier].target == steps_[later].target && !(steps_[earlier].from < steps_[later].from)) {
        throw std::invalid_argument("the steps of a schedule are out of order");
      }
    }
  }
}

double Schedule::at(Month month, const Recipient& recipient) const {
  return constant() ? constant_ : at(month, recipient, beyond_all_precision);
}

double Schedule::at(Month month, const Recipient& recipient, int less_precise_than) const {
  int chosen = -1;
  for (const ScheduleStep& step : steps_) {
    const int candidate = precision(step.target);
    if (candidate < less_precise_than && covers(step.target, recipient) && step.from <= month) {
      chosen = std::max(chosen, candidate);
    }
  }
  const bool before_the_first = chosen < 0;
  double value = 0;
  bool first = true;
  const ScheduleStep* last = nullptr;
  double last_start = 0;
  const auto value_at = [&](Month when) {
    const int passed = when - last->from;
    if (passed >= last->ramp_months) return last->value;
    return last_start + (last->value - last_start) * (double(passed) / double(last->ramp_months));
  };
  for (const ScheduleStep& step : steps_) {
    if (before_the_first) {
      if (step.target.for_all()) return step.value;
      continue;
    }
    if (precision(step.target) != chosen || !covers(step.target, recipient) || month < step.from) continue;
    if (first) {
      value = chosen == 0 ? step.value : at(step.from, recipient, chosen);
    } else {
      value = value_at(step.from);
    }
    first = false;
    last = &step;
    last_start = value;
  }
  return value_at(month);
}

std::vector<Target> everybody(const Schedule& one, const Schedule& other) {
  std::set<std::string> clusters{""}, categories{""}, owners{""};
  for (const Schedule* schedule : {&one, &other})
    for (const ScheduleStep& step : schedule->steps())
      clusters.insert(step.target.cluster), categories.insert(step.target.category), owners.insert(step.target.owner);
  std::vector<Target> all;
  for (const std::string& cluster : clusters)
    for (const std::string& category : categories)
      for (const std::string& owner : owners) all.push_back({cluster, category, owner});
  return all;
}

}  // namespace trellis
