#include "agents/model.hpp"
#include "agents/statistics/equations.hpp"
#include "agents/statistics/phases.hpp"

namespace trellis {

namespace {

std::size_t month_of(const Clock& clock) { return static_cast<std::size_t>(clock.now().month() - 1); }

// Replaces this month's place in a ring of 12 months; the total follows. Whole đồng alone: differences of real numbers
// would leave remainders.
template <std::size_t K>
void roll(Slots<Dong, K * months_of_year>& ring, Slots<Dong, K>& total, const Slots<Dong, K>& now, std::size_t month) {
  for (std::size_t k = 0; k < K; ++k) {
    Dong& place = ring[month * K + k];
    total[k] += now[k] - place;
    place = now[k];
  }
}
void roll(Slots<Dong, months_of_year>& ring, Dong& total, Dong now, std::size_t month) {
  Slots<Dong, 1> all{{total}};
  roll(ring, all, Slots<Dong, 1>{{now}}, month);
  total = all[0];
}

// The rates of a cut, the same for all of them.
template <class Cut>
void localise(Step& step, Cut& cut) {
  step.each(cut.name + ".localise", cut,
            reads(cut.purchases, cut.spares_year, cut.value_added, cut.factory_value, cut.foreign_year),
            writes(cut.localisation_gross, cut.localisation_imposed, cut.localisation_endogenous, cut.localisation_arm,
                   cut.localisation_domestic, cut.localisation_value_added, cut.regional_value_content, cut.demand_met,
                   cut.demand_met_domestic),
            [](Purchases y, Purchases spares, Dong value_added, Value factory_value, Value foreign, Ratio& gross,
               Ratio& imposed, Ratio& endogenous, Ratio& arm, Ratio& domestic, Ratio& value, Ratio& rvc, Ratio& met,
               Ratio& met_domestic) {
              gross = statistics::localisation_gross(y);                         // (12.1)
              imposed = statistics::localisation_imposed(y);                     // (12.2)
              endogenous = arm = statistics::localisation_arm(y);                // (12.3)
              domestic = statistics::localisation_domestic(y);                   // (12.4)
              value = statistics::localisation_value_added(value_added, y);      // (12.8)
              rvc = statistics::regional_value_content(factory_value, foreign);  // (12.10)
              met = statistics::demand_met(y + spares);                          // (12.5)
              met_domestic = statistics::demand_met_domestic(y + spares);        // (12.6)
            });
}

void tell_spares(Step& step, Economy& e) {
  step.sum("family.spares_local", e.family.spares_local, e.contract.family, e.contract.spare_by_owner);
  step.sum("category.spares_local", e.category.spares_local, e.family.category, e.family.spares_local);
  step.sum("category.spares_imported", e.category.spares_imported, e.family.category, e.family.spares_imported);
  step.each("category.remember_spares", e.category,
            reads(e.category.spares_local, e.category.spares_imported, calendar()),
            writes(e.category.spares_ring, e.category.spares_year),
            [](Slots<Dong, owners> local, Dong imported, const Clock& clock,
               Slots<Dong, sources * months_of_year>& ring, Purchases& year) {
              roll(ring, year, Purchases{{local[0], local[1], imported, Dong{}}}, month_of(clock));
            });
}

// A maker's purchases belong to the clusters in which its plants stand, in proportion to their capacity.
void tell_purchases_of_clusters(Step& step, Economy& e) {
  step.each("oem.attribute", e.oem,
            reads(many(e.plants_of_oem, e.plant.cluster, e.plant.running), e.oem.purchases, e.oem.value_added),
            writes(e.oem.running, e.oem.by_cluster, e.oem.value_by_cluster),
            [](const auto& plants, Purchases y, Dong value_added, Slots<Vehicles, most_clusters>& running,
               Slots<Dong, sources * most_clusters>& by_cluster, Slots<Dong, most_clusters>& value_by_cluster) {
              running = {};
              for (const auto& [row, slot, cluster, capacity] : plants) running[cluster] += capacity;
              const auto weights = running.map([](Vehicles capacity) { return capacity.value; });
              for (std::size_t x = 0; x < sources; ++x) {
                const auto parts = statistics::attributed(y[x], weights);  // (12.11)
                for (std::size_t k = 0; k < most_clusters; ++k) by_cluster[k * sources + x] = parts[k];
              }
              value_by_cluster = statistics::attributed(value_added, weights);
            });
  step.each("cluster.purchases", e.cluster,
            reads(row_number(e.cluster), rows_of(e.oem, e.oem.by_cluster, e.oem.value_by_cluster, e.oem.running,
                                                 e.oem.factory_value, e.oem.foreign_year)),
            writes(e.cluster.purchases, e.cluster.value_added, e.cluster.factory_value, e.cluster.foreign_year),
            [](Row cluster, const auto& makers, Purchases& y, Dong& value_added, Value& factory_value, Value& foreign) {
              y = {}, value_added = {}, factory_value = {}, foreign = {};
              for (const auto& [row, by_cluster, value, running, revenue, material] : makers) {
                for (std::size_t x = 0; x < sources; ++x) y[x] += by_cluster[cluster * sources + x];
                value_added += value[cluster];
                const Ratio here = running[cluster] > Vehicles{} ? running[cluster] / sum(running) : 0;
                factory_value += here * revenue, foreign += here * material;
              }
            });
}

// A desk's purchases belong to the powertrains whose planned vehicles took parts of the category.
void tell_purchases_of_powertrains(Step& step, Economy& e) {
  step.each("desk.attribute", e.desk,
            reads(e.desk.purchases, e.desk.value_added, e.desk.foreign_year, via(e.desk.oem, e.oem.planned_year),
                  via(e.desk.category, e.category.per_vehicle)),
            writes(e.desk.by_powertrain, e.desk.value_by_powertrain, e.desk.foreign_by_powertrain),
            [](Purchases y, Dong value_added, Value foreign, Slots<Vehicles, powertrains> planned,
               Slots<PartsPerVehicle, powertrains> content, Slots<Dong, sources * powertrains>& by_powertrain,
               Slots<Dong, powertrains>& value_by_powertrain, Slots<Value, powertrains>& foreign_by_powertrain) {
              const auto weights = positive((planned * content).map([](Parts sets) { return sets.value; }));
              for (std::size_t x = 0; x < sources; ++x) {
                const auto parts = statistics::attributed(y[x], weights);  // (12.11)
                for (std::size_t p = 0; p < powertrains; ++p) by_powertrain[p * sources + x] = parts[p];
              }
              value_by_powertrain = statistics::attributed(value_added, weights);
              const double all = sum(weights);
              foreign_by_powertrain =
                  weights.map([&](double weight) { return all > 0 ? weight / all * foreign : Value{}; });
            });
  step.each("powertrain.purchases", e.powertrain,
            reads(row_number(e.powertrain),
                  rows_of(e.desk, e.desk.by_powertrain, e.desk.value_by_powertrain, e.desk.foreign_by_powertrain),
                  rows_of(e.product, e.product.maker, e.product.powertrain, e.product.revenue), calendar()),
            writes(e.powertrain.purchases, e.powertrain.value_added, e.powertrain.foreign_year,
                   e.powertrain.revenue_ring, e.powertrain.factory_value),
            [](Row self, const auto& desks, const auto& products, const Clock& clock, Purchases& y, Dong& value_added,
               Value& foreign, Slots<Dong, months_of_year>& ring, Value& factory_value) {
              y = {}, value_added = {}, foreign = {};
              for (const auto& [row, by_powertrain, value, material] : desks) {
                for (std::size_t x = 0; x < sources; ++x) y[x] += by_powertrain[self * sources + x];
                value_added += value[self], foreign += material[self];
              }
              Dong& revenue = ring[month_of(clock)];
              revenue = {};
              for (const auto& [row, maker, powertrain, sold] : products)
                if (maker != nowhere && powertrain == self) revenue += sold;
              factory_value = to_value(sum(ring));
            });
}

}  // namespace

void tell_purchases(Step& step, Economy& e) {
  step.sum("desk.bought_local", e.desk.bought_local, e.contract.desk, e.contract.by_owner);
  step.sum("desk.supplier_value_added", e.desk.supplier_value_added, e.contract.desk, e.contract.value_added);
  step.sum("desk.foreign_local", e.desk.foreign_local, e.contract.desk, e.contract.foreign_content);
  step.sum("desk.bought_other", e.desk.bought_other, e.slot.desk, e.slot.bought);
  step.sum("desk.inhouse_value_added", e.desk.inhouse_value_added, e.slot.desk, e.slot.inhouse_wages);
  step.sum("desk.foreign_other", e.desk.foreign_other, e.slot.desk, e.slot.foreign_content);
  step.each("desk.remember", e.desk,
            reads(e.desk.bought_local, e.desk.bought_other, e.desk.supplier_value_added, e.desk.inhouse_value_added,
                  e.desk.foreign_local, e.desk.foreign_other, calendar()),
            writes(e.desk.ring, e.desk.purchases, e.desk.value_added_ring, e.desk.value_added, e.desk.foreign_ring,
                   e.desk.foreign_year),
            [](Slots<Dong, owners> local, Slots<Dong, 2> other, Dong of_suppliers, Dong inhouse, Value foreign_local,
               Value foreign_other, const Clock& clock, Slots<Dong, sources * months_of_year>& ring, Purchases& year,
               Slots<Dong, months_of_year>& value_ring, Dong& value_year, Slots<Value, months_of_year>& foreign_ring,
               Value& foreign_year) {
              const std::size_t month = month_of(clock);
              roll(ring, year, Purchases{{local[0], local[1], other[0], other[1]}}, month);
              roll(value_ring, value_year, of_suppliers + inhouse, month);
              foreign_ring[month] = foreign_local + foreign_other;
              foreign_year = sum(foreign_ring);
            });
  tell_spares(step, e);
  step.each("nation.remember_sales", e.nation,
            reads(only(e.nation.sales), only(e.nation.production), only(e.nation.exports), calendar()),
            writes(e.nation.vehicles_ring, e.nation.sales_year, e.nation.production_year, e.nation.exports_year),
            [](Vehicles sales, Vehicles built, Vehicles exported, const Clock& clock,
               Slots<Vehicles, 3 * months_of_year>& ring, Vehicles& sales_year, Vehicles& built_year,
               Vehicles& exported_year) {
              Slots<Vehicles, 3> year{};
              const Slots<Vehicles, 3> now{{sales, built, exported}};
              for (std::size_t k = 0; k < 3; ++k) ring[month_of(clock) * 3 + k] = now[k];
              for (std::size_t place = 0; place < ring.size(); ++place) year[place % 3] += ring[place];
              sales_year = year[0], built_year = year[1], exported_year = year[2];
            });
  step.each("oem.remember_year", e.oem, reads(e.oem.revenue, e.oem.planned, calendar()),
            writes(e.oem.revenue_ring, e.oem.factory_value, e.oem.planned_ring, e.oem.planned_year),
            [](Dong revenue, Slots<Vehicles, powertrains> planned, const Clock& clock,
               Slots<Dong, months_of_year>& revenue_ring, Value& factory_value,
               Slots<Vehicles, powertrains * months_of_year>& planned_ring, Slots<Vehicles, powertrains>& year) {
              revenue_ring[month_of(clock)] = revenue;
              factory_value = to_value(sum(revenue_ring));
              year = {};
              for (std::size_t p = 0; p < powertrains; ++p)
                planned_ring[month_of(clock) * powertrains + p] = planned[p];
              for (std::size_t place = 0; place < planned_ring.size(); ++place)
                year[place % powertrains] += planned_ring[place];
            });
}

void tell_localisation(Step& step, Economy& e) {
  step.sum("oem.purchases", e.oem.purchases, e.desk.oem, e.desk.purchases);
  step.sum("oem.value_added", e.oem.value_added, e.desk.oem, e.desk.value_added);
  step.sum("oem.foreign_year", e.oem.foreign_year, e.desk.oem, e.desk.foreign_year);
  step.sum("category.purchases", e.category.purchases, e.desk.category, e.desk.purchases);
  step.sum("category.value_added", e.category.value_added, e.desk.category, e.desk.value_added);
  step.sum("category.foreign_year", e.category.foreign_year, e.desk.category, e.desk.foreign_year);
  // No vehicle belongs to a category: what its parts cost stands for their value ex works.
  step.each("category.value_parts", e.category, reads(e.category.purchases), writes(e.category.factory_value),
            [](Purchases y, Value& factory_value) { factory_value = to_value(statistics::all(y)); });
  step.sum("nation.purchases", e.nation.purchases, e.oem.purchases);
  step.sum("nation.value_added", e.nation.value_added, e.oem.value_added);
  step.sum("nation.spares_year", e.nation.spares_year, e.category.spares_year);
  step.sum("nation.factory_value", e.nation.factory_value, e.oem.factory_value);
  step.sum("nation.foreign_year", e.nation.foreign_year, e.oem.foreign_year);
  step.sum("group.purchases", e.group.purchases, e.oem.group, e.oem.purchases);
  step.sum("group.value_added", e.group.value_added, e.oem.group, e.oem.value_added);
  step.sum("group.factory_value", e.group.factory_value, e.oem.group, e.oem.factory_value);
  step.sum("group.foreign_year", e.group.foreign_year, e.oem.group, e.oem.foreign_year);
  tell_purchases_of_clusters(step, e);
  tell_purchases_of_powertrains(step, e);
  localise(step, e.nation);
  localise(step, e.oem);
  localise(step, e.category);
  localise(step, e.group);
  localise(step, e.cluster);
  localise(step, e.powertrain);
}

}  // namespace trellis
