// Does the economy hold? Neither collapse nor explosion in eleven years, and policies that work in their direction.
#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <utility>

#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

using Link = std::pair<Row, std::uint32_t>;  // slot, identity of the supplier

std::set<Link> live_links(const Economy& e) {
  std::set<Link> links;
  e.contract.each_row([&](std::size_t c) {
    if (e.contract.live.get(c) && e.contract.supplier.get(c) != nowhere)
      links.emplace(e.contract.slot.get(c), e.supplier.identity.get(e.contract.supplier.get(c)));
  });
  return links;
}

std::set<std::uint32_t> identities(const Economy& e) {
  std::set<std::uint32_t> all;
  e.supplier.each_row([&](std::size_t row) { all.insert(e.supplier.identity.get(row)); });
  return all;
}

template <class T>
double share_that_stays(const std::set<T>& before, const std::set<T>& after) {
  std::size_t stay = 0;
  for (const T& each : before) stay += after.count(each);
  return static_cast<double>(stay) / static_cast<double>(before.size());
}

double stock_of_vehicles(const Economy& e) {
  double all = 0;
  e.product.each_row([&](std::size_t j) { all += e.product.stock.get(j).value; });
  return all;
}

struct Year {
  double gross = 0, active = 0, firms = 0, exit_rate = 0, firms_that_stay = 0, links_that_stay = 0;
  double sales = 0, official = 0, vehicles_lost = 0;
};

std::vector<Year> run_years(Economy& e) {
  std::vector<Year> years;
  const int number_of_years = e.scenario.months() / 12;
  for (int y = 0; y < number_of_years; ++y) {
    const auto links = live_links(e);
    const auto firms = identities(e);
    Year year;
    year.vehicles_lost = stock_of_vehicles(e);
    double exits = 0;
    for (int month = 0; month < 12; ++month) {
      year.official += e.path.vehicles[e.clock().step].value;
      e.step();
      exits += e.nation.exits.get(0);
      year.sales += e.nation.sales.get(0).value;
      year.vehicles_lost += e.nation.production.get(0).value - e.nation.exports.get(0).value -
                            (e.nation.sales.get(0).value - e.nation.imports.get(0).value);
    }
    year.vehicles_lost -= stock_of_vehicles(e);
    year.gross = e.nation.localisation_gross.get(0);
    year.active = e.nation.direct_suppliers.get(0);
    year.firms = e.nation.firms.get(0);
    year.exit_rate = exits / static_cast<double>(firms.size());
    year.firms_that_stay = share_that_stays(firms, identities(e));
    year.links_that_stay = share_that_stays(links, live_links(e));
    years.push_back(year);
  }
  return years;
}

void check_years(const std::string& scenario) {
  const auto e = economy_of(scenario);
  const std::vector<Year> years = run_years(*e);
  const double spread = e->scenario.market.noise_spread, persistence = e->scenario.market.noise_persistence;
  // A year's mean of the noise has about this standard deviation; prices move buyers by a few per cent beside it.
  const double yearly_noise = spread / (1 - persistence) / std::sqrt(12.0);
  for (std::size_t y = 0; y < years.size(); ++y) {
    const Year& year = years[y];
    CAPTURE(2025 + y);
    INFO("year ", 2025 + y, ": gross ", year.gross, " active ", year.active, " firms ", year.firms, " exits ",
         year.exit_rate, " links stay ", year.links_that_stay, " sales ", year.sales, " official ", year.official);
    CHECK(year.gross > 0.2);
    CHECK(year.gross < 0.8);
    CHECK(year.active > 0.5 * years[0].active);
    CHECK(year.active < 5 * years[0].active);
    CHECK(year.firms > 0.7 * 6000);
    CHECK(year.firms < 1.5 * 6000);
    CHECK(year.exit_rate > 0.04);
    CHECK(year.exit_rate < 0.10);
    CHECK(std::abs(1 - year.firms_that_stay - year.exit_rate) < 0.01);
    CHECK(year.links_that_stay > 0.80);
    CHECK(year.links_that_stay < 0.99);
    CHECK(std::abs(std::log(year.sales / year.official)) < 3 * yearly_noise + 0.05);
    CHECK(std::abs(year.vehicles_lost) < 1e-6 * year.sales);
  }
}

std::unique_ptr<Economy> run(const Settings& settings, int months, std::uint32_t seed) {
  auto e = economy_of("baseline", settings, seed);
  step_months(*e, months);
  return e;
}

double certificates_of(const Economy& e) {
  const auto by_certificate = e.nation.certified.get(0);
  return static_cast<double>(by_certificate[1]) + static_cast<double>(by_certificate[2]);
}

WideDong paid_in(const Settings& settings, Flow flow) {
  const auto e = economy_of("baseline", settings);
  WideDong all;
  for (int month = 0; month < 6; ++month) {
    e->step();
    all += WideDong{e->flow_table.received.get(flow)[sector::assemblers]};
  }
  return all;
}

}  // namespace

TEST_CASE("under the law of today the economy neither collapses nor explodes in 132 months") {
  check_years("baseline");
}
TEST_CASE("under the draft strategy the economy neither collapses nor explodes in 132 months") { check_years("2035"); }

TEST_CASE("paying for certificates brings more of them, seed by seed") {
  double more = 0;
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const double without = certificates_of(*run({"policy.certification_support=0"}, 36, seed));
    const double with = certificates_of(*run({"policy.certification_support=0.9"}, 36, seed));
    INFO("seed ", seed, ": ", without, " certificates without, ", with, " with support");
    CHECK(with >= without);
    more += with - without;
  }
  CHECK(more > 0);
}

TEST_CASE("a duty on imported parts does not lower localisation in the mean of six seeds") {
  double without = 0, with = 0;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    without += run({"policy.parts_tariff=0"}, 60, seed)->nation.localisation_arm.get(0) / 6;
    with += run({"policy.parts_tariff=0.15"}, 60, seed)->nation.localisation_arm.get(0) / 6;
  }
  INFO("bought in Vietnam: ", without, " without, ", with, " with the duty");
  CHECK(with >= without);
}

TEST_CASE("the bonus for local content costs money, and nothing where there is none") {
  CHECK(paid_in({"policy.local_content_bonus=0.05"}, flow::of(programme::local_content_bonus)) > WideDong{});
  CHECK(paid_in({}, flow::of(programme::local_content_bonus)) == WideDong{});
}

TEST_CASE("a lever at the value that it has anyway changes no bit") {
  const Hashes usual = hashes_of(*run({}, 18, 1));
  for (const char* setting :
       {"policy.local_content_bonus=0", "policy.pooling=0", "policy.research_match=0", "policy.certification_support=0",
        "policy.search_effort=1", "policy.approval_relief=0", "policy.infrastructure_spending=0"}) {
    CAPTURE(setting);
    CHECK(differences(usual, hashes_of(*run({setting}, 18, 1))) == "");
  }
}

TEST_CASE("a lever that moves only later changes no bit before") {
  const auto announced = economy_of("2035"), today = economy_of("baseline");
  step_months(*announced, 8), step_months(*today, 8);  // to August 2025; the first measure comes in September
  CHECK(differences(hashes_of(*announced), hashes_of(*today)) == "");
  step_months(*announced, 6), step_months(*today, 6);
  CHECK(differences(hashes_of(*announced), hashes_of(*today)) != "");
}
