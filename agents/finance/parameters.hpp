// How banks lend to suppliers, and how firms and banks pay out.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

// How the survey of firms with great difficulty is read: a third of firms is served, or all but a third.
enum class Rationing { third_served, third_constrained };

struct CreditParameters {
  Rationing rationing{};
  double leverage_limit{};
  double loan_to_value{};
  double backlog_weight{};
  double operating_margin{};
  double access_served{};
  double access_constrained{};
  double access_of_size{};
  double access_of_age{};
  double access_of_collateral{};
  double access_of_foreign_owner{};
  double size_of_reference{};
  double age_of_reference{};
  double collateral_of_reference{};
  double full_service{};
  double served_least{};
  double served_most{};
  double base_rate{};
  double loss_given_default{};
  double default_base{};
  double default_of_leverage{};
  double default_of_interest_burden{};
  double default_without_collateral{};
  double ratio_bound{};
  double loan_months{};
  double payout{};
  double deposits_kept{};
  double bank_equity_ratio{};
  double bank_payout_speed{};
  double bank_capital_ratio{};
  double access_of_guarantee{};
  double guarantee_fee{};

  void describe(Describer& d);
};

inline void CreditParameters::describe(Describer& d) {
  d("leverage_limit", leverage_limit,
    {.unit = "1", .least = 0, .most = 20, .meaning = "Loans over equity or yearly operating margin", .symbol = "Λ"});
  d("loan_to_value", loan_to_value,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Loans over capital and receivables", .symbol = "LTV"});
  d("backlog_weight", backlog_weight,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Loans over a year of contracts", .symbol = "ω_c"});
  d("operating_margin", operating_margin,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Operating margin that banks reckon with"});
  d.choice("rationing", rationing,
           {{"third_served", Rationing::third_served}, {"third_constrained", Rationing::third_constrained}},
           "Reading of the survey: a third of the firms is served, or a third is constrained");
  d("access_served", access_served,
    {.unit = "1",
     .least = 0.001,
     .most = 0.999,
     .meaning = "Chance of a domestic firm of reference to be served in a year, where a third is served",
     .symbol = "π_i"});
  d("access_constrained", access_constrained,
    {.unit = "1", .least = 0.001, .most = 0.999, .meaning = "The same where a third is constrained"});
  d("access_of_size", access_of_size,
    {.unit = "1", .least = -5, .most = 5, .meaning = "Weight of log sales in the logit of that chance"});
  d("access_of_age", access_of_age,
    {.unit = "1", .least = -5, .most = 5, .meaning = "Weight of log age in the logit of that chance"});
  d("access_of_collateral", access_of_collateral,
    {.unit = "1", .least = -10, .most = 10, .meaning = "Weight of covered debt in the logit of that chance"});
  d("access_of_foreign_owner", access_of_foreign_owner,
    {.unit = "1", .least = -10, .most = 10, .meaning = "Weight of a foreign owner in the logit of that chance"});
  d("size_of_reference", size_of_reference,
    {.unit = "VND per year", .least = 1, .most = 1e15, .meaning = "Sales of the firm of reference"});
  d("age_of_reference", age_of_reference,
    {.unit = "years", .least = 0, .most = 100, .meaning = "Age of the firm of reference"});
  d("collateral_of_reference", collateral_of_reference,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Part of its debt that the firm of reference can cover"});
  d("full_service", full_service,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Chance that a served firm gets all that it asks for"});
  d("served_least", served_least,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Least part of its request that another served firm gets"});
  d("served_most", served_most,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Largest part of its request that such a firm gets"});
  d("base_rate", base_rate,
    {.unit = "per year",
     .least = -0.05,
     .most = 0.5,
     .meaning = "Real interest rate of a riskless loan",
     .symbol = "r_b"});
  d("loss_given_default", loss_given_default,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Part of a loan that is lost when a firm fails", .symbol = "ρ_L"});
  d("default_base", default_base,
    {.unit = "1",
     .least = -20,
     .most = 5,
     .meaning = "Logit of the chance of default without debt",
     .symbol = "a0_PD"});
  d("default_of_leverage", default_of_leverage,
    {.unit = "1", .least = 0, .most = 10, .meaning = "Weight of loans over equity in that logit", .symbol = "a1_PD"});
  d("default_of_interest_burden", default_of_interest_burden,
    {.unit = "1",
     .least = 0,
     .most = 10,
     .meaning = "Weight of interest over operating surplus in that logit",
     .symbol = "a2_PD"});
  d("default_without_collateral", default_without_collateral,
    {.unit = "1", .least = 0, .most = 10, .meaning = "Weight of missing collateral in that logit", .symbol = "a3_PD"});
  d("ratio_bound", ratio_bound,
    {.unit = "1", .least = 1, .most = 1000, .meaning = "Largest leverage and interest burden that a bank tells apart"});
  d("loan_months", loan_months,
    {.unit = "months", .least = 1, .most = 480, .meaning = "Time in which a loan is paid back"});
  d("payout", payout, {.unit = "1", .least = 0, .most = 1, .meaning = "Part of the profit after tax that is paid out"});
  d("deposits_kept", deposits_kept,
    {.unit = "months", .least = 0, .most = 36, .meaning = "Months of sales that a supplier keeps before it pays out"});
  d("bank_equity_ratio", bank_equity_ratio,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Equity over loans that the banks keep"});
  d("bank_payout_speed", bank_payout_speed,
    {.unit = "per month", .least = 0, .most = 1, .meaning = "Part of the equity above it that the banks pay out"});
  d("bank_capital_ratio", bank_capital_ratio,
    {.unit = "1",
     .least = 0.001,
     .most = 1,
     .meaning = "Equity over loans below which the banks lend no more",
     .symbol = "ζ"});
  d("access_of_guarantee", access_of_guarantee,
    {.unit = "1", .least = 0, .most = 1, .meaning = "Chance of being served that a full credit guarantee adds"});
  d("guarantee_fee", guarantee_fee,
    {.unit = "per year", .least = 0, .most = 0.1, .meaning = "Fee to the state on guaranteed loans"});
  d.require(served_least <= served_most, "served_most", "must not be below served_least");
}

}  // namespace trellis
