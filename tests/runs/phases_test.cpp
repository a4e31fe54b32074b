// Holds the phases that agents/ODD.md lists to those of the program.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "tests/runs/economy.hpp"

namespace trellis {
namespace {

// The words between accents of the section's lines that begin with "| P"; what acts every third month ends in *, what
// acts in December in **.
std::vector<std::string> described_phases() {
  std::ifstream file{TRELLIS_SOURCE_DIR "/agents/ODD.md"};
  std::vector<std::string> phases;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) inside = line.ends_with(" Phases by name");
    if (!inside || !line.starts_with("| P")) continue;
    for (std::size_t at = 0; (at = line.find('`', at)) != std::string::npos;) {
      const std::size_t end = line.find('`', at + 1);
      std::string name = line.substr(at + 1, end - at - 1);
      for (at = end + 1; at < line.size() && line[at] == '*'; ++at) name += '*';
      phases.push_back(std::move(name));
    }
  }
  return phases;
}

std::vector<std::string> phases_of_the_program() {
  const auto economy = economy_of("baseline");
  std::vector<std::string> phases;
  for (const PhaseInfo& phase : economy->month().phases())
    phases.push_back(phase.name + (phase.every.months == 3 ? "*" : phase.every.months == 12 ? "**" : ""));
  return phases;
}

TEST_CASE("the description lists the phases of a month in the order in which they are told") {
  const std::vector<std::string> described = described_phases(), told = phases_of_the_program();
  REQUIRE(told.size() > 100);
  const auto [d, t] = std::ranges::mismatch(described, told);
  const std::string in_document = d == described.end() ? "nothing more" : *d;
  const std::string in_program = t == told.end() ? "nothing more" : *t;
  const auto place = d - described.begin();
  CHECK_MESSAGE(described == told, "phase ", place, ": agents/ODD.md lists ", in_document, ", the program tells ",
                in_program);
}

}  // namespace
}  // namespace trellis
