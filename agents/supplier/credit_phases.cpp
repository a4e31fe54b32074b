#include "agents/finance/equations.hpp"
#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/supplier/phases.hpp"
#include "agents/support/equations.hpp"

namespace trellis {

namespace {

// Guarantees and subsidies are for Vietnamese-owned firms that serve the industry.
bool supported(Row category, Owner owner) { return category != nowhere && owner == Owner::domestic; }

}  // namespace

void tell_credit(Step& step, Economy& e) {
  // Whom the bank serves is drawn once a year, in December for the next.
  step.each(
      "supplier.meet_bank", e.supplier,
      reads(e.supplier.category, e.supplier.cluster, e.supplier.kind, e.supplier.home_sales, e.supplier.orders,
            e.supplier.age, e.supplier.owner, e.supplier.capital, e.supplier.receivable, e.supplier.loans,
            e.supplier.upgrades, dice(e.supplier, stream::credit_access, e.supplier.identity), e.scenario, calendar()),
      writes(e.supplier.served, e.supplier.served_fraction),
      [](Row category, Row cluster, std::uint32_t of_class, Value home_sales, Value orders, std::uint32_t age,
         Owner owner, Dong capital, Dong receivable, Dong loans, std::uint32_t upgrades, Dice luck, const Scenario& s,
         const Clock& clock, std::uint8_t& served, Ratio& fraction) {
        const CreditParameters& p = s.credit;
        const Ratio cover = finance::collateral_cover(to_value(capital + receivable), to_value(loans), p);  // (5.4)
        const Ratio access = support::access(
            finance::access_probability(12 * (home_sales + orders), age / 12.0, cover, owner == Owner::foreign, p),
            upgrades, s.support);  // (5.5), (5.20)
        const Ratio guarantee = supported(category, owner) ? s.policy.credit_guarantee.at(
                                                                 clock.now(), recipient(s, cluster, category, of_class))
                                                           : 0;
        served = luck.chance(finance::guaranteed_access(access, guarantee, p));    // (5.5), (5.12)
        fraction = finance::served_fraction(luck.uniform(1), luck.uniform(2), p);  // (5.6)
      },
      Every{12});
  step.each(
      "supplier.serve_debt", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.cluster, e.supplier.kind, e.supplier.deposits,
            e.supplier.capital, e.supplier.receivable, e.supplier.inputs.payable, e.supplier.home_surplus,
            e.supplier.invoiced, e.supplier.spare_sales, e.supplier.exports, e.supplier.material_cost,
            e.supplier.wage_cost, e.supplier.guaranteed, e.scenario, calendar()),
      writes(e.supplier.loans, e.supplier.default_risk, e.supplier.interest_rate, e.supplier.interest_subsidy,
             e.supplier.flows, e.supplier.cash),
      [](Row category, Owner owner, Row cluster, std::uint32_t of_class, Dong deposits, Dong capital, Dong receivable,
         Dong payable, Dong home_surplus, Dong invoiced, Dong spares, Dong exports, Dong material, Dong wages,
         Ratio guaranteed, const Scenario& s, const Clock& clock, Dong& loans, Ratio& risk, Ratio& rate, Dong& subsidy,
         SupplierFlows& flows, Dong& cash) {
        const CreditParameters& c = s.credit;
        flows = {};
        const Value equity = to_value(deposits + capital + receivable - payable - loans);
        const Ratio cover = finance::collateral_cover(to_value(capital + receivable), to_value(loans), c);  // (5.4)
        const Value surplus = 12 * to_value(home_surplus + invoiced + spares + exports - material - wages);
        risk = finance::default_probability(to_value(loans), equity, c.base_rate * to_value(loans), surplus, cover, c);
        const Ratio charged = finance::interest_rate(risk, c);  // (5.9), (5.10)
        const Ratio points = finance::subsidised_points(
            charged, supported(category, owner)
                         ? s.policy.interest_subsidy.at(clock.now(), recipient(s, cluster, category, of_class))
                         : 0);  // (5.17)
        rate = charged - points;
        subsidy = finance::interest(loans, points);
        flows[SupplierBook::interest] = finance::interest(loans, charged) - subsidy;        // (10.1)
        flows[SupplierBook::guarantee_fee] = finance::guarantee_fee(loans, guaranteed, c);  // (5.16)
        cash = deposits - flows[SupplierBook::interest] - flows[SupplierBook::guarantee_fee];
        flows[SupplierBook::repaid] = finance::instalment(loans, cash, c);  // (10.2)
        cash -= flows[SupplierBook::repaid];
        loans -= flows[SupplierBook::repaid];
      });
}

void tell_investment(Step& step, Economy& e) {
  // What firms would build and borrow; foreign owners cover what is missing themselves, banks serve some of the others.
  step.each(
      "supplier.ask_loan", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.cluster, e.supplier.kind, e.supplier.capital,
            e.supplier.receivable, e.supplier.inputs.payable, e.supplier.loans, e.supplier.home_sales,
            e.supplier.expected, e.supplier.capacity, e.supplier.orders, e.supplier.load, e.supplier.served,
            e.supplier.served_fraction, e.supplier.interest_rate, only(e.bank.lending_share), e.scenario, calendar()),
      writes(e.supplier.wanted_capacity, e.supplier.loan_asked, e.supplier.credit_room, e.supplier.wanted_credit,
             e.supplier.flows, e.supplier.cash),
      [](Row category, Owner owner, Row cluster, std::uint32_t of_class, Dong capital, Dong receivable, Dong payable,
         Dong loans, Value home_sales, Value expected, Value capacity, Value orders, Value load, std::uint8_t served,
         Ratio fraction, Ratio rate, Ratio lending_share, const Scenario& s, const Clock& clock, Value& wanted,
         Dong& loan, Value& credit_room, Dong& wanted_credit, SupplierFlows& flows, Dong& cash) {
        const SupplierParameters& p = s.supplier;
        const CreditParameters& c = s.credit;
        const bool serves = category != nowhere, foreign = owner == Owner::foreign && serves;
        const Value convertible = s.sourcing.gates.home_conversion * home_sales;
        if (serves) {
          const Ratio without_debt =
              finance::interest_rate(finance::default_probability(Value{}, Value{}, Value{}, Value{}, 1, c), c);
          const double response = foreign ? 1 : supplier::capital_response(rate, without_debt, p);  // (4.23)
          wanted = supplier::wanted_capacity(expected, response, capacity, convertible, p);         // (4.17)
        }
        const Dong outlays = nearest(supplier::wear(to_value(capital), p)) +
                             nearest(supplier::capacity_cost(wanted, p));  // (4.20), (4.18)
        const Value need = finance::credit_need(to_value(outlays), supplier::deposit_floor(home_sales, expected, p),
                                                to_value(cash));  // (4.19), (5.1)
        const Ratio guarantee = supported(category, owner) ? s.policy.credit_guarantee.at(
                                                                 clock.now(), recipient(s, cluster, category, of_class))
                                                           : 0;
        const Value limit = finance::guaranteed_limit(
            finance::credit_limit(to_value(cash + capital + receivable - payable - loans),
                                  finance::operating_margin(orders + convertible, c), to_value(capital + receivable),
                                  12 * load, to_value(loans), c),
            guarantee);                                                                        // (5.3), (5.13)
        credit_room = lending_share * finance::expected_credit(fraction, limit, served != 0);  // (5.8)
        const bool asks = !foreign && outlays > Dong{};
        wanted_credit = asks ? nearest(need) : Dong{};
        loan = asks ? finance::new_loan(need, fraction, limit, served != 0) : Dong{};  // (5.7)
        flows[SupplierBook::equity] = foreign ? nearest(need) : Dong{};
        cash += flows[SupplierBook::equity];
      });
  // The banks' capital bounds what they lend; it cuts all alike.
  step.sum("bank.loans_before_lending", e.bank.loans_of_suppliers, e.supplier.loans);
  step.sum("bank.makers_before_lending", e.bank.loans_of_assemblers, e.oem.loans);
  step.sum("bank.loans_asked", e.bank.loans_asked, e.supplier.loan_asked);
  step.each("bank.ration", e.bank,
            reads(e.bank.equity, e.bank.loans_of_suppliers, e.bank.loans_of_assemblers, e.bank.loans_asked,
                  only(e.shock.credit_withheld), e.scenario.credit),
            writes(e.bank.lending_share),
            [](Dong equity, Dong of_suppliers, Dong of_assemblers, Dong asked, Ratio withheld,
               const CreditParameters& p, Ratio& share) {
              share = (1 - withheld) *
                      finance::lending_share(asked, finance::capital_room(equity, of_suppliers + of_assemblers, p));
            });  // (5.18), (5.19)
  // Wear is renewed from what there is; capacity is added from what lies above the floor, or the owners would build
  // with the working capital.
  step.each(
      "supplier.invest", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.cluster, e.supplier.kind, e.supplier.home_sales,
            e.supplier.expected, e.supplier.wanted_capacity, e.supplier.loan_asked, only(e.bank.lending_share),
            e.scenario, calendar()),
      writes(e.supplier.loans, e.supplier.capital, e.supplier.capacity, e.supplier.guaranteed,
             e.supplier.guaranteed_loans, e.supplier.flows, e.supplier.cash),
      [](Row category, Owner owner, Row cluster, std::uint32_t of_class, Value home_sales, Value expected, Value wanted,
         Dong loan, Ratio lending_share, const Scenario& s, const Clock& clock, Dong& loans, Dong& capital,
         Value& capacity, Ratio& guaranteed, Dong& guaranteed_loans, SupplierFlows& flows, Dong& cash) {
        const SupplierParameters& p = s.supplier;
        const Dong borrowed = portion(loan, lending_share);
        const Ratio guarantee = supported(category, owner) ? s.policy.credit_guarantee.at(
                                                                 clock.now(), recipient(s, cluster, category, of_class))
                                                           : 0;
        guaranteed = finance::guaranteed_share(guaranteed, loans, borrowed, guarantee);  // (5.14)
        loans += borrowed, cash += borrowed;
        guaranteed_loans = portion(loans, guaranteed);
        flows[SupplierBook::borrowed] = borrowed;
        const Dong wear = nearest(supplier::wear(to_value(capital), p));     // (4.20)
        const Dong expansion = nearest(supplier::capacity_cost(wanted, p));  // (4.18)
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
  step.sum("nation.guaranteed_loans", e.nation.guaranteed_loans, e.supplier.guaranteed_loans);
}

}  // namespace trellis
