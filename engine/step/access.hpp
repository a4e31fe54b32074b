// What an equation may read: its own row, the row it points to (via), a sum over the rows that point to it (incoming),
// parameters, chance, the calendar. A source is declared once; for each strip it becomes a view, an array that the
// vector loop reads.
#pragma once

#include <concepts>
#include <cstdint>
#include <tuple>
#include <type_traits>

#include "engine/step/phase.hpp"

namespace trellis {

inline constexpr std::size_t ahead =
    strip;  // elements a prefetch runs ahead; columns and indices are padded by as many
TRELLIS_INLINE inline bool beyond_cache(const AnyColumn& c) {
  return c.table.extent() * c.bytes_per_row() > (std::size_t{1} << 18);
}

/// Checked builds: every key leads to a row of the same part. Throws std::logic_error that names phase and column.
void check_part(const Table& own, std::size_t own_row, const AnyColumn& column, Row to);
inline void check_reach([[maybe_unused]] Reach reach, [[maybe_unused]] const Table& own,
                        [[maybe_unused]] std::size_t own_row, [[maybe_unused]] const AnyColumn& column,
                        [[maybe_unused]] Row to) {
#ifdef TRELLIS_CHECKED
  if (reach == Access::part && to != nowhere) check_part(own, own_row, column, to);
#endif
}

template <class T>
struct Own {
  const Column<T>* column;
  struct View {
    const typename Layout<T>::Element* p;
    TRELLIS_INLINE T operator[](std::size_t k) const { return Layout<T>::load(p, k); }
  };
  void open(View& v, const Clock&, std::size_t first, std::size_t) const { v.p = column->at_strip(first); }
  void note(Accesses& a) const { a.push_back({column, Access::row}); }
};

/// A parameter: read by address, so that it must outlive the step. Small ones come by value, others as const P&.
template <class P>
struct Fixed {
  static constexpr bool small = sizeof(P) <= 64 && std::is_trivially_copyable_v<P>;
  const P* value;
  struct ByValue {
    P value;
    TRELLIS_INLINE P operator[](std::size_t) const { return value; }
  };
  struct ByAddress {
    const P* value;
    TRELLIS_INLINE const P& operator[](std::size_t) const { return *value; }
  };
  using View = std::conditional_t<small, ByValue, ByAddress>;
  void open(View& v, const Clock&, std::size_t, std::size_t) const {
    if constexpr (small)
      v.value = *value;
    else
      v.value = value;
  }
  void note(Accesses&) const {}
};

/// The value held by the row that this row (or each of its slots) points to; T{} where the key is nowhere.
template <class T, class Key>
struct Via {
  const Column<Key>* key;
  const Column<T>* column;
  Reach reach;
  static constexpr std::size_t width = Layout<Key>::width;
  struct View {
    alignas(64) T value[width * strip];
    View() {}
    TRELLIS_INLINE auto operator[](std::size_t k) const {
      if constexpr (width == 1)
        return value[k];
      else
        return Slots<T, width>::make([&](std::size_t j) TRELLIS_INLINE { return value[j * strip + k]; });
    }
  };
  void open(View& v, const Clock&, std::size_t first, [[maybe_unused]] std::size_t n) const {
    const Row* to = key->at_strip(first);
#ifdef TRELLIS_CHECKED
    for (std::size_t e = 0; e < strip * width; ++e)
      if (e % strip < n) check_reach(reach, key->table, first + e % strip, *column, to[e]);
#endif
    if constexpr (Layout<T>::width == 1) {
      const T* from = column->raw();
      const auto fetch = [&](std::size_t e) TRELLIS_INLINE {
        const Row r = to[e];
        const T found = from[r == nowhere ? 0 : r];
        v.value[e] = r == nowhere ? T{} : found;
      };
      if (beyond_cache(*column))
        for (std::size_t e = 0; e < strip * width; ++e) __builtin_prefetch(from + to[e + ahead]), fetch(e);
      else
        for (std::size_t e = 0; e < strip * width; ++e) fetch(e);
    } else {
      for (std::size_t e = 0; e < strip * width; ++e) v.value[e] = to[e] == nowhere ? T{} : column->peek(to[e]);
    }
  }
  void note(Accesses& a) const {
    a.push_back({key, Access::row});
    a.push_back({column, reach});
  }
};

/// The sum over the rows (slots) that point to this one, in the order of the index. A column as wide as the index's key
/// gives the element of the pointing slot.
template <class T>
struct Incoming {
  const Index* index;
  const Column<T>* column;
  Reach reach;
  using Element = typename Layout<T>::Element;
  struct View {
    alignas(64) Element sum[strip];
    View() {}
    TRELLIS_INLINE Element operator[](std::size_t k) const { return sum[k]; }
  };
  void open(View& v, const Clock&, std::size_t first, std::size_t n) const {
    const Element* from = column->raw();
    const std::uint32_t *item = index->item.data(), *start = index->start.data() + first;
    const bool whole_rows = Layout<T>::width == 1 && index->width() > 1;
#ifdef TRELLIS_CHECKED
    for (std::size_t k = 0; k < n; ++k)
      for (std::uint32_t e = start[k]; e != start[k + 1]; ++e)
        if (reach == Access::part) check_incoming(first + k, index->row_of(item[e]));
#endif
    const auto add_up = [&](auto at, auto fetch) TRELLIS_INLINE {
      for (std::size_t k = 0; k < n; ++k) {
        Element total{};
        for (std::uint32_t e = start[k]; e != start[k + 1]; ++e) fetch(e), total += from[at(item[e])];
        v.sum[k] = total;
      }
    };
    if (whole_rows)
      add_up([&](std::uint32_t e) TRELLIS_INLINE { return index->row_of(e); }, [](std::uint32_t) TRELLIS_INLINE {});
    else if (beyond_cache(*column))
      add_up([](std::uint32_t e) TRELLIS_INLINE { return e; },
             [&](std::uint32_t e) TRELLIS_INLINE { __builtin_prefetch(from + item[e + ahead]); });
    else
      add_up([](std::uint32_t e) TRELLIS_INLINE { return e; }, [](std::uint32_t) TRELLIS_INLINE {});
  }
  void note(Accesses& a) const {
    a.push_back({index, Access::row});
    a.push_back({column, reach});
  }

 private:
  void check_incoming(std::size_t own_row, Row from) const {
    if (index->target()) check_part(*index->target(), own_row, *column, from);
  }
};

/// The value of a table with a single row, such as the nation.
template <class T>
struct Only {
  const Column<T>* column;
  struct View {
    T value;
    TRELLIS_INLINE T operator[](std::size_t) const { return value; }
  };
  void open(View& v, const Clock&, std::size_t, std::size_t) const { v.value = column->peek(0); }
  void note(Accesses& a) const { a.push_back({column, Access::table}); }
};

/// Identities of the rows of a strip: from a column, or counted up from the table's first.
struct Identities {
  std::uint32_t first_id;
  const Column<std::uint32_t>* ids;
  TRELLIS_INLINE const std::uint32_t* of(std::size_t first, std::uint32_t* counted) const {
    if (ids) return ids->at_strip(first);
    for (std::size_t k = 0; k < strip; ++k) counted[k] = first_id + static_cast<std::uint32_t>(first + k);
    return counted;
  }
  void note(Accesses& a) const {
    if (ids) a.push_back({ids, Access::row});
  }
};

template <std::size_t N, bool normal>
struct Chance {
  Identities identities;
  std::uint32_t stream;
  static constexpr std::size_t made = normal ? (N + 1) / 2 * 2 : N;
  struct View {
    alignas(64) double u[made][strip];
    View() {}
    TRELLIS_INLINE Slots<double, N> operator[](std::size_t k) const {
      return Slots<double, N>::make([&](std::size_t d) TRELLIS_INLINE { return u[d][k]; });
    }
  };
  void open(View& v, const Clock& clock, std::size_t first, std::size_t) const {
    alignas(64) std::uint32_t counted[strip];
    uniforms(identities.of(first, counted), clock, stream, made, v.u);
    if constexpr (normal) normals(made / 2, v.u);
  }
  void note(Accesses& a) const { identities.note(a); }
};

struct DiceSource {
  Identities identities;
  std::uint32_t stream;
  struct View {
    const Clock* clock;
    std::uint32_t stream;
    std::uint32_t counted[strip];
    const std::uint32_t* id;
    View() {}
    TRELLIS_INLINE Dice operator[](std::size_t k) const { return {*clock, id[k], stream}; }
  };
  void open(View& v, const Clock& clock, std::size_t first, std::size_t) const {
    v.clock = &clock, v.stream = stream, v.id = identities.of(first, v.counted);
  }
  void note(Accesses& a) const { identities.note(a); }
};

struct RowNumber {
  struct View {
    Row first;
    TRELLIS_INLINE Row operator[](std::size_t k) const { return first + static_cast<Row>(k); }
  };
  void open(View& v, const Clock&, std::size_t first, std::size_t) const { v.first = static_cast<Row>(first); }
  void note(Accesses&) const {}
};

struct Calendar {
  struct View {
    const Clock* clock;
    TRELLIS_INLINE const Clock& operator[](std::size_t) const { return *clock; }
  };
  void open(View& v, const Clock& clock, std::size_t, std::size_t) const { v.clock = &clock; }
  void note(Accesses&) const {}
};

template <class S>
concept IsSource = requires(const S& s, Accesses& a) {
  typename S::View;
  s.note(a);
};

template <class T>
Own<T> source(const Column<T>& column) {
  return {&column};
}
template <IsSource S>
S source(const S& s) {
  return s;
}
template <class P>
requires(!IsSource<P> && !std::derived_from<P, Resource>) Fixed<P> source(const P& parameter) { return {&parameter}; }

/// What the key's row holds in `column`: a value, or Slots of them where the key has slots.
template <class Key, class T>
Via<T, Key> via(const Column<Key>& key, const Column<T>& column, Reach reach = Access::table) {
  static_assert(std::is_same_v<typename Layout<Key>::Element, Row>, "a key is a column of rows");
  return {&key, &column, reach};
}
template <class T>
Incoming<T> incoming(const Index& index, const Column<T>& column, Reach reach = Access::table) {
  return {&index, &column, reach};
}
template <class T>
Only<T> only(const Column<T>& column) {
  return {&column};
}
/// N uniforms in (0, 1) for each row, as Slots<double, N>. `ids`: identities, for tables whose rows come and go.
template <std::size_t N>
Chance<N, false> draws(const Table& t, std::uint32_t stream, const Column<std::uint32_t>* ids = nullptr) {
  return {{t.first_id, ids}, stream};
}
template <std::size_t N>
Chance<N, false> draws(const Table& t, std::uint32_t stream, const Column<std::uint32_t>& ids) {
  return {{t.first_id, &ids}, stream};
}
/// N standard normals for each row.
template <std::size_t N>
Chance<N, true> bells(const Table& t, std::uint32_t stream, const Column<std::uint32_t>* ids = nullptr) {
  return {{t.first_id, ids}, stream};
}
template <std::size_t N>
Chance<N, true> bells(const Table& t, std::uint32_t stream, const Column<std::uint32_t>& ids) {
  return {{t.first_id, &ids}, stream};
}
/// Keyed chance of each row, for draws that are few or depend on others.
inline DiceSource dice(const Table& t, std::uint32_t stream, const Column<std::uint32_t>* ids = nullptr) {
  return {{t.first_id, ids}, stream};
}
inline DiceSource dice(const Table& t, std::uint32_t stream, const Column<std::uint32_t>& ids) {
  return {{t.first_id, &ids}, stream};
}
inline RowNumber row_number(const Table&) { return {}; }
inline Calendar calendar() { return {}; }

/// The sources of an equation, in the order of its arguments.
template <class... T>
auto reads(T&&... what) {
  static_assert(((std::is_lvalue_reference_v<T> || IsSource<std::remove_cvref_t<T>>)&&...),
                "a parameter is read by address: name one that outlives the step");
  return std::tuple{source(what)...};
}
/// The columns that it writes; the equation gets them as references that hold the value so far.
template <class... T>
auto writes(Column<T>&... columns) {
  return std::tuple<Column<T>*...>{&columns...};
}
/// For resolve: the columns of the row that change as its constraint fills up.
template <class... T>
auto shared(Column<T>&... columns) {
  return std::tuple<Column<T>*...>{&columns...};
}

}  // namespace trellis
