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

/// Chance π_i that a firm is served at all in a year (Stiglitz and Weiss 1981: rationing, not price, clears the
/// market): a logit in size, age, collateral and owner that equals `access` for a domestic firm of reference.
inline Ratio access_probability(Value yearly_sales, double age_years, Ratio collateral_cover, bool foreign,
                                const CreditParameters& p) {
  const double size = maths::log(most(yearly_sales / Value{p.size_of_reference}, 1e-6));
  const double age = maths::log((1 + age_years) / (1 + p.age_of_reference));
  const double logit = maths::log(p.access / (1 - p.access)) + p.access_of_size * size + p.access_of_age * age +
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
