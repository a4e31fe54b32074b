#include "engine/network/metrics.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/engine/network/random_graph.hpp"

using namespace trellis::network;

namespace {

Graph undirected(std::size_t nodes, std::vector<Arc> arcs) { return Graph{nodes, arcs}.undirected(); }
// 0-1-2-3, and 1 again to a leaf 4: a path with a branch.
const Graph tree = undirected(5, {{0, 1}, {1, 2}, {2, 3}, {1, 4}});
// A triangle 0 1 2, a tail 2-3, and 4 alone.
const Graph kite = undirected(5, {{0, 1}, {1, 2}, {2, 0}, {2, 3}});
const Graph star = undirected(5, {{0, 1}, {0, 2}, {0, 3}, {0, 4}});

std::vector<Node> all_of(const Graph& graph) {
  std::vector<Node> nodes(graph.nodes());
  std::iota(nodes.begin(), nodes.end(), Node{0});
  return nodes;
}

// All distances by Floyd and Warshall, and the number of shortest paths by counting them up by length.
struct AllPaths {
  std::vector<std::vector<double>> distance, number;
  explicit AllPaths(const Graph& graph) {
    const std::size_t n = graph.nodes();
    distance.assign(n, std::vector<double>(n, INFINITY)), number.assign(n, std::vector<double>(n, 0));
    for (Node i = 0; i < n; ++i) {
      for (const Node j : graph.to(i)) distance[i][j] = 1;
      distance[i][i] = 0, number[i][i] = 1;
    }
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
    for (std::size_t length = 1; length < n; ++length)
      for (std::size_t i = 0; i < n; ++i)
        for (Node k = 0; k < n; ++k)
          if (distance[i][k] == static_cast<double>(length - 1))
            for (const Node j : graph.to(k))
              if (distance[i][j] == static_cast<double>(length)) number[i][j] += number[i][k];
  }
};

}  // namespace

TEST_CASE("components are numbered by their first nodes") {
  CHECK(components(kite) == std::vector<std::uint32_t>{0, 0, 0, 0, 1});
  CHECK(components(tree) == std::vector<std::uint32_t>(5, 0));
}

TEST_CASE("components are the nodes that paths join, on random graphs") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Graph graph = random_graph(30, 25, seed).undirected();
    const auto component = components(graph);
    const AllPaths paths{graph};
    for (std::size_t i = 0; i < 30; ++i)
      for (std::size_t j = 0; j < 30; ++j) CHECK((component[i] == component[j]) == std::isfinite(paths.distance[i][j]));
  }
}

TEST_CASE("a triangle is a core of two, its tail of one, a lonely node of none") {
  CHECK(core_numbers(kite) == std::vector<std::uint32_t>{2, 2, 2, 1, 0});
  CHECK(core_numbers(star) == std::vector<std::uint32_t>(5, 1));
  CHECK(core_numbers(Graph{}).empty());
}

TEST_CASE("core numbers are what peeling leaves, on random graphs") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Graph graph = random_graph(25, 70, seed).undirected();
    const auto core = core_numbers(graph);
    for (std::uint32_t k = 1; k < 8; ++k) {
      std::vector<std::uint8_t> left(25, 1);
      for (bool peeled = true; peeled;) {
        peeled = false;
        for (Node i = 0; i < 25; ++i) {
          std::uint32_t degree = 0;
          for (const Node j : graph.to(i)) degree += left[j];
          if (left[i] && degree < k) left[i] = 0, peeled = true;
        }
      }
      for (std::size_t i = 0; i < 25; ++i) CHECK((core[i] >= k) == (left[i] != 0));
    }
  }
}

TEST_CASE("a walk between two nodes spends half of its time at each") {
  const auto rank = page_rank(undirected(2, {{0, 1}}), 0.85, 50);
  CHECK(rank[0] == doctest::Approx(0.5));
}

TEST_CASE("a node at which all arcs end has the rank of the closed form") {
  // 1 -> 0, 2 -> 0, and 0 is stranded: r1 = r2 = b, r0 = b + 2 d b with b = (1 - d + d r0)/3 and r0 + 2b = 1.
  const std::vector<Arc> arcs{{1, 0}, {2, 0}};
  const auto rank = page_rank(Graph{3, arcs}, 0.85, 200);
  CHECK(rank[0] == doctest::Approx((1 + 2 * 0.85) / (3 + 2 * 0.85)));
  CHECK(rank[1] == doctest::Approx(1 / (3 + 2 * 0.85)));
}

TEST_CASE("a walk follows arcs by their weights") {
  const std::vector<Arc> arcs{{0, 1, 3}, {0, 2, 1}, {1, 0}, {2, 0}};
  const auto rank = page_rank(Graph{3, arcs}, 0.85, 200);
  CHECK((rank[1] - 0.05) / (rank[2] - 0.05) == doctest::Approx(3));
}

TEST_CASE("ranks sum to one and stay where they are after one walk more, on random graphs") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Graph graph = random_graph(40, 100, seed);
    const auto rank = page_rank(graph, 0.85, 200), later = page_rank(graph, 0.85, 201);
    CHECK(std::accumulate(rank.begin(), rank.end(), 0.0) == doctest::Approx(1));
    for (std::size_t i = 0; i < 40; ++i) CHECK(rank[i] == doctest::Approx(later[i]).epsilon(1e-9));
  }
}

TEST_CASE("every path between the leaves of a star leads through its middle") {
  const auto through = betweenness(star, all_of(star));
  CHECK(through[0] == doctest::Approx(6));  // 4 · 3/2 pairs
  CHECK(through[1] == 0);
  const auto of_tree = betweenness(tree, all_of(tree));
  CHECK(of_tree[1] == doctest::Approx(5));  // 0-2 0-3 0-4 4-2 4-3
  CHECK(of_tree[2] == doctest::Approx(3));  // 0-3 1-3 4-3
}

TEST_CASE("betweenness is the share of all shortest paths, on random graphs") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Graph graph = random_graph(20, 35, seed).undirected();
    const auto through = betweenness(graph, all_of(graph));
    const AllPaths paths{graph};
    for (std::size_t v = 0; v < 20; ++v) {
      double expected = 0;
      for (std::size_t s = 0; s < 20; ++s)
        for (std::size_t t = s + 1; t < 20; ++t)
          if (s != v && t != v && std::isfinite(paths.distance[s][t]) &&
              paths.distance[s][v] + paths.distance[v][t] == paths.distance[s][t])
            expected += paths.number[s][v] * paths.number[v][t] / paths.number[s][t];
      CHECK(through[v] == doctest::Approx(expected));
    }
  }
}

TEST_CASE("betweenness from some pivots is right in the mean over all choices of them") {
  const Graph graph = random_graph(20, 40, 5).undirected();
  const auto exact = betweenness(graph, all_of(graph));
  std::vector<double> mean(20);
  for (Node pivot = 0; pivot < 20; ++pivot) {
    const auto found = betweenness(graph, {&pivot, 1});
    for (std::size_t i = 0; i < 20; ++i) mean[i] += found[i] / 20;
  }
  for (std::size_t i = 0; i < 20; ++i) CHECK(mean[i] == doctest::Approx(exact[i]));
}

TEST_CASE("a star mixes degrees as far apart as can be, a ring has nothing to mix") {
  CHECK(degree_assortativity(star) == doctest::Approx(-1));
  CHECK(std::isnan(degree_assortativity(undirected(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}}))));
}

TEST_CASE("assortativity is the correlation of the degrees at both ends, on random graphs") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Graph graph = random_graph(30, 60, seed).undirected();
    double mean = 0, covariance = 0, variance = 0;
    const auto arcs = static_cast<double>(graph.arcs());
    const auto list = graph.list();
    const auto degree = [&](Node node) { return static_cast<double>(graph.degree(node)); };
    for (const Arc& arc : list) mean += degree(arc.from) / arcs;
    for (const Arc& arc : list) {
      covariance += (degree(arc.from) - mean) * (degree(arc.to) - mean);
      variance += (degree(arc.from) - mean) * (degree(arc.from) - mean);
    }
    CHECK(degree_assortativity(graph) == doctest::Approx(covariance / variance));
  }
}

TEST_CASE("reciprocity counts pairs that are returned, each direction once") {
  const std::vector<Arc> arcs{{0, 1}, {1, 0}, {1, 2}, {1, 2}, {3, 3}, {2, 0}};
  CHECK(reciprocity(Graph{4, arcs}) == doctest::Approx(2.0 / 4));
  CHECK(std::isnan(reciprocity(Graph{4, {}})));
}

TEST_CASE("two pairs of friends split by group have a modularity of one half") {
  const Graph pairs = undirected(4, {{0, 1, 3}, {2, 3, 3}});
  CHECK(modularity(pairs, std::vector<std::uint32_t>{0, 0, 1, 1}) == doctest::Approx(0.5));
  CHECK(modularity(pairs, std::vector<std::uint32_t>{0, 1, 0, 1}) == doctest::Approx(-0.5));
  CHECK(modularity(pairs, std::vector<std::uint32_t>{0, 0, 0, 0}) == doctest::Approx(0));
}

TEST_CASE("modularity is the sum over pairs of one group, on random graphs") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Graph graph = random_graph(15, 40, seed).undirected();
    std::vector<std::uint32_t> group(15);
    for (std::size_t i = 0; i < 15; ++i) group[i] = static_cast<std::uint32_t>(i * 7 % 4);
    std::vector<std::vector<double>> joined(15, std::vector<double>(15));
    std::vector<double> ends(15);
    double all = 0;
    for (const Arc& arc : graph.list())
      joined[arc.from][arc.to] = arc.weight, ends[arc.from] += arc.weight, all += arc.weight;
    double expected = 0;
    for (std::size_t i = 0; i < 15; ++i)
      for (std::size_t j = 0; j < 15; ++j)
        if (group[i] == group[j]) expected += (joined[i][j] - ends[i] * ends[j] / all) / all;
    CHECK(modularity(graph, group) == doctest::Approx(expected));
  }
}

TEST_CASE("distances count arcs from the nearest source along their direction") {
  const std::vector<Arc> arcs{{0, 1}, {1, 2}, {2, 3}, {4, 3}, {5, 0}};
  const Graph graph{6, arcs};
  const std::vector<Node> sources{0, 4};
  CHECK(distances(graph, sources) == std::vector<std::uint32_t>{0, 1, 2, 1, 0, unreached});
  CHECK(distances(graph, {}) == std::vector<std::uint32_t>(6, unreached));
}

TEST_CASE("a failure reaches what lies downstream, in a circle too, and not itself") {
  const std::vector<Arc> arcs{{0, 1}, {1, 2}, {2, 0}, {2, 3}, {4, 3}};
  const Graph graph{5, arcs};
  CHECK(reach(graph, std::vector<std::uint8_t>(5, 1)) == std::vector<std::uint32_t>{3, 3, 3, 0, 1});
  CHECK(reach(graph, std::vector<std::uint8_t>{0, 0, 0, 1, 0}) == std::vector<std::uint32_t>{1, 1, 1, 0, 1});
}
