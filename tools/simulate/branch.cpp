#include "tools/simulate/branch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace trellis {

namespace {

// Finds every schedule of a policy with its path.
class Levers final : public Describer {
 public:
  explicit Levers(Policy policy) : policy_{std::move(policy)} { policy_.describe(*this); }
  std::vector<std::pair<std::string, const Schedule*>> found;

 protected:
  void value(std::string_view name, Field field, const Spec&) override {
    if (Schedule** lever = std::get_if<Schedule*>(&field)) found.emplace_back(path_ + std::string{name}, *lever);
  }
  std::size_t choose(std::string_view, std::size_t chosen, std::span<const std::string_view>,
                     std::string_view) override {
    return chosen;
  }
  bool enter(std::string_view name, std::string_view) override {
    lengths_.push_back(path_.size());
    path_ += std::string{name} + '.';
    return true;
  }
  void leave() override {
    path_.resize(lengths_.back());
    lengths_.pop_back();
  }
  Records open(std::string_view, std::string_view, std::string_view, std::size_t) override { return {}; }
  bool enter_record(std::size_t) override { return false; }
  void leave_record() override {}
  void close() override {}

 private:
  Policy policy_;
  std::string path_ = "policy.";
  std::vector<std::size_t> lengths_;
};

// The place of a value, or of the nearest thing around it that has one.
Place place_of(const Node& root, const std::string& path) {
  const Node* node = &root;
  for (std::size_t from = 0; from < path.size();) {
    const std::size_t end = std::min(path.find_first_of(".[", from), path.size());
    const Node::Entry* entry = node->find(path.substr(from, end - from));
    if (entry == nullptr) break;
    node = &entry->node;
    if (end < path.size() && path[end] == '[') break;
    from = end + 1;
  }
  return node->place;
}

Month first_of(const Schedule& one, const Schedule& other, Month start) {
  for (const Schedule* schedule : {&one, &other})
    for (const ScheduleStep& step : schedule->steps()) start = std::min(start, step.from);
  return start;
}

// Why the lever is not that of the past; empty where it is.
std::string other_past(const Schedule& was, const Schedule& is, Month start, Month now) {
  const std::vector<Target> targets = everybody(was, is);
  for (Month month = first_of(was, is, start); month < now; ++month)
    for (const Target& target : targets) {
      const double before = was.at(month, target), after = is.at(month, target);
      if (before == after) continue;
      std::string whom;
      for (const std::string* name : {&target.cluster, &target.category, &target.owner})
        if (!name->empty()) whom += " for " + *name;
      return fmt::format(
          "changes the past: {} in {}{}, where it was {}. What lies before {}, the month of the checkpoint, stays: "
          "repeat its steps and add others from then on",
          after, to_string(month), whom, before, to_string(now));
    }
  return {};
}

bool is_lever(const std::string& path) { return path.starts_with("policy."); }

}  // namespace

void check_branch(const Loaded& past, const Loaded& branch, Month now) {
  std::vector<Problem> problems;
  std::set<std::pair<int, int>> told;
  const auto refuse = [&](const std::string& path, std::string why) {
    const Place place = place_of(branch.document.root(), path);
    if (told.emplace(place.line, place.column).second)
      problems.push_back({place.file, place.line, place.column, path, std::move(why)});
  };

  std::map<std::string, std::string> values;
  for (const ValueOrigin& value : past.origins.values) values.emplace(value.path, value.value);
  for (const ValueOrigin& value : branch.origins.values) {
    const auto was = values.find(value.path);
    const bool same = was != values.end() && was->second == value.value;
    if (was != values.end()) values.erase(was);
    if (!same && !is_lever(value.path) && value.path != "title")
      refuse(value.path, "is no lever: a branch has the past of its checkpoint, and may only change policy and title");
  }
  for (const auto& [path, value] : values)
    if (!is_lever(path)) refuse(path, "is gone, and is no lever: a branch may only change policy and title");

  const Levers was{past.scenario.policy}, is{branch.scenario.policy};
  for (std::size_t lever = 0; lever < is.found.size(); ++lever) {
    const auto& [path, schedule] = is.found[lever];
    if (std::string why = other_past(*was.found[lever].second, *schedule, past.scenario.start, now); !why.empty())
      refuse(path, std::move(why));
  }
  if (!problems.empty()) throw ScenarioError{std::move(problems)};
}

}  // namespace trellis
