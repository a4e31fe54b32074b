#include "engine/network/graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "tests/engine/network/random_graph.hpp"

using namespace trellis::network;

TEST_CASE("arcs lie by node, ascending, those to the same node in the order given") {
  const std::vector<Arc> arcs{{2, 0, 5}, {0, 2, 1}, {0, 1, 2}, {0, 2, 3}};
  const Graph graph{3, arcs};
  CHECK(graph.nodes() == 3);
  CHECK(graph.arcs() == 4);
  CHECK(std::ranges::equal(graph.to(0), std::vector<Node>{1, 2, 2}));
  CHECK(std::ranges::equal(graph.weights(0), std::vector<double>{2, 1, 3}));
  CHECK(graph.degree(1) == 0);
  CHECK(std::ranges::equal(graph.to(2), std::vector<Node>{0}));
}

TEST_CASE("a simple graph joins parallel arcs and keeps their directions") {
  const std::vector<Arc> arcs{{0, 1, 1}, {1, 0, 2}, {0, 1, 4}};
  const Graph graph = Graph{2, arcs}.simple();
  CHECK(graph.arcs() == 2);
  CHECK(graph.weights(0)[0] == 5);
  CHECK(graph.weights(1)[0] == 2);
}

TEST_CASE("an undirected graph joins each pair once and has no loops") {
  const std::vector<Arc> arcs{{0, 1, 1}, {1, 0, 2}, {0, 1, 4}, {2, 2, 8}, {1, 2, 16}};
  const Graph graph = Graph{3, arcs}.undirected();
  CHECK(graph.arcs() == 4);
  CHECK(std::ranges::equal(graph.to(1), std::vector<Node>{0, 2}));
  CHECK(std::ranges::equal(graph.weights(1), std::vector<double>{7, 16}));
  CHECK(std::ranges::equal(graph.weights(0), std::vector<double>{7}));
  CHECK(std::ranges::equal(graph.weights(2), std::vector<double>{16}));
}

TEST_CASE("both ends of an undirected arc hold the same bits of its weight") {
  const std::vector<Arc> arcs{{0, 1, 0.1}, {1, 0, 0.2}, {0, 1, 0.3}, {1, 0, 1e9}};
  const Graph graph = Graph{2, arcs}.undirected();
  CHECK(graph.weights(0)[0] == graph.weights(1)[0]);
}

TEST_CASE("an arc past the last node is refused") {
  const std::vector<Arc> arcs{{0, 3, 1}};
  CHECK_THROWS_AS((Graph{3, arcs}), std::out_of_range);
}

TEST_CASE("a list of a graph makes the same graph") {
  const Graph graph = random_graph(30, 200, 1);
  const auto list = graph.list();
  const Graph again{30, list};
  CHECK(std::ranges::equal(graph.all_to(), again.all_to()));
  CHECK(std::ranges::equal(graph.starts(), again.starts()));
}

TEST_CASE("a graph without nodes has no arcs") {
  CHECK(Graph{}.nodes() == 0);
  CHECK(Graph{}.undirected().arcs() == 0);
}
