#include "agents/shocks/phases.hpp"

namespace trellis {

namespace {

// Finds every schedule of a policy, in the order of its description.
class Levers final : public Describer {
 public:
  explicit Levers(Policy& policy) { policy.describe(*this); }
  std::vector<Schedule*> found;

 protected:
  void value(std::string_view, Field field, const Spec&) override {
    if (Schedule** lever = std::get_if<Schedule*>(&field)) found.push_back(*lever);
  }
  std::size_t choose(std::string_view, std::size_t chosen, std::span<const std::string_view>,
                     std::string_view) override {
    return chosen;
  }
  bool enter(std::string_view, std::string_view) override { return true; }
  void leave() override {}
  Records open(std::string_view, std::string_view, std::string_view, std::size_t) override { return {}; }
  bool enter_record(std::size_t) override { return false; }
  void leave_record() override {}
  void close() override {}
};

// The planned lever, but as in the law from `from` to before `until`: a step for each month in which it changes, for
// everybody by all names at once, or a step that has yet to begin would hide a less precise one that has.
Schedule reverted(const Schedule& planned, const Schedule& law, Month start, Month from, Month until, Month end) {
  std::vector<ScheduleStep> steps;
  for (const Target& target : everybody(planned, law)) {
    double last = 0;
    for (Month month = start; month <= end; month = month + 1) {
      const bool gone = from <= month && month < until;
      const double now = (gone ? law : planned).at(month, target);
      if (month == start || now != last) steps.push_back({.from = month, .value = now, .target = target});
      last = now;
    }
  }
  return Schedule{std::move(steps)};
}

}  // namespace

Scenario with_reversals(Scenario scenario) {
  for (const ShockRecord& shock : scenario.shocks) {
    if (shock.kind != ShockKind::policy_reversal || !(shock.depth > 0)) continue;
    const Levers planned{scenario.policy}, law{scenario.reference_law};
    for (std::size_t lever = 0; lever < planned.found.size(); ++lever)
      *planned.found[lever] = reverted(*planned.found[lever], *law.found[lever], scenario.start, shock.from,
                                       shock.from + shock.months, scenario.end);
  }
  return scenario;
}

}  // namespace trellis
