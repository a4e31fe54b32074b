// Directed graphs in compressed rows, made from lists of weighted arcs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace trellis::network {

using Node = std::uint32_t;

struct Arc {
  Node from = 0, to = 0;
  double weight = 1;
};

/// The arcs of each node lie together, ascending by the node that they lead to and, where several lead to the same one,
/// in the order in which they were given: equal lists of arcs give equal graphs and equal sums over them.
class Graph {
 public:
  Graph() = default;
  /// Throws std::out_of_range where an arc names a node past the last.
  Graph(std::size_t nodes, std::span<const Arc> arcs);

  std::size_t nodes() const { return start_.size() - 1; }
  std::size_t arcs() const { return to_.size(); }
  /// Where the arcs of a node go, and what they weigh.
  std::span<const Node> to(Node from) const { return std::span{to_}.subspan(start_[from], degree(from)); }
  std::span<const double> weights(Node from) const { return std::span{weight_}.subspan(start_[from], degree(from)); }
  /// Number of arcs that leave the node.
  std::size_t degree(Node from) const { return start_[from + 1] - start_[from]; }
  /// Before which arc the arcs of each node begin; one element more than nodes.
  std::span<const std::size_t> starts() const { return start_; }
  std::span<const Node> all_to() const { return to_; }

  /// Arcs that lead from one node to the same other one as a single arc, their weights added up.
  Graph simple() const;
  /// Each pair of nodes with an arc in either direction once, as an arc each way; the weights of what joins it are
  /// added up. Arcs from a node to itself are left out.
  Graph undirected() const;
  std::vector<Arc> list() const;

 private:
  std::vector<std::size_t> start_{0};
  std::vector<Node> to_;
  std::vector<double> weight_;
};

}  // namespace trellis::network
