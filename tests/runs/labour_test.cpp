// Labour, training and experts in whole runs: levers move their own mechanism, and cost what they say.
#include <doctest/doctest.h>

#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

std::unique_ptr<Economy> run(const Settings& settings, int months) {
  auto e = economy_of("baseline", settings);
  step_months(*e, months);
  return e;
}

double mean_skill(const Economy& e) {
  double all = 0, firms = 0;
  e.supplier.each_row([&](std::size_t row) {
    if (e.supplier.category.get(row) == nowhere || e.supplier.owner.get(row) == Owner::foreign) return;
    all += e.supplier.skill.get(row), firms += 1;
  });
  return all / firms;
}

double mean_pool(const Economy& e) {
  double all = 0;
  e.cluster.each_row([&](std::size_t k) { all += e.cluster.skill_pool.get(k) / 5; });
  return all;
}

Dong spent(Economy& e, std::size_t programme, int months) {
  Dong all{};
  for (int month = 0; month < months; ++month) e.step(), all += e.nation.cost_by_programme.get(0)[programme];
  return all;
}

}  // namespace

TEST_CASE("without training levers the pool of skills stays where it is, and nothing is paid for it") {
  const auto e = economy_of("baseline");
  CHECK(spent(*e, programme::training_places, 12) == Dong{});
  CHECK(spent(*e, programme::trainer_quality, 1) == Dong{});
  CHECK(spent(*e, programme::expert_secondment, 1) == Dong{});
  e->cluster.each_row([&](std::size_t k) { CHECK(e->cluster.skill_pool.get(k) == 0.5); });
}

TEST_CASE("training places raise the pool of their own cluster and no other, and wait for trainers") {
  const auto e =
      economy_of("baseline", {"policy.training_places=[{from: 2025-01, value: 0}, {from: 2025-01, value: 5000, "
                              "cluster: red_river}]"});
  const Dong first = spent(*e, programme::training_places, 1), year = spent(*e, programme::training_places, 35);
  e->cluster.each_row([&](std::size_t k) {
    CAPTURE(e->scenario.data.clusters[k].name);
    if (e->scenario.data.clusters[k].name == "red_river")
      CHECK(e->cluster.skill_pool.get(k) > 0.505);
    else
      CHECK(e->cluster.skill_pool.get(k) == 0.5);
  });
  CHECK(first > Dong{});
  CHECK(to_value(year).value / 35 > 3 * to_value(first).value);  // 2 % more trainers a month
  // Once all places are open they cost 5,000 · 20 M VND a year.
  CHECK(to_value(spent(*e, programme::training_places, 12)).value == doctest::Approx(100e9).epsilon(1e-9));
}

TEST_CASE("better trainers raise pools and skills, and cost money") {
  const auto with = run({"policy.trainer_quality=1.3"}, 36), without = run({}, 36);
  CHECK(mean_pool(*with) > mean_pool(*without));
  CHECK(mean_skill(*with) > mean_skill(*without));
  // 1,000 trainers at .3 · 400 M VND a year
  CHECK(to_value(with->nation.cost_by_programme.get(0)[programme::trainer_quality]).value ==
        doctest::Approx(10e9).epsilon(1e-9));
}

TEST_CASE(
    "experts go into as many Vietnamese-owned suppliers as the lever says, raise their skill and are paid abroad") {
  const auto with = run({"policy.expert_secondment=100"}, 25), without = run({}, 25);
  CHECK(with->nation.experts.get(0) == 100);
  with->supplier.each_row([&](std::size_t row) {
    if (!with->supplier.expert.get(row)) return;
    CHECK(with->supplier.owner.get(row) == Owner::domestic);
    CHECK(with->supplier.category.get(row) != nowhere);
  });
  CHECK(mean_skill(*with) > mean_skill(*without) + 0.002);
  const auto row = with->flow_table.received.get(flow::of(programme::expert_secondment));
  CHECK(to_value(row[sector::world]).value == doctest::Approx(200e9 / 12).epsilon(1e-9));
}

TEST_CASE("human-resource levers at their neutral values change no bit") {
  const Hashes usual = hashes_of(*run({}, 14));
  for (const char* setting : {"policy.training_places=0", "policy.trainer_quality=1", "policy.expert_secondment=0"}) {
    CAPTURE(setting);
    CHECK(differences(usual, hashes_of(*run({setting}, 14))) == "");
  }
}

TEST_CASE("a labour force that shrinks and has nobody to spare earns more, and suppliers employ fewer") {
  const auto usual = run({}, 36), short_of = run({"labour.usual_available=0.001", "labour.force_growth=-0.03"}, 36);
  double slack = 0, scarce = 0;
  usual->cluster.each_row([&](std::size_t k) { slack += usual->cluster.wage.get(k); });
  short_of->cluster.each_row([&](std::size_t k) { scarce += short_of->cluster.wage.get(k); });
  CHECK(scarce > slack);
  CHECK(sum(short_of->nation.employment.get(0)) < sum(usual->nation.employment.get(0)));
}
