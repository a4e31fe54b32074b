#include "agents/finance/equations.hpp"
#include "agents/government/equations.hpp"
#include "agents/government/recipient.hpp"
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
            [](Ratio share, const Grants& asked, Grants& grants, Dong& grant) {
              grants = asked.map([&](Dong each) { return government::granted(each, share); });  // (10.30)
              grant = sum(grants);
            });
  step.sum("government.grants_paid", e.government.grants_paid, e.supplier.grant);
  step.each("government.charge_programme", e.government, reads(only(e.government.grants_paid)),
            writes(e.government.programme_left), [](Dong paid, Dong& left) { left -= paid; });
}

}  // namespace

void tell_supplier_finance(Step& step, Economy& e) {
  tell_grants(step, e);
  tell_credit(step, e);
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
  tell_investment(step, e);
  step.each("supplier.pay_out", e.supplier,
            reads(e.supplier.category, e.supplier.cluster, e.supplier.kind, e.supplier.home_sales, e.supplier.orders,
                  e.supplier.home_surplus, e.supplier.invoiced, e.supplier.spare_sales, e.supplier.exports,
                  e.supplier.material_cost, e.supplier.wage_cost, e.supplier.destroyed, e.scenario, calendar()),
            writes(e.supplier.supplying, e.supplier.flows, e.supplier.cash),
            [](Row category, Row cluster, std::uint32_t of_class, Value home_sales, Value orders, Dong home_surplus,
               Dong invoiced, Dong spares, Dong exports, Dong material, Dong wages, Dong destroyed, const Scenario& s,
               const Clock& clock, std::uint32_t& supplying, SupplierFlows& flows, Dong& cash) {
              if (supplying > 0 || invoiced > Dong{}) supplying += 1;
              Dong& profit = flows[SupplierBook::profit];
              profit = home_surplus + invoiced + spares + exports - material - wages - flows[SupplierBook::interest] -
                       flows[SupplierBook::guarantee_fee] - flows[SupplierBook::depreciation] +
                       flows[SupplierBook::grants] - flows[SupplierBook::knowledge] - flows[SupplierBook::project] -
                       destroyed;
              const bool qualifies = category != nowhere && supplying > 0;
              const Recipient whom = recipient(s, cluster, category, of_class);
              const Ratio general = s.policy.profit_tax.at(clock.now(), whom);
              const Ratio of_parts = government::profit_tax_rate(
                  general, qualifies, supplying / 12.0, s.policy.supporting_industry_holiday.at(clock.now(), whom),
                  s.government);  // (10.13)
              const Ratio share =
                  government::profit_share_of_parts(to_value(invoiced + spares + exports), home_sales);  // (10.21)
              const Ratio rate = government::mean_profit_tax_rate(share, of_parts, general);             // (10.22)
              flows[SupplierBook::tax] = government::profit_tax(profit, rate);                           // (10.14)
              cash -= flows[SupplierBook::tax];
              flows[SupplierBook::dividend] =
                  finance::dividend(profit - flows[SupplierBook::tax], cash, home_sales + orders, s.credit);
            });
  step.each("supplier.pay", e.supplier,
            reads(e.supplier.owner, e.supplier.flows, e.supplier.grants, e.supplier.interest_subsidy,
                  e.scenario.supplier, pays(e.book, sector::suppliers)),
            writes(),
            [](Owner owner, const SupplierFlows& flows, const Grants& grants, Dong subsidy, const SupplierParameters& p,
               Teller pay) {
              constexpr Account bank{sector::bank, 0}, households{sector::households, 0}, world{sector::world, 0},
                  state{sector::government, 0};
              const Dong invested = flows[SupplierBook::investment], local = portion(invested, p.capital_local_share);
              pay.to(bank, flows[SupplierBook::interest], flow::interest);
              pay.between(state, bank, subsidy, flow::of(programme::interest_subsidy));
              pay.to(state, flows[SupplierBook::guarantee_fee], flow::guarantee_fees);
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
