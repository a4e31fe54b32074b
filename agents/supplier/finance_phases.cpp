#include "agents/finance/equations.hpp"
#include "agents/government/equations.hpp"
#include "agents/model.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/supplier/phases.hpp"

namespace trellis {

namespace {

void tell_grants(Step& step, Economy& e) {
  step.each("supplier.ask_grants", e.supplier, reads(e.supplier.grants_asked), writes(e.supplier.grant_asked),
            [](const Grants& grants, Dong& asked) { asked = sum(grants); });
  step.sum("government.grants_asked", e.government.grants_asked, e.supplier.grant_asked);
  step.each("government.budget_programme", e.government,
            reads(only(e.government.grants_asked), e.scenario.policy, calendar()),
            writes(e.government.programme_left, e.government.granted_share),
            [](Dong asked, const Policy& policy, const Clock& clock, Dong& left, Ratio& granted) {
              if (clock.now().month() == 1 || clock.step == 0)
                left = nearest(Value{policy.programme_budget.at(clock.now())});
              granted = government::granted_share(asked, left);  // (10.18)
            });
  step.each("supplier.receive_grants", e.supplier, reads(only(e.government.granted_share), e.supplier.grants_asked),
            writes(e.supplier.grants, e.supplier.grant),
            [](Ratio granted, const Grants& asked, Grants& grants, Dong& grant) {
              grants = asked.map([&](Dong each) { return portion(each, granted); });
              grant = sum(grants);
            });
  step.sum("government.grants_paid", e.government.grants_paid, e.supplier.grant);
  step.each("government.charge_programme", e.government, reads(only(e.government.grants_paid)),
            writes(e.government.programme_left), [](Dong paid, Dong& left) { left -= paid; });
}

}  // namespace

void tell_supplier_finance(Step& step, Economy& e) {
  tell_grants(step, e);
  // The bank: whom it serves is drawn once a year, in December for the next.
  step.each(
      "supplier.meet_bank", e.supplier,
      reads(e.supplier.home_sales, e.supplier.orders, e.supplier.age, e.supplier.owner, e.supplier.capital,
            e.supplier.receivable, e.supplier.loans, dice(e.supplier, stream::credit_access, e.supplier.identity),
            e.scenario.credit),
      writes(e.supplier.served, e.supplier.served_fraction),
      [](Value home_sales, Value orders, std::uint32_t age, Owner owner, Dong capital, Dong receivable, Dong loans,
         Dice luck, const CreditParameters& p, std::uint8_t& served, Ratio& fraction) {
        const Ratio cover = finance::collateral_cover(to_value(capital + receivable), to_value(loans), p);  // (5.4)
        served = luck.chance(
            finance::access_probability(12 * (home_sales + orders), age / 12.0, cover, owner == Owner::foreign, p));
        fraction = finance::served_fraction(luck.uniform(1), luck.uniform(2), p);  // (5.6)
      },
      Every{12});
  step.each(
      "supplier.serve_debt", e.supplier,
      reads(e.supplier.deposits, e.supplier.capital, e.supplier.receivable, e.supplier.home_surplus,
            e.supplier.invoiced, e.supplier.spare_sales, e.supplier.material_cost, e.supplier.wage_cost,
            e.scenario.credit),
      writes(e.supplier.loans, e.supplier.flows, e.supplier.cash),
      [](Dong deposits, Dong capital, Dong receivable, Dong home_surplus, Dong invoiced, Dong spares, Dong material,
         Dong wages, const CreditParameters& c, Dong& loans, SupplierFlows& flows, Dong& cash) {
        flows = {};
        const Value equity = to_value(deposits + capital + receivable - loans);
        const Ratio cover = finance::collateral_cover(to_value(capital + receivable), to_value(loans), c);  // (5.4)
        const Value surplus = 12 * to_value(home_surplus + invoiced + spares - material - wages);
        const Ratio risk =
            finance::default_probability(to_value(loans), equity, c.base_rate * to_value(loans), surplus, cover, c);
        flows[SupplierBook::interest] = finance::interest(loans, finance::interest_rate(risk, c));  // (5.10), (10.1)
        cash = deposits - flows[SupplierBook::interest];
        flows[SupplierBook::repaid] = finance::instalment(loans, cash, c);  // (10.2)
        cash -= flows[SupplierBook::repaid];
        loans -= flows[SupplierBook::repaid];
      });
  step.each("supplier.fund_knowledge", e.supplier,
            reads(e.supplier.supported_costs, e.supplier.grants, e.supplier.grant, e.supplier.project_fee),
            writes(e.supplier.flows, e.supplier.cash),
            [](const Grants& costs, const Grants& grants, Dong grant, Dong project, SupplierFlows& flows, Dong& cash) {
              // A grant pays part of the costs; that for research comes on top of them.
              flows[SupplierBook::knowledge] = sum(costs) + grants[programme::research];
              flows[SupplierBook::project] = project;
              flows[SupplierBook::grants] = grant;
              cash += grant - flows[SupplierBook::knowledge];  // the project was paid in the call
            });
  // Capital: wear is renewed first, then capacity added; foreign owners cover what is missing, banks serve some of the
  // others.
  step.each(
      "supplier.invest", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.receivable, e.supplier.home_sales, e.supplier.expected,
            e.supplier.orders, e.supplier.load, e.supplier.served, e.supplier.served_fraction, e.scenario),
      writes(e.supplier.loans, e.supplier.capital, e.supplier.capacity, e.supplier.credit_room,
             e.supplier.wanted_credit, e.supplier.flows, e.supplier.cash),
      [](Row category, Owner owner, Dong receivable, Value home_sales, Value expected, Value orders, Value load,
         std::uint8_t served, Ratio fraction, const Scenario& s, Dong& loans, Dong& capital, Value& capacity,
         Value& credit_room, Dong& wanted_credit, SupplierFlows& flows, Dong& cash) {
        const SupplierParameters& p = s.supplier;
        const bool serves = category != nowhere, foreign = owner == Owner::foreign && serves;
        const Value convertible = s.sourcing.gates.home_conversion * home_sales;
        const Dong wear = nearest(supplier::wear(to_value(capital), p));  // (4.20)
        const Value wanted =
            serves ? supplier::wanted_capacity(expected, capacity, convertible, p) : Value{};  // (4.17)
        const Dong expansion = nearest(supplier::capacity_cost(wanted, p));                    // (4.18)
        const Value need =
            finance::credit_need(to_value(wear + expansion), supplier::deposit_floor(home_sales, expected, p),
                                 to_value(cash));  // (4.19), (5.1)
        const Value limit = finance::credit_limit(
            to_value(cash + capital + receivable - loans), finance::operating_margin(orders + convertible, s.credit),
            to_value(capital + receivable), 12 * load, to_value(loans), s.credit);  // (5.3)
        credit_room = finance::expected_credit(fraction, limit, served != 0);       // (5.8)
        const bool asks = !foreign && wear + expansion > Dong{};
        wanted_credit = asks ? nearest(need) : Dong{};
        flows[SupplierBook::equity] = foreign ? nearest(need) : Dong{};
        flows[SupplierBook::borrowed] = asks ? finance::new_loan(need, fraction, limit, served != 0) : Dong{};  // (5.7)
        loans += flows[SupplierBook::borrowed];
        cash += flows[SupplierBook::equity] + flows[SupplierBook::borrowed];
        // Wear is renewed from what there is; capacity is added from what lies above the floor, or the owners would
        // build with the working capital.
        const Dong floor = nearest(supplier::deposit_floor(home_sales, expected, p));
        const Dong spent = least(wear, most(cash, Dong{})) + least(expansion, most(cash - wear - floor, Dong{}));
        const Dong renewed = least(spent, wear), added = spent - renewed;
        flows[SupplierBook::investment] = spent, flows[SupplierBook::depreciation] = wear;
        cash -= spent;
        capital += spent - wear;
        const Ratio replaced = wear > Dong{} ? to_value(renewed) / to_value(wear) : 1;
        const Value paid_for = expansion > Dong{} ? wanted * (to_value(added) / to_value(expansion)) : Value{};
        capacity = supplier::capacity(capacity, paid_for, replaced, p);  // (4.21)
      });
  step.each(
      "supplier.pay_out", e.supplier,
      reads(e.supplier.category, e.supplier.home_sales, e.supplier.orders, e.supplier.home_surplus, e.supplier.invoiced,
            e.supplier.spare_sales, e.supplier.material_cost, e.supplier.wage_cost, e.scenario, calendar()),
      writes(e.supplier.supplying, e.supplier.flows, e.supplier.cash),
      [](Row category, Value home_sales, Value orders, Dong home_surplus, Dong invoiced, Dong spares, Dong material,
         Dong wages, const Scenario& s, const Clock& clock, std::uint32_t& supplying, SupplierFlows& flows,
         Dong& cash) {
        if (supplying > 0 || invoiced > Dong{}) supplying += 1;
        Dong& profit = flows[SupplierBook::profit];
        profit = home_surplus + invoiced + spares - material - wages - flows[SupplierBook::interest] -
                 flows[SupplierBook::depreciation] + flows[SupplierBook::grants] - flows[SupplierBook::knowledge] -
                 flows[SupplierBook::project];
        const bool qualifies = category != nowhere && supplying > 0;
        const Ratio rate =
            government::profit_tax_rate(s.policy.profit_tax.at(clock.now()), qualifies, supplying / 12.0,
                                        s.policy.supporting_industry_holiday.at(clock.now()), s.government);  // (10.13)
        flows[SupplierBook::tax] = government::profit_tax(profit, rate);                                      // (10.14)
        cash -= flows[SupplierBook::tax];
        flows[SupplierBook::dividend] =
            finance::dividend(profit - flows[SupplierBook::tax], cash, home_sales + orders, s.credit);
      });
  step.each("supplier.pay", e.supplier,
            reads(e.supplier.owner, e.supplier.flows, e.supplier.grants, e.scenario.supplier,
                  pays(e.book, sector::suppliers)),
            writes(),
            [](Owner owner, const SupplierFlows& flows, const Grants& grants, const SupplierParameters& p, Teller pay) {
              constexpr Account bank{sector::bank, 0}, households{sector::households, 0}, world{sector::world, 0},
                  state{sector::government, 0};
              const Dong invested = flows[SupplierBook::investment], local = portion(invested, p.capital_local_share);
              pay.to(bank, flows[SupplierBook::interest], flow::interest);
              pay.to(bank, flows[SupplierBook::repaid], flow::instalments);
              pay.from(bank, flows[SupplierBook::borrowed], flow::new_loans);
              pay.from(world, flows[SupplierBook::equity], flow::foreign_equity);
              for (std::size_t g = 0; g < programme::grants; ++g) pay.from(state, grants[g], flow::of(g));
              pay.to(households, flows[SupplierBook::knowledge], flow::research);
              pay.to(households, local, flow::capital_goods);
              pay.to(world, invested - local, flow::capital_goods);
              pay.to(state, flows[SupplierBook::tax], flow::profit_tax);
              pay.to(owner == Owner::foreign ? world : households, flows[SupplierBook::dividend], flow::dividends);
            });
}

}  // namespace trellis
