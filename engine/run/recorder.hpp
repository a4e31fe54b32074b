// From published columns to the series of a run file: which there are, and their values of one month.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "engine/io/run_file.hpp"
#include "engine/state/table.hpp"

namespace trellis {

/// Reads the published columns of tables. A table of one row gives series over time; other tables add their name as an
/// axis and as a prefix of the variable; a column of Slots adds the axis that it names.
class Recorder {
 public:
  explicit Recorder(std::vector<const Table*> tables);
  const std::vector<Series>& series() const { return series_; }
  /// Bytes of one month: eight for every value.
  std::size_t frame_bytes() const { return frame_bytes_; }
  /// Copies this month's values into `frame` (frame_bytes() long), each series row-major.
  void copy(std::span<std::byte> frame) const;

  /// Where one number of a month stands in a frame.
  struct Place {
    std::size_t offset = 0;
    Series::Type type = Series::Type::f64;
  };
  /// `series` for a national series or `series[label]` for an element of a series with one axis. Throws
  /// std::invalid_argument that names what is not there.
  Place place(std::string_view statistic, const std::vector<Axis>& axes) const;
  double value(Place place, std::span<const std::byte> frame) const;

 private:
  struct Source {
    const AnyColumn* column;
    std::size_t offset, values;
  };
  std::vector<Series> series_;
  std::vector<Source> sources_;
  std::size_t frame_bytes_ = 0;
};

}  // namespace trellis
