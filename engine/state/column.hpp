// Columns: one declaration gives storage, checkpoint, output, description and trace. Structure of arrays; a column of
// Slots<T, K> keeps the K values of a strip side by side, so that every own access is contiguous.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/declared.hpp"
#include "engine/state/memory.hpp"
#include "engine/state/table.hpp"

namespace trellis {

/// State is checkpointed. A passing value lives within one step only, and starts it as zero; where all its users share
/// a pass it never leaves the first-level cache.
enum class Life { state, passing };
/// Whether the column goes to the run file, and with which cell method over time.
enum class Publish { no, point, sum, mean };
/// Type of one element, as the run file sees it.
enum class ElementType { f64, i64, u32, i32, u8, record };

struct About {
  std::string_view name, meaning, unit = "1";
  Life life = Life::state;
  Publish publish = Publish::no;
  std::string_view axis = "";  // of a published column of Slots: what its slots are
};

/// How a value of type T lies in memory: its elements, and how many of them.
template <class T>
struct Layout {
  using Element = T;
  static constexpr std::size_t width = 1;
  TRELLIS_INLINE static constexpr T load(const T* p, std::size_t k) { return p[k]; }
  TRELLIS_INLINE static constexpr void store(T* p, std::size_t k, const T& v) { p[k] = v; }
};
template <class T, std::size_t K>
struct Layout<Slots<T, K>> {
  using Element = T;
  static constexpr std::size_t width = K;
  TRELLIS_INLINE static constexpr Slots<T, K> load(const T* p, std::size_t k) {
    return Slots<T, K>::make([&](std::size_t j) TRELLIS_INLINE { return p[j * strip + k]; });
  }
  TRELLIS_INLINE static constexpr void store(T* p, std::size_t k, const Slots<T, K>& v) {
    [&]<std::size_t... j>(std::index_sequence<j...>) TRELLIS_INLINE { ((p[j * strip + k] = v.at[j]), ...); }
    (std::make_index_sequence<K>{});
  }
};

/// Where slot j of a row lies among the elements of a column of that width.
constexpr std::size_t element(std::size_t row, std::size_t j, std::size_t width) {
  return row / strip * strip * width + j * strip + row % strip;
}

inline thread_local std::size_t lane = 0;  // which strip of a folded column this thread works on

template <class T>
inline constexpr ElementType element_type = ElementType::record;
template <>
inline constexpr ElementType element_type<double> = ElementType::f64;
template <int... E>
inline constexpr ElementType element_type<Quantity<E...>> = ElementType::f64;
template <>
inline constexpr ElementType element_type<std::int64_t> = ElementType::i64;
template <>
inline constexpr ElementType element_type<Dong> = ElementType::i64;
template <>
inline constexpr ElementType element_type<std::uint32_t> = ElementType::u32;
template <>
inline constexpr ElementType element_type<std::int32_t> = ElementType::i32;
template <>
inline constexpr ElementType element_type<std::uint8_t> = ElementType::u8;
template <class T>
requires std::is_enum_v<T>
inline constexpr ElementType element_type<T> = element_type<std::underlying_type_t<T>>;

/// What run file, checkpoint, description and trace see of a column.
class AnyColumn : public Resource {
 public:
  std::string label() const override { return table.name + "." + name; }
  bool touches(const Table& other) const override { return &table == &other; }
  /// The values row by row, rows x width elements of element_bytes each, without the gaps between parts.
  void copy_rows(std::byte* out) const;
  /// The inverse, for a checkpoint; the table has its rows already.
  void take_rows(const std::byte* in);
  /// 64 bits that change when any value of any row does.
  std::uint64_t hash() const;
  /// All elements as they lie in memory, with padding; empty while the column is folded.
  std::span<std::byte> bytes() const;
  std::size_t bytes_per_row() const { return width * element_bytes; }

  Table& table;
  const std::string name, meaning, unit, axis;
  const Life life;
  const Publish publish;
  const ElementType type;
  const std::size_t width, element_bytes;

  // For the engine.
  void fold(std::size_t lanes);  // to one strip for each lane: nothing outlives a pass over a strip
  void unfold();
  bool folded() const { return folded_; }
  void lay_out(std::span<const RowMove> moves, std::size_t extent);
  void move_rows(std::span<const RowMove> moves);
  void clear_rows(std::size_t first, std::size_t rows);
  void clear();
  std::byte* strip_bytes(std::size_t first) const { return base_ + (folded_ ? lane * strip : first) * bytes_per_row(); }

 protected:
  AnyColumn(Table& of, const About& about, ElementType element, std::size_t slots, std::size_t bytes_of_element);

 private:
  void need_rows(const char* what) const;
  Memory memory_;
  std::size_t padded_ = 0;

 protected:
  std::byte* base_ = nullptr;
  bool folded_ = false;
};

template <class T>
class Column final : public AnyColumn {
 public:
  using Element = typename Layout<T>::Element;
  static constexpr std::size_t width_of_value = Layout<T>::width;
  static_assert(std::is_trivially_copyable_v<Element>, "a column holds plain values");
  Column(Table& of, const About& about)
      : AnyColumn{of, about, element_type<Element>, width_of_value, sizeof(Element)} {}

  /// The elements as they lie in memory (see element()).
  Element* data() const { return permit(false), raw(); }
  T get(std::size_t row) const { return permit(false), peek(row); }
  void set(std::size_t row, const T& v) {
    permit(true);
    Layout<T>::store(at_strip(row / strip * strip), row % strip, v);
  }
  void fill(const T& v) {
    table.each_row([&](std::size_t r) { set(r, v); });
  }

  // For the engine, which has checked the declaration.
  TRELLIS_INLINE Element* raw() const { return reinterpret_cast<Element*>(base_); }
  TRELLIS_INLINE Element* at_strip(std::size_t first) const {
    return raw() + (folded_ ? lane * strip : first) * width_of_value;
  }
  TRELLIS_INLINE T peek(std::size_t row) const { return Layout<T>::load(at_strip(row / strip * strip), row % strip); }

 private:
  void permit([[maybe_unused]] bool changes) const {
#ifdef TRELLIS_CHECKED
    if (declared_now) declared_now->permit(*this, changes);
#endif
  }
};

}  // namespace trellis
