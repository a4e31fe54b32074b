// The share inversion (I.6)-(I.8): which attraction, beyond cost, makes each group of makers buy in expectation what it
// bought in the base year; and the contracts that it then has.
#include <algorithm>
#include <numeric>

#include "agents/oem/equations.hpp"
#include "agents/oem/tender.hpp"
#include "agents/start/start.hpp"
#include "agents/statistics/equations.hpp"
#include "agents/supplier/equations.hpp"

namespace trellis {

namespace {

constexpr std::uint32_t searches = 3;  // keyed candidate draws that expected purchases are a mean of
constexpr int rounds = 40;             // of the fixed point: it has settled to 1e-6 by then

struct Maker {
  Row supplier;
  std::uint32_t capability;
  const Bidder& bidder;
};

// The makers of a family as tender.hpp reads them.
class Makers {
 public:
  Makers(const Index& index, const std::vector<Bidder>& bidders, Row family)
      : index_{index}, bidders_{bidders}, first_{index.start[family]}, count_{index.start[family + 1] - first_} {}
  std::size_t size() const { return count_; }
  Maker operator[](std::size_t i) const {
    const std::uint32_t item = index_.item[first_ + i];
    const Row row = index_.row_of(item);
    return {row, index_.slot_of(item), bidders_[row]};
  }

 private:
  const Index& index_;
  const std::vector<Bidder>& bidders_;
  std::uint32_t first_;
  std::size_t count_;
};

std::vector<Bidder> first_bidders(Economy& e) {
  SupplierTable& t = e.supplier;
  const Scenario& s = e.scenario;
  std::vector<Bidder> bidders(t.extent());
  t.each_row([&](std::size_t r) {
    const Row row = static_cast<Row>(r), category = t.category.get(row);
    if (category == nowhere) return;
    const double material =
        supplier::material_share(t.imported_material.get(row), e.cluster.material_price.get(t.cluster.get(row)));
    const double conversion = supplier::conversion_share(
        t.imported_material.get(row), e.cluster.wage.get(t.cluster.get(row)), t.technology.get(row), t.skill.get(row));
    t.material_share.set(row, material), t.conversion_share.set(row, conversion);
    auto cost = t.unit_cost.get(row);
    auto match = t.match.get(row);
    const auto families = t.families.get(row);
    Bidder& b = bidders[row];
    for (std::size_t j = 0; j < capabilities; ++j) {
      if (families[j] == nowhere) continue;
      cost[j] = supplier::unit_cost(supplier::frontier_cost(e.family.base_price.get(families[j]), 1, s.supplier),
                                    material, conversion, 1, 1);
      match[j] = sourcing::technology_match(t.expertise.get(row), e.family.profile.get(families[j]));
      b.match[j] = match[j], b.unit_cost[j] = cost[j].value;
    }
    t.unit_cost.set(row, cost), t.match.set(row, match);
    b.identity = t.identity.get(row), b.cluster = t.cluster.get(row), b.owner = t.owner.get(row),
    b.certificate = t.certificate.get(row);
    b.exists = true;
    b.quality = t.quality.get(row), b.on_time = t.on_time.get(row), b.markup = t.markup.get(row);
    b.imported_material = t.imported_material.get(row);
    b.size = (t.home_sales.get(row) + t.capacity.get(row)).value;
  });
  return bidders;
}

// One search of one slot: what does not depend on attractions.
struct Trial {
  Row slot;
  Bids bids;
  Slots<double, owners> win_weights{}, price{};  // sums over eligible bids, and their mean price over the import price
};

Tender base_tender(const Economy& e, Row slot) {
  const Row f = e.slot.family.get(slot), o = e.slot.oem.get(slot);
  const Scenario& s = e.scenario;
  return {.lot = e.slot.expected.get(slot),
          .base_price = e.family.base_price.get(f),
          .import_price = e.family.import_price.get(f),
          .landed_factor = e.family.landed_factor.get(f),
          .difficulty = e.family.difficulty.get(f),
          .national_volume = e.family.required.get(f),
          .regional_value_content = e.oem.regional_value_content.get(o),
          .candidates = {sourcing::candidates(s.sourcing.discovery.domestic_candidates, 1, 0.5),
                         sourcing::candidates(s.sourcing.discovery.foreign_candidates, 1, 0.5)},
          .distance = e.oem.distance.get(o),
          .logistics = e.oem.logistics.get(o)};
}

Trial try_tender(const Economy& e, Row slot, const Makers& makers, std::uint32_t search) {
  const Scenario& s = e.scenario;
  // Steps that no month will ever have: chance of the base year is apart from that of the run.
  const Dice luck{{e.clock().seed, e.clock().replica, 0xFFFF0000u + search, e.clock().start}, slot, stream::discovery};
  const Tender tender = base_tender(e, slot);
  Trial trial{.slot = slot, .bids = hold(tender, makers, luck, false, {s.sourcing, s.supplier})};
  for (std::size_t i = 0; i < trial.bids.count; ++i) {
    const Bid& bid = trial.bids.bid[i];
    const auto owner = static_cast<std::size_t>(bid.owner);
    trial.win_weights[owner] += sourcing::win_weight(bid.cost, s.sourcing);
    trial.price[owner] += bid.price / tender.import_price / trial.bids.eligible[owner];
  }
  return trial;
}

// Groups of makers x categories: the cells of the inversion.
struct Cell {
  Slots<double, owners> wanted{}, achieved{}, attraction{{1, 1}}, bidders{}, trials{}, share_of_target{{1, 1}};
  Slots<double, owners> infeasible{};
  double purchases = 0;
};

class Inversion {
 public:
  explicit Inversion(Economy& e)
      : e_{e}, categories_{e.category.rows()}, cells_(e.scenario.data.base_shares.size() * categories_) {}

  void solve(std::vector<Trial>& trials) {
    count_bidders(trials);
    set_targets();
    for (int round = 0; round < rounds; ++round) {
      expect(trials);
      if (round == rounds / 3 || round == 2 * rounds / 3) move_deficits();
      for (Cell& cell : cells_)
        for (std::size_t x = 0; x < owners; ++x)
          if (cell.purchases > 0)
            cell.attraction[x] = sourcing::inverted_attraction(cell.attraction[x], Value{wanted(cell, x)},
                                                               Value{cell.achieved[x]}, e_.scenario.sourcing);
    }
    expect(trials);
    fill_gaps();
    double missed = 0, all = 0;
    for (const Cell& cell : cells_) {
      all += cell.purchases;
      for (std::size_t x = 0; x < owners; ++x) missed += std::abs(wanted(cell, x) - cell.achieved[x]);
    }
    e_.unmet_base_share = all > 0 ? missed / all : 0;
    e_.desk.each_row([&](std::size_t d) {
      const Cell& cell = cell_of_desk(static_cast<Row>(d));
      e_.desk.attraction.set(d, cell.attraction);
      e_.desk.usual_bidders.set(d, cell.bidders);
    });
  }

 private:
  Cell& cell_of_desk(Row desk) {
    return cells_[e_.desk.share_group.get(desk) * categories_ + e_.desk.category.get(desk)];
  }
  Cell& cell_of(Row slot) { return cell_of_desk(e_.slot.desk.get(slot)); }
  static double wanted(const Cell& cell, std::size_t x) { return cell.wanted[x] * cell.share_of_target[x]; }

  void count_bidders(const std::vector<Trial>& trials) {
    for (const Trial& trial : trials) {
      Cell& cell = cell_of(trial.slot);
      const bool any = sum(trial.bids.eligible) > 0;
      for (std::size_t x = 0; x < owners; ++x) cell.bidders[x] += trial.bids.eligible[x], cell.trials[x] += any;
    }
    for (Cell& cell : cells_)
      for (std::size_t x = 0; x < owners; ++x)
        cell.bidders[x] = cell.trials[x] > 0 ? cell.bidders[x] / cell.trials[x] : 1;
  }

  // A group's total is spread over categories by difficulty; totals are of all purchases, in-house parts included.
  void set_targets() {
    const Scenario& s = e_.scenario;
    const std::array<double, owners> exponent{s.sourcing.domestic_difficulty_exponent,
                                              s.sourcing.foreign_difficulty_exponent};
    const auto weight = [&](Row category, std::size_t x) {
      return sourcing::difficulty_weight(e_.category.difficulty.get(category), exponent[x], s.sourcing);  // (I.6)
    };
    std::vector<double> all(s.data.base_shares.size());
    std::vector<Slots<double, owners>> weighted(s.data.base_shares.size());
    e_.slot.each_row([&](std::size_t row) {
      const Row slot = static_cast<Row>(row), d = e_.slot.desk.get(slot), c = e_.desk.category.get(d);
      const std::uint32_t g = e_.desk.share_group.get(d);
      const double bought = e_.slot.lot_value.get(slot).value, inhouse = e_.desk.inhouse.get(d);
      all[g] += bought / (1 - inhouse);
      for (std::size_t x = 0; x < owners; ++x) weighted[g][x] += bought * weight(c, x);
      cell_of(slot).purchases += bought;
    });
    for (std::size_t g = 0; g < all.size(); ++g) {
      const BaseShareRecord& r = s.data.base_shares[g];
      const bool jetro = s.anchor == Anchor::jetro;
      const std::array<double, owners> total{jetro ? r.domestic_jetro : r.domestic_moit,
                                             jetro ? r.foreign_jetro : r.foreign_moit};
      for (Row c = 0; c < categories_; ++c) {
        Cell& cell = cells_[g * categories_ + c];
        for (std::size_t x = 0; x < owners; ++x)
          cell.wanted[x] = cell.purchases * sourcing::base_share(total[x], Value{all[g]}, weight(c, x),
                                                                 Value{most(weighted[g][x], 1.0)}, s.sourcing);
      }
    }
  }

  void expect(const std::vector<Trial>& trials) {
    const SourcingParameters& p = e_.scenario.sourcing;
    for (Cell& cell : cells_) cell.achieved = {};
    for (const Trial& trial : trials) {
      Cell& cell = cell_of(trial.slot);
      Slots<double, owners> value{};
      double all = trial.bids.import_weight * e_.family.landed_factor.get(e_.slot.family.get(trial.slot));
      for (std::size_t x = 0; x < owners; ++x) {
        value[x] = trial.price[x] * sourcing::class_weight(cell.attraction[x], trial.bids.eligible[x], cell.bidders[x],
                                                           trial.win_weights[x], p);
        all += value[x];
      }
      for (std::size_t x = 0; x < owners; ++x)
        cell.achieved[x] += e_.slot.lot_value.get(trial.slot).value / searches * value[x] / all;
    }
  }

  // A cell that is short at the bound is infeasible: no candidate passes the gates. The group's feasible cells make it
  // up.
  void move_deficits() {
    for (std::size_t g = 0; g < e_.scenario.data.base_shares.size(); ++g)
      for (std::size_t x = 0; x < owners; ++x) {
        double deficit = 0, feasible = 0;
        for (std::size_t c = 0; c < categories_; ++c) {
          Cell& cell = cells_[g * categories_ + c];
          if (!(cell.purchases > 0)) continue;
          const bool at_bound = cell.attraction[x] >= 0.99 * e_.scenario.sourcing.attraction_bound;
          if (at_bound && cell.achieved[x] < 0.9 * wanted(cell, x)) cell.infeasible[x] = 1;
          if (cell.infeasible[x] > 0) {
            const double reached = std::min(cell.achieved[x], wanted(cell, x));
            deficit += wanted(cell, x) - reached;
            cell.share_of_target[x] = reached / cell.wanted[x];
          } else {
            feasible += wanted(cell, x);
          }
        }
        if (feasible > 0)
          for (std::size_t c = 0; c < categories_; ++c)
            if (Cell& cell = cells_[g * categories_ + c]; !(cell.infeasible[x] > 0))
              cell.share_of_target[x] *= 1 + deficit / feasible;
      }
  }

  // Cells without purchases or candidates in the base year take the mean attraction of the group's others.
  void fill_gaps() {
    for (std::size_t g = 0; g < e_.scenario.data.base_shares.size(); ++g)
      for (std::size_t x = 0; x < owners; ++x) {
        double logs = 0, count = 0;
        const auto known = [&](const Cell& cell) { return cell.purchases > 0 && !(cell.infeasible[x] > 0); };
        for (std::size_t c = 0; c < categories_; ++c)
          if (const Cell& cell = cells_[g * categories_ + c]; known(cell))
            logs += maths::log(cell.attraction[x]), count += 1;
        for (std::size_t c = 0; c < categories_; ++c)
          if (Cell& cell = cells_[g * categories_ + c]; !known(cell) && count > 0)
            cell.attraction[x] = maths::exp(logs / count);
      }
  }

  Economy& e_;
  std::size_t categories_;
  std::vector<Cell> cells_;
};

// The regional value content that follows from the base-year shares.
void reckon_first_origin(Economy& e) {
  const Scenario& s = e.scenario;
  e.oem.each_row([&](std::size_t o) {
    Value revenue{}, foreign{};
    e.product.each_row([&](std::size_t j) {
      if (e.product.maker.get(j) == o) revenue += e.product.expected.get(j) * e.product.factory_price.get(j);
    });
    const BaseShareRecord& r = s.data.base_shares[e.desk.share_group.get(o * e.category.rows())];
    const double local =
        s.anchor == Anchor::jetro ? r.domestic_jetro + r.foreign_jetro : r.domestic_moit + r.foreign_moit;
    e.slot.each_row([&](std::size_t row) {
      if (e.slot.oem.get(row) != o) return;
      const double inhouse = e.desk.inhouse.get(e.slot.desk.get(row));
      const Value all = e.slot.lot_value.get(row) / (1 - inhouse);
      const double material = inhouse * s.oem.inhouse_imported_share + local * s.supplier.imported_share;
      foreign += statistics::non_originating(positive(1 - inhouse - local + material) * all, e.oem.asean_share.get(o));
    });
    e.oem.regional_value_content.set(o, statistics::regional_value_content(revenue, foreign));
  });
}

// By largest remainder in each cell the source that is furthest behind its expectation gets the slot.
void sign_first_contracts(Economy& e, const std::vector<Trial>& trials) {
  struct Signed {
    const Trial* trial;
    const Bid* bid;
  };
  const Scenario& s = e.scenario;
  std::vector<Signed> contracts;
  std::vector<std::array<double, 3>> behind(s.data.base_shares.size() * e.category.rows());
  for (const Trial& trial : trials) {
    const Row slot = trial.slot, d = e.slot.desk.get(slot);
    auto& cell = behind[e.desk.share_group.get(d) * e.category.rows() + e.desk.category.get(d)];
    std::array<double, 3> weight{};
    for (std::size_t x = 0; x < owners; ++x)
      weight[x] = sourcing::class_weight(e.desk.attraction.get(d)[x], trial.bids.eligible[x],
                                         e.desk.usual_bidders.get(d)[x], trial.win_weights[x], s.sourcing);
    weight[2] = trial.bids.import_weight;
    const double all = weight[0] + weight[1] + weight[2], value = e.slot.lot_value.get(slot).value;
    for (std::size_t x = 0; x < 3; ++x) cell[x] += value * weight[x] / all;
    std::size_t chosen = 2;
    for (std::size_t x = 0; x < owners; ++x)
      if (weight[x] > 0 && cell[x] > cell[chosen]) chosen = x;
    cell[chosen] -= value;
    if (chosen == 2) continue;
    const Dice luck{{e.clock().seed, e.clock().replica, 0xFFFF0000u, e.clock().start}, slot, stream::pick};
    contracts.push_back({&trial, draw_two(trial.bids, static_cast<Owner>(chosen), luck, s.sourcing)[0]});
  }
  e.contract.resize(contracts.size());
  e.contracts.name_rows();
  for (Row c = 0; c < contracts.size(); ++c) {
    const auto& [trial, bid] = contracts[c];
    const Row slot = trial->slot;
    const Dice luck{e.first_clock(), slot, stream::initial_residual};
    e.contract.asker.set(c, slot), e.contract.slot.set(c, slot), e.contract.oem.set(c, e.slot.oem.get(slot));
    e.contract.desk.set(c, e.slot.desk.get(slot)), e.contract.family.set(c, e.slot.family.get(slot));
    e.contract.supplier.set(c, bid->supplier), e.contract.capability.set(c, bid->capability);
    e.contract.owner.set(c, static_cast<std::uint8_t>(bid->owner));
    e.contract.live.set(c, 1), e.contract.begun.set(c, -1);
    e.contract.remaining.set(
        c, 1 + static_cast<std::int32_t>(luck.below(static_cast<std::uint32_t>(s.sourcing.contract_months_most))));
    e.contract.delivering.set(c, static_cast<std::int32_t>(s.sourcing.ramp_months) + 1);
    e.contract.share.set(c, 1), e.contract.price.set(c, bid->price);
    e.contract.relative_cost.set(
        c, bid->cost / sourcing::import_cost(e.family.landed_factor.get(e.slot.family.get(slot)), s.sourcing));
    e.slot.contract.set(slot, c), e.slot.contract_supplier.set(slot, bid->supplier);
    // Suppliers begin with the capacity and the working capital of what they deliver.
    const Row i = bid->supplier;
    e.supplier.load.set(i, e.supplier.load.get(i) + e.slot.lot_value.get(slot));
  }
  e.supplier.each_row([&](std::size_t i) {
    const Value load = e.supplier.load.get(i);
    if (!(load > Value{})) return;
    const bool foreign = e.supplier.owner.get(i) == Owner::foreign;
    const Value capacity = most(e.supplier.capacity.get(i), load / (foreign ? s.supplier.utilisation_start_foreign
                                                                            : s.supplier.utilisation_start_domestic));
    e.supplier.capacity.set(i, capacity), e.supplier.expected.set(i, load), e.supplier.orders.set(i, load);
    e.supplier.inventory.set(i, s.supplier.stock_cover * load);
    e.supplier.supplying.set(i, e.supplier.age.get(i) + 1);
    e.supplier.capital.set(i, most(e.supplier.capital.get(i), nearest(supplier::capacity_cost(capacity, s.supplier))));
    e.supplier.deposits.set(i, most(e.supplier.deposits.get(i),
                                    nearest(supplier::deposit_floor(e.supplier.home_sales.get(i), load, s.supplier) +
                                            static_cast<double>(s.sourcing.payment_months) * load)));
  });
  e.contracts_of_slot.build(e.slot, e.contract.slot);
  e.contracts_of_supplier.build(e.supplier, e.contract.supplier);
}

}  // namespace

void solve_base_year(Economy& e) {
  reckon_first_origin(e);
  e.makers_of_family.build(e.family, e.supplier.families);
  const std::vector<Bidder> bidders = first_bidders(e);
  std::vector<Trial> trials;
  for (std::uint32_t search = 0; search < searches; ++search)
    e.slot.each_row([&](std::size_t slot) {
      if (!(e.slot.lot_value.get(slot) > Value{})) return;
      const Makers makers{e.makers_of_family, bidders, e.slot.family.get(slot)};
      trials.push_back(try_tender(e, static_cast<Row>(slot), makers, search));
    });
  Inversion{e}.solve(trials);
  trials.resize(trials.size() / searches);  // the first search is the one that contracts are signed by
  sign_first_contracts(e, trials);
}

}  // namespace trellis
