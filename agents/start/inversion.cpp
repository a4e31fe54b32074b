// Which attraction, beyond cost, makes each group of makers buy in expectation what it bought in the base year.
#include <algorithm>
#include <cmath>

#include "agents/start/base_year.hpp"

namespace trellis {

namespace {

constexpr int rounds = 40;  // of the fixed point: it has settled to 1e-6 by then

// Groups of makers x categories: the cells of the inversion.
struct Cell {
  Slots<double, owners> wanted{}, achieved{}, attraction{{1, 1}}, bidders{}, tenders{}, share_of_target{{1, 1}};
  Slots<double, owners> infeasible{};
  double purchases = 0;
};

class Inversion {
 public:
  explicit Inversion(Economy& e)
      : e_{e}, categories_{e.category.rows()}, cells_(e.scenario.data.base_shares.size() * categories_) {}

  void solve(const std::vector<BaseTender>& tenders) {
    count_bidders(tenders);
    set_targets();
    for (int round = 0; round < rounds; ++round) {
      expect(tenders);
      if (round == rounds / 3 || round == 2 * rounds / 3) move_deficits();
      for (Cell& cell : cells_)
        for (std::size_t x = 0; x < owners; ++x)
          if (cell.purchases > 0)
            cell.attraction[x] = sourcing::inverted_attraction(cell.attraction[x], Value{wanted(cell, x)},
                                                               Value{cell.achieved[x]}, e_.scenario.sourcing);
    }
    expect(tenders);
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

  void count_bidders(const std::vector<BaseTender>& tenders) {
    for (const BaseTender& tender : tenders) {
      Cell& cell = cell_of(tender.slot);
      const bool any = sum(tender.bids.eligible) > 0;
      for (std::size_t x = 0; x < owners; ++x) cell.bidders[x] += tender.bids.eligible[x], cell.tenders[x] += any;
    }
    for (Cell& cell : cells_)
      for (std::size_t x = 0; x < owners; ++x)
        cell.bidders[x] = cell.tenders[x] > 0 ? cell.bidders[x] / cell.tenders[x] : 1;
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

  void expect(const std::vector<BaseTender>& tenders) {
    const SourcingParameters& p = e_.scenario.sourcing;
    for (Cell& cell : cells_) cell.achieved = {};
    for (const BaseTender& tender : tenders) {
      Cell& cell = cell_of(tender.slot);
      const auto weight = tender.bids.class_weight(cell.attraction, cell.bidders, p);
      Slots<double, owners> value{};
      double all = tender.bids.import_weight * e_.family.landed_factor.get(e_.slot.family.get(tender.slot));
      for (std::size_t x = 0; x < owners; ++x) {
        value[x] = tender.price[x] * weight[x];
        all += value[x];
      }
      for (std::size_t x = 0; x < owners; ++x)
        cell.achieved[x] += e_.slot.lot_value.get(tender.slot).value / base_searches * value[x] / all;
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

  // Cells without purchases or candidates in the base year take the mean attraction of the group's others; a group that
  // buys nothing yet takes that of all groups.
  void fill_gaps() {
    Slots<double, owners> all_logs{}, all_count{};
    for (const Cell& cell : cells_)
      for (std::size_t x = 0; x < owners; ++x)
        if (cell.purchases > 0 && !(cell.infeasible[x] > 0))
          all_logs[x] += maths::log(cell.attraction[x]), all_count[x] += 1;
    for (std::size_t g = 0; g < e_.scenario.data.base_shares.size(); ++g)
      for (std::size_t x = 0; x < owners; ++x) {
        double logs = 0, count = 0;
        const auto known = [&](const Cell& cell) { return cell.purchases > 0 && !(cell.infeasible[x] > 0); };
        for (std::size_t c = 0; c < categories_; ++c)
          if (const Cell& cell = cells_[g * categories_ + c]; known(cell))
            logs += maths::log(cell.attraction[x]), count += 1;
        for (std::size_t c = 0; c < categories_; ++c)
          if (Cell& cell = cells_[g * categories_ + c]; !known(cell) && all_count[x] > 0)
            cell.attraction[x] = maths::exp(count > 0 ? logs / count : all_logs[x] / all_count[x]);
      }
  }

  Economy& e_;
  std::size_t categories_;
  std::vector<Cell> cells_;
};

}  // namespace

void invert_base_shares(Economy& e, const std::vector<BaseTender>& tenders) { Inversion{e}.solve(tenders); }

}  // namespace trellis
