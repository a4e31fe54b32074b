// What a graph looks like: components, cores, ranks, bridges, mixing, distances. Orders and numbers of iterations are
// fixed, so that the same graph gives the same bits. `undirected` arguments are graphs as Graph::undirected() makes
// them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/network/graph.hpp"

namespace trellis::network {

/// The component of each node, numbered from 0 by its first node.
std::vector<std::uint32_t> components(const Graph& undirected);

/// For each node the largest k of a subgraph to which it belongs and in which every node has k neighbours or more
/// (Seidman 1983).
std::vector<std::uint32_t> core_numbers(const Graph& undirected);

/// Share of its time that a walk spends at each node which follows arcs in proportion to their weights and, with
/// probability 1 - damping or where no arc leaves, goes anywhere (Brin and Page 1998). Sums to 1.
std::vector<double> page_rank(const Graph& graph, double damping, int iterations);

/// Pairs of other nodes whose shortest paths lead through each node; where there are several such paths, the share of
/// them that does (Brandes 2001). Paths start at `pivots` alone and are scaled up to all nodes (Brandes and Pich 2007):
/// all nodes as pivots give the exact number.
std::vector<double> betweenness(const Graph& undirected, std::span<const Node> pivots);

/// Correlation of the degrees at both ends of an arc, in [-1, 1] (Newman 2002); NaN where all degrees are alike.
double degree_assortativity(const Graph& undirected);

/// Share of the ordered pairs with an arc whose reverse has one too; NaN without arcs between different nodes.
double reciprocity(const Graph& graph);

/// Share of weight within groups less what groups of that total would have by chance (Newman 2004); NaN without arcs.
/// `group`: a small number for each node.
double modularity(const Graph& undirected, std::span<const std::uint32_t> group);

inline constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();
/// Arcs on the shortest way to each node from the nearest of `sources`, or `unreached`.
std::vector<std::uint32_t> distances(const Graph& graph, std::span<const Node> sources);

/// For each node, how many nodes that count can be reached along arcs, itself left out. `counts`: 0 or 1 for each node.
std::vector<std::uint32_t> reach(const Graph& graph, std::span<const std::uint8_t> counts);

}  // namespace trellis::network
