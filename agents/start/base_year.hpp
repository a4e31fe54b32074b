// The base year: tenders as they would have been held, the attractions that make their expectation meet base-year
// shares, and the contracts that follow.
#pragma once

#include <vector>

#include "agents/oem/tender.hpp"
#include "agents/start/start.hpp"

namespace trellis {

inline constexpr std::uint32_t base_searches = 3;  // keyed candidate draws that expected purchases are a mean of

// One search of one slot: what does not depend on attractions. The bids themselves are made anew where one is to win:
// there are a hundred bytes here for each slot, and there were a thousand more of bids.
struct BaseTender {
  Row slot;
  BidClasses bids;
  Slots<double, owners> price{};  // that a win of the class is expected to cost, over the import price
};

/// What a win of each class is expected to cost, over a price: the cheaper bid wins more often, so that what is paid is
/// below the mean of what is asked.
Slots<double, owners> expected_prices(const Bids& bids, Price over, const SourcingParameters& p);

/// What each supplier would show to buyers, by row; sets its costs and its match with its families.
std::vector<Bidder> first_bidders(Economy& e);

// Holds the tenders of the base year.
class BaseSearch {
 public:
  explicit BaseSearch(Economy& e);
  /// The bids in one of the searches of a slot; the same whenever they are asked for.
  Bids bids(Row slot, std::uint32_t search) const;
  /// All searches of all slots that buy.
  std::vector<BaseTender> hold() const;

 private:
  const Economy& e_;
  std::vector<Bidder> bidders_;
};

// What a class weighs in the choice of this slot's desk.
Slots<double, owners> class_weight(const Economy& e, const BaseTender& tender);

/// The share inversion (I.6)-(I.8): sets the attractions and usual bidders of every desk, and
/// Economy::unmet_base_share.
void invert_base_shares(Economy& e, const std::vector<BaseTender>& tenders);
/// First contracts by the first search of each slot, and the suppliers' capacity and working capital for them.
void sign_first_contracts(Economy& e, const BaseSearch& search, const std::vector<BaseTender>& tenders);

/// Suppliers begin with the capacity of what they are to deliver (their load) and the working capital of what they do
/// (their orders); called again after either has grown.
void equip_suppliers(Economy& e);

}  // namespace trellis
