// The loop of one run: step, copy the published columns, hand them to the writer, which works while the next month
// steps.
#pragma once
#include <filesystem>
#include <functional>
#include <vector>

#include "engine/run/progress.hpp"
#include "engine/run/recorder.hpp"
#include "engine/run/world.hpp"

namespace trellis {

/// How a run ended and what it reached.
struct RunResult {
  std::filesystem::path file;   ///< where the results are: the final name, or NAME.partial when interrupted
  std::size_t months = 0;       ///< months that were stepped
  int signal = 0;               ///< SIGINT or SIGTERM if one of them ended the run, else 0
  std::vector<double> reached;  ///< for each target the value of its statistic at its date; NaN where not reached
  std::vector<std::vector<double>> at_targets;  ///< the same for every statistic in `alternatives`, target by target
};

struct RunOptions {
  bool overwrite = false;
  bool swmr = true;
  std::vector<std::string> alternatives;  ///< series of which the values at each target's date are kept too
};

/// Runs `world` for `months` months and writes `path`. A target's statistic is the name of a national series or of one
/// element `series[label]`. Finishes the month, closes the file and returns on SIGINT and SIGTERM. Throws FileError,
/// and whatever a month throws after the file has been closed with what was acknowledged.
RunResult run_simulation(World& world, std::size_t months, const std::filesystem::path& path,
                         RunDescription description, Progress& progress, const RunOptions& options);

}  // namespace trellis
