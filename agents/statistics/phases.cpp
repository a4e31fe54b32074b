#include "agents/statistics/phases.hpp"

#include "agents/model.hpp"
#include "agents/statistics/equations.hpp"

namespace trellis {

namespace {

std::size_t month_of(const Clock& clock) { return static_cast<std::size_t>(clock.now().month() - 1); }

// Replaces this month's place in a ring of 12 months; the total follows.
template <std::size_t K, class T>
void roll(Slots<T, K * months_of_year>& ring, Slots<T, K>& total, const Slots<T, K>& now, std::size_t month) {
  for (std::size_t k = 0; k < K; ++k) {
    T& place = ring[month * K + k];
    total[k] += now[k] - place;
    place = now[k];
  }
}

}  // namespace

void tell_purchases(Step& step, Economy& e) {
  step.sum("desk.bought_local", e.desk.bought_local, e.contract.desk, e.contract.by_owner);
  step.sum("desk.supplier_value_added", e.desk.supplier_value_added, e.contract.desk, e.contract.value_added);
  step.sum("desk.bought_other", e.desk.bought_other, e.slot.desk, e.slot.bought);
  step.sum("desk.inhouse_value_added", e.desk.inhouse_value_added, e.slot.desk, e.slot.inhouse_wages);
  step.each("desk.remember", e.desk,
            reads(e.desk.bought_local, e.desk.bought_other, e.desk.supplier_value_added, e.desk.inhouse_value_added,
                  calendar()),
            writes(e.desk.ring, e.desk.purchases, e.desk.value_added_ring, e.desk.value_added),
            [](Slots<Dong, owners> local, Slots<Dong, 2> other, Dong of_suppliers, Dong inhouse, const Clock& clock,
               Slots<Dong, sources * months_of_year>& ring, Purchases& year, Slots<Dong, months_of_year>& value_ring,
               Dong& value_year) {
              roll(ring, year, Purchases{{local[0], local[1], other[0], other[1]}}, month_of(clock));
              Slots<Dong, 1> value{{value_year}};
              roll(value_ring, value, Slots<Dong, 1>{{of_suppliers + inhouse}}, month_of(clock));
              value_year = value[0];
            });
  step.sum("nation.spares_local", e.nation.spares_local, e.contract.spare_by_owner);
  step.sum("nation.spares_imported", e.nation.spares_imported, e.family.spares_imported);
  step.each("nation.remember_spares", e.nation,
            reads(only(e.nation.spares_local), only(e.nation.spares_imported), calendar()),
            writes(e.nation.spares_ring, e.nation.spares_year),
            [](Slots<Dong, owners> local, Dong imported, const Clock& clock,
               Slots<Dong, sources * months_of_year>& ring, Purchases& year) {
              roll(ring, year, Purchases{{local[0], local[1], imported, Dong{}}}, month_of(clock));
            });
  step.each("nation.remember_sales", e.nation, reads(only(e.nation.sales), calendar()),
            writes(e.nation.sales_ring, e.nation.sales_year),
            [](Vehicles sales, const Clock& clock, Slots<Vehicles, months_of_year>& ring, Vehicles& year) {
              ring[month_of(clock)] = sales;
              year = sum(ring);
            });
  step.sum("oem.foreign_local", e.oem.foreign_local, e.contract.oem, e.contract.foreign_content);
  step.sum("oem.foreign_content", e.oem.foreign_content, e.slot.oem, e.slot.foreign_content);
  step.each("oem.reckon_origin", e.oem, reads(e.oem.revenue, e.oem.foreign_local, e.oem.foreign_content, calendar()),
            writes(e.oem.revenue_ring, e.oem.foreign_ring, e.oem.regional_value_content),
            [](Dong revenue, Value in_local_parts, Value imported, const Clock& clock,
               Slots<Value, months_of_year>& revenue_ring, Slots<Value, months_of_year>& foreign_ring, Ratio& rvc) {
              revenue_ring[month_of(clock)] = to_value(revenue);
              foreign_ring[month_of(clock)] = in_local_parts + imported;
              rvc = statistics::regional_value_content(sum(revenue_ring), sum(foreign_ring));  // (12.10)
            });
}

void tell_localisation(Step& step, Economy& e) {
  step.sum("nation.purchases", e.nation.purchases, e.desk.purchases);
  step.sum("nation.value_added", e.nation.value_added, e.desk.value_added);
  step.sum("oem.purchases", e.oem.purchases, e.desk.oem, e.desk.purchases);
  step.sum("category.purchases", e.category.purchases, e.desk.category, e.desk.purchases);
  step.sum("group.purchases", e.group.purchases, e.oem.group, e.oem.purchases);
  step.each("nation.localise", e.nation,
            reads(only(e.nation.purchases), only(e.nation.value_added), only(e.nation.spares_year)),
            writes(e.nation.localisation_gross, e.nation.localisation_imposed, e.nation.localisation_endogenous,
                   e.nation.localisation_arm, e.nation.localisation_domestic, e.nation.localisation_value_added,
                   e.nation.demand_met, e.nation.demand_met_domestic),
            [](Purchases y, Dong value_added, Purchases spares, Ratio& gross, Ratio& imposed, Ratio& endogenous,
               Ratio& arm, Ratio& domestic, Ratio& value, Ratio& met, Ratio& met_domestic) {
              gross = statistics::localisation_gross(y);                     // (12.1)
              imposed = statistics::localisation_imposed(y);                 // (12.2)
              endogenous = arm = statistics::localisation_arm(y);            // (12.3)
              domestic = statistics::localisation_domestic(y);               // (12.4)
              value = statistics::localisation_value_added(value_added, y);  // (12.8)
              met = statistics::demand_met(y + spares);                      // (12.5)
              met_domestic = statistics::demand_met_domestic(y + spares);    // (12.6)
            });
  constexpr auto cuts = [](Purchases y, Ratio& gross, Ratio& arm, Ratio& domestic) {
    gross = statistics::localisation_gross(y);
    arm = statistics::localisation_arm(y);
    domestic = statistics::localisation_domestic(y);
  };
  step.each("oem.localise", e.oem, reads(e.oem.purchases),
            writes(e.oem.localisation_gross, e.oem.localisation_arm, e.oem.localisation_domestic), cuts);
  step.each("category.localise", e.category, reads(e.category.purchases),
            writes(e.category.localisation_gross, e.category.localisation_arm, e.category.localisation_domestic), cuts);
  step.each("group.localise", e.group, reads(e.group.purchases),
            writes(e.group.localisation_gross, e.group.localisation_arm, e.group.localisation_domestic), cuts);
  step.each("cluster.localise", e.cluster,
            reads(row_number(e.cluster), rows_of(e.oem, e.oem.purchases, e.oem.plant_share)),
            writes(e.cluster.localisation_gross), [](Row cluster, const auto& oems, Ratio& gross) {
              double local = 0, all = 0;
              for (const auto& [row, y, plants] : oems) {
                const double bought = plants[cluster] * to_value(statistics::all(y)).value;
                local += bought * statistics::localisation_gross(y), all += bought;
              }
              gross = all > 0 ? local / all : 0;
            });
  step.each("nation.reckon_origin", e.nation, reads(rows_of(e.oem, e.oem.revenue_ring, e.oem.foreign_ring)),
            writes(e.nation.regional_value_content), [](const auto& oems, Ratio& rvc) {
              Value revenue{}, foreign{};
              for (const auto& [row, sold, content] : oems) revenue += sum(sold), foreign += sum(content);
              rvc = statistics::regional_value_content(revenue, foreign);
            });
}

void tell_firms(Step& step, Economy& e) {
  step.each("supplier.stand_up", e.supplier,
            reads(e.supplier.owner, e.supplier.links, e.supplier.category, e.supplier.certificate),
            writes(e.supplier.active, e.supplier.active_by_owner, e.supplier.by_certificate, e.supplier.counted,
                   e.supplier.age),
            [](Owner owner, double links, Row category, Certificate certificate, std::uint32_t& active,
               Slots<std::uint32_t, owners>& by_owner, Slots<std::uint32_t, certificates>& by_certificate,
               std::uint32_t& counted, std::uint32_t& age) {
              age += 1;
              counted = 1;
              active = links > 0;
              by_owner = {}, by_certificate = {};
              by_owner[static_cast<std::size_t>(owner)] = active;
              by_certificate[static_cast<std::size_t>(certificate)] = category != nowhere && owner == Owner::domestic;
            });
  step.sum("nation.active_suppliers", e.nation.suppliers, e.supplier.active_by_owner);
  step.sum("nation.direct_suppliers", e.nation.direct_suppliers, e.supplier.active);
  step.sum("nation.certified_firms", e.nation.certified, e.supplier.by_certificate);
  step.sum("nation.supporting_firms", e.nation.firms, e.supplier.counted);
  step.sum("nation.exits", e.nation.exits, e.supplier.ended);
  step.sum("nation.wanted_credit", e.nation.credit_wanted, e.supplier.wanted_credit);
  step.sum("cluster.suppliers", e.cluster.suppliers, e.supplier.cluster, e.supplier.counted);
  step.sum("cluster.active_suppliers", e.cluster.active, e.supplier.cluster, e.supplier.active);
  step.sum("cluster.parts_sales", e.cluster.parts_sales, e.supplier.cluster, e.supplier.sales);
  step.each(
      "contract.count", e.contract, reads(e.contract.live, e.contract.begun, calendar()),
      writes(e.contract.counted, e.contract.awarded),
      [](std::uint8_t live, std::int32_t begun, const Clock& clock, std::uint32_t& counted, std::uint32_t& awarded) {
        counted = live;
        awarded = begun == static_cast<std::int32_t>(clock.step) + 1;
      });
  step.sum("nation.contracts", e.nation.contracts, e.contract.counted);
  step.sum("nation.awards", e.nation.awards, e.contract.awarded);
}

}  // namespace trellis
