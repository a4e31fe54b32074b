#include "agents/oem/tender.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

struct Maker {
  Row supplier = 0;
  std::uint32_t capability = 0;
  Bidder bidder;
};

const Scenario& scenario() {
  static const Scenario read_once = scenario_of("baseline");
  return read_once;
}
TenderRules rules() { return {scenario().sourcing, scenario().supplier}; }

constexpr Price import_price{1e6};

// A maker that passes every gate of tender(); identity and row are the same number.
Maker maker(std::uint32_t identity, Owner owner = Owner::domestic) {
  Maker m{.supplier = identity, .capability = 2, .bidder = {}};
  Bidder& b = m.bidder;
  b.identity = identity, b.cluster = 0, b.owner = owner, b.certificate = Certificate::iatf16949;
  b.exists = true;
  b.quality = 0.999, b.on_time = 0.98, b.markup = 0.1, b.imported_material = 0.5;
  b.size = 1e10, b.links = 1;
  b.free_capacity = b.stretch = b.attainable = 1e12;
  b.match[2] = 1, b.unit_cost[2] = 9e5;
  return m;
}

Tender tender(int domestic = 16, int foreign = 16) {
  return {.lot = Parts{1000},
          .part = {.base_price = import_price,
                   .import_price = import_price,
                   .landed_factor = 1.08,
                   .difficulty = 0.4,
                   .national_volume = Parts{5000}},
          .buyer = {.regional_value_content = 0.3},
          .candidates = {domestic, foreign}};
}

Dice luck_of(std::uint32_t number) { return {Clock{1, 0, number, Month{2025, 1}}, 7, stream::discovery}; }

Bids hold_with(const Tender& t, const std::vector<Maker>& makers, std::uint32_t number = 0, bool capacity = true) {
  return hold(t, makers, luck_of(number), capacity, rules());
}

Slots<double, owners> weights(const Bids& bids, const Slots<Ratio, owners>& attraction = {{1, 1}}) {
  return bids.class_weight(attraction, {{4, 4}}, scenario().sourcing);
}

std::vector<std::uint32_t> identities(const Bids& bids) {
  std::vector<std::uint32_t> all;
  for (std::size_t i = 0; i < bids.count; ++i) all.push_back(bids.bid[i].identity);
  return all;
}

// Whether a maker with something changed is still heard.
template <class Change>
bool is_heard(Change change, bool capacity_counts = true) {
  Maker m = maker(1);
  change(m.bidder);
  return hold_with(tender(), {m}, 0, capacity_counts).count == 1;
}

// Chi-square of counts against probabilities over the one that is exceeded once in a thousand times (Wilson, Hilferty).
double chi_square_over_limit(const std::vector<double>& counts, const std::vector<double>& probabilities) {
  double draws = 0, chi = 0;
  for (const double count : counts) draws += count;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = draws * probabilities[i];
    chi += (counts[i] - expected) * (counts[i] - expected) / expected;
  }
  const double n = static_cast<double>(counts.size()) - 1, z = 3.0902;
  return chi / (n * std::pow(1 - 2 / (9 * n) + z * std::sqrt(2 / (9 * n)), 3));
}

}  // namespace

TEST_CASE("each gate keeps out a maker that fails it alone") {
  CHECK(is_heard([](Bidder&) {}));
  CHECK_FALSE(is_heard([](Bidder& b) { b.exists = false; }));
  CHECK_FALSE(is_heard([](Bidder& b) { b.match[2] = 0.39; }));
  CHECK(is_heard([](Bidder& b) { b.match[1] = 0; }));  // another family's match does not matter
  CHECK_FALSE(is_heard([](Bidder& b) { b.certificate = Certificate::none; }));
  CHECK_FALSE(is_heard([](Bidder& b) { b.quality = 0.5; }));
  CHECK_FALSE(is_heard([](Bidder& b) { b.free_capacity = b.stretch = 0; }));
  CHECK_FALSE(is_heard([](Bidder& b) { b.attainable = 0; }));
}

TEST_CASE("where capacity does not count, only technology, certificate and quality keep makers out") {
  CHECK(is_heard([](Bidder& b) { b.free_capacity = b.stretch = b.attainable = 0; }, false));
  CHECK_FALSE(is_heard([](Bidder& b) { b.match[2] = 0.39; }, false));
}

TEST_CASE("no more makers of a class are heard than the desk looks for") {
  std::vector<Maker> makers;
  for (std::uint32_t i = 0; i < 30; ++i) makers.push_back(maker(i)), makers.push_back(maker(100 + i, Owner::foreign));
  for (const auto& [domestic, foreign] : {std::pair{4, 3}, {0, 2}, {16, 1}, {0, 0}}) {
    const Bids bids = hold_with(tender(domestic, foreign), makers);
    CHECK(bids.eligible[0] == domestic);
    CHECK(bids.eligible[1] == foreign);
    CHECK(bids.count == static_cast<std::size_t>(domestic + foreign));
  }
}

TEST_CASE("candidates that fail a gate are not replaced by others") {
  std::vector<Maker> makers;
  for (std::uint32_t i = 0; i < 10; ++i) makers.push_back(maker(i)), makers.back().bidder.quality = 0;
  makers.push_back(maker(10));
  makers.back().bidder.size = 1e-6;  // hardly ever found before the others
  CHECK(hold_with(tender(4, 0), makers).count == 0);
  CHECK(hold_with(tender(11, 0), makers).count == 1);
}

TEST_CASE("the incumbent is always heard, beside the candidates and without the cost of a change") {
  std::vector<Maker> makers;
  for (std::uint32_t i = 0; i < 20; ++i) makers.push_back(maker(i));
  makers[5].bidder.size = 1e-9;
  Tender t = tender(3, 0);
  t.incumbent = 5;
  const Bids bids = hold_with(t, makers);
  CHECK(bids.count == 4);
  double of_incumbent = 0, of_others = 0;
  for (std::size_t i = 0; i < bids.count; ++i) {
    if (bids.bid[i].identity == 5)
      of_incumbent = bids.bid[i].cost;
    else
      of_others = bids.bid[i].cost;
  }
  CHECK(of_others - of_incumbent == doctest::Approx(scenario().sourcing.switching_cost).epsilon(1e-9));
}

TEST_CASE("an incumbent that no longer exists or fails a gate is not heard") {
  Tender t = tender(0, 0);
  t.incumbent = 5;
  Maker gone = maker(5), bad = maker(5);
  gone.bidder.exists = false, bad.bidder.quality = 0;
  CHECK(hold_with(t, {maker(5)}).count == 1);
  CHECK(hold_with(t, {gone}).count == 0);
  CHECK(hold_with(t, {bad}).count == 0);
}

TEST_CASE("the order of the makers changes nothing") {
  std::vector<Maker> makers;
  for (std::uint32_t i = 0; i < 60; ++i) {
    makers.push_back(maker(i, i % 3 == 0 ? Owner::foreign : Owner::domestic));
    makers.back().bidder.unit_cost[2] = 8e5 + 5e3 * i, makers.back().bidder.size = 1e9 * (1 + i % 7);
  }
  const Bids first = hold_with(tender(5, 4), makers);
  for (int again = 0; again < 10; ++again) {
    std::ranges::rotate(makers, makers.begin() + 7);
    std::swap(makers[3], makers[40]);
    const Bids bids = hold_with(tender(5, 4), makers);
    CHECK(identities(bids) == identities(first));
    CHECK(bids.win_weight[0] == first.win_weight[0]);
    CHECK(bids.win_weight[1] == first.win_weight[1]);
    const auto best = draw_two(bids, Owner::domestic, luck_of(9), scenario().sourcing);
    const auto as_before = draw_two(first, Owner::domestic, luck_of(9), scenario().sourcing);
    REQUIRE((best[0] && best[1] && as_before[0] && as_before[1]));
    CHECK(best[0]->identity == as_before[0]->identity);
    CHECK(best[1]->identity == as_before[1]->identity);
  }
}

TEST_CASE("a newcomer wins or leaves the order of the others as it was") {
  std::vector<Maker> makers;
  for (std::uint32_t i = 0; i < 6; ++i) makers.push_back(maker(i));
  std::vector<Maker> with_newcomer = makers;
  with_newcomer.push_back(maker(6));
  int won = 0;
  for (std::uint32_t number = 0; number < 500; ++number) {
    const Bids before = hold_with(tender(), makers, number), after = hold_with(tender(), with_newcomer, number);
    const auto old_best = draw_two(before, Owner::domestic, luck_of(number), scenario().sourcing);
    const auto best = draw_two(after, Owner::domestic, luck_of(number), scenario().sourcing);
    const bool newcomer_won = best[0]->identity == 6;
    won += newcomer_won;
    CHECK(best[newcomer_won ? 1 : 0]->identity == old_best[0]->identity);
  }
  CHECK(won > 30);  // a seventh of 500
  CHECK(won < 120);
}

TEST_CASE("a bidder comes first with its share in the win weights, in 20,000 draws") {
  std::vector<Maker> makers;
  for (std::uint32_t i = 0; i < 5; ++i) makers.push_back(maker(i)), makers.back().bidder.unit_cost[2] = 8e5 + 2e4 * i;
  makers.push_back(maker(9, Owner::foreign));  // of the other class: it takes no part
  const Bids bids = hold_with(tender(), makers);
  std::vector<double> weights(5), counts(5);
  double all = 0;
  for (std::size_t i = 0; i < bids.count; ++i)
    if (bids.bid[i].owner == Owner::domestic)
      all += weights[bids.bid[i].identity] = sourcing::win_weight(bids.bid[i].cost, scenario().sourcing);
  for (double& weight : weights) weight /= all;
  CHECK(weights[0] > 1.5 * weights[4]);  // the prices make a difference that can be seen
  for (std::uint32_t number = 0; number < 20'000; ++number)
    counts[draw_two(bids, Owner::domestic, luck_of(number), scenario().sourcing)[0]->identity] += 1;
  CHECK(chi_square_over_limit(counts, weights) < 1);
  CHECK(chi_square_over_limit(counts, std::vector<double>(5, 0.2)) > 1);  // the test would see equal chances
}

TEST_CASE("a maker is the only one found with its share in the discovery weights, in 20,000 draws") {
  std::vector<Maker> makers;
  std::vector<double> weights(5), counts(5);
  double all = 0;
  for (std::uint32_t i = 0; i < 5; ++i) {
    makers.push_back(maker(i));
    makers[i].bidder.size = 1e9 * (1 + i), makers[i].bidder.links = i % 2;
    all += weights[i] =
        sourcing::discovery_weight(Value{makers[i].bidder.size}, 0, i % 2, scenario().sourcing.discovery);
  }
  for (double& weight : weights) weight /= all;
  for (std::uint32_t number = 0; number < 20'000; ++number)
    counts[hold_with(tender(1, 0), makers, number).bid[0].identity] += 1;
  CHECK(chi_square_over_limit(counts, weights) < 1);
  CHECK(chi_square_over_limit(counts, std::vector<double>(5, 0.2)) > 1);
}

TEST_CASE("a class without a bid has no weight, and importing always has one") {
  const Bids bids = hold_with(tender(), {maker(1)});
  CHECK(weights(bids)[0] > 0);
  CHECK(weights(bids)[1] == 0);
  CHECK(bids.import_weight > 0);
  const Bids none = hold_with(tender(), {});
  CHECK(sum(weights(none)) == 0);
  CHECK(draw_two(none, Owner::domestic, luck_of(0), scenario().sourcing)[0] == nullptr);
}

TEST_CASE("the weight of a class is proportional to its attraction, and dearer imports weigh less") {
  Tender t = tender();
  const Bids usual = hold_with(t, {maker(1)});
  t.part.landed_factor = 1.2;
  const Bids dearer = hold_with(t, {maker(1)});
  CHECK(weights(dearer, {{3, 1}})[0] == doctest::Approx(3 * weights(usual)[0]).epsilon(1e-12));
  CHECK(dearer.import_weight < usual.import_weight);
}

TEST_CASE("in three years of tenders no supplier takes on more than it can attain") {
  const auto economy = economy_of("2035");
  const Economy& e = *economy;
  int rounds = 0;
  std::size_t concluded = 0, overcommitted = 0, small = 0, for_suppliers = 0;
  for (int month = 0; month < 36; ++month) {
    economy->step();
    if (e.nation.awards.get(0) == 0) continue;
    ++rounds;
    std::vector<double> taken(e.supplier.extent());
    e.slot.each_row([&](std::size_t slot) {
      if (e.slot.asks.get(slot) == 0) return;
      ++concluded;
      const Row supplier = e.slot.asks_supplier.get(slot);
      small += e.slot.award.get(slot) < e.scenario.sourcing.gates.lot_share;
      if (supplier != nowhere) taken[supplier] += e.slot.award.get(slot) * e.slot.lot_value.get(slot).value;
    });
    // Inputs for other suppliers get the room that makers leave.
    const SupplierInputs& inputs = e.supplier.inputs;
    e.supplier.each_row([&](std::size_t buyer) {
      for (std::size_t j = 0; j < input_kinds; ++j) {
        const Row seller = inputs.asks.get(buyer)[j];
        if (inputs.begun.get(buyer)[j] != static_cast<std::int32_t>(e.clock().step) || seller == nowhere) continue;
        ++for_suppliers;
        taken[seller] += inputs.award.get(buyer)[j] * inputs.lot.get(buyer)[j].value;
      }
    });
    e.supplier.each_row(
        [&](std::size_t i) { overcommitted += taken[i] > e.supplier.bidder.get(i).attainable * (1 + 1e-12); });
  }
  CHECK(for_suppliers > 50);
  CHECK(rounds == 12);
  CHECK(concluded > 200);
  CHECK(overcommitted == 0);
  CHECK(small == 0);
}

TEST_CASE("each source wins with its share in the weights, in 20,000 draws, and two different firms are drawn") {
  std::vector<Maker> makers;
  for (std::uint32_t i = 0; i < 3; ++i) makers.push_back(maker(i)), makers.push_back(maker(10 + i, Owner::foreign));
  const Bids bids = hold_with(tender(), makers);
  const auto class_weight = weights(bids, {{2, 1}});
  const double all = sum(class_weight) + bids.import_weight;
  std::vector<double> counts(3);
  for (std::uint32_t number = 0; number < 20'000; ++number) {
    const Dice luck = luck_of(number);
    const auto winner = draw_winner(bids, class_weight, 1.08, luck.uniform(99), luck, scenario().sourcing);
    counts[winner[0].supplier == nowhere ? 2 : static_cast<std::size_t>(winner[0].owner)] += 1;
    REQUIRE((winner[0].supplier == nowhere || winner[0].supplier != winner[1].supplier));
  }
  const std::vector<double> shares{class_weight[0] / all, class_weight[1] / all, bids.import_weight / all};
  CHECK(chi_square_over_limit(counts, shares) < 1);
  CHECK(chi_square_over_limit(counts, {shares[1], shares[0], shares[2]}) > 1);  // the test would see classes mixed up
}
