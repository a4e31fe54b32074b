#include "agents/finance/equations.hpp"
#include "agents/government/recipient.hpp"
#include "agents/inputs/phases.hpp"
#include "agents/model.hpp"
#include "agents/oem/phases.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/supplier/exit_entry.hpp"
#include "agents/supplier/first_state.hpp"
#include "agents/supplier/phases.hpp"
#include "agents/world/equations.hpp"

namespace trellis {

namespace {

// Every column of the table, and the ledger.
Accesses all_of(const Table& table, const Ledger& book) {
  Accesses all{{&book, Access::table}};
  for (const AnyColumn* column : table.columns()) all.push_back({column, Access::table});
  return all;
}

}  // namespace

void tell_exit(Step& step, Economy& e) {
  step.each(
      "supplier.leave", e.supplier,
      reads(e.supplier.deposits, e.supplier.receivable, e.supplier.inputs.payable, e.supplier.orders,
            e.supplier.home_sales, e.supplier.owner, e.supplier.guaranteed, e.supplier.default_risk,
            dice(e.supplier, stream::exit, e.supplier.identity),
            dice(e.supplier, stream::foreign_exit, e.supplier.identity),
            dice(e.supplier, stream::default_event, e.supplier.identity), via(e.supplier.pool, e.pool.foreign_leave),
            e.scenario.exit_entry, e.scenario.credit, pays(e.book, sector::suppliers)),
      writes(e.supplier.ended, e.supplier.distress, e.supplier.loans, e.supplier.capital, e.supplier.flows,
             e.supplier.left_domestic, e.supplier.estate),
      [](Dong deposits, Dong receivable, Dong payable, Value orders, Value home_sales, Owner owner, Ratio guaranteed,
         Ratio default_risk, Dice luck, Dice exit_luck, Dice default_luck, Ratio foreign_leave,
         const ExitEntryParameters& p, const CreditParameters& c, Teller pay, std::uint8_t& ended,
         std::int32_t& distress, Dong& loans, Dong& capital, SupplierFlows& flows, std::uint32_t& left_domestic,
         Dong& estate) {
        estate = {}, left_domestic = 0;
        distress = supplier::months_in_distress(distress, deposits + capital + receivable - payable - loans,
                                                deposits);        // (11.2)
        const bool insolvent = supplier::insolvent(distress, p);  // (11.3)
        const bool driven_out = owner == Owner::foreign && exit_luck.chance(foreign_leave);
        ended = insolvent || driven_out ||
                supplier::leaves(luck.uniform(), orders > Value{}, 12 * home_sales, p);  // (11.1)
        if (!ended) return;
        const Ratio expected = supplier::exit_probability(orders > Value{}, 12 * home_sales, p);
        const bool defaults =
            insolvent || default_luck.chance(supplier::default_given_exit(default_risk, expected));  // (11.20)
        const supplier::Liquidation end =
            supplier::liquidation(deposits - payable, capital, loans, defaults ? 1 - c.loss_given_default : 1,
                                  p);  // (11.4): invoices for inputs are paid first
        constexpr Account bank{sector::bank, 0}, households{sector::households, 0}, world{sector::world, 0};
        const bool foreign = owner == Owner::foreign;
        // Households keep the open invoices: as the owners, or bought at face value from those abroad.
        const Dong invoices = foreign ? receivable : Dong{};
        pay.from(households, end.sale + invoices, flow::liquidation);
        pay.to(bank, end.repaid, flow::liquidation);
        pay.from(bank, end.forgiven, flow::liquidation);
        pay.to(foreign ? world : households, end.to_owners + invoices, flow::liquidation);
        pay.between({sector::government, 0}, bank, finance::guaranteed_loss(end.written_off, guaranteed),
                    flow::of(programme::credit_guarantee));  // (5.15)
        flows[SupplierBook::liquidated] = end.repaid, flows[SupplierBook::written_off] = end.written_off;
        flows[SupplierBook::forgiven] = end.forgiven;
        estate = receivable;
        loans = {}, capital = {};
        left_domestic = owner == Owner::domestic;
      });
  tell_input_exits(step, e);
  step.sum("cluster.exits", e.cluster.exits, e.supplier.cluster, e.supplier.ended);
  step.sum("cluster.start_ups", e.cluster.left_domestic, e.supplier.cluster, e.supplier.left_domestic);
  step.sum("household.estates", e.household.estates, e.supplier.estate);
  step.each(
      "cluster.replace", e.cluster, reads(row_number(e.cluster), e.cluster.left_domestic, e.scenario.exit_entry),
      writes(e.cluster.start_ups, e.cluster.start_ups_part),
      [](Row row, std::uint32_t left, const ExitEntryParameters& p, std::uint32_t& start_ups, std::uint32_t& part) {
        start_ups = static_cast<std::uint32_t>(p.replacement * left + 0.5);
        part = row;
      });
  step.sum("nation.supplier_flows", e.nation.supplier_flows, e.supplier.flows);
  step.settle("book.settle_exit", e.book);
  step.each("household.inherit", e.household,
            reads(only(e.household.estates), only(e.household.collected), only(e.household.collected_inputs),
                  only(e.household.collected_at_exit)),
            writes(e.household.receivable),
            [](Dong estates, Dong collected, Dong of_inputs, Dong at_exit, Dong& receivable) {
              receivable += estates - collected - of_inputs - at_exit;
            });
  // What the bank earns and loses moves its equity; lending and repayment do not.
  step.each("bank.reckon", e.bank, reads(booked(e.book), only(e.nation.supplier_flows)), writes(e.bank.equity),
            [](const Ledger& book, const SupplierFlows& flows, Dong& equity) {
              const WideDong earned = book.matrix(flow::interest, sector::bank) +
                                      book.matrix(flow::dividends, sector::bank) +
                                      book.matrix(flow::liquidation, sector::bank) +
                                      book.matrix(flow::of(programme::credit_guarantee), sector::bank) +
                                      book.matrix(flow::of(programme::interest_subsidy), sector::bank);
              equity += narrow(earned) - flows[SupplierBook::liquidated] - flows[SupplierBook::written_off];
            });
  step.each("nation.reckon_credit", e.nation, reads(only(e.nation.supplier_flows)), writes(e.nation.credit_granted),
            [](const SupplierFlows& flows, Dong& granted) { granted = flows[SupplierBook::borrowed]; });
}

void tell_entry(Step& step, Economy& e) {
  constexpr Every quarter{3};
  tell_moves(step, e);
  // The gap that local capacity leaves in each category, and what comes of it.
  step.each(
      "supplier.qualify", e.supplier,
      reads(e.supplier.category, e.supplier.certificate, e.supplier.capacity, e.supplier.export_load,
            e.supplier.inputs.load),
      writes(e.supplier.qualified),
      [](Row category, Certificate certificate, Value capacity, Value abroad, Value inputs, Value& qualified) {
        qualified =
            category != nowhere && certificate != Certificate::none ? positive(capacity - abroad - inputs) : Value{};
      },
      quarter);
  step.sum("category.qualified", e.category.qualified, e.supplier.category, e.supplier.qualified, quarter);
  step.each(
      "family.value_demand", e.family, reads(e.family.required, e.family.base_price), writes(e.family.demand),
      [](Parts required, Price base_price, Value& demand) { demand = required * base_price; }, quarter);
  step.sum("category.demand", e.category.demand, e.family.category, e.family.demand, quarter);
  step.sum("category.sets", e.category.sets, e.family.category, e.family.required, quarter);
  step.each(
      "category.attract", e.category,
      reads(row_number(e.category), e.category.demand, e.category.qualified, e.category.sets,
            e.category.inputs.own_work,
            rows_of(e.cluster, e.cluster.supplier_share, e.cluster.infrastructure, e.cluster.relative_pay,
                    e.cluster.rent),
            rows_of(e.pool, e.pool.cluster, e.pool.category, e.pool.producers), only(e.nation.mean_wage), e.scenario,
            calendar(), dice(e.category, stream::foreign_entry), dice(e.category, stream::entry_location),
            e.foreign_class, e.foreign_class_number, e.latent_class_number),
      writes(e.category.plants_asked, e.category.plants_part, e.category.domestic_entries, e.category.lot),
      [](Row self, Value demand, Value qualified, Parts sets, Ratio own_work, const auto& clusters, const auto& pools,
         double wage, const Scenario& s, const Clock& clock, Dice luck, Dice place_luck,
         const OwnerClassRecord& entrant, const std::size_t& foreign, const std::size_t& latent, std::uint32_t& plants,
         std::uint32_t& part, double& domestic, Value& lot) {
        const ExitEntryParameters& p = s.exit_entry;
        const Parts efficient{s.supplier.minimum_efficient_scale};
        const double room = supplier::plants_in_gap(supplier::gap(demand, qualified, p), demand, 12 * sets,
                                                    efficient);  // (11.5), (11.6)
        const Ratio landed =
            world::landed_factor(s.policy.parts_tariff.at(clock.now(), recipient(s, nowhere, self)), s.world);
        const Ratio cost = (supplier::material_share(1 - own_work, 1) +
                            supplier::conversion_share(own_work, wage, entrant.technology_median,
                                                       (entrant.skill_least + entrant.skill_most) / 2)) /
                           s.supplier.cost_advantage_of_frontier;
        const Ratio advantage = supplier::foreign_advantage(landed, cost * (1 + s.supplier.markup_start), p);  // (11.7)
        const auto kept = [&](std::size_t of_class) {
          const Recipient whom = recipient(s, nowhere, self, static_cast<std::uint32_t>(of_class));
          return supplier::projects_kept(s.policy.administrative_relief.at(clock.now(), whom), p);  // (11.17)
        };
        plants = luck.poisson(supplier::foreign_entries(room, advantage, kept(foreign), p));  // (11.8)
        domestic = supplier::domestic_entries(room, kept(latent), p);                         // (11.9)
        lot = sets > Parts{} ? demand * (efficient / (12 * sets)) : Value{};
        // One place for all plants that come to a category in a quarter: a race of exponentials with logit weights.
        double first = 0;
        part = 0;
        for (const auto& [row, share, infrastructure, pay, rent] : clusters) {
          double producers = 0;
          for (const auto& [pool, of_cluster, of_category, count] : pools)
            if (of_cluster == row && of_category == self) producers = count;
          const double arrives = place_luck.exponential(row) /
                                 supplier::location_weight(share, infrastructure, pay, rent, producers, p);  // (11.15)
          if (row == 0 || arrives < first) first = arrives, part = row;
        }
      },
      quarter);
  step.each("category.no_plants", e.category, reads(calendar()), writes(e.category.plants_asked),
            [](const Clock& clock, std::uint32_t& plants) { plants = clock.now().month() % 3 == 0 ? plants : 0; });
  // Latent firms begin to serve the industry.
  step.each(
      "supplier.diversify", e.supplier,
      reads(e.supplier.industry, e.supplier.served, e.supplier.home_sales, e.supplier.cluster,
            rows_of(e.category, e.category.domestic_entries, e.category.base_weight, e.category.first_family,
                    e.category.families, e.category.fields),
            e.relatedness, only(e.nation.outside_technology),
            dice(e.supplier, stream::diversification, e.supplier.identity),
            dice(e.supplier, stream::diversification_category, e.supplier.identity),
            dice(e.supplier, stream::diversification_choice, e.supplier.identity), e.scenario, e.entrant_class),
      writes(e.supplier.category, e.supplier.pool, e.supplier.families, e.supplier.expertise, e.supplier.technology,
             e.supplier.capacity, e.supplier.learned, e.supplier.entered),
      [](std::uint32_t industry, std::uint8_t served, Value home_sales, Row cluster, const auto& categories,
         const Relatedness& relatedness, double outside, Dice luck, Dice race, Dice choice, const Scenario& s,
         const OwnerClassRecord& entrant, Row& category, Row& pool, Slots<Row, capabilities>& families,
         Slots<double, technology_fields>& expertise, double& technology, Value& capacity,
         Slots<Parts, capabilities>& learned, std::uint32_t& entered) {
        entered = 0;
        if (category != nowhere) return;
        const Ratio access = served ? 1 : finance::access_of_reference(s.credit);
        const auto rate_of = [&](Row row, double entries, double base_weight) {
          return supplier::diversification_rate(
              entries, supplier::diversification_weight(relatedness.of(industry, row), access), base_weight);
        };  // (11.10), (11.16)
        double rates = 0;
        for (const auto& [row, entries, base_weight, first_family, count, fields] : categories)
          rates += rate_of(row, entries, base_weight);
        if (!luck.chance(supplier::diversification_probability(rates))) return;  // (11.11)
        double first = 0;
        for (const auto& [row, entries, base_weight, first_family, count, fields] : categories) {
          const double rate = rate_of(row, entries, base_weight);
          if (!(rate > 0)) continue;
          const double arrives = race.exponential(row) / rate;
          if (entered && arrives >= first) continue;
          first = arrives, entered = 1, category = row;
          families = draw_families(choice, entrant, first_family, count);
          expertise = draw_expertise(choice, entrant, fields);
        }
        pool = cluster * static_cast<Row>(categories.size()) + category;
        technology *= outside;
        capacity = supplier::diversified_capacity(home_sales, s.exit_entry);  // (11.14)
        learned = {};
      },
      quarter);
  step.sum("nation.diversifications", e.nation.entries, e.supplier.entered, quarter);
  step.each("nation.no_entries", e.nation, reads(calendar()), writes(e.nation.entries),
            [](const Clock& clock, std::uint32_t& entries) { entries = clock.now().month() % 3 == 0 ? entries : 0; });
  step.renew("supplier.begin_and_end", e.suppliers);
  step.whole("supplier.settle_in", e.supplier,
             Step::everywhere(e.category.lot, e.category.first_family, e.category.families, e.category.fields),
             all_of(e.supplier, e.book), [&e] { settle_newcomers(e); });
  step.settle("book.settle_entry", e.book);
  tell_contract_indices(step, e);
  step.each("supplier.remember", e.supplier,
            reads(e.supplier.deposits, e.supplier.capital, e.supplier.receivable, e.supplier.inputs.payable,
                  e.supplier.loans),
            writes(e.supplier.net_worth),
            [](Dong deposits, Dong capital, Dong receivable, Dong payable, Dong loans, Dong& worth) {
              worth = deposits + capital + receivable - payable - loans;
            });
  step.each("oem.remember", e.oem, reads(e.oem.deposits, e.oem.capital, e.oem.payable, e.oem.loans),
            writes(e.oem.net_worth), [](Dong deposits, Dong capital, Dong payable, Dong loans, Dong& worth) {
              worth = deposits + capital - payable - loans;
            });
}

}  // namespace trellis
