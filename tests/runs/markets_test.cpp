// Vietnams side by side: each of them is about what one is by itself, and all together are the sum.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <tuple>

#include "agents/start/base_year.hpp"
#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

constexpr std::uint32_t seeds = 8;
constexpr int months = 18;

using Figures = std::map<std::string, double>;
struct Report {
  Figures shares, sums;
};

double mean_of(const Economy& e, const Column<Ratio>& of_clusters) {
  double all = 0;
  e.cluster.each_row([&](std::size_t k) { all += of_clusters.get(k) / static_cast<double>(e.cluster.rows()); });
  return all;
}

Report report_of(const std::string& vietnams, std::uint32_t seed) {
  const auto economy = economy_of("2035",
                                  {"population.scale=" + vietnams, "population.markets=" + vietnams,
                                   "population.lots=" + vietnams, "policy.expert_secondment=20",
                                   "policy.training_places=2000"},
                                  seed);
  Economy& e = *economy;
  Report r;
  for (int month = 0; month < months; ++month) {
    e.step();
    r.sums["public cost"] += to_value(e.nation.public_cost.get(0)).value;
    r.sums["vehicles"] += e.nation.production.get(0).value;
    r.sums["entries"] += e.nation.entries.get(0);
    r.sums["exits"] += e.nation.exits.get(0);
    r.sums["parts exports"] += to_value(e.nation.parts_exports.get(0)).value;
    r.sums["experts"] = std::max(r.sums["experts"], static_cast<double>(e.nation.experts.get(0)));
  }
  double ordered = 0, filled = 0, employed = 0, neighbours = 0, neighbours_at_start = 0;
  e.supplier.each_row([&](std::size_t i) {
    ordered += e.supplier.orders.get(i).value, filled += e.supplier.fill.get(i) * e.supplier.orders.get(i).value;
    employed += e.supplier.workers.get(i).value;
  });
  e.industry.each_row([&](std::size_t n) {
    neighbours += e.industry.output.get(n).value, neighbours_at_start += e.industry.output_at_start.get(n).value;
  });
  r.sums["contracts"] = e.nation.contracts.get(0), r.sums["projects"] = e.nation.projects.get(0);
  r.sums["employment"] = employed, r.sums["neighbouring industries"] = neighbours;
  r.sums["purchases"] = to_value(sum(e.nation.purchases.get(0))).value;
  r.shares = {{"localisation", e.nation.localisation_gross.get(0)},
              {"localisation by suppliers", e.nation.localisation_arm.get(0)},
              {"orders filled", filled / ordered},
              {"wage", e.nation.mean_wage.get(0)},
              {"without work", e.nation.available_share.get(0)},
              {"charging network", e.nation.charging_network.get(0)},
              {"infrastructure", mean_of(e, e.cluster.infrastructure)},
              {"skills", mean_of(e, e.cluster.skill_pool)},
              {"lending", e.bank.lending_share.get(0)},
              {"growth of neighbours", neighbours / neighbours_at_start}};
  return r;
}

// Apart by no more than chance and a fiftieth: firms, offices and plants come in whole numbers.
void compare(const std::vector<Figures>& one, const std::vector<Figures>& two, double times) {
  const auto n = static_cast<double>(one.size());
  for (const auto& [name, value] : one.front()) {
    double mean_of_one = 0, mean_of_two = 0, squares = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
      mean_of_one += one[i].at(name) / n, mean_of_two += two[i].at(name) / times / n;
    for (std::size_t i = 0; i < one.size(); ++i)
      squares += std::pow(one[i].at(name) - mean_of_one, 2) + std::pow(two[i].at(name) / times - mean_of_two, 2);
    const double apart = mean_of_two - mean_of_one, noise = std::sqrt(squares / (n - 1) / n);
    CAPTURE(name);
    CAPTURE(mean_of_one);
    CAPTURE(apart);
    CAPTURE(noise);
    CHECK(std::abs(apart) <= 4 * noise + 0.02 * std::abs(mean_of_one));
  }
}

}  // namespace

TEST_CASE("two Vietnams side by side have the shares and the wages of one, and twice its sums") {
  std::vector<Figures> shares_of_one, shares_of_two, sums_of_one, sums_of_two;
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    const Report one = report_of("1", seed), two = report_of("2", seed);
    shares_of_one.push_back(one.shares), sums_of_one.push_back(one.sums);
    shares_of_two.push_back(two.shares), sums_of_two.push_back(two.sums);
  }
  compare(shares_of_one, shares_of_two, 1);
  compare(sums_of_one, sums_of_two, 2);
}

TEST_CASE("what the state pays by decree for two Vietnams is twice what it pays for one, and does as much for each") {
  const auto after_paying = [](const std::string& vietnams) {
    auto e = economy_of("2035", {"population.scale=" + vietnams, "population.markets=" + vietnams,
                                       "population.lots=" + vietnams, "policy.testing_spending=12000000000",
                                       "policy.charging_spending=12000000000", "policy.hub=0.3"});
    step_months(*e, 18);
    return e;
  };
  const auto of_one = after_paying("1"), of_two = after_paying("2");
  const auto one = of_one->nation.cost_by_programme.get(0), two = of_two->nation.cost_by_programme.get(0);
  for (const std::size_t row : {programme::infrastructure, programme::testing, programme::charging, programme::hub}) {
    CAPTURE(programme::about[row].name);
    CHECK(one[row] > Dong{});
    CHECK(to_value(two[row]).value == doctest::Approx(2 * to_value(one[row]).value).epsilon(1e-9));
  }
  const auto near = [](double value) { return doctest::Approx(value).epsilon(1e-9); };
  of_one->cluster.each_row([&](std::size_t k) {
    CHECK(of_one->cluster.infrastructure.get(k) > of_one->cluster.infrastructure_start.get(k));
    CHECK(of_two->cluster.infrastructure.get(k) == near(of_one->cluster.infrastructure.get(k)));
    CHECK(of_one->cluster.test_capacity.get(k) > of_one->cluster.test_capacity_start.get(k));
    CHECK(of_two->cluster.test_capacity.get(k) == near(2 * of_one->cluster.test_capacity.get(k)));
  });
  CHECK(of_one->nation.charging_network.get(0) > 1);
  CHECK(of_two->nation.charging_network.get(0) == near(of_one->nation.charging_network.get(0)));
}

TEST_CASE("Vietnams side by side share among them all who make a part, and each finds whom it knows besides") {
  std::vector<std::tuple<Row, int, int>> makers;
  for (Row row = 0; row < 29; ++row) makers.emplace_back(2 * row, 0, 0);
  std::vector<int> dealt(makers.size());
  std::size_t most = 0;
  for (std::uint32_t turn = 8; turn < 12; ++turn) {
    const Dealt own{makers, turn, 4};
    most = std::max(most, own.size());
    for (std::size_t i = 0; i < own.size(); ++i) ++dealt[std::get<0>(own[i]) / 2];
  }
  CHECK(dealt == std::vector<int>(makers.size(), 1));
  CHECK(most == 8);
  CHECK(Dealt{makers, 31, 32}.size() == 0);
  CHECK(Dealt{makers, 7, 1, 20}.size() == makers.size());
  const Dealt with_known{makers, 1, 4, 20};  // at place 10, which is dealt to 2
  CHECK(with_known.size() == 8);
  CHECK(std::get<0>(with_known[7]) == 20);
  CHECK(Dealt{makers, 2, 4, 20}.size() == 7);  // it is there already
  CHECK(Dealt{makers, 2, 4, 21}.size() == 7);  // makes it no more
}
