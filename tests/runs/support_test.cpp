// The levers of technology: each acts on what it is meant for, costs what it says, and does nothing where it is zero.
#include <doctest/doctest.h>

#include "agents/support/equations.hpp"
#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

const Settings enough_money{"policy.programme_budget=1e15"};

Settings with_places(support::Kind kind, int places, const Settings& more = {}) {
  Settings settings = enough_money;
  const std::string name{support::names[kind]};
  settings.push_back("policy." + name + ".places=" + std::to_string(places));
  settings.push_back("policy." + name + ".share=0.5");
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

std::unique_ptr<Economy> run(const Settings& settings, int months, std::uint32_t seed = 1) {
  auto e = economy_of("baseline", settings, seed);
  step_months(*e, months);
  return e;
}

// Mean over the Vietnamese-owned firms that serve the industry.
template <class T>
double mean_of(const Economy& e, const Column<T>& column) {
  double all = 0, firms = 0;
  e.supplier.each_row([&](std::size_t row) {
    if (e.supplier.category.get(row) == nowhere || e.supplier.owner.get(row) == Owner::foreign) return;
    all += column.get(row), firms += 1;
  });
  return all / firms;
}

Dong cost_of(const Economy& e, std::size_t programme) { return e.nation.cost_by_programme.get(0)[programme]; }

double certificates_of(const Economy& e) {
  const auto by_certificate = e.nation.certified.get(0);
  return static_cast<double>(by_certificate[1]) + static_cast<double>(by_certificate[2]);
}

}  // namespace

TEST_CASE("each place is filled once and costs what it says") {
  for (std::size_t kind = 0; kind < support::kinds; ++kind) {
    CAPTURE(support::names[kind]);
    const auto e = run(with_places(static_cast<support::Kind>(kind), 2), 12);
    const double cost = e->scenario.support.cost[kind];
    const Dong grant = support::grant(cost, 0.5);
    const auto places = static_cast<std::int64_t>(2 * e->cluster.rows());
    CHECK(cost_of(*e, programme::with_places + kind) == Dong{places * grant.value});
    std::uint64_t bits = 0;
    e->supplier.each_row([&](std::size_t row) { bits |= e->supplier.upgrades.get(row); });
    CHECK((bits & ~(std::uint64_t{1} << kind)) == 0);
    for (std::size_t other = 0; other < support::kinds; ++other)
      if (other != kind) CHECK(cost_of(*e, programme::with_places + other) == Dong{});
  }
}

TEST_CASE("the programme's budget bounds what places cost") {
  Settings settings = with_places(support::automation, 20);
  settings[0] = "policy.programme_budget=10000000000";
  const auto e = run(settings, 12);
  const Dong paid =
      cost_of(*e, programme::automation) + cost_of(*e, programme::certification) + cost_of(*e, programme::research);
  CHECK(paid <= Dong{10'000'000'000});
  CHECK(paid > Dong{9'990'000'000});
}

TEST_CASE("one more place leaves those who had one theirs") {
  const auto few = run(with_places(support::digital, 2), 12), more = run(with_places(support::digital, 3), 12);
  few->supplier.each_row([&](std::size_t row) {
    if (few->supplier.upgrades.get(row)) CHECK(more->supplier.upgrades.get(row) != 0);
  });
}

TEST_CASE("automated lines and licences raise technology, seed by seed") {
  for (const support::Kind kind : {support::automation, support::technology_transfer})
    for (const std::uint32_t seed : {1u, 2u}) {
      CAPTURE(support::names[kind]);
      const auto without = run(enough_money, 24, seed), with = run(with_places(kind, 20), 24, seed);
      CHECK(mean_of(*with, with->supplier.technology) > mean_of(*without, without->supplier.technology));
    }
}

TEST_CASE("digital planning brings parts on time, coaching better parts and expertise, advice absorptive capacity") {
  for (const std::uint32_t seed : {1u, 2u}) {
    const auto without = run(enough_money, 30, seed);
    const auto digital = run(with_places(support::digital, 30), 30, seed);
    CHECK(mean_of(*digital, digital->supplier.on_time) > mean_of(*without, without->supplier.on_time));
    const auto coached = run(with_places(support::coaching, 30), 30, seed);
    CHECK(mean_of(*coached, coached->supplier.quality) > mean_of(*without, without->supplier.quality));
    const auto advised = run(with_places(support::governance, 30), 30, seed);
    CHECK(mean_of(*advised, advised->supplier.absorptive_capacity) >
          mean_of(*without, without->supplier.absorptive_capacity));
  }
}

TEST_CASE("makers buy more of firms with certified emissions where that is worth much to them") {
  double without = 0, with = 0;
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    without += run(enough_money, 48, seed)->nation.localisation_domestic.get(0);
    with += run(with_places(support::green, 50, {"support.green_worth=0.2"}), 48, seed)
                ->nation.localisation_domestic.get(0);
  }
  INFO("bought from Vietnamese-owned firms: ", without, " without, ", with, " with certificates");
  CHECK(with > without);
}

TEST_CASE("laboratories cost what is spent on them, take on more firms and shorten approvals") {
  const auto without = run({"policy.certification_support=0.9"}, 36);
  const auto with = run({"policy.certification_support=0.9", "policy.testing_spending=120000000000"}, 36);
  CHECK(cost_of(*with, programme::testing) == Dong{50'000'000'000});  // five clusters, a month
  with->cluster.each_row(
      [&](std::size_t k) { CHECK(with->cluster.test_capacity.get(k) > without->cluster.test_capacity.get(k) + 10); });
  CHECK(certificates_of(*with) >= certificates_of(*without));
  CHECK(with->nation.localisation_arm.get(0) != without->nation.localisation_arm.get(0));
}

TEST_CASE("recognised tests bring certificates and approvals sooner") {
  const auto without = run({}, 36), with = run({"policy.standards_recognition=1"}, 36);
  const auto waiting = [](const Economy& e) {
    double months = 0, contracts = 0;
    e.contract.each_row([&](std::size_t row) {
      if (!e.contract.live.get(row) || e.contract.approval.get(row) == 0) return;
      months += e.contract.approval.get(row), contracts += 1;
    });
    return months / contracts;
  };
  CHECK(waiting(*with) < waiting(*without));
  CHECK(mean_of(*with, with->supplier.certifying) <= mean_of(*without, without->supplier.certifying));
}

TEST_CASE("a hub costs money and spreads technology, seed by seed") {
  for (const std::uint32_t seed : {1u, 2u}) {
    const auto without = run({}, 36, seed), with = run({"policy.hub=2"}, 36, seed);
    CHECK(cost_of(*without, programme::hub) == Dong{});
    CHECK(cost_of(*with, programme::hub).value == doctest::Approx(5 * 2 * 50e9 / 12));
    CHECK(mean_of(*with, with->supplier.technology) > mean_of(*without, without->supplier.technology));
  }
}

TEST_CASE("programmes without places, laboratories without money and recognition of nothing change no bit") {
  const Hashes usual = hashes_of(*run({}, 14));
  Settings none{"policy.testing_spending=0", "policy.standards_recognition=0", "policy.hub=0"};
  for (const std::string_view name : support::names) {
    none.push_back("policy." + std::string{name} + ".places=0");
    none.push_back("policy." + std::string{name} + ".share=0.5");
  }
  CHECK(differences(usual, hashes_of(*run(none, 14))) == "");
}
