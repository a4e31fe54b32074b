// Rows that begin and end: contracts, firms. Phases only mark and ask; rows move between phases, in an order that no
// thread can influence.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/state/column.hpp"

namespace trellis {

/// Renews the rows of a table. In each part, the holes of rows that ended are filled by the last rows of the part, then
/// the rows that were asked for are appended; a part that is full gets room. A new row is zero in every column but
/// identity (counts up for ever, never given twice), asker (the row that asked for it) and origin (which of the askers'
/// columns). Identities follow the order of askers' columns, asking rows and their counts;
/// with `name_by_asker` they say who asked, in which step, and as which of the rows that it asked for then: one birth
/// more changes nobody else's identity, hence nobody else's luck.
class Renewal {
 public:
  Renewal(Table& table, Column<std::uint32_t>& identity, Column<std::uint8_t>& ended, Column<Row>& asker,
          Column<std::uint32_t>& origin);

  /// Rows are asked for by counts in this column, and begin in the first part or, with `part`, in the part of that
  /// number. The counts stay as they are: whoever asks sets them anew for every renewal.
  Renewal& asked_by(const Column<std::uint32_t>& asks);
  Renewal& asked_by(const Column<std::uint32_t>& asks, const Column<std::uint32_t>& part);
  /// A key to rows of this table, in any table: it moves along with the rows and is `nowhere` once the row has ended.
  Renewal& follow(Column<Row>& key) { return keys_.push_back(&key), *this; }
  template <std::size_t K>
  Renewal& follow(Column<Slots<Row, K>>& key) {
    return keys_.push_back(&key), *this;
  }

  /// Askers must be rows that never come or go. Call it after asked_by and name_rows.
  void name_by_asker();
  // Races take identities for numbers of draws, which Dice wants below this.
  static constexpr std::uint64_t most_identities = std::uint64_t{1} << 30;
  static constexpr std::uint32_t most_steps = 1200;  // a century of months: the room of identities is shared out

  /// Identities for the rows that are there before the first renewal, in their order.
  void name_rows();
  /// Does it. Throws std::logic_error where a row is asked for in a part that is not there, OverflowError where no
  /// identity is left.
  void renew(std::uint32_t step = 0);
  bool changed() const { return changed_; }  // by the last renewal

  /// The identity of the next row: state, to be kept in a checkpoint.
  std::uint32_t next_identity() const { return next_; }
  void next_identity(std::uint32_t next) { next_ = next; }

  Table& table() const { return table_; }
  std::vector<const AnyColumn*> reads() const;
  std::vector<const AnyColumn*> writes() const;

 private:
  struct Asks {
    const Column<std::uint32_t>* count;
    const Column<std::uint32_t>* part;
  };
  struct Birth {
    std::size_t part;
    Row asker;
    std::uint32_t origin, rows;
  };
  std::vector<Birth> births() const;
  std::vector<RowMove> fill_holes(std::vector<Part>& parts);
  void forget(const std::vector<Part>& before, const std::vector<Part>& after);
  void follow_rows(const std::vector<Row>& to);
  static void relocate(const AnyColumn& key, const std::vector<Row>& to);
  std::uint32_t take_identity();
  std::uint32_t identity_of(const Birth& birth, std::uint32_t step, std::uint32_t ordinal);

  Table& table_;
  Column<std::uint32_t>& identity_;
  Column<std::uint8_t>& ended_;
  Column<Row>& asker_;
  Column<std::uint32_t>& origin_;
  std::vector<Asks> asks_;
  std::vector<AnyColumn*> keys_;
  std::uint32_t next_ = 0;
  std::vector<std::uint32_t> first_asker_;  // by origin, where identities say who asked
  std::uint64_t all_askers_ = 0, births_of_asker_ = 0;
  bool changed_ = false;
};

}  // namespace trellis
