#include "engine/io/run_file_past.hpp"

#include <fmt/format.h>
#include <hdf5.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>
#include <optional>
#include <thread>

#include "engine/io/hdf5_handles.hpp"
#include "engine/io/provenance.hpp"
#include "engine/io/run_file_output.hpp"
#include "engine/io/run_file_reopened.hpp"

namespace trellis {

namespace fs = std::filesystem;
using hdf5::checked;
using hdf5::checked_status;
using hdf5::Failure;
using hdf5::Handle;
using hdf5::Id;
using hdf5::Size;

namespace {

constexpr Size months_at_once = 12;

/// Whether somebody holds the file for longer than it takes to ask the same.
bool is_held(const fs::path& file) {
  for (int asked = 0; asked < 5; ++asked) {
    if (!being_written(file)) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  return true;
}

std::int64_t whole_attribute(Id object, const char* name) {
  const Handle attribute{checked(H5Aopen(object, name, H5P_DEFAULT), name), H5Aclose};
  std::int64_t number = 0;
  checked_status(H5Aread(attribute.id(), H5T_NATIVE_INT64, &number), name);
  return number;
}

std::string text_of(Id dataset) {
  const Handle type = stored_type_of(dataset), space{checked(H5Dget_space(dataset), "shape"), H5Sclose};
  if (H5Tis_variable_str(type.id()) <= 0 || H5Sget_simple_extent_npoints(space.id()) != 1) throw Failure("is no text");
  char* text = nullptr;
  checked_status(H5Dread(dataset, type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &text), "read");
  const std::string copy = text != nullptr ? text : "";
  checked_status(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, &text), "release");
  return copy;
}

/// Why these are not months of this run; empty where they are.
std::string other_run(Id file, const RunDescription& run) {
  const Handle root = hdf5::open_group(file, "/");
  const auto seed = whole_attribute(root.id(), "seed"), replica = whole_attribute(root.id(), "replica");
  if (seed != run.seed) return fmt::format("is of a run with seed {}, not {}", seed, run.seed);
  if (replica != run.replica) return fmt::format("is of replica {}, not {}", replica, run.replica);
  if (text_of(hdf5::open_dataset(root.id(), "provenance/scenario").id()) != run.provenance.scenario)
    return "is of a run of another scenario";
  return {};
}

}  // namespace

struct PastMonths::State {
  struct Field {
    const StoredObject* object;
    Size row_bytes;
  };
  struct List {
    std::string path;
    const GroupDates::Rows* rows;
    std::vector<Field> fields;
  };
  struct Group {
    const GroupDates::Rows* dates;
    std::vector<List> lists;
  };

  fs::path path;
  WriterMark mark;
  std::size_t months = 0;
  std::string sum;
  std::optional<ReopenedFile> file;
  std::map<std::string, const StoredObject*> objects;
  std::vector<Field> series;
  std::vector<Group> groups;
  std::size_t frame_bytes = 0;
  Size first = 0, count = 0;  // of the months that are in memory
  std::vector<std::vector<std::byte>> values;

  template <class Work>
  auto reading(Work work) const {
    try {
      hdf5::begin();
      return work();
    } catch (const Failure& failure) {
      throw FileError(path.string(), failure.what());
    }
  }
  Field field(const std::string& name, Size bytes, bool listed) const {
    const auto found = objects.find(name);
    if (found == objects.end() || !found->second->is_dated || found->second->is_listed != listed ||
        bytes_of_row(found->second->object.id()) != bytes)
      throw FileError(path.string(), "does not hold '" + name + "' as this program would");
    return {found->second, bytes};
  }
};

PastMonths::PastMonths(const fs::path& file, const CheckpointHead& head, const fs::path& output)
    : state_{std::make_unique<State>()} {
  State& state = *state_;
  const RunDescription& run = head.run;
  const std::size_t months = head.step;
  state.path = file, state.months = months, state.sum = head.months_sum;
  if (!fs::exists(file)) throw FileError(file.string(), "no such file, and with it the months before the checkpoint");
  if (file.extension() == ".partial" && is_held(file))
    throw FileError(file.string(), "is still being written (or read live)");
  if (file == partial_path(output)) state.mark = WriterMark{file};  // nobody else goes on with it
  state.reading([&] {
    state.file.emplace(file, fs::path(output) += ".past");
    const Survey& found = state.file->found();
    if (!found.faults.empty()) throw Failure("is damaged (" + found.faults.front() + ")");
    if (const std::string why = other_run(state.file->file(), run); !why.empty()) throw Failure(why);
    if (found.start != run.start) throw Failure("begins in another month");
    if (found.counted < months)
      throw Failure(fmt::format("holds {} months, the checkpoint stands after {}", found.counted, months));
    for (const StoredObject& object : found.objects) state.objects.emplace(object.path, &object);
  });
}

PastMonths::~PastMonths() = default;

std::size_t PastMonths::months() const { return state_->months; }
const fs::path& PastMonths::file() const { return state_->path; }
const std::string& PastMonths::sum() const { return state_->sum; }

void PastMonths::expect(const RunDescription& description) {
  State& state = *state_;
  state.reading([&] {
    for (const Series& series : description.series) {
      Size bytes = 8;
      for (const std::string& name : series.axes)
        bytes *= std::ranges::find(description.axes, name, &Axis::name)->labels.size();
      state.series.push_back(state.field(series.name, bytes, false));
      state.frame_bytes += bytes;
    }
    for (const SnapshotGroup& group : description.snapshots) {
      const std::string prefix = group.name + "/";
      State::Group read{&state.field(prefix + "snapshot", 4, true).object->listed, {}};
      for (const Listing& list : group.listings) {
        State::List of{prefix + list.name, &state.field(prefix + list.name, 4, true).object->listed, {}};
        for (const ListField& field : list.fields)
          of.fields.push_back(state.field(prefix + field.name, bytes_of(field.type), true));
        read.lists.push_back(std::move(of));
      }
      state.groups.push_back(std::move(read));
    }
    state.values.resize(state.series.size());
  });
}

std::vector<std::byte> PastMonths::frame(std::size_t month) {
  State& state = *state_;
  return state.reading([&] {
    if (month < state.first || month >= state.first + state.count) {
      state.first = month / months_at_once * months_at_once;
      state.count = std::min<Size>(months_at_once, state.months - state.first);
      for (std::size_t s = 0; s < state.series.size(); ++s)
        state.values[s] = read_stored_rows(state.series[s].object->object.id(), state.first, state.count);
    }
    std::vector<std::byte> frame(state.frame_bytes);
    std::byte* to = frame.data();
    for (std::size_t s = 0; s < state.series.size(); ++s) {
      const Size bytes = state.series[s].row_bytes;
      std::memcpy(to, state.values[s].data() + (month - state.first) * bytes, bytes);
      to += bytes;
    }
    return frame;
  });
}

std::vector<Snapshot> PastMonths::snapshots(std::size_t month) {
  State& state = *state_;
  return state.reading([&] {
    std::vector<Snapshot> all;
    for (std::size_t g = 0; g < state.groups.size(); ++g) {
      const State::Group& group = state.groups[g];
      const auto date = std::ranges::find(*group.dates, Size{month + 1}, &GroupDates::Rows::value_type::first);
      if (date == group.dates->end()) continue;
      const auto number = static_cast<std::size_t>(date - group.dates->begin());
      Snapshot snapshot{g, {}};
      for (const State::List& list : group.lists) {
        const Size from = number == 0 ? 0 : list.rows->at(number - 1).second;
        Snapshot::Rows rows{list.rows->at(number).second - from, {}};
        for (const State::Field& field : list.fields)
          rows.fields.push_back(rows.count == 0 ? std::vector<std::byte>{}
                                                : read_stored_rows(field.object->object.id(), from, rows.count));
        snapshot.listings.push_back(std::move(rows));
      }
      all.push_back(std::move(snapshot));
    }
    return all;
  });
}

}  // namespace trellis
