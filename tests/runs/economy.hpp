// Economies for tests of whole runs: a scenario of scenarios/ with settings, ready to step, and the hash of its state.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agents/model.hpp"
#include "engine/io/describe_read.hpp"
#include "engine/io/document.hpp"

namespace trellis {

using Settings = std::vector<std::string>;

/// `name`: a file of scenarios/ without its ending; `settings`: "a.b=value" in declared units.
inline Scenario scenario_of(const std::string& name, const Settings& settings = {}) {
  Scenario scenario;
  read(Document::load(TRELLIS_SOURCE_DIR "/scenarios/" + name + ".yaml", {}, settings), scenario);
  return scenario;
}

inline std::unique_ptr<Economy> economy_of(const std::string& name, const Settings& settings = {},
                                           std::uint32_t seed = 1, std::uint32_t replica = 0) {
  return std::make_unique<Economy>(scenario_of(name, settings), seed, replica);
}

inline void step_months(Economy& e, int months) {
  for (int month = 0; month < months; ++month) e.step();
}

inline std::vector<const Table*> all_tables(const Economy& e) {
  const std::vector<Table*> tables = const_cast<Economy&>(e).carried().tables;
  return {tables.begin(), tables.end()};
}

/// A hash for every column that is state, by its label.
using Hashes = std::map<std::string, std::uint64_t>;
inline Hashes hashes_of(const Economy& e) {
  Hashes hashes;
  for (const Table* table : all_tables(e))
    for (const AnyColumn* column : table->columns())
      if (column->life == Life::state) hashes[column->label()] = column->hash();
  return hashes;
}

/// The columns that differ, or that only one of the two has; empty where there are none.
inline std::string differences(const Hashes& a, const Hashes& b) {
  std::string labels;
  for (const Hashes* side : {&a, &b})
    for (const auto& [label, hash] : *side) {
      const Hashes& other = side == &a ? b : a;
      const auto found = other.find(label);
      if (found == other.end() || (side == &a && found->second != hash)) labels += label + " ";
    }
  return labels;
}

}  // namespace trellis
