#include "agents/government/equations.hpp"
#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/supplier/exit_entry.hpp"
#include "agents/supplier/phases.hpp"

namespace trellis {

void tell_lead_firms(Step& step, Economy& e) {
  // Who bid at the scale that a lead firm promised asks the state for what the missing scale costs.
  step.each("supplier.ask_lead_firms", e.supplier,
            reads(e.supplier.category, e.supplier.owner, e.supplier.cluster, e.supplier.kind, e.supplier.volume,
                  e.supplier.fill, e.supplier.unit_cost, e.supplier.scale, e.scenario, calendar()),
            writes(e.supplier.grants_asked),
            [](Row category, Owner owner, Row cluster, std::uint32_t of_class, Slots<Parts, capabilities> volume,
               Ratio fill, Slots<Price, capabilities> unit_cost, Slots<Ratio, capabilities> scale, const Scenario& s,
               const Clock& clock, Grants& grants) {
              if (category == nowhere || owner == Owner::foreign) return;
              const Ratio promised =
                  s.policy.lead_firm_support.at(clock.now(), recipient(s, cluster, category, of_class));
              if (!(promised > 0)) return;
              Value missing{};
              for (std::size_t j = 0; j < capabilities; ++j) {
                if (!(volume[j] > Parts{})) continue;
                const Parts counted_on = supplier::lead_firm_volume(12 * volume[j], promised, s.supplier);  // (4.22)
                missing += government::lead_firm_grant(fill * volume[j] * unit_cost[j], scale[j],
                                                       supplier::scale_factor(counted_on, s.supplier));  // (10.20)
              }
              grants[programme::lead_firms] = nearest(missing);
            });
}

void tell_relocation(Step& step, Economy& e) {
  step.each(
      "supplier.consider_move", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.kind, e.supplier.cluster, e.supplier.capital,
            e.supplier.deposits, rows_of(e.cluster, e.cluster.infrastructure, e.cluster.relative_pay, e.cluster.rent),
            rows_of(e.pool, e.pool.cluster, e.pool.category, e.pool.producers), only(e.government.granted_share),
            dice(e.supplier, stream::relocation, e.supplier.identity), e.scenario, calendar()),
      writes(e.supplier.moves_to, e.supplier.moved, e.supplier.supported_costs, e.supplier.grants_asked),
      [](Row category, Owner owner, std::uint32_t of_class, Row own, Dong capital, Dong deposits, const auto& clusters,
         const auto& pools, Ratio granted, Dice luck, const Scenario& s, const Clock& clock, Row& moves_to,
         std::uint32_t& moved, Grants& costs, Grants& grants) {
        const ExitEntryParameters& p = s.exit_entry;
        moves_to = nowhere;
        if (category == nowhere || owner == Owner::foreign || clock.now().month() != 12) return;
        const double kept = supplier::projects_kept(
            s.policy.administrative_relief.at(clock.now(), recipient(s, own, category, of_class)), p);  // (11.17)
        if (!luck.chance(supplier::considers_move(kept, p.relocation))) return;                         // (11.21)
        Slots<double, most_clusters> weight{};
        for (const auto& [row, infrastructure, wage, rent] : clusters) {
          double producers = 0;
          for (const auto& [pool, of_cluster, of_category, count] : pools)
            if (of_cluster == row && of_category == category) producers = count;
          weight[row] = supplier::location_weight(1, infrastructure, wage, rent, producers, p);  // (11.15)
        }
        const Value cost = supplier::relocation_cost(capital, p.relocation);  // (11.18)
        double best = 0;
        Ratio support = 0;
        for (const auto& [row, infrastructure, wage, rent] : clusters) {
          const Ratio offered = s.policy.relocation_grant.at(clock.now(), recipient(s, row, category, of_class));
          const Ratio paid = granted * offered;  // what the programme paid of late
          if (row == own || !(offered > 0) || to_value(deposits) < (1 - paid) * cost) continue;
          const double gain = supplier::relocation_gain(weight[row], weight[own], paid, p.relocation);  // (11.19)
          if (gain > best) best = gain, moves_to = row, support = offered;
        }
        if (moves_to == nowhere) return;
        moved = 1;
        costs[programme::relocation] = nearest(cost);
        grants[programme::relocation] = nearest(support * cost);
      });
  step.sum("nation.moves", e.nation.moves, e.supplier.moved);
}

void tell_moves(Step& step, Economy& e) {
  // Customers, families and debts go along; wage, rent, skills, neighbours and the way to the customers change.
  step.each(
      "supplier.move", e.supplier,
      reads(e.supplier.category, e.supplier.moves_to, rows_of(e.category, e.category.families), e.scenario),
      writes(e.supplier.cluster, e.supplier.pool, e.supplier.standstill),
      [](Row category, Row to, const auto& categories, const Scenario& s, Row& cluster, Row& pool, Ratio& standstill) {
        if (to == nowhere || category == nowhere) return;
        cluster = to;
        pool = to * static_cast<Row>(categories.size()) + category;
        standstill = s.exit_entry.relocation.standstill;
      });
}

}  // namespace trellis
