#include "engine/io/describe.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "engine/io/describe_list.hpp"
#include "engine/io/describe_number.hpp"
#include "engine/io/describe_read.hpp"
#include "tests/engine/io/scenario_sample.hpp"

namespace fs = std::filesystem;
using namespace trellis;

namespace {

const fs::path folder = fs::path(TRELLIS_SOURCE_DIR) / "tests/engine/io/good";

ScenarioOrigins read_good(sample::Scenario& scenario, const std::vector<std::string>& settings = {}) {
  return read(Document::load(folder / "complete.yaml", {}, settings), scenario);
}

std::string printed(const std::vector<ParameterRow>& rows, std::string_view filter, const ScenarioOrigins* origins) {
  std::FILE* file = std::tmpfile();
  REQUIRE(file != nullptr);
  print_description(file, rows, filter, origins);
  std::string text(static_cast<std::size_t>(std::ftell(file)), '\0');
  std::rewind(file);
  CHECK(std::fread(text.data(), 1, text.size(), file) == text.size());
  std::fclose(file);
  return text;
}

}  // namespace

TEST_CASE("Every kind of parameter is read in its declared unit") {
  sample::Scenario scenario;
  read_good(scenario);
  CHECK(scenario.title == "A sample");
  CHECK(scenario.start == Month{2025, 1});
  CHECK(scenario.end == Month{2035, 12});
  CHECK(scenario.sourcing.price_elasticity == 8);
  CHECK(scenario.sourcing.contract_months_least == 24);
  CHECK(scenario.sourcing.demand == sample::Demand::official);
  CHECK(scenario.sourcing.approval_cost == 1'500'000'000);
  CHECK(scenario.sourcing.interest == 0.06);
  CHECK(scenario.sourcing.renewal);
  CHECK(scenario.sourcing.bidders == 5);
  CHECK(scenario.policy.grant.at(Month{2030, 1}) == 60e6);
  CHECK(scenario.policy.duty.at(Month{2030, 1}) == 0.05);
  CHECK(scenario.policy.duty.at(Month{2030, 1}, {.cluster = "red_river", .category = "body"}) == 0.02);
  CHECK(scenario.shares == std::array<double, 3>{0.5, 0.2, 0.3});
  CHECK(scenario.seasonality == std::array<double, 4>{0.9, 1, 1.1, 1});
  CHECK(scenario.regions == std::vector<std::string>{"red_river", "south_east"});
  REQUIRE(scenario.assemblers.size() == 2);
  CHECK(scenario.assemblers[1].name == "vinfast");
  CHECK(scenario.assemblers[0].capacity == 70'000);
  CHECK(scenario.assemblers[0].cost.steps == std::vector<double>{1, 0.5});
  REQUIRE(scenario.history.size() == 2);
  CHECK(scenario.history[1].sales == 604'134);
  CHECK(scenario.history[1].provisional);
  CHECK_FALSE(scenario.history[0].provisional);
  CHECK(scenario.history[0].source == "[F market.total.2024]");
}

TEST_CASE("Records of a CSV file are the same as those of a mapping") {
  sample::Scenario scenario;
  read_good(scenario, {"assemblers=" + (folder / "assemblers.csv").string()});
  REQUIRE(scenario.assemblers.size() == 2);
  CHECK(scenario.assemblers[0].name == "toyota");
  CHECK(scenario.assemblers[0].cost.wage == 12e6);
  CHECK(scenario.assemblers[0].cost.steps == std::vector<double>{1, 0.5});
  CHECK(scenario.assemblers[1].capacity == 300'000);
  CHECK(scenario.assemblers[1].starts == Month{2019, 6});
}

TEST_CASE("Every value that is read has its place and source") {
  sample::Scenario scenario;
  const ScenarioOrigins origins = read_good(scenario, {"sourcing.bidders=7"});
  const auto origin = [&](const std::string& path) {
    for (const ValueOrigin& value : origins.values) {
      const std::string file = fs::path(value.file).filename().string();
      if (value.path == path) return value.value + " @ " + file + ":" + std::to_string(value.line) + " " + value.source;
    }
    return std::string("not there");
  };
  CHECK(origin("sourcing.contract_months_least") == "24 months @ complete.yaml:7 [F contracts.length]");
  CHECK(origin("sourcing.demand") == "official @ complete.yaml:8 ");
  CHECK(origin("sourcing.bidders") == "7 @ --set sourcing.bidders=7:0 ");
  CHECK(origin("policy.duty[1]") == "{from: 2027-03, value: 0.05, ramp: 12 months} @ complete.yaml:16 ");
  CHECK(origin("assemblers.vinfast.capacity") == "300000 vehicles per year @ complete.yaml:25 [F vinfast.capacity]");
  CHECK(origin("history[0].sales") == "494300 vehicles @ history.csv:3 [F market.total.2024]");
  REQUIRE(origins.files.size() == 2);
  CHECK(fs::path(origins.files[1]).filename() == "history.csv");
}

TEST_CASE("The canonical text reads back as the same scenario and names no other file") {
  sample::Scenario scenario;
  read_good(scenario);
  const std::string text = canonical_text(description_of(scenario));
  CHECK(text.find(".csv") == std::string::npos);
  const fs::path copy = fs::temp_directory_path() / ("trellis_" + std::to_string(std::random_device{}()) + ".yaml");
  std::ofstream(copy, std::ios::binary) << text;
  sample::Scenario again;
  read(Document::load(copy), again);
  fs::remove(copy);
  CHECK(canonical_text(description_of(again)) == text);
  CHECK(again.history[1].source == scenario.history[1].source);
}

TEST_CASE("The list of parameters has each with its path, unit, bounds and meaning") {
  sample::Scenario scenario;
  const std::vector<ParameterRow> rows = list_parameters(description_of(scenario));
  CHECK(rows.size() == 24);
  CHECK(rows[3].path == "sourcing.price_elasticity");
  CHECK(rows[3].symbol == "η");
  CHECK(rows[3].least == 4);
  CHECK(rows[3].most == 12);
  CHECK(rows[5].choices == std::vector<std::string>{"official", "gompertz"});
  CHECK(rows.back().path == "history.*.source");
  CHECK(scenario.assemblers.empty());
}

TEST_CASE("A description is printed for a group, a record or all, with values where they are known") {
  sample::Scenario scenario;
  const ScenarioOrigins origins = read_good(scenario);
  const std::vector<ParameterRow> rows = list_parameters(description_of(scenario));
  CHECK(printed(rows, "policy.grant", nullptr) ==
        "policy.grant  [schedule, VND, at least 0]\n    Grant per supplier\n");
  const std::string vinfast = printed(rows, "assemblers.vinfast", &origins);
  CHECK(vinfast.find("assemblers.vinfast.cost.wage = 11000000 VND  # ") != std::string::npos);
  CHECK(vinfast.find("toyota") == std::string::npos);
  CHECK(vinfast.find("history") == std::string::npos);
  const std::string all = printed(rows, "", &origins);
  CHECK(all.find("    2 values; see `describe assemblers`\n") != std::string::npos);
  CHECK(all.find("vinfast.cost") == std::string::npos);
  CHECK(printed(rows, "assemblers", &origins).find("assemblers.vinfast.cost.wage = ") != std::string::npos);
  CHECK(printed(rows, "nothing", &origins).empty());
  CHECK(nearest_parameter(rows, "policy.grand") == "policy.grant");
  CHECK(nearest_parameter(rows, "polici") == "policy");
}

TEST_CASE("Amounts are exact: no rounding beyond that of the number itself") {
  const auto value = [](const char* text, const char* unit) {
    const Amount amount = read_amount(text, unit, false);
    CHECK(amount.fault == "");
    return amount.value;
  };
  CHECK(value("60 million VND", "VND") == 60e6);
  CHECK(value("0.7 million VND", "VND") == 700'000);
  CHECK(value("1.1 billion VND", "VND") == 1'100'000'000);
  CHECK(value("60 million VND", "million VND") == 60);
  CHECK(value("3 thousand USD", "USD") == 3'000);
  CHECK(value("2 trillion VND per year", "VND per year") == 2e12);
  CHECK(value("1 month", "months") == 1);
  CHECK(value("1.5 years", "months") == 18);
  CHECK(value("18 months", "years") == 1.5);
  CHECK(value("1 vehicle per year", "vehicles per year") == 1);
  CHECK(value("6  per   year", "per year") == 6);
  CHECK(value("-1e-3", "1") == -0.001);
  CHECK(value("0", "1") == 0);
  CHECK(value("0.1", "1") == 0.1);
  CHECK(read_amount("9223372036854775807 VND", "VND", false).whole == 9'223'372'036'854'775'807);
  CHECK_FALSE(read_amount("9223372036854775808 VND", "VND", false).whole.has_value());
  CHECK(read_amount("1.25 thousand VND", "VND", false).whole == 1'250);
  CHECK(read_amount("-1.5 years", "months", false).whole == -18);
  CHECK_FALSE(read_amount("0.0001 thousand VND", "VND", false).whole.has_value());
}

TEST_CASE("A faulty number's message says how to write it") {
  CHECK(read_amount("0.5 percent", "1", false).fault == "is in percent; write 0.005");
  CHECK(read_amount("50 %", "1", false).fault == "is in percent; write 0.5");
  CHECK(read_amount("7 per cent per year", "per year", false).fault == "is in percent; write 0.07 per year");
  CHECK(read_amount("60", "VND", false).fault == "has no unit; write '60 VND'");
  CHECK(read_amount("60", "VND", true).fault == "");
  CHECK(read_amount("010 months", "months", false).fault.find("write 10") != std::string::npos);
}
