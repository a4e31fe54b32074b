#include "agents/trade/equations.hpp"

#include <cmath>

#include "near.hpp"

using namespace trellis;

namespace {
ExportParameters parameters() {
  ExportParameters p;
  p.reach = 1;
  p.freight_share = 0.06;
  p.price_elasticity = 5;
  p.entry_cost = 5e9;
  p.margin = 0.08;
  p.horizon = 36;
  p.worth_over_cost = 1.2;
  p.cash_over_cost = 1.5;
  return p;
}
SupplierParameters supplier_parameters() {
  SupplierParameters s;
  s.minimum_efficient_scale = 48000;
  s.scale_exponent = 0.1;
  s.least_scale = 0.05;
  return s;
}
}  // namespace

TEST_CASE("an exporter reaches a lot of efficient scale, more as the world's volume grows (8.18)") {
  CHECK(plain(trade::reach(1, supplier_parameters(), parameters())) == near(4000));
  CHECK(plain(trade::reach(1.5, supplier_parameters(), parameters())) == near(6000));
}

TEST_CASE("abroad a part costs its price and the freight (8.19)") {
  CHECK(trade::delivered_price(Price{100}, Price{106}, parameters()) == near(1));
}

TEST_CASE("at the world's price the share is that of one among rivals; dearer parts win less (8.20)") {
  const ExportParameters p = parameters();
  CHECK(trade::share_won(1, 3, p) == near(0.25));
  CHECK(trade::share_won(0.5, 3, p) == near(32.0 / 35));  // 2^5
  CHECK(trade::share_won(2, 1.0 / 32, p) == near(0.5));
}

TEST_CASE("exports get the capacity that contracts at home leave (8.21)") {
  CHECK(trade::room_for_exports(Value{50}, Value{100}, Value{60}) == near(0.8));
  CHECK(trade::room_for_exports(Value{30}, Value{100}, Value{60}) == 1);
  CHECK(trade::room_for_exports(Value{30}, Value{100}, Value{120}) == 0);
}

TEST_CASE("a firm begins to export where it is worth the cost and can be paid, sooner with support (8.22), (8.23)") {
  const ExportParameters p = parameters();
  CHECK(plain(trade::worth_of_exports(Value{2e9}, p)) == near(5.76e9));  // 8 % of 36 months
  CHECK_FALSE(trade::begins_to_export(Value{5.76e9}, Value{10e9}, 0, p));
  CHECK(trade::begins_to_export(Value{6.1e9}, Value{10e9}, 0, p));
  CHECK_FALSE(trade::begins_to_export(Value{6.1e9}, Value{7e9}, 0, p));
  CHECK(trade::begins_to_export(Value{5.76e9}, Value{4e9}, 0.5, p));
}

TEST_CASE("the state pays its share of the cost of beginning to export (10.29)") {
  CHECK(trade::export_grant(0.4, parameters()) == Dong{2'000'000'000});
}

TEST_CASE("an offer is priced at the scale that it leads to") {
  // Full reach is efficient scale: price 100 · 1.06/106 = 1, share .5, 2,000 sets; at that scale the price is 2^.1
  // higher.
  const trade::Offer offer =
      trade::offer(Price{100}, 0, Price{106}, 1, Parts{}, 1, supplier_parameters(), parameters());
  CHECK(plain(offer.price) == near(107.17734625362931));
  CHECK(plain(offer.sets) == near(4000 / (1 + std::pow(1.0717734625362931, 5))));
}

TEST_CASE("the rivals of the base year leave the exports that are known (I.9)") {
  const auto exports = [](double rivals) { return Value{100 / (1 + rivals)}; };
  CHECK(trade::rivals_of_base_year(Value{20}, exports) == doctest::Approx(4).epsilon(1e-9));
}
