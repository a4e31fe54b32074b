// Levers whose steps name a cluster, a category or an owner class: they act on those, on nobody else, and on all of
// them as one step for all does.
#include <doctest/doctest.h>

#include <functional>

#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

enum class Kind { cluster, category, owner };

struct Lever {
  std::string name;
  Schedule Policy::*schedule;
  double neutral, value;
};

// Those of which everybody on whom they act has a name of the kind.
const std::vector<Lever>& of_firms() {
  static const std::vector<Lever> levers{
      {"local_content_bonus", &Policy::local_content_bonus, 0, 0.2},
      {"pooling", &Policy::pooling, 0, 0.5},
      {"lead_firm_support", &Policy::lead_firm_support, 0, 0.6},
      {"export_promotion", &Policy::export_promotion, 0, 0.8},
      {"supporting_industry_holiday", &Policy::supporting_industry_holiday, 1, 0.5},
      {"approval_relief", &Policy::approval_relief, 0, 5},
      {"credit_guarantee", &Policy::credit_guarantee, 0, 0.7},
      {"interest_subsidy", &Policy::interest_subsidy, 0, 0.03},
      {"research_match", &Policy::research_match, 0, 1},
      {"certification_support", &Policy::certification_support, 0, 0.8},
      {"project_support", &Policy::project_support, 0, 0.6},
      {"relocation_grant", &Policy::relocation_grant, 0, 0.9},
      {"standards_recognition", &Policy::standards_recognition, 0, 0.7},
  };
  return levers;
}
const Lever profit_tax{"profit_tax", &Policy::profit_tax, 0.2, 0.1};
const Lever administrative_relief{"administrative_relief", &Policy::administrative_relief, 0, 9};
const std::vector<Lever>& of_parts() {
  static const std::vector<Lever> levers{{"search_effort", &Policy::search_effort, 1, 2},
                                         {"parts_tariff", &Policy::parts_tariff, 0.03, 0.1},
                                         {"unmade_parts_relief", &Policy::unmade_parts_relief, 0, 0.7}};
  return levers;
}

std::vector<Lever> levers_of(Kind kind) {
  std::vector<Lever> levers = of_firms();
  if (kind == Kind::cluster) levers.push_back(profit_tax);
  if (kind != Kind::cluster) levers.push_back(administrative_relief);
  if (kind == Kind::category) levers.insert(levers.end(), of_parts().begin(), of_parts().end());
  return levers;
}

Target target_of(Kind kind, const std::string& name) {
  return {.cluster = kind == Kind::cluster ? name : "",
          .category = kind == Kind::category ? name : "",
          .owner = kind == Kind::owner ? name : ""};
}

std::vector<std::string> names_of(const Scenario& s, Kind kind) {
  std::vector<std::string> names;
  const auto add = [&](const auto& records) {
    for (const auto& record : records) names.push_back(record.name);
  };
  if (kind == Kind::cluster) add(s.data.clusters);
  if (kind == Kind::category) add(s.data.categories);
  if (kind == Kind::owner) add(s.data.owner_classes);
  return names;
}

// Neutral for all, and the value from the beginning for each of the names.
Schedule for_each(const Lever& lever, Kind kind, const std::vector<std::string>& names) {
  const Month ever{2015, 1};
  std::vector<ScheduleStep> steps{{.from = ever, .value = lever.neutral}};
  for (const std::string& name : names)
    steps.push_back({.from = ever, .value = lever.value, .target = target_of(kind, name)});
  return Schedule{std::move(steps)};
}

// Money for all that is asked, and a small economy in which enough happens within a year.
Scenario small() {
  return scenario_of("baseline", {"population.scale=0.5", "policy.programme_budget=1e15", "policy.project_budget=1e12",
                                  "exports.consideration=0.5", "exit_entry.relocation.consideration=0.9",
                                  "policy.automation_grant.places=6", "knowledge.certification.starts_per_quarter=50"});
}

Hashes after(const Scenario& s, int months) {
  Economy e{s, 1};
  step_months(e, months);
  Hashes hashes = hashes_of(e);
  hashes.erase("supplier.may_lead");  // asked of firms that are in no category, too, which then lead nothing
  return hashes;
}

// Of the firms for which a condition holds, how many bear a name and how many another.
struct Found {
  int right = 0, wrong = 0;
};

std::string name_of(const Economy& e, Row row, Kind kind) {
  const InputFiles& data = e.scenario.data;
  const Row category = e.supplier.category.get(row);
  if (kind == Kind::cluster) return data.clusters[e.supplier.cluster.get(row)].name;
  if (kind == Kind::owner) return data.owner_classes[e.supplier.kind.get(row)].name;
  return category == nowhere ? "" : data.categories[category].name;
}

// Over some months, right after a phase: who has what a lever gives.
Found who_has(const Scenario& s, int months, const std::string& phase, Kind kind, const std::string& name,
              const std::function<bool(const Economy&, Row)>& has) {
  Economy e{s, 1};
  Found found;
  for (int month = 0; month < months; ++month)
    e.step([&](const Phase& done) {
      if (done.name != phase) return;
      e.supplier.each_row([&](std::size_t row) {
        if (!has(e, static_cast<Row>(row))) return;
        ++(name_of(e, static_cast<Row>(row), kind) == name ? found.right : found.wrong);
      });
    });
  return found;
}

auto asks_for(std::size_t programme) {
  return [=](const Economy& e, Row row) { return e.supplier.grants_asked.get(row)[programme] > Dong{}; };
}

}  // namespace

TEST_CASE("a step for each cluster, category or owner class is a step for all, bit for bit") {
  const Scenario plain = small();
  const Hashes without = after(plain, 14);
  for (const Kind kind : {Kind::cluster, Kind::category, Kind::owner}) {
    CAPTURE(static_cast<int>(kind));
    Scenario for_all = plain, for_those = plain;
    for (const Lever& lever : levers_of(kind)) {
      for_all.policy.*lever.schedule = Schedule{lever.value};
      for_those.policy.*lever.schedule = for_each(lever, kind, names_of(plain, kind));
    }
    SupportSchedule &all = for_all.policy.support[support::automation],
                    &those = for_those.policy.support[support::automation];
    const Lever share{"share", nullptr, 0, 0.5};
    all.share = Schedule{share.value}, those.share = for_each(share, kind, names_of(plain, kind));
    const Hashes one = after(for_all, 14);
    CHECK(differences(one, after(for_those, 14)) == "");
    CHECK(differences(one, without) != "");
  }
}

TEST_CASE("a lever for one cluster, category or owner class gives to nobody else") {
  struct Case {
    Lever lever;
    Kind kind;
    std::string name, phase;
    std::function<bool(const Economy&, Row)> has;
    int months = 13;
  };
  const auto lever = [](const std::string& name) {
    for (const Lever& each : of_firms())
      if (each.name == name) return each;
    FAIL("no such lever: " << name);
    return profit_tax;
  };
  const std::string asked = "supplier.ask_grants", presented = "supplier.present";
  const std::vector<Case> cases{
      {lever("research_match"), Kind::owner, "domestic_near", asked, asks_for(programme::research)},
      {lever("research_match"), Kind::category, "body", asked, asks_for(programme::research)},
      {lever("certification_support"), Kind::cluster, "red_river", asked, asks_for(programme::certification)},
      {lever("lead_firm_support"), Kind::category, "interior", asked, asks_for(programme::lead_firms)},
      {lever("export_promotion"), Kind::owner, "domestic_near", asked, asks_for(programme::export_promotion)},
      {lever("relocation_grant"), Kind::owner, "domestic_near", asked, asks_for(programme::relocation)},
      {lever("interest_subsidy"), Kind::cluster, "south_east", "supplier.serve_debt",
       [](const Economy& e, Row row) { return e.supplier.interest_subsidy.get(row) > Dong{}; }},
      {lever("credit_guarantee"), Kind::category, "body", "supplier.invest",
       [](const Economy& e, Row row) { return e.supplier.guaranteed.get(row) > 0; }, 37},
      {lever("pooling"), Kind::owner, "foreign_core", presented,
       [](const Economy& e, Row row) { return e.supplier.bidder.get(row).pooled_share > 0; }},
      {lever("local_content_bonus"), Kind::category, "body", presented,
       [](const Economy& e, Row row) { return e.supplier.bidder.get(row).local_content_bonus > 0; }},
  };
  for (const Case& c : cases) {
    CAPTURE(c.lever.name);
    CAPTURE(c.name);
    Scenario s = small();
    s.policy.*c.lever.schedule = for_each(c.lever, c.kind, {c.name});
    const Found found = who_has(s, c.months, c.phase, c.kind, c.name, c.has);
    CHECK(found.right > 0);
    CHECK(found.wrong == 0);
  }
}

TEST_CASE("a relocation grant for one cluster moves firms there alone") {
  Scenario s = small();
  s.policy.relocation_grant = for_each({"", nullptr, 0, 0.95}, Kind::cluster, {"red_river"});
  Economy e{s, 1};
  int there = 0, elsewhere = 0;
  for (int month = 0; month < 12; ++month)
    e.step([&](const Phase& done) {
      if (done.name != "supplier.consider_move") return;
      e.supplier.each_row([&](std::size_t row) {
        const Row to = e.supplier.moves_to.get(row);
        if (to != nowhere) ++(e.scenario.data.clusters[to].name == "red_river" ? there : elsewhere);
      });
    });
  CHECK(there > 0);
  CHECK(elsewhere == 0);
}

TEST_CASE("a duty for one category is on its families alone") {
  Scenario s = small();
  s.policy.parts_tariff = for_each({"", nullptr, 0.03, 0.2}, Kind::category, {"battery"});
  Economy e{s, 1};
  e.step();
  for (Row f = 0; f < e.family.rows(); ++f) {
    const bool battery = s.data.categories[e.family.category.get(f)].name == "battery";
    CHECK(e.family.duty.get(f) == (battery ? 0.2 : 0.03));
  }
}

TEST_CASE("what the state pays for a project is each firm's own share of its part") {
  Scenario s = small();
  s.policy.project_support = for_each({"", nullptr, 0, 0.5}, Kind::owner, {"domestic_near"});
  Economy e{s, 1};
  const auto cost = static_cast<std::int64_t>(s.institute.project_cost);
  int paying = 0;
  for (int month = 0; month < 12; ++month)
    e.step([&](const Phase& done) {
      if (done.name != "supplier.pay_project") return;
      e.supplier.each_row([&](std::size_t row) {
        const Dong fee = e.supplier.project_fee.get(row);
        if (!(fee > Dong{}) || e.supplier.joined.get(row) || e.supplier.project_partners.get(row) > 0) return;
        const bool supported = name_of(e, static_cast<Row>(row), Kind::owner) == "domestic_near";
        CHECK(fee.value == (supported ? cost / 2 : cost));
        paying += supported;
      });
    });
  CHECK(paying > 0);
}
