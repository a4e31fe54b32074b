#include <algorithm>
#include <stdexcept>

#include "agents/finance/equations.hpp"
#include "agents/start/start.hpp"
#include "agents/supplier/exit_entry.hpp"

namespace trellis {

namespace {

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
      .asked_by(e.cluster.start_ups, e.cluster.start_ups_part)
      .name_by_asker();
  e.suppliers.follow(e.contract.supplier)
      .follow(e.project.partners)
      .follow(e.project.asker)
      .follow(e.supplier.joins)
      .follow(e.slot.contract_supplier)
      .follow(e.slot.asks_supplier)
      .follow(e.supplier.inputs.seller)
      .follow(e.supplier.inputs.creditor)
      .follow(e.supplier.inputs.asks);
  e.contracts.asked_by(e.slot.asks);
  e.contracts.follow(e.slot.contract);
  e.projects.asked_by(e.supplier.projects_asked);
  // What latent firms weigh in the base year sets the scale of diversification.
  for (Row c = 0; c < e.category.rows(); ++c) {
    double weight = 0;
    e.supplier.each_row([&](std::size_t row) {
      if (e.supplier.category.get(row) == nowhere)
        weight += supplier::diversification_weight(
            e.relatedness.of(e.supplier.industry.get(row), c),
            e.supplier.served.get(row) ? 1 : finance::access_of_reference(e.scenario.credit));
    });
    e.category.base_weight.set(c, weight);
  }
}

}  // namespace

void start_firms(Economy& e) {
  load_institutes(e);
  load_suppliers(e);
}

}  // namespace trellis
