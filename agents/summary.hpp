// What a person reads at the end of a run: whether the targets are met, by which definition, at what public cost.
#pragma once

#include <string>
#include <vector>

#include "agents/scenario.hpp"
#include "agents/summary_words.hpp"
#include "engine/core/money.hpp"
#include "engine/run/simulation.hpp"

namespace trellis {

/// Series of which a summary shows the values at the date of every target (RunOptions::alternatives).
std::vector<std::string> definitions();

struct Summary {
  const std::vector<TargetRecord>& targets;  ///< with their units
  const std::vector<TargetRow>& rows;        ///< the same, as they were held against series
  const RunResult& result;                   ///< of a run with `definitions()` as alternatives
  Month start;
  WideDong public_cost{};  ///< over all months
  bool in_colour = false;
};

/// Target table, the same dates under the other definitions, cost, file and the Python line that opens it; at most 100
/// columns wide but for a longer name of the file.
std::string summary_text(const Summary& summary);

}  // namespace trellis
