#include "engine/io/recover.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <string>
#include <vector>

#include "engine/core/errors.hpp"
#include "engine/io/hdf5_handles.hpp"
#include "engine/io/provenance.hpp"
#include "engine/io/run_file_output.hpp"

namespace trellis {
namespace {

namespace fs = std::filesystem;
using hdf5::Handle;
using hdf5::Id;

/// Whether the first dimension of a variable is /time.
bool grows_with_time(Id dataset) {
  if (hdf5::shape(dataset).empty() || H5DSget_num_scales(dataset, 0) < 1) return false;
  bool found = false;
  H5DSiterate_scales(
      dataset, 0, nullptr,
      [](hid_t, unsigned, hid_t scale, void* out) -> herr_t {
        std::string name(64, '\0');
        const auto length = H5DSget_scale_name(scale, name.data(), name.size());
        *static_cast<bool*>(out) |= length == 4 && name.starts_with("time");
        return 0;
      },
      &found);
  return found;
}

std::vector<std::string> names_in(Id group) {
  std::vector<std::string> names;
  hdf5::checked_status(H5Literate(
                           group, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr,
                           [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
                             static_cast<std::vector<std::string>*>(out)->emplace_back(name);
                             return 0;
                           },
                           &names),
                       "listing");
  return names;
}

bool is_run_file(Id root) { return !hdf5::text_attribute(root, "output_schema_version").empty(); }

/// The months of a complete file, which is not touched.
bool read_complete(const fs::path& path, RecoverResult& result) {
  const Handle file = hdf5::open_file(path, hdf5::Access::read);
  const Handle root = hdf5::open_group(file.id(), "/");
  if (!is_run_file(root.id())) throw hdf5::Failure("is not a run file");
  result.file = path;
  result.months = hdf5::shape(hdf5::open_dataset(root.id(), "time").id()).at(0);
  result.was_complete = hdf5::text_attribute(root.id(), "status") == "complete";
  return result.was_complete;
}

void mend(const fs::path& path, RecoverResult& result) {
  hdf5::open_file(path, hdf5::Access::mend).close("clearing of marks");
  auto file = hdf5::open_file(path, hdf5::Access::write);
  {
    const Handle root = hdf5::open_group(file.id(), "/");
    if (!is_run_file(root.id())) throw hdf5::Failure("is not a run file");
    result.months = hdf5::shape(hdf5::open_dataset(root.id(), "time").id()).at(0);
    for (const auto& name : names_in(root.id())) {
      const Handle object{hdf5::checked(H5Oopen(root.id(), name.c_str(), H5P_DEFAULT), name.c_str()), H5Oclose};
      if (H5Iget_type(object.id()) != H5I_DATASET || !grows_with_time(object.id())) continue;
      if (hdf5::shape(object.id()).at(0) <= result.months) continue;
      hdf5::set_length(object.id(), result.months);
      ++result.trimmed;
    }
    hdf5::set_attribute(root.id(), "status", "truncated");
  }
  file.close("closing");
}

}  // namespace

RecoverResult recover(const fs::path& path) {
  const bool names_partial = path.extension() == ".partial";
  const fs::path final_path = names_partial ? fs::path(path).replace_extension() : path;
  const fs::path partial = partial_path(final_path);
  RecoverResult result;
  fs::path at = names_partial || fs::exists(partial) ? partial : final_path;
  if (!fs::exists(at)) throw FileError(at.string(), "no such file");
  if (being_written(at)) throw FileError(at.string(), "is still being written (or read live)");
  try {
    hdf5::begin();
    if (at == final_path && read_complete(at, result)) return result;
    mend(at, result);
  } catch (const hdf5::Failure& failure) {
    throw FileError(at.string(), failure.what());
  }
  if (at == partial && !fs::exists(final_path)) {
    rename_into_place(partial, final_path, false);
    at = final_path;
  }
  result.file = at;
  return result;
}

}  // namespace trellis
