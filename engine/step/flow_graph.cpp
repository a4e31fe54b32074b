#include "engine/step/flow_graph.hpp"

#include <set>

#include "engine/step/runner.hpp"

namespace trellis {

template <class Work>
FlowGraph::Node& FlowGraph::node(Work work) {
  nodes_.push_back(std::make_unique<Node>(graph_, [work](const Message&) {
    work();
    return Message{};
  }));
  return *nodes_.back();
}

FlowGraph::FlowGraph(Runner& runner) {
  std::vector<Place> places;
  for (Pass& pass : runner.plan().passes()) {
    const Table* table = pass.table;
    if (!pass.sweeps() || table->parts() == 1) {
      Node& only = node([&runner, &pass, table] {
        runner.before(pass);
        if (pass.sweeps()) runner.sweep(pass, 0, table->blocks().size());
        runner.after(pass);
      });
      places.push_back({&only, &only, {}});
      continue;
    }
    Place place{&node([&runner, &pass] { runner.before(pass); }), &node([&runner, &pass] { runner.after(pass); }), {}};
    for (std::size_t part = 0; part < table->parts(); ++part) {
      Node& work = node([&runner, &pass, table, part] {
        runner.sweep(pass, table->first_block(part), table->first_block(part + 1));
      });
      tbb::flow::make_edge(*place.open, work);
      tbb::flow::make_edge(work, *place.close);
      place.parts.push_back(&work);
    }
    places.push_back(std::move(place));
  }
  std::set<const Node*> waiting;
  for (const Edge& e : runner.plan().edges()) {
    const Place &from = places[e.from], &to = places[e.to];
    if (e.order == Order::same_part && !from.parts.empty()) {
      for (std::size_t part = 0; part < from.parts.size(); ++part)
        tbb::flow::make_edge(*from.parts[part], *to.parts[part]);
    } else {
      tbb::flow::make_edge(*from.close, *to.open);
      waiting.insert(to.open);
    }
  }
  for (const Place& p : places)
    if (!waiting.contains(p.open)) roots_.push_back(p.open);
}

void FlowGraph::run() {
  for (Node* root : roots_) root->try_put(Message{});
  graph_.wait_for_all();
}

}  // namespace trellis
