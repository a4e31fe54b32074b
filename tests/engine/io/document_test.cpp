#include "engine/io/document.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/io/describe_read.hpp"
#include "tests/engine/io/scenario_sample.hpp"

namespace fs = std::filesystem;
using namespace trellis;

namespace {

const fs::path folder = fs::path(TRELLIS_SOURCE_DIR) / "tests/engine/io/good";

sample::Scenario read_good(const std::string& name, const std::vector<std::string>& settings = {},
                           const std::vector<std::string>& overlays = {}) {
  sample::Scenario scenario;
  read(Document::load(folder / name, overlays, settings), scenario);
  return scenario;
}

}  // namespace

TEST_CASE("A file lies on top of those that it extends, and later ones on earlier ones") {
  const sample::Scenario scenario = read_good("derived.yaml");
  CHECK(scenario.title == "A derived sample");
  CHECK(scenario.sourcing.interest == 0.07);
  CHECK(scenario.sourcing.bidders == 5);
  CHECK(scenario.seasonality == std::array<double, 4>{1, 1, 1, 1});
}

TEST_CASE("Records in mappings are merged by their key, field by field") {
  const sample::Scenario scenario = read_good("derived.yaml");
  REQUIRE(scenario.assemblers.size() == 3);
  CHECK(scenario.assemblers[0].name == "toyota");
  CHECK(scenario.assemblers[0].capacity == 80'000);
  CHECK(scenario.assemblers[0].starts == Month{1996, 8});
  CHECK(scenario.assemblers[1].capacity == 500'000);
  CHECK(scenario.assemblers[2].name == "honda");
}

TEST_CASE("An overlay lies on top of the scenario, and settings on top of all") {
  const std::vector<std::string> overlays{(folder / "overlay.yaml").string()};
  CHECK(read_good("complete.yaml", {}, overlays).sourcing.interest == 0.07);
  CHECK(read_good("complete.yaml", {"sourcing.interest=0.08"}, overlays).sourcing.interest == 0.08);
}

TEST_CASE("A setting takes plain numbers in the declared unit, numbers with units, lists and elements") {
  const sample::Scenario scenario = read_good(
      "complete.yaml", {"sourcing.contract_months_least=30", "sourcing.approval_cost=2 million VND", "title=2035",
                        "seasonality=[1, 2, 3, 4]", "policy.duty[1].value=0.5", "assemblers.toyota.cost.wage=5e6",
                        "policy.grant=[{from: 2020-01, value: 7}]", "shares.ice=0.25"});
  CHECK(scenario.sourcing.contract_months_least == 30);
  CHECK(scenario.sourcing.approval_cost == 2'000'000);
  CHECK(scenario.title == "2035");
  CHECK(scenario.seasonality == std::array<double, 4>{1, 2, 3, 4});
  CHECK(scenario.policy.duty.at(Month{2028, 3}) == 0.5);
  CHECK(scenario.assemblers[0].cost.wage == 5e6);
  CHECK(scenario.policy.grant.at(Month{2025, 1}) == 7);
  CHECK(scenario.shares[0] == 0.25);
}

TEST_CASE("Later settings win over earlier ones, and may make records") {
  CHECK(read_good("complete.yaml", {"title=one", "title=two"}).title == "two");
  const sample::Scenario scenario =
      read_good("complete.yaml", {"assemblers.ford.capacity=14000", "assemblers.ford.starts=1996-01",
                                  "assemblers.ford.cost={wage: 9000000, steps: []}"});
  REQUIRE(scenario.assemblers.size() == 3);
  CHECK(scenario.assemblers[2].name == "ford");
  CHECK(scenario.assemblers[2].capacity == 14'000);
}

TEST_CASE("The files that were read are known in their order") {
  const Document document = Document::load(folder / "derived.yaml");
  std::vector<std::string> names;
  for (const std::string& file : document.files()) names.push_back(fs::path(file).filename().string());
  CHECK(names == std::vector<std::string>{"derived.yaml", "complete.yaml", "overlay.yaml"});
}

TEST_CASE("A shown document has every value with its file, line and comment") {
  const std::vector<std::string> settings{"sourcing.bidders=9"};
  const std::string text = show(Document::load(folder / "derived.yaml", {}, settings));
  const auto has = [&](const std::string& part) { return text.find(part) != std::string::npos; };
  CHECK(has("title: \"A derived sample\" "));
  CHECK(has("derived.yaml:2\n"));
  CHECK(has("overlay.yaml:5\n"));
  CHECK(has("  contract_months_least: 2 years "));
  CHECK(has("complete.yaml:7  [F contracts.length]\n"));
  CHECK(has("  bidders: 9 "));
  CHECK(has("# --set sourcing.bidders=9\n"));
  CHECK(has("    - from: 2024-01 "));
  CHECK_FALSE(has("extends"));
}

TEST_CASE("The comment of a line is found behind quotes, lists and other values") {
  const Document document = Document::load(folder / "comments.yaml");
  const auto comment = [&](const char* key) { return document.comment_at(document.root().find(key)->node.place); };
  CHECK(comment("plain") == "one");
  CHECK(comment("double") == "two # and more");
  CHECK(comment("single") == "three");
  CHECK(comment("list") == "four");
  CHECK(comment("hash") == "");
  CHECK(comment("apostrophe") == "five");
  CHECK(comment("wide") == "six");
  CHECK(document.problems().empty());
}

TEST_CASE("Windows line ends and a document start are read like any other") {
  const Document document = Document::load(folder / "windows.yaml");
  CHECK(document.problems().empty());
  CHECK(document.root().find("title")->node.text == "A sample");
  CHECK(document.root().find("end")->node.place.line == 4);
  CHECK(document.root().find("end")->node.place.column == 6);
}
