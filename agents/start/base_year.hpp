// The base year: tenders as they would have been held, the attractions that make their expectation meet base-year
// shares, and the contracts that follow.
#pragma once

#include <vector>

#include "agents/oem/tender.hpp"
#include "agents/start/start.hpp"

namespace trellis {

inline constexpr std::uint32_t base_searches = 3;  // keyed candidate draws that expected purchases are a mean of

// One search of one slot: what does not depend on attractions.
struct BaseTender {
  Row slot;
  Bids bids;
  Slots<double, owners> price{};  // that a win of the class is expected to cost, over the import price
};

/// What each supplier would show to buyers, by row; sets its costs and its match with its families.
std::vector<Bidder> first_bidders(Economy& e);
// What a class weighs in the choice of this slot's desk.
Slots<double, owners> class_weight(const Economy& e, const BaseTender& tender);

std::vector<BaseTender> hold_base_tenders(Economy& e);
/// The share inversion (I.6)-(I.8): sets the attractions and usual bidders of every desk, and
/// Economy::unmet_base_share.
void invert_base_shares(Economy& e, const std::vector<BaseTender>& tenders);
/// First contracts by the first search of each slot, and the suppliers' capacity and working capital for them.
void sign_first_contracts(Economy& e, const std::vector<BaseTender>& tenders);

/// Suppliers begin with the capacity of what they are to deliver (their load) and the working capital of what they do
/// (their orders); called again after either has grown.
void equip_suppliers(Economy& e);

}  // namespace trellis
