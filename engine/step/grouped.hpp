// Sums by key, such as the output of each cluster: in fixed chunks of rows, chunks in order, whatever the threads.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "engine/step/phase.hpp"

namespace trellis {

template <class Total, class Key, class T>
class GroupedSum {
  static constexpr bool by_slot = Layout<Key>::width > 1;
  static_assert(std::is_same_v<typename Layout<Key>::Element, Row>, "a key is a column of rows");
  static_assert(!by_slot || Layout<Key>::width == Layout<T>::width, "a key of slots goes with a value of as many");

 public:
  GroupedSum(Column<Total>* total, const Column<Key>* key, const Column<T>* value)
      : total_{total}, key_{key}, value_{value} {}

  void begin() {
    groups_ = total_->table.extent();
    const std::size_t blocks = value_->table.blocks().size();
    const std::size_t worth_it = value_->table.rows() / (4 * std::max<std::size_t>(groups_, 1));
    chunks_ = std::clamp<std::size_t>(worth_it, 1, std::clamp<std::size_t>(blocks, 1, most_chunks));
    sums_.assign(chunks_ * groups_, Total{});
  }
  std::size_t chunks() const { return chunks_; }

  void add_up(std::size_t chunk) {
    const auto& blocks = value_->table.blocks();
    Total* sums = sums_.data() + chunk * groups_;
    for (std::size_t b = blocks.size() * chunk / chunks_; b < blocks.size() * (chunk + 1) / chunks_; ++b)
      for (std::size_t r = blocks[b].first; r < blocks[b].first + blocks[b].rows; ++r) {
        if constexpr (by_slot) {
          const auto keys = key_->peek(r);
          const auto values = value_->peek(r);
          for (std::size_t j = 0; j < Layout<Key>::width; ++j)
            if (keys[j] != nowhere) sums[within(keys[j])] += summand<Total>(values[j]);
        } else {
          const Row to = key_->raw()[r];
          if (to != nowhere) sums[within(to)] += summand<Total>(value_->peek(r));
        }
      }
  }

  void finish() {
    total_->table.each_row([&](std::size_t g) {
      Total t{};
      for (std::size_t c = 0; c < chunks_; ++c) t += sums_[c * groups_ + g];
      total_->set(g, t);
    });
  }

 private:
  static constexpr std::size_t most_chunks = 64;
  Row within(Row to) const {
    if (to >= groups_) throw std::out_of_range{key_->label() + " points past the rows of " + total_->table.name};
    return to;
  }
  Column<Total>* total_;
  const Column<Key>* key_;
  const Column<T>* value_;
  std::size_t groups_ = 0, chunks_ = 1;
  std::vector<Total> sums_;
};

}  // namespace trellis
