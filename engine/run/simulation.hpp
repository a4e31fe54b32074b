// The loop of one run: step, copy the published columns, hand them to the writer, which works while the next month
// steps.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/io/run_file_past.hpp"
#include "engine/run/progress.hpp"
#include "engine/run/target_tally.hpp"
#include "engine/run/world.hpp"

namespace trellis {

/// How a run ended and what it reached.
struct RunResult : Reached {
  std::filesystem::path file{};  ///< where the results are: the final name, or NAME.partial when interrupted
  std::size_t months = 0;        ///< months of the run that are done, those of its past among them
  int signal = 0;                ///< SIGINT or SIGTERM if one of them ended the run, else 0
};

/// When a run writes down what it carries over, beside the moment in which a signal ends it. 0: not at all.
struct CheckpointTimes {
  int months = 0;
  double minutes = 0;
};

struct RunOptions {
  bool overwrite = false;
  bool swmr = true;
  std::vector<std::string> alternatives;  ///< series of which the values at each target's date are kept too
  std::string summed;  ///< a national series of whole numbers of which all months are added up; may be empty
  CheckpointTimes checkpoints;
  PastMonths* past = nullptr;  ///< the months before the world's clock, which are taken as they were
  bool goes_on = false;        ///< the past is that of `path` itself, of which the unfinished file gives way
};

/// Runs `world` to the end of `months` months and writes `path`. A target's statistic is the name of a national series
/// or of one element `series[label]`. On SIGINT and SIGTERM it finishes the month, writes a checkpoint, closes the file
/// and returns. Throws FileError, and whatever a month throws after the file has been closed with what was
/// acknowledged.
RunResult run_simulation(World& world, std::size_t months, const std::filesystem::path& path,
                         RunDescription description, Progress& progress, const RunOptions& options);

}  // namespace trellis
