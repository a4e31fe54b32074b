#include "engine/state/index.hpp"

#include <algorithm>
#include <stdexcept>

namespace trellis {

namespace {

/// Whether the column's bytes differ from those seen last; remembers them.
bool changed(std::vector<std::byte>& seen, const AnyColumn& column) {
  const auto now = column.bytes();
  if (std::ranges::equal(now, seen)) return false;
  seen.assign(now.begin(), now.end());
  return true;
}

}  // namespace

void Index::build_of(const Table& target, const AnyColumn& key, const AnyColumn* priority, Before before) {
  const Table& from = key.table;
  const bool keys_differ = changed(seen_keys_, key);
  const bool order_differs = priority && changed(seen_priority_, *priority);
  if (builds_ > 0 && !keys_differ && !order_differs && source_ == &from && generation_ == from.generation() &&
      target_generation_ == target.generation())
    return;
  ++builds_, source_ = &from, target_ = &target, generation_ = from.generation(),
             target_generation_ = target.generation();
  width_ = static_cast<std::uint32_t>(key.width);

  const std::size_t rows = (target.extent() + strip - 1) / strip * strip;
  const Row* keys = reinterpret_cast<const Row*>(key.bytes().data());
  start.assign(rows + 1, 0);
  const auto each = [&](auto f) {
    from.each_row([&](std::size_t r) {
      for (std::size_t j = 0; j < width_; ++j) {
        const std::size_t e = element(r, j, width_);
        if (keys[e] != nowhere) f(keys[e], static_cast<std::uint32_t>(e));
      }
    });
  };
  each([&](Row to, std::uint32_t) {
    if (to >= rows) throw std::out_of_range{key.label() + " points past the rows of " + target.name};
    ++start[to + 1];
  });
  for (std::size_t r = 1; r < start.size(); ++r) start[r] += start[r - 1];
  item.assign(start.back() + strip, 0);  // padded: a prefetch may look ahead
  std::vector<std::uint32_t> next{start.begin(), start.end() - 1};
  each([&](Row to, std::uint32_t e) { item[next[to]++] = e; });
  if (!priority) return;
  const std::byte* values = priority->bytes().data();
  const bool each_slot = priority->width == width_;
  for (std::size_t r = 0; r < rows; ++r)
    std::stable_sort(item.begin() + start[r], item.begin() + start[r + 1], [&](std::uint32_t a, std::uint32_t b) {
      return each_slot ? before(values, a, b) : before(values, row_of(a), row_of(b));
    });
}

}  // namespace trellis
