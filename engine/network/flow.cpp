#include "engine/network/flow.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <stdexcept>

namespace trellis::network {

namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Capacity = boost::property<boost::edge_capacity_t, std::int64_t,
                                 boost::property<boost::edge_residual_capacity_t, std::int64_t,
                                                 boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>;
using Pipes = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Capacity>;

}  // namespace

MaximumFlow maximum_flow(std::size_t nodes, std::span<const Pipe> pipes, Node source, Node sink) {
  if (source >= nodes || sink >= nodes) throw std::out_of_range{"source or sink is no node of the network"};
  if (source == sink) throw std::invalid_argument{"source and sink of a flow are the same node"};
  Pipes graph{nodes};
  const auto reverse = boost::get(boost::edge_reverse, graph);
  const auto capacity = boost::get(boost::edge_capacity, graph);
  std::vector<Traits::edge_descriptor> there;
  there.reserve(pipes.size());
  for (const Pipe& pipe : pipes) {
    if (pipe.from >= nodes || pipe.to >= nodes) throw std::out_of_range{"a pipe leads past the last node"};
    if (pipe.capacity < 0) throw std::invalid_argument{"a pipe has a capacity below zero"};
    const auto edge = boost::add_edge(pipe.from, pipe.to, graph).first;
    const auto back = boost::add_edge(pipe.to, pipe.from, graph).first;
    capacity[edge] = pipe.capacity, capacity[back] = 0;
    reverse[edge] = back, reverse[back] = edge;
    there.push_back(edge);
  }
  MaximumFlow flow;
  flow.value = boost::push_relabel_max_flow(graph, source, sink);
  const auto residual = boost::get(boost::edge_residual_capacity, graph);
  flow.through.reserve(there.size());
  for (std::size_t i = 0; i < there.size(); ++i) flow.through.push_back(pipes[i].capacity - residual[there[i]]);
  return flow;
}

}  // namespace trellis::network
