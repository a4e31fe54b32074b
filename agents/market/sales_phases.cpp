// Vehicles sold, exported and on the road.
#include "agents/market/equations.hpp"
#include "agents/market/phases.hpp"
#include "agents/model.hpp"
#include "agents/oem/equations.hpp"

namespace trellis {

void tell_vehicle_sales(Step& step, Economy& e) {
  step.each(
      "product.sell", e.product,
      reads(e.product.maker, e.product.powertrain, e.product.orders, e.product.built, e.scenario.market),
      writes(e.product.sold, e.product.sold_to_state, e.product.exported, e.product.committed, e.product.opening,
             e.product.stock, e.product.waiting, e.product.sold_by_powertrain, e.product.sold_imported),
      [](Row maker, std::uint32_t powertrain, Vehicles orders, Vehicles built, const MarketParameters& p,
         Vehicles& sold, Vehicles& sold_to_state, Vehicles& exported, Slots<Vehicles, 2>& committed, Vehicles& opening,
         Vehicles& stock, Vehicles& waiting, Slots<Vehicles, powertrains>& by_powertrain, Vehicles& sold_imported) {
        const bool imported = maker == nowhere;
        opening = stock;
        const Vehicles all_orders = orders + sum(committed);
        const Vehicles delivered = imported ? orders : oem::sold(all_orders, stock, built);  // (8.8)
        const Vehicles sold_at_home = oem::part_sold(delivered, orders, all_orders);         // (8.17)
        sold_to_state = oem::part_sold(delivered, committed[0], all_orders);
        exported = oem::part_sold(delivered, committed[1], all_orders);
        sold = sold_at_home + sold_to_state;
        committed -= Slots<Vehicles, 2>{{sold_to_state, exported}};
        stock = imported ? Vehicles{} : oem::vehicle_stock(stock, built, delivered);  // (8.9)
        waiting = market::waiting(orders, sold_at_home, p);                           // (1.19)
        by_powertrain = {};
        by_powertrain[powertrain] = sold;
        sold_imported = imported ? sold : Vehicles{};
      });
  step.sum("nation.vehicle_sales", e.nation.sales, e.product.sold);
  step.sum("nation.powertrain_sales", e.nation.sales_by_powertrain, e.product.sold_by_powertrain);
  step.sum("nation.vehicle_production", e.nation.production, e.product.built);
  step.sum("nation.vehicle_imports", e.nation.imports, e.product.sold_imported);
  step.sum("nation.vehicle_exports", e.nation.exports, e.product.exported);
  step.sum("nation.public_fleet", e.nation.sales_to_state, e.product.sold_to_state);
}

void tell_fleet(Step& step, Economy& e) {
  step.each("cohort.join", e.cohort, reads(e.cohort.age, e.cohort.powertrain, only(e.nation.sales_by_powertrain)),
            writes(e.cohort.vehicles),
            [](std::uint32_t age, std::uint32_t powertrain, Slots<Vehicles, powertrains> sold, Vehicles& vehicles) {
              vehicles += age == 0 ? sold[powertrain] : Vehicles{};
            });
  // In December every cohort takes the place of the next older one; the youngest is empty for the new year, the oldest
  // keeps what is left of it.
  step.each(
      "cohort.remember", e.cohort, reads(e.cohort.vehicles), writes(e.cohort.last_year),
      [](Vehicles vehicles, Vehicles& last_year) { last_year = vehicles; }, Every{12});
  step.each(
      "cohort.grow_older", e.cohort,
      reads(e.cohort.age, e.cohort.oldest, via(e.cohort.younger, e.cohort.last_year), e.scenario.market),
      writes(e.cohort.vehicles),
      [](std::uint32_t age, std::uint8_t oldest, Vehicles younger, const MarketParameters& p, Vehicles& vehicles) {
        const auto years = static_cast<double>(age);
        const Vehicles stay = oldest ? market::yearly_survival(years, p) * vehicles : Vehicles{};
        vehicles = (age == 0 ? Vehicles{} : market::yearly_survival(years - 1, p) * younger) + stay;  // (1.21)
      },
      Every{12});
  step.each("cohort.count", e.cohort, reads(e.cohort.vehicles, e.cohort.powertrain, e.cohort.age, e.scenario.market),
            writes(e.cohort.by_powertrain, e.cohort.wearing_out),
            [](Vehicles vehicles, std::uint32_t powertrain, std::uint32_t age, const MarketParameters& p,
               Slots<Vehicles, powertrains>& by_powertrain, Vehicles& wearing_out) {
              by_powertrain = {};
              by_powertrain[powertrain] = vehicles;
              wearing_out = market::wearing_out(vehicles, static_cast<double>(age), p);  // (1.33)
            });
  step.sum("nation.wearing_out", e.nation.wearing_out, e.cohort.wearing_out);
  step.sum("nation.fleet", e.nation.fleet, e.cohort.by_powertrain);
}

}  // namespace trellis
