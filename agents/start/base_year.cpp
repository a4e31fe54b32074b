#include "agents/start/base_year.hpp"

#include "agents/oem/equations.hpp"
#include "agents/statistics/equations.hpp"
#include "agents/supplier/equations.hpp"

namespace trellis {

namespace {

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

Tender base_tender(const Economy& e, Row slot) {
  const Row f = e.slot.family.get(slot);
  const DiscoveryParameters& d = e.scenario.sourcing.discovery;
  return {.lot = e.slot.expected.get(slot),
          .part = {.base_price = e.family.base_price.get(f),
                   .import_price = e.family.import_price.get(f),
                   .landed_factor = e.family.landed_factor.get(f),
                   .difficulty = e.family.difficulty.get(f),
                   .national_volume = e.family.required.get(f)},
          .buyer = e.oem.terms.get(e.slot.oem.get(slot)),
          .candidates = sourcing::candidates_of_classes(1, 0.5, d)};
}

// The regional value content that follows from the base-year shares.
void reckon_first_origin(Economy& e) {
  const Scenario& s = e.scenario;
  e.oem.each_row([&](std::size_t o) {
    Value revenue{}, foreign{};
    e.product.each_row([&](std::size_t j) {
      if (e.product.maker.get(j) == o) revenue += built_in_a_month(e, j) * e.product.factory_price.get(j);
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
    const Ratio content = statistics::regional_value_content(revenue, foreign);
    e.oem.regional_value_content.set(o, content);
    MakerTerms terms = e.oem.terms.get(o);
    terms.regional_value_content = content;
    e.oem.terms.set(o, terms);
  });
}

}  // namespace

std::vector<Bidder> first_bidders(Economy& e) {
  SupplierTable& t = e.supplier;
  const Scenario& s = e.scenario;
  std::vector<Bidder> bidders(t.extent());
  t.each_row([&](std::size_t r) {
    const Row row = static_cast<Row>(r), category = t.category.get(row);
    if (category == nowhere) return;
    // Inputs at import prices: what local ones cost makes little difference.
    const Ratio own_work = e.category.inputs.own_work.get(category);
    const double import_price = e.cluster.material_price.get(t.cluster.get(row)),
                 material = supplier::material_share(1 - own_work, import_price),
                 conversion = supplier::conversion_share(own_work, e.cluster.wage.get(t.cluster.get(row)),
                                                         t.technology.get(row), t.skill.get(row));
    t.material_price.set(row, import_price);
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
    offer_inputs(b, t.expertise.get(row), e.category.fields.get(category), material, conversion, s.supplier);
    b.size = (t.home_sales.get(row) + t.capacity.get(row)).value;
  });
  return bidders;
}

Slots<double, owners> class_weight(const Economy& e, const BaseTender& tender) {
  const Row desk = e.slot.desk.get(tender.slot);
  return tender.bids.class_weight(e.desk.attraction.get(desk), e.desk.usual_bidders.get(desk), e.scenario.sourcing);
}

Slots<double, owners> expected_prices(const Bids& bids, Price over, const SourcingParameters& p) {
  Slots<double, owners> price{};
  for (std::size_t i = 0; i < bids.count; ++i) {
    const Bid& bid = bids.bid[i];
    const auto owner = static_cast<std::size_t>(bid.owner);
    price[owner] += bid.price / over * sourcing::win_weight(bid.cost, p) / bids.win_weight[owner];
  }
  return price;
}

BaseSearch::BaseSearch(Economy& e) : e_{e} {
  e.makers_of_family.build(e.family, e.supplier.families);
  bidders_ = first_bidders(e);
}

Bids BaseSearch::bids(Row slot, std::uint32_t search) const {
  const Scenario& s = e_.scenario;
  // Steps that no month will ever have: chance of the base year is apart from that of the run.
  const Dice luck{
      {e_.clock().seed, e_.clock().replica, 0xFFFF0000u + search, e_.clock().start}, slot, stream::discovery};
  const Makers makers{e_.makers_of_family, bidders_, e_.slot.family.get(slot)};
  const Dealt own{makers, slot % s.population.lots, nations_of(s.population)};
  return trellis::hold(base_tender(e_, slot), own, luck, false, {s.sourcing, s.supplier});
}

std::vector<BaseTender> BaseSearch::hold() const {
  std::vector<BaseTender> tenders;
  for (std::uint32_t search = 0; search < base_searches; ++search)
    e_.slot.each_row([&](std::size_t row) {
      if (!(e_.slot.lot_value.get(row) > Value{})) return;
      const auto slot = static_cast<Row>(row);
      const Bids found = bids(slot, search);
      tenders.push_back({.slot = slot,
                         .bids = found,
                         .price = expected_prices(found, e_.family.import_price.get(e_.slot.family.get(slot)),
                                                  e_.scenario.sourcing)});
    });
  return tenders;
}

void solve_base_year(Economy& e) {
  reckon_first_origin(e);
  const BaseSearch search{e};
  std::vector<BaseTender> tenders = search.hold();
  invert_base_shares(e, tenders);
  tenders.resize(tenders.size() / base_searches);  // contracts are signed by the first search
  sign_first_contracts(e, search, tenders);
}

}  // namespace trellis
