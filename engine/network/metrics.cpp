#include "engine/network/metrics.hpp"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/property_map/property_map.hpp>
#include <utility>

namespace trellis::network {

namespace {

using View = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                boost::no_property, std::uint32_t, std::uint32_t>;

View view_of(const Graph& graph) {
  std::vector<std::pair<Node, Node>> arcs;
  arcs.reserve(graph.arcs());
  for (Node from = 0; from < graph.nodes(); ++from)
    for (const Node to : graph.to(from)) arcs.emplace_back(from, to);
  return {boost::edges_are_sorted, arcs.begin(), arcs.end(), static_cast<std::uint32_t>(graph.nodes())};
}

auto map_of(std::vector<std::uint32_t>& values, const View& view) {
  return boost::make_iterator_property_map(values.begin(), boost::get(boost::vertex_index, view));
}

/// One source of Brandes' algorithm: shortest paths by breadth, then dependencies from the far end back.
class Paths {
 public:
  explicit Paths(const Graph& graph)
      : graph_{graph}, distance_(graph.nodes()), paths_(graph.nodes()), dependency_(graph.nodes()) {
    order_.reserve(graph.nodes());
  }
  void add_from(Node source, std::vector<double>& total) {
    std::ranges::fill(distance_, unreached);
    std::ranges::fill(paths_, 0.0);
    std::ranges::fill(dependency_, 0.0);
    order_.assign(1, source);
    distance_[source] = 0, paths_[source] = 1;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const Node at = order_[i];
      for (const Node next : graph_.to(at)) {
        if (distance_[next] == unreached) distance_[next] = distance_[at] + 1, order_.push_back(next);
        if (distance_[next] == distance_[at] + 1) paths_[next] += paths_[at];
      }
    }
    for (std::size_t i = order_.size(); i-- > 1;) {
      const Node at = order_[i];
      const double share = (1 + dependency_[at]) / paths_[at];
      for (const Node before : graph_.to(at))
        if (distance_[before] + 1 == distance_[at]) dependency_[before] += paths_[before] * share;
      total[at] += dependency_[at];
    }
  }

 private:
  const Graph& graph_;
  std::vector<std::uint32_t> distance_;
  std::vector<double> paths_, dependency_;
  std::vector<Node> order_;
};

}  // namespace

std::vector<std::uint32_t> components(const Graph& undirected) {
  const View view = view_of(undirected);
  std::vector<std::uint32_t> component(undirected.nodes());
  boost::connected_components(view, map_of(component, view));
  return component;
}

std::vector<std::uint32_t> core_numbers(const Graph& undirected) {
  const View view = view_of(undirected);
  std::vector<std::uint32_t> core(undirected.nodes());
  if (!core.empty()) boost::core_numbers(view, map_of(core, view));
  return core;
}

std::vector<double> page_rank(const Graph& graph, double damping, int iterations) {
  const std::size_t nodes = graph.nodes();
  const double all = static_cast<double>(nodes);
  std::vector<double> rank(nodes, 1 / all), next(nodes), leaving(nodes);
  for (Node node = 0; node < nodes; ++node)
    for (const double weight : graph.weights(node)) leaving[node] += weight;
  for (int i = 0; i < iterations; ++i) {
    double stranded = 0;
    for (Node node = 0; node < nodes; ++node)
      if (!(leaving[node] > 0)) stranded += rank[node];
    std::ranges::fill(next, (1 - damping + damping * stranded) / all);
    for (Node node = 0; node < nodes; ++node) {
      if (!(leaving[node] > 0)) continue;
      const double share = damping * rank[node] / leaving[node];
      const auto to = graph.to(node);
      const auto weights = graph.weights(node);
      for (std::size_t a = 0; a < to.size(); ++a) next[to[a]] += share * weights[a];
    }
    rank.swap(next);
  }
  return rank;
}

std::vector<double> betweenness(const Graph& undirected, std::span<const Node> pivots) {
  std::vector<double> through(undirected.nodes());
  if (pivots.empty()) return through;
  Paths paths{undirected};
  for (const Node pivot : pivots) paths.add_from(pivot, through);
  // Each pair of ends is met from both of them.
  const double scale = static_cast<double>(undirected.nodes()) / (2 * static_cast<double>(pivots.size()));
  for (double& pairs : through) pairs *= scale;
  return through;
}

double degree_assortativity(const Graph& undirected) {
  // Whole numbers until the end: a graph of equal degrees has a variance of exactly zero.
  double products = 0, ends = 0, squares = 0;
  for (Node from = 0; from < undirected.nodes(); ++from) {
    const auto degree = static_cast<double>(undirected.degree(from));
    ends += degree * degree, squares += degree * degree * degree;
    for (const Node to : undirected.to(from)) products += degree * static_cast<double>(undirected.degree(to));
  }
  const auto arcs = static_cast<double>(undirected.arcs());
  const double variance = arcs * squares - ends * ends;
  if (!(variance > 0)) return std::numeric_limits<double>::quiet_NaN();
  return (arcs * products - ends * ends) / variance;
}

double reciprocity(const Graph& graph) {
  std::size_t pairs = 0, returned = 0;
  for (Node from = 0; from < graph.nodes(); ++from) {
    const auto to = graph.to(from);
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (to[i] == from || (i > 0 && to[i] == to[i - 1])) continue;
      ++pairs;
      returned += std::ranges::binary_search(graph.to(to[i]), from);
    }
  }
  if (pairs == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(returned) / static_cast<double>(pairs);
}

double modularity(const Graph& undirected, std::span<const std::uint32_t> group) {
  std::vector<double> ends, within;
  double all = 0;
  for (Node from = 0; from < undirected.nodes(); ++from) {
    const std::uint32_t own = group[from];
    if (own >= ends.size()) ends.resize(own + 1), within.resize(own + 1);
    const auto to = undirected.to(from);
    const auto weights = undirected.weights(from);
    for (std::size_t i = 0; i < to.size(); ++i) {
      ends[own] += weights[i], all += weights[i];
      if (group[to[i]] == own) within[own] += weights[i];
    }
  }
  if (!(all > 0)) return std::numeric_limits<double>::quiet_NaN();
  double found = 0;
  for (std::size_t g = 0; g < ends.size(); ++g) found += within[g] / all - (ends[g] / all) * (ends[g] / all);
  return found;
}

std::vector<std::uint32_t> distances(const Graph& graph, std::span<const Node> sources) {
  const View view = view_of(graph);
  std::vector<std::uint32_t> distance(graph.nodes(), unreached);
  for (const Node source : sources) distance[source] = 0;
  std::vector<boost::default_color_type> color(graph.nodes());
  boost::queue<Node> queue;
  const auto record = boost::record_distances(map_of(distance, view), boost::on_tree_edge{});
  boost::breadth_first_search(view, sources.begin(), sources.end(), queue, boost::make_bfs_visitor(record),
                              boost::make_iterator_property_map(color.begin(), boost::get(boost::vertex_index, view)));
  return distance;
}

std::vector<std::uint32_t> reach(const Graph& graph, std::span<const std::uint8_t> counts) {
  std::vector<std::uint32_t> reached(graph.nodes());
  std::vector<Node> met(graph.nodes(), static_cast<Node>(graph.nodes())), queue;
  for (Node source = 0; source < graph.nodes(); ++source) {
    queue.assign(1, source);
    met[source] = source;
    for (std::size_t i = 0; i < queue.size(); ++i)
      for (const Node next : graph.to(queue[i]))
        if (met[next] != source) met[next] = source, queue.push_back(next), reached[source] += counts[next];
  }
  return reached;
}

}  // namespace trellis::network
