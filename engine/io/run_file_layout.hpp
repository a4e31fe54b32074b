// The objects of a new run file: everything exists before the first month, since nothing may be added while others
// read.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/io/hdf5_handles_netcdf.hpp"
#include "engine/io/run_file.hpp"
#include "engine/io/run_file_snapshots.hpp"

namespace trellis {

/// A variable over time as the writer sees it.
struct TimedVariable {
  hdf5::Handle dataset;
  hdf5::Type type = hdf5::Type::f64;
  std::vector<hdf5::Size> row_shape;  ///< without time
  std::size_t row_bytes = 0;
};

struct RunFileLayout {
  hdf5::Handle time, time_bounds;
  std::vector<TimedVariable> series;     ///< in the order of the description
  std::vector<SnapshotStore> snapshots;  ///< likewise
};

/// The days of some months, counted from the first day of the run: for each month its last day; its first day and that
/// of the next.
struct Days {
  std::vector<std::int32_t> last, bounds;
};
Days days_of(Month start, hdf5::Size first, hdf5::Size count);

/// Whether a variable may be called so: [A-Za-z][A-Za-z0-9_]*.
bool is_name(std::string_view name);
/// Attributes of a variable of days since the first day of the run.
void describe_dates(hdf5::Id variable, Month start, std::string_view meaning);

/// Attributes of the root that every file of results has.
void describe_results(hdf5::Id root, const RunDescription& description);
/// The dimension of months with its attributes; 0 months where it grows, in chunks of `chunk`.
hdf5::Dimension create_time(hdf5::Id root, Month start, hdf5::Size months, hdf5::Size chunk);
void add_provenance(hdf5::Id root, const Provenance& provenance);

/// Throws std::invalid_argument where the description contradicts itself.
void check_description(const RunDescription& description);

/// Creates all groups, dimensions, variables and attributes in an empty file and writes what is known beforehand.
RunFileLayout create_layout(hdf5::Id file, const RunDescription& description, hdf5::Size months_per_chunk);

}  // namespace trellis
