// Lending to suppliers: limit, access, rate; and what is paid on loans and to owners.
#pragma once

#include "agents/finance/parameters.hpp"
#include "engine/core/maths.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"

namespace trellis::finance {

// P5: how much is asked for, and how much is lent.

/// Need B = (outlays + M_min - M)^+.
constexpr Value credit_need(Value outlays, Value deposit_floor, Value deposits) {
  return positive(outlays + deposit_floor - deposits);  // (5.1)
}

/// Operating margin of a year that banks reckon with; sales are those of a month.
constexpr Value operating_margin(Value monthly_sales, const CreditParameters& p) {
  return 12 * p.operating_margin * monthly_sales;  // (5.2)
}

/// Room for further loans: min(Λ max(E, margin), LTV (KV+AR) + ω_c backlog) - L; `backlog` is a year of contracts.
constexpr Value credit_limit(Value equity, Value operating_margin, Value capital_and_receivables, Value backlog,
                             Value loans, const CreditParameters& p) {
  const Value by_income = p.leverage_limit * most(equity, operating_margin);
  const Value by_security = p.loan_to_value * capital_and_receivables + p.backlog_weight * backlog;
  return positive(least(by_income, by_security) - loans);  // (5.3)
}

/// Part of the debt that capital and receivables cover at the bank's valuation.
constexpr Ratio collateral_cover(Value capital_and_receivables, Value debt, const CreditParameters& p) {
  const Value secured = p.loan_to_value * capital_and_receivables;
  return secured < debt ? secured / debt : 1;  // (5.4)
}

/// Chance that a domestic firm of reference is served in a year, by the reading of the survey that the scenario takes.
constexpr Ratio access_of_reference(const CreditParameters& p) {
  return p.rationing == Rationing::third_served ? p.access_served : p.access_constrained;  // (5.11)
}

/// Chance π_i that a firm is served at all in a year (Stiglitz and Weiss 1981: rationing, not price, clears the
/// market): a logit in size, age, collateral and owner that equals (5.11) for a domestic firm of reference.
inline Ratio access_probability(Value yearly_sales, double age_years, Ratio collateral_cover, bool foreign,
                                const CreditParameters& p) {
  const Ratio access = access_of_reference(p);
  const double size = maths::log(most(yearly_sales / Value{p.size_of_reference}, 1e-6));
  const double age = maths::log((1 + age_years) / (1 + p.age_of_reference));
  const double logit = maths::log(access / (1 - access)) + p.access_of_size * size + p.access_of_age * age +
                       p.access_of_collateral * (collateral_cover - p.collateral_of_reference) +
                       (foreign ? p.access_of_foreign_owner : 0.0);
  return 1 / (1 + maths::exp(-logit));  // (5.5)
}

/// Part of its requests that a served firm gets this year; two uniform draws, kept for the year.
constexpr Ratio served_fraction(double full_draw, double part_draw, const CreditParameters& p) {
  return full_draw < p.full_service ? 1 : p.served_least + (p.served_most - p.served_least) * part_draw;  // (5.6)
}

/// Loan of a month.
inline Dong new_loan(Value need, Ratio served_fraction, Value limit, bool served) {
  return served ? nearest(least(served_fraction * need, limit)) : Dong{};  // (5.7)
}

/// Credit that a firm may count on when it offers capacity.
constexpr Value expected_credit(Ratio served_fraction, Value limit, bool served) {
  return served ? served_fraction * limit : Value{};  // (5.8)
}

/// Chance of default in a year: logistic in leverage, interest burden (1/ICR) and missing collateral.
inline Ratio default_probability(Value loans, Value equity, Value yearly_interest, Value yearly_surplus,
                                 Ratio collateral_cover, const CreditParameters& p) {
  const double leverage = equity > Value{} ? least(loans / equity, p.ratio_bound) : p.ratio_bound;
  const double burden =
      yearly_surplus > Value{} ? least(yearly_interest / yearly_surplus, p.ratio_bound) : p.ratio_bound;
  const bool debt = loans > Value{};
  const double logit =
      p.default_base + (debt ? p.default_of_leverage * leverage + p.default_of_interest_burden * burden +
                                   p.default_without_collateral * (1 - collateral_cover)
                             : 0.0);
  return 1 / (1 + maths::exp(-logit));  // (5.9)
}

/// Real rate of interest of a firm: r_b + ρ PD.
constexpr Ratio interest_rate(Ratio default_probability, const CreditParameters& p) {
  return p.base_rate + p.loss_given_default * default_probability;  // (5.10)
}

// P5: what the state adds. A guarantee covers a part g of the loans that are paid out while it is in force.

/// Chance of being served under a guarantee: π_i + .7 g, at most 1.
constexpr Ratio guaranteed_access(Ratio access, Ratio guarantee, const CreditParameters& p) {
  return least(1.0, access + p.access_of_guarantee * guarantee);  // (5.12)
}

/// Room for further loans under a guarantee.
constexpr Value guaranteed_limit(Value limit, Ratio guarantee) { return (1 + guarantee) * limit; }  // (5.13)

/// Part of a firm's loans that is guaranteed, after a new loan under the guarantee.
constexpr Ratio guaranteed_share(Ratio share, Dong loans_before, Dong new_loan, Ratio guarantee) {
  const Value old = to_value(loans_before), added = to_value(new_loan);
  return added > Value{} ? (share * old + guarantee * added) / (old + added) : share;  // (5.14)
}

/// Part of a loss that the state bears.
inline Dong guaranteed_loss(Dong written_off, Ratio guaranteed_share) {
  return portion(written_off, guaranteed_share);  // (5.15)
}

/// Fee of a month for the guarantee.
inline Dong guarantee_fee(Dong loans, Ratio guaranteed_share, const CreditParameters& p) {
  return portion(loans, guaranteed_share * p.guarantee_fee / 12);  // (5.16)
}

/// Points of interest that the state pays; a loan never costs less than nothing.
constexpr Ratio subsidised_points(Ratio rate, Ratio subsidy) { return least(subsidy, most(rate, 0.0)); }  // (5.17)

// P5: what the banks' own capital bears.

/// Room for all new loans of a month: (E_B/ζ - ΣL)^+.
constexpr Value capital_room(Dong bank_equity, Dong loans, const CreditParameters& p) {
  return positive(to_value(bank_equity) / p.bank_capital_ratio - to_value(loans));  // (5.18)
}

/// Part of each new loan that is paid out: all are cut in the same proportion.
constexpr Ratio lending_share(Dong asked, Value room) {
  return to_value(asked) > room ? room / to_value(asked) : 1;  // (5.19)
}

// P10: what is paid.

/// Interest of a month.
inline Dong interest(Dong loans, Ratio yearly_rate) { return portion(loans, yearly_rate / 12); }  // (10.1)

/// Instalment of a month, as far as deposits reach.
inline Dong instalment(Dong loans, Dong deposits, const CreditParameters& p) {
  return least(portion(loans, 1 / p.loan_months), most(deposits, Dong{}));  // (10.2)
}

/// Loan that covers a vehicle maker's overdraft; banks do not ration the makers.
inline Dong overdraft_loan(Dong deposits) { return most(-deposits, Dong{}); }  // (10.3)

/// Dividend of a supplier: a part of its profit after tax, if it holds enough deposits; sales are those of a month.
inline Dong dividend(Dong profit_after_tax, Dong deposits, Value monthly_sales, const CreditParameters& p) {
  const bool rich = to_value(deposits) > p.deposits_kept * monthly_sales;
  return rich ? portion(most(profit_after_tax, Dong{}), p.payout) : Dong{};  // (10.4)
}

/// Payout of a vehicle maker: deposits beyond `months` of sales.
inline Dong payout(Dong deposits, Value monthly_sales, double months) {
  return nearest(positive(to_value(deposits) - months * monthly_sales));  // (10.5)
}

/// Dividend of the banks: a part of the equity beyond the ratio that they keep.
inline Dong bank_dividend(Dong equity, Dong loans, const CreditParameters& p) {
  return nearest(p.bank_payout_speed * positive(to_value(equity) - p.bank_equity_ratio * to_value(loans)));  // (10.6)
}

}  // namespace trellis::finance
