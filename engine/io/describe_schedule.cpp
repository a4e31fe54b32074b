#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/io/describe_text.hpp"
#include "engine/io/describe_value.hpp"
#include "engine/io/suggest.hpp"

namespace trellis {

namespace {

const std::vector<std::string>& step_keys() {
  static const std::vector<std::string> keys{"from", "value", "ramp", "cluster", "category", "owner"};
  return keys;
}

class StepReader {
 public:
  StepReader(const Node& node, std::string path, const Spec& spec, const Report& report)
      : node_(node), path_(std::move(path)), spec_(spec), report_(report) {}

  bool read(ScheduleStep& step) {
    if (node_.kind == Node::refused) return false;
    if (node_.kind != Node::mapping) {
      report_(node_.place, path_, fmt::format("expected {{from: MONTH, value: ...}}, found {}", found_in(node_)));
      return false;
    }
    const Spec ramp{.unit = "months", .least = 0, .most = 1200, .meaning = "months until the value is reached"};
    const Spec date{.meaning = "first month of the value"};
    const Spec name{.meaning = "for whom the value is"};
    bool good = required("from", &step.from, date);
    good &= required("value", &step.value, spec_);
    good &= optional("ramp", &step.ramp_months, ramp);
    good &= optional("cluster", &step.target.cluster, name);
    good &= optional("category", &step.target.category, name);
    good &= optional("owner", &step.target.owner, name);
    for (const Node::Entry& entry : node_.entries) {
      if (std::find(step_keys().begin(), step_keys().end(), entry.key) != step_keys().end()) continue;
      report_(entry.key_place, path_ + '.' + entry.key, "unknown key" + did_you_mean(entry.key, step_keys()));
      good = false;
    }
    return good;
  }

 private:
  bool optional(const char* key, const Field& field, const Spec& spec) {
    const Node::Entry* entry = node_.find(key);
    return entry == nullptr || read_value(entry->node, path_ + '.' + key, field, spec, report_);
  }

  bool required(const char* key, const Field& field, const Spec& spec) {
    if (node_.find(key) != nullptr) return optional(key, field, spec);
    report_(node_.place, path_ + '.' + key, fmt::format("is missing: {}", expected_form(field, spec)));
    return false;
  }

  const Node& node_;
  std::string path_;
  const Spec& spec_;
  const Report& report_;
};

bool check_target(const Node& name, const std::string& path, std::string_view key, const Spec& spec,
                  const KnownNames& known, const Report& report) {
  const auto kind = std::find_if(spec.heeds.begin(), spec.heeds.end(), [&](Heeds k) { return step_key(k) == key; });
  if (kind == spec.heeds.end()) {
    const std::string may = spec.heeds.empty() ? "its steps are for all" : "its steps may name " + step_keys(spec);
    report(name.place, path, fmt::format("'{}' has no effect on this schedule: {}", key, may));
    return false;
  }
  const auto names = known.find(*kind);
  if (names == known.end() || name.kind != Node::scalar) return true;
  const std::vector<std::string>& right = names->second;
  if (std::find(right.begin(), right.end(), name.text) != right.end()) return true;
  const auto all = known.find(Heeds::owner);
  const bool elsewhere = *kind == Heeds::domestic_owner && all != known.end() &&
                         std::find(all->second.begin(), all->second.end(), name.text) != all->second.end();
  report(name.place, path,
         elsewhere ? fmt::format("'{}' gets nothing of this schedule, which is for {}", name.text, joined(right))
                   : fmt::format("'{}' is not known{}", name.text, did_you_mean(name.text, right)));
  return false;
}

}  // namespace

bool check_targets(const Node& node, const std::string& path, const Spec& spec, const KnownNames& known,
                   const Report& report) {
  bool good = true;
  if (node.kind != Node::sequence) return good;
  for (std::size_t index = 0; index < node.entries.size(); ++index) {
    for (const char* key : {"cluster", "category", "owner"}) {
      const Node::Entry* entry = node.entries[index].node.find(key);
      if (entry == nullptr || (entry->node.kind == Node::scalar && entry->node.text.empty())) continue;
      good &= check_target(entry->node, fmt::format("{}[{}].{}", path, index, key), key, spec, known, report);
    }
  }
  return good;
}

bool read_schedule(const Node& node, const std::string& path, Schedule& schedule, const Spec& spec,
                   const Report& report) {
  if (node.kind != Node::sequence) {
    if (node.kind != Node::scalar) {
      const Field field = &schedule;
      report(node.place, path, fmt::format("expected {}, found {}", expected_form(field, spec), found_in(node)));
      return false;
    }
    double constant = 0;
    const bool good = read_value(node, path, &constant, spec, report);
    if (good) schedule = Schedule(constant);
    return good;
  }
  std::vector<ScheduleStep> steps(node.entries.size());
  bool good = true;
  for (std::size_t index = 0; index < steps.size(); ++index) {
    const std::string step_path = fmt::format("{}[{}]", path, index);
    if (!StepReader(node.entries[index].node, step_path, spec, report).read(steps[index])) good = false;
  }
  if (!good) return false;
  for (std::size_t index = 0; index < steps.size(); ++index) {
    const auto same = [&](const ScheduleStep& other) { return other.target == steps[index].target; };
    const auto here = steps.rend() - static_cast<std::ptrdiff_t>(index);
    const auto before = std::find_if(here, steps.rend(), same);
    if (before == steps.rend() || before->from < steps[index].from) continue;
    const Node::Entry* from = node.entries[index].node.find("from");
    report(
        from->node.place, fmt::format("{}[{}].from", path, index),
        fmt::format("{} is not after {}, the step before it", to_string(steps[index].from), to_string(before->from)));
    good = false;
  }
  const auto for_all = [](const ScheduleStep& step) { return step.target.for_all(); };
  if (std::none_of(steps.begin(), steps.end(), for_all)) {
    report(node.place, path, "a schedule needs a step without cluster, category and owner, the value for all others");
    good = false;
  }
  if (good) schedule = Schedule(std::move(steps));
  return good;
}

}  // namespace trellis
