#include "agents/oem/sourcing.hpp"

#include "near.hpp"

using namespace trellis;
using sourcing::Gate;

namespace {
SourcingParameters parameters() {
  SourcingParameters p;
  p.discovery = {4, 4, 0.5, 1e9, 1600, 0.5};
  p.gates = {0.55, 0.5, 0.3, 0.25, 0.75, 0.3};
  p.quality_aim = 0.95;
  p.quality_cost = 0.25;
  p.lateness_cost = 0.2;
  p.switching_cost = 0.06;
  p.import_risk_premium = 0.01;
  p.rvc_threshold = 0.4;
  p.rvc_weight = 0.15;
  p.least_relative_cost = 0.1;
  p.price_elasticity = 8;
  p.variety_exponent = 0.5;
  p.attraction_bound = 50;
  p.share_floor = 0.005;
  p.difficulty_reach = 1.05;
  p.inversion_damping = 0.8;
  p.inversion_step = 9;
  p.renewal_probability = 0.85;
  p.import_reopening = 0.18;
  p.ramp_months = 3;
  p.price_down = 0.02;
  p.material_pass_through = 0.7;
  p.termination_base = 0.01;
  p.termination_defects = 0.05;
  p.termination_lateness = 0.08;
  return p;
}

// Passes every gate of a family of difficulty .5 and a lot of 100.
sourcing::Candidate able() {
  return {.match = 0.6,
          .certificate = Certificate::iso9001,
          .quality = 0.7,
          .free_capacity = Value{10},
          .stretch = Value{30},
          .attainable = Value{40}};
}
}  // namespace

TEST_CASE("search effort multiplies the candidates that are looked for (3.1)") {
  CHECK(sourcing::candidates(4, 1, 0.99) == 4);
  CHECK(sourcing::candidates(4, 1.4, 0.5) == 6);  // 5.6 + .5
  CHECK(sourcing::candidates(4, 1.1, 0.5) == 4);  // 4.4 + .5
  CHECK(sourcing::candidates(4, 1.1, 0.7) == 5);  // 4.4 + .7: two tenders in five look for a fifth
  CHECK(sourcing::candidates(4, 0, 0.5) == 0);
}

TEST_CASE("large, near and connected suppliers are found first (3.2) (3.3)") {
  const DiscoveryParameters p = parameters().discovery;
  CHECK(sourcing::discovery_weight(Value{4e9}, 800, 2, p) == near(2.4261226388505337));  // 2 · e^-.5 · 2
  CHECK(sourcing::discovery_weight(Value{1e9}, 0, 0, p) == near(1));
  CHECK(sourcing::arrival(1.5, 2) == near(0.75));
}

TEST_CASE("match weighs what is known in the fields that a family draws on (3.4) (3.5)") {
  const Slots<double, 4> expertise{{1, 2, 9, 0}};
  const Slots<Ratio, 4> profile{{0.5, 0.5, 0, 0}};
  CHECK(sourcing::technology_match(expertise, profile) == near(0.7483926377959724));  // .5 (1-e^-1) + .5 (1-e^-2)
  CHECK(sourcing::technology_match(Slots<double, 4>{}, profile) == 0);
  CHECK(sourcing::passes_technology(0.75, 0.75));
  CHECK_FALSE(sourcing::passes_technology(0.74, 0.75));
}

TEST_CASE("hard families ask for IATF 16949, and it covers what ISO 9001 does (3.6) (3.7)") {
  const GateParameters p = parameters().gates;
  CHECK(sourcing::required_certificate(0.55, p) == Certificate::iso9001);
  CHECK(sourcing::required_certificate(0.56, p) == Certificate::iatf16949);
  CHECK(sourcing::passes_certificate(Certificate::iatf16949, Certificate::iso9001));
  CHECK_FALSE(sourcing::passes_certificate(Certificate::none, Certificate::iso9001));
}

TEST_CASE("harder families ask for more quality (3.8) (3.9)") {
  CHECK(sourcing::required_quality(0.5, parameters().gates) == near(0.65));  // .5 + .3 · .5
  CHECK(sourcing::passes_quality(0.65, 0.65));
  CHECK_FALSE(sourcing::passes_quality(0.64, 0.65));
}

TEST_CASE("a supplier grows from its capacity or from its home business, within its means (3.10) (3.11) (3.12)") {
  const GateParameters p = parameters().gates;
  CHECK(plain(sourcing::stretch(Value{100}, Value{200}, 0.5, p)) == near(37.5));       // .5 · .75 · 100
  CHECK(plain(sourcing::stretch(Value{0}, Value{200}, 0.5, p)) == near(22.5));         // .5 · .75 · .3 · 200
  CHECK(plain(sourcing::affordable_capacity(Value{50}, Value{22}, 0.6)) == near(10));  // 72/7.2
  CHECK(sourcing::affordable_capacity(Value{-50}, Value{20}, 0.6) == Value{0});
  CHECK(plain(sourcing::attainable_capacity(Value{5}, Value{30}, Value{10}, false)) == near(15));
  CHECK(plain(sourcing::attainable_capacity(Value{5}, Value{30}, Value{10}, true)) == near(35));
}

TEST_CASE("money is the gate of those alone who could build the capacity if they had it (3.13) (3.14)") {
  const GateParameters p = parameters().gates;
  CHECK(sourcing::passes_capacity(Value{5}, Value{20}, Value{100}, p));
  CHECK_FALSE(sourcing::passes_capacity(Value{5}, Value{19}, Value{100}, p));
  CHECK(sourcing::passes_finance(Value{25}, true, Value{100}, p));
  CHECK_FALSE(sourcing::passes_finance(Value{24}, true, Value{100}, p));
  CHECK(sourcing::passes_finance(Value{0}, false, Value{100}, p));
}

TEST_CASE("each gate fails for its own reason and no other (3.15)") {
  const GateParameters p = parameters().gates;
  const auto failed = [&](auto change) {
    sourcing::Candidate i = able();
    change(i);
    return sourcing::failed_gates(i, 0.5, Value{100}, p);
  };
  const auto only = [](Gate gate) { return sourcing::FailedGates{}.with(gate, true); };
  CHECK(failed([](auto&) {}).none());
  CHECK(failed([](auto& i) { i.match = 0.4; }) == only(Gate::technology));
  CHECK(failed([](auto& i) { i.certificate = Certificate::none; }) == only(Gate::certificate));
  CHECK(failed([](auto& i) { i.quality = 0.6; }) == only(Gate::quality));
  CHECK(failed([](auto& i) { i.stretch = Value{10}; }) == only(Gate::capacity));
  CHECK(failed([](auto& i) { i.attainable = Value{20}; }) == only(Gate::finance));
  const auto two = failed([](auto& i) { i.match = 0, i.quality = 0; });
  CHECK(two.has(Gate::technology));
  CHECK(two.has(Gate::quality));
  CHECK(two.without(Gate::quality) == only(Gate::technology));
}

TEST_CASE("local content is worth more to a maker far from the threshold (3.16)") {
  const SourcingParameters p = parameters();
  CHECK(sourcing::local_content_worth(0.2, 0.05, 0.6, p) == near(0.032));  // (.15 · .2 + .05) · .4
  CHECK(sourcing::local_content_worth(0.5, 0.05, 0.6, p) == near(0.02));
}

TEST_CASE("total cost counts price, carriage, bad and late parts, change and worth (3.17) (3.18)") {
  const SourcingParameters p = parameters();
  const sourcing::Offer offer{
      .price = 1.1, .logistics = 0.02, .quality = 0.75, .on_time = 0.9, .incumbent = false, .worth = 0.032};
  CHECK(sourcing::total_cost(offer, p) == near(1.22));  // 1.122 + .05 + .02 + .06 - .032
  sourcing::Offer known = offer;
  known.incumbent = true;
  CHECK(sourcing::total_cost(known, p) == near(1.16));
  sourcing::Offer perfect = offer;
  perfect.quality = 0.99;
  CHECK(sourcing::total_cost(perfect, p) == near(1.17));
  sourcing::Offer gift = offer;
  gift.worth = 5;
  CHECK(sourcing::total_cost(gift, p) == 0.1);
  CHECK(sourcing::import_cost(1.125, p) == near(1.135));
}

TEST_CASE("chances depend on relative costs alone (3.19) (3.21)") {
  const SourcingParameters p = parameters();
  CHECK(sourcing::win_weight(1.1, p) == near(0.4665073802097331));  // 1.1^-8
  const double ratio = sourcing::win_weight(1.2, p) / sourcing::win_weight(1.0, p);
  CHECK(sourcing::win_weight(2.4, p) / sourcing::win_weight(2.0, p) == near(ratio));
  CHECK(sourcing::probability(0.3, 1.2) == near(0.25));
}

TEST_CASE("a class gains from more qualified bidders, but not in proportion (3.20)") {
  const SourcingParameters p = parameters();
  CHECK(sourcing::class_weight(2, 4, 1, 1.2, p) == near(1.2));  // 2 · (4/1)^.5 · 1.2/4
  CHECK(sourcing::class_weight(2, 8, 2, 4, p) == near(2));      // 2 · (8/2)^.5 · 4/8
  CHECK(sourcing::class_weight(2, 0, 1, 0, p) == 0);
  CHECK(sourcing::class_weight(1, 1, 1, 0.4, p) == near(0.4));
  const double two = sourcing::class_weight(1, 2, 2, 2 * 0.5, p);
  const double four = sourcing::class_weight(1, 4, 2, 4 * 0.5, p);
  CHECK(four / two == near(1.4142135623730951));
  SourcingParameters flat = p;
  flat.variety_exponent = 0;
  CHECK(sourcing::class_weight(1, 4, 2, 4 * 0.5, flat) == sourcing::class_weight(1, 2, 2, 2 * 0.5, flat));
}

TEST_CASE("nobody is awarded more than it can make, nor more than the lot (3.22)") {
  CHECK(sourcing::award_share(Value{40}, Value{100}) == near(0.4));
  CHECK(sourcing::award_share(Value{400}, Value{100}) == 1);
}

TEST_CASE("lengths are uniform between their bounds, bounds included (3.23)") {
  CHECK(sourcing::months_between(36, 60, 1e-9) == 36);
  CHECK(sourcing::months_between(36, 60, 0.5) == 48);  // 36 + ⌊12.5⌋
  CHECK(sourcing::months_between(36, 60, 1 - 1e-9) == 60);
}

TEST_CASE("approval takes no less than nothing (3.29)") {
  CHECK(sourcing::approval_months(9, 3) == 6);
  CHECK(sourcing::approval_months(2, 5) == 0);
  CHECK(sourcing::approval_months(9, 2.6) == 6);  // 6.4
  CHECK(sourcing::approval_months(9, 0) == 9);
}

TEST_CASE("deliveries ramp up to the awarded share (3.24)") {
  const SourcingParameters p = parameters();
  CHECK(sourcing::ramped_share(0.6, 0, p) == near(0.2));
  CHECK(sourcing::ramped_share(0.6, 1, p) == near(0.4));
  CHECK(sourcing::ramped_share(0.6, 12, p) == near(0.6));
}

TEST_CASE("an unchanged contract is renewed with its usual chance, a dearer one less often (3.25)") {
  const SourcingParameters p = parameters();
  CHECK(sourcing::renewal_probability(1.05, 1.05, p) == near(0.85));
  CHECK(sourcing::renewal_probability(1.1, 1, p) == near(0.7255417807517275));  // 1/(1 + .15/.85 · 1.1^8)
  CHECK(sourcing::renewal_probability(0.9, 1, p) > 0.85);
}

TEST_CASE("four quarters of reopening make its yearly hazard (3.26)") {
  const SourcingParameters p = parameters();
  CHECK(sourcing::reopening_probability(3, p) == near(0.048402125993473155));  // 1 - .82^(1/4)
  CHECK(sourcing::reopening_probability(12, p) == near(0.18));
}

TEST_CASE("a contract's price falls as agreed and passes on a part of dearer materials (3.27)") {
  const SourcingParameters p = parameters();
  CHECK(plain(sourcing::contract_price(Price{1000}, 0.6, 0.1, p)) == near(1040.2472074600453));  // .98^(1/12) · 1.042
  Price price{1000};
  for (int month = 0; month < 12; ++month) price = sourcing::contract_price(price, 0.6, 0, p);
  CHECK(plain(price) == near(980));
}

TEST_CASE("defects and delays end contracts (3.28)") {
  const SourcingParameters p = parameters();
  CHECK(sourcing::termination_probability(0.8, 0.9, p) == near(0.002363824632785727));  // yearly .01 + .01 + .008
  CHECK(sourcing::termination_probability(0.7, 0.9, p) > sourcing::termination_probability(0.8, 0.9, p));
}

TEST_CASE("base shares are spread over categories by difficulty and add up to the group's total (I.6) (I.7)") {
  SourcingParameters p = parameters();
  CHECK(sourcing::difficulty_weight(0.75, 1.5, p) == near(0.16431676725154987));  // .3^1.5
  CHECK(sourcing::difficulty_weight(1.1, 1.5, p) == 0);
  const std::array<double, 3> difficulty{0.35, 0.5, 0.8}, bought{50, 30, 10};
  Value weighted{};
  for (std::size_t c = 0; c < 3; ++c) weighted += Value{bought[c] * sourcing::difficulty_weight(difficulty[c], 1.5, p)};
  double all = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const double weight = sourcing::difficulty_weight(difficulty[c], 1.5, p);
    all += bought[c] * sourcing::base_share(0.157, Value{100}, weight, weighted, p);
  }
  CHECK(all == near(15.7));
  CHECK(sourcing::base_share(0.157, Value{100}, 0, weighted, p) == 0.005);
}

TEST_CASE("a step of the inversion is damped and bounded, and stands still at the target (I.8)") {
  const SourcingParameters p = parameters();
  CHECK(sourcing::inverted_attraction(2, Value{200e6}, Value{100e6}, p) == near(3.4822022531844965));  // 2 · 2^.8
  CHECK(sourcing::inverted_attraction(2, Value{1e6}, Value{100e6}, p) == near(0.344854571981191));     // 2 · (1/9)^.8
  CHECK(sourcing::inverted_attraction(2, Value{100e6}, Value{100e6}, p) == near(2));
  CHECK(sourcing::inverted_attraction(40, Value{100e6}, Value{0}, p) == 50);
  CHECK(sourcing::inverted_attraction(0.021, Value{0}, Value{100e6}, p) == near(0.02));  // 1/50
}
