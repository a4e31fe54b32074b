// The groups of a run file whose lists change their length: CF's contiguous ragged arrays. For this room's .cpp only.
#pragma once
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/io/hdf5_handles.hpp"
#include "engine/io/snapshots.hpp"

namespace trellis {

/// One group as the writer sees it. `snapshot` holds its dates, LIST_count how many rows of LIST belong to each, LIST
/// the number of each row within its date.
class SnapshotStore {
 public:
  /// Throws std::invalid_argument where a name is not one, or used twice in the group.
  static void check(const SnapshotGroup& group);
  SnapshotStore(hdf5::Id root, const SnapshotGroup& group, Month start);

  /// Keeps the rows of a date until they are written. Throws std::invalid_argument where they are not those of the
  /// group's lists.
  void take(Month month, Snapshot snapshot);
  /// Appends what was taken. Throws hdf5::Failure.
  void write();

 private:
  struct Column {
    hdf5::Handle dataset;
    hdf5::Type type;
    std::size_t bytes;
  };
  struct List {
    std::string name;
    hdf5::Handle number, count;
    std::vector<Column> fields;
    hdf5::Size rows = 0;
  };
  std::string name_;
  Month start_;
  hdf5::Handle dates_;
  std::vector<List> lists_;
  hdf5::Size written_ = 0;
  std::vector<std::pair<Month, Snapshot>> waiting_;
};

}  // namespace trellis
