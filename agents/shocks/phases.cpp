#include "agents/shocks/phases.hpp"

#include <algorithm>

#include "agents/model.hpp"
#include "agents/shocks/equations.hpp"
#include "agents/start/start.hpp"
#include "agents/world/equations.hpp"

namespace trellis {

namespace {

// What the shocks of a kind that strike there come to.
template <class Take>
void each_of(const Shocks& all, ShockKind kind, Row category, Row cluster, Take take) {
  for (const Shock& shock : all)
    if (shock.kind == kind && shock.strikes(category, cluster)) take(shock);
}

Ratio lost(const Shocks& all, ShockKind kind, const Clock& clock, Row category = nowhere, Row cluster = nowhere) {
  Ratio together = 0;
  each_of(all, kind, category, cluster, [&](const Shock& s) {
    const double depth = shocks::depth_now(s.depth, s.begins, s.months, static_cast<std::int32_t>(clock.step));
    together = shocks::lost_together(together, depth);  // (0.15), (0.17)
  });
  return together;
}

Ratio lost_at_once(const Shocks& all, ShockKind kind, const Clock& clock, Row category, Row cluster) {
  Ratio together = 0;
  each_of(all, kind, category, cluster, [&](const Shock& s) {
    const double depth = shocks::depth_at_once(s.depth, s.begins, static_cast<std::int32_t>(clock.step));
    together = shocks::lost_together(together, depth);  // (0.16), (0.17)
  });
  return together;
}

double raised(const Shocks& all, ShockKind kind, const Clock& clock, Row category = nowhere) {
  double index = 1;
  each_of(all, kind, category, nowhere, [&](const Shock& s) {
    index = shocks::raised_together(
        index, shocks::depth_now(s.depth, s.begins, s.months, static_cast<std::int32_t>(clock.step)));  // (0.18)
  });
  return index;
}

}  // namespace

void tell_shocks(Step& step, Economy& e) {
  step.each("shock.strike", e.shock, reads(e.shocks, e.scenario.world, e.scenario.start, calendar()),
            writes(e.shock.demand_lost, e.shock.exchange_index, e.shock.tariff, e.shock.credit_withheld),
            [](const Shocks& all, const WorldParameters& world, const Month& start, const Clock& clock, Ratio& demand,
               double& exchange, Ratio& tariff, Ratio& credit) {
              demand = lost(all, ShockKind::demand, clock);
              exchange = world::exchange_index(clock.now(), start, world) *
                         raised(all, ShockKind::exchange_rate, clock);  // (0.20)
              credit = lost(all, ShockKind::credit, clock);
              tariff = 0;
              each_of(all, ShockKind::tariff, nowhere, nowhere, [&](const Shock& s) {
                tariff += shocks::depth_now(s.depth, s.begins, s.months, static_cast<std::int32_t>(clock.step));
              });
            });
  step.each("category.strike", e.category, reads(row_number(e.category), e.shocks, calendar()),
            writes(e.category.imports_late, e.category.price_shock),
            [](Row self, const Shocks& all, const Clock& clock, Ratio& late, double& price) {
              late = lost(all, ShockKind::late_imports, clock, self);
              price = raised(all, ShockKind::import_price, clock, self);
            });
  step.each("cluster.strike", e.cluster, reads(row_number(e.cluster), e.shocks, calendar()),
            writes(e.cluster.destroyed, e.cluster.plants_idle, e.cluster.storm_months),
            [](Row self, const Shocks& all, const Clock& clock, Ratio& destroyed, Ratio& idle, std::int32_t& months) {
              destroyed = lost_at_once(all, ShockKind::destruction, clock, nowhere, self);
              idle = lost(all, ShockKind::destruction, clock, nowhere, self);
              months = 0;
              each_of(all, ShockKind::destruction, nowhere, self, [&](const Shock& s) {
                months = std::max(months, shocks::months_left(s.depth, s.begins, s.months,
                                                              static_cast<std::int32_t>(clock.step)));  // (0.21)
              });
            });
  step.each("pool.strike", e.pool, reads(e.pool.cluster, e.pool.category, e.shocks, calendar()),
            writes(e.pool.output_lost, e.pool.foreign_leave),
            [](Row cluster, Row category, const Shocks& all, const Clock& clock, Ratio& output, Ratio& leave) {
              output = lost(all, ShockKind::output, clock, category, cluster);
              leave = lost_at_once(all, ShockKind::foreign_exit, clock, category, cluster);
            });
  step.each("supplier.suffer", e.supplier, reads(via(e.supplier.cluster, e.cluster.destroyed)),
            writes(e.supplier.capital, e.supplier.capacity, e.supplier.inventory, e.supplier.destroyed),
            [](Ratio part, Dong& capital, Value& capacity, Value& inventory, Dong& destroyed) {
              if (!(part > 0)) return;
              const Dong left = nearest(shocks::spared(to_value(capital), part));  // (7.6)
              destroyed = capital - left;
              capital = left;
              capacity = shocks::spared(capacity, part), inventory = shocks::spared(inventory, part);
            });
}

void tell_plant_repairs(Step& step, Economy& e) {
  step.each("plant.suffer", e.plant,
            reads(e.plant.running, via(e.plant.oem, e.oem.plants), via(e.plant.oem, e.oem.capital),
                  via(e.plant.oem, e.oem.expansion), via(e.plant.oem, e.oem.damage),
                  via(e.plant.cluster, e.cluster.destroyed), via(e.plant.cluster, e.cluster.storm_months)),
            writes(e.plant.damage, e.plant.destroyed, e.plant.rebuilt),
            [](Vehicles line, Vehicles all_lines, Dong capital, Dong expansion, Dong to_rebuild, Ratio part,
               std::int32_t months, Dong& damage, Dong& destroyed, Dong& rebuilt) {
              const Value stands = shocks::line_value(to_value(capital + expansion), to_value(to_rebuild), line,
                                                      all_lines, to_value(damage));  // (2.12)
              destroyed = nearest(shocks::line_destroyed(stands, part));             // (2.13)
              rebuilt = nearest(shocks::rebuilt(to_value(damage + destroyed), months));  // (2.14)
              damage += destroyed - rebuilt;
            });
  step.each("oem.suffer", e.oem,
            reads(incoming(e.plants_of_oem, e.plant.damage), incoming(e.plants_of_oem, e.plant.destroyed),
                  incoming(e.plants_of_oem, e.plant.rebuilt)),
            writes(e.oem.damage, e.oem.destroyed, e.oem.rebuilt),
            [](Dong damage_of_lines, Dong destroyed_of_lines, Dong rebuilt_of_lines, Dong& damage, Dong& destroyed,
               Dong& rebuilt) {
              damage = damage_of_lines, destroyed = destroyed_of_lines, rebuilt = rebuilt_of_lines;
            });
}

Shocks shocks_of(const Scenario& scenario) {
  Shocks all;
  for (const ShockRecord& r : scenario.shocks)
    all.push_back({.kind = r.kind,
                   .begins = r.from - scenario.start,
                   .months = r.months,
                   .depth = r.depth,
                   .category = r.category.empty() ? nowhere : category_row(scenario, r.category),
                   .cluster = r.cluster.empty() ? nowhere : cluster_row(scenario, r.cluster)});
  return all;
}

}  // namespace trellis
