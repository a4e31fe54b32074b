#include "engine/io/run_file_dates.hpp"

#include <hdf5.h>

#include <cstring>

#include "engine/io/hdf5_handles_netcdf.hpp"
#include "engine/io/run_file_layout.hpp"
#include "engine/io/run_file_stored.hpp"

namespace trellis {

namespace {

using hdf5::checked;
using hdf5::checked_status;
using hdf5::Failure;
using hdf5::Handle;
using hdf5::Id;
using hdf5::Size;

template <class T>
std::vector<T> first_values(Id dataset, Size count) {
  if (bytes_of_row(dataset) != sizeof(T)) throw Failure("a type that no run file has");
  if (count == 0) return {};
  const std::vector<std::byte> rows = read_stored_rows(dataset, 0, count);
  std::vector<T> values(count);
  std::memcpy(values.data(), rows.data(), rows.size());
  return values;
}

std::vector<std::string> names_in(Id group) {
  std::vector<std::string> names;
  checked_status(H5Literate(
                     group, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr,
                     [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
                       static_cast<std::vector<std::string>*>(out)->emplace_back(name);
                       return 0;
                     },
                     &names),
                 "listing");
  return names;
}

}  // namespace

GroupDates::GroupDates(Id group, const std::string& prefix, Month start, Size counted,
                       std::vector<std::string>& faults) {
  if (H5Lexists(group, "snapshot", H5P_DEFAULT) <= 0) return;
  dated_ = true;
  try {
    read(group, start, counted);
  } catch (const Failure& failure) {
    faults.push_back(prefix + "snapshot: " + failure.what());
  }
}

void GroupDates::read(Id group, Month start, Size counted) {
  const Handle snapshot = hdf5::open_dataset(group, "snapshot");
  const Days known = days_of(start, 0, counted);
  Size months = 0;
  // A place whose date never came reads as the first day or as nothing that follows.
  for (const std::int32_t day : first_values<std::int32_t>(snapshot.id(), hdf5::shape(snapshot.id()).at(0))) {
    while (months < counted && known.last[months] < day) ++months;
    if (months == counted || known.last[months] != day) break;
    dates_.emplace_back(++months, dates_.size() + 1);
  }
  for (const std::string& name : names_in(group)) {
    const Handle count = hdf5::open_dataset(group, name);
    const std::string list = hdf5::text_attribute(count.id(), "sample_dimension");
    if (list.empty()) continue;
    Rows& rows = list_[list];
    if (hdf5::shape(count.id()).at(0) < dates_.size()) throw Failure(name + " is shorter than snapshot");
    Size all = 0;
    const auto counts = first_values<std::int64_t>(count.id(), dates_.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
      rows.emplace_back(dates_[i].first, all += static_cast<Size>(counts[i]));
  }
}

GroupDates::Rows GroupDates::rows_of(Id dataset, const std::string& name) const {
  for (const std::string& dimension : {name, hdf5::first_dimension(dataset)}) {
    if (dimension == "snapshot") return dates_;
    if (const auto found = list_.find(dimension); found != list_.end()) return found->second;
  }
  return {};
}

Size rows_until(const GroupDates::Rows& rows, Size months) {
  Size until = 0;
  for (const auto& [by, count] : rows)
    if (by <= months) until = count;
  return until;
}

}  // namespace trellis
