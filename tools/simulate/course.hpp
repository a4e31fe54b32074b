// A run as it goes from a month to its end, with all that stands beside it: progress, record, table at the end.
#pragma once
#include "engine/io/checkpoint.hpp"
#include "engine/io/run_file_past.hpp"
#include "tools/simulate/request.hpp"

namespace trellis {

struct Course {
  const Scenario& scenario;
  RunDescription description;  ///< without what the model gives
  std::filesystem::path output;
  CheckpointReader* from = nullptr;  ///< where it goes on; none: it begins with the first month
  PastMonths* past = nullptr;        ///< the months before
  bool goes_on = false;              ///< in its own unfinished file
};

/// Runs it and prints the table. Returns the exit code.
int carry_out(const Request& request, Course course);

}  // namespace trellis
