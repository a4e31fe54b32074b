// The points of a design: drawn within the ranges of the parameters that it moves, or read from a file.
#include "tools/simulate/experiment_design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>

#include "engine/io/csv.hpp"
#include "engine/io/describe_list.hpp"
#include "engine/io/suggest.hpp"

namespace trellis {

void refuse(const std::string& about, const std::string& why) { throw ScenarioError{Problem{"", 0, 0, about, why}}; }

std::string resolved(const Loaded& loaded, const std::string& parameter, const std::string& path) {
  if (std::filesystem::path(path).is_absolute()) return path;
  for (const ValueOrigin& value : loaded.origins.values)
    if (value.path == parameter && std::filesystem::exists(value.file))
      return (std::filesystem::path(value.file).parent_path() / path).string();
  return path;
}

namespace {

struct Range {
  double low, high;
  bool whole;
};

std::map<std::string, Range> ranges_in(const std::string& file) {
  std::vector<Problem> problems;
  const CsvTable table = read_csv(file, problems);
  if (!problems.empty()) throw ScenarioError{std::move(problems)};
  const auto column = [&](const char* name) {
    const auto found = std::ranges::find(table.header, name, &CsvCell::text);
    if (found == table.header.end()) refuse(file, fmt::format("has no column '{}'", name));
    return static_cast<std::size_t>(found - table.header.begin());
  };
  const std::size_t parameter = column("parameter"), low = column("low"), high = column("high"),
                    whole = column("whole");
  std::map<std::string, Range> ranges;
  for (const auto& row : table.rows) {
    if (row[low].text.empty() || row[high].text.empty()) continue;  // it stays as it is
    ranges[row[parameter].text] = {std::stod(row[low].text), std::stod(row[high].text), row[whole].text == "1"};
  }
  return ranges;
}

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

/// Whether values of the parameter, or of this element of it, are whole numbers. Throws where it is none that a design
/// can move.
bool moves_in_whole_numbers(const std::vector<ParameterRow>& parameters, const std::string& name,
                            const std::string& about) {
  const std::size_t dot = name.rfind('.');
  for (const ParameterRow& row : parameters) {
    if (row.path == name) {
      // A lever is moved as --set would: to one level that holds all the time.
      if (row.type == "number" || row.type == "whole number" || row.type == "schedule")
        return row.type == "whole number";
      const bool labelled = !row.labels.empty();
      refuse(about,
             fmt::format("'{}' is a {}: only numbers and levers can be moved{}", name, row.type,
                         labelled ? fmt::format("; name one of its elements, as '{}.{}'", name, row.labels[0]) : ""));
    }
    if (dot != std::string::npos && row.path == name.substr(0, dot) &&
        std::ranges::find(row.labels, name.substr(dot + 1)) != row.labels.end())
      return row.type.ends_with("whole numbers");
  }
  const std::string near = nearest_parameter(parameters, name);
  refuse(about, fmt::format("no parameter is called '{}'{}", name,
                            near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

/// PATH, PATH=LOW:HIGH
std::vector<Factor> factors_of(const Request& request, const Loaded& first, const std::vector<ParameterRow>& parameters,
                               const std::vector<std::string>& vary, std::size_t levels) {
  std::map<std::string, Range> ranges;
  const std::string file =
      request.ranges.empty() ? resolved(first, "ensemble.ranges", first.scenario.ensemble.ranges) : request.ranges;
  std::vector<Factor> factors;
  for (const std::string& text : vary) {
    const std::size_t equals = text.find('='), colon = text.find(':');
    Factor factor{.parameter = text.substr(0, equals), .levels = levels};
    const bool whole = moves_in_whole_numbers(parameters, factor.parameter, "--vary");
    if (equals == std::string::npos) {
      if (ranges.empty()) ranges = ranges_in(file);
      const auto found = ranges.find(factor.parameter);
      if (found == ranges.end())
        refuse("--vary", fmt::format("{} gives no range for '{}': write {}=LOW:HIGH", file, factor.parameter, text));
      factor.low = found->second.low, factor.high = found->second.high, factor.whole = found->second.whole || whole;
    } else {
      const auto low = number_in(std::string_view{text}.substr(equals + 1, colon - equals - 1));
      const auto high = colon == std::string::npos ? std::nullopt : number_in(std::string_view{text}.substr(colon + 1));
      if (!low || !high || !(*low < *high))
        refuse("--vary", fmt::format("'{}' is not of the form PATH=LOW:HIGH with LOW below HIGH", text));
      factor.low = *low, factor.high = *high, factor.whole = whole;
    }
    if (std::ranges::find(factors, factor.parameter, &Factor::parameter) != factors.end())
      refuse("--vary", fmt::format("'{}' is moved twice", factor.parameter));
    factors.push_back(std::move(factor));
  }
  return factors;
}

}  // namespace

void make_design(const Request& request, Experiment& e) {
  const EnsembleParameters& said = e.first.scenario.ensemble;
  const std::vector<ParameterRow> parameters = list_parameters(description_of(e.first.scenario));
  if (!request.design.empty()) {
    if (!request.sample.empty() || !request.vary.empty()) refuse("--design", "goes without --sample and --vary");
    e.design = read_design(request.design);
    for (const std::string& name : e.design.parameters) moves_in_whole_numbers(parameters, name, request.design);
    if (const auto equal = equal_points(e.design); !equal.empty())
      refuse(request.design, fmt::format("points {} and {} are equal: their members would be the same",
                                         equal[0].first + 1, equal[0].second + 1));
    return;
  }
  static const std::map<std::string, Sampling> kinds{{"grid", Sampling::grid},
                                                     {"latin_hypercube", Sampling::latin_hypercube},
                                                     {"sobol", Sampling::sobol},
                                                     {"morris", Sampling::morris}};
  const Sampling sampling = request.sample.empty() ? said.design : kinds.at(request.sample);
  if (sampling == Sampling::none) {
    if (!request.vary.empty()) refuse("--vary", "goes with --sample");
    return;
  }
  const std::size_t points = request.points.value_or(said.points), levels = request.levels.value_or(said.levels);
  e.factors = factors_of(request, e.first, parameters, request.vary.empty() ? said.vary : request.vary, levels);
  if (e.factors.empty()) refuse("--vary", "a design moves parameters: name at least one");
  const std::uint32_t seed = e.first.scenario.seed;
  switch (sampling) {
    case Sampling::grid:
      if (std::pow(static_cast<double>(levels), static_cast<double>(e.factors.size())) > 1e7)
        refuse("--sample", "the grid has more than ten million points");
      e.kind = DesignKind::grid, e.design = grid(e.factors);
      break;
    case Sampling::latin_hypercube:
      e.kind = DesignKind::latin_hypercube, e.design = latin_hypercube(e.factors, points, seed);
      break;
    case Sampling::sobol:
      if ((points & (points - 1)) != 0)
        refuse("--points", fmt::format("{} is no power of two, which a Sobol design needs", points));
      if (e.factors.size() > 500) refuse("--vary", "a Sobol design moves at most 500 parameters");
      e.kind = DesignKind::sobol, e.design = saltelli(e.factors, points);
      break;
    case Sampling::morris:
      if (levels < 4 || levels % 2 != 0)
        refuse("--levels", fmt::format("{}: a Morris design has an even number of levels from 4 on", levels));
      e.kind = DesignKind::morris, e.design = morris(e.factors, points, levels, seed);
      break;
    case Sampling::none:
      break;
  }
}

}  // namespace trellis
