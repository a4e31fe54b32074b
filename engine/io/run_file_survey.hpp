// What of a run file can be read: every object, every attribute and every value, tried one by one.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/io/hdf5_handles.hpp"
#include "engine/io/run_file_dates.hpp"
#include "engine/io/run_file_stored.hpp"

namespace trellis {

/// A group or a dataset.
struct StoredObject {
  std::string path;  ///< below the root, "targets/reached"; empty for the root itself
  hdf5::Handle object;
  bool is_group = false, is_dated = false;  ///< dated: grows with time
  hdf5::Size length = 0;                    ///< of a dated one: the rows it claims to have
  hdf5::Size rows = 0;                      ///< of a dated one: the counted rows that can be read, from the first on
  bool is_listed = false;                   ///< dated, with rows at the dates of its group alone
  GroupDates::Rows listed{};                ///< of a listed one
  std::string scale_name{};                 ///< of a dimension scale, as HDF5 keeps it; empty for what is none
  std::vector<std::string> scales{};  ///< for each dimension the path of its scale, readable or not; empty without
  std::vector<StoredAttribute> attributes{};
};

struct Survey {
  Month start;                          ///< of the run
  hdf5::Size counted = 0;               ///< months in /time
  std::vector<StoredObject> objects{};  ///< the root first, then in the order of creation; not what cannot be read
  std::vector<std::string> lost{};      ///< paths of what cannot be read at all
  std::vector<std::string> faults{};    ///< what cannot be read, wholly or in part, with the library's reason
};

/// What the bytes behind the end of a damaged file are set to before it is surveyed: the last byte of no number of a
/// run.
inline constexpr std::byte behind_the_end{0xa5};

/// Reads all there is, but for months beyond /time. `file_bytes`: the length of the file as it was found; what lies
/// behind is missing, though HDF5 may read something there (behind_the_end). The days of the months are not read, since
/// they can be counted anew. Throws hdf5::Failure where the root, the list of its members or the head of /time cannot
/// be read, and for what is not a run file.
Survey survey(hdf5::Id root, std::uintmax_t file_bytes);

/// Rows of a dated object that belong to the first months.
hdf5::Size rows_of(const StoredObject& object, hdf5::Size months);
/// The most months of which all its rows can be read.
hdf5::Size readable_months(const StoredObject& object, hdf5::Size counted);

/// Rows [first, first + count) of a dated object, as stored; /time and /time_bnds are counted anew.
std::vector<std::byte> dated_rows(const StoredObject& object, Month start, hdf5::Size first, hdf5::Size count);

}  // namespace trellis
