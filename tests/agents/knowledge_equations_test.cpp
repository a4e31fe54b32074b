#include "agents/supplier/knowledge.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
KnowledgeParameters parameters() {
  KnowledgeParameters p;
  p.certification = {250e6, 1.5e9, 6, 15, 0.08, 36, 0.15, 0.02, 1.2, 1.5, 0.25, 60, 0.3};
  p.research_domestic = 0.005;
  p.research_foreign = 0.015;
  p.research_of_reference = 0.01;
  p.research_wear = 0.15;
  p.innovation_part = 0.5;
  p.innovation_rate = 0.036;
  p.imitation_rate = 0.02;
  p.occasional_research = 0.25;
  p.innovation_reach = 0.15;
  p.imitation_gain = 0.5;
  p.closeness_floor = 0.05;
  p.absorption_base = 0.1;
  p.absorption_of_research = 4;
  p.absorption_of_skill = 0.3;
  p.spillover_speed = 0.006;
  p.spillover_distance = 300;
  p.backward_link = 0.05;
  p.link_without_partner = 0.3;
  p.forward_link = 0.02;
  p.frontier_growth = 0.012;
  p.outside_growth = 0.006;
  p.expertise_of_producing = 0.1;
  p.expertise_of_research = 3;
  p.expertise_wear = 0.01;
  p.expertise_most = 3.5;
  return p;
}
}  // namespace

TEST_CASE("a match raises effort and stock as own research does (9.1)-(9.4)") {
  const KnowledgeParameters p = parameters();
  CHECK(supplier::research_share(false, p) == 0.005);
  CHECK(supplier::research_share(true, p) == 0.015);
  CHECK(supplier::research_match(Dong{101}, 0.5) == Dong{50});  // 50.5, the half to the even one
  CHECK(supplier::research_effort(0.005, 0, true, p) == near(0.5));
  CHECK(supplier::research_effort(0.005, 1, true, p) == near(1));
  CHECK(supplier::research_effort(0.005, 0, false, p) == near(0.125));
  CHECK(supplier::research_stock(0.02, 0.005, 1, p) == near(0.02 + 0.007 / 12));  // (.01 - .003)/12
  CHECK(supplier::research_stock(0.1, 0.015, 0, p) == near(0.1));                 // stands still at ν/δ
}

TEST_CASE("successes arrive with effort, imitations with absorptive capacity too (9.5) (9.6)") {
  const KnowledgeParameters p = parameters();
  CHECK(supplier::innovation_probability(0.5, p) == near(0.008959621227116354));      // 1 - e^(-.009)
  CHECK(supplier::imitation_probability(0.5, 0.4, p) == near(0.001998001332666921));  // 1 - e^(-.002)
  CHECK(supplier::imitation_probability(0.5, 0, p) == 0);
  CHECK(supplier::innovation_probability(0, p) == 0);
}

TEST_CASE("an innovation that is worse is dropped (9.7)") {
  const KnowledgeParameters p = parameters();
  CHECK(supplier::innovated(0.6, 0.9, p) == near(0.672));  // .6 (1 + .15 · .8)
  CHECK(supplier::innovated(0.6, 0.3, p) == 0.6);
}

TEST_CASE("firms imitate those near to them, and better ones alone (9.8) (9.9)") {
  const KnowledgeParameters p = parameters();
  CHECK(supplier::imitation_weight(0.5, 0.6, p) == near(10));
  CHECK(supplier::imitation_weight(0.6, 0.5, p) == near(10));
  CHECK(supplier::imitation_weight(0.5, 0.51, p) == near(20));
  CHECK(supplier::imitated(0.5, 0.7, 0.4, p) == near(0.54));  // .5 + .5 · .4 · .2
  CHECK(supplier::imitated(0.5, 0.4, 0.4, p) == 0.5);
}

TEST_CASE("absorptive capacity rises with research and skill and stays below one (9.10)") {
  const KnowledgeParameters p = parameters();
  CHECK(supplier::absorptive_capacity(0.02, 0.9, 0, p) == near(0.36237184837822667));   // 1 - e^-.45
  CHECK(supplier::absorptive_capacity(0.02, 0.9, 0.1, p) == near(0.4230501896195133));  // 1 - e^-.55
  CHECK(supplier::absorptive_capacity(0.03, 0.9, 0, p) > supplier::absorptive_capacity(0.02, 0.9, 0, p));
  CHECK(supplier::absorptive_capacity(5, 1, 0, p) < 1);
}

TEST_CASE("a hub doubles the spillover, and nobody learns from the less able (9.11) (9.12)") {
  const KnowledgeParameters p = parameters();
  CHECK(supplier::spillover_weight(600, p) == near(0.1353352832366127));  // e^-2
  CHECK(supplier::spillover_weight(0, p) == 1);
  CHECK(supplier::after_spillover(0.5, 0.7, 0.4, 0, p) == near(0.50048));  // .5 + .006 · .4 · .2
  CHECK(supplier::after_spillover(0.5, 0.7, 0.4, 1, p) == near(0.50096));
  CHECK(supplier::after_spillover(0.5, 0.4, 0.4, 1, p) == 0.5);
}

TEST_CASE("foreign customers teach joint ventures and innovators, foreign suppliers those who buy from them (9.13)") {
  const KnowledgeParameters p = parameters();
  // .6 e^(.4 · .05 · .5 · (.5 + .3 · .5)/12)
  CHECK(supplier::after_links(0.6, 0.5, 0, 0.5, true, 0.4, p) == near(0.6003250880367281));
  CHECK(supplier::after_links(0.6, 0.5, 0, 0, false, 0.4, p) == 0.6);
  CHECK(supplier::after_links(0.6, 0, 0, 1, true, 0.4, p) == 0.6);
  CHECK(supplier::after_links(0.6, 0, 0.75, 0, false, 0.4, p) == near(0.6003000750125025));  // .6 e^(.4 · .02 · .75/12)
}

TEST_CASE("firms outside the industry lose what the frontier gains beyond their own growth (9.36)") {
  const KnowledgeParameters p = parameters();
  double outside = 1;
  for (int month = 0; month < 12; ++month) outside = supplier::outside_technology(outside, p);
  CHECK(outside == near(0.993928));  // .988 · 1.006
}

TEST_CASE("who stands still falls behind the frontier by its yearly growth (9.14)") {
  const KnowledgeParameters p = parameters();
  CHECK(supplier::behind_frontier(0.6, p) == near(0.5993966744765233));
  double technology = 0.6;
  for (int month = 0; month < 12; ++month) technology = supplier::behind_frontier(technology, p);
  CHECK(technology == near(0.6 * 0.988));
}

TEST_CASE("work and research build expertise, disuse wears it off, projects may exceed the bound (9.15) (9.16)") {
  const KnowledgeParameters p = parameters();
  CHECK(supplier::expertise_gain(true, 0, 0.01, 0.5, 0.4, p) == near(0.0048333333333333334));  // .4 (.1 + .045)/12
  CHECK(supplier::expertise_gain(true, 0.05, 0.01, 0.5, 0.4, p) == near(0.0065));
  CHECK(supplier::expertise_gain(false, 0, 0, 0, 0.4, p) == 0);
  CHECK(supplier::expertise(2, 0, 1, p) == near(1.9983256452817588));  // 2 · .99^(1/12)
  CHECK(supplier::expertise(2, 0.02, 0.5, p) == near(2.008325645281759));
  CHECK(supplier::expertise(3.5, 0.5, 1, p) == 3.5);
  CHECK(supplier::expertise(4, 0.5, 1, p) == near(4 * 0.9991628226408794));
}

TEST_CASE("the next certificate costs and takes what its standard asks (9.17) (9.18)") {
  const CertificationParameters p = parameters().certification;
  CHECK(supplier::next_certificate(Certificate::none) == Certificate::iso9001);
  CHECK(supplier::next_certificate(Certificate::iso9001) == Certificate::iatf16949);
  CHECK(plain(supplier::certification_fee(Certificate::none, p)) == 250e6);
  CHECK(plain(supplier::certification_fee(Certificate::iso9001, p)) == 1.5e9);
  CHECK(supplier::certification_months(Certificate::none, 0, p) == 6);
  CHECK(supplier::certification_months(Certificate::iso9001, 0, p) == 15);
  CHECK(supplier::certification_months(Certificate::iso9001, 0.5, p) == 13);  // 15 · .85 = 12.75
  CHECK(supplier::certification_months(Certificate::none, 1, p) == 4);        // 6 · .7 = 4.2
}

TEST_CASE("firms certify when what they may win pays, and support makes it pay sooner (9.19)-(9.21)") {
  const CertificationParameters p = parameters().certification;
  CHECK(supplier::win_rate(3, 20, p) == near(0.15));
  CHECK(supplier::win_rate(0, 20, p) == 0.02);
  CHECK(supplier::win_rate(0, 0, p) == 0.02);
  const Value worth = supplier::certification_worth(0.15, Value{1e9}, p);
  CHECK(plain(worth) == near(432e6));  // .15 · .08 · 36 · 1e9
  CHECK(supplier::starts_certification(worth, Value{250e6}, 0, Value{375e6}, p));
  CHECK_FALSE(supplier::starts_certification(worth, Value{250e6}, 0, Value{374e6}, p));
  CHECK_FALSE(supplier::starts_certification(worth, Value{1.5e9}, 0, Value{1e12}, p));
  CHECK_FALSE(supplier::starts_certification(worth, Value{1.5e9}, 0.76, Value{539e6}, p));  // 1.5 · 360 M
  CHECK(supplier::starts_certification(worth, Value{1.5e9}, 0.77, Value{539e6}, p));        // 1.2 · 345 M < 432 M
}

TEST_CASE("consultants ration starts in proportion (9.22)") {
  CHECK(supplier::certification_access(120, 60) == near(0.5));
  CHECK(supplier::certification_access(10, 60) == 1);
  CHECK(supplier::certification_access(0, 0) == 1);
}
