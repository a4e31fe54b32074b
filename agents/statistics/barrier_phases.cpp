#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/oem/tender.hpp"
#include "agents/start/start.hpp"
#include "agents/statistics/barriers.hpp"
#include "agents/statistics/phases.hpp"

namespace trellis {

namespace {

using statistics::Field;

// The suppliers of a family before a slot, by owner class: the tender's own gates, costs and search. The search is run
// only where it decides, that is where suppliers of a class are stopped at different places and not all are found.
template <class Makers>
std::array<Field, owners> fields_of(const Tender& t, const Makers& makers, const Dice& luck, const TenderRules& rules) {
  const Ratio import_cost = sourcing::import_cost(t.part.landed_factor, rules.sourcing);  // (3.18)
  const auto stopped = [&](std::size_t maker) {
    const auto& [supplier, capability, bidder] = makers[maker];
    const sourcing::FailedGates failed = failed_gates(t, bidder, capability, rules.sourcing.gates);
    const Ratio cost =
        failed.none() ? total_cost(t, bidder, asked_price(t, bidder, capability, rules.supplier), false, rules.sourcing)
                      : 0;
    return statistics::stopped_by(failed, cost, import_cost);  // (12.12)
  };
  struct Seen {
    int suppliers = 0, fit = 0, fit_and_found = 0;
    Barrier first{};
    bool differ = false;
  };
  std::array<Field, owners> fields;
  std::array<Seen, owners> seen;
  for (std::size_t maker = 0; maker < makers.size(); ++maker) {
    const auto& [supplier, capability, bidder] = makers[maker];
    if (!bidder.exists) continue;
    const Barrier at = stopped(maker);
    Seen& s = seen[number(bidder.owner)];
    Field& field = fields[number(bidder.owner)];
    if (s.suppliers++ == 0) s.first = at;
    s.differ = s.differ || at != s.first;
    s.fit += at == Barrier::lost_draw;
    field.exists = field.found = true;
    field.furthest = most(field.furthest, at);
  }
  bool search_decides = false;
  for (std::size_t owner = 0; owner < owners; ++owner)
    search_decides = search_decides ||
                     (seen[owner].suppliers > t.candidates[owner] && (seen[owner].differ || t.candidates[owner] == 0));
  if (!search_decides) return fields;
  for (Field& field : fields) field = {.exists = field.exists};
  look_for(t, makers, luck, rules.sourcing.discovery).each([&](std::size_t maker, bool) {
    const auto& [supplier, capability, bidder] = makers[maker];
    const Barrier at = stopped(maker);
    Field& field = fields[number(bidder.owner)];
    field.found = true;
    field.furthest = most(field.furthest, at);
    seen[number(bidder.owner)].fit_and_found += at == Barrier::lost_draw;
  });
  for (std::size_t owner = 0; owner < owners; ++owner)
    fields[owner].fit_but_not_found = seen[owner].fit > seen[owner].fit_and_found;
  return fields;
}

// This quarter's place in a ring of four; the total follows.
void roll(Slots<Dong, 4 * barriers>& ring, ByBarrier& year, const ByBarrier& quarter, const Clock& clock) {
  const auto place = static_cast<std::size_t>((clock.now().month() - 1) / 3);
  for (std::size_t b = 0; b < barriers; ++b) {
    Dong& kept = ring[place * barriers + b];
    year[b] += quarter[b] - kept;
    kept = quarter[b];
  }
}

}  // namespace

void tell_barriers(Step& step, Economy& e) {
  constexpr Every quarter{3};
  // A slot's imports of the month, by the state of its contract: none, one that is being approved, one that delivers.
  step.each("slot.note_imports", e.slot,
            reads(e.slot.bought, many(e.contracts_of_slot, e.contract.live, e.contract.approval)),
            writes(e.slot.imports_without, e.slot.imports_in_approval, e.slot.imports_beside),
            [](Slots<Dong, 2> bought, const auto& contracts, Dong& without, Dong& in_approval, Dong& beside) {
              bool is_live = false, is_approved = false;
              for (const auto& [row, slot, live, months] : contracts)
                if (live) is_live = true, is_approved = is_approved || months == 0;
              (!is_live ? without : is_approved ? beside : in_approval) += bought[0];
            });
  step.each(
      "slot.ask_why", e.slot,
      reads(row_number(e.slot), e.slot.imports_without, e.slot.imports_in_approval, e.slot.imports_beside,
            e.slot.expected, via(e.slot.family, e.family.category), via(e.slot.family, e.family.terms),
            via(e.slot.oem, e.oem.terms), only(e.government.granted_share), e.scenario, calendar(),
            dice(e.slot, stream::discovery), dice(e.slot, stream::source_class),
            many(e.slot.family, e.makers_of_family, e.supplier.bidder)),
      writes(e.slot.barred, e.slot.barred_domestic),
      [](Row self, Dong without, Dong in_approval, Dong beside, Parts lot, Row category, const FamilyTerms& part,
         const MakerTerms& buyer, Ratio granted, const Scenario& s, const Clock& clock, Dice search_luck,
         Dice class_luck, const auto& makers, ByBarrier& barred, ByBarrier& barred_domestic) {
        barred = {};
        barred[number(Barrier::approval)] = in_approval, barred[number(Barrier::residual)] = beside;
        barred_domestic = barred;
        if (without == Dong{}) return;
        Tender tender{.lot = lot, .part = part, .buyer = buyer, .granted = granted};
        tender.candidates =
            sourcing::candidates_of_classes(s.policy.search_effort.at(clock.now(), recipient(s, nowhere, category)),
                                            class_luck.uniform(1), s.sourcing.discovery);
        const Dealt own{makers, self % s.population.lots, nations_of(s.population)};
        const auto [domestic, foreign] = fields_of(tender, own, search_luck, {s.sourcing, s.supplier});
        barred[number(statistics::barrier(domestic.with(foreign)))] += without;  // (12.13)
        barred_domestic[number(statistics::barrier(domestic))] += without;
      },
      quarter);
  step.each(
      "slot.forget_imports", e.slot, reads(),
      writes(e.slot.imports_without, e.slot.imports_in_approval, e.slot.imports_beside),
      [](Dong& without, Dong& in_approval, Dong& beside) { without = in_approval = beside = {}; }, quarter);
  step.sum("desk.barred_quarter", e.desk.barred_quarter, e.slot.desk, e.slot.barred, quarter);
  step.sum("desk.barred_domestic_quarter", e.desk.barred_domestic_quarter, e.slot.desk, e.slot.barred_domestic,
           quarter);
  step.each(
      "desk.remember_barriers", e.desk, reads(e.desk.barred_quarter, e.desk.barred_domestic_quarter, calendar()),
      writes(e.desk.barred_ring, e.desk.barred, e.desk.barred_domestic_ring, e.desk.barred_domestic),
      [](ByBarrier all_local, ByBarrier domestic, const Clock& clock, Slots<Dong, 4 * barriers>& ring, ByBarrier& year,
         Slots<Dong, 4 * barriers>& domestic_ring, ByBarrier& domestic_year) {
        roll(ring, year, all_local, clock);
        roll(domestic_ring, domestic_year, domestic, clock);
      },
      quarter);
  step.sum("oem.barred", e.oem.barred, e.desk.oem, e.desk.barred, quarter);
  step.sum("oem.barred_domestic", e.oem.barred_domestic, e.desk.oem, e.desk.barred_domestic, quarter);
  step.sum("category.barred", e.category.barred, e.desk.category, e.desk.barred, quarter);
  step.sum("category.barred_domestic", e.category.barred_domestic, e.desk.category, e.desk.barred_domestic, quarter);
  step.sum("group.barred", e.group.barred, e.oem.group, e.oem.barred, quarter);
  step.sum("group.barred_domestic", e.group.barred_domestic, e.oem.group, e.oem.barred_domestic, quarter);
  step.sum("nation.barred", e.nation.barred, e.oem.barred, quarter);
  step.sum("nation.barred_domestic", e.nation.barred_domestic, e.oem.barred_domestic, quarter);
  step.each(
      "nation.sum_pillars", e.nation, reads(only(e.nation.barred)), writes(e.nation.barred_by_pillar),
      [](const ByBarrier& rows, ByPillar& pillar) { pillar = statistics::by_pillar(rows); },  // (12.14)
      quarter);
}

}  // namespace trellis
