#include "engine/run/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "engine/state/column.hpp"

namespace trellis {

namespace {

std::string_view cell_method(Publish publish) {
  switch (publish) {
    case Publish::sum:
      return "sum";
    case Publish::mean:
      return "mean";
    default:
      return "point";
  }
}

}  // namespace

Recorder::Recorder(std::vector<const Table*> tables) {
  for (const Table* table : tables)
    for (const AnyColumn* column : table->columns()) {
      if (column->publish == Publish::no) continue;
      Series series;
      const bool national = table->rows() == 1;
      series.name = national ? column->name : table->name + "_" + column->name;
      series.meaning = column->meaning;
      series.unit = column->unit;
      series.cell_method = cell_method(column->publish);
      if (!national) series.axes.push_back(table->name);
      if (column->width > 1) {
        if (column->axis.empty()) throw std::logic_error{series.name + " is published but names no axis for its slots"};
        series.axes.emplace_back(column->axis);
      }
      series.type = column->type == ElementType::f64 ? Series::Type::f64 : Series::Type::i64;
      const std::size_t values = table->rows() * column->width;
      series_.push_back(std::move(series));
      sources_.push_back({column, frame_bytes_, values});
      frame_bytes_ += values * 8;
    }
}

void Recorder::copy(std::span<std::byte> frame) const {
  std::vector<std::byte> rows;
  for (const Source& source : sources_) {
    std::byte* out = frame.data() + source.offset;
    const auto widen = [&]<class T>(T) {
      rows.resize(source.values * sizeof(T));
      source.column->copy_rows(rows.data());
      for (std::size_t i = 0; i < source.values; ++i) {
        T value;
        std::memcpy(&value, rows.data() + i * sizeof(T), sizeof(T));
        const auto wide = static_cast<std::int64_t>(value);
        std::memcpy(out + i * 8, &wide, 8);
      }
    };
    switch (source.column->type) {
      case ElementType::f64:
      case ElementType::i64:
        source.column->copy_rows(out);
        break;
      case ElementType::u32:
        widen(std::uint32_t{});
        break;
      case ElementType::i32:
        widen(std::int32_t{});
        break;
      case ElementType::u8:
        widen(std::uint8_t{});
        break;
      case ElementType::record:
        throw std::logic_error{"a record cannot be published"};
    }
  }
}

Recorder::Place Recorder::place(std::string_view statistic, const std::vector<Axis>& axes) const {
  const std::size_t bracket = statistic.find('[');
  const std::string_view name = statistic.substr(0, bracket);
  const auto series = std::ranges::find(series_, name, &Series::name);
  if (series == series_.end()) throw std::invalid_argument{fmt::format("no series is called '{}'", name)};
  const std::size_t at = sources_[static_cast<std::size_t>(series - series_.begin())].offset;
  if (bracket == std::string_view::npos) {
    if (!series->axes.empty())
      throw std::invalid_argument{fmt::format("'{}' has the axis {}: write {}[LABEL]", name, series->axes[0], name)};
    return {at, series->type};
  }
  if (series->axes.size() != 1 || !statistic.ends_with(']'))
    throw std::invalid_argument{fmt::format("'{}' is no element of a series with one axis", statistic)};
  const std::string_view label = statistic.substr(bracket + 1, statistic.size() - bracket - 2);
  const auto axis = std::ranges::find(axes, series->axes[0], &Axis::name);
  if (axis == axes.end()) throw std::invalid_argument{fmt::format("no axis is called '{}'", series->axes[0])};
  const auto found = std::ranges::find(axis->labels, label);
  if (found == axis->labels.end())
    throw std::invalid_argument{fmt::format("axis {} has no label '{}'", axis->name, label)};
  return {at + 8 * static_cast<std::size_t>(found - axis->labels.begin()), series->type};
}

double Recorder::value(Place place, std::span<const std::byte> frame) const {
  if (place.type == Series::Type::f64) {
    double number;
    std::memcpy(&number, frame.data() + place.offset, 8);
    return number;
  }
  std::int64_t number;
  std::memcpy(&number, frame.data() + place.offset, 8);
  return static_cast<double>(number);
}

}  // namespace trellis
