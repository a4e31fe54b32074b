#include "agents/market/equations.hpp"
#include "agents/model.hpp"
#include "agents/oem/equations.hpp"
#include "agents/oem/phases.hpp"
#include "agents/oem/sourcing.hpp"

namespace trellis {

using ByPowertrain = Slots<Vehicles, powertrains>;

void tell_vehicle_plans(Step& step, Economy& e) {
  step.each("plant.run", e.plant, reads(e.plant.opens, e.plant.capacity, calendar()), writes(e.plant.running),
            [](std::int32_t opens, Vehicles capacity, const Clock& clock, Vehicles& running) {
              running = opens <= static_cast<std::int32_t>(clock.step) ? capacity : Vehicles{};
            });
  step.each(
      "product.expect", e.product,
      reads(e.product.maker, e.product.orders, e.product.waiting, e.product.committed, e.product.stock, e.path,
            e.scenario.oem, calendar()),
      writes(e.product.expected, e.product.wanted),
      [](Row maker, Vehicles orders, Vehicles waiting, Slots<Vehicles, 2> committed, Vehicles stock,
         const MarketPath& path, const OemParameters& p, const Clock& clock, Vehicles& expected, Vehicles& wanted) {
        const double season = path.season_of(clock.now());
        expected = oem::expected_sales(expected, positive(orders - waiting), season, p);  // (2.1)
        wanted = maker == nowhere ? Vehicles{}
                                  : oem::wanted_output(expected, season, waiting + sum(committed), stock, p);  // (2.2)
      });
  step.each("oem.fit_capacity", e.oem,
            reads(incoming(e.plants_of_oem, e.plant.running),
                  many(e.products_of_oem, e.product.wanted, e.product.expected, e.product.committed_now,
                       e.product.powertrain),
                  many(e.plants_of_oem, e.plant.running, e.plant.cluster), rows_of(e.cluster, e.cluster.plants_idle),
                  e.scenario.oem),
            writes(e.oem.plants, e.oem.capacity, e.oem.added, e.oem.within_capacity, e.oem.usual, e.oem.expansion),
            [](Vehicles plants, const auto& products, const auto& lines, const auto& clusters, const OemParameters& p,
               Vehicles& plants_before, Vehicles& capacity, Vehicles& added, Ratio& within_capacity,
               ByPowertrain& usual, Dong& expansion) {
              const Vehicles built_up = plants + added;
              // Of what was added the same part stands still as of the plants.
              Vehicles still{};
              for (const auto& [row, slot, running, place] : lines)
                for (const auto& [cluster, idle] : clusters)
                  if (cluster == place) still += idle * running;
              capacity = still > Vehicles{} ? (1 - still / plants) * built_up : built_up;
              Vehicles wanted{}, expected{};
              usual = {};
              for (const auto& [row, slot, want, expect, committed, powertrain] : products) {
                wanted += want, expected += expect + committed;
                usual[powertrain] += expect + committed;
              }
              within_capacity = oem::capacity_share(capacity, wanted, p);                                      // (2.3)
              const Vehicles more = plants > Vehicles{} ? oem::expansion(expected, built_up, p) : Vehicles{};  // (2.10)
              added += more;
              // Plants that open are paid for in the month in which they do.
              expansion = nearest(oem::expansion_cost(more + positive(plants - plants_before), p));  // (2.11)
              plants_before = plants;
            });
  step.each("oem.connect", e.oem,
            reads(e.oem.regional_value_content, via(e.oem.cluster, e.cluster.distance),
                  via(e.oem.cluster, e.cluster.logistics)),
            writes(e.oem.terms),
            [](Ratio rvc, Slots<double, most_clusters> km, Slots<Ratio, most_clusters> cost, MakerTerms& terms) {
              terms = {.regional_value_content = rvc, .distance = km, .logistics = cost};
            });
  step.each("product.plan", e.product, reads(via(e.product.maker, e.oem.within_capacity), e.product.wanted),
            writes(e.product.planned), [](Ratio share, Vehicles wanted, Vehicles& planned) {
              planned = oem::planned_output(wanted, share);
            });  // (2.4)
  step.each("oem.plan", e.oem, reads(many(e.products_of_oem, e.product.planned, e.product.powertrain)),
            writes(e.oem.planned), [](const auto& products, ByPowertrain& planned) {
              planned = {};
              for (const auto& [row, slot, plan, powertrain] : products) planned[powertrain] += plan;
            });
}

void tell_call_offs(Step& step, Economy& e) {
  step.each("desk.decide_inhouse", e.desk,
            reads(e.desk.inhouse_start, e.desk.inhouse_claim, e.desk.claim_begins, e.desk.claim_ramp,
                  e.scenario.inhouse_mode, calendar()),
            writes(e.desk.inhouse),
            [](Ratio start, Ratio claim, std::int32_t begins, std::int32_t ramp, InhouseMode mode, const Clock& clock,
               Ratio& share) {
              const double passed = static_cast<double>(static_cast<std::int32_t>(clock.step) - begins);
              const double done = passed < 0 ? 0.0 : ramp > 0 ? least(passed / ramp, 1.0) : 1.0;  // as a lever's ramp
              share = mode == InhouseMode::claim ? start + done * (claim - start) : start;
            });
  step.each(
      "slot.call_off", e.slot,
      reads(via(e.slot.oem, e.oem.planned), via(e.slot.oem, e.oem.usual), via(e.slot.family, e.family.per_vehicle),
            via(e.slot.family, e.family.base_price), via(e.slot.desk, e.desk.inhouse), e.slot.inventory,
            e.slot.under_way, e.scenario.oem, e.scenario.population),
      writes(e.slot.needed, e.slot.made_inhouse, e.slot.called_off, e.slot.expected, e.slot.lot_value),
      [](ByPowertrain planned, ByPowertrain usual, Slots<PartsPerVehicle, powertrains> content, Price base_price,
         Ratio inhouse, Parts inventory, Parts under_way, const OemParameters& p,
         const PopulationParameters& population, Parts& needed, Parts& made_inhouse, Parts& called_off, Parts& expected,
         Value& lot_value) {
        const double lots = population.lots;
        const Parts all =
            sum(planned.zip(content, [](Vehicles q, PartsPerVehicle a) { return oem::parts_needed(a, q); })) /
            lots;                                  // (2.5)
        needed = oem::parts_bought(all, inhouse);  // (2.6)
        made_inhouse = all - needed;
        called_off = oem::call_off(needed, inventory + under_way, p);  // (2.7)
        expected = oem::parts_bought(
            sum(usual.zip(content, [](Vehicles q, PartsPerVehicle a) { return oem::parts_needed(a, q); })) / lots,
            inhouse);
        lot_value = expected * base_price;
      });
  step.sum("family.required", e.family.required, e.slot.family, e.slot.expected);
  step.each("family.wear_out", e.family,
            reads(e.family.per_vehicle, only(e.nation.fleet), e.family.required, e.scenario.market),
            writes(e.family.fleet_need, e.family.spare_ratio),
            [](Slots<PartsPerVehicle, powertrains> content, ByPowertrain fleet, Parts required,
               const MarketParameters& p, Parts& need, Ratio& ratio) {
              need = sum(fleet.zip(content, [&](Vehicles on_the_road, PartsPerVehicle a) {
                return market::spare_need(on_the_road, a, p);
              }));  // (1.22)
              ratio = required > Parts{} ? need / required : 0;
            });
  step.each("contract.order", e.contract,
            reads(e.contract.live, e.contract.supplier, e.contract.approval, e.contract.share, e.contract.delivering,
                  via(e.contract.slot, e.slot.called_off), via(e.contract.slot, e.slot.expected),
                  via(e.contract.family, e.family.base_price), via(e.contract.family, e.family.spare_ratio),
                  via(e.contract.oem, e.oem.group), e.scenario.sourcing),
            writes(e.contract.ordered, e.contract.spares, e.contract.load, e.contract.foreign_load),
            [](std::uint8_t live, Row supplier, std::int32_t approval, Ratio share, std::int32_t delivering,
               Parts called_off, Parts expected, Price base_price, Ratio spare_ratio, std::uint32_t group,
               const SourcingParameters& p, Parts& ordered, Parts& spares, Value& load, Value& foreign_load) {
              const bool delivers = live && supplier != nowhere && approval == 0;
              const Ratio now = sourcing::ramped_share(share, static_cast<double>(delivering), p);  // (3.24)
              ordered = oem::contract_order(called_off, now, delivers);                             // (2.8)
              spares = delivers ? now * spare_ratio * expected : Parts{};
              load = (ordered + spares) * base_price;
              foreign_load = group == number(Group::vietnamese) ? Value{} : load;
            });
  step.each("slot.order", e.slot, reads(incoming(e.contracts_of_slot, e.contract.ordered)), writes(e.slot.ordered),
            [](Parts from_contracts, Parts& ordered) { ordered = from_contracts; });
}

}  // namespace trellis
