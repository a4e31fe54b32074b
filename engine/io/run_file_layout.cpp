#include "engine/io/run_file_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>

#include "engine/io/hdf5_handles_netcdf.hpp"

namespace trellis {
namespace {

using hdf5::Dimension;
using hdf5::Handle;
using hdf5::Id;
using hdf5::Type;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// One column of a table that does not grow with time: targets, moments, parameters.
template <typename Value, typename Rows, typename Get>
Handle add_column(Id group, const Dimension& rows_of, const std::string& name, Type type, const Rows& rows,
                  std::string_view meaning, Get get) {
  Handle dataset = hdf5::create_variable(group, name, type, {&rows_of}, 0, meaning);
  std::vector<Value> values;
  for (const auto& row : rows) values.push_back(get(row));
  if constexpr (std::is_same_v<Value, std::string>)
    hdf5::write_text(dataset.id(), values);
  else
    hdf5::write(dataset.id(), type, values.data());
  return dataset;
}

template <typename Rows, typename Get>
std::vector<std::string> texts(const Rows& rows, Get get) {
  std::vector<std::string> found;
  for (const auto& row : rows) found.push_back(get(row));
  return found;
}

void add_text(Id group, const std::string& name, const std::string& text, std::string_view meaning) {
  const Handle dataset = hdf5::create_variable(group, name, Type::text, {}, 0, meaning);
  hdf5::write_text(dataset.id(), {text});
}

void add_targets(Id root, const std::vector<TargetRow>& targets) {
  const Handle group = hdf5::create_group(root, "targets");
  if (targets.empty()) return;
  const auto rows = hdf5::create_labels(group.id(), "target", texts(targets, [](const auto& row) { return row.name; }),
                                        "target of the strategy");
  const auto add_texts = [&](const char* name, const char* meaning, auto get) {
    add_column<std::string>(group.id(), rows, name, Type::text, targets, meaning, get);
  };
  add_texts("statistic", "statistic that is compared", [](const auto& row) { return row.statistic; });
  add_texts("source", "where the target stands", [](const auto& row) { return row.source; });
  add_column<std::int32_t>(group.id(), rows, "year", Type::i32, targets, "year at whose end the target applies",
                           [](const auto& row) { return row.year; });
  add_column<double>(group.id(), rows, "low", Type::f64, targets, "lowest value that meets the target",
                     [](const auto& row) { return row.low; });
  add_column<double>(group.id(), rows, "high", Type::f64, targets, "highest value that meets the target",
                     [](const auto& row) { return row.high; });
  add_column<double>(group.id(), rows, "reached", Type::f64, targets, "value reached; NaN beyond the run",
                     [](const auto&) { return not_a_number; });
  const Handle imposed =
      add_column<std::uint8_t>(group.id(), rows, "imposed", Type::u8, targets, "whether the scenario forces the value",
                               [](const auto& row) { return static_cast<std::uint8_t>(row.imposed); });
  hdf5::set_flags(imposed.id(), {0, 1}, "endogenous imposed");
}

void add_moments(Id root, const std::vector<Moment>& moments) {
  const Handle group = hdf5::create_group(root, "moments");
  if (moments.empty()) return;
  const auto rows = hdf5::create_labels(group.id(), "moment", texts(moments, [](const auto& row) { return row.name; }),
                                        "moment of the calibration");
  add_column<std::string>(group.id(), rows, "statistic", Type::text, moments, "statistic that is compared",
                          [](const auto& row) { return row.statistic; });
  add_column<std::string>(group.id(), rows, "source", Type::text, moments, "where the observed value stands",
                          [](const auto& row) { return row.source; });
  add_column<std::int32_t>(group.id(), rows, "year", Type::i32, moments, "year of the observation",
                           [](const auto& row) { return row.year; });
  add_column<double>(group.id(), rows, "observed", Type::f64, moments, "observed value",
                     [](const auto& row) { return row.observed; });
  add_column<double>(group.id(), rows, "value", Type::f64, moments, "value in this run; NaN beyond the run",
                     [](const auto&) { return not_a_number; });
}

void describe_root(Id root, const RunDescription& description) {
  describe_results(root, description);
  hdf5::set_attribute(root, "seed", std::int64_t{description.seed});
  hdf5::set_attribute(root, "replica", std::int64_t{description.replica});
  hdf5::set_attribute(root, "status", "running");
}

}  // namespace

void describe_results(Id root, const RunDescription& description) {
  hdf5::set_attribute(root, "Conventions", "CF-1.10");
  hdf5::set_attribute(root, "title", description.title);
  hdf5::set_attribute(root, "source",
                      fmt::format("trellis {} ({})", description.provenance.version, description.provenance.revision));
  hdf5::set_attribute(root, "references", description.references);
  hdf5::set_attribute(root, "output_schema_version", output_schema_version);
}

Dimension create_time(Id root, Month start, hdf5::Size months, hdf5::Size chunk) {
  auto time = hdf5::create_coordinate(root, "time", Type::i32, months, chunk);
  const Id id = time.scale.id();
  hdf5::set_attribute(id, "standard_name", "time");
  describe_dates(id, start, "last day of the month");
  hdf5::set_attribute(id, "axis", "T");
  hdf5::set_attribute(id, "bounds", "time_bnds");
  return time;
}

void add_provenance(Id root, const Provenance& provenance) {
  const Handle group = hdf5::create_group(root, "provenance");
  hdf5::set_attribute(group.id(), "version", provenance.version);
  hdf5::set_attribute(group.id(), "revision", provenance.revision);
  hdf5::set_attribute(group.id(), "compiler", provenance.compiler);
  hdf5::set_attribute(group.id(), "flags", provenance.flags);
  add_text(group.id(), "scenario", provenance.scenario, "scenario as it was run, after inheritance and overrides");
  if (const auto& parameters = provenance.parameters; !parameters.empty()) {
    const auto rows = hdf5::create_labels(
        group.id(), "parameter", texts(parameters, [](const auto& row) { return row.path; }), "parameter by its path");
    const auto add_texts = [&](const char* name, const char* meaning, auto get) {
      add_column<std::string>(group.id(), rows, name, Type::text, parameters, meaning, get);
    };
    add_texts("parameter_value", "value as it was used", [](const auto& row) { return row.value; });
    add_texts("parameter_file", "file that gives the value", [](const auto& row) { return row.file; });
    add_column<std::int32_t>(group.id(), rows, "parameter_line", Type::i32, parameters,
                             "line in that file, from 1; 0 without a line", [](const auto& row) { return row.line; });
    add_texts("parameter_source", "source that the file names", [](const auto& row) { return row.source; });
  }
  if (const auto& inputs = provenance.inputs; !inputs.empty()) {
    const auto rows = hdf5::create_labels(group.id(), "input", texts(inputs, [](const auto& row) { return row.name; }),
                                          "file that was read");
    add_column<std::string>(group.id(), rows, "input_sha256", Type::text, inputs, "SHA-256 of the file's bytes",
                            [](const auto& row) { return row.sha256; });
  }
}

Days days_of(Month start, hdf5::Size first, hdf5::Size count) {
  Days days;
  for (hdf5::Size i = first; i < first + count; ++i) {
    const Month month = start + static_cast<int>(i);
    const int last_day = month.days_since(start), first_day = (month - 1).days_since(start) + 1;
    days.last.push_back(last_day);
    days.bounds.insert(days.bounds.end(), {first_day, last_day + 1});
  }
  return days;
}

bool is_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto later = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && letter(name[0]) && std::all_of(name.begin(), name.end(), later);
}

void describe_dates(Id variable, Month start, std::string_view meaning) {
  hdf5::set_attribute(variable, "long_name", meaning);
  hdf5::set_attribute(variable, "units", fmt::format("days since {:04}-{:02}-01", start.year(), start.month()));
  hdf5::set_attribute(variable, "calendar", "proleptic_gregorian");
}

void check_description(const RunDescription& description) {
  std::set<std::string> taken{"time", "time_bnds", "bnds", "targets", "moments", "provenance"}, axes;
  const auto take = [&](const std::string& name) {
    if (!is_name(name)) throw std::invalid_argument(fmt::format("run file: '{}' is not a name", name));
    if (!taken.insert(name).second) throw std::invalid_argument(fmt::format("run file: '{}' is used twice", name));
  };
  for (const auto& axis : description.axes) {
    take(axis.name);
    axes.insert(axis.name);
    if (axis.labels.empty()) throw std::invalid_argument(fmt::format("run file: axis '{}' has no labels", axis.name));
  }
  for (const auto& series : description.series) {
    take(series.name);
    if (series.unit.empty()) throw std::invalid_argument(fmt::format("run file: '{}' has no unit", series.name));
    if (series.cell_method != "sum" && series.cell_method != "mean" && series.cell_method != "point")
      throw std::invalid_argument(fmt::format("run file: '{}' has the cell method '{}', not sum, mean or point",
                                              series.name, series.cell_method));
    std::set<std::string> used;
    for (const auto& axis : series.axes) {
      if (!axes.contains(axis))
        throw std::invalid_argument(fmt::format("run file: '{}' has an unknown axis '{}'", series.name, axis));
      if (!used.insert(axis).second)
        throw std::invalid_argument(fmt::format("run file: '{}' has the axis '{}' twice", series.name, axis));
    }
  }
  for (const auto& group : description.snapshots) {
    take(group.name);
    SnapshotStore::check(group);
  }
}

RunFileLayout create_layout(Id file, const RunDescription& description, hdf5::Size months_per_chunk) {
  const Handle root = hdf5::open_group(file, "/");
  describe_root(root.id(), description);
  auto time = create_time(root.id(), description.start, 0, months_per_chunk);
  const auto bounds = hdf5::create_bare_dimension(root.id(), "bnds", 2);
  RunFileLayout layout;
  layout.time_bounds = hdf5::create_variable(root.id(), "time_bnds", Type::i32, {&time, &bounds}, months_per_chunk,
                                             "first day of the month and of the next");
  std::map<std::string, Dimension> axes;
  for (const auto& axis : description.axes)
    axes.emplace(axis.name, hdf5::create_labels(root.id(), axis.name, axis.labels, axis.meaning));

  for (const auto& series : description.series) {
    TimedVariable variable;
    variable.type = series.type == Series::Type::f64 ? Type::f64 : Type::i64;
    variable.row_bytes = 8;
    std::vector<const Dimension*> dimensions{&time};
    for (const auto& name : series.axes) {
      const auto& axis = axes.at(name);
      dimensions.push_back(&axis);
      variable.row_shape.push_back(axis.length);
      variable.row_bytes *= axis.length;
    }
    variable.dataset =
        hdf5::create_variable(root.id(), series.name, variable.type, dimensions, months_per_chunk, series.meaning);
    hdf5::set_attribute(variable.dataset.id(), "units", series.unit);
    hdf5::set_attribute(variable.dataset.id(), "cell_methods", "time: " + series.cell_method);
    for (const auto& [name, text] : series.attributes) hdf5::set_attribute(variable.dataset.id(), name, text);
    layout.series.push_back(std::move(variable));
  }
  for (const auto& group : description.snapshots) layout.snapshots.emplace_back(root.id(), group, description.start);
  add_targets(root.id(), description.targets);
  add_moments(root.id(), description.moments);
  add_provenance(root.id(), description.provenance);
  layout.time = std::move(time.scale);
  return layout;
}

}  // namespace trellis
