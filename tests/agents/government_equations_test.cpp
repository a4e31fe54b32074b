#include "agents/government/equations.hpp"

#include "agents/market/equations.hpp"
#include "near.hpp"

using namespace trellis;

namespace {
GovernmentParameters parameters() { return {4, 9, 0.1, 15}; }
}  // namespace

TEST_CASE("what the state takes from a vehicle is what its buyer pays on top of the price (10.7)-(10.10)") {
  const VehiclePrice price{400e6};
  const VehiclePrice duty = government::customs_duty(price, 0.5);
  const VehiclePrice excise = government::excise(price + duty, 0.4);
  const VehiclePrice vat = government::value_added_tax(price + duty + excise, 0.1);
  const VehiclePrice fee = government::registration_fee(price + duty + excise + vat, 0.1);
  CHECK(plain(duty) == near(200e6));
  CHECK(plain(excise) == near(240e6));
  CHECK(plain(vat) == near(84e6));
  CHECK(plain(fee) == near(92.4e6));
  CHECK(plain(price + duty + excise + vat + fee) ==
        near(plain(market::buyer_price(price, market::tax_factor(0.5, 0.4, 0.1, 0.1)))));
}

TEST_CASE("a cut of the fee is for buyers of local vehicles (10.19)") {
  CHECK(government::registration_rate(0.1, 0.5, true) == near(0.05));
  CHECK(government::registration_rate(0.1, 0.5, false) == 0.1);
}

TEST_CASE("amounts are whole đồng, halves to the even one (10.11) (10.12)") {
  CHECK(government::on_vehicles(VehiclePrice{2.5}, Vehicles{1}) == Dong{2});
  CHECK(government::on_vehicles(VehiclePrice{92.4e6}, Vehicles{10}) == Dong{924'000'000});
  CHECK(government::parts_duty(Parts{100}, Price{1000}, 0.03) == Dong{3000});
}

TEST_CASE("the holiday runs out step by step, and without it all pay the general rate (10.13) (10.14)") {
  const GovernmentParameters p = parameters();
  CHECK(government::profit_tax_rate(0.2, true, 3.9, 1, p) == 0);
  CHECK(government::profit_tax_rate(0.2, true, 4, 1, p) == near(0.05));
  CHECK(government::profit_tax_rate(0.2, true, 13, 1, p) == near(0.1));
  CHECK(government::profit_tax_rate(0.2, true, 15, 1, p) == near(0.2));
  CHECK(government::profit_tax_rate(0.2, true, 1, 0, p) == 0.2);
  CHECK(government::profit_tax_rate(0.2, true, 1, 0.5, p) == near(0.1));
  CHECK(government::profit_tax_rate(0.2, false, 1, 1, p) == 0.2);
  CHECK(government::profit_tax_rate(0.04, true, 5, 1, p) == near(0.04));  // the holiday never costs a firm
  CHECK(government::profit_tax(Dong{1000}, 0.2) == Dong{200});
  CHECK(government::profit_tax(Dong{-1000}, 0.2) == Dong{0});
}

TEST_CASE("the state pays for the scale that a lead firm promised and that was not reached (10.20)") {
  CHECK(plain(government::lead_firm_grant(Value{1000}, 1.2, 1.05)) == near(150));
  CHECK(government::lead_firm_grant(Value{1000}, 1, 1.05) == Value{0});
}

TEST_CASE("the holiday is for the profit on parts, by their part of sales (10.21) (10.22)") {
  CHECK(government::profit_share_of_parts(Value{30}, Value{70}) == near(0.3));
  CHECK(government::profit_share_of_parts(Value{0}, Value{0}) == 0);
  CHECK(government::mean_profit_tax_rate(0.3, 0.05, 0.2) == near(0.155));  // .015 + .14
  CHECK(government::mean_profit_tax_rate(0, 0, 0.2) == 0.2);
}

TEST_CASE("a month of public spending on charging points is a twelfth of the year's (10.23)") {
  CHECK(government::charging_spending(Value{1200e9}) == Dong{100'000'000'000});
}

TEST_CASE("grants are paid for what they are meant for, as far as the budget reaches (10.15)-(10.18), (10.30)") {
  CHECK(government::local_content_bonus(Parts{100}, Price{1000}, 0.6, 0.05) == Dong{2000});
  CHECK(government::certification_grant(Value{250e6}, 0.7) == Dong{175'000'000});
  CHECK(government::infrastructure_spending(Value{1.2e12}) == Dong{100'000'000'000});
  CHECK(government::granted_share(Dong{200}, Dong{50}) == near(0.25));
  CHECK(government::granted_share(Dong{20}, Dong{50}) == 1);
  CHECK(government::granted_share(Dong{0}, Dong{0}) == 1);
  CHECK(government::granted_share(Dong{200}, Dong{-50}) == 0);
  CHECK(government::granted(Dong{99}, 0.25) == Dong{24});
  CHECK(government::granted(Dong{1'000'000'007}, 1) == Dong{1'000'000'007});
}
