// Projects of firms with institutes, in whole runs: who is in them, what they cost, whom they tie to each other.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "agents/institute/equations.hpp"
#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

using Members = std::map<std::uint32_t, Slots<std::uint32_t, most_project_firms>>;  // by project

std::size_t firms_of(const Slots<std::uint32_t, most_project_firms>& members) {
  std::size_t firms = 0;
  for (const std::uint32_t each : members.at) firms += each != 0;
  return firms;
}

Members projects_of(const Economy& e) {
  Members all;
  e.project.each_row([&](std::size_t row) { all[e.project.identity.get(row)] = e.project.members.get(row); });
  return all;
}

Row row_of(const Economy& e, std::uint32_t identity) {
  Row found = nowhere;
  e.supplier.each_row([&](std::size_t row) {
    if (e.supplier.identity.get(row) == identity) found = static_cast<Row>(row);
  });
  return found;
}

}  // namespace

TEST_CASE("a call brings projects of one to four firms, alone and together, and no firm is in two of them") {
  const auto e = economy_of("baseline");
  step_months(*e, 24);
  std::set<std::size_t> sizes;
  std::multiset<std::uint32_t> firms;
  for (const auto& [project, members] : projects_of(*e)) {
    sizes.insert(firms_of(members));
    for (const std::uint32_t each : members.at)
      if (each != 0) firms.insert(each);
  }
  REQUIRE(firms.size() > 50);
  CHECK(std::set<std::uint32_t>(firms.begin(), firms.end()).size() == firms.size());
  CHECK(*sizes.begin() == 1);
  CHECK(*sizes.rbegin() == most_project_firms);
}

TEST_CASE("the partners of a project share what the state leaves of its cost, to the đồng") {
  const auto e = economy_of("baseline");
  step_months(*e, 12);
  const InstituteParameters& p = e->scenario.institute;
  const Ratio support = e->scenario.policy.project_support.at(Month{2025, 12});
  WideDong firms_paid;
  std::size_t projects = 0;
  e->project.each_row([&](std::size_t row) {
    projects += 1;
    const auto members = e->project.members.get(row);
    const auto firms = static_cast<int>(firms_of(members));
    const Dong each = institute::firm_cost(support, firms, p);
    firms_paid += WideDong{Dong{firms * each.value}};
    for (const Row partner : e->project.partners.get(row).at)  // nowhere: gone in the same month
      if (partner != nowhere) CHECK(e->supplier.project_fee.get(partner) == each);
  });
  const auto paid = e->flow_table.received.get(flow::institute_projects);
  CHECK(WideDong{paid[sector::suppliers]} == -firms_paid);
  const Dong state = e->flow_table.received.get(flow::of(programme::institute_projects))[sector::government];
  CHECK(WideDong{state} ==
        -WideDong{Dong{static_cast<std::int64_t>(projects) * institute::public_cost(support, p).value}});
}

TEST_CASE("firms of a project that has ended know each other and the institute") {
  const auto e = economy_of("baseline");
  step_months(*e, 35);
  const Members before = projects_of(*e);
  std::map<std::uint32_t, Row> institutes;
  e->project.each_row(
      [&](std::size_t row) { institutes[e->project.identity.get(row)] = e->project.institute.get(row); });
  step_months(*e, 1);  // December 2027: those of December 2025 end
  const Members after = projects_of(*e);
  std::size_t ties = 0;
  for (const auto& [project, members] : before) {
    if (after.count(project)) continue;
    for (const std::uint32_t one : members.at) {
      const Row row = one == 0 ? nowhere : row_of(*e, one - 1);
      if (row == nowhere) continue;
      CHECK(e->supplier.past_institutes.get(row)[0] == institutes[project]);
      const auto known = e->supplier.past_partners.get(row);
      for (const std::uint32_t other : members.at)
        if (other != 0 && other != one) {
          ties += 1;
          CHECK(std::set<std::uint32_t>(known.at.begin(), known.at.end()).count(other) == 1);
        }
    }
  }
  CHECK(ties > 10);
}

TEST_CASE("who was together in a project is together again more often than strangers are") {
  // With a large weight of ties, so that a handful of calls shows it.
  std::size_t again_with = 0, again_without = 0;
  for (const double weight : {0.0, 10.0}) {
    const auto e = economy_of("baseline", {"institute.tie_weight=" + std::to_string(weight), "institute.join_rate=1",
                                           "institute.project_months=12"});
    std::set<std::set<std::uint32_t>> pairs;
    std::size_t again = 0;
    for (int year = 0; year < 5; ++year) {
      step_months(*e, 12);
      std::set<std::set<std::uint32_t>> now;
      for (const auto& [project, members] : projects_of(*e))
        for (const std::uint32_t one : members.at)
          for (const std::uint32_t other : members.at)
            if (one != 0 && other > one) now.insert({one, other});
      for (const auto& pair : now) again += pairs.count(pair);
      pairs.insert(now.begin(), now.end());
    }
    (weight > 0 ? again_with : again_without) = again;
  }
  INFO(again_with, " pairs again with ties, ", again_without, " without");
  CHECK(again_with > 2 * again_without);
}

TEST_CASE("a project without public money and without partners costs its firm everything") {
  const auto e = economy_of("baseline", {"policy.project_support=0", "institute.firms_most=1"});
  step_months(*e, 12);
  std::size_t projects = 0;
  e->project.each_row([&](std::size_t row) {
    projects += 1;
    CHECK(firms_of(e->project.members.get(row)) == 1);
    if (const Row firm = e->project.partners.get(row)[0]; firm != nowhere)
      CHECK(e->supplier.project_fee.get(firm) == nearest(Value{e->scenario.institute.project_cost}));
  });
  CHECK(projects > 0);
  CHECK(e->flow_table.received.get(flow::of(programme::institute_projects))[sector::government] == Dong{});
}
