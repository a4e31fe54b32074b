#include "engine/io/run_file.hpp"

#include <fmt/format.h>

#include <cstring>
#include <stdexcept>

#include "engine/io/checkpoint.hpp"
#include "engine/io/hdf5_handles.hpp"
#include "engine/io/run_file_layout.hpp"
#include "engine/io/run_file_output.hpp"
#include "engine/io/run_file_pages.hpp"

namespace trellis {

namespace fs = std::filesystem;
using hdf5::Type;

struct RunFile::State {
  fs::path path, partial;  // partial: where the file is until it is complete
  Options options;
  Month start;
  std::size_t target_count = 0, moment_count = 0, frame_bytes = 0;

  hdf5::Handle file;  // before what is inside it, so that it is closed last
  RunFileLayout layout;
  WriterMark mark;

  std::vector<std::vector<std::byte>> waiting;  // for each series, one chunk: months × row
  std::size_t waiting_months = 0, acknowledged = 0;
  bool failed = false, finished = false;

  /// Runs what touches the file; the library's failures become a FileError, after which the file is left alone.
  template <typename Work>
  void touch(Work work) {
    if (failed) throw FileError(partial.string(), "an earlier write failed");
    try {
      hdf5::begin();
      work();
    } catch (const hdf5::Failure& failure) {
      failed = true;
      throw FileError(partial.string(), failure.what());
    }
  }

  void write_waiting();
  void write_results(std::span<const double> reached, std::span<const double> moments, std::string_view status) const;
};

RunFile::RunFile(fs::path path, const RunDescription& description, Options options)
    : state_(std::make_unique<State>()) {
  check_description(description);
  if (options.months_per_flush < 1) throw std::invalid_argument("run file: months_per_flush is below 1");
  if (options.goes_on) {
    check_place(path);
    if (fs::exists(path)) throw OutputExists(path.string(), "exists already; the run has ended");
  } else {
    check_output(path, options.overwrite);
  }
  State& state = *state_;
  state.path = std::move(path);
  state.partial = partial_path(state.path);
  if (options.goes_on)
    state.partial += ".new";
  else
    remove_file(checkpoint_path(state.path));
  state.options = options;
  state.start = description.start;
  state.target_count = description.targets.size();
  state.moment_count = description.moments.size();
  remove_file(state.partial);
  const auto months = static_cast<std::size_t>(options.months_per_flush);
  state.touch([&] {
    state.file = create_paged_file(state.partial);
    state.layout = create_layout(state.file.id(), description, months);
    hdf5::flush(state.file.id());
    if (options.swmr) {
      hdf5::start_single_writer(state.file.id());
      state.mark = WriterMark(state.partial);
    }
  });
  for (const auto& series : state.layout.series) {
    state.waiting.emplace_back(series.row_bytes * months);
    state.frame_bytes += series.row_bytes;
  }
}

RunFile::~RunFile() {
  if (!state_->options.goes_on) return;  // beside an unfinished run that has not given way yet
  std::error_code ignored;
  fs::remove(state_->partial, ignored);
}

std::size_t RunFile::frame_bytes() const { return state_->frame_bytes; }
std::size_t RunFile::acknowledged() const { return state_->acknowledged; }

void RunFile::append(Month month, std::span<const std::byte> frame) {
  State& state = *state_;
  const Month expected = state.start + static_cast<int>(state.acknowledged + state.waiting_months);
  if (state.finished) throw std::invalid_argument("run file: finished already");
  if (month != expected)
    throw std::invalid_argument(fmt::format("run file: month {} instead of {}", to_string(month), to_string(expected)));
  if (frame.size() != state.frame_bytes)
    throw std::invalid_argument(fmt::format("run file: {} bytes instead of {}", frame.size(), state.frame_bytes));
  const std::byte* from = frame.data();
  for (std::size_t i = 0; i < state.waiting.size(); ++i) {
    const std::size_t bytes = state.layout.series[i].row_bytes;
    std::memcpy(state.waiting[i].data() + state.waiting_months * bytes, from, bytes);
    from += bytes;
  }
  ++state.waiting_months;
  if ((state.acknowledged + state.waiting_months) % static_cast<std::size_t>(state.options.months_per_flush) == 0)
    state.write_waiting();
}

void RunFile::flush() {
  if (state_->finished) throw std::invalid_argument("run file: finished already");
  state_->write_waiting();
  force_to_disk(state_->partial);
}

void RunFile::take_over() {
  State& state = *state_;
  flush();
  const fs::path partial = partial_path(state.path);
  rename_into_place(state.partial, partial, true);
  state.partial = partial;
  state.options.goes_on = false;
}

void RunFile::add(Month month, Snapshot snapshot) {
  State& state = *state_;
  const Month expected = state.start + static_cast<int>(state.acknowledged + state.waiting_months);
  if (state.finished) throw std::invalid_argument("run file: finished already");
  if (month != expected)
    throw std::invalid_argument(
        fmt::format("run file: a snapshot of {} instead of {}", to_string(month), to_string(expected)));
  state.layout.snapshots.at(snapshot.group).take(month, std::move(snapshot));
}

void RunFile::State::write_waiting() {
  if (waiting_months == 0) return;
  touch([&] {
    const Days days = days_of(start, acknowledged, waiting_months);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const auto& series = layout.series[i];
      hdf5::write_rows(series.dataset.id(), series.type, acknowledged, waiting_months, series.row_shape,
                       waiting[i].data());
    }
    for (SnapshotStore& group : layout.snapshots) group.write();
    const hdf5::Size two = 2;
    hdf5::write_rows(layout.time_bounds.id(), Type::i32, acknowledged, waiting_months, {&two, 1}, days.bounds.data());
    // Readers trust the length of /time: it grows only when all it counts has left this process.
    hdf5::flush(file.id());
    hdf5::write_rows(layout.time.id(), Type::i32, acknowledged, waiting_months, {}, days.last.data());
    hdf5::flush_dataset(layout.time.id());
  });
  acknowledged += waiting_months;
  waiting_months = 0;
}

void RunFile::State::write_results(std::span<const double> reached, std::span<const double> moments,
                                   std::string_view status) const {
  auto again = hdf5::open_file(partial, hdf5::Access::write);
  if (!reached.empty()) hdf5::write(hdf5::open_dataset(again.id(), "/targets/reached").id(), Type::f64, reached.data());
  if (!moments.empty()) hdf5::write(hdf5::open_dataset(again.id(), "/moments/value").id(), Type::f64, moments.data());
  hdf5::set_attribute(hdf5::open_group(again.id(), "/").id(), "status", status);
  again.close("closing");
}

fs::path RunFile::finish(std::span<const double> reached, std::span<const double> moments, std::string_view status) {
  State& state = *state_;
  if (state.finished) throw std::invalid_argument("run file: finished already");
  if (status != "complete" && status != "interrupted")
    throw std::invalid_argument(fmt::format("run file: '{}' is not a status to finish with", status));
  if (reached.size() != state.target_count || moments.size() != state.moment_count)
    throw std::invalid_argument("run file: results do not match the targets and moments of the description");
  state.write_waiting();
  state.touch([&] {
    state.layout = {};
    state.file.close("closing");
    state.mark = {};
    // Attributes may change only when nobody reads live: the file is opened once more.
    state.write_results(reached, moments, status);
  });
  state.finished = true;
  if (status != "complete") return state.partial;
  rename_into_place(state.partial, state.path, state.options.overwrite);
  return state.path;
}

}  // namespace trellis
