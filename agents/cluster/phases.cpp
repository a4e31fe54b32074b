#include "agents/cluster/phases.hpp"

#include "agents/cluster/equations.hpp"
#include "agents/government/equations.hpp"
#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/supplier/knowledge.hpp"

namespace trellis {

void tell_clusters(Step& step, Economy& e) {
  step.each(
      "cluster.build", e.cluster,
      reads(row_number(e.cluster), e.cluster.infrastructure_start, e.cluster.hub_start, e.cluster.test_capacity_start,
            e.scenario, calendar(), only(e.shock.exchange_index), only(e.nation.material_index),
            pays(e.book, sector::government)),
      writes(e.cluster.infrastructure, e.cluster.hub, e.cluster.rent, e.cluster.material_price, e.cluster.delay_relief,
             e.cluster.test_capacity),
      [](Row row, Ratio start, Ratio hub_start, double test_start, const Scenario& s, const Clock& clock,
         double exchange_index, double materials, Teller pay, Ratio& infrastructure, Ratio& hub, Ratio& rent,
         double& material_price, Ratio& delay_relief, double& test_capacity) {
        const Policy& policy = s.policy;
        const ClusterParameters& p = s.cluster;
        const Recipient here = recipient(s, row);
        const Value spending{policy.infrastructure_spending.at(clock.now(), here)};
        const Value testing{policy.testing_spending.at(clock.now(), here)};
        infrastructure =
            cluster::infrastructure(infrastructure, cluster::infrastructure_aim(start, (1 - p.test_share) * spending, p), p);  // (0.8), (0.9)
        hub = most(hub_start, policy.hub.at(clock.now(), here));
        rent = cluster::rent_index(infrastructure, p);                                            // (0.12)
        material_price = exchange_index * cluster::material_price(materials, infrastructure, p);  // (0.13)
        delay_relief = cluster::delay_relief(infrastructure, p);                                  // (7.3)
        test_capacity =
            cluster::test_capacity(test_capacity, test_start, p.test_share * spending + testing, p);  // (0.14)
        pay.between({sector::government, 0}, {sector::households, 0}, government::infrastructure_spending(spending),
                    flow::of(programme::infrastructure));  // (10.17)
      });
  step.each("cluster.pay_programmes", e.cluster,
            reads(row_number(e.cluster), e.scenario, calendar(), pays(e.book, sector::government)), writes(),
            [](Row row, const Scenario& s, const Clock& clock, Teller pay) {
              const Policy& policy = s.policy;
              const Recipient here = recipient(s, row);
              constexpr Account state{sector::government, 0}, households{sector::households, 0};
              pay.between(state, households,
                          government::hub_spending(policy.hub.at(clock.now(), here), s.cluster.hub_cost),
                          flow::of(programme::hub));  // (10.25)
              pay.between(state, households,
                          government::infrastructure_spending(Value{policy.testing_spending.at(clock.now(), here)}),
                          flow::of(programme::testing));  // (10.17)
            });
  step.each("cluster.connect", e.cluster,
            reads(e.cluster.distance, e.cluster.infrastructure, rows_of(e.cluster, e.cluster.infrastructure),
                  e.scenario.cluster),
            writes(e.cluster.logistics),
            [](Slots<double, most_clusters> km, Ratio here, const auto& clusters, const ClusterParameters& p,
               Slots<Ratio, most_clusters>& logistics) {
              for (const auto& [row, there] : clusters)
                logistics[row] = cluster::logistics_share(km[row], there, here, p);  // (0.11)
            });
}

void tell_knowledge_pools(Step& step, Economy& e) {
  step.each("supplier.teach", e.supplier, reads(e.supplier.technology, e.supplier.owner, e.supplier.orders),
            writes(e.supplier.taught, e.supplier.serves),
            [](double technology, Owner owner, Value orders, Slots<double, 3>& taught, double& serves) {
              taught = {{technology * orders.value, orders.value, owner == Owner::foreign ? orders.value : 0.0}};
              serves = 1;
            });
  step.sum("pool.gather", e.pool.gathered, e.supplier.pool, e.supplier.taught);
  step.sum("pool.count", e.pool.producers, e.supplier.pool, e.supplier.serves);
  step.each("pool.spread", e.pool,
            reads(e.pool.cluster, e.pool.category, via(e.pool.cluster, e.cluster.distance),
                  rows_of(e.pool, e.pool.cluster, e.pool.category, e.pool.gathered), e.scenario.knowledge),
            writes(e.pool.technology, e.pool.foreign_supply),
            [](Row here, Row category, Slots<double, most_clusters> km, const auto& pools, const KnowledgeParameters& p,
               double& technology, Ratio& foreign_supply) {
              double known = 0, weight = 0, made_here = 0, by_foreign = 0;
              for (const auto& [row, there, of, gathered] : pools) {
                if (there == here) made_here += gathered[1], by_foreign += gathered[2];
                if (of != category) continue;
                const double near = supplier::spillover_weight(km[there], p);  // (9.11)
                known += near * gathered[0], weight += near * gathered[1];
              }
              technology = weight > 0 ? known / weight : 0;
              foreign_supply = made_here > 0 ? by_foreign / made_here : 0;
            });
}

}  // namespace trellis
