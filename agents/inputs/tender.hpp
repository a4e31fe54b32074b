// A tender for an input as agents/oem/tender.hpp holds it: a set is worth a đồng, so that there is no scale in the lot.
#pragma once
#include <tuple>

#include "agents/oem/tender.hpp"

namespace trellis {

/// The slots of one kind of input in a column that holds `width` of them for each.
template <std::size_t width, class T>
constexpr Slots<T, width> of_kind(const Slots<T, input_kinds * width>& all, std::size_t kind) {
  return Slots<T, width>::make([&](std::size_t x) { return all[kind * width + x]; });
}

inline Tender tender_for_input(Value lot, Ratio difficulty, double import_price,
                               const Slots<double, most_clusters>& distance,
                               const Slots<Ratio, most_clusters>& logistics) {
  return {.lot = Parts{lot.value},
          .part = {.base_price = Price{1},
                   .import_price = Price{1},
                   .landed_factor = import_price,
                   .difficulty = difficulty,
                   .national_volume = Parts{1e18}},
          // Local content is worth something to makers, who pay for it in the bids of their own suppliers.
          .buyer = {.regional_value_content = 1, .distance = distance, .logistics = logistics},
          .of_input = true};
}

/// The suppliers of a category as makers of an input; nobody buys of himself.
template <class Suppliers>
class InputMakers {
 public:
  InputMakers(const Suppliers& suppliers, Row buyer) : suppliers_{suppliers}, buyer_{buyer} {}
  std::size_t size() const { return suppliers_.size(); }
  std::tuple<Row, std::uint32_t, Bidder> operator[](std::size_t i) const {
    auto [row, slot, bidder] = suppliers_[i];
    if (row == buyer_) bidder.exists = false;
    return {row, input_work, bidder};
  }

 private:
  const Suppliers& suppliers_;
  Row buyer_;
};

}  // namespace trellis
