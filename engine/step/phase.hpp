// A phase as the scheduler sees it: what it reads and writes, how far it reaches, and work on strips of rows.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "engine/core/draws.hpp"
#include "engine/state/column.hpp"
#include "engine/state/declared.hpp"
#include "engine/state/index.hpp"

namespace trellis {

/// Something that a phase reads or writes, and of which rows: its own, those of its part (cluster), or any.
struct Access {
  const Resource* what;
  enum Reach { row, part, table } reach = row;
};
using Reach = Access::Reach;
using Accesses = std::vector<Access>;

/// How often a phase acts: every so many months of the calendar. Every{3} acts in months 3, 6, 9 and 12 of a year,
/// Every{12} in December.
struct Every {
  int months = 1;
  constexpr bool acts(Month now) const { return (now.year() * 12 + now.month()) % months == 0; }
};

struct Phase {
  using Work = void (*)(const void* body, const Clock&, std::size_t block, std::size_t first, std::size_t rows);
  std::string name;
  const Table* table;
  Accesses reads, writes;
  Every every{};
  Work work = nullptr;  // none: a phase that sees whole tables, all of it in `after`
  std::shared_ptr<void> body{};
  std::function<void(std::size_t blocks)> before{};
  std::function<void()> after{};
  const Table* renews = nullptr;      // its rows come, go and move
  std::size_t position = 0;           // in the order of telling
  Declared declared{};                // for checked builds
  std::vector<AnyColumn*> streams{};  // own columns that no earlier phase of the pass has fetched
  std::vector<AnyColumn*> fresh{};    // passing columns that begin here, as zero
};

template <class F, class In, class Out>
struct Equation;
/// One equation for every row of a strip: open the sources, then a loop that the compiler vectorises.
template <class F, class... R, class... T>
struct Equation<F, std::tuple<R...>, std::tuple<Column<T>*...>> {
  std::tuple<R...> in;
  std::tuple<Column<T>*...> out;
  F equation;

  void strip_of(const Clock& clock, std::size_t, std::size_t first, std::size_t n) const {
    std::tuple<typename R::View...> view;
    [&]<std::size_t... i>(std::index_sequence<i...>) {
      (std::get<i>(in).open(std::get<i>(view), clock, first, n), ...);
    }
    (std::index_sequence_for<R...>{});
    const std::tuple<typename Layout<T>::Element*...> to =
        std::apply([&](auto*... c) { return std::tuple<typename Layout<T>::Element*...>{c->at_strip(first)...}; }, out);
    if (n == strip)
      rows<strip>(strip, view, to);
    else
      rows<0>(n, view, to);
  }

 private:
  template <std::size_t fixed, class View, class To>
  TRELLIS_INLINE void rows(std::size_t n, const View& view, const To& to) const {
    if constexpr (fixed > 0) n = fixed;  // a constant trip count needs no remainder loop
    TRELLIS_ROW_BY_ROW
    for (std::size_t k = 0; k < n; ++k)
      [&]<std::size_t... i, std::size_t... o>(std::index_sequence<i...>, std::index_sequence<o...>) TRELLIS_INLINE {
        std::tuple<T...> w{Layout<T>::load(std::get<o>(to), k)...};
        equation(std::get<i>(view)[k]..., std::get<o>(w)...);
        (Layout<T>::store(std::get<o>(to), k, std::get<o>(w)), ...);
      }
    (std::index_sequence_for<R...>{}, std::index_sequence_for<T...>{});
  }
};

template <class F, class Own, class Shared, class Item, class Out>
struct Resolution;
/// A shared constraint in a fixed order: each row settles the rows that point to it one after the other, in the order
/// of the index. Different rows share nothing, so they run in parallel.
template <class F, class... R, class... S, class... P, class... W>
struct Resolution<F, std::tuple<R...>, std::tuple<Column<S>*...>, std::tuple<P...>, std::tuple<W...>> {
  const Index* index;
  std::tuple<R...> own;
  std::tuple<Column<S>*...> shared;
  std::tuple<P...> item;
  std::tuple<W...> out;
  F equation;

  void strip_of(const Clock& clock, std::size_t, std::size_t first, std::size_t n) const {
    std::tuple<typename R::View...> view;
    [&]<std::size_t... i>(std::index_sequence<i...>) {
      (std::get<i>(own).open(std::get<i>(view), clock, first, n), ...);
    }
    (std::index_sequence_for<R...>{});
    const auto to = std::apply(
        [&](auto*... c) { return std::tuple<typename Layout<S>::Element*...>{c->at_strip(first)...}; }, shared);
    for (std::size_t k = 0; k < n; ++k) {
      std::uint32_t e = index->start[first + k];
      const std::uint32_t end = index->start[first + k + 1];
      if (e == end) continue;
      [&]<std::size_t... i, std::size_t... s, std::size_t... p, std::size_t... w>(
          std::index_sequence<i...>, std::index_sequence<s...>, std::index_sequence<p...>, std::index_sequence<w...>) {
        std::tuple<S...> held{Layout<S>::load(std::get<s>(to), k)...};
        for (; e != end; ++e) {
          const std::uint32_t at = index->item[e];
          const Row row = index->row_of(at);
          std::tuple<typename W::Value...> result{std::get<w>(out).load(row, at)...};
          equation(std::get<i>(view)[k]..., std::get<s>(held)..., std::get<p>(item).load(row, at)...,
                   std::get<w>(result)...);
          (std::get<w>(out).store(row, at, std::get<w>(result)), ...);
        }
        (Layout<S>::store(std::get<s>(to), k, std::get<s>(held)), ...);
      }
      (std::index_sequence_for<R...>{}, std::index_sequence_for<S...>{}, std::index_sequence_for<P...>{},
       std::index_sequence_for<W...>{});
    }
  }
};

/// The value as it is added up: a column of small integers may be counted in a wider total.
template <class Total, class T>
TRELLIS_INLINE constexpr Total summand(const T& value) {
  if constexpr (std::is_same_v<Total, T>)
    return value;
  else
    return static_cast<Total>(value);
}

/// An ordered sum: eight lanes for each block of 512 rows, joined as a tree, blocks in order. It vectorises, and the
/// number of threads is not seen.
template <class Total, class T>
struct Sum {
  const Column<T>* value;
  mutable std::vector<Total> lanes;

  void strip_of(const Clock&, std::size_t b, std::size_t first, std::size_t n) const {
    Total* sums = lanes.data() + b * 8;
    const auto* p = value->at_strip(first);
    Total a[8];
    for (std::size_t l = 0; l < 8; ++l) a[l] = sums[l];
    if (n == strip) {
      for (std::size_t k = 0; k < strip; k += 8)
        for (std::size_t l = 0; l < 8; ++l) a[l] += summand<Total>(Layout<T>::load(p, k + l));
    } else {
      for (std::size_t k = 0; k < n; ++k) a[k % 8] += summand<Total>(Layout<T>::load(p, k));
    }
    for (std::size_t l = 0; l < 8; ++l) sums[l] = a[l];
  }
  Total total() const {
    Total t{};
    for (std::size_t i = 0; i < lanes.size(); i += 8) {
      const Total* a = lanes.data() + i;
      t += ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7]));
    }
    return t;
  }
};

template <class Body>
[[gnu::target("avx2"), gnu::flatten]] void work_wide(const void* b, const Clock& c, std::size_t i, std::size_t first,
                                                     std::size_t n) {
  static_cast<const Body*>(b)->strip_of(c, i, first, n);
}
template <class Body>
[[gnu::flatten]] void work_plain(const void* b, const Clock& c, std::size_t i, std::size_t first, std::size_t n) {
  static_cast<const Body*>(b)->strip_of(c, i, first, n);
}
/// Compiled once and without forced inlining, for rooms with many phases that are not the hot ones.
template <class Body>
void work_compact(const void* b, const Clock& c, std::size_t i, std::size_t first, std::size_t n) {
  static_cast<const Body*>(b)->strip_of(c, i, first, n);
}
template <class Body>
Phase::Work work_of() {
#if defined(TRELLIS_CHECKED) || defined(TRELLIS_COMPACT)  // half the code to compile; the bits are the same
  return work_compact<Body>;
#else
  return wide_registers() ? work_wide<Body> : work_plain<Body>;
#endif
}

}  // namespace trellis
