#include "engine/network/graph.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace trellis::network {

Graph::Graph(std::size_t nodes, std::span<const Arc> arcs) : start_(nodes + 1) {
  for (const Arc& arc : arcs) {
    if (arc.from >= nodes || arc.to >= nodes)
      throw std::out_of_range{"an arc leads from node " + std::to_string(arc.from) + " to node " +
                              std::to_string(arc.to) + " in a graph of " + std::to_string(nodes) + " nodes"};
    ++start_[arc.from + 1];
  }
  for (std::size_t node = 0; node < nodes; ++node) start_[node + 1] += start_[node];
  std::vector<Arc> sorted(arcs.begin(), arcs.end());
  std::ranges::stable_sort(sorted,
                           [](const Arc& a, const Arc& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; });
  to_.reserve(sorted.size()), weight_.reserve(sorted.size());
  for (const Arc& arc : sorted) to_.push_back(arc.to), weight_.push_back(arc.weight);
}

std::vector<Arc> Graph::list() const {
  std::vector<Arc> arcs;
  arcs.reserve(to_.size());
  for (Node from = 0; from < nodes(); ++from)
    for (std::size_t i = start_[from]; i < start_[from + 1]; ++i) arcs.push_back({from, to_[i], weight_[i]});
  return arcs;
}

Graph Graph::simple() const {
  std::vector<Arc> pairs;
  for (const Arc& arc : list()) {
    if (!pairs.empty() && pairs.back().from == arc.from && pairs.back().to == arc.to)
      pairs.back().weight += arc.weight;
    else
      pairs.push_back(arc);
  }
  return {nodes(), pairs};
}

Graph Graph::undirected() const {
  std::vector<Arc> both;
  both.reserve(2 * to_.size());
  for (const Arc& arc : list()) {
    if (arc.from == arc.to) continue;
    both.push_back(arc);
    both.push_back({arc.to, arc.from, arc.weight});
  }
  // What joins a pair is added up in the same order from either end, so that both ends agree.
  return Graph{nodes(), both}.simple();
}

}  // namespace trellis::network
