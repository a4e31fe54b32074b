#include "agents/outputs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "agents/model.hpp"
#include "engine/io/document.hpp"
#include "engine/run/recorder.hpp"

using namespace trellis;

namespace {

struct Read {
  Scenario scenario;
  ScenarioOrigins origins;
};

Read read_baseline(const std::vector<std::string>& settings = {}) {
  Read result;
  result.origins = read(Document::load(TRELLIS_SOURCE_DIR "/scenarios/baseline.yaml", {}, settings), result.scenario);
  return result;
}

std::string fault(const std::string& statistic, const std::string& scope = "nation") {
  Read base = read_baseline();
  TargetRecord& target = base.scenario.data.targets[0];
  target.statistic = statistic, target.scope = scope;
  try {
    target_rows(base.scenario, base.origins);
  } catch (const ScenarioError& error) {
    return error.problems.at(0).message;
  }
  return "";
}

}  // namespace

TEST_CASE("The declared outputs are those of a real economy") {
  const Read base = read_baseline({"population.scale=0.1"});
  const Economy economy{base.scenario, 1};
  const Recorder recorder{economy.tables()};
  const std::vector<Series> declared = published_series();
  REQUIRE(declared.size() == recorder.series().size());
  for (std::size_t s = 0; s < declared.size(); ++s) {
    CHECK(declared[s].name == recorder.series()[s].name);
    CHECK(declared[s].axes == recorder.series()[s].axes);
    CHECK(declared[s].cell_method == recorder.series()[s].cell_method);
  }
  const RunSize size = size_of(base.scenario);
  CHECK(size.suppliers == economy.supplier.rows());
  CHECK(size.suppliers + size.assemblers + size.institutes == economy.agents());
  const std::uint64_t months = recorder.frame_bytes() * 132;
  CHECK(size.output_bytes >= months);
  CHECK(size.output_bytes <= months + (8 << 20));
}

TEST_CASE("More firms need more memory, in proportion") {
  const std::uint64_t one = size_of(read_baseline({"population.scale=100"}).scenario).memory_bytes;
  const std::uint64_t two = size_of(read_baseline({"population.scale=200"}).scenario).memory_bytes;
  CHECK(static_cast<double>(two) / static_cast<double>(one) > 1.8);
  CHECK(static_cast<double>(two) / static_cast<double>(one) < 2);
}

TEST_CASE("A target of an assembler is held against that assembler's series") {
  const Read base = read_baseline();
  const std::vector<TargetRow> rows = target_rows(base.scenario, base.origins);
  const auto vinfast = std::ranges::find(rows, "vinfast_2026", &TargetRow::name);
  REQUIRE(vinfast != rows.end());
  CHECK(vinfast->statistic == "oem_localisation_gross[vinfast]");
  CHECK(vinfast->year == 2026);
  CHECK(vinfast->source.find("[F loc.vinfast]") != std::string::npos);
}

TEST_CASE("A target is refused when its series does not exist, has an axis or is a monthly flow") {
  CHECK(fault("localisation_gross") == "");
  CHECK(fault("localisation_grss") == "'localisation_grss' is no series of a run; did you mean 'localisation_gross'?");
  CHECK(fault("powertrain_sales") == "'powertrain_sales' is not one number for the nation");
  CHECK(fault("vehicle_fleet", "toyota").starts_with("'oem_vehicle_fleet' is no series of a run"));
  CHECK(fault("vehicle_production") ==
        "'vehicle_production' is the flow of one month; a target is held against a stock or a sum of 12 months");
}

TEST_CASE("All faults of targets are told at once, with the line of each") {
  Read base = read_baseline();
  base.scenario.data.targets[0].statistic = base.scenario.data.targets[1].statistic = "nothing";
  try {
    target_rows(base.scenario, base.origins);
    FAIL("no error");
  } catch (const ScenarioError& error) {
    REQUIRE(error.problems.size() == 2);
    CHECK(error.problems[0].file == TRELLIS_SOURCE_DIR "/scenarios/data/targets.csv");
    CHECK(error.problems[0].line == 5);
    CHECK(error.problems[1].line == 6);
    CHECK(error.problems[0].path == "data.targets.localisation_2030.statistic");
  }
}
