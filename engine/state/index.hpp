// The rows (or slots) that point to each row of a target table: who my customers are.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/state/column.hpp"

namespace trellis {

/// Compressed rows, in ascending order of the pointing rows and, within a row, of its slots; or, with a priority, in
/// descending priority and then in that order. A sum over them thus always adds up in the same order. Keys `nowhere`
/// are left out. An item is the number of an element of the key column; row_of and slot_of decode it.
class Index final : public Resource {
 public:
  Index() = default;
  explicit Index(std::string name) : name_{std::move(name)} {}
  std::string label() const override { return name_; }

  /// Throws std::out_of_range where a key points past the target's rows.
  void build(const Table& target, const Column<Row>& key) { build_of(target, key, nullptr, {}); }
  template <std::size_t K>
  void build(const Table& target, const Column<Slots<Row, K>>& key) {
    build_of(target, key, nullptr, {});
  }
  /// `priority`: a column of the pointing table with a value for each row, or for each slot.
  template <class Key, class T>
  void build(const Table& target, const Column<Key>& key, const Column<T>& priority) {
    using Element = typename Column<T>::Element;
    static_assert(Column<T>::width_of_value == 1 || Column<T>::width_of_value == Column<Key>::width_of_value);
    build_of(target, key, &priority, [](const void* values, std::uint32_t a, std::uint32_t b) {
      const auto* p = static_cast<const Element*>(values);
      return p[b] < p[a];
    });
  }

  Row row_of(std::uint32_t e) const { return width_ == 1 ? e : e / (width_ * strip32) * strip32 + e % strip32; }
  std::uint32_t slot_of(std::uint32_t e) const { return width_ == 1 ? 0 : e / strip32 % width_; }
  std::uint32_t count(std::size_t row) const { return start[row + 1] - start[row]; }
  std::uint32_t width() const { return width_; }
  const Table* source() const { return source_; }
  const Table* target() const { return target_; }
  /// How often the items were sorted anew; a build whose keys did not change leaves them.
  std::uint64_t builds() const { return builds_; }
  void name(std::string new_name) { name_ = std::move(new_name); }

  std::vector<std::uint32_t> start{0}, item;  // items of row r: item[start[r]] ... item[start[r + 1] - 1]

 private:
  using Before = bool (*)(const void* values, std::uint32_t a, std::uint32_t b);
  static constexpr auto strip32 = static_cast<std::uint32_t>(strip);
  void build_of(const Table& target, const AnyColumn& key, const AnyColumn* priority, Before before);

  std::string name_ = "index";
  std::uint32_t width_ = 1;
  const Table *source_ = nullptr, *target_ = nullptr;
  std::uint64_t generation_ = 0, target_generation_ = 0, builds_ = 0;
  std::vector<std::byte> seen_keys_, seen_priority_;
};

}  // namespace trellis
