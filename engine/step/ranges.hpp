// Several rows at once as a source: the rows that point to this one (many), all rows of a small table (rows_of).
#pragma once

#include <cstddef>
#include <iterator>
#include <tuple>

#include "engine/step/access.hpp"

namespace trellis {

/// What is taken of a row of a range: the whole value of a column, or only its element at the pointing slot.
template <class T>
struct WholeValue {
  using Value = T;
  Column<T>* column;
  TRELLIS_INLINE T load(Row row, std::uint32_t) const { return column->peek(row); }
  TRELLIS_INLINE void store(Row row, std::uint32_t, const T& v) const {
    Layout<T>::store(column->raw() + row / strip * strip * Layout<T>::width, row % strip, v);
  }
  void note(Accesses& a) const { a.push_back({column, Access::table}); }
};
template <class T>
struct AtSlot {
  using Value = typename Layout<T>::Element;
  Column<T>* column;
  TRELLIS_INLINE Value load(Row, std::uint32_t item) const { return column->raw()[item]; }
  TRELLIS_INLINE void store(Row, std::uint32_t item, const Value& v) const { column->raw()[item] = v; }
  void note(Accesses& a) const { a.push_back({column, Access::table}); }
};
template <class P>
inline constexpr bool is_at_slot = false;
template <class T>
inline constexpr bool is_at_slot<AtSlot<T>> = true;
template <class P>
struct FixedValue {
  using Value = const P&;
  const P* value;
  TRELLIS_INLINE const P& load(Row, std::uint32_t) const { return *value; }
  void note(Accesses&) const {}
};

/// Of a column as wide as the index's key: the element of the slot that points.
template <class T>
AtSlot<T> at_slot(const Column<T>& column) {
  return {const_cast<Column<T>*>(&column)};
}

template <class T>
WholeValue<T> pick(const Column<T>& column) {
  return {const_cast<Column<T>*>(&column)};
}
template <class T>
AtSlot<T> pick(const AtSlot<T>& slot) {
  return slot;
}
template <class P>
requires(!std::derived_from<P, Resource>) FixedValue<P> pick(const P& parameter) { return {&parameter}; }

/// for (auto [row, slot, a, b] : range): the pointing row, which of its slots points here, and the values asked for.
template <class... Picks>
class Pointing {
 public:
  class Iterator {
   public:
    using value_type = std::tuple<Row, std::uint32_t, typename Picks::Value...>;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const Pointing* range, std::uint32_t at) : range_{range}, at_{at} {}
    TRELLIS_INLINE value_type operator*() const {
      const std::uint32_t item = range_->index_->item[at_];
      const Row row = range_->index_->row_of(item);
      return std::apply(
          [&](const auto&... p) {
            return value_type{row, range_->index_->slot_of(item), p.load(row, item)...};
          },
          *range_->picks_);
    }
    TRELLIS_INLINE Iterator& operator++() { return ++at_, *this; }
    TRELLIS_INLINE Iterator operator++(int) {
      Iterator before = *this;
      return ++at_, before;
    }
    TRELLIS_INLINE bool operator==(const Iterator& o) const { return at_ == o.at_; }

   private:
    const Pointing* range_ = nullptr;
    std::uint32_t at_ = 0;
  };

  Pointing() = default;
  Pointing(const Index* index, const std::tuple<Picks...>* picks, Row to) : index_{index}, picks_{picks} {
    if (to == nowhere) return;
    first_ = index->start[to], end_ = index->start[to + 1];
  }
  Iterator begin() const { return {this, first_}; }
  Iterator end() const { return {this, end_}; }
  std::size_t size() const { return end_ - first_; }
  auto operator[](std::size_t i) const { return *Iterator{this, first_ + static_cast<std::uint32_t>(i)}; }
  bool empty() const { return first_ == end_; }

 private:
  const Index* index_ = nullptr;
  const std::tuple<Picks...>* picks_ = nullptr;
  std::uint32_t first_ = 0, end_ = 0;
};

template <class... Picks>
struct Many {
  const Column<Row>* key;  // none: the rows that point to this row
  const Index* index;
  std::tuple<Picks...> picks;
  struct View {
    const Many* many;
    std::size_t first;
    Pointing<Picks...> operator[](std::size_t k) const {
      const Row to = many->key ? many->key->at_strip(first)[k] : static_cast<Row>(first + k);
      return {many->index, &many->picks, to};
    }
  };
  void open(View& v, const Clock&, std::size_t first, std::size_t) const { v.many = this, v.first = first; }
  void note(Accesses& a) const {
    if (key) a.push_back({key, Access::row});
    a.push_back({index, Access::row});
    std::apply([&](const auto&... p) { (p.note(a), ...); }, picks);
  }
};

/// The rows that point to this row, in the order of the index; .size() tells how many.
template <class... C>
auto many(const Index& index, const C&... columns) {
  return Many<decltype(pick(columns))...>{nullptr, &index, {pick(columns)...}};
}
/// The rows that point to the row that `key` points to: the makers of my family. None where the key is nowhere.
template <class... C>
auto many(const Column<Row>& key, const Index& index, const C&... columns) {
  return Many<decltype(pick(columns))...>{&key, &index, {pick(columns)...}};
}

/// for (auto [row, a, b] : range) over all rows of a table, in their order.
template <class... Picks>
class AllRows {
 public:
  class Iterator {
   public:
    using value_type = std::tuple<Row, typename Picks::Value...>;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const AllRows* range, std::size_t block_number, std::size_t within)
        : range_{range}, block_{block_number}, within_{within} {}
    value_type operator*() const {
      const Row row = static_cast<Row>(range_->table_->blocks()[block_].first + within_);
      return std::apply([&](const auto&... p) { return value_type{row, p.load(row, 0)...}; }, *range_->picks_);
    }
    Iterator& operator++() {
      if (++within_ == range_->table_->blocks()[block_].rows) ++block_, within_ = 0;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      return ++*this, before;
    }
    bool operator==(const Iterator& o) const { return block_ == o.block_ && within_ == o.within_; }

   private:
    const AllRows* range_ = nullptr;
    std::size_t block_ = 0, within_ = 0;
  };

  AllRows() = default;
  AllRows(const Table* table, const std::tuple<Picks...>* picks) : table_{table}, picks_{picks} {}
  Iterator begin() const { return {this, 0, 0}; }
  Iterator end() const { return {this, table_->blocks().size(), 0}; }
  std::size_t size() const { return table_->rows(); }
  bool empty() const { return size() == 0; }

 private:
  const Table* table_ = nullptr;
  const std::tuple<Picks...>* picks_ = nullptr;
};

template <class... Picks>
struct RowsOf {
  const Table* table;
  std::tuple<Picks...> picks;
  struct View {
    AllRows<Picks...> range;
    const AllRows<Picks...>& operator[](std::size_t) const { return range; }
  };
  void open(View& v, const Clock&, std::size_t, std::size_t) const { v.range = {table, &picks}; }
  void note(Accesses& a) const {
    a.push_back({table, Access::table});
    std::apply([&](const auto&... p) { (p.note(a), ...); }, picks);
  }
};

/// All rows of a table that is small: every row of the phase walks through them.
template <class... C>
auto rows_of(const Table& table, const C&... columns) {
  return RowsOf<decltype(pick(columns))...>{&table, {pick(columns)...}};
}

/// For resolve: what is read of each row that points here, and what is written to it.
template <class... C>
auto items(const C&... columns) {
  return std::tuple<decltype(pick(columns))...>{pick(columns)...};
}
template <class... C>
auto items_out(C&&... columns) {
  static_assert((!std::is_const_v<std::remove_reference_t<C>> && ...), "items_out writes these columns");
  return std::tuple<decltype(pick(columns))...>{pick(columns)...};
}

}  // namespace trellis
