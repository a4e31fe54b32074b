#include <algorithm>

#include "agents/cluster/equations.hpp"
#include "agents/oem/sourcing.hpp"
#include "agents/start/start.hpp"
#include "agents/world/equations.hpp"

namespace trellis {

namespace {

void load_clusters(Economy& e) {
  const Scenario& s = e.scenario;
  e.cluster.resize(s.data.clusters.size());
  double mean_wage = 0;
  for (const ClusterRecord& r : s.data.clusters)
    mean_wage += r.wage_million_vnd / static_cast<double>(s.data.clusters.size());
  for (Row k = 0; k < e.cluster.rows(); ++k) {
    const ClusterRecord& r = s.data.clusters[k];
    e.cluster.infrastructure_start.set(k, r.infrastructure), e.cluster.infrastructure.set(k, r.infrastructure);
    e.cluster.hub_start.set(k, r.hub);
    e.cluster.skill_pool.set(k, r.skill), e.cluster.skill_pool_at_start.set(k, r.skill);
    const double tests = s.knowledge.certification.starts_per_quarter * s.population.scale * r.supplier_share;
    e.cluster.test_capacity_start.set(k, tests), e.cluster.test_capacity.set(k, tests);
    e.cluster.wage.set(k, s.supplier.relative_wage);
    const WorkerPay pay{r.wage_million_vnd * 1e6};
    e.cluster.pay.set(k, pay), e.cluster.pay_at_start.set(k, pay);
    e.cluster.relative_pay.set(k, r.wage_million_vnd / mean_wage);
    e.cluster.rent.set(k, 1);
    e.cluster.supplier_share.set(k, r.supplier_share);
    e.cluster.material_price.set(k, cluster::material_price(1, r.infrastructure, s.cluster));
  }
  e.nation.mean_wage.set(0, s.supplier.relative_wage);
  e.nation.outside_technology.set(0, 1);
  for (const DistanceRecord& r : s.data.distances) {
    const Row from = cluster_row(s, r.from), to = cluster_row(s, r.to);
    auto km = e.cluster.distance.get(from);
    km[to] = r.km;
    e.cluster.distance.set(from, km);
  }
  for (Row k = 0; k < e.cluster.rows(); ++k)
    e.cluster.logistics.set(k, Slots<Ratio, most_clusters>::make([&](std::size_t j) {
                              return j < e.cluster.rows()
                                         ? cluster::logistics_share(e.cluster.distance.get(k)[j],
                                                                    e.cluster.infrastructure.get(j),
                                                                    e.cluster.infrastructure.get(k), s.cluster)
                                         : 0;
                            }));
}

// Weights of the category's fields in one of its families: the category's three, each drawn between .2 and 1.2, to 1.
Slots<double, technology_fields> family_profile(const CategoryRecord& r, const Dice& luck) {
  Slots<double, technology_fields> profile{};
  double all = 0;
  for (const int field : {r.field_main, r.field_second, r.field_third}) {
    const auto g = static_cast<std::size_t>(field);
    if (profile[g] == 0) all += profile[g] = 0.2 + luck.uniform(static_cast<std::uint32_t>(field));
  }
  for (std::size_t g = 0; g < technology_fields; ++g) profile[g] /= all;
  return profile;
}

void load_families(Economy& e) {
  const Scenario& s = e.scenario;
  const double rate = s.world.exchange_rate.at(s.start);
  std::size_t families = 0;
  for (const CategoryRecord& r : s.data.categories) families += static_cast<std::size_t>(r.families);
  e.category.resize(s.data.categories.size());
  e.family.resize(families);
  Row first = 0;
  for (Row c = 0; c < e.category.rows(); ++c) {
    const CategoryRecord& r = s.data.categories[c];
    const auto count = static_cast<Row>(r.families);
    e.category.learning_exponent.set(c, world::learning_exponent(r.learning_rate));
    e.category.world_growth.set(c, r.world_volume_growth);
    e.category.difficulty.set(c, r.difficulty);
    e.category.first_family.set(c, first), e.category.families.set(c, count);
    e.category.volume_ratio.set(c, 1), e.category.price_index.set(c, 1);
    Slots<double, technology_fields> fields{};
    for (const int field : {r.field_main, r.field_second, r.field_third}) fields[static_cast<std::size_t>(field)] = 1;
    e.category.fields.set(c, fields);

    // Difficulty ranks are a keyed permutation, or the largest families would be the easiest.
    std::vector<std::pair<double, Row>> order;
    for (Row j = 0; j < count; ++j)
      order.emplace_back(Dice{e.first_clock(), first + j, stream::family_order}.uniform(), j);
    std::ranges::sort(order);
    std::vector<std::size_t> rank(count);
    for (std::size_t place = 0; place < count; ++place) rank[order[place].second] = place;

    const std::array<Ratio, powertrains> share{r.share_ice, r.share_hev, r.share_bev};
    const std::size_t reference = r.share_ice >= r.share_bev ? number(Powertrain::ice) : number(Powertrain::bev);
    const VehiclePrice reference_bill = world::component_bill(reference, rate, s.world);
    for (Row j = 0; j < count; ++j) {
      const Row f = first + j;
      e.family.category.set(f, c);
      const Price price =
          world::base_import_price(world::family_weight(j, count), share[reference], reference_bill);  // (I.3)
      e.family.base_price.set(f, price), e.family.import_price.set(f, price);
      e.family.per_vehicle.set(f, Slots<PartsPerVehicle, powertrains>::make([&](std::size_t p) {
                                 return world::parts_per_vehicle(share[p], world::component_bill(p, rate, s.world),
                                                                 share[reference], reference_bill);  // (I.4)
                               }));
      e.category.per_vehicle.set(c, e.family.per_vehicle.get(f));  // the same for all families of the category
      const Ratio difficulty = world::family_difficulty(r.difficulty, rank[j], count, s.world);  // (I.5)
      e.family.difficulty.set(f, difficulty);
      e.family.certificate.set(f, sourcing::required_certificate(difficulty, s.sourcing.gates));
      e.family.profile.set(f, family_profile(r, Dice{e.first_clock(), f, stream::family_profile}));
      e.family.landed_factor.set(f, world::landed_factor(s.reference_law.parts_tariff.at(s.start), s.world));
    }
    first += count;
  }
}

void load_pools(Economy& e) {
  e.group.resize(groups);
  e.flow_table.resize(flow::count);
  const auto categories = static_cast<Row>(e.category.rows());
  e.pool.resize(e.cluster.rows() * categories);
  for (Row k = 0; k < e.cluster.rows(); ++k)
    for (Row c = 0; c < categories; ++c)
      e.pool.cluster.set(k * categories + c, k), e.pool.category.set(k * categories + c, c);
  e.office.resize(e.cluster.rows() * support::kinds);
  for (Row row = 0; row < e.office.rows(); ++row)
    e.office.cluster.set(row, row / static_cast<Row>(support::kinds)),
        e.office.kind.set(row, row % static_cast<Row>(support::kinds));
  e.relatedness = {std::vector<double>(e.scenario.data.industries.size() * categories), categories};
  for (const RelatednessRecord& r : e.scenario.data.relatedness)
    e.relatedness.weights[industry_row(e.scenario, r.industry) * categories + category_row(e.scenario, r.category)] =
        r.relatedness;
}

}  // namespace

void start_places(Economy& e) {
  load_clusters(e);
  load_families(e);
  load_pools(e);
}

}  // namespace trellis
