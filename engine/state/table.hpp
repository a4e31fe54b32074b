// Tables: rows in parts (clusters), each part on a strip boundary, handled strip by strip and block by block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trellis {

using Row = std::uint32_t;
inline constexpr Row nowhere = 0xFFFFFFFF;  // a key that points to no row
inline constexpr std::size_t strip = 64;    // rows handled by one vector loop
inline constexpr std::size_t block = 512;   // rows of one task and of one partial sum: fixed, results depend on it

class Table;

/// What phases read and write, as the scheduler sees it: columns, indices, ledgers, the rows of a table themselves.
class Resource {
 public:
  Resource() = default;
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;
  virtual ~Resource() = default;
  virtual std::string label() const = 0;  // "supplier.output"
  /// Whether it holds something for each row of the table, so that it must rest while rows move.
  virtual bool touches(const Table&) const { return false; }
};

class AnyColumn;
struct Block {
  std::size_t first, rows;
};
struct Part {
  std::size_t first, rows, room;  // room: rows that the part can hold where it lies
};
struct RowMove {
  std::size_t from, to, rows;
};

class Table : public Resource {
 public:
  /// `first_id`: identity of row 0 where identities are not kept in a column (tables whose rows never come or go).
  explicit Table(std::string_view name_of_table, std::uint32_t first_identity = 0);
  std::string label() const override { return name; }
  bool touches(const Table& other) const override { return this == &other; }

  /// One part of so many rows. Rows that stay keep their values; new ones are zero.
  void resize(std::size_t rows) { resize_parts({rows}); }
  /// Rows in parts, such as the firms of each cluster. The first rows of each part keep their values; new ones are
  /// zero.
  void resize_parts(const std::vector<std::size_t>& sizes);

  /// Parts where they lay in another run, from a checkpoint: keys hold numbers of rows. Values are to be set anew. Throws
  /// std::invalid_argument for parts that no table has.
  void take_parts(std::vector<Part> parts);

  std::size_t rows() const { return rows_; }
  std::size_t extent() const { return extent_; }  // rows, and the gaps between parts
  std::size_t parts() const { return parts_.size(); }
  const Part& part(std::size_t p) const { return parts_[p]; }
  std::size_t part_of(std::size_t row) const;
  const std::vector<Block>& blocks() const { return blocks_; }
  std::size_t first_block(std::size_t part) const { return first_block_[part]; }  // also of the part past the last
  const std::vector<AnyColumn*>& columns() const { return columns_; }
  /// Counts how often rows came, went or moved.
  std::uint64_t generation() const { return generation_; }
  template <class F>
  void each_row(F f) const {
    for (const Block& b : blocks_)
      for (std::size_t r = b.first; r < b.first + b.rows; ++r) f(r);
  }

  const std::string name;
  const std::uint32_t first_id;

 private:
  friend class AnyColumn;
  friend class Renewal;
  void lay_out(std::vector<Part> parts);     // moves what stays
  void count_rows(std::vector<Part> parts);  // parts where they are, with other numbers of rows

  std::vector<AnyColumn*> columns_;
  std::vector<Part> parts_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> first_block_{0};
  std::size_t rows_ = 0, extent_ = 0;
  std::uint64_t generation_ = 0;
};

}  // namespace trellis
