// The supply network as it stands at the end of a month: who is in it, and what joins them.
#pragma once

#include <cstdint>
#include <vector>

#include "agents/statistics/network_tables.hpp"
#include "engine/core/money.hpp"
#include "engine/io/snapshots.hpp"
#include "engine/network/graph.hpp"

namespace trellis {

class Economy;

struct NetworkNode {
  NodeKind kind{};
  Row row = nowhere;
  std::uint32_t identity = 0;  // unique among nodes of the kind
  Row cluster = nowhere, category = nowhere;
  std::uint8_t foreign = 0;
  std::uint8_t certified = 0;  // of a supplier: whether it holds a certificate of quality
};

// Goods flow along contracts and inputs, knowledge along projects.
struct NetworkLink {
  LinkKind kind{};
  network::Node from = 0, to = 0;
  Dong value{};  // of a contract or an input: a year's deliveries in average months; of a project: a firm's part of a
                 // year of its cost
  Row family = nowhere;              // of a contract
  std::int32_t begun = 0, ends = 0;  // steps; below 0 where it began before the run
};

struct SupplyNetwork {
  std::vector<NetworkNode> nodes;  // makers, suppliers, institutes, each in the order of rows; none without a link
  std::vector<NetworkLink> links;
};

/// At the end of the month `step`.
SupplyNetwork supply_network(const Economy& e, std::uint32_t step);
/// How a run file keeps it: nodes, and arcs sorted by the node that they leave, as compressed rows want them.
SnapshotGroup network_snapshots(const Economy& e);
Snapshot network_snapshot(const Economy& e, std::uint32_t step);
/// Whether the goods of the one go into those of the other.
constexpr bool carries_goods(const NetworkLink& link) { return link.kind != LinkKind::project; }
/// Whether a row of contracts is one that is in force, approved or not, with a supplier that has not left.
bool in_force(const Economy& e, std::size_t contract);

}  // namespace trellis
