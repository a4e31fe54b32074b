#include "agents/industry/phases.hpp"

#include "agents/industry/equations.hpp"
#include "agents/model.hpp"
#include "agents/start/start.hpp"

namespace trellis {

void tell_industries(Step& step, Economy& e) {
  constexpr Every year{12};
  step.each(
      "industry.sell", e.industry,
      reads(row_number(e.industry), rows_of(e.category, e.category.value_added), e.spillovers),
      writes(e.industry.bought),
      [](Row self, const auto& categories, const Relatedness& share, Value& bought) {
        bought = {};
        for (const auto& [row, value] : categories) bought += share.of(self, row) * to_value(value);
      },
      year);
  step.each(
      "industry.grow", e.industry,
      reads(e.industry.output_at_start, e.industry.trend_growth, e.industry.bought, e.scenario.industry, calendar()),
      writes(e.industry.bought_in_base_year, e.industry.trend, e.industry.output, e.industry.productivity,
             e.industry.material_price, e.industry.home_growth),
      [](Value at_start, double growth, Value bought, const IndustryParameters& p, const Clock& clock,
         Value& bought_in_base_year, Value& trend, Value& output, double& productivity, double& material_price,
         double& home_growth) {
        if (clock.step < 11) return;  // the first twelve months are not over
        if (clock.step < 23) bought_in_base_year = bought;
        const double lead_before = output / trend;
        trend = industry::output_trend(at_start, growth, (clock.step + 1) / 12 - 1);                          // (12.30)
        output = industry::output(trend, bought, bought_in_base_year);                                        // (12.31)
        productivity = industry::productivity(output, at_start, p);                                           // (12.32)
        home_growth = industry::home_growth(growth, output / trend, lead_before);                             // (12.33)
        material_price = industry::material_price(productivity, industry::productivity(trend, at_start, p));  // (12.34)
      },
      year);
  step.each(
      "nation.price_materials", e.nation, reads(rows_of(e.industry, e.industry.bought, e.industry.material_price)),
      writes(e.nation.material_index),
      [](const auto& industries, double& index) {
        Value paid{}, all{};
        for (const auto& [row, bought, price] : industries) paid += price * bought, all += bought;
        index = all > Value{} ? paid / all : 1;
      },
      year);
}

void start_industries(Economy& e) {
  const Scenario& s = e.scenario;
  const auto categories = static_cast<Row>(e.category.rows());
  e.industry.resize(s.data.industries.size());
  for (Row n = 0; n < e.industry.rows(); ++n) {
    const IndustryRecord& r = s.data.industries[n];
    const Value output{r.output_billion_vnd * 1e9};
    e.industry.output_at_start.set(n, output), e.industry.output.set(n, output), e.industry.trend.set(n, output);
    e.industry.trend_growth.set(n, r.growth), e.industry.home_growth.set(n, r.growth);
    e.industry.productivity.set(n, 1), e.industry.material_price.set(n, 1);
  }
  e.nation.material_index.set(0, 1);
  e.spillovers = {std::vector<double>(s.data.industries.size() * categories), categories};
  for (const SpilloverRecord& r : s.data.spillovers)
    e.spillovers.weights[industry_row(s, r.industry) * categories + category_row(s, r.category)] = r.share;
}

}  // namespace trellis
