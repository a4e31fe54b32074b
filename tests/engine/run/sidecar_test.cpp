#include "engine/run/sidecar.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "engine/core/errors.hpp"

using namespace trellis;

TEST_CASE("Inputs are named relative to the scenario's folder, wherever that lies") {
  const auto folder = std::filesystem::temp_directory_path() / ("trellis_sidecar_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "data");
  std::ofstream{folder / "data/a.csv"} << "abc";
  ScenarioOrigins origins;
  origins.files = {(folder / "data/a.csv").string()};
  origins.values = {{"x", "1", (folder / "s.yaml").string(), 3, "assumption"}, {"y", "2", "--set y=2", 0, ""}};
  Provenance provenance;
  note_inputs(provenance, folder / "s.yaml", origins, "text");
  CHECK(provenance.scenario == "text");
  REQUIRE(provenance.inputs.size() == 1);
  CHECK(provenance.inputs[0].name == "data/a.csv");
  CHECK(provenance.inputs[0].sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  REQUIRE(provenance.parameters.size() == 2);
  CHECK(provenance.parameters[0].file == "s.yaml");
  CHECK(provenance.parameters[0].line == 3);
  CHECK(provenance.parameters[0].source == "assumption");
  CHECK(provenance.parameters[1].file == "--set y=2");
  std::filesystem::remove_all(folder);
  CHECK_THROWS_AS(note_inputs(provenance, folder / "s.yaml", origins, "text"), FileError);
}
