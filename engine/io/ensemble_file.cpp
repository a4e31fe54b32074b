#include "engine/io/ensemble_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <stdexcept>

#include "engine/io/run_file_layout.hpp"
#include "engine/io/run_file_output.hpp"

namespace trellis {

namespace {

namespace fs = std::filesystem;
using hdf5::Dimension;
using hdf5::Handle;
using hdf5::Id;
using hdf5::Size;
using hdf5::Type;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
// An absurd number rather than a likely one: whoever forgets to leave failed members out will see it.
constexpr std::int64_t no_number = std::numeric_limits<std::int64_t>::min();
// Members are written in groups of so many bytes, in which each variable gets its rows at once.
constexpr std::size_t bytes_at_once = 64u << 20;

struct Variable {
  Handle dataset;
  Type type = Type::f64;
  std::vector<Size> row_shape;  ///< months and axes
  std::size_t row_bytes = 0;
};

Handle add_texts(Id group, const std::string& name, const Dimension& over, const std::vector<std::string>& values,
                 std::string_view meaning) {
  Handle dataset = hdf5::create_variable(group, name, Type::text, {&over}, 0, meaning);
  hdf5::write_text(dataset.id(), values);
  return dataset;
}

Handle add_numbers(Id group, const std::string& name, Type type, const std::vector<const Dimension*>& over,
                   const void* values, std::string_view meaning, std::string_view unit = "1") {
  Handle dataset = hdf5::create_variable(group, name, type, over, 0, meaning);
  if (!unit.empty()) hdf5::set_attribute(dataset.id(), "units", unit);
  hdf5::write(dataset.id(), type, values);
  return dataset;
}

constexpr const char* identity_name = "ensemble_identity";
/// What members can be chosen and grouped by (CF conventions, section 5).
constexpr const char* of_a_member = "policy replica point status";

template <class Rows, class Get>
auto column(const Rows& rows, Get get) {
  std::vector<decltype(get(rows[0]))> values;
  for (const auto& row : rows) values.push_back(get(row));
  return values;
}

void add_time(Id root, const EnsembleDescription& of, std::map<std::string, Dimension>& dimensions) {
  Dimension time = create_time(root, of.run.start, of.months, 0);
  const Days days = days_of(of.run.start, 0, of.months);
  hdf5::write(time.scale.id(), Type::i32, days.last.data());
  const Dimension two = hdf5::create_bare_dimension(root, "bnds", 2);
  const Handle bounds =
      hdf5::create_variable(root, "time_bnds", Type::i32, {&time, &two}, 0, "first day of the month and of the next");
  hdf5::write(bounds.id(), Type::i32, days.bounds.data());
  dimensions.emplace("time", std::move(time));
}

void add_targets(Id root, const std::vector<TargetRow>& targets, std::map<std::string, Dimension>& dimensions) {
  if (targets.empty()) return;
  const Dimension& rows =
      dimensions
          .emplace("target", hdf5::create_labels(root, "target", column(targets, [](const auto& t) { return t.name; }),
                                                 "target of the strategy"))
          .first->second;
  add_texts(root, "target_statistic", rows, column(targets, [](const auto& t) { return t.statistic; }),
            "statistic that is compared");
  const auto years = column(targets, [](const auto& t) { return std::int32_t{t.year}; });
  const auto lows = column(targets, [](const auto& t) { return t.low; });
  const auto highs = column(targets, [](const auto& t) { return t.high; });
  const auto imposed = column(targets, [](const auto& t) { return static_cast<std::uint8_t>(t.imposed); });
  add_numbers(root, "target_year", Type::i32, {&rows}, years.data(), "year at whose end the target applies");
  add_numbers(root, "target_low", Type::f64, {&rows}, lows.data(), "lowest value that meets the target");
  add_numbers(root, "target_high", Type::f64, {&rows}, highs.data(), "highest value that the target names");
  const Handle flag = add_numbers(root, "target_imposed", Type::u8, {&rows}, imposed.data(),
                                  "whether the scenario forces the value", "");
  hdf5::set_flags(flag.id(), {0, 1}, "endogenous imposed");
}

void add_arms(Id root, const std::vector<ArmRow>& arms) {
  const Handle group = hdf5::create_group(root, "arms");
  const Dimension rows = hdf5::create_labels(group.id(), "arm", column(arms, [](const auto& a) { return a.name; }),
                                             "policy; the first is the one that the others are held against");
  add_texts(group.id(), "title", rows, column(arms, [](const auto& a) { return a.title; }), "what it is about");
  add_texts(group.id(), "scenario", rows, column(arms, [](const auto& a) { return a.scenario; }), "file that says it");
}

}  // namespace

std::string identity_of(const fs::path& path) {
  try {
    hdf5::begin();
    const Handle file = hdf5::open_file(path, hdf5::Access::read);
    return hdf5::text_attribute(hdf5::open_group(file.id(), "/").id(), identity_name);
  } catch (const hdf5::Failure&) {
    return {};
  }
}

std::size_t member_bytes(const EnsembleDescription& description) {
  std::size_t bytes = 0;
  for (const Series& series : description.run.series) {
    std::size_t row = 8 * description.months;
    for (const std::string& name : series.axes)
      row *= std::ranges::find(description.run.axes, name, &Axis::name)->labels.size();
    bytes += row;
  }
  return bytes;
}

struct EnsembleFile::State {
  fs::path path, fresh;
  bool overwrite = false, finished = false;
  EnsembleDescription of;
  std::size_t values_bytes = 0, at_once = 1, written = 0;
  Handle file;
  std::map<std::string, Dimension> dimensions;
  std::vector<Variable> series;
  std::vector<MemberRow> members;  ///< without the values of those that are written

  template <class Work>
  void touch(Work work) {
    try {
      hdf5::begin();
      work();
    } catch (const hdf5::Failure& failure) {
      throw FileError(path.string(), failure.what());
    }
  }
  const Dimension& dimension(const std::string& name) const { return dimensions.at(name); }

  void create();
  void write_waiting();
  void write_members();
};

void EnsembleFile::State::create() {
  file = hdf5::create_file(fresh);
  const Handle root = hdf5::open_group(file.id(), "/");
  describe_results(root.id(), of.run);
  hdf5::set_attribute(root.id(), "seed", std::int64_t{of.run.seed});
  if (!of.identity.empty()) hdf5::set_attribute(root.id(), identity_name, of.identity);
  Dimension member = hdf5::create_coordinate(root.id(), "member", Type::i64, of.members, 0);
  std::vector<std::int64_t> numbers(of.members);
  for (std::size_t m = 0; m < numbers.size(); ++m) numbers[m] = static_cast<std::int64_t>(m);
  hdf5::write(member.scale.id(), Type::i64, numbers.data());
  hdf5::set_attribute(member.scale.id(), "long_name", "member: design point, arm and replica");
  hdf5::set_attribute(member.scale.id(), "standard_name", "realization");
  hdf5::set_attribute(member.scale.id(), "units", "1");
  dimensions.emplace("member", std::move(member));
  add_time(root.id(), of, dimensions);
  for (const Axis& axis : of.run.axes)
    dimensions.emplace(axis.name, hdf5::create_labels(root.id(), axis.name, axis.labels, axis.meaning));
  if (!of.parameters.empty())
    dimensions.emplace("parameter", hdf5::create_labels(root.id(), "parameter", of.parameters,
                                                        "parameter that the design moves, by its path"));
  add_targets(root.id(), of.run.targets, dimensions);
  add_arms(root.id(), of.arms);
  for (const Series& one : of.run.series) {
    Variable variable;
    variable.type = one.type == Series::Type::f64 ? Type::f64 : Type::i64;
    variable.row_bytes = 8 * of.months;
    variable.row_shape = {of.months};
    std::vector<const Dimension*> over{&dimension("member"), &dimension("time")};
    for (const std::string& name : one.axes) {
      const Dimension& axis = dimension(name);
      over.push_back(&axis);
      variable.row_shape.push_back(axis.length);
      variable.row_bytes *= axis.length;
    }
    variable.dataset = hdf5::create_variable(root.id(), one.name, variable.type, over, 0, one.meaning);
    hdf5::set_attribute(variable.dataset.id(), "units", one.unit);
    hdf5::set_attribute(variable.dataset.id(), "cell_methods", "time: " + one.cell_method);
    hdf5::set_attribute(variable.dataset.id(), "coordinates", of_a_member);
    for (const auto& [name, text] : one.attributes) hdf5::set_attribute(variable.dataset.id(), name, text);
    series.push_back(std::move(variable));
  }
  add_provenance(root.id(), of.run.provenance);
}

void EnsembleFile::State::write_waiting() {
  const std::size_t count = members.size() - written;
  if (count == 0) return;
  std::size_t offset = 0;
  for (const Variable& variable : series) {
    std::vector<std::byte> rows(count * variable.row_bytes);
    for (std::size_t m = 0; m < count; ++m) {
      const MemberRow& member = members[written + m];
      std::byte* row = rows.data() + m * variable.row_bytes;
      if (!member.failed) {
        std::memcpy(row, member.values.data() + offset, variable.row_bytes);
        continue;
      }
      for (std::size_t i = 0; i < variable.row_bytes; i += 8)
        if (variable.type == Type::f64)
          std::memcpy(row + i, &not_a_number, 8);
        else
          std::memcpy(row + i, &no_number, 8);
    }
    hdf5::write_existing_rows(variable.dataset.id(), variable.type, written, count, variable.row_shape, rows.data());
    offset += variable.row_bytes;
  }
  for (; written < members.size(); ++written) members[written].values = {};
}

void EnsembleFile::State::write_members() {
  const Handle root = hdf5::open_group(file.id(), "/");
  const Dimension& over = dimension("member");
  const auto numbers = [&](const char* name, auto get, const char* meaning) {
    const auto values = column(members, get);
    add_numbers(root.id(), name, Type::i32, {&over}, values.data(), meaning);
  };
  numbers(
      "replica", [](const MemberRow& m) { return static_cast<std::int32_t>(m.replica); },
      "replica: members of one replica share their luck");
  numbers(
      "point", [](const MemberRow& m) { return static_cast<std::int32_t>(m.point); }, "point of the design");
  add_texts(root.id(), "policy", over, column(members, [&](const MemberRow& m) { return of.arms[m.arm].name; }),
            "arm of policy");
  const auto failed = column(members, [](const MemberRow& m) { return static_cast<std::uint8_t>(m.failed); });
  const Handle status = add_numbers(root.id(), "status", Type::u8, {&over}, failed.data(), "how it ended", "");
  hdf5::set_flags(status.id(), {0, 1}, "complete failed");
  add_texts(root.id(), "reason", over, column(members, [](const MemberRow& m) { return m.reason; }),
            "why it failed; empty where it did not");
  const auto cost = column(members, [](const MemberRow& m) { return m.failed ? not_a_number : m.public_cost; });
  add_numbers(root.id(), "total_public_cost", Type::f64, {&over}, cost.data(), "Public cost over all months", "VND");
  const auto matrix = [&](const char* name, const char* columns, auto get, const char* meaning) {
    if (!dimensions.contains(columns)) return;
    const std::size_t width = dimension(columns).length;
    std::vector<double> values(members.size() * width, not_a_number);
    for (std::size_t m = 0; m < members.size(); ++m)
      std::ranges::copy(get(members[m]), values.begin() + static_cast<std::ptrdiff_t>(m * width));
    const Handle filled =
        add_numbers(root.id(), name, Type::f64, {&over, &dimension(columns)}, values.data(), meaning, "");
    hdf5::set_attribute(filled.id(), "coordinates", of_a_member);
  };
  matrix(
      "target_reached", "target", [](const MemberRow& m) -> const auto& { return m.reached; },
      "value reached at the target's date, in the unit of its statistic; NaN beyond the run");
  matrix(
      "parameter_value", "parameter", [](const MemberRow& m) -> const auto& { return m.parameters; },
      "value of the parameter, in its declared unit");
}

EnsembleFile::EnsembleFile(fs::path path, const EnsembleDescription& description, bool overwrite)
    : state_{std::make_unique<State>()} {
  check_description(description.run);
  if (description.months == 0 || description.members == 0 || description.arms.empty())
    throw std::invalid_argument("ensemble file: without months, members or arms");
  State& state = *state_;
  state.path = std::move(path);
  state.overwrite = overwrite;
  state.of = description;
  state.values_bytes = member_bytes(description);
  state.at_once = std::clamp<std::size_t>(bytes_at_once / std::max<std::size_t>(state.values_bytes, 1), 1, 256);
  // Two processes may write the same file at once: both put the same bytes under one name.
  state.fresh = passing_name(state.path);
  remove_file(state.fresh);
  state.touch([&] { state.create(); });
}

EnsembleFile::~EnsembleFile() {
  if (state_->finished) return;
  state_->series.clear(), state_->dimensions.clear();
  state_->file = {};
  std::error_code ignored;
  fs::remove(state_->fresh, ignored);
}

std::size_t EnsembleFile::values_bytes() const { return state_->values_bytes; }

void EnsembleFile::append(const MemberRow& member) {
  State& state = *state_;
  if (state.members.size() == state.of.members) throw std::invalid_argument("ensemble file: a member too many");
  if (!member.failed && member.values.size() != state.values_bytes)
    throw std::invalid_argument(
        fmt::format("ensemble file: {} bytes instead of {}", member.values.size(), state.values_bytes));
  if (member.arm >= state.of.arms.size() || member.reached.size() != state.of.run.targets.size() ||
      member.parameters.size() != state.of.parameters.size())
    throw std::invalid_argument("ensemble file: a member of another arm, with other targets or parameters");
  state.members.push_back(member);
  if (state.members.size() - state.written == state.at_once) state.touch([&] { state.write_waiting(); });
}

void EnsembleFile::finish() {
  State& state = *state_;
  if (state.members.size() != state.of.members)
    throw std::invalid_argument(
        fmt::format("ensemble file: {} members instead of {}", state.members.size(), state.of.members));
  state.touch([&] {
    state.write_waiting();
    state.write_members();
    const bool whole = std::ranges::none_of(state.members, &MemberRow::failed);
    hdf5::set_attribute(hdf5::open_group(state.file.id(), "/").id(), "status",
                        std::string_view{whole ? "complete" : "complete, with failed members"});
    state.series.clear(), state.dimensions.clear();
    state.file.close("closing");
  });
  rename_into_place(state.fresh, state.path, state.overwrite);
  state.finished = true;
}

}  // namespace trellis
