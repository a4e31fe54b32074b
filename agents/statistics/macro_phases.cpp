#include <algorithm>
#include <vector>

#include "agents/model.hpp"
#include "agents/statistics/macro.hpp"
#include "agents/statistics/phases.hpp"
#include "agents/supplier/exit_entry.hpp"

namespace trellis {

namespace {

void tell_counts(Step& step, Economy& e) {
  step.each("contract.reach_abroad", e.contract, reads(e.contract.live, via(e.contract.oem, e.oem.group)),
            writes(e.contract.multinational), [](std::uint8_t live, std::uint32_t group, std::uint32_t& multinational) {
              multinational = live && group != number(Group::vietnamese);
            });
  step.each("supplier.count", e.supplier,
            reads(e.supplier.owner, e.supplier.certificate, e.supplier.ended, e.supplier.distress, e.supplier.orders,
                  e.supplier.home_sales, e.supplier.age, incoming(e.contracts_of_supplier, e.contract.multinational),
                  e.scenario.report, e.scenario.exit_entry),
            writes(e.supplier.tally),
            [](Owner owner, Certificate certificate, std::uint8_t ended, std::int32_t distress, Value orders,
               Value home_sales, std::uint32_t age, std::uint32_t multinational, const ReportParameters& p,
               const ExitEntryParameters& exit, Tallies& tally) {
              tally = {};
              const auto size = number(statistics::size_class(12 * (home_sales + orders), p));  // (12.15)
              const auto years = number(statistics::age_class(age, p));                         // (12.16)
              tally[Tally::by_size + size] = tally[Tally::by_age + years] = 1;
              tally[Tally::foreign_certified + number(certificate)] = owner == Owner::foreign;
              tally[Tally::multinational + number(owner)] = multinational > 0;
              tally[Tally::multinational_certified + number(certificate)] = multinational > 0;
              if (!ended) return;
              const auto cause =
                  statistics::exit_cause(supplier::insolvent(distress, exit), orders > Value{});  // (12.17)
              tally[Tally::left + number(owner)] = tally[Tally::left_by_cause + number(cause)] = 1;
              tally[Tally::left_by_size + size] = tally[Tally::left_by_age + years] = 1;
            });
  step.sum("nation.tally", e.nation.macro.tally, e.supplier.tally);
  step.each(
      "nation.report", e.nation, reads(only(e.nation.macro.tally)),
      writes(e.nation.macro.foreign_certified, e.nation.macro.multinational, e.nation.macro.multinational_certified,
             e.nation.macro.left, e.nation.macro.left_by_cause, e.nation.macro.left_by_size, e.nation.macro.left_by_age,
             e.nation.macro.by_size, e.nation.macro.by_age),
      [](const Tallies& all, ByCertificate& foreign_certified, ByOwner& multinational,
         ByCertificate& multinational_certified, ByOwner& left, ByCause& left_by_cause, BySize& left_by_size,
         ByAge& left_by_age, BySize& by_size, ByAge& by_age) {
        foreign_certified = counts<certificates>(all, Tally::foreign_certified);
        multinational = counts<owners>(all, Tally::multinational);
        multinational_certified = counts<certificates>(all, Tally::multinational_certified);
        left = counts<owners>(all, Tally::left);
        left_by_cause = counts<ByCause::size()>(all, Tally::left_by_cause);
        left_by_size = counts<BySize::size()>(all, Tally::left_by_size);
        left_by_age = counts<ByAge::size()>(all, Tally::left_by_age);
        by_size = counts<BySize::size()>(all, Tally::by_size);
        by_age = counts<ByAge::size()>(all, Tally::by_age);
      });
  step.sum("nation.research", e.nation.macro.research, e.supplier.research);
}

void tell_prices(Step& step, Economy& e) {
  step.each("contract.revalue", e.contract, reads(e.contract.delivered, via(e.contract.family, e.family.base_price)),
            writes(e.contract.at_base), [](Parts sets, Price price, Value& at_base) { at_base = sets * price; });
  step.each("slot.revalue", e.slot, reads(e.slot.imported, via(e.slot.family, e.family.base_price)),
            writes(e.slot.at_base), [](Parts sets, Price price, Value& at_base) { at_base = sets * price; });
  step.sum("desk.local_at_base", e.desk.local_at_base, e.contract.desk, e.contract.at_base);
  step.sum("desk.imports_at_base", e.desk.imports_at_base, e.slot.desk, e.slot.at_base);
  step.each("category.index_prices", e.category,
            reads(row_number(e.category), rows_of(e.desk, e.desk.category, e.desk.bought_local, e.desk.bought_other,
                                                  e.desk.local_at_base, e.desk.imports_at_base)),
            writes(e.category.local_price, e.category.import_price),
            [](Row self, const auto& desks, Ratio& local_price, Ratio& import_price) {
              Value local{}, local_at_base{}, imports{}, imports_at_base{};
              for (const auto& [row, category, bought, other, at_base, other_at_base] : desks) {
                if (category != self) continue;
                local += to_value(sum(bought)), local_at_base += at_base;
                imports += to_value(other[0]), imports_at_base += other_at_base;
              }
              local_price = statistics::price_index(local, local_at_base, local_price);  // (12.19)
              import_price = statistics::price_index(imports, imports_at_base, import_price);
            });
  step.each(
      "nation.index_prices", e.nation,
      reads(rows_of(e.desk, e.desk.bought_local, e.desk.bought_other, e.desk.local_at_base, e.desk.imports_at_base)),
      writes(e.nation.macro.local_price, e.nation.macro.import_price),
      [](const auto& desks, Ratio& local_price, Ratio& import_price) {
        Value local{}, local_at_base{}, imports{}, imports_at_base{};
        for (const auto& [row, bought, other, at_base, other_at_base] : desks) {
          local += to_value(sum(bought)), local_at_base += at_base;
          imports += to_value(other[0]), imports_at_base += other_at_base;
        }
        local_price = statistics::price_index(local, local_at_base, local_price);  // (12.19)
        import_price = statistics::price_index(imports, imports_at_base, import_price);
      });
  // What the mean vehicle on offer costs, weighted by market shares.
  step.each(
      "powertrain.price_vehicles", e.powertrain,
      reads(row_number(e.powertrain), rows_of(e.product, e.product.powertrain, e.product.share, e.product.buyer_price)),
      writes(e.powertrain.vehicle_price), [](Row self, const auto& products, VehiclePrice& price) {
        VehiclePrice all{};
        double shares = 0;
        for (const auto& [row, powertrain, share, buyer_price] : products)
          if (powertrain == self) all += share * buyer_price, shares += share;
        if (shares > 0) price = (1 / shares) * all;
      });
}

void tell_utilisation(Step& step, Economy& e) {
  step.each("supplier.use_capacity", e.supplier, reads(e.supplier.links, e.supplier.output, e.supplier.capacity),
            writes(e.supplier.made_and_could),
            [](double links, Value output, Value capacity, Slots<Value, 2>& made_and_could) {
              made_and_could = links > 0 ? Slots<Value, 2>{{output, capacity}} : Slots<Value, 2>{};
            });
  step.sum("category.made_and_could", e.category.made_and_could, e.supplier.category, e.supplier.made_and_could);
  step.each("category.use_capacity", e.category, reads(e.category.made_and_could), writes(e.category.utilisation),
            [](Slots<Value, 2> made_and_could, Ratio& utilisation) {
              utilisation = statistics::utilisation(made_and_could[0].value, made_and_could[1].value);  // (12.18)
            });
  step.each("nation.use_capacity", e.nation,
            reads(rows_of(e.category, e.category.made_and_could), rows_of(e.oem, e.oem.built, e.oem.capacity)),
            writes(e.nation.macro.utilisation, e.nation.macro.assembly_utilisation),
            [](const auto& categories, const auto& makers, Ratio& suppliers, Ratio& assembly) {
              Slots<Value, 2> parts{};
              Vehicles built{}, capacity{};
              for (const auto& [row, made_and_could] : categories) parts += made_and_could;
              for (const auto& [row, made, could] : makers) built += made, capacity += could;
              suppliers = statistics::utilisation(parts[0].value, parts[1].value);  // (12.18)
              assembly = statistics::utilisation(built.value, capacity.value);
            });
}

// Sizes and their growth, from turnovers of calendar years.
void tell_sizes(Step& step, Economy& e) {
  constexpr Every year{12};
  step.each("supplier.turn_over", e.supplier, reads(e.supplier.home_sales, e.supplier.sales),
            writes(e.supplier.turnover),
            [](Value home_sales, Dong sales, Value& turnover) { turnover += home_sales + to_value(sales); });
  step.each(
      "nation.measure_sizes", e.nation,
      reads(rows_of(e.supplier, e.supplier.links, e.supplier.category, e.supplier.age, e.supplier.turnover,
                    e.supplier.turnover_before),
            e.scenario.report),
      writes(e.nation.macro.tail_exponent, e.nation.macro.log_size, e.nation.macro.log_size_spread,
             e.nation.macro.growth_spread, e.nation.macro.growth_shape, e.nation.macro.growth_scaling),
      [](const auto& suppliers, const ReportParameters& p, double& tail, double& log_size, double& log_size_spread,
         double& growth_spread, double& growth_shape, double& growth_scaling) {
        std::vector<double> sizes, logs, growth;
        std::vector<std::pair<double, double>> by_size;  // turnover of the year before, growth
        constexpr std::uint32_t two_years = 24;  // a firm's first year is cut short by its start: no growth
        for (const auto& [row, links, category, age, turnover, before] : suppliers) {
          if (links > 0 && turnover > Value{})
            sizes.push_back(turnover.value), logs.push_back(maths::log(turnover.value));
          if (category == nowhere || age < two_years || !(turnover > Value{}) || !(before > Value{})) continue;
          by_size.emplace_back(before.value, maths::log(turnover / before));
          growth.push_back(by_size.back().second);
        }
        std::ranges::sort(sizes, std::greater{});
        const auto in_tail = static_cast<std::size_t>(p.tail_share * static_cast<double>(sizes.size()));
        tail = statistics::tail_exponent(std::span(sizes).first(in_tail));  // (12.20)
        const statistics::Spread of_sizes = statistics::spread(logs), of_growth = statistics::spread(growth);
        log_size = of_sizes.mean, log_size_spread = of_sizes.deviation;  // (12.21)
        growth_spread = of_growth.deviation, growth_shape = of_growth.absolute / of_growth.deviation;
        std::ranges::sort(by_size);
        constexpr std::size_t tenths = 10;
        std::vector<double> x, y;
        for (std::size_t t = 0; t < tenths; ++t) {
          growth.clear();
          double all = 0;
          for (std::size_t i = t * by_size.size() / tenths; i < (t + 1) * by_size.size() / tenths; ++i)
            growth.push_back(by_size[i].second), all += maths::log(by_size[i].first);
          const double deviation = statistics::spread(growth).deviation;
          if (!(deviation > 0)) continue;
          x.push_back(all / static_cast<double>(growth.size())), y.push_back(maths::log(deviation));
        }
        growth_scaling = x.size() > 1 ? statistics::slope(x, y) : statistics::undefined;  // (12.22)
      },
      year);
  step.each(
      "supplier.close_year", e.supplier, reads(), writes(e.supplier.turnover, e.supplier.turnover_before),
      [](Value& turnover, Value& before) { before = turnover, turnover = {}; }, year);
}

}  // namespace

void tell_macro(Step& step, Economy& e) {
  tell_counts(step, e);
  tell_prices(step, e);
  tell_utilisation(step, e);
  tell_sizes(step, e);
}

void tell_newcomers(Step& step, Economy& e) {
  step.each("nation.count_entries", e.nation,
            reads(rows_of(e.category, e.category.plants_asked), rows_of(e.cluster, e.cluster.start_ups),
                  only(e.nation.entries)),
            writes(e.nation.macro.entries),
            [](const auto& categories, const auto& clusters, std::uint32_t diversified, ByEntry& entries) {
              entries = {};
              for (const auto& [row, plants] : categories) entries[number(EntryKind::foreign_plant)] += plants;
              for (const auto& [row, firms] : clusters) entries[number(EntryKind::start_up)] += firms;
              entries[number(EntryKind::diversification)] = diversified;
            });
}

// What the matrix of the month says of trade and value added, and what programmes have cost since the first December.
void publish_macro(Economy& e) {
  MacroColumns& m = e.nation.macro;
  const auto got = [&](Flow of, Sector by) { return narrow(e.book.matrix(of, by)); };
  m.component_imports.set(0, got(flow::imported_parts, sector::world) + got(flow::spare_parts, sector::world));
  e.nation.parts_balance.set(0, e.nation.parts_exports.get(0) - m.component_imports.get(0));
  m.material_imports.set(0, got(flow::materials, sector::world));
  // What others pay suppliers and makers for vehicles and parts, and what they pay others for parts and materials.
  constexpr std::array<Flow, 8> goods{
      flow::vehicle_sales,  flow::vehicle_exports, flow::of(programme::public_orders), flow::spare_parts,
      flow::imported_parts, flow::parts_duty,      flow::materials,                    flow::exports};
  Dong value_added{};
  for (const Flow of : goods)
    for (const Sector by : {sector::suppliers, sector::assemblers}) value_added += got(of, by);
  m.value_added.set(0, value_added);

  const Ratio gross = e.nation.localisation_gross.get(0);
  const Slots<Dong, programme::count> cost = e.nation.cost_by_programme.get(0);
  if (m.first_gross.get(0) > 0)
    m.spent.set(0, m.spent.get(0) + cost);
  else if (e.clock().now().month() == 12)
    m.first_gross.set(0, gross);
  const Ratio before = m.first_gross.get(0) > 0 ? m.first_gross.get(0) : gross;
  const Slots<Dong, programme::count> spent = m.spent.get(0);
  m.cost_per_point.set(0, statistics::cost_per_point(sum(spent), gross, before));  // (12.23)
  m.programme_cost_per_point.set(
      0, spent.map([&](Dong of_programme) { return statistics::cost_per_point(of_programme, gross, before); }));
}

}  // namespace trellis
