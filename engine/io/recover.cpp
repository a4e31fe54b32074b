#include "engine/io/recover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/core/errors.hpp"
#include "engine/io/hdf5_handles.hpp"
#include "engine/io/provenance.hpp"
#include "engine/io/run_file_copy.hpp"
#include "engine/io/run_file_output.hpp"
#include "engine/io/run_file_reopened.hpp"

namespace trellis {
namespace {

namespace fs = std::filesystem;
using hdf5::Handle;

/// Whether the file is complete, in which case it is left alone.
bool read_complete(const fs::path& path, RecoverResult& result) {
  const Handle file = hdf5::open_file(path, hdf5::Access::read);
  const Handle root = hdf5::open_group(file.id(), "/");
  if (hdf5::text_attribute(root.id(), "output_schema_version").empty()) throw hdf5::Failure("is not a run file");
  result.file = path;
  result.months = hdf5::shape(hdf5::open_dataset(root.id(), "time").id()).at(0);
  result.was_complete = hdf5::text_attribute(root.id(), "status") == "complete";
  return result.was_complete;
}

/// `2035.h5` -> `2035.saved.h5`.
fs::path saved_path(const fs::path& final_path) {
  return fs::path(final_path).replace_extension(".saved" + final_path.extension().string());
}

/// Writes what can be read of `at` into `fresh`. Throws FileError where that is not all, after it has been put under
/// the name of saved_path.
void copy_counted(const fs::path& at, const fs::path& final_path, const fs::path& fresh, RecoverResult& result) {
  const ReopenedFile reopened{at, at.string() + ".cleared"};
  const Survey& found = reopened.found();
  const bool whole = found.faults.empty();
  const auto months = whole ? found.counted : months_to_keep(found);
  const auto variables = copy_run_file(found, months, whole ? "truncated" : "damaged", fresh);
  if (!whole) {
    std::string faults = "is damaged and has been left as it is";
    for (const auto& fault : found.faults) faults += (&fault == &found.faults.front() ? " (" : "; ") + fault;
    faults += ")";
    if (variables == 0 || months == 0) throw FileError(at.string(), faults + "; nothing of it could be saved");
    const fs::path saved = saved_path(final_path);
    rename_into_place(fresh, saved, true);
    throw FileError(at.string(), fmt::format("{}; {} variables over {} of {} months have been saved in {}", faults,
                                             variables, months, found.counted, saved.string()));
  }
  result.months = months;
  result.trimmed =
      static_cast<std::size_t>(std::count_if(found.objects.begin(), found.objects.end(), [&](const auto& object) {
        return object.is_dated && object.length > rows_of(object, months);
      }));
}

}  // namespace

RecoverResult recover(const fs::path& path) {
  const bool names_partial = path.extension() == ".partial";
  const fs::path final_path = names_partial ? fs::path(path).replace_extension() : path;
  const fs::path partial = partial_path(final_path);
  RecoverResult result;
  const fs::path at = names_partial || fs::exists(partial) ? partial : final_path;
  if (!fs::exists(at)) throw FileError(at.string(), "no such file");
  if (being_written(at)) throw FileError(at.string(), "is still being written (or read live)");
  const WriterMark mark{at};
  const Scratch fresh{at.string() + ".fresh"};
  try {
    hdf5::begin();
    if (at == final_path && read_complete(at, result)) return result;
    copy_counted(at, final_path, fresh.path, result);
  } catch (const hdf5::Failure& failure) {
    throw FileError(at.string(), failure.what());
  }
  result.file = fs::exists(final_path) ? at : final_path;
  rename_into_place(fresh.path, result.file, result.file == at);
  if (result.file != at) remove_file(partial);
  return result;
}

}  // namespace trellis
