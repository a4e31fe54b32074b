// The dates of a group of lists, read from a file that may be damaged: how many rows belong to how many months.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/io/hdf5_handles.hpp"

namespace trellis {

class GroupDates {
 public:
  /// For each date, in their order: the months of the run up to it, and the rows that there are by then.
  using Rows = std::vector<std::pair<hdf5::Size, hdf5::Size>>;

  /// Reads the dates within `counted` months and how many rows each has; none for a group without dates. What cannot be
  /// read is added to `faults` and taken as not there.
  GroupDates(hdf5::Id group, const std::string& prefix, Month start, hdf5::Size counted,
             std::vector<std::string>& faults);
  bool empty() const { return !dated_; }
  /// Of a variable of the group that grows, by its name.
  Rows rows_of(hdf5::Id dataset, const std::string& name) const;

 private:
  void read(hdf5::Id group, Month start, hdf5::Size counted);

  bool dated_ = false;
  Rows dates_;                        // a row for each
  std::map<std::string, Rows> list_;  // by the name of the list
};

/// Rows that belong to the first months.
hdf5::Size rows_until(const GroupDates::Rows& rows, hdf5::Size months);

}  // namespace trellis
