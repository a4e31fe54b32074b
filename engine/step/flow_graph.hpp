// Passes and parts as the nodes of one oneTBB flow graph, its edges derived from what the phases declare.
#pragma once

#include <oneapi/tbb/flow_graph.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace trellis {

class Runner;

/// A pass over a table in parts is a node for each part, between one that opens it and one that closes it; any other
/// pass is a single node.
class FlowGraph {
 public:
  explicit FlowGraph(Runner& runner);
  void run();
  std::size_t nodes() const { return nodes_.size(); }

 private:
  using Message = tbb::flow::continue_msg;
  using Node = tbb::flow::continue_node<Message>;
  template <class Work>
  Node& node(Work work);
  struct Place {
    Node *open, *close;
    std::vector<Node*> parts;
  };
  tbb::flow::graph graph_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<Node*> roots_;
};

}  // namespace trellis
