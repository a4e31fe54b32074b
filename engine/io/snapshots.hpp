// Lists whose rows come and go, as a run file keeps them at dates: who is there, and what joins them.
#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace trellis {

/// One number for each row of a list.
struct ListField {
  enum class Type { f64, f32, i64, i32, u8 };
  std::string name{}, meaning{}, unit = "1";
  Type type = Type::f64;
  std::vector<std::string> labels{};                              ///< of u8: what 0, 1 ... mean, each one word
  std::vector<std::pair<std::string, std::string>> attributes{};  ///< further attributes, name and text
};

/// A list with as many rows at each date as there are then.
struct Listing {
  std::string name{}, meaning{};
  std::vector<ListField> fields{};
};

/// A group of a run file with its own dates.
struct SnapshotGroup {
  std::string name{}, meaning{};
  std::vector<Listing> listings{};
};

/// What one date adds to a group: for each listing its rows, field by field, each value in the bytes of its type.
struct Snapshot {
  struct Rows {
    std::size_t count = 0;
    std::vector<std::vector<std::byte>> fields{};
  };
  std::size_t group = 0;  ///< which of the description's
  std::vector<Rows> listings{};
};

std::size_t bytes_of(ListField::Type type);

/// Appends a value to the bytes of a field.
template <class T>
void put(std::vector<std::byte>& field, T value) {
  const auto* bytes = reinterpret_cast<const std::byte*>(&value);
  field.insert(field.end(), bytes, bytes + sizeof value);
}

}  // namespace trellis
