// The attainable frontier and the supply network of whole runs: against plain counts from the tables, and as
// identities.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "agents/statistics/network.hpp"
#include "agents/statistics/supply_network.hpp"
#include "engine/network/flow.hpp"
#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

using Pair = std::pair<Row, std::uint32_t>;  // slot or maker, identity of the supplier

std::set<Pair> pairs(const Economy& e, const Column<Row>& customer) {
  std::set<Pair> found;
  e.contract.each_row([&](std::size_t row) {
    if (in_force(e, row)) found.emplace(customer.get(row), e.supplier.identity.get(e.contract.supplier.get(row)));
  });
  return found;
}

double share_that_stays(const std::set<Pair>& before, const std::set<Pair>& after) {
  double stay = 0;
  for (const Pair& each : before) stay += static_cast<double>(after.count(each));
  return stay / static_cast<double>(before.size());
}

template <class FrontierOf>
void check_frontier(const FrontierOf& table, std::size_t row) {
  const Ratio local = table.frontier.local.get(row), domestic = table.frontier.domestic.get(row);
  const Ratio actual = table.frontier.actual.get(row), actual_domestic = table.frontier.actual_domestic.get(row);
  CHECK(actual <= local);
  CHECK(actual_domestic <= domestic);
  CHECK(domestic <= local);
  CHECK(actual_domestic <= actual);
  CHECK(actual_domestic >= 0);
  CHECK(local <= 1);
}

void check_every_december(const std::string& scenario) {
  const auto e = economy_of(scenario);
  CAPTURE(scenario);
  CHECK(std::isnan(e->nation.frontier.local.get(0)));
  for (int year = 0; year < e->scenario.months() / 12; ++year) {
    step_months(*e, 12);
    CAPTURE(year);
    check_frontier(e->nation, 0);
    e->category.each_row([&](std::size_t c) { check_frontier(e->category, c); });
    CHECK(e->nation.frontier.actual.get(0) > 0.02);
    CHECK(e->nation.frontier.local.get(0) < 0.98);
  }
}

// The frontier with a node for every slot, at this month's prices where a whole category is weighed alike.
double frontier_by_slot(const Economy& e) {
  const auto asked = [&](std::size_t slot, Ratio share) {
    return statistics::asked_for(e.slot.lot_value.get(slot), e.family.spare_ratio.get(e.slot.family.get(slot)), share);
  };
  const std::size_t slots = e.slot.rows(), suppliers = e.supplier.extent();
  std::vector<network::Pipe> pipes;
  std::vector<Dong> bound(suppliers);
  const auto slot_node = [&](std::size_t slot) { return static_cast<network::Node>(suppliers + slot); };
  const auto source = static_cast<network::Node>(suppliers + slots), sink = source + 1;
  e.contract.each_row([&](std::size_t row) {
    if (!in_force(e, row)) return;
    const Row slot = e.contract.slot.get(row), supplier = e.contract.supplier.get(row);
    bound[supplier] += asked(slot, e.contract.share.get(row));
    pipes.push_back({supplier, slot_node(slot), asked(slot, e.contract.share.get(row)).value});
  });
  std::multimap<Row, std::size_t> slots_of_family;
  for (std::size_t slot = 0; slot < slots; ++slot) slots_of_family.emplace(e.slot.family.get(slot), slot);
  e.supplier.each_row([&](std::size_t row) {
    const std::int64_t room = statistics::serving_capacity(e.supplier.capacity.get(row), bound[row]).value;
    for (std::size_t j = 0; e.supplier.category.get(row) != nowhere && j < capabilities; ++j) {
      const Row family = e.supplier.families.get(row)[j];
      if (family == nowhere || !statistics::can_serve(e.supplier.match.get(row)[j], e.supplier.certificate.get(row),
                                                      e.supplier.quality.get(row), e.family.difficulty.get(family),
                                                      e.scenario.sourcing.gates))
        continue;
      const auto [first, last] = slots_of_family.equal_range(family);
      for (auto at = first; at != last; ++at)
        pipes.push_back({static_cast<network::Node>(row), slot_node(at->second), room});
    }
    pipes.push_back({source, static_cast<network::Node>(row), room});
  });
  double all = 0, served = 0;
  for (std::size_t slot = 0; slot < slots; ++slot) pipes.push_back({slot_node(slot), sink, asked(slot, 1).value});
  const auto flow = network::maximum_flow(suppliers + slots + 2, pipes, source, sink);
  for (std::size_t slot = 0; slot < slots; ++slot) {
    const double index = e.category.price_index.get(e.family.category.get(e.slot.family.get(slot)));
    served += index * static_cast<double>(flow.through[pipes.size() - slots + slot]);
    all += index * static_cast<double>(asked(slot, 1).value);
  }
  return served / all;
}

// The customers of each supplier, each once.
std::map<network::Node, std::set<network::Node>> customers_of(const SupplyNetwork& all) {
  std::map<network::Node, std::set<network::Node>> customers;
  for (const NetworkLink& link : all.links)
    if (carries_goods(link)) customers[link.from].insert(link.to);
  return customers;
}

// The makers that a supplier's goods go to, through its customers, and the least number of steps to one of them; of
// foreign brands' alone where `foreign`.
std::pair<std::set<network::Node>, std::size_t> makers_reached(
    const SupplyNetwork& all, const std::map<network::Node, std::set<network::Node>>& customers, network::Node supplier,
    bool foreign = false) {
  std::set<network::Node> seen{supplier}, front{supplier}, makers;
  std::size_t nearest_maker = 0;
  for (std::size_t steps = 1; !front.empty(); ++steps) {
    std::set<network::Node> next;
    for (const network::Node node : front)
      if (const auto of = customers.find(node); of != customers.end())
        for (const network::Node customer : of->second)
          if (seen.insert(customer).second) next.insert(customer);
    for (const network::Node node : next)
      if (all.nodes[node].kind == NodeKind::maker && (!foreign || all.nodes[node].foreign)) {
        makers.insert(node);
        if (nearest_maker == 0) nearest_maker = steps;
      }
    front = next;
  }
  return {makers, nearest_maker};
}

}  // namespace

TEST_CASE("what is served lies within the frontier and the frontier within what is asked for, in every scenario") {
  for (const char* scenario : {"baseline", "2035", "2035_claims", "2035_market_imposed", "2045"})
    check_every_december(scenario);
}

TEST_CASE("families as nodes give the frontier that slots as nodes give") {
  const auto e = economy_of("2035");
  for (int year = 0; year < 3; ++year) {
    step_months(*e, 12);
    CHECK(frontier_by_slot(*e) == doctest::Approx(e->nation.frontier.local.get(0)).epsilon(1e-12));
  }
}

TEST_CASE("links that survive a year are those that a comparison of both Decembers finds") {
  const auto e = economy_of("2035");
  step_months(*e, 12);
  CHECK(std::isnan(e->nation.network.link_survival.get(0)));
  for (int year = 0; year < 4; ++year) {
    const auto firms = pairs(*e, e->contract.oem), slots = pairs(*e, e->contract.slot);
    CHECK(e->nation.network.pairs.get(0) == static_cast<double>(firms.size()));
    step_months(*e, 12);
    const double survival = e->nation.network.link_survival.get(0);
    CHECK(survival == doctest::Approx(share_that_stays(firms, pairs(*e, e->contract.oem))));
    CHECK(e->nation.network.contract_survival.get(0) ==
          doctest::Approx(share_that_stays(slots, pairs(*e, e->contract.slot))));
    CHECK(survival > 0.8);
    CHECK(survival < 1);
  }
}

TEST_CASE("the counts of the network are those of its links") {
  const auto e = economy_of("2035");
  for (int year = 0; year < 3; ++year) {
    step_months(*e, 12);
    const NetworkColumns& found = e->nation.network;
    const SupplyNetwork all = supply_network(*e, e->clock().step - 1);
    const auto customers = customers_of(all);
    double links = 0, reached = 0, most_reached = 0;
    Slots<double, customer_numbers.size()> by_number{};
    Slots<double, tiers.size()> by_tier{}, chain{}, chain_domestic{}, chain_certified{};
    for (const auto& [supplier, of] : customers) {
      links += static_cast<double>(of.size());
      by_number[std::min(of.size(), by_number.size()) - 1] += 1;
      const auto [makers, steps] = makers_reached(all, customers, supplier);
      const auto count = static_cast<double>(makers.size());
      reached += count, most_reached = most(most_reached, count);
      if (steps > 0) by_tier[std::min(steps, tiers.size()) - 1] += 1;
      const std::size_t to_foreign = makers_reached(all, customers, supplier, true).second;
      if (to_foreign == 0) continue;
      const std::size_t tier = std::min(to_foreign, tiers.size()) - 1;
      const Row row = all.nodes[supplier].row;
      chain[tier] += 1, chain_domestic[tier] += e->supplier.owner.get(row) == Owner::domestic;
      chain_certified[tier] += e->supplier.certificate.get(row) != Certificate::none;
    }
    const auto nodes = found.nodes.get(0);
    CHECK(sum(nodes) == static_cast<double>(all.nodes.size()));
    CHECK(found.links.get(0)[0] + found.links.get(0)[2] == links);
    CHECK(found.links.get(0)[2] > 50);
    CHECK(found.links.get(0)[0] == found.pairs.get(0));
    CHECK(found.customers.get(0) == by_number);
    CHECK(found.tier.get(0) == by_tier);
    CHECK(by_tier[1] > 0);
    CHECK(found.chain.get(0) == chain);
    CHECK(found.chain_domestic.get(0) == chain_domestic);
    CHECK(found.chain_certified.get(0) == chain_certified);
    CHECK(found.failure_reach.get(0) ==
          doctest::Approx(reached / static_cast<double>(customers.size()) / nodes[number(NodeKind::maker)]));
    CHECK(found.worst_failure.get(0) == doctest::Approx(most_reached / nodes[number(NodeKind::maker)]));
    CHECK(found.components.get(0) >= 1);
    CHECK(found.largest_component.get(0) <= 1);
    CHECK(found.core_suppliers.get(0) > 0);
    CHECK(found.rank.get(0) > 10 / nodes[number(NodeKind::supplier)]);  // the highest have more than their number
  }
}

TEST_CASE("suppliers of few customers sell to makers of many suppliers: the network is disassortative") {
  const auto e = economy_of("2035");
  for (int year = 0; year < 11; ++year) {
    step_months(*e, 12);
    CHECK(e->nation.network.assortativity.get(0) < -0.05);
  }
}

TEST_CASE("measuring the network changes nothing else") {
  Hashes with, without;
  for (const bool measured : {true, false}) {
    const std::string word = measured ? "true" : "false";
    const auto e = economy_of("2035", {"network.frontier=" + word, "network.metrics=" + word});
    step_months(*e, 24);
    CHECK(std::isnan(e->nation.frontier.local.get(0)) == !measured);
    CHECK(std::isnan(e->nation.network.modularity.get(0)) == !measured);
    (measured ? with : without) = hashes_of(*e);
  }
  std::string others;
  for (const auto& [label, hash] : with)
    if (without.at(label) != hash && label.find(".frontier") == std::string::npos &&
        label.find(".network_") == std::string::npos)
      others += label + " ";
  CHECK(others == "");
}
