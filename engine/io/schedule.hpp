// A number that changes at announced dates, at once or by a linear ramp, for all or for a named target.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/calendar.hpp"

namespace trellis {

// Who asks for the value of a schedule, by its names; whoever has no name of a kind is reached by no step that names
// one.
struct Recipient {
  std::string_view cluster = {}, category = {}, owner = {};
};

// Whom a step of a schedule is for; an empty name stands for all.
struct Target {
  std::string cluster = {}, category = {}, owner = {};

  bool operator==(const Target&) const = default;
  operator Recipient() const { return {cluster, category, owner}; }
  bool for_all() const { return cluster.empty() && category.empty() && owner.empty(); }
};

// From `from` on the number moves in a straight line to `value`, which it reaches `ramp_months` later (0: at once).
struct ScheduleStep {
  Month from;
  double value{};
  int ramp_months{};
  Target target{};
};

// Steps in the unit of their parameter. Steps for one target follow each other in time; `at` is a pure function.
class Schedule {
 public:
  Schedule() = default;
  // A constant: the same value for all, at any date.
  explicit Schedule(double constant) : constant_(constant) {}
  // Steps in ascending order of date within each target, at least one of them for all (std::invalid_argument
  // otherwise).
  explicit Schedule(std::vector<ScheduleStep> steps);

  // The value for all. Before its first step it is that step's value.
  double at(Month month) const { return at(month, Recipient{}); }
  // The value for one cluster, category and owner class: the step for the most precise target that has begun counts,
  // where a cluster is more precise than a category, and a category than an owner class. Its first ramp starts from
  // the value that the less precise steps give.
  double at(Month month, const Recipient& recipient) const;

  bool constant() const { return steps_.empty(); }
  bool targeted() const { return targeted_; }  // Has it a step that is not for all?
  const std::vector<ScheduleStep>& steps() const { return steps_; }

 private:
  double at(Month month, const Recipient& recipient, int less_precise_than) const;

  double constant_{};
  bool targeted_ = false;
  std::vector<ScheduleStep> steps_;
};

// Everybody between whom the steps of the two may tell: each combination of the names in them, and of none.
std::vector<Target> everybody(const Schedule& one, const Schedule& other);

}  // namespace trellis
