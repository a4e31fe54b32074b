// The attainable frontier: what today's local suppliers could serve together, as a largest flow from suppliers to
// families. Lots of a family are alike to a supplier, so that slots need no nodes of their own.
#include <vector>

#include "agents/model.hpp"
#include "agents/statistics/network.hpp"
#include "agents/statistics/phases.hpp"
#include "agents/statistics/supply_network.hpp"
#include "engine/network/flow.hpp"

namespace trellis {

namespace {

using ByFamily = std::vector<Dong>;

// A contract binds capacity in full; until its part is approved and its ramp is over it serves less.
struct Served {
  Row supplier, family;
  Dong bound, now;
};

std::vector<Served> served_under_contracts(const Economy& e) {
  std::vector<Served> served;
  e.contract.each_row([&](std::size_t row) {
    if (!in_force(e, row)) return;
    const Row family = e.contract.family.get(row);
    const Value lot = e.slot.lot_value.get(e.contract.slot.get(row));
    const Ratio spares = e.family.spare_ratio.get(family), share = e.contract.share.get(row);
    const Ratio now =
        e.contract.approval.get(row) > 0
            ? 0
            : sourcing::ramped_share(share, static_cast<double>(e.contract.delivering.get(row)), e.scenario.sourcing);
    served.push_back({e.contract.supplier.get(row), family, statistics::asked_for(lot, spares, share),
                      statistics::asked_for(lot, spares, now)});  // (12.25)
  });
  return served;
}

struct Frontier {
  ByFamily reachable, actual;
};

Frontier frontier_of(const Economy& e, const ByFamily& asked, const std::vector<Served>& served, bool foreign_too) {
  const std::size_t families = asked.size();
  Frontier frontier{ByFamily(families), ByFamily(families)};
  const auto counts = [&](Row supplier) { return foreign_too || e.supplier.owner.get(supplier) == Owner::domestic; };
  std::vector<Dong> bound(e.supplier.extent());
  for (const Served& s : served) {
    if (!counts(s.supplier)) continue;
    bound[s.supplier] += s.bound, frontier.actual[s.family] += s.now;
  }
  // Families first, then suppliers as they come; source and sink last.
  std::vector<network::Node> node(e.supplier.extent(), nowhere);
  std::vector<network::Pipe> pipes;
  auto nodes = static_cast<network::Node>(families);
  const GateParameters& gates = e.scenario.sourcing.gates;
  std::vector<Dong> room(e.supplier.extent());
  const auto join = [&](Row supplier, Row family, Dong most_of_it) {
    if (node[supplier] == nowhere) node[supplier] = nodes++;
    pipes.push_back({node[supplier], family, most_of_it.value});
  };
  const auto serves = [&](Row supplier, Row family, std::size_t capability) {
    return statistics::can_serve(e.supplier.match.get(supplier)[capability], e.supplier.certificate.get(supplier),
                                 e.supplier.quality.get(supplier), e.family.difficulty.get(family), gates);  // (12.24)
  };
  e.supplier.each_row([&](std::size_t row) {
    if (e.supplier.category.get(row) == nowhere || !counts(static_cast<Row>(row))) return;
    room[row] = statistics::serving_capacity(e.supplier.capacity.get(row), bound[row]);  // (12.26)
    const auto own = e.supplier.families.get(row);
    for (std::size_t j = 0; j < capabilities; ++j)
      if (own[j] != nowhere && serves(static_cast<Row>(row), own[j], j)) join(static_cast<Row>(row), own[j], room[row]);
  });
  for (const Served& s : served)
    if (counts(s.supplier)) join(s.supplier, s.family, s.bound);
  const network::Node source = nodes++, sink = nodes++;
  for (Row row = 0; row < node.size(); ++row)
    if (node[row] != nowhere) pipes.push_back({source, node[row], most(room[row], bound[row]).value});
  for (Row family = 0; family < families; ++family) pipes.push_back({family, sink, asked[family].value});
  const network::MaximumFlow flow = network::maximum_flow(nodes, pipes, source, sink);
  for (std::size_t family = 0; family < families; ++family)
    frontier.reachable[family] = Dong{flow.through[pipes.size() - families + family]};
  return frontier;
}

// Shares of what is asked for, by category and in all. A category's prices move together and a supplier serves one
// category, so that the largest flow at base prices is also the largest at this month's.
void publish(Economy& e, const ByFamily& part, const ByFamily& asked, Column<Ratio> FrontierColumns::*column) {
  std::vector<Dong> parts(e.category.rows()), whole(e.category.rows());
  for (Row family = 0; family < asked.size(); ++family) {
    const Row category = e.family.category.get(family);
    parts[category] += part[family], whole[category] += asked[family];
  }
  Value all_parts{}, all{};
  e.category.each_row([&](std::size_t c) {
    const Value served = e.category.price_index.get(c) * to_value(parts[c]);
    const Value wanted = e.category.price_index.get(c) * to_value(whole[c]);
    (e.category.frontier.*column).set(c, statistics::served_share(served, wanted));  // (12.27)
    all_parts += served, all += wanted;
  });
  (e.nation.frontier.*column).set(0, statistics::served_share(all_parts, all));
}

void reckon_frontier(Economy& e) {
  if (!e.scenario.network.frontier) return;
  ByFamily asked(e.family.rows());
  e.slot.each_row([&](std::size_t row) {
    const Row family = e.slot.family.get(row);
    asked[family] += statistics::asked_for(e.slot.lot_value.get(row), e.family.spare_ratio.get(family), 1);  // (12.25)
  });
  const std::vector<Served> served = served_under_contracts(e);
  const Frontier local = frontier_of(e, asked, served, true), domestic = frontier_of(e, asked, served, false);
  publish(e, local.reachable, asked, &FrontierColumns::local);
  publish(e, local.actual, asked, &FrontierColumns::actual);
  publish(e, domestic.reachable, asked, &FrontierColumns::domestic);
  publish(e, domestic.actual, asked, &FrontierColumns::actual_domestic);
}

}  // namespace

void tell_frontier(Step& step, Economy& e) {
  const auto everywhere = [](auto&... columns) { return Step::everywhere(columns...); };
  const auto shown = std::apply(everywhere, std::tuple_cat(e.nation.frontier.all(), e.category.frontier.all()));
  step.whole(
      "nation.attain", e.nation,
      Step::everywhere(e.contract.live, e.contract.supplier, e.contract.family, e.contract.slot, e.contract.share,
                       e.contract.approval, e.contract.delivering, e.slot.family, e.slot.lot_value,
                       e.family.spare_ratio, e.family.category, e.family.difficulty, e.supplier.owner, e.supplier.match,
                       e.supplier.certificate, e.supplier.quality, e.supplier.category, e.supplier.families,
                       e.supplier.capacity, e.category.price_index),
      shown, [&e] { reckon_frontier(e); }, Every{12});
}

}  // namespace trellis
