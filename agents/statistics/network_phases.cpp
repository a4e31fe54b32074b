// The supply network each December: its shape, and which links have lasted the year.
#include <algorithm>
#include <bit>
#include <functional>
#include <iterator>
#include <numeric>
#include <vector>

#include "agents/model.hpp"
#include "agents/statistics/network.hpp"
#include "agents/statistics/phases.hpp"
#include "agents/statistics/supply_network.hpp"
#include "engine/network/metrics.hpp"

namespace trellis {

namespace {

using network::Graph;
using network::Node;

std::vector<Node> nodes_of(const SupplyNetwork& all, NodeKind kind) {
  std::vector<Node> nodes;
  for (Node node = 0; node < all.nodes.size(); ++node)
    if (all.nodes[node].kind == kind) nodes.push_back(node);
  return nodes;
}

Graph graph_of(const SupplyNetwork& all, bool (*counts)(const NetworkLink&), bool against) {
  std::vector<network::Arc> arcs;
  for (const NetworkLink& link : all.links)
    if (counts(link))
      arcs.push_back({against ? link.to : link.from, against ? link.from : link.to, to_value(link.value).value});
  return {all.nodes.size(), arcs};
}

// Each pair once and alike, whatever it trades.
Graph unweighted(const Graph& graph) {
  std::vector<network::Arc> arcs = graph.list();
  for (network::Arc& arc : arcs) arc.weight = 1;
  return {graph.nodes(), arcs};
}

// Nodes from which shortest paths are followed: the first to arrive, each by its own luck.
std::vector<Node> pivots_of(const SupplyNetwork& all, const Clock& clock, int number) {
  std::vector<std::pair<double, Node>> arrivals;
  for (Node node = 0; node < all.nodes.size(); ++node) {
    const NetworkNode& of = all.nodes[node];
    arrivals.emplace_back(Dice{clock, of.identity, stream::network_pivot}.exponential(trellis::number(of.kind)), node);
  }
  const std::size_t kept = std::min(arrivals.size(), static_cast<std::size_t>(number));
  std::ranges::sort(arrivals);
  std::vector<Node> pivots;
  for (std::size_t i = 0; i < kept; ++i) pivots.push_back(arrivals[i].second);
  std::ranges::sort(pivots);
  return pivots;
}

Ratio concentration(const std::vector<double>& values, const std::vector<Node>& of, int largest) {
  std::vector<double> descending;
  for (const Node node : of) descending.push_back(values[node]);
  std::ranges::sort(descending, std::greater{});
  return statistics::share_of_largest(descending, static_cast<std::size_t>(largest));  // (12.29)
}

void count_links(NetworkColumns& out, const SupplyNetwork& all) {
  Slots<double, node_kinds.size()> nodes{};
  for (const NetworkNode& node : all.nodes) nodes[number(node.kind)] += 1;
  out.nodes.set(0, nodes);
  // A pair is one link, however many families it trades.
  const auto pairs = [&](bool (*counts)(const NetworkLink&)) {
    return static_cast<double>(graph_of(all, counts, false).simple().arcs());
  };
  out.links.set(0, {{pairs([](const NetworkLink& l) { return l.kind == LinkKind::contract; }),
                     pairs([](const NetworkLink& l) { return l.kind == LinkKind::project; }),
                     pairs([](const NetworkLink& l) { return l.kind == LinkKind::input; })}});
}

void describe_suppliers(NetworkColumns& out, const SupplyNetwork& all, const Graph& goods, const Graph& projects,
                        const std::vector<Node>& makers, const std::vector<Node>& suppliers) {
  const std::vector<std::uint32_t> distance = network::distances(graph_of(all, carries_goods, true), makers);
  std::vector<std::uint8_t> is_maker(all.nodes.size()), partner(all.nodes.size());
  for (const Node maker : makers) is_maker[maker] = 1;
  for (const network::Arc& project : projects.list()) partner[project.to] = 1;
  const std::vector<std::uint32_t> reach = network::reach(goods, is_maker);
  Slots<double, customer_numbers.size()> customers{};
  Slots<double, tiers.size()> tier{};
  double serving = 0, tied = 0, reached = 0, most_reached = 0;
  for (const Node supplier : suppliers) {
    if (goods.degree(supplier) == 0) continue;  // in projects, or a customer alone
    customers[std::min(goods.degree(supplier), customers.size()) - 1] += 1;
    if (distance[supplier] != network::unreached)  // not those whose customers sell abroad alone
      tier[std::min<std::size_t>(distance[supplier], tier.size()) - 1] += 1;
    serving += 1, tied += partner[supplier];
    reached += reach[supplier], most_reached = most(most_reached, static_cast<double>(reach[supplier]));
  }
  const double all_makers = static_cast<double>(makers.size());
  out.customers.set(0, customers), out.tier.set(0, tier);
  out.institute_ties.set(0, tied / serving);
  out.failure_reach.set(0, reached / serving / all_makers), out.worst_failure.set(0, most_reached / all_makers);
}

// Firms that supply multinational chains, by how far they are from the foreign brand's maker.
void describe_chains(NetworkColumns& out, const SupplyNetwork& all, const std::vector<Node>& makers,
                     const std::vector<Node>& suppliers) {
  std::vector<Node> foreign;
  std::ranges::copy_if(makers, std::back_inserter(foreign), [&](Node maker) { return all.nodes[maker].foreign != 0; });
  const std::vector<std::uint32_t> distance = network::distances(graph_of(all, carries_goods, true), foreign);
  Slots<double, tiers.size()> chain{}, domestic{}, certified{};
  for (const Node supplier : suppliers) {
    if (distance[supplier] == network::unreached) continue;
    const std::size_t tier = std::min<std::size_t>(distance[supplier], tiers.size()) - 1;
    chain[tier] += 1, domestic[tier] += all.nodes[supplier].foreign == 0;
    certified[tier] += all.nodes[supplier].certified;
  }
  out.chain.set(0, chain), out.chain_domestic.set(0, domestic), out.chain_certified.set(0, certified);
}

void describe_shape(NetworkColumns& out, const SupplyNetwork& all, const Graph& links,
                    const std::vector<Node>& suppliers, const std::vector<Node>& pivots, int largest) {
  const Graph shape = unweighted(links.undirected());
  const std::vector<std::uint32_t> component = network::components(shape), core = network::core_numbers(shape);
  std::vector<double> sizes;
  std::vector<std::uint32_t> cluster;
  for (const std::uint32_t c : component) sizes.resize(std::max<std::size_t>(sizes.size(), c + 1)), sizes[c] += 1;
  for (const NetworkNode& node : all.nodes) cluster.push_back(node.cluster);
  const std::uint32_t innermost = *std::ranges::max_element(core);
  out.components.set(0, static_cast<double>(sizes.size()));
  out.largest_component.set(0, *std::ranges::max_element(sizes) / static_cast<double>(all.nodes.size()));
  out.core.set(0, innermost);
  out.core_suppliers.set(0, static_cast<double>(std::ranges::count_if(
                                suppliers, [&](Node supplier) { return core[supplier] == innermost; })));
  out.bridges.set(0, concentration(network::betweenness(shape, pivots), suppliers, largest));
  out.assortativity.set(0, network::degree_assortativity(shape));
  out.reciprocity.set(0, network::reciprocity(links));
  out.modularity.set(0, network::modularity(shape, cluster));
}

void measure_network(Economy& e) {
  const NetworkParameters& p = e.scenario.network;
  if (!p.metrics) return;
  const SupplyNetwork all = supply_network(e, e.clock().step);
  const std::vector<Node> makers = nodes_of(all, NodeKind::maker), suppliers = nodes_of(all, NodeKind::supplier);
  NetworkColumns& out = e.nation.network;
  constexpr auto knowledge = [](const NetworkLink& link) { return link.kind == LinkKind::project; };
  const Graph goods = graph_of(all, carries_goods, false).simple(), projects = graph_of(all, knowledge, false).simple();
  count_links(out, all);
  if (makers.empty() || suppliers.empty()) return;
  describe_suppliers(out, all, goods, projects, makers, suppliers);
  describe_chains(out, all, makers, suppliers);
  describe_shape(out, all,
                 graph_of(
                     all, [](const NetworkLink&) { return true; }, false),
                 suppliers, pivots_of(all, e.clock(), p.pivots), p.largest);
  const auto ranks = network::page_rank(graph_of(all, carries_goods, true), p.damping, p.iterations);
  out.rank.set(0, concentration(ranks, suppliers, p.largest));
}

// Two rows of a year ago: the supplier of each slot, and the makers of each supplier (one bit for each: there are fewer
// than 64).
void compare_links(Economy& e) {
  NetworkColumns& out = e.nation.network;
  std::vector<std::uint32_t> partner(e.slot.extent());  // identity and 1; 0 for none
  std::vector<std::uint64_t> makers(e.supplier.extent());
  e.contract.each_row([&](std::size_t row) {
    if (!in_force(e, row)) return;
    const Row supplier = e.contract.supplier.get(row);
    partner[e.contract.slot.get(row)] = e.supplier.identity.get(supplier) + 1;
    makers[supplier] |= std::uint64_t{1} << (e.contract.oem.get(row) % 64);
  });
  double slots_kept = 0, slots_now = 0, pairs_kept = 0, pairs_now = 0;
  e.slot.each_row([&](std::size_t row) {
    slots_now += partner[row] != 0;
    slots_kept += partner[row] != 0 && partner[row] == e.slot.partner.get(row);
    e.slot.partner.set(row, partner[row]);
  });
  e.supplier.each_row([&](std::size_t row) {
    const auto before = static_cast<std::uint64_t>(e.supplier.makers.get(row));
    pairs_now += std::popcount(makers[row]), pairs_kept += std::popcount(makers[row] & before);
    e.supplier.makers.set(row, static_cast<std::int64_t>(makers[row]));
  });
  const auto survived = [](double kept, const Column<double>& before) {
    return statistics::survival(kept, before.get(0));  // (12.28)
  };
  out.contract_survival.set(0, survived(slots_kept, out.served_slots));
  out.link_survival.set(0, survived(pairs_kept, out.pairs));
  out.served_slots.set(0, slots_now), out.pairs.set(0, pairs_now);
}

}  // namespace

void tell_supply_network(Step& step, Economy& e) {
  NetworkColumns& out = e.nation.network;
  const auto everywhere = [](auto&... columns) { return Step::everywhere(columns...); };
  step.whole(
      "nation.compare_links", e.nation,
      Step::everywhere(e.contract.live, e.contract.supplier, e.contract.slot, e.contract.oem, e.supplier.identity,
                       e.supplier.makers, e.slot.partner, out.served_slots, out.pairs),
      std::apply(everywhere, std::tuple_cat(std::tie(e.slot.partner, e.supplier.makers), out.survival())),
      [&e] { compare_links(e); }, Every{12});
  step.whole(
      "nation.measure_network", e.nation,
      Step::everywhere(e.contract.live, e.contract.supplier, e.contract.slot, e.contract.oem, e.contract.family,
                       e.contract.share, e.contract.price, e.contract.begun, e.contract.remaining, e.slot.expected,
                       e.project.partners, e.project.institute, e.project.members, e.project.left, e.oem.group,
                       e.oem.cluster, e.supplier.identity, e.supplier.cluster, e.supplier.category, e.supplier.owner,
                       e.supplier.certificate, e.supplier.inputs.live, e.supplier.inputs.seller,
                       e.supplier.inputs.share, e.supplier.inputs.lot, e.supplier.inputs.price, e.supplier.inputs.begun,
                       e.supplier.inputs.remaining, e.institute.cluster),
      std::apply(everywhere, out.shape()), [&e] { measure_network(e); }, Every{12});
}

}  // namespace trellis
