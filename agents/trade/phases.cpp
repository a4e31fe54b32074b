#include "agents/trade/phases.hpp"

#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/trade/equations.hpp"

namespace trellis {

void tell_export_offers(Step& step, Economy& e) {
  step.each(
      "supplier.offer_abroad", e.supplier,
      reads(e.supplier.category, e.supplier.certificate, e.supplier.owner, e.supplier.cluster, e.supplier.kind,
            e.supplier.families, via(e.supplier.families, e.family.base_price),
            via(e.supplier.families, e.family.import_price), via(e.supplier.category, e.category.volume_ratio),
            e.supplier.unit_cost, e.supplier.markup, e.supplier.volume, e.supplier.capacity, e.supplier.load,
            e.supplier.deposits, only(e.nation.export_rivals),
            dice(e.supplier, stream::export_entry, e.supplier.identity), e.scenario, calendar()),
      writes(e.supplier.exporting, e.supplier.export_sets, e.supplier.export_load, e.supplier.export_worth,
             e.supplier.supported_costs, e.supplier.grants_asked),
      [](Row category, Certificate certificate, Owner owner, Row cluster, std::uint32_t of_class,
         Slots<Row, capabilities> families, Slots<Price, capabilities> base_price,
         Slots<Price, capabilities> import_price, double volume_ratio, Slots<Price, capabilities> unit_cost,
         Ratio markup, Slots<Parts, capabilities> volume, Value capacity, Value load, Dong deposits, double rivals,
         Dice luck, const Scenario& s, const Clock& clock, std::uint8_t& exporting, Slots<Parts, capabilities>& sets,
         Value& export_load, Value& worth, Grants& costs, Grants& grants) {
        if (category == nowhere || certificate != Certificate::iatf16949) return;
        const ExportParameters& p = s.exports;
        if (!exporting && !luck.chance(p.consideration)) return;
        const Value at_home = load - export_load;
        const Slots<Parts, capabilities> before = sets;
        sets = {}, export_load = {}, worth = {};
        for (std::size_t j = 0; j < capabilities; ++j) {
          if (families[j] == nowhere) continue;
          const trade::Offer offer = trade::offer(unit_cost[j], markup, import_price[j], volume_ratio,
                                                  positive(volume[j] - before[j]), rivals, s.supplier, p);
          sets[j] = offer.sets;  // (8.18)-(8.20)
          export_load += offer.sets * base_price[j], worth += offer.sets * offer.price;
        }
        const Ratio cut = trade::room_for_exports(export_load, capacity, at_home);  // (8.21)
        for (Parts& each : sets.at) each *= cut;
        export_load *= cut, worth *= cut;
        if (exporting) return;
        const Ratio support = owner == Owner::domestic
                                  ? s.policy.export_promotion.at(clock.now(), recipient(s, cluster, category, of_class))
                                  : 0;
        exporting = trade::begins_to_export(trade::worth_of_exports(worth, p), to_value(deposits), support,
                                            p);  // (8.22), (8.23)
        if (exporting) {
          costs[programme::export_promotion] = nearest(Value{p.entry_cost});
          grants[programme::export_promotion] = trade::export_grant(support, p);  // (10.29)
        } else {
          sets = {}, export_load = {}, worth = {};
        }
      },
      Every{3});
}

void tell_exports(Step& step, Economy& e) {
  step.each("supplier.export", e.supplier,
            reads(e.supplier.export_worth, e.supplier.fill, pays(e.book, sector::suppliers)),
            writes(e.supplier.exports), [](Value worth, Ratio fill, Teller pay, Dong& exports) {
              exports = nearest(fill * worth);
              pay.from({sector::world, 0}, exports, flow::exports);
            });
  step.sum("nation.parts_exports", e.nation.parts_exports, e.supplier.exports);
  step.sum("nation.exporters", e.nation.exporters, e.supplier.exporting);
  step.sum("category.parts_exports", e.category.parts_exports, e.supplier.category, e.supplier.exports);
}

}  // namespace trellis
