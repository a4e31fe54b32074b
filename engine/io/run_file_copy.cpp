#include "engine/io/run_file_copy.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <map>
#include <string>

#include "engine/io/hdf5_handles_netcdf.hpp"

namespace trellis {
namespace {

namespace fs = std::filesystem;
using hdf5::checked;
using hdf5::checked_status;
using hdf5::Failure;
using hdf5::Handle;
using hdf5::Id;
using hdf5::Size;

/// What is kept of a survey, in its order.
std::vector<const StoredObject*> kept_of(const Survey& survey, Size months) {
  std::vector<const StoredObject*> kept;
  for (const auto& object : survey.objects)
    if (!object.is_dated || object.rows >= rows_of(object, months)) kept.push_back(&object);
  return kept;
}

/// Calls `use(first, count)` for blocks of rows, each of whole chunks and about 4 MiB.
template <typename Use>
void for_blocks(Id dataset, Size rows, Use use) {
  const Size chunk = rows_of_chunk(dataset);
  const Size chunks = std::max<Size>(1, (Size{4} << 20) / std::max<Size>(1, chunk * bytes_of_row(dataset)));
  for (Size first = 0; first < rows; first += chunk * chunks) use(first, std::min(chunk * chunks, rows - first));
}

bool is_status(const StoredObject& object, const StoredAttribute& attribute) {
  return object.path.empty() && attribute.name == "status";
}

void write_attributes(const StoredObject& from, Id to, std::string_view status) {
  for (const auto& attribute : from.attributes) {
    if (is_status(from, attribute)) {
      hdf5::set_attribute(to, attribute.name, status);
      continue;
    }
    const auto& [name, values] = attribute;
    const Handle copy{
        checked(H5Acreate2(to, name.c_str(), values.type(), values.space(), H5P_DEFAULT, H5P_DEFAULT), name.c_str()),
        H5Aclose};
    values.write_to(copy.id());
  }
}

Handle create_like(const StoredObject& from, Id root, Size months) {
  const Id source = from.object.id();
  const Handle creation{checked(H5Dget_create_plist(source), "layout"), H5Pclose};
  Handle space{checked(H5Dget_space(source), "shape"), H5Sclose};
  if (from.is_dated) {
    auto lengths = hdf5::shape(source), most = lengths;
    lengths.at(0) = rows_of(from, months);
    most.at(0) = H5S_UNLIMITED;
    const int rank = static_cast<int>(lengths.size());
    checked_status(H5Sset_extent_simple(space.id(), rank, lengths.data(), most.data()), "shape");
  }
  return {checked(H5Dcreate2(root, from.path.c_str(), stored_type_of(source).id(), space.id(), H5P_DEFAULT,
                             creation.id(), H5P_DEFAULT),
                  from.path.c_str()),
          H5Dclose};
}

void copy_dataset(const StoredObject& from, Id to, const Survey& survey, Size months, std::string_view status) {
  if (!from.scale_name.empty()) checked_status(H5DSset_scale(to, from.scale_name.c_str()), from.path.c_str());
  write_attributes(from, to, status);
  if (!from.is_dated) return StoredValues{from.object.id()}.write_to(to);
  for_blocks(to, rows_of(from, months), [&](Size first, Size count) {
    write_stored_rows(to, first, count, dated_rows(from, survey.start, first, count));
  });
}

/// A scale that was lost becomes a dimension without coordinates.
void attach_scales(const StoredObject& from, Id root, std::map<std::string, Handle>& datasets) {
  for (unsigned i = 0; i < from.scales.size(); ++i) {
    const auto& path = from.scales[i];
    if (path.empty()) continue;
    const Id to = datasets.at(from.path).id();
    auto scale = datasets.find(path);
    if (scale == datasets.end())
      scale = datasets.emplace(path, hdf5::create_bare_dimension(root, path, hdf5::shape(to).at(i)).scale).first;
    checked_status(H5DSattach_scale(to, scale->second.id(), i), path.c_str());
  }
}

void write_copy(const Survey& survey, Size months, std::string_view status, const fs::path& path) {
  auto file = hdf5::create_file(path);
  {
    const Handle root = hdf5::open_group(file.id(), "/");
    std::map<std::string, Handle> datasets;
    const auto kept = kept_of(survey, months);
    for (const auto* from : kept) {
      if (from->is_group) {
        const Handle made = from->path.empty() ? Handle{} : hdf5::create_group(root.id(), from->path);
        write_attributes(*from, from->path.empty() ? root.id() : made.id(), status);
      } else {
        const auto& made = datasets.emplace(from->path, create_like(*from, root.id(), months)).first->second;
        copy_dataset(*from, made.id(), survey, months, status);
      }
    }
    for (const auto* from : kept) attach_scales(*from, root.id(), datasets);
  }
  file.close("closing");
}

bool same_attributes(const StoredObject& a, const StoredObject& b) {
  return std::equal(a.attributes.begin(), a.attributes.end(), b.attributes.begin(), b.attributes.end(),
                    [&](const auto& of_a, const auto& of_b) {
                      return of_a.name == of_b.name && (is_status(a, of_a) || of_a.values == of_b.values);
                    });
}

bool same_values(const StoredObject& from, const StoredObject& copy, const Survey& survey, Size months) {
  if (from.is_group) return copy.is_group;
  const Id a = from.object.id(), b = copy.object.id();
  if (!from.is_dated) return StoredValues{a} == StoredValues{b};
  const Size rows = rows_of(from, months);
  if (hdf5::shape(b).at(0) != rows || bytes_of_row(a) != bytes_of_row(b)) return false;
  if (H5Tequal(stored_type_of(a).id(), stored_type_of(b).id()) <= 0) return false;
  bool same = true;
  for_blocks(b, rows, [&](Size first, Size count) {
    same = same && dated_rows(from, survey.start, first, count) == read_stored_rows(b, first, count);
  });
  return same;
}

/// Reads the copy as a stranger would and compares everything.
void compare(const Survey& survey, Size months, const fs::path& path) {
  const Handle file = hdf5::open_file(path, hdf5::Access::read);
  const Handle root = hdf5::open_group(file.id(), "/");
  const Survey copied = trellis::survey(root.id(), fs::file_size(path));
  if (!copied.faults.empty()) throw Failure("the copy cannot be read: " + copied.faults.front());
  std::map<std::string, const StoredObject*> copies;
  for (const auto& copy : copied.objects) copies.emplace(copy.path, &copy);
  for (const auto* from : kept_of(survey, months)) {
    const auto found = copies.find(from->path);
    if (found == copies.end()) throw Failure("the copy is without " + from->path);
    const StoredObject& copy = *found->second;
    if (from->scale_name != copy.scale_name || from->scales != copy.scales || !same_attributes(*from, copy) ||
        !same_values(*from, copy, survey, months))
      throw Failure("the copy differs in " + from->path);
  }
}

}  // namespace

Size months_to_keep(const Survey& survey) {
  std::map<Size, Size> values;  // months to keep -> values kept
  for (const auto& object : survey.objects)
    if (object.is_dated) values[readable_months(object, survey.counted)] = 0;
  for (auto& [months, kept] : values)
    for (const auto& object : survey.objects)
      if (object.is_dated && object.rows >= rows_of(object, months))
        kept += rows_of(object, months) * bytes_of_row(object.object.id());
  const auto most =
      std::max_element(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == values.end() ? 0 : most->first;
}

std::size_t copy_run_file(const Survey& survey, Size months, std::string_view status, const fs::path& path) {
  write_copy(survey, months, status, path);
  compare(survey, months, path);
  const auto kept = kept_of(survey, months);
  return static_cast<std::size_t>(std::count_if(kept.begin(), kept.end(), [](const auto* object) {
    return object->is_dated && object->path != "time" && object->path != "time_bnds";
  }));
}

}  // namespace trellis
