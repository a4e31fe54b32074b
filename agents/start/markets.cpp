// A scenario tells of one nation. What it gives for a whole nation or a whole cluster is for each of the Vietnams that
// stand side by side; what it gives for a firm, a vehicle or a place is the same in all of them.
#include "agents/start/start.hpp"
#include "agents/world/equations.hpp"

namespace trellis {

namespace {

Schedule times(double markets, const Schedule& of_one) {
  if (of_one.constant()) return Schedule{markets * of_one.at(Month{})};
  std::vector<ScheduleStep> steps = of_one.steps();
  for (ScheduleStep& step : steps) step.value *= markets;
  return Schedule{std::move(steps)};
}

void multiply_levers(double markets, Policy& p) {
  for (Schedule* lever :
       {&p.public_orders.ice, &p.public_orders.hev, &p.public_orders.bev, &p.project_budget, &p.programme_budget,
        &p.testing_spending, &p.infrastructure_spending, &p.charging_spending, &p.training_places,
        &p.expert_secondment})
    *lever = times(markets, *lever);
  for (SupportSchedule& programme : p.support) programme.places = times(markets, programme.places);
}

void multiply_tables(double markets, InputFiles& data) {
  for (PlantRecord& r : data.plants) r.capacity *= markets;
  for (ProductRecord& r : data.products) r.sales *= markets, r.launch_sales *= markets;
  for (DemandRecord& r : data.demand) r.sales *= markets;
  for (VehicleExportRecord& r : data.vehicle_exports) r.vehicles *= markets;
  for (IncomeRecord& r : data.income) r.population_million *= markets;
  for (FleetRecord& r : data.fleet) r.ice *= markets, r.hev *= markets, r.bev *= markets;
  for (InstituteRecord& r : data.institutes) r.staff *= markets, r.budget_million_vnd *= markets;
  for (TrainingRecord& r : data.training_establishments)
    r.places *= markets, r.trainers *= markets, r.budget_million_vnd *= markets;
  for (IndustryRecord& r : data.industries) r.output_billion_vnd *= markets;
}

}  // namespace

Scenario with_markets(Scenario s) {
  const double markets = s.population.markets;
  multiply_levers(markets, s.policy), multiply_levers(markets, s.reference_law);
  multiply_tables(markets, s.data);
  s.cluster.spending_of_reference *= markets, s.cluster.hub_cost *= markets;
  s.market.charging_private *= markets, s.market.charging_worth *= markets;
  return s;
}

std::uint32_t nations_of(const PopulationParameters& p) {
  return world::nations(p.scale, p.markets, static_cast<double>(p.lots));  // (I.12)
}

}  // namespace trellis
