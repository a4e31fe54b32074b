#include "agents/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "agents/cluster/equations.hpp"
#include "agents/market/equations.hpp"
#include "agents/market/phases.hpp"
#include "agents/model.hpp"
#include "agents/oem/equations.hpp"
#include "agents/oem/sourcing.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/supplier/exit_entry.hpp"
#include "agents/world/equations.hpp"

namespace trellis {

namespace {

template <class Records, class Member>
Row find_row(const Records& records, std::string_view name, Member member) {
  const auto found = std::ranges::find(records, name, member);
  if (found == records.end()) throw std::runtime_error{fmt::format("'{}' is not in the data", name)};
  return static_cast<Row>(found - records.begin());
}

Row cluster_row(const Scenario& s, std::string_view name) {
  return find_row(s.data.clusters, name, &ClusterRecord::name);
}
Row oem_row(const Scenario& s, std::string_view name) {
  return find_row(s.data.assemblers, name, &AssemblerRecord::name);
}
Row category_row(const Scenario& s, std::string_view name) {
  return find_row(s.data.categories, name, &CategoryRecord::name);
}

std::int32_t step_of(const Economy& e, Month month) { return month - e.scenario.start; }

void load_clusters(Economy& e) {
  const Scenario& s = e.scenario;
  e.cluster.resize(s.data.clusters.size());
  double mean_wage = 0;
  for (const ClusterRecord& r : s.data.clusters)
    mean_wage += r.wage_million_vnd / static_cast<double>(s.data.clusters.size());
  for (Row k = 0; k < e.cluster.rows(); ++k) {
    const ClusterRecord& r = s.data.clusters[k];
    e.cluster.infrastructure_start.set(k, r.infrastructure), e.cluster.infrastructure.set(k, r.infrastructure);
    e.cluster.hub.set(k, r.hub);
    e.cluster.skill_pool.set(k, r.skill);
    e.cluster.wage.set(k, s.supplier.relative_wage);
    e.cluster.base_wage.set(k, r.wage_million_vnd / mean_wage);
    e.cluster.rent.set(k, 1);
    e.cluster.supplier_share.set(k, r.supplier_share);
    e.cluster.material_price.set(k, cluster::material_price(r.infrastructure, s.cluster));
    e.targets_of_clusters.push_back({.cluster = r.name, .category = "", .owner = ""});
  }
  e.nation.mean_wage.set(0, s.supplier.relative_wage);
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
    const VehiclePrice reference_bill = world::component_bill(reference, s.world);
    for (Row j = 0; j < count; ++j) {
      const Row f = first + j;
      e.family.category.set(f, c);
      const Price price =
          world::base_import_price(world::family_weight(j, count), share[reference], reference_bill);  // (I.3)
      e.family.base_price.set(f, price), e.family.import_price.set(f, price);
      e.family.per_vehicle.set(f, Slots<PartsPerVehicle, powertrains>::make([&](std::size_t p) {
                                 return world::parts_per_vehicle(share[p], world::component_bill(p, s.world),
                                                                 share[reference], reference_bill);  // (I.4)
                               }));
      const Ratio difficulty = world::family_difficulty(r.difficulty, rank[j], count, s.world);  // (I.5)
      e.family.difficulty.set(f, difficulty);
      e.family.certificate.set(f, sourcing::required_certificate(difficulty, s.sourcing.gates));
      e.family.profile.set(f, family_profile(r, Dice{e.first_clock(), f, stream::family_profile}));
      e.family.landed_factor.set(f, world::landed_factor(s.reference_law.parts_tariff.at(s.start), s.world));
    }
    first += count;
  }
}

void load_assemblers(Economy& e) {
  const Scenario& s = e.scenario;
  e.oem.resize(s.data.assemblers.size());
  e.plant.resize(s.data.plants.size());
  if (e.oem.rows() > 64) throw std::runtime_error{"more than 64 assemblers"};
  std::vector<Slots<double, most_clusters>> capacity(e.oem.rows());
  for (Row p = 0; p < e.plant.rows(); ++p) {
    const PlantRecord& r = s.data.plants[p];
    double before = 0;  // a later line of the same plant gives its whole capacity
    for (Row q = 0; q < p; ++q)
      if (s.data.plants[q].plant == r.plant) before = s.data.plants[q].capacity;
    const Row o = oem_row(s, r.assembler), k = cluster_row(s, r.cluster);
    e.plant.oem.set(p, o), e.plant.cluster.set(p, k);
    e.plant.opens.set(p, step_of(e, r.from));
    e.plant.capacity.set(p, Vehicles{(r.capacity - before) / 12});
    capacity[o][k] += r.capacity - before;
  }
  e.plants_of_oem.build(e.oem, e.plant.oem);
  for (Row o = 0; o < e.oem.rows(); ++o) {
    const AssemblerRecord& r = s.data.assemblers[o];
    e.oem.group.set(o, number(r.group));
    e.oem.asean_share.set(o, r.asean_share);
    const auto largest = std::ranges::max_element(capacity[o].at) - capacity[o].at.begin();
    e.oem.cluster.set(o, static_cast<Row>(largest));
    const double all = sum(capacity[o]);
    e.oem.plant_share.set(o, capacity[o].map([&](double each) { return all > 0 ? each / all : 0; }));
    e.oem.distance.set(o, e.cluster.distance.get(static_cast<Row>(largest)));
    e.oem.logistics.set(o, e.cluster.logistics.get(static_cast<Row>(largest)));
    e.oem.within_capacity.set(o, 1), e.oem.complete.set(o, 1);
  }
  e.oem.each_row([&](std::size_t o) {
    Vehicles open{};
    e.plant.each_row([&](std::size_t p) {
      if (e.plant.oem.get(p) == o && e.plant.opens.get(p) <= 0) open += e.plant.capacity.get(p);
    });
    e.oem.capacity.set(o, open);
    e.oem.capital.set(o, nearest(oem::expansion_cost(open, s.oem)));
  });
}

void load_products(Economy& e) {
  const Scenario& s = e.scenario;
  e.product.resize(s.data.products.size());
  std::vector<market::YearOfSales> dated;
  for (const DemandRecord& r : s.data.demand) dated.push_back({r.year, r.sales});
  std::array<double, 12> season{};
  for (const SeasonRecord& r : s.data.seasonality) season[static_cast<std::size_t>(r.month - 1)] = r.factor;
  e.path.season = market::seasonality(season);
  e.path.vehicles = market::official_path(dated, e.path.season, s.start, s.end);

  double all = 0;
  for (const ProductRecord& r : s.data.products) all += r.sales;
  e.nation.charging_network.set(0, 1);
  e.government.granted_share.set(0, 1);
  for (Row j = 0; j < e.product.rows(); ++j) {
    const ProductRecord& r = s.data.products[j];
    const bool imported = r.maker == "imported", later = r.sales == 0;
    const Row maker = imported ? nowhere : oem_row(s, r.maker);
    e.product.maker.set(j, maker);
    e.product.powertrain.set(j, number(r.powertrain));
    e.product.price_multiplier.set(j, r.price_multiplier);
    e.product.launched.set(j, imported ? 0 : step_of(e, s.data.assemblers[maker].first_month));
    e.product.share.set(j, r.sales / all);
    // Inversion of the base-year shares at the prices of the base-year law.
    const VehiclePrice price = base_year_buyer_price(e, j);
    const bool battery = r.powertrain == Powertrain::bev;
    e.product.attraction.set(j, market::attraction((later ? r.launch_sales : r.sales) / all,
                                                   market::value_for_money(price, battery, 1, s.market)));  // (1.13)
    const Vehicles usual{r.sales / 12};
    e.product.orders.set(j, usual), e.product.expected.set(j, usual);
    if (!imported) e.product.stock.set(j, s.oem.vehicle_cover * usual);
  }
  e.products_of_oem.build(e.oem, e.product.maker);
  for (Row o = 0; o < e.oem.rows(); ++o) {
    Slots<Vehicles, powertrains> usual{};
    e.product.each_row([&](std::size_t j) {
      if (e.product.maker.get(j) == o) usual[e.product.powertrain.get(j)] += e.product.expected.get(j);
    });
    e.oem.usual.set(o, usual), e.oem.planned.set(o, usual);
    Value monthly{};
    e.product.each_row([&](std::size_t j) {
      if (e.product.maker.get(j) == o) monthly += e.product.expected.get(j) * e.product.factory_price.get(j);
    });
    e.oem.deposits.set(o, nearest(s.oem.deposits_kept * monthly));
  }
}

void load_fleet(Economy& e) {
  const auto& fleet = e.scenario.data.fleet;
  int oldest = 0;
  for (const FleetRecord& r : fleet) oldest = std::max(oldest, r.age);
  const auto ages = static_cast<std::uint32_t>(oldest) + 1;
  e.cohort.resize(powertrains * ages);
  for (std::uint32_t p = 0; p < powertrains; ++p)
    for (std::uint32_t age = 0; age < ages; ++age) {
      const Row row = p * ages + age;
      e.cohort.powertrain.set(row, p), e.cohort.age.set(row, age);
      e.cohort.younger.set(row, age == 0 ? nowhere : row - 1);
    }
  Slots<Vehicles, powertrains> all{};
  for (const FleetRecord& r : fleet)
    for (std::uint32_t p = 0; p < powertrains; ++p) {
      const Vehicles v{p == 0 ? r.ice : p == 1 ? r.hev : r.bev};
      // Counted at the end of the year before the start: in the first month every cohort is a year older.
      const std::uint32_t age = std::min(static_cast<std::uint32_t>(r.age) + 1, ages - 1);
      e.cohort.vehicles.set(p * ages + age, e.cohort.vehicles.get(p * ages + age) + v);
      all[p] += v;
    }
  e.nation.fleet.set(0, all);
}

void load_desks_and_slots(Economy& e) {
  const Scenario& s = e.scenario;
  const auto categories = static_cast<Row>(e.category.rows()), families = static_cast<Row>(e.family.rows());
  e.desk.resize(e.oem.rows() * categories);
  e.slot.resize(e.oem.rows() * families);
  for (Row o = 0; o < e.oem.rows(); ++o) {
    for (Row c = 0; c < categories; ++c) {
      const Row d = o * categories + c;
      e.desk.oem.set(d, o), e.desk.category.set(d, c);
      e.desk.share_group.set(
          d, find_row(s.data.base_shares, s.data.assemblers[o].share_group, &BaseShareRecord::share_group));
    }
    for (Row f = 0; f < families; ++f) {
      const Row row = o * families + f;
      e.slot.oem.set(row, o), e.slot.family.set(row, f),
          e.slot.desk.set(row, o * categories + e.family.category.get(f));
      e.slot.contract.set(row, nowhere), e.slot.contract_supplier.set(row, nowhere),
          e.slot.asks_supplier.set(row, nowhere);
    }
  }
  for (const InhouseRecord& r : s.data.inhouse) {
    const Row d = oem_row(s, r.assembler) * categories + category_row(s, r.category);
    e.desk.inhouse_start.set(d, r.share), e.desk.inhouse.set(d, r.share), e.desk.inhouse_claim.set(d, r.share);
  }
  for (const InhouseClaimRecord& r : s.data.inhouse_claim) {
    const Row d = oem_row(s, r.assembler) * categories + category_row(s, r.category);
    e.desk.inhouse_claim.set(d, r.share);
    e.desk.claim_begins.set(d, step_of(e, r.from)), e.desk.claim_ramp.set(d, r.ramp_months);
  }
  e.slots_of_oem.build(e.oem, e.slot.oem);
  e.slot.each_row([&](std::size_t row) {
    const auto usual = e.oem.usual.get(e.slot.oem.get(row));
    const auto content = e.family.per_vehicle.get(e.slot.family.get(row));
    const Parts all = sum(usual.zip(content, [](Vehicles q, PartsPerVehicle a) { return oem::parts_needed(a, q); }));
    const Parts lot = oem::parts_bought(all, e.desk.inhouse.get(e.slot.desk.get(row)));
    const Row f = e.slot.family.get(row);
    e.slot.expected.set(row, lot);
    e.slot.lot_value.set(row, lot * e.family.base_price.get(f));
    e.slot.inventory.set(row, s.oem.parts_cover * lot);
    e.family.required.set(f, e.family.required.get(f) + lot);
  });
}

void load_institutes(Economy& e) {
  const auto& records = e.scenario.data.institutes;
  e.institute.resize(records.size());
  for (Row r = 0; r < e.institute.rows(); ++r) {
    const InstituteRecord& i = records[r];
    e.institute.cluster.set(r, cluster_row(e.scenario, i.cluster));
    e.institute.staff.set(r, i.staff);
    e.institute.budget.set(r, nearest(Value{i.budget_million_vnd * 1e6 / 12}));
    const Dice luck{e.first_clock(), r, stream::institute_state};
    // Deep in two fields, with a little of the others.
    e.institute.expertise.set(r, Slots<double, technology_fields>::make([&](std::size_t g) {
                                const bool main = static_cast<int>(g) == i.field_main,
                                           second = static_cast<int>(g) == i.field_second;
                                const double u = luck.uniform(static_cast<std::uint32_t>(g));
                                return (main     ? e.scenario.institute.expertise_main
                                        : second ? e.scenario.institute.expertise_second
                                                 : e.scenario.institute.expertise_other) *
                                       (0.5 + u);
                              }));
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
  e.relatedness = {std::vector<double>(e.scenario.data.industries.size() * categories), categories};
  for (const RelatednessRecord& r : e.scenario.data.relatedness)
    e.relatedness.weights[find_row(e.scenario.data.industries, r.industry, &IndustryRecord::name) * categories +
                          category_row(e.scenario, r.category)] = r.relatedness;
}

// Which class a new foreign plant, a firm that diversifies and a start-up are drawn from.
void choose_classes(Economy& e) {
  const auto& classes = e.scenario.data.owner_classes;
  const auto first_of = [&](auto is) {
    const auto found = std::ranges::find_if(classes, is);
    if (found == classes.end())
      throw std::runtime_error{
          "owner_classes need a foreign-owned class, a domestic-owned one that serves the industry and a latent one"};
    return static_cast<std::size_t>(found - classes.begin());
  };
  e.foreign_class_number = first_of([](const OwnerClassRecord& r) { return r.owner == Owner::foreign; });
  e.latent_class_number =
      first_of([](const OwnerClassRecord& r) { return r.owner == Owner::domestic && r.families_most == 0; });
  // The last domestic class that serves the industry is the nearest to it.
  for (std::size_t c = 0; c < classes.size(); ++c)
    if (classes[c].owner == Owner::domestic && classes[c].families_most > 0) e.entrant_class_number = c;
  e.foreign_class = classes[e.foreign_class_number], e.entrant_class = classes[e.entrant_class_number];
  for (const OwnerClassRecord& of : classes) {
    std::vector<double> shares;
    for (const IndustryRecord& r : e.scenario.data.industries)
      shares.push_back(of.name == "foreign_core"    ? r.share_foreign_core
                       : of.name == "domestic_core" ? r.share_domestic_core
                       : of.name == "domestic_near" ? r.share_domestic_near
                                                    : r.share_latent);
    e.industry_shares.push_back(std::move(shares));
  }
}

// Firms of each class in each cluster, by largest remainder.
std::vector<std::vector<std::size_t>> firms_by_cluster(const Economy& e) {
  std::vector<double> shares;
  for (const ClusterRecord& r : e.scenario.data.clusters) shares.push_back(r.supplier_share);
  std::vector<std::vector<std::size_t>> firms(shares.size());
  for (const OwnerClassRecord& of : e.scenario.data.owner_classes) {
    std::vector<Dong> count(shares.size());  // a split of firms works as one of money
    split(nearest(Value{of.number * e.scenario.population.scale}), shares, count);
    for (std::size_t k = 0; k < shares.size(); ++k) firms[k].push_back(static_cast<std::size_t>(count[k].value));
  }
  return firms;
}

void load_suppliers(Economy& e) {
  choose_classes(e);
  const auto firms = firms_by_cluster(e);
  std::vector<std::size_t> sizes;
  for (const auto& classes : firms) {
    std::size_t size = 0;
    for (const std::size_t count : classes) size += count;
    sizes.push_back(size);
  }
  e.supplier.resize_parts(sizes);
  e.suppliers.name_rows();
  for (std::size_t k = 0; k < firms.size(); ++k) {
    auto row = static_cast<Row>(e.supplier.part(k).first);
    for (std::size_t c = 0; c < firms[k].size(); ++c) {
      const OwnerClassRecord& of = e.scenario.data.owner_classes[c];
      for (std::size_t i = 0; i < firms[k][c]; ++i, ++row) {
        e.supplier.cluster.set(row, static_cast<Row>(k));
        Row category = nowhere;
        if (of.families_most > 0) {
          double place = Dice{e.first_clock(), e.supplier.identity.get(row), stream::first_category}.uniform();
          for (category = 0; category + 1 < e.category.rows(); ++category) {
            const CategoryRecord& r = e.scenario.data.categories[category];
            if ((place -= of.owner == Owner::foreign ? r.supplier_weight_foreign : r.supplier_weight_domestic) < 0)
              break;
          }
        }
        draw_firm(e, row, c, category);
      }
    }
  }
  e.suppliers.asked_by(e.category.plants_asked, e.category.plants_part)
      .asked_by(e.cluster.start_ups, e.cluster.start_ups_part);
  e.suppliers.follow(e.contract.supplier)
      .follow(e.project.supplier)
      .follow(e.project.asker)
      .follow(e.slot.contract_supplier)
      .follow(e.slot.asks_supplier);
  e.contracts.asked_by(e.slot.asks);
  e.contracts.follow(e.slot.contract);
  e.projects.asked_by(e.supplier.projects_asked);
  // What latent firms weigh in the base year sets the scale of diversification.
  for (Row c = 0; c < e.category.rows(); ++c) {
    double weight = 0;
    e.supplier.each_row([&](std::size_t row) {
      if (e.supplier.category.get(row) == nowhere)
        weight += supplier::diversification_weight(e.relatedness.of(e.supplier.industry.get(row), c),
                                                   e.supplier.served.get(row) ? 1 : e.scenario.credit.access);
    });
    e.category.base_weight.set(c, weight);
  }
}

// Banks hold the equity that they aim at; households hold what closes the sector balances.
void open_balances(Economy& e) {
  WideDong loans, deposits;
  e.supplier.each_row([&](std::size_t row) {
    loans += e.supplier.loans.get(row), deposits += e.supplier.deposits.get(row);
    e.supplier.net_worth.set(row,
                             e.supplier.deposits.get(row) + e.supplier.capital.get(row) - e.supplier.loans.get(row));
  });
  e.oem.each_row([&](std::size_t row) {
    loans += e.oem.loans.get(row), deposits += e.oem.deposits.get(row);
    e.oem.net_worth.set(row, e.oem.deposits.get(row) + e.oem.capital.get(row) - e.oem.loans.get(row));
  });
  const Dong equity = nearest(e.scenario.credit.bank_equity_ratio * to_value(loans));
  e.bank.equity.set(0, equity);
  e.bank.position.set(0, equity - narrow(loans));
  e.bank.loans_before.set(0, narrow(loans));
  const Dong households = -(narrow(deposits) + e.bank.position.get(0));
  e.household.deposits.set(0, households), e.household.before.set(0, households);
}

}  // namespace

void load_economy(Economy& e) {
  load_clusters(e);
  load_families(e);
  load_assemblers(e);
  load_products(e);
  load_fleet(e);
  load_desks_and_slots(e);
  load_institutes(e);
  load_pools(e);
  load_suppliers(e);
  solve_base_year(e);
  open_balances(e);
}

}  // namespace trellis
