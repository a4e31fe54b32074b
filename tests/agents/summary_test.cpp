#include "agents/summary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>

#include "agents/statistics/barriers.hpp"

using namespace trellis;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Run {
  std::vector<TargetRecord> targets;
  std::vector<TargetRow> rows;
  RunResult result;

  Run() { result.file = "2035.h5", result.months = 132; }
  void add(std::string name, std::string statistic, int year, double low, double high, std::string unit, double reached,
           bool imposed = false) {
    targets.push_back({.name = name, .statistic = statistic, .scope = "nation", .unit = unit, .year = year});
    rows.push_back({.name = name,
                    .statistic = statistic,
                    .source = "",
                    .year = year,
                    .low = low,
                    .high = high,
                    .imposed = imposed});
    result.reached.push_back(reached);
    result.at_targets.emplace_back(definitions().size(), reached);
  }
  std::string text(bool in_colour = false) const {
    return summary_text({.targets = targets,
                         .rows = rows,
                         .result = result,
                         .start = Month{2025, 1},
                         .public_cost = WideDong{Dong{1'234'567'000'000'000}},
                         .in_colour = in_colour});
  }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("A target is reached at its lower end, and otherwise missed by its distance from that") {
  Run run;
  run.add("low_end", "localisation_gross", 2030, 0.55, 0.6, "1", 0.55);
  run.add("short_of_it", "localisation_gross", 2031, 0.55, 0.6, "1", 0.426);
  run.add("firms", "direct_suppliers", 2030, 2000, 2000, "firms", 712);
  const std::string text = run.text();
  CHECK(has(text, "low_end      2030-12  55.0-60.0 %   55.0 %  reached\n"));
  CHECK(has(text, "short_of_it  2031-12  55.0-60.0 %   42.6 %  missed by 12.4 points\n"));
  CHECK(has(text, "firms        2030-12        2,000      712  missed by 1,288 firms\n"));
}

TEST_CASE("Targets beyond the run, before it and imposed ones are said to be so") {
  Run run;
  run.add("later", "localisation_gross", 2045, 0.8, 0.85, "1", none);
  run.add("earlier", "localisation_gross", 2024, 0.8, 0.85, "1", none);
  run.add("sales", "vehicle_sales_12_months", 2030, 800'000, 900'000, "vehicles", 850'123, true);
  const std::string text = run.text();
  CHECK(has(text, "2045-12      80.0-85.0 %        -  beyond the run\n"));
  CHECK(has(text, "2024-12      80.0-85.0 %        -  before the run\n"));
  CHECK(has(text, "2030-12  800,000-900,000  850,123  imposed: an input\n"));
}

TEST_CASE("Every definition of localisation is shown at the dates that the run reached, and at no other") {
  Run run;
  run.add("first", "localisation_gross", 2030, 0.55, 0.6, "1", 0.426);
  run.add("later", "localisation_gross", 2045, 0.55, 0.6, "1", none);
  const std::vector<double> shares{0.426, 0.171, 0.255, 0.308, 0.153, 0.202, 0.311, 0.144};
  std::ranges::copy(shares, run.result.at_targets[0].begin());
  const std::string text = run.text();
  const std::string table = text.substr(text.find("under every definition"));
  CHECK(has(table, "2030-12\n"));
  CHECK_FALSE(has(table, "2045-12"));
  for (const char* share : {"42.6 %", "17.1 %", "25.5 %", "30.8 %", "15.3 %", "20.2 %", "31.1 %", "14.4 %"})
    CHECK(has(table, share));
}

TEST_CASE("Every barrier is shown in the order of the gates, as a share of all imported parts") {
  Run run;
  run.add("first", "localisation_gross", 2030, 0.55, 0.6, "1", 0.426);
  const std::size_t first = run.result.at_targets[0].size() - barriers;
  for (std::size_t b = 0; b < barriers; ++b) run.result.at_targets[0][first + b] = 0;
  run.result.at_targets[0][first + number(Barrier::price)] = 30e12;
  run.result.at_targets[0][first + number(Barrier::quality)] = 50e12;
  const std::string text = run.text();
  const std::size_t quality = text.find("suppliers lack the quality"), price = text.find("suppliers cost more");
  REQUIRE(quality != std::string::npos);
  CHECK(quality < price);
  CHECK(has(text, "no supplier makes the part"));
  CHECK(has(text.substr(quality), "62.5 %\n"));
  CHECK(has(text.substr(price), "37.5 %\n"));
}

TEST_CASE("The summary ends with cost, file and the line that opens it") {
  Run run;
  CHECK(run.text() ==
        "\nPublic cost over 132 months: 1,234,567 billion VND\nResults: 2035.h5\n"
        "Open it:  import xarray as xr; xr.open_dataset(\"2035.h5\")\n");
  run.result.signal = 15, run.result.file = "2035.h5.partial";
  CHECK_FALSE(has(run.text(), "open_dataset"));
}

TEST_CASE("No line is wider than 100 columns, and only verdicts are coloured") {
  Run run;
  for (int year = 2025; year < 2035; ++year)
    run.add("direct_suppliers_" + std::to_string(year), "vehicle_sales_12_months", year, 5'000'000, 5'700'000,
            "vehicles", year == 2025 ? 6e6 : 812'345);
  for (std::vector<double>& shares : run.result.at_targets) shares.assign(shares.size(), 1);
  const std::string text = run.text();
  for (int year = 2025; year < 2035; ++year) CHECK(has(text, "  " + std::to_string(year) + "-12"));
  std::size_t from = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; from = end + 1, end = text.find('\n', from))
    CHECK(end - from <= 100);
  CHECK_FALSE(has(text, "\x1b"));
  CHECK(has(run.text(true), "\x1b[32mreached\x1b[0m\n"));
  CHECK(has(run.text(true), "\x1b[31mmissed by 4,187,655 vehicles\x1b[0m\n"));
}
