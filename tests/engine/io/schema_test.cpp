#include "engine/io/schema.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <string>

#include "engine/io/document_parse.hpp"
#include "engine/io/document_text.hpp"
#include "tests/engine/io/scenario_sample.hpp"

using namespace trellis;

namespace {

// JSON is YAML without its liberties, so the document reader also finds doubled keys.
Node schema() {
  sample::Scenario scenario;
  const std::string text = json_schema(description_of(scenario), "Sample \"scenario\"");
  std::vector<Problem> problems;
  Parsed parsed = parse_yaml("schema", text, split_lines(text), problems);
  CHECK(problems.empty());
  return std::move(parsed.root);
}

const Node& at(const Node& node, std::initializer_list<const char*> path) {
  const Node* here = &node;
  for (const char* name : path) {
    REQUIRE(here->find(name) != nullptr);
    here = &here->find(name)->node;
  }
  return *here;
}

}  // namespace

TEST_CASE("The schema is well-formed and names its draft") {
  const Node root = schema();
  CHECK(at(root, {"$schema"}).text == "https://json-schema.org/draft/2020-12/schema");
  CHECK(at(root, {"title"}).text == "Sample \"scenario\"");
  CHECK(at(root, {"additionalProperties"}).text == "false");
  CHECK(at(root, {"properties", "extends", "anyOf"}).entries.size() == 2);
}

TEST_CASE("Plain numbers have their bounds, choices their names") {
  const Node root = schema();
  const Node& sourcing = at(root, {"properties", "sourcing", "properties"});
  CHECK(at(sourcing, {"price_elasticity", "minimum"}).text == "4");
  CHECK(at(sourcing, {"price_elasticity", "maximum"}).text == "12");
  CHECK(at(sourcing, {"bidders", "type"}).text == "integer");
  CHECK(at(sourcing, {"demand", "enum"}).entries[1].node.text == "gompertz");
  CHECK(at(sourcing, {"renewal", "type"}).text == "boolean");
}

TEST_CASE("The pattern of a number with a unit takes what the reader takes") {
  const Node root = schema();
  const auto matches = [&](const char* group, const char* name, const char* text) {
    return std::regex_search(text, std::regex(at(root, {"properties", group, "properties", name, "pattern"}).text));
  };
  CHECK(matches("sourcing", "contract_months_least", "15 months"));
  CHECK(matches("sourcing", "contract_months_least", "1 month"));
  CHECK(matches("sourcing", "contract_months_least", "2 years"));
  CHECK_FALSE(matches("sourcing", "contract_months_least", "15"));
  CHECK_FALSE(matches("sourcing", "contract_months_least", "015 months"));
  CHECK_FALSE(matches("sourcing", "contract_months_least", "15 weeks"));
  CHECK(matches("sourcing", "approval_cost", "1.5 billion VND"));
  CHECK_FALSE(matches("sourcing", "approval_cost", "1.5 billion"));
  CHECK(matches("sourcing", "interest", "0.06 per year"));
}

TEST_CASE("Records may be a CSV file, a sequence or a mapping where they have a key") {
  const Node root = schema();
  CHECK(at(root, {"properties", "assemblers", "anyOf"}).entries.size() == 3);
  CHECK(at(root, {"properties", "history", "anyOf"}).entries.size() == 2);
}
