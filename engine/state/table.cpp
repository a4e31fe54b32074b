#include "engine/state/table.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "engine/state/column.hpp"

namespace trellis {

Table::Table(std::string_view name_of_table, std::uint32_t first_identity)
    : name{name_of_table}, first_id{first_identity} {
  count_rows({Part{0, 0, 0}});
}

void Table::resize_parts(const std::vector<std::size_t>& sizes) {
  std::vector<Part> parts;
  std::size_t end = 0;
  for (const std::size_t size : sizes) {
    const std::size_t first = (end + strip - 1) / strip * strip;
    parts.push_back({first, size, size});
    end = first + size;
  }
  lay_out(std::move(parts));
}

void Table::take_parts(std::vector<Part> parts) {
  std::size_t end = 0;
  for (const Part& p : parts) {
    if (p.first < end || p.first % strip != 0 || p.rows > p.room || p.first >= nowhere || p.room >= nowhere)
      throw std::invalid_argument{name + ": these are not the parts of a table"};
    end = p.first + p.room;
  }
  lay_out({});  // nothing stays
  lay_out(std::move(parts));
}

void Table::lay_out(std::vector<Part> parts) {
  std::vector<RowMove> moves;
  for (std::size_t p = 0; p < std::min(parts.size(), parts_.size()); ++p)
    moves.push_back({parts_[p].first, parts[p].first, std::min(parts_[p].rows, parts[p].rows)});
  const std::size_t extent = parts.empty() ? 0 : parts.back().first + parts.back().room;
  if (extent >= nowhere) throw std::length_error{name + ": more rows than 32 bits can number"};
  for (AnyColumn* c : columns_) c->lay_out(moves, extent);
  extent_ = extent;
  count_rows(std::move(parts));
}

void Table::count_rows(std::vector<Part> parts) {
  parts_ = std::move(parts);
  blocks_.clear(), first_block_.assign(1, 0), rows_ = 0;
  for (const Part& p : parts_) {
    for (std::size_t b = 0; b < p.rows; b += block) blocks_.push_back({p.first + b, std::min(block, p.rows - b)});
    first_block_.push_back(blocks_.size());
    rows_ += p.rows;
  }
  ++generation_;
}

std::size_t Table::part_of(std::size_t row) const {
  const auto after =
      std::upper_bound(parts_.begin(), parts_.end(), row, [](std::size_t r, const Part& p) { return r < p.first; });
  return static_cast<std::size_t>(after - parts_.begin()) - 1;
}

}  // namespace trellis
