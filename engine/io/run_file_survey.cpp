#include "engine/io/run_file_survey.hpp"

#include <fmt/format.h>
#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cstring>
#include <map>

#include "engine/io/run_file_layout.hpp"

namespace trellis {
namespace {

using hdf5::checked;
using hdf5::checked_status;
using hdf5::Failure;
using hdf5::Handle;
using hdf5::Id;
using hdf5::Size;

std::vector<std::string> names_in(Id group) {
  std::vector<std::string> names;
  checked_status(H5Literate(
                     group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr,
                     [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
                       static_cast<std::vector<std::string>*>(out)->emplace_back(name);
                       return 0;
                     },
                     &names),
                 "listing");
  return names;
}

/// What the days of the months are counted from: "days since 2025-01-01".
Month start_of(Id time) {
  constexpr std::string_view opening = "days since ";
  const std::string units = hdf5::text_attribute(time, "units");
  if (units.starts_with(opening))
    if (const auto start = Month::parse(std::string_view(units).substr(opening.size(), 7))) return *start;
  throw Failure("time: units '" + units + "' are not those of a run file");
}

bool grows(Id dataset) {
  const Handle space{checked(H5Dget_space(dataset), "shape"), H5Sclose};
  std::vector<Size> most(static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(space.id()), "shape")));
  checked_status(H5Sget_simple_extent_dims(space.id(), nullptr, most.data()), "shape");
  return !most.empty() && most[0] == H5S_UNLIMITED;
}

std::string scale_name_of(Id dataset) {
  if (checked(H5DSis_scale(dataset), "scale") == 0) return {};
  std::string name(static_cast<std::size_t>(checked(H5DSget_scale_name(dataset, nullptr, 0), "scale")) + 1, '\0');
  checked(H5DSget_scale_name(dataset, name.data(), name.size()), "scale");
  name.pop_back();
  return name;
}

bool are_days(const StoredObject& object) { return object.path == "time" || object.path == "time_bnds"; }

/// How many of the `wanted` rows can be read, chunk by chunk; `fault` tells why not more.
Size readable_rows(Id dataset, Size wanted, std::uintmax_t file_bytes, std::string& fault) {
  Size first = 0;
  try {
    for (const Size chunk = rows_of_chunk(dataset); first < wanted; first += chunk) {
      if (!has_chunk(dataset, first)) throw Failure("was never written");
      const auto rows = read_stored_rows(dataset, first, std::min(chunk, wanted - first));
      const bool may_be_cut = rows.back() == behind_the_end || wanted - first < chunk;
      if (may_be_cut && end_of_chunk(dataset, first) > file_bytes) throw Failure("lies beyond the end of the file");
    }
  } catch (const Failure& failure) {
    fault = failure.what();
  }
  return std::min(first, wanted);
}

void inspect_dataset(StoredObject& found, const std::string& name, const GroupDates& dates, Survey& survey,
                     std::uintmax_t file_bytes) {
  const Id dataset = found.object.id();
  found.scale_name = scale_name_of(dataset);
  found.is_dated = grows(dataset);
  if (!found.is_dated) {
    if (end_of_values(dataset) > file_bytes) throw Failure("lies beyond the end of the file");
    StoredValues{dataset};
    return;
  }
  found.length = hdf5::shape(dataset).at(0);
  found.is_listed = !dates.empty();
  if (found.is_listed) found.listed = dates.rows_of(dataset, name);
  std::string fault = "is shorter than /time";
  const Size counted = rows_of(found, survey.counted), wanted = std::min(found.length, counted);
  found.rows = are_days(found) ? counted : readable_rows(dataset, wanted, file_bytes, fault);
  if (found.rows < counted)
    survey.faults.push_back(fmt::format("{}: only {} of {} {}: {}", found.path, found.rows, counted,
                                        found.is_listed ? "rows" : "months", fault));
}

void walk(Id group, const std::string& prefix, Survey& survey, std::uintmax_t file_bytes) {
  const GroupDates dates{group, prefix, survey.start, survey.counted, survey.faults};
  for (const auto& name : names_in(group)) {
    const std::string path = prefix + name;
    try {
      StoredObject found{path, {checked(H5Oopen(group, name.c_str(), H5P_DEFAULT), "open"), H5Oclose}};
      found.is_group = H5Iget_type(found.object.id()) == H5I_GROUP;
      found.attributes = stored_attributes(found.object.id());
      if (!found.is_group) inspect_dataset(found, name, dates, survey, file_bytes);
      const Id object = found.object.id();
      const bool is_group = found.is_group;
      survey.objects.push_back(std::move(found));
      if (is_group) walk(object, path + '/', survey, file_bytes);
    } catch (const Failure& failure) {
      survey.lost.push_back(path);
      survey.faults.push_back(path + ": " + failure.what());
    }
  }
}

/// 0 where there is none. Throws nothing: it is also called by the library.
hobj_ref_t reference_to(Id object, const char* path = ".") {
  hobj_ref_t reference = 0;
  return H5Rcreate(&reference, object, path, H5R_OBJECT, -1) < 0 ? 0 : reference;
}

/// Reads the reference to the scale of a dimension; 0 without a scale.
hobj_ref_t scale_of(Id dataset, unsigned dimension) {
  if (checked(H5DSget_num_scales(dataset, dimension), "scales") == 0) return 0;
  hobj_ref_t reference = 0;
  const auto keep = [](hid_t, unsigned, hid_t scale, void* out) -> herr_t {
    *static_cast<hobj_ref_t*>(out) = reference_to(scale);
    return 1;
  };
  checked_status(H5DSiterate_scales(dataset, dimension, nullptr, keep, &reference), "scale");
  return reference;
}

/// Finds the scale of every dimension: HDF5 keeps references, which hold in one file alone. A scale that cannot be
/// found gets a name of its own: a variable of which only some dimensions have one is refused by the netCDF library.
void find_scales(Id root, Survey& survey) {
  std::map<hobj_ref_t, std::string> scales;
  for (const auto& path : survey.lost) scales.emplace(reference_to(root, path.c_str()), path);
  for (const auto& object : survey.objects)
    if (!object.scale_name.empty()) scales.emplace(reference_to(object.object.id()), object.path);
  for (auto& object : survey.objects) {
    if (object.is_group || !object.scale_name.empty()) continue;
    const Id dataset = object.object.id();
    object.scales.resize(hdf5::shape(dataset).size());
    for (unsigned i = 0; i < object.scales.size(); ++i) try {
        const hobj_ref_t reference = scale_of(dataset, i);
        if (reference == 0) continue;
        if (!scales.contains(reference)) throw Failure("its scale is none of the objects of this file");
        object.scales[i] = scales.at(reference);
      } catch (const Failure& failure) {
        object.scales[i] = object.is_dated && i == 0 ? "time" : fmt::format("{}_dimension_{}", object.path, i);
        survey.faults.push_back(fmt::format("{}: dimension {}: {}", object.path, i, failure.what()));
      }
  }
}

}  // namespace

Survey survey(Id root, std::uintmax_t file_bytes) {
  if (hdf5::text_attribute(root, "output_schema_version").empty()) throw Failure("is not a run file");
  Survey survey;
  {
    const Handle time = hdf5::open_dataset(root, "time");
    survey.start = start_of(time.id());
    survey.counted = hdf5::shape(time.id()).at(0);
  }
  StoredObject top{"", hdf5::open_group(root, "."), true};
  top.attributes = stored_attributes(root);
  survey.objects.push_back(std::move(top));
  walk(root, "", survey, file_bytes);
  find_scales(root, survey);
  return survey;
}

Size rows_of(const StoredObject& object, Size months) {
  return object.is_listed ? rows_until(object.listed, months) : months;
}

Size readable_months(const StoredObject& object, Size counted) {
  if (!object.is_listed) return object.rows;
  for (const auto& [months, rows] : object.listed)
    if (rows > object.rows) return months - 1;
  return counted;
}

std::vector<std::byte> dated_rows(const StoredObject& object, Month start, Size first, Size count) {
  if (!are_days(object)) return read_stored_rows(object.object.id(), first, count);
  const Days days = days_of(start, first, count);
  const auto& numbers = object.path == "time" ? days.last : days.bounds;
  std::vector<std::byte> rows(numbers.size() * sizeof numbers[0]);
  if (rows.size() != count * bytes_of_row(object.object.id())) throw Failure(object.path + ": not days of a run file");
  std::memcpy(rows.data(), numbers.data(), rows.size());
  return rows;
}

}  // namespace trellis
