#include "agents/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "agents/summary_words.hpp"
#include "engine/ensemble/estimates.hpp"

namespace trellis {

namespace {

/// Columns that are as wide as their widest cell; the first ones stand left.
class Columns {
 public:
  Columns(std::vector<std::string> head, std::size_t at_left) : at_left_{at_left} { add(std::move(head)); }
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  std::string text() const {
    std::vector<std::size_t> widths(rows_[0].size(), 0);
    for (const auto& row : rows_)
      for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], characters(row[c]));
    std::string text;
    for (const auto& row : rows_) {
      std::string line;
      for (std::size_t c = 0; c < row.size(); ++c)
        line += "  " + (c < at_left_ ? left(row[c], widths[c]) : right(row[c], widths[c]));
      line.erase(line.find_last_not_of(' ') + 1);
      text += line + '\n';
    }
    return text;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::size_t at_left_;
};

/// What is compared of a member: by arm, in the order of (point, replica).
using Outcome = std::vector<std::map<std::pair<std::uint32_t, std::uint32_t>, double>>;

template <class Get>
Outcome outcomes(const Comparison& c, Get get) {
  Outcome by_arm(c.description.arms.size());
  for (const MemberRow& member : c.members)
    if (!member.failed) by_arm[member.arm].emplace(std::pair{member.point, member.replica}, get(member));
  return by_arm;
}

std::vector<double> values_of(const Outcome& outcome, std::size_t arm) {
  std::vector<double> values;
  for (const auto& [member, value] : outcome[arm]) values.push_back(value);
  return values;
}

std::vector<double> differences(const Outcome& outcome, std::size_t arm) {
  std::vector<double> values;
  for (const auto& [member, value] : outcome[arm])
    if (const auto partner = outcome[0].find(member); partner != outcome[0].end())
      values.push_back(value - partner->second);
  return values;
}

std::string signed_text(double value, double scale) {
  return std::isnan(value) ? "-" : fmt::format("{:+.1f}", value * scale);
}

std::string difference_text(const Estimate& e, const std::string& unit) {
  const bool share = unit == "1";
  const auto number = [&](double value) {
    return share ? signed_text(value, 100) : (value >= 0 ? "+" : "") + whole(value);
  };
  if (std::isnan(e.value)) return "-";
  if (std::isnan(e.low)) return number(e.value);
  return fmt::format("{} ({} to {})", number(e.value), number(e.low), number(e.high));
}

/// What a percentage point more than the first arm costs, where the arm has more for sure.
std::string price_text(const Estimate& points, const Estimate& cost) {
  if (std::isnan(points.low) || points.low <= 0) return "-";
  return whole(cost.value / 1e9 / (100 * points.value));
}

std::string target_table(const Comparison& c) {
  const auto& targets = c.description.run.targets;
  const bool several = c.description.arms.size() > 1;
  std::vector<std::string> head{"target", "date", "from", "arm", "reached in", "median", "5 % to 95 %"};
  if (several) head.insert(head.end(), {"against " + c.description.arms[0].name, "cost a point"});
  Columns table{head, 4};
  const Outcome cost = outcomes(c, [](const MemberRow& m) { return m.public_cost; });
  for (const std::size_t t : by_statistic_and_date(targets)) {
    const std::string& unit = c.targets[t].unit;
    const Outcome reached = outcomes(c, [&](const MemberRow& m) { return m.reached[t]; });
    const auto is_told = [&](double value) { return !std::isnan(value); };
    bool within_the_run = false;
    for (std::size_t arm = 0; arm < reached.size(); ++arm)
      within_the_run = within_the_run || std::ranges::any_of(values_of(reached, arm), is_told);
    if (!within_the_run) continue;
    for (std::size_t arm = 0; arm < reached.size(); ++arm) {
      const std::vector<double> values = values_of(reached, arm);
      const auto meets = [&](double value) { return value >= targets[t].low; };
      const Estimate share = share_of(static_cast<std::size_t>(std::ranges::count_if(values, meets)), values.size());
      std::vector<std::string> row(3);
      if (arm == 0) row = {targets[t].name, to_string(Month{targets[t].year, 12}), value_text(targets[t].low, unit)};
      row.push_back(c.description.arms[arm].name);
      if (values.empty()) {
        row.resize(head.size(), "-");  // all its members failed
        table.add(std::move(row));
        continue;
      }
      row.push_back(targets[t].imposed ? "imposed"
                                       : fmt::format("{:.0f} % ({:.0f}-{:.0f})", 100 * share.value, 100 * share.low,
                                                     100 * share.high));
      row.push_back(value_text(quantile(values, .5), unit));
      row.push_back(
          fmt::format("{} to {}", value_text(quantile(values, .05), unit), value_text(quantile(values, .95), unit)));
      if (several && arm > 0) {
        const Estimate more = mean_of(differences(reached, arm));
        row.push_back(difference_text(more, unit));
        row.push_back(unit == "1" ? price_text(more, mean_of(differences(cost, arm))) : "-");
      }
      table.add(std::move(row));
    }
  }
  return table.text();
}

std::string cost_table(const Comparison& c) {
  const bool several = c.description.arms.size() > 1;
  std::vector<std::string> head{"arm", "mean", "5 % to 95 %"};
  if (several) head.push_back("against " + c.description.arms[0].name);
  Columns table{head, 1};
  const Outcome cost = outcomes(c, [](const MemberRow& m) { return m.public_cost / 1e9; });
  for (std::size_t arm = 0; arm < cost.size(); ++arm) {
    const std::vector<double> values = values_of(cost, arm);
    std::vector<std::string> row{c.description.arms[arm].name, whole(mean_of(values).value),
                                 fmt::format("{} to {}", whole(quantile(values, .05)), whole(quantile(values, .95)))};
    if (values.empty()) row = {c.description.arms[arm].name, "-", "-"};
    if (several && arm > 0) row.push_back(difference_text(mean_of(differences(cost, arm)), "billion VND"));
    table.add(std::move(row));
  }
  return table.text();
}

std::string estimate_text(const Estimate& e, int digits) {
  if (std::isnan(e.low)) return fmt::format("{:.{}f}", e.value, digits);
  return fmt::format("{:.{}f} ({:.{}f} to {:.{}f})", e.value, digits, e.low, digits, e.high, digits);
}

}  // namespace

std::string comparison_text(const Comparison& c) {
  const auto failed = static_cast<std::size_t>(std::ranges::count_if(c.members, &MemberRow::failed));
  const bool several = c.description.arms.size() > 1;
  std::string text =
      fmt::format("\nTargets over {} members, each held against its statistic\n", grouped(c.members.size() - failed));
  if (c.description.run.targets.empty()) text += "  none in the scenario\n";
  if (failed < c.members.size() && !c.description.run.targets.empty()) text += target_table(c);
  if (failed < c.members.size())
    text += fmt::format("\nPublic cost over {} months, billion VND\n{}", c.description.months, cost_table(c));
  if (several)
    text +=
        "Differences are means over members of the same luck, with 95 % intervals, shares in points; the cost of a\n"
        "point is in billion VND of the whole run, where the arm has more for sure.\n";
  if (failed > 0) {
    text += fmt::format("\n{} of {} members failed\n", grouped(failed), grouped(c.members.size()));
    std::map<std::string, std::size_t> reasons;
    for (const MemberRow& member : c.members)
      if (member.failed) ++reasons[member.reason];
    std::size_t shown = 0;
    for (const auto& [reason, times] : reasons) {
      if (++shown > 5) {
        text += fmt::format("  and {} other reasons\n", reasons.size() - 5);
        break;
      }
      text += fmt::format("  {} times: {}\n", grouped(times), reason);
    }
  }
  return text;
}

std::size_t last_target(const Comparison& c) {
  const auto& targets = c.description.run.targets;
  const int last = (c.description.run.start + static_cast<int>(c.description.months) - 1).year();
  std::size_t found = targets.size();
  for (std::size_t t = 0; t < targets.size(); ++t)
    if (!targets[t].imposed && targets[t].year <= last &&
        (found == targets.size() || targets[t].year > targets[found].year))
      found = t;
  return found;
}

std::string sensitivity_text(const Comparison& c, DesignKind kind, Design design, const std::vector<Factor>& factors,
                             std::size_t target) {
  const TargetRow& of = c.description.run.targets.at(target);
  std::vector<double> sums(design.points.size(), 0);
  std::vector<std::size_t> times(design.points.size(), 0);
  for (const MemberRow& member : c.members)
    if (!member.failed && member.arm == 0) sums[member.point] += member.reached[target], ++times[member.point];
  for (std::size_t p = 0; p < sums.size(); ++p) sums[p] /= static_cast<double>(times[p]);  // NaN where all failed
  const char* const rows_are_called = kind == DesignKind::sobol ? "rows" : "walks";
  const std::size_t width = factors.size() + (kind == DesignKind::sobol ? 2 : 1), rows = sums.size() / width;
  const std::size_t broken = leave_out_broken_rows(design, sums, width);
  if (sums.empty())
    return fmt::format("\nNo indices: in all {} of the design a point failed with all its members\n", rows_are_called);
  const bool share = c.targets[target].unit == "1";
  if (share)
    for (double& each : sums) each *= 100;
  std::vector<std::size_t> order(factors.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  const std::uint32_t seed = c.description.run.seed;
  const std::string left_out =
      broken > 0 ? fmt::format("; {} of {} {} left out, in which a point failed.\n", broken, rows, rows_are_called)
                 : ".\n";
  std::string text =
      fmt::format("\nWhat moves {} ({}) under {}, by weight\n", of.name, of.statistic, c.description.arms[0].name);
  if (kind == DesignKind::sobol) {
    const auto indices = sobol_indices(sums, factors.size(), seed);
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t k) { return indices[k].total.value; });
    Columns table{{"parameter", "total (95 %)", "alone (95 %)"}, 1};
    for (const std::size_t k : order)
      table.add({factors[k].parameter, estimate_text(indices[k].total, 2), estimate_text(indices[k].first_order, 2)});
    return text + table.text() + "Shares of the variance (Sobol), intervals by bootstrap over rows of the design" +
           left_out;
  }
  const auto effects = morris_effects(design, sums, factors, seed);
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t k) { return effects[k].mean_absolute.value; });
  Columns table{{"parameter", "effect in size (95 %)", "effect", "spread"}, 1};
  const int digits = share ? 2 : 0;
  for (const std::size_t k : order)
    table.add({factors[k].parameter, estimate_text(effects[k].mean_absolute, digits),
               fmt::format("{:+.{}f}", effects[k].mean, digits), fmt::format("{:.{}f}", effects[k].deviation, digits)});
  return text + table.text() +
         fmt::format("{} over the whole range of the parameter (Morris), intervals by bootstrap over walks",
                     share ? "Points" : "Change") +
         left_out;
}

}  // namespace trellis
