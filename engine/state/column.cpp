#include "engine/state/column.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace trellis {

AnyColumn::AnyColumn(Table& of, const About& about, ElementType element, std::size_t slots,
                     std::size_t bytes_of_element)
    : table{of},
      name{about.name},
      meaning{about.meaning},
      unit{about.unit},
      axis{about.axis},
      life{about.life},
      publish{about.publish},
      type{element},
      width{slots},
      element_bytes{bytes_of_element} {
  for (const AnyColumn* c : of.columns_)
    if (c->name == name) throw std::logic_error{of.name + " has two columns named '" + name + "'"};
  of.columns_.push_back(this);
  lay_out({}, of.extent());
}

void AnyColumn::lay_out(std::span<const RowMove> moves, std::size_t extent) {
  if (folded_) return;
  // A strip more than the rows need: a prefetch may look ahead, and a key of an empty row may point to row 0.
  const std::size_t padded = (extent + strip - 1) / strip * strip;
  Memory fresh{(padded + strip) * bytes_per_row()};
  for (const RowMove& m : moves)
    for (std::size_t r = 0; r < m.rows; ++r)
      for (std::size_t j = 0; j < width; ++j)
        std::memcpy(fresh.data() + trellis::element(m.to + r, j, width) * element_bytes,
                    base_ + trellis::element(m.from + r, j, width) * element_bytes, element_bytes);
  memory_ = std::move(fresh), base_ = memory_.data(), padded_ = padded;
}

void AnyColumn::move_rows(std::span<const RowMove> moves) {
  if (folded_) return;
  for (const RowMove& m : moves)
    for (std::size_t r = 0; r < m.rows; ++r)
      for (std::size_t j = 0; j < width; ++j)
        std::memcpy(base_ + trellis::element(m.to + r, j, width) * element_bytes,
                    base_ + trellis::element(m.from + r, j, width) * element_bytes, element_bytes);
}

void AnyColumn::clear_rows(std::size_t first, std::size_t rows) {
  if (folded_) return;
  for (std::size_t r = first; r < first + rows; ++r)
    for (std::size_t j = 0; j < width; ++j)
      std::memset(base_ + trellis::element(r, j, width) * element_bytes, 0, element_bytes);
}

void AnyColumn::clear() {
  if (!folded_) std::memset(base_, 0, padded_ * bytes_per_row());
}

void AnyColumn::fold(std::size_t lanes) {
  memory_ = Memory{(lanes + 1) * strip * bytes_per_row()};
  base_ = memory_.data(), padded_ = 0, folded_ = true;
}

void AnyColumn::unfold() {
  if (!folded_) return;
  folded_ = false;
  lay_out({}, table.extent());
}

void AnyColumn::need_rows(const char* what) const {
  if (folded_) throw std::logic_error{std::string{what} + " '" + label() + "', which lives within a step only"};
}

std::span<std::byte> AnyColumn::bytes() const {
  if (folded_) return {};
  return {base_, padded_ * bytes_per_row()};
}

void AnyColumn::copy_rows(std::byte* out) const {
  need_rows("copies");
  table.each_row([&](std::size_t r) {
    for (std::size_t j = 0; j < width; ++j, out += element_bytes)
      std::memcpy(out, base_ + trellis::element(r, j, width) * element_bytes, element_bytes);
  });
}

void AnyColumn::take_rows(const std::byte* in) {
  need_rows("takes");
  table.each_row([&](std::size_t r) {
    for (std::size_t j = 0; j < width; ++j, in += element_bytes)
      std::memcpy(base_ + trellis::element(r, j, width) * element_bytes, in, element_bytes);
  });
}

std::uint64_t AnyColumn::hash() const {
  need_rows("hashes");
  std::uint64_t h = 0x9E3779B97F4A7C15ull ^ table.rows();
  const auto mix = [&h](std::uint64_t word) {
    h = (h ^ word) * 0xFF51AFD7ED558CCDull;
    h ^= h >> 32;
  };
  table.each_row([&](std::size_t r) {
    for (std::size_t j = 0; j < width; ++j) {
      const std::byte* from = base_ + trellis::element(r, j, width) * element_bytes;
      for (std::size_t b = 0; b < element_bytes; b += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, from + b, std::min<std::size_t>(8, element_bytes - b));
        mix(word);
      }
    }
  });
  return h;
}

}  // namespace trellis
