// A request for quotation as one function: whom a desk finds, who passes the gates, what each bid costs, and how likely
// each source is. The month's sourcing and the share inversion at loading use the same one.
#pragma once
#include <array>
#include <tuple>

#include "agents/inputs/equations.hpp"
#include "agents/oem/sourcing.hpp"
#include "agents/oem/tables.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/supplier/tables.hpp"
#include "agents/world/tables.hpp"
#include "engine/core/draws.hpp"

namespace trellis {

inline constexpr std::size_t most_candidates = 16;  // of one owner class
inline constexpr std::size_t most_bids = 2 * most_candidates + 1;

// What is asked for.
struct Tender {
  Parts lot{};  // sets a month
  FamilyTerms part;
  MakerTerms buyer;
  Ratio granted = 0;  // part of grants that was paid of late: for so much of its programme's promise a lead firm counts
  bool of_input = false;                 // lots of inputs have no scale, and the law grants their bids nothing
  std::array<int, owners> candidates{};  // that the desk looks for
  std::uint32_t incumbent = nowhere;     // identity; nowhere where there is none
};

struct Bid {
  Row supplier = nowhere;
  std::uint32_t capability = 0, identity = 0;
  Owner owner = Owner::domestic;
  Ratio cost = 0;  // total cost over the import price
  Price price{};   // đồng per set
};

// What the choice among the owner classes of a tender's eligible bids goes by.
struct BidClasses {
  Slots<double, owners> eligible{};
  Slots<double, owners> win_weight{};  // sum over the bids of each class
  double import_weight = 0;

  /// Weights of the classes in the choice of a source, (3.20).
  Slots<double, owners> class_weight(const Slots<Ratio, owners>& attraction, const Slots<double, owners>& usual_bidders,
                                     const SourcingParameters& p) const {
    return Slots<double, owners>::make([&](std::size_t x) {
      return sourcing::class_weight(attraction[x], eligible[x], usual_bidders[x], win_weight[x], p);
    });
  }
};

// The eligible bids of a tender.
struct Bids : BidClasses {
  std::array<Bid, most_bids> bid{};
  std::size_t count = 0;
};

struct TenderRules {
  const SourcingParameters& sourcing;
  const SupplierParameters& supplier;
};

// What a firm can do for other suppliers: it draws on all fields of its category alike.
inline void offer_inputs(Bidder& bidder, const Slots<double, technology_fields>& expertise,
                         const Slots<double, technology_fields>& fields, double bought_share, double conversion_share,
                         const SupplierParameters& p) {
  const double drawn_on = sum(fields);
  if (!(drawn_on > 0)) return;
  bidder.match[input_work] = sourcing::technology_match(expertise, fields * (1 / drawn_on));  // (3.4)
  bidder.unit_cost[input_work] = inputs::unit_cost(bought_share, conversion_share, p);        // (4.28)
}

// The price that a supplier asks for a lot, (4.2), (4.22), (4.3), (4.13).
inline Price asked_price(const Tender& t, const Bidder& bidder, std::uint32_t capability, const SupplierParameters& p) {
  const Parts volume =
      supplier::bid_volume(12 * t.lot, 12 * t.part.national_volume, t.of_input ? 1 : bidder.pooled_share);
  const Parts promised = supplier::lead_firm_volume(volume, t.granted * bidder.lead_share, p);
  const Price cost = Price{bidder.unit_cost[capability]} * supplier::scale_factor(promised, p);
  return supplier::asking_price(cost, bidder.markup);
}

inline Ratio total_cost(const Tender& t, const Bidder& bidder, Price price, bool incumbent,
                        const SourcingParameters& p) {
  return sourcing::total_cost({.price = price / t.part.import_price,
                               .logistics = t.buyer.logistics[bidder.cluster],
                               .quality = bidder.quality,
                               .on_time = bidder.on_time,
                               .incumbent = incumbent,
                               .worth = sourcing::local_content_worth(t.buyer.regional_value_content,
                                                                      t.of_input ? 0 : bidder.local_content_bonus,
                                                                      bidder.imported_material, p) +
                                        bidder.green_worth},
                              p);  // (3.17)
}

inline sourcing::FailedGates failed_gates(const Tender& t, const Bidder& bidder, std::uint32_t capability,
                                          const GateParameters& p) {
  return sourcing::failed_gates({.match = bidder.match[capability],
                                 .certificate = bidder.certificate,
                                 .quality = bidder.quality,
                                 .free_capacity = Value{bidder.free_capacity},
                                 .stretch = Value{bidder.stretch},
                                 .attainable = Value{bidder.attainable}},
                                t.part.difficulty, t.lot * t.part.base_price, p);  // (3.15)
}

// Keeps the first to arrive of each owner class, and the incumbent whenever it arrives.
class Search {
 public:
  explicit Search(const std::array<int, owners>& wanted) {
    for (std::size_t owner = 0; owner < owners; ++owner)
      wanted_[owner] = within(wanted[owner], 0, static_cast<int>(most_candidates));
  }
  void meet(std::size_t maker, Owner class_of_owner, double arrival, bool incumbent) {
    if (incumbent) {
      incumbent_ = {maker, arrival};
      known_ = true;
      return;
    }
    const auto owner = static_cast<std::size_t>(class_of_owner);
    auto& found = found_[owner];
    std::size_t& count = count_[owner];
    const auto most = static_cast<std::size_t>(wanted_[owner]);
    if (most == 0 || (count == most && !(arrival < found[count - 1].arrival))) return;
    std::size_t place = count < most ? count++ : count - 1;
    for (; place > 0 && arrival < found[place - 1].arrival; --place) found[place] = found[place - 1];
    found[place] = {maker, arrival};
  }
  template <class F>
  void each(F f) const {
    for (std::size_t owner = 0; owner < owners; ++owner)
      for (std::size_t i = 0; i < count_[owner]; ++i) f(found_[owner][i].maker, false);
    if (known_) f(incumbent_.maker, true);
  }

 private:
  struct Found {
    std::size_t maker = 0;  // place in the range of makers
    double arrival = 0;
  };
  std::array<int, owners> wanted_{};
  std::array<std::array<Found, most_candidates>, owners> found_{};
  std::array<std::size_t, owners> count_{};
  Found incumbent_{};
  bool known_ = false;
};

// The makers among whom one of several Vietnams side by side looks: they are dealt out in turn, so that each has its
// part of every cluster and class, and finds what it would find by itself. Would all look through all, searches would
// take longer with the square of their number. A range of (row, capability, Bidder), rows ascending.
template <class Makers>
class Dealt {
 public:
  /// `turn` tells which of them looks; `known` is a row that it finds whosever it is, nowhere if there is none.
  Dealt(const Makers& all, std::uint32_t turn, std::uint32_t nations, Row known = nowhere)
      : all_{all},
        first_{turn % nations},
        step_{nations},
        own_{all.size() > first_ ? (all.size() - first_ - 1) / step_ + 1 : 0} {
    if (nations == 1 || known == nowhere) return;
    std::size_t place = 0;
    for (std::size_t end = all.size(); place < end;) {
      const std::size_t middle = place + (end - place) / 2;
      if (row_at(middle) < known)
        place = middle + 1;
      else
        end = middle;
    }
    if (place < all.size() && row_at(place) == known && place % step_ != first_) abroad_ = place;
  }
  std::size_t size() const { return own_ + (abroad_ != none ? 1 : 0); }
  auto operator[](std::size_t i) const { return all_[i < own_ ? first_ + i * step_ : abroad_]; }

 private:
  static constexpr std::size_t none = ~std::size_t{0};
  Row row_at(std::size_t place) const {
    const auto& [row, capability, bidder] = all_[place];
    return row;
  }

  const Makers& all_;
  std::size_t first_, step_, own_, abroad_ = none;
};

// Whom a desk finds among the makers of a family: a range of (row, capability, Bidder).
template <class Makers>
Search look_for(const Tender& t, const Makers& makers, const Dice& luck, const DiscoveryParameters& p) {
  Search search{t.candidates};
  for (std::size_t maker = 0; maker < makers.size(); ++maker) {
    const auto& [supplier, capability, bidder] = makers[maker];
    if (!bidder.exists) continue;
    const double weight = (1 + bidder.visibility) *
                          sourcing::discovery_weight(Value{bidder.size}, t.buyer.distance[bidder.cluster], bidder.links,
                                                     p);  // (3.2)
    search.meet(maker, bidder.owner, sourcing::arrival(luck.exponential(bidder.identity), weight),
                bidder.identity == t.incumbent);
  }
  return search;
}

// Holds a tender among them.
template <class Makers>
Bids hold(const Tender& t, const Makers& makers, const Dice& luck, bool capacity_counts, const TenderRules& rules) {
  Bids bids;
  look_for(t, makers, luck, rules.sourcing.discovery).each([&](std::size_t maker, bool incumbent) {
    const auto& [supplier, capability, bidder] = makers[maker];
    sourcing::FailedGates failed = failed_gates(t, bidder, capability, rules.sourcing.gates);
    if (!capacity_counts) failed = failed.without(sourcing::Gate::capacity).without(sourcing::Gate::finance);
    if (!failed.none()) return;
    const Price price = asked_price(t, bidder, capability, rules.supplier);
    const Ratio cost = total_cost(t, bidder, price, incumbent, rules.sourcing);
    bids.bid[bids.count++] = Bid{supplier, capability, bidder.identity, bidder.owner, cost, price};
    const auto owner = static_cast<std::size_t>(bidder.owner);
    bids.eligible[owner] += 1;
    bids.win_weight[owner] += sourcing::win_weight(cost, rules.sourcing);
  });
  bids.import_weight =
      sourcing::win_weight(sourcing::import_cost(t.part.landed_factor, rules.sourcing), rules.sourcing);
  return bids;
}

// The two best bids of an owner class by a race of exponentials keyed by identity: the chance to come first is the
// share in the win weights (3.21), whoever else takes part.
inline std::array<const Bid*, 2> draw_two(const Bids& bids, Owner owner, const Dice& luck,
                                          const SourcingParameters& p) {
  std::array<const Bid*, 2> best{};
  std::array<double, 2> time{};
  for (std::size_t i = 0; i < bids.count; ++i) {
    const Bid& bid = bids.bid[i];
    if (bid.owner != owner) continue;
    const double arrives = luck.exponential(bid.identity) / sourcing::win_weight(bid.cost, p);
    if (!best[0] || arrives < time[0])
      best[1] = best[0], time[1] = time[0], best[0] = &bid, time[0] = arrives;
    else if (!best[1] || arrives < time[1])
      best[1] = &bid, time[1] = arrives;
  }
  return best;
}

// The first and the second choice of a tender, or nobody where it is imported: a class by its weight, then two firms of
// it. `class_draw` is uniform in (0, 1).
inline std::array<Draw, 2> draw_winner(const Bids& bids, const Slots<double, owners>& class_weight, Ratio landed_factor,
                                       double class_draw, const Dice& luck, const SourcingParameters& p) {
  double place = class_draw * (sum(class_weight) + bids.import_weight);
  for (const Owner owner : {Owner::domestic, Owner::foreign}) {
    place -= class_weight[static_cast<std::size_t>(owner)];  // (3.21)
    if (place >= 0) continue;
    std::array<Draw, 2> draws;
    const auto best = draw_two(bids, owner, luck, p);
    for (std::size_t i = 0; i < draws.size(); ++i)
      if (best[i])
        draws[i] = {.supplier = best[i]->supplier,
                    .capability = best[i]->capability,
                    .owner = owner,
                    .relative_cost = best[i]->cost / sourcing::import_cost(landed_factor, p),
                    .price = best[i]->price};
    return draws;
  }
  return {};
}

}  // namespace trellis
