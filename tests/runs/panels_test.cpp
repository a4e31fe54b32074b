// Panels: who is in the run file one by one, and what is said of a column that is not there.
#include "agents/panels.hpp"

#include <doctest/doctest.h>

#include <cstring>

#include "agents/outputs.hpp"
#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

template <class T>
T value(const std::vector<std::byte>& field, std::size_t row) {
  T number;
  std::memcpy(&number, field.data() + row * sizeof(T), sizeof(T));
  return number;
}

std::string fault(const Settings& settings) {
  Scenario scenario;
  const ScenarioOrigins origins =
      read(Document::load(TRELLIS_SOURCE_DIR "/scenarios/baseline.yaml", {}, settings), scenario);
  try {
    check_panels(scenario, origins);
  } catch (const ScenarioError& error) {
    return error.problems.at(0).message;
  }
  return "";
}

}  // namespace

TEST_CASE("without columns there is no panel") {
  const auto e = economy_of("baseline");
  CHECK(panel_groups(*e).empty());
  CHECK(panels(*e, Month{2025, 12}, 0).empty());
}

TEST_CASE("a panel holds every supplier with its identity, slots as columns of their own") {
  const auto e = economy_of("baseline", {"outputs.panels.supplier=[technology, families, cluster, owner, deposits]"});
  step_months(*e, 3);
  const std::vector<SnapshotGroup> groups = panel_groups(*e);
  REQUIRE(groups.size() == 1);
  const std::vector<ListField>& fields = groups[0].listings[0].fields;
  REQUIRE(fields.size() == 1 + 1 + capabilities + 3);
  CHECK(fields[0].name == "identity");
  CHECK(fields[2].name == "families_0");
  CHECK(panels(*e, Month{2025, 11}, 0).empty());
  const Snapshot snapshot = panels(*e, Month{2025, 12}, 7).at(0);
  CHECK(snapshot.group == 7);
  const Snapshot::Rows& rows = snapshot.listings[0];
  REQUIRE(rows.count == e->supplier.rows());
  std::size_t at = 0;
  e->supplier.each_row([&](std::size_t row) {
    CHECK(value<std::int64_t>(rows.fields[0], at) == e->supplier.identity.get(row));
    CHECK(value<float>(rows.fields[1], at) == static_cast<float>(e->supplier.technology.get(row)));
    const Row family = e->supplier.families.get(row)[2];
    CHECK(value<std::int64_t>(rows.fields[4], at) == (family == nowhere ? -1 : std::int64_t{family}));
    CHECK(value<std::uint8_t>(rows.fields[9], at) == static_cast<std::uint8_t>(e->supplier.owner.get(row)));
    CHECK(value<std::int64_t>(rows.fields[10], at) == e->supplier.deposits.get(row).value);
    ++at;
  });
}

TEST_CASE("a contract of a panel names its supplier by identity") {
  const auto e = economy_of("baseline", {"outputs.panels.contract=[supplier, live]", "outputs.panels.every=3"});
  step_months(*e, 3);
  const Snapshot::Rows rows = panels(*e, Month{2025, 3}, 0).at(0).listings[0];
  std::size_t at = 0;
  e->contract.each_row([&](std::size_t row) {
    const Row supplier = e->contract.supplier.get(row);
    CHECK(value<std::int64_t>(rows.fields[1], at++) ==
          (supplier == nowhere ? -1 : std::int64_t{e->supplier.identity.get(supplier)}));
  });
}

TEST_CASE("a column that is not there is refused with the nearest that is, one that is named twice too") {
  CHECK(fault({"outputs.panels.supplier=[technology, age]"}) == "");
  CHECK(fault({"outputs.panels.supplier=[tecnology]"}) ==
        "'tecnology' is no column of a panel; did you mean 'technology'?");
  CHECK(fault({"outputs.panels.supplier=[bidder]"}).starts_with("'bidder' is no column of a panel"));
  CHECK(fault({"outputs.panels.oem=[capacity, capacity]"}) == "'capacity' is named twice");
}
