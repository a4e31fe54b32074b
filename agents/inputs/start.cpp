// Inputs in the base year: the recipes, the attraction that makes each category buy in expectation what it bought then,
// and the links that follow, tier by tier.
#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/inputs/equations.hpp"
#include "agents/inputs/phases.hpp"
#include "agents/inputs/tender.hpp"
#include "agents/model.hpp"
#include "agents/start/base_year.hpp"
#include "agents/supplier/exit_entry.hpp"

namespace trellis {

void start_recipes(Economy& e) {
  const Scenario& s = e.scenario;
  for (Row c = 0; c < e.category.rows(); ++c) {
    ByInput<Row> source = ByInput<Row>::all(nowhere);
    ByInput<Ratio> share{};
    Ratio local = 0;
    std::size_t kind = 0;
    for (const InputRecord& r : s.data.inputs) {
      if (r.category != s.data.categories[c].name) continue;
      source[kind] = category_row(s, r.made_by), share[kind] = r.share;
      local += r.share * (r.domestic + r.foreign);
      ++kind;
    }
    const Ratio own_work = inputs::own_work(s.supplier.imported_share, local, s.supplier);  // (I.10)
    e.category.inputs.source.set(c, source), e.category.inputs.share.set(c, share);
    e.category.inputs.own_work.set(c, own_work);
    e.category.inputs.raw_material.set(c, inputs::raw_material(own_work, sum(share)));  // (I.11)
  }
}

namespace {

constexpr int rounds = 40;  // of the fixed point, as for parts
constexpr int tiers = 4;    // what is left of a đồng beyond them is less than a thousandth

// Steps that no month will ever have: chance of the base year is apart from that of the run.
Dice base_dice(const Economy& e, Row buyer, std::uint32_t stream, std::uint32_t search = 0) {
  return {{e.clock().seed, e.clock().replica, 0xFFFF0000u + search, e.clock().start},
          e.supplier.identity.get(buyer),
          stream};
}

struct InputTender {
  Row buyer;
  std::uint32_t kind;
  Value need;
  double import_price;
  BidClasses bids;
  Slots<double, owners> price{};  // that a win of the class is expected to cost, over the import price
};

// All suppliers of a category as tender.hpp reads them.
class Sellers {
 public:
  Sellers(const Index& index, const std::vector<Bidder>& bidders, Row category, Row buyer)
      : index_{index}, bidders_{bidders}, buyer_{buyer}, first_{index.start[category]} {
    count_ = index.start[category + 1] - first_;
  }
  std::size_t size() const { return count_; }
  std::tuple<Row, std::uint32_t, const Bidder&> operator[](std::size_t i) const {
    const Row row = index_.row_of(index_.item[first_ + i]);
    return {row, input_work, row == buyer_ ? nobody_ : bidders_[row]};
  }

 private:
  const Index& index_;
  const std::vector<Bidder>& bidders_;
  Row buyer_;
  std::uint32_t first_;
  std::size_t count_ = 0;
  Bidder nobody_;  // does not exist: nobody buys of himself
};

// What buyers of a category want of one kind of input, and what they get.
struct Cell {
  Slots<double, owners> wanted{}, achieved{}, attraction{{1, 1}}, bidders{}, behind{};
  double tenders = 0, need = 0, imported = 0;
};

class BaseInputs {
 public:
  explicit BaseInputs(Economy& e)
      : e_{e}, bidders_{first_bidders(e)}, cells_(e.category.rows() * input_kinds), served_(e.supplier.extent()) {
    e.suppliers_of_category.build(e.category, e.supplier.category);
    for (Row c = 0; c < e.category.rows(); ++c) {
      std::size_t kind = 0;
      for (const InputRecord& r : e.scenario.data.inputs)
        if (r.category == e.scenario.data.categories[c].name)
          cells_[c * input_kinds + kind++].wanted = {{r.domestic, r.foreign}};
    }
  }

  void link() {
    for (int tier = 0; tier < tiers; ++tier) {
      const std::vector<Row> buyers = new_buyers();
      if (tier == 0) invert(buyers);
      std::vector<InputTender> imported;
      double breaking = 0;
      for (const InputTender& tender : hold_all(buyers, 0)) place(tender, imported, breaking);
      place_approvals(imported, breaking);
    }
    equip_suppliers(e_);
    count_contents();
  }

 private:
  Cell& cell_of(const InputTender& t) { return cells_[e_.supplier.category.get(t.buyer) * input_kinds + t.kind]; }

  // Firms with orders whose inputs have no source yet.
  std::vector<Row> new_buyers() {
    std::vector<Row> buyers;
    e_.supplier.each_row([&](std::size_t i) {
      const Row row = static_cast<Row>(i);
      if (served_[row] || !(e_.supplier.orders.get(row) > Value{})) return;
      served_[row] = 1;
      buyers.push_back(row);
    });
    return buyers;
  }

  // Unit cost of the first orders over their base prices.
  double first_cost_rate(Row row) const {
    const SupplierTable& t = e_.supplier;
    const SupplierParameters& p = e_.scenario.supplier;
    Slots<Parts, capabilities> volume = t.export_sets.get(row);
    const Index& index = e_.contracts_of_supplier;
    for (std::uint32_t i = index.start[row]; i != index.start[row + 1]; ++i) {
      const Row contract = index.row_of(index.item[i]);
      if (e_.contract.approval.get(contract) > 0) continue;  // not delivered yet
      volume[e_.contract.capability.get(contract)] += e_.slot.expected.get(e_.contract.slot.get(contract));
    }
    const auto unit_cost = t.unit_cost.get(row);
    Value cost = inputs::unit_cost(t.material_share.get(row), t.conversion_share.get(row), p) * t.inputs.asked.get(row);
    for (std::size_t j = 0; j < capabilities; ++j)
      cost += volume[j] * unit_cost[j] * supplier::scale_factor(12 * volume[j], p);
    return cost / t.orders.get(row);
  }

  // The bids in one of the searches of an input; the same whenever they are asked for.
  Bids bids_for(Row buyer, std::uint32_t kind, Value need, std::uint32_t search) const {
    const Scenario& s = e_.scenario;
    const Row place = e_.supplier.cluster.get(buyer),
              source = e_.category.inputs.source.get(e_.supplier.category.get(buyer))[kind];
    Tender tender = tender_for_input(need, inputs::difficulty(e_.category.difficulty.get(source), s.inputs),
                                     e_.supplier.material_price.get(buyer), e_.cluster.distance.get(place),
                                     e_.cluster.logistics.get(place));  // (3.34)
    tender.candidates = sourcing::candidates_of_classes(1, 0.5, s.sourcing.discovery);
    const Dice luck =
        base_dice(e_, buyer, kind == 0 ? stream::input_discovery_first : stream::input_discovery_second, search);
    const Sellers sellers{e_.suppliers_of_category, bidders_, source, buyer};
    const Dealt own{sellers, e_.supplier.identity.get(buyer), nations_of(s.population)};
    return hold(tender, own, luck, false, {s.sourcing, s.supplier});
  }

  std::vector<InputTender> hold_all(const std::vector<Row>& buyers, std::uint32_t search) const {
    const SupplierTable& t = e_.supplier;
    std::vector<InputTender> tenders;
    for (const Row buyer : buyers) {
      const Row category = t.category.get(buyer);
      const auto source = e_.category.inputs.source.get(category);
      const auto share = e_.category.inputs.share.get(category);
      const double relative_cost = t.material_share.get(buyer) + t.conversion_share.get(buyer),
                   import_price = t.material_price.get(buyer);
      const double rate = first_cost_rate(buyer);
      for (std::uint32_t kind = 0; kind < input_kinds; ++kind) {
        if (source[kind] == nowhere) continue;
        const Value need = inputs::needed(t.orders.get(buyer), rate, relative_cost, share[kind]);  // (3.33)
        const Bids found = bids_for(buyer, kind, need, search);
        tenders.push_back({.buyer = buyer,
                           .kind = kind,
                           .need = need,
                           .import_price = import_price,
                           .bids = found,
                           .price = expected_prices(found, Price{1}, e_.scenario.sourcing)});
      }
    }
    return tenders;
  }

  void invert(const std::vector<Row>& buyers) {
    const SourcingParameters& p = e_.scenario.sourcing;
    std::vector<InputTender> tenders;
    for (std::uint32_t search = 0; search < base_searches; ++search)
      for (InputTender& held : hold_all(buyers, search)) tenders.push_back(held);
    for (const InputTender& t : tenders) {
      Cell& cell = cell_of(t);
      cell.need += t.need.value;
      if (!(sum(t.bids.eligible) > 0)) continue;
      cell.tenders += 1;
      cell.bidders += t.bids.eligible;
    }
    for (Cell& cell : cells_)
      cell.bidders = cell.tenders > 0 ? cell.bidders * (1 / cell.tenders) : Slots<double, owners>{{1, 1}};
    const auto expect = [&] {
      for (Cell& cell : cells_) cell.achieved = {};
      for (const InputTender& t : tenders) {
        Cell& cell = cell_of(t);
        const auto value = t.bids.class_weight(cell.attraction, cell.bidders, p) * t.price;
        cell.achieved += value * (t.need.value / (sum(value) + t.bids.import_weight * t.import_price));
      }
    };
    for (int round = 0; round < rounds; ++round) {
      expect();
      for (Cell& cell : cells_)
        for (std::size_t x = 0; x < owners; ++x)
          if (cell.need > 0)
            cell.attraction[x] = sourcing::inverted_attraction(cell.attraction[x], Value{cell.wanted[x] * cell.need},
                                                               Value{cell.achieved[x]}, p);  // (I.8)
    }
    expect();
    double missed = 0, all = 0;
    for (const Cell& cell : cells_) {
      all += cell.need;
      for (std::size_t x = 0; x < owners; ++x) missed += std::abs(cell.wanted[x] * cell.need - cell.achieved[x]);
    }
    e_.unmet_input_share = all > 0 ? missed / all : 0;
    for (Row c = 0; c < e_.category.rows(); ++c) {
      Slots<double, input_kinds * owners> attraction{}, bidders{};
      for (std::size_t i = 0; i < input_kinds * owners; ++i) {
        const Cell& cell = cells_[c * input_kinds + i / owners];
        attraction[i] = cell.attraction[i % owners], bidders[i] = cell.bidders[i % owners];
      }
      e_.category.inputs.attraction.set(c, attraction), e_.category.inputs.usual_bidders.set(c, bidders);
    }
  }

  // By largest remainder in each category and kind the source that is furthest behind its expectation gets the input.
  void place(const InputTender& t, std::vector<InputTender>& imported, double& breaking) {
    const SourcingParameters& p = e_.scenario.sourcing;
    Cell& cell = cell_of(t);
    const auto weight = t.bids.class_weight(cell.attraction, cell.bidders, p);
    const double all = sum(weight) + t.bids.import_weight;
    cell.behind += weight * (t.need.value / all), cell.imported += t.need.value * t.bids.import_weight / all;
    std::size_t chosen = owners;
    double furthest = cell.imported;
    for (std::size_t x = 0; x < owners; ++x)
      if (weight[x] > 0 && cell.behind[x] > furthest) chosen = x, furthest = cell.behind[x];
    if (chosen == owners) {
      cell.imported -= t.need.value;
      imported.push_back(t);
      return;
    }
    cell.behind[chosen] -= t.need.value;
    const Row seller = sign(t, static_cast<Owner>(chosen), 0, 0);
    breaking += sourcing::termination_probability(e_.supplier.quality.get(seller), e_.supplier.on_time.get(seller), p) +
                supplier::exit_probability(true, 12 * e_.supplier.home_sales.get(seller), e_.scenario.exit_entry) +
                (1 - p.renewal_probability) / p.contract_months_most;
  }

  // A steady flow of tenders runs through approval, as for parts.
  void place_approvals(const std::vector<InputTender>& imported, double breaking) {
    const SourcingParameters& p = e_.scenario.sourcing;
    const double slots = static_cast<double>(imported.size());
    const double tendered = sourcing::reopening_probability(1, p) + (slots > 0 ? breaking / slots : 0);
    for (const InputTender& t : imported) {
      const Dice reopened = base_dice(e_, t.buyer, stream::input_reopening, t.kind);
      for (int age = 0; age < p.approval_months_most; ++age) {
        if (!reopened.chance(tendered, static_cast<std::uint32_t>(age))) continue;
        const Cell& cell = cell_of(t);
        const auto weight = t.bids.class_weight(cell.attraction, cell.bidders, p);
        const double place =
            base_dice(e_, t.buyer, stream::input_class, t.kind).uniform() * (sum(weight) + t.bids.import_weight);
        const int approval = sourcing::months_between(p.approval_months_least, p.approval_months_most,
                                                      base_dice(e_, t.buyer, stream::input_length, t.kind).uniform(1)) -
                             age;
        if (place < sum(weight) && approval > 0)
          sign(t, place < weight[0] ? Owner::domestic : Owner::foreign, age, approval);
        break;
      }
    }
  }

  Row sign(const InputTender& t, Owner owner, int age, int approval) {
    const SourcingParameters& p = e_.scenario.sourcing;
    SupplierInputs& in = e_.supplier.inputs;
    const Dice pick = base_dice(e_, t.buyer, t.kind == 0 ? stream::input_pick_first : stream::input_pick_second),
               length = base_dice(e_, t.buyer, stream::input_length, t.kind);
    const Bids found = bids_for(t.buyer, t.kind, t.need, 0);
    const Bid& bid = *draw_two(found, owner, pick, p)[0];
    const auto set = [&](auto& column, auto value) {
      auto slots = column.get(t.buyer);
      slots[t.kind] = value;
      column.set(t.buyer, slots);
    };
    set(in.seller, bid.supplier), set(in.live, std::uint8_t{1}), set(in.share, 1.0), set(in.price, bid.price);
    set(in.relative_cost, bid.cost / sourcing::import_cost(t.import_price, p));
    set(in.begun, -1 - age), set(in.approval, approval), set(in.freed, std::uint8_t{0});
    const int whole = sourcing::months_between(p.contract_months_least, p.contract_months_most, length.uniform(0));
    set(in.remaining, approval > 0
                          ? whole - age
                          : 1 + static_cast<int>(length.below(static_cast<std::uint32_t>(p.contract_months_most), 2)));
    set(in.delivering, approval > 0 ? 0 : static_cast<std::int32_t>(p.ramp_months) + 1);
    set(in.need, t.need), set(in.lot, t.need);
    SupplierTable& firms = e_.supplier;
    firms.load.set(bid.supplier, firms.load.get(bid.supplier) + t.need);
    in.load.set(bid.supplier, in.load.get(bid.supplier) + t.need);
    if (approval == 0) {
      firms.orders.set(bid.supplier, firms.orders.get(bid.supplier) + t.need);
      in.asked.set(bid.supplier, in.asked.get(bid.supplier) + t.need);
    }
    return bid.supplier;
  }

  // Imported material through the tiers: the fixed point, to a thousandth.
  void count_contents() {
    SupplierTable& t = e_.supplier;
    for (int tier = 0; tier < tiers; ++tier) {
      t.each_row([&](std::size_t row) { t.inputs.content.set(row, t.imported_material.get(row)); });
      t.each_row([&](std::size_t row) {
        const Row category = t.category.get(row);
        if (category == nowhere || !(t.orders.get(row) > Value{})) return;
        ByInput<Ratio> local{}, content{};
        for (std::size_t j = 0; j < input_kinds; ++j) {
          const Row seller = t.inputs.seller.get(row)[j];
          if (seller == nowhere || t.inputs.approval.get(row)[j] > 0) continue;
          local[j] = 1, content[j] = t.inputs.content.get(seller);
        }
        t.imported_material.set(row, inputs::imported_material(e_.category.inputs.raw_material.get(category),
                                                               e_.category.inputs.share.get(category), local, content,
                                                               e_.scenario.supplier));  // (4.27)
      });
    }
  }

  Economy& e_;
  std::vector<Bidder> bidders_;
  std::vector<Cell> cells_;
  std::vector<std::uint8_t> served_;
};

}  // namespace

void start_inputs(Economy& e) { BaseInputs{e}.link(); }

}  // namespace trellis
