// Where a run came from: what goes into the run file (the same for the same run) and what goes beside it (dates, host).
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace trellis {

/// One parameter as it was used: `a.b` path, value as text, and where that value stands.
struct ParameterOrigin {
  std::string path, value;
  std::string file;  ///< as the scenario names it, never absolute: the run file must not depend on the machine
  int line = 0;      ///< counted from 1; 0 for what has no line, such as a value of the command line
  std::string source;
};

/// A file that was read, as the scenario names it, and the SHA-256 of its bytes.
struct InputFile {
  std::string name, sha256;
};

/// What /provenance of a run file holds. Nothing in it may differ between two runs of the same program and scenario.
struct Provenance {
  std::string scenario{};                                  ///< resolved text, after `extends`, overlays and overrides
  std::string version{}, revision{}, compiler{}, flags{};  ///< of the program
  std::vector<ParameterOrigin> parameters{};
  std::vector<InputFile> inputs{};
};

/// What goes into NAME.run.json: all that may differ between two runs with the same result.
struct RunRecord {
  std::filesystem::path output{};  ///< made absolute when written
  std::vector<std::string> command_line{};
  std::string status{};               ///< "running", "complete", "interrupted", "failed"
  std::string started{}, finished{};  ///< ISO 8601, UTC; empty when not yet
  unsigned threads = 0;
  double wall_seconds = 0;
  std::uint64_t months = 0, agent_steps = 0;
  std::string digest{};  ///< of the finished run file; may be empty
};

/// `2035.h5` -> `2035.run.json`, `2035.progress.jsonl`, `2035.h5.partial`.
std::filesystem::path run_record_path(const std::filesystem::path& output);
std::filesystem::path progress_log_path(const std::filesystem::path& output);
std::filesystem::path partial_path(const std::filesystem::path& output);

/// The time of day in ISO 8601, UTC, whole seconds: `2026-01-31T08:15:00Z`.
std::string utc_now();

std::string host_name();

/// Writes NAME.run.json beside the output, whole or not at all; adds the host's name. Throws FileError.
void write_run_record(const RunRecord& record);

/// One JSON object per line, appended as a run goes on, so that anyone can follow it with `tail -f`.
class ProgressLog {
 public:
  /// Starts NAME.progress.jsonl beside `output` anew, or goes on in it. Throws FileError.
  explicit ProgressLog(const std::filesystem::path& output, bool goes_on = false);
  /// `month` as text, months done and to do, months that are safe in the file, agents of this month, seconds since the
  /// start. Throws FileError, also when the disk is full.
  void write(std::string_view month, std::uint64_t done, std::uint64_t months, std::uint64_t acknowledged,
             std::uint64_t agents, double wall_seconds);

 private:
  std::filesystem::path path_;
};

}  // namespace trellis
