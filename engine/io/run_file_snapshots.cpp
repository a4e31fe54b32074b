#include "engine/io/run_file_snapshots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <stdexcept>

#include "engine/io/hdf5_handles_netcdf.hpp"
#include "engine/io/run_file_layout.hpp"

namespace trellis {

namespace {

using hdf5::Dimension;
using hdf5::Handle;
using hdf5::Id;
using hdf5::Size;
using hdf5::Type;

constexpr Size dates_of_chunk = 16, rows_of_chunk = 2048;

Type type_of(ListField::Type type) {
  switch (type) {
    case ListField::Type::f64:
      return Type::f64;
    case ListField::Type::f32:
      return Type::f32;
    case ListField::Type::i64:
      return Type::i64;
    case ListField::Type::i32:
      return Type::i32;
    case ListField::Type::u8:
      return Type::u8;
  }
  throw std::logic_error("unknown type of a field");
}

Handle create_field(Id group, const Dimension& row, const ListField& field) {
  Handle dataset = hdf5::create_variable(group, field.name, type_of(field.type), {&row}, rows_of_chunk, field.meaning);
  hdf5::set_attribute(dataset.id(), "units", field.unit);
  if (!field.labels.empty()) {
    std::vector<std::uint8_t> values(field.labels.size());
    std::iota(values.begin(), values.end(), std::uint8_t{0});
    std::string words;
    for (const std::string& label : field.labels) words += (words.empty() ? "" : " ") + label;
    hdf5::set_flags(dataset.id(), values, words);
  }
  for (const auto& [name, text] : field.attributes) hdf5::set_attribute(dataset.id(), name, text);
  return dataset;
}

}  // namespace

std::size_t bytes_of(ListField::Type type) {
  switch (type) {
    case ListField::Type::f64:
    case ListField::Type::i64:
      return 8;
    case ListField::Type::f32:
    case ListField::Type::i32:
      return 4;
    case ListField::Type::u8:
      return 1;
  }
  throw std::logic_error("unknown type of a field");
}

void SnapshotStore::check(const SnapshotGroup& group) {
  std::set<std::string> taken{"snapshot"};
  const auto take = [&](const std::string& name) {
    if (!is_name(name)) throw std::invalid_argument(fmt::format("run file: '{}' is not a name", name));
    if (!taken.insert(name).second)
      throw std::invalid_argument(fmt::format("run file: '{}' is used twice in {}", name, group.name));
  };
  for (const Listing& list : group.listings) {
    take(list.name), take(list.name + "_count");
    for (const ListField& field : list.fields) take(field.name);
  }
}

SnapshotStore::SnapshotStore(Id root, const SnapshotGroup& of, Month start) : name_(of.name), start_(start) {
  const Handle group = hdf5::create_group(root, of.name);
  hdf5::set_attribute(group.id(), "long_name", of.meaning);
  Dimension dates = hdf5::create_coordinate(group.id(), "snapshot", Type::i32, 0, dates_of_chunk);
  describe_dates(dates.scale.id(), start, "last day of the month");
  for (const Listing& listing : of.listings) {
    List list{.name = listing.name, .number = {}, .count = {}, .fields = {}};
    Dimension row = hdf5::create_coordinate(group.id(), listing.name, Type::i32, 0, rows_of_chunk);
    hdf5::set_attribute(row.scale.id(), "long_name", listing.meaning + ": number within its snapshot");
    list.count = hdf5::create_variable(group.id(), listing.name + "_count", Type::i64, {&dates}, dates_of_chunk,
                                       "rows of " + listing.name + " that belong to the snapshot");
    hdf5::set_attribute(list.count.id(), "sample_dimension", listing.name);
    for (const ListField& field : listing.fields)
      list.fields.push_back({create_field(group.id(), row, field), type_of(field.type), bytes_of(field.type)});
    list.number = std::move(row.scale);
    lists_.push_back(std::move(list));
  }
  dates_ = std::move(dates.scale);
}

void SnapshotStore::take(Month month, Snapshot snapshot) {
  const auto refuse = [&](const std::string& what) {
    throw std::invalid_argument(fmt::format("run file: a snapshot of {} has {}", name_, what));
  };
  if (snapshot.listings.size() != lists_.size()) refuse("another number of lists");
  for (std::size_t l = 0; l < lists_.size(); ++l) {
    const Snapshot::Rows& rows = snapshot.listings[l];
    if (rows.fields.size() != lists_[l].fields.size()) refuse("another number of fields in " + lists_[l].name);
    for (std::size_t f = 0; f < rows.fields.size(); ++f)
      if (rows.fields[f].size() != rows.count * lists_[l].fields[f].bytes)
        refuse("values for another number of rows in " + lists_[l].name);
  }
  waiting_.emplace_back(month, std::move(snapshot));
}

void SnapshotStore::write() {
  for (const auto& [month, snapshot] : waiting_) {
    for (std::size_t l = 0; l < lists_.size(); ++l) {
      List& list = lists_[l];
      const Snapshot::Rows& rows = snapshot.listings[l];
      const auto count = static_cast<std::int64_t>(rows.count);
      hdf5::write_rows(list.count.id(), Type::i64, written_, 1, {}, &count);
      if (rows.count == 0) continue;
      std::vector<std::int32_t> number(rows.count);
      std::iota(number.begin(), number.end(), 0);
      hdf5::write_rows(list.number.id(), Type::i32, list.rows, rows.count, {}, number.data());
      for (std::size_t f = 0; f < list.fields.size(); ++f)
        hdf5::write_rows(list.fields[f].dataset.id(), list.fields[f].type, list.rows, rows.count, {},
                         rows.fields[f].data());
      list.rows += rows.count;
    }
    const std::int32_t day = month.days_since(start_);
    hdf5::write_rows(dates_.id(), Type::i32, written_, 1, {}, &day);
    ++written_;
  }
  waiting_.clear();
}

}  // namespace trellis
