#include "agents/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "agents/statistics/barriers.hpp"
#include "agents/summary_words.hpp"

namespace trellis {

namespace {

struct Definition {
  std::string_view series, words;
};
constexpr Definition definition_list[] = {
    {"localisation_gross", "made in Vietnam, in-house included"},
    {"localisation_gross_imposed", "  of it in-house: an input"},
    {"localisation_gross_endogenous", "  of it bought: an outcome"},
    {"localisation_arm", "bought from suppliers in Vietnam"},
    {"localisation_domestic", "bought from Vietnamese-owned suppliers"},
    {"localisation_value_added", "value added in Vietnam"},
    {"demand_met", "parts and spares delivered from Vietnam"},
    {"demand_met_domestic", "the same by Vietnamese-owned suppliers"},
};

struct Verdict {
  enum Kind { reached, missed, open } kind;
  std::string text;
};

Verdict verdict_on(const TargetRow& row, const std::string& unit, double reached, Month start) {
  if (std::isnan(reached)) return {Verdict::open, row.year < start.year() ? "before the run" : "beyond the run"};
  if (row.imposed) return {Verdict::open, "imposed: an input"};
  if (reached >= row.low) return {Verdict::reached, "reached"};
  const double short_of = row.low - reached;
  return {Verdict::missed, unit == "1" ? fmt::format("missed by {:.1f} points", 100 * short_of)
                                       : fmt::format("missed by {} {}", whole(short_of), unit)};
}

std::string coloured(const Verdict& verdict, bool in_colour) {
  if (!in_colour || verdict.kind == Verdict::open) return verdict.text;
  return fmt::format("\x1b[{}m{}\x1b[0m", verdict.kind == Verdict::reached ? 32 : 31, verdict.text);
}

std::string target_table(const Summary& s) {
  struct Line {
    std::string name, date, range, reached;
    Verdict verdict;
  };
  std::vector<Line> lines;
  for (std::size_t t = 0; t < s.rows.size(); ++t) {
    const std::string& unit = s.targets[t].unit;
    lines.push_back({s.rows[t].name, to_string(Month{s.rows[t].year, 12}), range_text(s.rows[t], unit),
                     value_text(s.result.reached[t], unit), verdict_on(s.rows[t], unit, s.result.reached[t], s.start)});
  }
  std::size_t name = 8, range = 8, reached = 7;
  for (const Line& line : lines) {
    name = std::max(name, characters(line.name));
    range = std::max(range, characters(line.range));
    reached = std::max(reached, characters(line.reached));
  }
  std::string text = fmt::format("  {}  date     {}  {}  verdict\n", left("target", name + 2), right("low-high", range),
                                 right("reached", reached));
  std::string statistic;
  for (const std::size_t t : by_statistic_and_date(s.rows)) {
    const Line& line = lines[t];
    if (std::exchange(statistic, s.rows[t].statistic) != s.rows[t].statistic) text += "  " + statistic + '\n';
    text += fmt::format("    {}  {}  {}  {}  {}\n", left(line.name, name), line.date, right(line.range, range),
                        right(line.reached, reached), coloured(line.verdict, s.in_colour));
  }
  return text;
}

using Dates = std::vector<std::pair<int, std::size_t>>;  // years of targets that the run reached, one target of each

Dates dates_of(const Summary& s) {
  Dates dates;
  std::set<int> years;
  for (std::size_t t = 0; t < s.rows.size(); ++t)
    if (!std::isnan(s.result.reached[t]) && years.insert(s.rows[t].year).second) dates.emplace_back(s.rows[t].year, t);
  std::ranges::sort(dates);
  return dates;
}

struct Row {
  std::string_view words;
  std::vector<std::string> values;  // one for each date
};

// Rows over dates, six dates in a line.
std::string table_over_dates(std::string_view head, const std::vector<Row>& rows, const Dates& dates) {
  std::size_t width = characters(head);
  for (const Row& row : rows) width = std::max(width, characters(row.words));
  constexpr std::size_t dates_in_a_line = 6;
  std::string text;
  for (std::size_t from = 0; from < dates.size(); from += dates_in_a_line) {
    const auto shown = std::span(dates).subspan(from, std::min(dates_in_a_line, dates.size() - from));
    text += "  " + left(head, width);
    for (const auto& [year, target] : shown) text += "  " + to_string(Month{year, 12});
    text += '\n';
    for (const Row& row : rows) {
      text += "  " + left(row.words, width);
      for (std::size_t at = from; at < from + shown.size(); ++at) text += "  " + right(row.values[at], 7);
      text += '\n';
    }
  }
  return text;
}

// Every definition of localisation at the dates of the targets.
std::string definition_table(const Summary& s, const Dates& dates) {
  std::vector<Row> rows;
  for (std::size_t d = 0; d < std::size(definition_list); ++d) {
    Row row{definition_list[d].words, {}};
    for (const auto& [year, target] : dates) row.values.push_back(value_text(s.result.at_targets[target][d], "1"));
    rows.push_back(std::move(row));
  }
  return table_over_dates("share", rows, dates);
}

// Every barrier in the order in which suppliers meet them, as a share of the imported parts.
std::string barrier_table(const Summary& s, const Dates& dates) {
  const auto imports = [&](std::size_t target, std::size_t b) {
    return s.result.at_targets[target][std::size(definition_list) + b];
  };
  std::vector<Row> rows;
  for (std::size_t b = 0; b < barriers; ++b) {
    Row row{about_barriers[b].words, {}};
    for (const auto& [year, target] : dates) {
      double all = 0;
      for (std::size_t each = 0; each < barriers; ++each) all += imports(target, each);
      row.values.push_back(value_text(all > 0 ? imports(target, b) / all : 0, "1"));
    }
    rows.push_back(std::move(row));
  }
  return table_over_dates("share of imported parts", rows, dates);
}

}  // namespace

std::vector<std::string> definitions() {
  std::vector<std::string> names;
  for (const Definition& each : definition_list) names.emplace_back(each.series);
  for (const AboutBarrier& each : about_barriers) names.push_back(fmt::format("imports_by_barrier[{}]", each.name));
  return names;
}

std::string summary_text(const Summary& s) {
  std::string text;
  if (!s.rows.empty()) {
    text += "\nTargets, each held against its statistic\n" + target_table(s);
    const Dates dates = dates_of(s);
    if (!dates.empty()) {
      text += "\nThe same dates under every definition\n" + definition_table(s, dates);
      text += "\nWhat keeps imported parts from being bought in Vietnam\n" + barrier_table(s, dates);
    }
  }
  const double billions = to_value(s.public_cost).value / 1e9;
  text += fmt::format("\nPublic cost over {} months: {} billion VND\n", s.result.months, whole(billions));
  const std::string file = s.result.file.string();
  text += fmt::format("Results: {}\n", file);
  if (s.result.signal == 0) text += fmt::format("Open it:  import xarray as xr; xr.open_dataset(\"{}\")\n", file);
  return text;
}

}  // namespace trellis
