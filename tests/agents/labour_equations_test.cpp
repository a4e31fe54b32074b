#include "agents/labour/equations.hpp"

#include "near.hpp"

using namespace trellis;

namespace {
LabourParameters parameters() {
  LabourParameters p;
  p.usual_available = 0.03;
  p.force_growth = 0.024;
  p.force_attraction = 0.05;
  p.wage_growth = 0.015;
  p.wage_response = 0.05;
  p.release = 0.1;
  p.home_sales_per_worker = 1.2e9;
  p.home_productivity_growth = 0.05;
  p.elsewhere_growth = 0.02;
  p.elsewhere_wage_elasticity = 0.5;
  p.pool_wear = 0.1;
  p.trainee_gain = 0.4;
  p.trainer_growth = 0.02;
  p.place_cost = 24e6;
  p.trainer_course_cost = 360e6;
  p.skill_of_reference = 0.9;
  p.skill_of_pool = 0.5;
  p.skill_speed = 0.01;
  p.expert_skill = 1;
  p.expert_speed = 0.3;
  p.expert_cost = 2.4e9;
  return p;
}
}  // namespace

TEST_CASE("a worker earns what the relative wage and the frontier's growth make of the first pay (4.1)") {
  // 8 M · .55/.5 · 1.012^2
  CHECK(plain(labour::pay(labour::Pay{8e6}, 0.55, 0.5, 0.012, 24)) == near(8e6 * 1.1 * 1.024144));
  CHECK(plain(labour::pay(labour::Pay{8e6}, 0.5, 0.5, 0.012, 0)) == 8e6);
}

TEST_CASE("a wage bill of 400 million employs 50 workers at 8 million (6.1)") {
  CHECK(plain(labour::workers_needed(Value{400e6}, labour::Pay{8e6})) == near(50));
}

TEST_CASE("workers who are not needed go, at most a tenth of all in a month (6.2)") {
  const LabourParameters p = parameters();
  CHECK(plain(labour::workers_kept(People{100}, People{95}, p)) == near(95));
  CHECK(plain(labour::workers_kept(People{100}, People{20}, p)) == near(90));
  CHECK(plain(labour::workers_kept(People{100}, People{130}, p)) == near(100));
}

TEST_CASE("employers share the workers available in proportion to what they want (6.3), (6.4)") {
  CHECK(labour::hiring_share(People{30}, People{40}) == near(0.75));
  CHECK(labour::hiring_share(People{30}, People{20}) == 1);
  CHECK(plain(labour::workers(People{100}, People{40}, 0.75)) == near(130));
}

TEST_CASE("half of the workers make half of the usual output (6.5)") {
  CHECK(plain(labour::output_of_workers(Value{1000}, People{20}, People{40})) == near(500));
  CHECK(plain(labour::output_of_workers(Value{1000}, People{}, People{})) == near(1000));
}

TEST_CASE("home sales employ workers by their productivity, which grows (6.6)") {
  CHECK(plain(labour::workers_at_home(Value{1e9}, 0, parameters())) == near(10));  // 100 M a month each
  CHECK(plain(labour::workers_at_home(Value{1.05e9}, 12, parameters())) == near(10));
}

TEST_CASE("other employers grow, and want fewer workers where wages are above their trend (6.7)") {
  CHECK(plain(labour::workers_elsewhere(People{1000}, 0.5, 0.5, 12, parameters())) == near(1020));
  CHECK(plain(labour::workers_elsewhere(People{1000}, 0.625, 0.5, 0, parameters())) ==
        near(894.4271909999158));  // 1.25^-.5
}

TEST_CASE("a tight market draws people in, a slack one drives out nobody who works (6.8)") {
  const LabourParameters p = parameters();
  CHECK(plain(labour::labour_force(People{1000}, People{30}, 0.97, p)) == near(1002));  // .2 % a month
  CHECK(plain(labour::labour_force(People{1000}, People{30}, 0.99, p)) == near(1003));  // and .05 · .02
  CHECK(plain(labour::labour_force(People{1000}, People{3}, 0.5, p)) == near(997));
}

TEST_CASE("tightness is what all want over the force (6.9)") {
  CHECK(labour::tightness(People{990}, People{1000}) == near(0.99));
}

TEST_CASE("wages follow their trend at usual tightness, and run ahead where workers are short (6.10), (6.11)") {
  const LabourParameters p = parameters();
  CHECK(labour::relative_wage(0.5, 0.97, p) == near(0.5 * 1.0012507815756226));  // e^(.015/12)
  CHECK(labour::relative_wage(0.5, 0.99, p) == near(0.5 * 1.0022525331495058));  // e^(.00125 + .05 · .02)
  CHECK(labour::relative_wage_trend(0.5, 12, p) == near(0.5 * 1.0151130646157189));
}

TEST_CASE("trainers come slowly, and the first ones stay (6.12)") {
  const LabourParameters p = parameters();
  CHECK(plain(labour::trainers(People{100}, People{150}, People{100}, p)) == near(102));
  CHECK(plain(labour::trainers(People{149}, People{150}, People{100}, p)) == near(150));
  CHECK(plain(labour::trainers(People{150}, People{100}, People{100}, p)) == near(100));
  CHECK(plain(labour::trainers(People{100}, People{50}, People{100}, p)) == near(100));
}

TEST_CASE("further places wait for their trainers (6.13)") {
  CHECK(plain(labour::further_places(People{1000}, People{2000}, People{110}, People{100})) == near(200));
  CHECK(plain(labour::further_places(People{100}, People{2000}, People{110}, People{100})) == near(100));
  CHECK(plain(labour::further_places(People{}, People{2000}, People{100}, People{100})) == 0);
}

TEST_CASE("better trainers act on all trainees (6.14)") {
  CHECK(plain(labour::further_trainees(People{2000}, People{200}, 1.1)) == near(420));
  CHECK(plain(labour::further_trainees(People{2000}, People{}, 1)) == 0);
}

TEST_CASE("the pool of skills stays without further trainees, rises with them and wears down again (6.15)") {
  const LabourParameters p = parameters();
  CHECK(labour::skill_pool(0.5, 0.5, People{}, People{1000}, p) == 0.5);
  CHECK(labour::skill_pool(0.5, 0.5, People{30}, People{1000}, p) == near(0.501));  // .4 · .03 / 12
  CHECK(labour::skill_pool(0.62, 0.5, People{}, People{1000}, p) == near(0.619));   // .1 · .12 / 12
  CHECK(labour::skill_pool(1, 0.5, People{10000}, People{1000}, p) == 1);
}

TEST_CASE("a firm's skill moves towards what its pool offers (6.16)") {
  const LabourParameters p = parameters();
  CHECK(labour::skill(0.8, 0.5, 0.5, p) == near(0.801));  // .01 of the gap to .9
  CHECK(labour::skill(0.99, 0.6, 0.5, p) == near(0.99));  // .9 · 1.1
}

TEST_CASE("an expert closes a part of the gap to the frontier and teaches nobody beyond it (6.17)") {
  CHECK(labour::skill_with_experts(0.8, parameters()) == near(0.805));  // .3/12 of .2
  CHECK(labour::skill_with_experts(1.1, parameters()) == 1.1);
}

TEST_CASE(
    "places, trainers' courses and experts cost the state a twelfth of their yearly price a month (10.26)-(10.28)") {
  const LabourParameters p = parameters();
  CHECK(labour::training_spending(People{100}, p) == Dong{200'000'000});
  CHECK(labour::trainer_spending(People{100}, 1.1, p) == Dong{300'000'000});
  CHECK(labour::trainer_spending(People{100}, 1, p) == Dong{});
  CHECK(labour::secondment_spending(People{20}, p) == Dong{4'000'000'000});
}
