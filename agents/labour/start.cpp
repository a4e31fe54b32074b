// The labour market of the first month: workers of the first contracts, of home industries and of all other employers.
#include "agents/start/start.hpp"
#include "agents/inputs/equations.hpp"
#include "agents/labour/equations.hpp"
#include "agents/labour/phases.hpp"
#include "agents/model.hpp"
#include "agents/supplier/equations.hpp"

namespace trellis {

namespace {

// Workers that make what the first contracts call for in an average month.
People first_workers(const Economy& e, Row supplier) {
  const SupplierTable& t = e.supplier;
  const SupplierParameters& p = e.scenario.supplier;
  Slots<Parts, capabilities> volume = t.export_sets.get(supplier);
  for (std::uint32_t i = e.contracts_of_supplier.start[supplier]; i != e.contracts_of_supplier.start[supplier + 1];
       ++i) {
    const Row contract = e.contracts_of_supplier.row_of(e.contracts_of_supplier.item[i]);
    if (e.contract.approval.get(contract) > 0) continue;  // not delivered yet
    volume[e.contract.capability.get(contract)] += e.slot.expected.get(e.contract.slot.get(contract));
  }
  const auto unit_cost = t.unit_cost.get(supplier);
  const double work_for_suppliers =
      inputs::unit_cost(t.material_share.get(supplier), t.conversion_share.get(supplier), p);
  Value wage_bill = Parts{t.inputs.asked.get(supplier).value} *
                    supplier::wage_cost(Price{work_for_suppliers}, t.material_share.get(supplier),
                                        t.conversion_share.get(supplier), p);
  for (std::size_t j = 0; j < capabilities; ++j)
    wage_bill += volume[j] * supplier::wage_cost(unit_cost[j] * supplier::scale_factor(12 * volume[j], p),
                                                 t.material_share.get(supplier), t.conversion_share.get(supplier), p);
  return labour::workers_needed(wage_bill, e.cluster.pay.get(t.cluster.get(supplier)));
}

void load_training(Economy& e) {
  const auto& records = e.scenario.data.training_establishments;
  e.training.resize(records.size());
  std::vector<double> all(e.cluster.rows());
  for (const TrainingRecord& r : records) all[cluster_row(e.scenario, r.cluster)] += r.places;
  for (Row t = 0; t < e.training.rows(); ++t) {
    const TrainingRecord& r = records[t];
    const Row k = cluster_row(e.scenario, r.cluster);
    e.training.cluster.set(t, k), e.training.places.set(t, People{r.places});
    e.training.share.set(t, r.places / all[k]);
    e.training.trainers_at_start.set(t, People{r.trainers}), e.training.trainers.set(t, People{r.trainers});
    e.training.trainees.set(t, People{r.places});
    e.training.budget.set(t, nearest(Value{r.budget_million_vnd * 1e6 / 12}));
  }
}

}  // namespace

void start_labour(Economy& e) {
  const LabourParameters& p = e.scenario.labour;
  std::vector<Value> home_sales(e.cluster.rows());
  std::vector<People> employed(e.cluster.rows());
  e.supplier.each_row([&](std::size_t i) {
    const Row row = static_cast<Row>(i), k = e.supplier.cluster.get(row);
    home_sales[k] += e.supplier.home_sales.get(row);
    if (e.supplier.category.get(row) == nowhere) return;
    const People workers = first_workers(e, row);
    e.supplier.workers.set(row, workers), employed[k] += workers;
  });
  for (Row k = 0; k < e.cluster.rows(); ++k) {
    const double usual = 1 - p.usual_available;
    const People at_home = labour::workers_at_home(home_sales[k], 0, p);
    const People known{e.scenario.data.clusters[k].labour_force * e.scenario.population.scale};
    const People force = most(known, (employed[k] + at_home) / usual);
    const People elsewhere = positive(usual * force - employed[k] - at_home);
    e.cluster.home_sales.set(k, home_sales[k]), e.cluster.at_home.set(k, at_home);
    e.cluster.employment.set(k, employed[k]), e.cluster.force.set(k, force);
    e.cluster.elsewhere.set(k, elsewhere), e.cluster.elsewhere_at_start.set(k, elsewhere);
    e.cluster.available.set(k, force - employed[k] - at_home - elsewhere);
    e.cluster.tightness.set(k, usual), e.cluster.hiring_share.set(k, 1);
  }
  load_training(e);
}

}  // namespace trellis
