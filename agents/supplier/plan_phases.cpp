#include "agents/finance/equations.hpp"
#include "agents/inputs/equations.hpp"
#include "agents/labour/equations.hpp"
#include "agents/model.hpp"
#include "agents/oem/sourcing.hpp"
#include "agents/shocks/equations.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/supplier/phases.hpp"
#include "agents/support/equations.hpp"

namespace trellis {

void tell_supplier_costs(Step& step, Economy& e) {
  step.each(
      "supplier.cost", e.supplier,
      reads(e.supplier.category, e.supplier.families, via(e.supplier.families, e.family.base_price),
            via(e.supplier.category, e.category.price_index), via(e.supplier.category, e.category.learning_exponent),
            via(e.supplier.cluster, e.cluster.wage), via(e.supplier.cluster, e.cluster.material_price),
            e.supplier.technology, e.supplier.skill, via(e.supplier.category, e.category.inputs.raw_material),
            via(e.supplier.category, e.category.inputs.own_work), via(e.supplier.category, e.category.inputs.share),
            e.supplier.inputs.live, e.supplier.inputs.approval, e.supplier.inputs.share, e.supplier.inputs.price,
            e.supplier.learned, e.scenario.supplier),
      writes(e.supplier.unit_cost, e.supplier.material_price, e.supplier.material_share, e.supplier.conversion_share),
      [](Row category, Slots<Row, capabilities> families, Slots<Price, capabilities> base_price, double price_index,
         double learning_exponent, double wage, double price_of_material, double technology, double skill,
         Ratio raw_material, Ratio own_work, ByInput<Ratio> input_share, ByInput<std::uint8_t> live,
         ByInput<std::int32_t> approval, ByInput<Ratio> local, ByInput<Price> local_price,
         Slots<Parts, capabilities> learned, const SupplierParameters& p, Slots<Price, capabilities>& unit_cost,
         double& material_price, double& material_share, double& conversion_share) {
        if (category == nowhere) return;
        material_price = price_of_material;
        const auto input_price = ByInput<double>::make([&](std::size_t j) {
          const bool delivers = live[j] && approval[j] == 0;
          return inputs::input_price(delivers ? local[j] : 0, local_price[j].value, material_price);  // (4.25)
        });
        material_share = inputs::bought_share(raw_material, material_price, input_share, input_price);  // (4.26)
        conversion_share = supplier::conversion_share(own_work, wage, technology, skill);               // (4.8)
        for (std::size_t j = 0; j < capabilities; ++j) {
          if (families[j] == nowhere) continue;
          const double learning = supplier::learning_factor(learned[j], learning_exponent, p);  // (4.4)
          unit_cost[j] = supplier::unit_cost(supplier::frontier_cost(base_price[j], price_index, p), material_share,
                                             conversion_share, 1, learning);  // (4.9), scale comes with the lot
        }
      });
  step.each(
      "supplier.match_families", e.supplier,
      reads(e.supplier.category, e.supplier.families, e.supplier.expertise, via(e.supplier.families, e.family.profile)),
      writes(e.supplier.match),
      [](Row category, Slots<Row, capabilities> families, Slots<double, technology_fields> expertise,
         const Slots<Slots<double, technology_fields>, capabilities>& profile, Slots<Ratio, capabilities>& match) {
        if (category == nowhere) return;
        for (std::size_t j = 0; j < capabilities; ++j)
          match[j] = families[j] == nowhere ? 0 : sourcing::technology_match(expertise, profile[j]);  // (3.4)
      },
      Every{3});
}

void tell_supplier_plans(Step& step, Economy& e) {
  step.each(
      "supplier.take_orders", e.supplier,
      reads(many(e.contracts_of_supplier, e.contract.capability, e.contract.ordered, e.contract.spares, e.contract.load,
                 e.contract.foreign_load),
            e.supplier.unit_cost, e.supplier.export_sets, e.supplier.export_load, e.supplier.inputs.asked,
            e.supplier.inputs.asked_by_foreign, e.supplier.material_share, e.supplier.conversion_share,
            e.scenario.supplier),
      writes(e.supplier.orders, e.supplier.foreign_orders, e.supplier.volume, e.supplier.scale, e.supplier.cost_rate),
      [](const auto& contracts, Slots<Price, capabilities> unit_cost, Slots<Parts, capabilities> export_sets,
         Value export_load, Value inputs_asked, Value inputs_asked_by_foreign, double bought_share,
         double conversion_share, const SupplierParameters& p, Value& orders, Value& foreign_orders,
         Slots<Parts, capabilities>& volume, Slots<Ratio, capabilities>& scale, double& cost_rate) {
        orders = export_load + inputs_asked, foreign_orders = inputs_asked_by_foreign, volume = export_sets;
        for (const auto& [row, slot, capability, ordered, spares, load, foreign_load] : contracts)
          orders += load, foreign_orders += foreign_load, volume[capability] += ordered + spares;
        if (!(orders > Value{})) return;
        Value cost = inputs::unit_cost(bought_share, conversion_share, p) * inputs_asked;  // (4.28)
        for (std::size_t j = 0; j < capabilities; ++j) {
          if (!(volume[j] > Parts{})) continue;
          scale[j] = supplier::scale_factor(12 * volume[j], p);  // (4.3)
          cost += volume[j] * unit_cost[j] * scale[j];
        }
        cost_rate = cost / orders;
      });
  step.each("supplier.expect", e.supplier,
            reads(e.supplier.category, e.supplier.orders, e.supplier.load, e.scenario.supplier),
            writes(e.supplier.expected),
            [](Row category, Value orders, Value contracted, const SupplierParameters& p, Value& expected) {
              if (category != nowhere) expected = supplier::expected_demand(expected, orders, contracted, p);  // (4.15)
            });
  step.sum("category.local_orders", e.category.local_orders, e.supplier.category, e.supplier.orders);
  step.each("category.count_quarter", e.category, reads(e.category.local_orders, calendar()),
            writes(e.category.orders_quarter), [](Value orders, const Clock& clock, Value& quarter) {
              quarter = clock.now().month() % 3 == 1 ? orders : quarter + orders;
            });
  step.each("supplier.count_quarter", e.supplier, reads(e.supplier.orders, calendar()),
            writes(e.supplier.orders_quarter), [](Value orders, const Clock& clock, Value& quarter) {
              quarter = clock.now().month() % 3 == 1 ? orders : quarter + orders;
            });
  step.each(
      "supplier.set_markup", e.supplier,
      reads(e.supplier.category, e.supplier.orders_quarter, via(e.supplier.category, e.category.orders_quarter),
            e.scenario.supplier),
      writes(e.supplier.markup, e.supplier.market_share),
      [](Row category, Value own, Value all, const SupplierParameters& p, Ratio& markup, Ratio& share) {
        if (category == nowhere) return;
        const Ratio now = all > Value{} ? own / all : 0;
        markup = supplier::markup(markup, now, share, p);  // (4.12)
        share = now;
      },
      Every{3});
}

void tell_production(Step& step, Economy& e) {
  step.each(
      "supplier.produce", e.supplier,
      reads(e.supplier.category, e.supplier.orders, e.supplier.expected, e.supplier.capacity, e.supplier.cost_rate,
            e.supplier.material_share, e.supplier.conversion_share, via(e.supplier.pool, e.pool.output_lost),
            e.supplier.usual_output, e.supplier.workers, e.supplier.needed_workers, e.scenario.supplier),
      writes(e.supplier.output, e.supplier.fill, e.supplier.inventory, e.supplier.wage_cost, e.supplier.standstill),
      [](Row category, Value orders, Value expected, Value capacity, double cost_rate, double material_share,
         double conversion_share, Ratio shock, Value usual_output, People workers, People needed,
         const SupplierParameters& p, Value& output, Ratio& fill, Value& inventory, Dong& wages, Ratio& standstill) {
        wages = {}, output = {}, fill = 1;
        const Ratio lost = shocks::lost_together(shock, standstill);  // (0.17)
        standstill = 0;
        if (category == nowhere || !(cost_rate > 0)) return;
        const Value planned = supplier::planned_production(orders, expected, inventory, capacity, p);  // (4.16)
        const Value of_workers = labour::output_of_workers(usual_output, workers, needed);             // (6.5)
        output = supplier::production(planned, capacity, of_workers, lost, p);                         // (7.1)
        fill = supplier::fill(orders, inventory, output);                                              // (8.1)
        inventory = supplier::stock(inventory, output, orders, fill);                                  // (8.13)
        const Price rate{cost_rate};  // cost of a đồng of output at base prices
        const Parts made{output.value};
        wages = nearest(made * supplier::wage_cost(rate, material_share, conversion_share, p));  // (4.11)
      });
  step.each("supplier.gain_experience", e.supplier,
            reads(e.supplier.category, e.supplier.volume, e.supplier.fill, e.scenario.supplier),
            writes(e.supplier.learned),
            [](Row category, Slots<Parts, capabilities> volume, Ratio fill, const SupplierParameters& p,
               Slots<Parts, capabilities>& learned) {
              if (category == nowhere) return;
              for (std::size_t j = 0; j < capabilities; ++j)
                learned[j] = supplier::experience(learned[j], fill * volume[j], p);  // (4.5)
            });
  step.each("supplier.sell_at_home", e.supplier,
            reads(via(e.supplier.industry, e.industry.home_growth),
                  bells<1>(e.supplier, stream::home_growth, e.supplier.identity), e.scenario.supplier),
            writes(e.supplier.home_sales, e.supplier.home_surplus),
            [](double growth, Slots<double, 1> bell, const SupplierParameters& p, Value& home_sales, Dong& surplus) {
              home_sales = supplier::home_sales(home_sales, growth, bell[0], p);  // (4.14)
              surplus = nearest(p.home_margin * home_sales);
            });
  step.each("supplier.pay_production", e.supplier,
            reads(e.supplier.wage_cost, e.supplier.home_surplus, pays(e.book, sector::suppliers)), writes(),
            [](Dong wages, Dong surplus, Teller pay) {
              pay.to({sector::households, 0}, wages, flow::wages);
              pay.from({sector::households, 0}, surplus, flow::home_sales);
            });
  step.each(
      "supplier.improve_delivery", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.fill, via(e.supplier.cluster, e.cluster.delay_relief),
            via(e.supplier.cluster, e.cluster.skill_pool), e.supplier.certificate, e.supplier.absorptive_capacity,
            e.supplier.upgrades, e.supplier.coached_until, e.scenario, calendar()),
      writes(e.supplier.on_time, e.supplier.quality),
      [](Row category, Owner owner, Ratio fill, Ratio relief, Ratio skills, Certificate certificate,
         Ratio absorptive_capacity, std::uint32_t upgrades, std::uint32_t coached_until, const Scenario& s,
         const Clock& clock, Ratio& on_time, Ratio& quality) {
        if (category == nowhere) return;
        const bool foreign = owner == Owner::foreign;
        on_time = supplier::on_time(on_time, foreign, fill, relief + support::delays_avoided(upgrades, s.support),
                                    s.supplier);  // (7.2), (7.7)
        const Ratio reachable = supplier::reachable_quality(
            skills, static_cast<int>(certificate), absorptive_capacity, foreign,
            coached_until > clock.step ? s.support.coaching_quality : 0, s.supplier);  // (7.4)
        quality = supplier::quality(quality, reachable, s.supplier);                   // (7.5)
      });
}

}  // namespace trellis
