// The arms of an ensemble, what is kept of its members, and what tells it from another.
#include "tools/simulate/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/io/describe_list.hpp"
#include "engine/io/digest.hpp"
#include "engine/io/suggest.hpp"
#include "engine/run/sidecar.hpp"
#include "tools/simulate/experiment_design.hpp"
#include "trellis_build_info.hpp"

namespace trellis {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_members = 10'000'000;

bool extends_another(const std::string& file) {
  const Document document = Document::load(file);
  return document.files().size() > 1;
}

Loaded load_arm(const Request& request, const Experiment::Arm& arm, const std::vector<std::string>& settings) {
  return load(request, arm.file, arm.overlays, settings);
}

std::vector<std::string> settings_of(const Design& design, const std::vector<double>& point) {
  std::vector<std::string> settings;
  for (std::size_t k = 0; k < point.size(); ++k)
    settings.push_back(fmt::format("{}={}", design.parameters[k], point[k]));
  return settings;
}

std::vector<Experiment::Arm> arms_of(const Request& request, const Loaded& first) {
  std::vector<Experiment::Arm> arms{{{fs::path(request.scenario).stem().string(), {}, {}}, request.scenario, {}}};
  const auto add = [&](const std::string& file) {
    const bool alone = extends_another(file);
    arms.push_back({{fs::path(file).stem().string(), {}, {}}, alone ? file : request.scenario, {}});
    if (!alone) arms.back().overlays = {file};
  };
  if (request.arms.empty())
    for (const std::string& file : first.scenario.ensemble.arms) add(resolved(first, "ensemble.arms", file));
  for (const std::string& file : request.arms) add(file);
  std::set<std::string> names;
  for (const Experiment::Arm& arm : arms)
    if (!names.insert(arm.row.name).second) refuse("--arm", fmt::format("two arms are called '{}'", arm.row.name));
  return arms;
}

std::vector<Series> kept(const Request& request, const Loaded& first) {
  const std::vector<std::string>& names = request.keep.empty() ? first.scenario.ensemble.keep : request.keep;
  std::vector<Series> all = published_series(), chosen;
  if (names.empty()) {
    std::ranges::copy_if(all, std::back_inserter(chosen), [](const Series& series) { return series.axes.empty(); });
    return chosen;
  }
  std::vector<std::string> known;
  for (const Series& series : all) known.push_back(series.name);
  std::vector<Problem> problems;
  for (const std::string& name : names)
    if (std::ranges::find(known, name) == known.end())
      problems.push_back(
          {"", 0, 0, "--keep", fmt::format("no output variable is called '{}'{}", name, did_you_mean(name, known))});
  if (!problems.empty()) throw ScenarioError{std::move(problems)};
  for (const Series& series : all)
    if (std::ranges::find(names, series.name) != names.end()) chosen.push_back(series);
  return chosen;
}

std::string sum_of(std::string_view text) {
  Sha256 sum;
  sum.add(text);
  return sum.hex();
}

/// Reads every arm at the design's corners, so that nothing is computed of an ensemble of which a part cannot be.
void check_arms(const Request& request, Experiment& e) {
  std::vector<double> low = e.design.empty() ? std::vector<double>{} : e.design.points[0], high = low;
  for (const std::vector<double>& point : e.design.points)
    for (std::size_t k = 0; k < point.size(); ++k)
      low[k] = std::min(low[k], point[k]), high[k] = std::max(high[k], point[k]);
  std::map<std::string, std::string> name_of_text;
  for (Experiment::Arm& arm : e.arms) {
    Loaded loaded = load_arm(request, arm, {});
    if (!e.design.empty())
      load_arm(request, arm, settings_of(e.design, low)), load_arm(request, arm, settings_of(e.design, high));
    arm.row.title = loaded.scenario.title, arm.row.scenario = arm.overlays.empty() ? arm.file : arm.overlays[0];
    arm.row.scenario = fs::path(arm.row.scenario).filename().string();
    if (loaded.scenario.start != e.first.scenario.start || loaded.scenario.end != e.first.scenario.end)
      refuse("--arm", fmt::format("'{}' runs over other months than '{}'", arm.row.name, e.arms[0].row.name));
    const auto same = [](const TargetRow& a, const TargetRow& b) {
      return a.name == b.name && a.statistic == b.statistic && a.year == b.year;
    };
    if (!std::ranges::equal(loaded.targets, e.first.targets, same))
      refuse("--arm", fmt::format("'{}' has other targets than '{}'", arm.row.name, e.arms[0].row.name));
    loaded.scenario.title.clear();
    loaded.scenario.ensemble = e.first.scenario.ensemble;
    loaded.scenario.seed = e.first.scenario.seed;
    const std::string text = canonical_text(description_of(loaded.scenario));
    if (const auto [at, fresh] = name_of_text.emplace(text, arm.row.name); !fresh)
      refuse("--arm",
             fmt::format("'{}' is the same policy as '{}': their members would be equal", arm.row.name, at->second));
    e.identity += fmt::format("arm {}: scenario {}\n", arm.row.name, sum_of(text));
  }
}

}  // namespace

Experiment experiment_of(const Request& request) {
  Experiment e;
  e.first = load(request);
  e.arms = arms_of(request, e.first);
  make_design(request, e);
  e.identity =
      fmt::format("program: trellis {} ({})\nmonths: {} from {}\nseed: {}\n", TRELLIS_VERSION, TRELLIS_REVISION,
                  e.first.scenario.months(), to_string(e.first.scenario.start), e.first.scenario.seed);
  check_arms(request, e);

  const std::uint32_t replicas = request.replicas.value_or(e.first.scenario.ensemble.replicas);
  e.work.numbering = {static_cast<std::uint32_t>(std::max<std::size_t>(e.design.points.size(), 1)),
                      static_cast<std::uint32_t>(e.arms.size()), replicas};
  if (e.work.numbering.size() > most_members)
    refuse("",
           fmt::format("{} members are more than this program numbers ({})", e.work.numbering.size(), most_members));
  e.work.points = e.design.points;
  e.work.summed = "public_cost";
  EnsembleDescription& of = e.work.description;
  of.months = static_cast<std::size_t>(e.first.scenario.months());
  of.members = e.work.numbering.size();
  of.parameters = e.design.parameters;
  for (const Experiment::Arm& arm : e.arms) of.arms.push_back(arm.row);
  of.run.title = e.first.scenario.title;
  of.run.references = "agents/ODD.md";
  of.run.seed = e.first.scenario.seed;
  of.run.start = e.first.scenario.start;
  of.run.targets = e.first.targets;
  of.run.series = kept(request, e.first);
  Provenance& provenance = of.run.provenance;
  provenance.version = TRELLIS_VERSION, provenance.revision = TRELLIS_REVISION;
  provenance.compiler = TRELLIS_COMPILER, provenance.flags = TRELLIS_FLAGS;
  note_inputs(provenance, request.scenario, e.first.origins, canonical_text(description_of(e.first.scenario)));

  std::string design, series;
  for (const std::string& name : e.design.parameters) design += name + ' ';
  for (const auto& point : e.design.points)
    for (const double value : point) design += fmt::format("{} ", value);
  for (const Series& each : of.run.series) series += each.name + ' ';
  e.identity += fmt::format("replicas: {}\npoints: {}\ndesign: {}\nkept: {}\n", replicas, e.design.points.size(),
                            sum_of(design), series);
  of.identity = sum_of(e.identity);
  return e;
}

std::shared_ptr<const Scenario> Scenarios::of(const Member& member) {
  const std::pair key{member.point, member.arm};
  {
    const std::lock_guard lock{one_at_a_time_};
    if (const auto found = kept_.find(key); found != kept_.end()) return found->second;
  }
  const std::vector<double> none;
  const auto& point = experiment_.design.empty() ? none : experiment_.design.points[member.point];
  const auto scenario = std::make_shared<const Scenario>(
      load_arm(request_, experiment_.arms[member.arm], settings_of(experiment_.design, point)).scenario);
  const std::lock_guard lock{one_at_a_time_};
  constexpr std::size_t most = 64;
  if (kept_.size() >= most) kept_.clear();
  return kept_.emplace(key, scenario).first->second;
}

}  // namespace trellis
