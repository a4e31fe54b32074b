#include "agents/statistics/supply_network.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "agents/model.hpp"

namespace trellis {

namespace {

// Places of rows among the nodes: those that a link names, in the order of rows.
class Places {
 public:
  explicit Places(const Table& table) : place_(table.extent(), nowhere) {}
  void name(Row row) { place_[row] = 0; }
  template <class F>
  void number(std::vector<NetworkNode>& nodes, F describe) {
    for (Row row = 0; row < place_.size(); ++row) {
      if (place_[row] == nowhere) continue;
      place_[row] = static_cast<network::Node>(nodes.size());
      nodes.push_back(describe(row));
    }
  }
  network::Node operator[](Row row) const { return place_[row]; }

 private:
  std::vector<network::Node> place_;
};

// Of contracts the column counts from 1, with those before the run below 0.
std::int32_t first_step(std::int32_t begun) { return begun > 0 ? begun - 1 : begun; }

// f(partner) for each firm of a project under way that has not left.
template <class F>
void each_partner(const Economy& e, std::size_t project, F f) {
  if (e.project.left.get(project) <= 0) return;
  for (const Row partner : e.project.partners.get(project))
    if (partner != nowhere) f(partner);
}

// f(buyer, kind, seller) for each link for inputs, approved or not, whose seller has not left and whose buyer needs
// any.
template <class F>
void each_input(const Economy& e, F f) {
  e.supplier.each_row([&](std::size_t row) {
    const auto live = e.supplier.inputs.live.get(row);
    const auto seller = e.supplier.inputs.seller.get(row);
    const auto lot = e.supplier.inputs.lot.get(row);
    for (std::size_t j = 0; j < input_kinds; ++j)
      if (live[j] && seller[j] != nowhere && lot[j] > Value{}) f(static_cast<Row>(row), j, seller[j]);
  });
}

}  // namespace

SupplyNetwork supply_network(const Economy& e, std::uint32_t step) {
  Places makers{e.oem}, suppliers{e.supplier}, institutes{e.institute};
  e.contract.each_row([&](std::size_t row) {
    if (!in_force(e, row)) return;
    makers.name(e.contract.oem.get(row)), suppliers.name(e.contract.supplier.get(row));
  });
  e.project.each_row([&](std::size_t row) {
    each_partner(e, row, [&](Row partner) { suppliers.name(partner), institutes.name(e.project.institute.get(row)); });
  });
  each_input(e, [&](Row buyer, std::size_t, Row seller) { suppliers.name(buyer), suppliers.name(seller); });
  SupplyNetwork network;
  makers.number(network.nodes, [&](Row row) {
    const bool vietnamese = e.oem.group.get(row) == number(Group::vietnamese);
    return NetworkNode{NodeKind::maker, row, e.oem.first_id + row, e.oem.cluster.get(row), nowhere, !vietnamese};
  });
  suppliers.number(network.nodes, [&](Row row) {
    return NetworkNode{NodeKind::supplier,
                       row,
                       e.supplier.identity.get(row),
                       e.supplier.cluster.get(row),
                       e.supplier.category.get(row),
                       static_cast<std::uint8_t>(e.supplier.owner.get(row) == Owner::foreign),
                       static_cast<std::uint8_t>(e.supplier.certificate.get(row) != Certificate::none)};
  });
  institutes.number(network.nodes, [&](Row row) {
    return NetworkNode{NodeKind::institute, row, e.institute.first_id + row, e.institute.cluster.get(row), nowhere, 0};
  });
  const auto now = static_cast<std::int32_t>(step);
  e.contract.each_row([&](std::size_t row) {
    if (!in_force(e, row)) return;
    const Parts sets = e.contract.share.get(row) * e.slot.expected.get(e.contract.slot.get(row));
    network.links.push_back({.kind = LinkKind::contract,
                             .from = suppliers[e.contract.supplier.get(row)],
                             .to = makers[e.contract.oem.get(row)],
                             .value = nearest(12 * (sets * e.contract.price.get(row))),
                             .family = e.contract.family.get(row),
                             .begun = first_step(e.contract.begun.get(row)),
                             .ends = now + e.contract.remaining.get(row)});
  });
  const SupplierInputs& inputs = e.supplier.inputs;
  each_input(e, [&](Row buyer, std::size_t j, Row seller) {
    const Value lot = inputs.share.get(buyer)[j] * inputs.lot.get(buyer)[j];
    network.links.push_back({.kind = LinkKind::input,
                             .from = suppliers[seller],
                             .to = suppliers[buyer],
                             .value = nearest(12 * inputs.price.get(buyer)[j].value * lot),
                             .begun = first_step(inputs.begun.get(buyer)[j]),
                             .ends = now + inputs.remaining.get(buyer)[j]});
  });
  const InstituteParameters& p = e.scenario.institute;
  e.project.each_row([&](std::size_t row) {
    const std::int32_t ends = now + e.project.left.get(row);
    double members = 0;
    for (const std::uint32_t member : e.project.members.get(row)) members += member != 0;
    each_partner(e, row, [&](Row partner) {
      network.links.push_back({.kind = LinkKind::project,
                               .from = institutes[e.project.institute.get(row)],
                               .to = suppliers[partner],
                               .value = nearest(Value{12 * p.project_cost / p.project_months / members}),
                               .begun = ends - p.project_months,
                               .ends = ends});
    });
  });
  return network;
}

bool in_force(const Economy& e, std::size_t contract) {
  return e.contract.live.get(contract) != 0 && e.contract.supplier.get(contract) != nowhere;
}

SnapshotGroup network_snapshots(const Economy& e) {
  const auto words = [](const auto& list) { return std::vector<std::string>(list.begin(), list.end()); };
  const Month start = e.scenario.start;
  const std::string days = fmt::format("days since {:04}-{:02}-01", start.year(), start.month());
  using enum ListField::Type;
  const ListField kind_of_node{"node_kind", "who it is", "1", u8, words(node_kinds), {}};
  const Listing nodes{
      "node",
      "makers, suppliers and institutes with a link",
      {kind_of_node,
       {"identity", "identity among the nodes of the kind, the same in every snapshot", "1", i64, {}, {}},
       {"node_cluster", "place of its cluster in /cluster", "1", i32, {}, {}},
       {"node_category", "place in /category of what a supplier serves; -1 for none", "1", i32, {}, {}},
       {"foreign", "whether a supplier is foreign-owned, a maker's brand foreign", "1", u8, {"no", "yes"}, {}},
       {"first_arc", "number of the first arc that leaves the node", "1", i64, {}, {}}}};
  const Listing arcs{
      "arc",
      "contracts from supplier to maker, inputs from supplier to supplier and projects from institute to firm, by the "
      "node that they leave",
      {{"to", "number of the node to which it leads", "1", i32, {}, {}},
       {"arc_kind", "what it is", "1", u8, words(link_kinds), {}},
       {"value", "deliveries or cost of a year in average months", "VND", i64, {}, {}},
       {"family", "number of the part family; -1 for a project or an input", "1", i32, {}, {}},
       {"arc_category", "place of the family's category in /category; -1 for a project or an input", "1", i32, {}, {}},
       {"begun", "last day of the month of the award", days, i32, {}, {{"calendar", "proleptic_gregorian"}}},
       {"ends", "last day of the month in which it expires", days, i32, {}, {{"calendar", "proleptic_gregorian"}}}}};
  return {"network", "the supply network at the end of each year", {nodes, arcs}};
}

Snapshot network_snapshot(const Economy& e, std::uint32_t step) {
  SupplyNetwork network = supply_network(e, step);
  std::ranges::stable_sort(network.links, [](const NetworkLink& a, const NetworkLink& b) {
    return a.from != b.from ? a.from < b.from : a.to < b.to;
  });
  const auto place = [](Row row) { return row == nowhere ? -1 : static_cast<std::int32_t>(row); };
  const auto day = [&](std::int32_t of) { return (e.scenario.start + of).days_since(e.scenario.start); };
  Snapshot snapshot{0, {{network.nodes.size(), {}}, {network.links.size(), {}}}};
  auto& nodes = snapshot.listings[0].fields;
  auto& arcs = snapshot.listings[1].fields;
  nodes.resize(6), arcs.resize(7);
  std::size_t arc = 0;
  for (network::Node node = 0; node < network.nodes.size(); ++node) {
    const NetworkNode& of = network.nodes[node];
    while (arc < network.links.size() && network.links[arc].from < node) ++arc;
    put(nodes[0], static_cast<std::uint8_t>(of.kind)), put(nodes[1], std::int64_t{of.identity});
    put(nodes[2], place(of.cluster)), put(nodes[3], place(of.category)), put(nodes[4], of.foreign);
    put(nodes[5], static_cast<std::int64_t>(arc));
  }
  for (const NetworkLink& of : network.links) {
    put(arcs[0], static_cast<std::int32_t>(of.to)), put(arcs[1], static_cast<std::uint8_t>(of.kind));
    put(arcs[2], of.value.value), put(arcs[3], place(of.family));
    put(arcs[4], of.family == nowhere ? -1 : place(e.family.category.get(of.family)));
    put(arcs[5], day(of.begun)), put(arcs[6], day(of.ends));
  }
  return snapshot;
}

}  // namespace trellis
