// The run file: monthly series of one run as HDF5 that xarray, netCDF4 and h5py open in one line, also after a crash.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/errors.hpp"
#include "engine/io/provenance.hpp"
#include "engine/io/snapshots.hpp"

namespace trellis {

/// A labelled dimension beside time: cluster, category, OEM ...
struct Axis {
  std::string name, meaning;
  std::vector<std::string> labels;  ///< UTF-8, at least one
};

/// One variable over (time, axes...).
struct Series {
  enum class Type { f64, i64 };
  std::string name{}, meaning{}, unit{};
  std::string cell_method{};        ///< over the month: "sum", "mean" or "point"
  std::vector<std::string> axes{};  ///< names of axes beside time, slowest first; empty for a national series
  Type type = Type::f64;            ///< i64 for whole đồng and counts: exact, without a fill value
  std::vector<std::pair<std::string, std::string>> attributes{};  ///< further attributes, name and text
};

/// A target of the strategy: `low` <= `statistic` <= `high` at the end of `year`; imposed when the scenario forces it.
struct TargetRow {
  std::string name, statistic, source;
  int year = 0;
  double low = 0, high = 0;
  bool imposed = false;
};

/// A calibration moment: what `statistic` was observed to be in `year`.
struct Moment {
  std::string name, statistic, source;
  int year = 0;
  double observed = 0;
};

struct RunDescription {
  std::string title{}, references{};
  std::uint32_t seed = 0, replica = 0;
  Month start;
  std::vector<Axis> axes{};
  std::vector<Series> series{};
  std::vector<SnapshotGroup> snapshots{};
  std::vector<TargetRow> targets{};
  std::vector<Moment> moments{};
  Provenance provenance;
};

struct RunFileOptions {
  bool overwrite = false;
  bool swmr = true;  ///< readable while it is written; not for NFS, which has no single-writer/multiple-reader mode
  int months_per_flush = 12;  ///< also the length of a chunk in time: whole chunks are written, but for the end and `flush`
  bool goes_on = false;       ///< the unfinished run that lies there is written anew, and gives way in `take_over`
};

/// A result would be lost: the output exists, or a run that has not ended lies beside it. A mistake of the user.
class OutputExists : public FileError {
 public:
  using FileError::FileError;
};

/// Major.minor of the layout; a reader refuses a newer major.
inline constexpr std::string_view output_schema_version = "1.1";

/// Writes one run: PATH.partial while it grows, renamed to PATH when it is complete.
/// One writer; calls may come from different threads, one after the other. A month is *acknowledged* when it is counted
/// in /time after a flush: it then survives the death of the process. Every failure of the disk is a FileError that
/// names the path and the reason; what was acknowledged stays readable.
class RunFile {
 public:
  using Options = RunFileOptions;

  /// Refuses what would lose a result: an existing `path`, an unfinished run beside it, a folder that cannot be
  /// written, a file that another run is writing. To be called before anything is computed. Throws FileError.
  static void check_output(const std::filesystem::path& path, bool overwrite);

  /// Creates the file with every variable, still without months. Throws FileError; std::invalid_argument where the
  /// description contradicts itself (unknown axis, a name used twice, a name that is not [A-Za-z][A-Za-z0-9_]*).
  RunFile(std::filesystem::path path, const RunDescription& description, Options options = {});
  /// Without `finish` the file is left as PATH.partial with what was acknowledged.
  ~RunFile();
  RunFile(const RunFile&) = delete;
  RunFile& operator=(const RunFile&) = delete;

  /// Bytes of one month: the values of all series in their order, each row-major, eight bytes a value.
  std::size_t frame_bytes() const;
  /// The next month's values. Throws FileError; std::invalid_argument for a month out of turn or a frame of another
  /// size.
  void append(Month month, std::span<const std::byte> frame);
  /// Rows that the next month adds to the groups of the description, before that month is appended. Throws
  /// std::invalid_argument for a month out of turn or rows that are not those of the group.
  void add(Month month, Snapshot snapshot);
  /// Writes what was appended and forces it to the disk, before a checkpoint counts on it. Throws FileError.
  void flush();
  /// With `goes_on`, after the first months have been appended anew: the file becomes PATH.partial. Throws FileError.
  void take_over();
  /// Months that survive the death of the process.
  std::size_t acknowledged() const;

  /// Writes what is left, the values reached for each target and moment (NaN beyond the run) and the status: "complete"
  /// renames the file to its final name; "interrupted" leaves it as PATH.partial, to be resumed or recovered. Returns
  /// where the file now is. Throws FileError.
  std::filesystem::path finish(std::span<const double> reached, std::span<const double> moments,
                               std::string_view status);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trellis
