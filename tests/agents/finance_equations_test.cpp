#include "agents/finance/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
CreditParameters parameters() {
  CreditParameters p;
  p.leverage_limit = 2;
  p.loan_to_value = 0.6;
  p.backlog_weight = 0.3;
  p.operating_margin = 0.08;
  p.rationing = Rationing::third_served;
  p.access_served = 0.33;
  p.access_constrained = 0.67;
  p.access_of_size = 0.3;
  p.access_of_age = 0.2;
  p.access_of_collateral = 1;
  p.access_of_foreign_owner = 0.5;
  p.size_of_reference = 45e9;
  p.age_of_reference = 8;
  p.collateral_of_reference = 0.5;
  p.full_service = 0.105;
  p.served_least = 0.25;
  p.served_most = 0.5;
  p.base_rate = 0.033;
  p.loss_given_default = 0.6;
  p.default_base = -4.5;
  p.default_of_leverage = 0.5;
  p.default_of_interest_burden = 0.5;
  p.default_without_collateral = 0.5;
  p.ratio_bound = 10;
  p.loan_months = 60;
  p.payout = 0.4;
  p.deposits_kept = 1.2;
  p.bank_equity_ratio = 0.125;
  p.bank_payout_speed = 0.05;
  p.bank_capital_ratio = 0.08;
  p.access_of_guarantee = 0.7;
  p.guarantee_fee = 0.006;
  return p;
}
}  // namespace

TEST_CASE("a firm needs what its deposits above the floor do not cover (5.1)") {
  CHECK(plain(finance::credit_need(Value{100}, Value{50}, Value{30})) == near(120));
  CHECK(finance::credit_need(Value{100}, Value{50}, Value{200}) == Value{0});
}

TEST_CASE("banks lend on equity or income, and on security, and count the loans there are (5.2) (5.3)") {
  const CreditParameters p = parameters();
  CHECK(plain(finance::operating_margin(Value{100}, p)) == near(96));
  // least(2 · most(80, 96), .6 · 200 + .3 · 100) - 40
  CHECK(plain(finance::credit_limit(Value{80}, Value{96}, Value{200}, Value{100}, Value{40}, p)) == near(110));
  CHECK(plain(finance::credit_limit(Value{10}, Value{20}, Value{200}, Value{100}, Value{10}, p)) == near(30));
  CHECK(finance::credit_limit(Value{-10}, Value{0}, Value{200}, Value{100}, Value{40}, p) == Value{0});
  CHECK(plain(finance::credit_limit(Value{800}, Value{960}, Value{2000}, Value{1000}, Value{400}, p)) == near(1100));
}

TEST_CASE("collateral covers debt up to all of it (5.4)") {
  const CreditParameters p = parameters();
  CHECK(finance::collateral_cover(Value{100}, Value{120}, p) == near(0.5));
  CHECK(finance::collateral_cover(Value{100}, Value{10}, p) == 1);
  CHECK(finance::collateral_cover(Value{0}, Value{0}, p) == 1);
}

TEST_CASE("the firm of reference is served with its usual chance, larger, older and covered ones more often (5.5)") {
  const CreditParameters p = parameters();
  CHECK(finance::access_probability(Value{45e9}, 8, 0.5, false, p) == near(0.33));
  // logit .33/.67 + .3 ln 2 + .2 ln (17/9) + .5 + .5
  CHECK(finance::access_probability(Value{90e9}, 16, 1, true, p) == near(0.6517991172552743));
  CHECK(finance::access_probability(Value{0}, 0, 0, false, p) > 0);
}

TEST_CASE("a tenth of the served get all they ask for, the others a quarter to a half (5.6) (5.7) (5.8)") {
  const CreditParameters p = parameters();
  CHECK(finance::served_fraction(0.10, 0.4, p) == 1);
  CHECK(finance::served_fraction(0.11, 0.4, p) == near(0.35));
  CHECK(finance::new_loan(Value{1000}, 0.35, Value{900}, true) == Dong{350});
  CHECK(finance::new_loan(Value{1000}, 0.35, Value{200}, true) == Dong{200});
  CHECK(finance::new_loan(Value{1000}, 0.35, Value{900}, false) == Dong{0});
  CHECK(plain(finance::expected_credit(0.35, Value{900}, true)) == near(315));
  CHECK(finance::expected_credit(0.35, Value{900}, false) == Value{0});
}

TEST_CASE("debt, its burden and missing security raise the chance of default and the rate (5.9) (5.10)") {
  const CreditParameters p = parameters();
  // 1/(1 + e^(4.5 - .5 · .5 - .5 · .25 - .5 · .4))
  CHECK(finance::default_probability(Value{50}, Value{100}, Value{5}, Value{20}, 0.6, p) == near(0.0193599304742476));
  CHECK(finance::default_probability(Value{0}, Value{-1}, Value{0}, Value{-1}, 0, p) == near(0.01098694263059318));
  CHECK(finance::default_probability(Value{50}, Value{-1}, Value{5}, Value{-1}, 0, p) == near(0.9975273768433653));
  CHECK(finance::interest_rate(0.02, p) == near(0.045));
}

TEST_CASE("interest and instalments are whole đồng, and nobody pays back what it does not have (10.1) (10.2)") {
  const CreditParameters p = parameters();
  CHECK(finance::interest(Dong{1'200'000'000}, 0.05) == Dong{5'000'000});
  CHECK(finance::instalment(Dong{6000}, Dong{1000}, p) == Dong{100});
  CHECK(finance::instalment(Dong{6000}, Dong{30}, p) == Dong{30});
  CHECK(finance::instalment(Dong{6000}, Dong{-30}, p) == Dong{0});
}

TEST_CASE("overdrafts of makers become loans (10.3)") {
  CHECK(finance::overdraft_loan(Dong{-70}) == Dong{70});
  CHECK(finance::overdraft_loan(Dong{70}) == Dong{0});
}

TEST_CASE("owners are paid from profits and abundance alone (10.4) (10.5) (10.6)") {
  const CreditParameters p = parameters();
  CHECK(finance::dividend(Dong{1000}, Dong{1300}, Value{1000}, p) == Dong{400});
  CHECK(finance::dividend(Dong{1000}, Dong{1200}, Value{1000}, p) == Dong{0});
  CHECK(finance::dividend(Dong{-1000}, Dong{1300}, Value{1000}, p) == Dong{0});
  CHECK(finance::payout(Dong{2000}, Value{1000}, 1.8) == Dong{200});
  CHECK(finance::payout(Dong{1000}, Value{1000}, 1.8) == Dong{0});
  CHECK(finance::bank_dividend(Dong{325}, Dong{1000}, p) == Dong{10});  // .05 (325 - 125)
  CHECK(finance::bank_dividend(Dong{100}, Dong{1000}, p) == Dong{0});
}

TEST_CASE("a third served or a third constrained: the scenario says how the survey is read (5.11)") {
  CreditParameters p = parameters();
  CHECK(finance::access_of_reference(p) == 0.33);
  p.rationing = Rationing::third_constrained;
  CHECK(finance::access_of_reference(p) == 0.67);
  CHECK(finance::access_probability(Value{45e9}, 8, 0.5, false, p) == near(0.67));
}

TEST_CASE("a guarantee opens the bank and its limit, never beyond certainty (5.12) (5.13)") {
  const CreditParameters p = parameters();
  CHECK(finance::guaranteed_access(0.33, 0.5, p) == near(0.68));  // .33 + .7 · .5
  CHECK(finance::guaranteed_access(0.6, 0.8, p) == 1);
  CHECK(finance::guaranteed_access(0.33, 0, p) == 0.33);
  CHECK(plain(finance::guaranteed_limit(Value{100}, 0.8)) == near(180));
}

TEST_CASE("loans carry their mean guarantee, and the state bears that part of a loss (5.14) (5.15) (5.16)") {
  const CreditParameters p = parameters();
  CHECK(finance::guaranteed_share(0, Dong{300}, Dong{100}, 0.8) == near(0.2));  // 80 of 400
  CHECK(finance::guaranteed_share(0.5, Dong{100}, Dong{100}, 0) == near(0.25));
  CHECK(finance::guaranteed_share(0.5, Dong{100}, Dong{0}, 0.8) == 0.5);
  CHECK(finance::guaranteed_share(0, Dong{0}, Dong{0}, 0.8) == 0);
  CHECK(finance::guaranteed_loss(Dong{1000}, 0.2) == Dong{200});
  CHECK(finance::guarantee_fee(Dong{1'000'000}, 0.2, p) == Dong{100});  // 200,000 · .006/12
}

TEST_CASE("a subsidy never makes a loan cheaper than nothing (5.17)") {
  CHECK(finance::subsidised_points(0.04, 0.03) == 0.03);
  CHECK(finance::subsidised_points(0.04, 0.05) == 0.04);
  CHECK(finance::subsidised_points(-0.01, 0.05) == 0);
}

TEST_CASE("the banks' capital bounds all loans, and cuts new ones alike (5.18) (5.19)") {
  const CreditParameters p = parameters();
  CHECK(plain(finance::capital_room(Dong{100}, Dong{1000}, p)) == near(250));  // 100/.08 - 1000
  CHECK(finance::capital_room(Dong{100}, Dong{2000}, p) == Value{0});
  CHECK(finance::lending_share(Dong{500}, Value{250}) == near(0.5));
  CHECK(finance::lending_share(Dong{200}, Value{250}) == 1);
  CHECK(finance::lending_share(Dong{0}, Value{0}) == 1);
}
