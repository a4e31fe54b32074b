#include "engine/step/plan.hpp"

#include <doctest/doctest.h>

#include "engine/step/step.hpp"

using namespace trellis;

namespace {

struct Pair : Table {
  explicit Pair(std::vector<std::size_t> sizes, std::string_view name_of_table = "pair") : Table{name_of_table} {
    resize_parts(sizes);
  }
  Column<Row> to{*this, {"to", ""}};
  Column<double> a{*this, {"a", ""}}, b{*this, {"b", ""}}, c{*this, {"c", ""}}, d{*this, {"d", ""}};
};

constexpr auto copy = [](double x, double& y) { y = x; };
constexpr auto one = [](double& y) { y = 1; };

bool has_edge(const Plan& plan, std::size_t from, std::size_t to, Order order) {
  for (const Edge& e : plan.edges())
    if (e.from == from && e.to == to) return e.order == order;
  return false;
}

}  // namespace

TEST_CASE("phases that meet row by row share a pass; one that looks at other rows waits for it") {
  Pair t{{100}};
  Clock clock;
  Step step{clock};
  step.each("one", t, reads(), writes(t.a), one);
  step.each("two", t, reads(t.a), writes(t.b), copy);
  step.each("three", t, reads(via(t.to, t.b)), writes(t.c), copy);
  step.each("four", t, reads(t.b), writes(t.d), copy);  // needs nothing of three
  CHECK(step.passes() == "pair: one two four\npair: three\n");
  CHECK(has_edge(step.plan(), 0, 1, Order::after));
}

TEST_CASE("writing again what others read waits for them, and so does writing twice") {
  Pair t{{100}}, u{{100}, "other"};
  Clock clock;
  Step step{clock};
  step.each("u.read", u, reads(via(u.to, t.a)), writes(u.a), copy);
  step.each("t.write", t, reads(), writes(t.a), one);
  step.sum("u.total", u.d, t.a);
  step.sum("u.total_again", u.d, t.b);
  CHECK(has_edge(step.plan(), 0, 1, Order::after));
  CHECK(step.plan().passes().size() == 3);
  CHECK(has_edge(step.plan(), 1, 2, Order::after));
}

TEST_CASE("passes over parts follow each other part by part while they keep to their part") {
  Pair t{{100, 100}};
  Clock clock;
  Step step{clock};
  step.each("one", t, reads(), writes(t.a), one);
  step.each("two", t, reads(via(t.to, t.a, Access::part)), writes(t.b), copy);
  step.each("three", t, reads(via(t.to, t.a)), writes(t.c), copy);
  CHECK(step.passes() == "pair: one\npair (part by part): two\npair: three\n");
  CHECK(has_edge(step.plan(), 0, 1, Order::same_part));
  CHECK(has_edge(step.plan(), 0, 2, Order::after));
}

TEST_CASE("an edge that follows from others is not drawn") {
  Pair t{{100}};
  Clock clock;
  Step step{clock};
  step.each("one", t, reads(), writes(t.a), one);
  step.each("two", t, reads(via(t.to, t.a)), writes(t.b), copy);
  step.each("three", t, reads(via(t.to, t.b), via(t.to, t.a)), writes(t.c),
            [](double x, double y, double& z) { z = x + y; });
  CHECK(step.plan().edges().size() == 2);
  CHECK(!has_edge(step.plan(), 0, 2, Order::after));
}

TEST_CASE("tables that have nothing to do with each other do not wait for each other") {
  Pair t{{100}}, u{{100}, "other"};
  Clock clock;
  Step step{clock};
  step.each("t.one", t, reads(), writes(t.a), one);
  step.each("u.one", u, reads(), writes(u.a), one);
  CHECK(step.plan().edges().empty());
}

TEST_CASE("the graph prints its passes, phases, cadences and edges") {
  Pair t{{100, 100}};
  Clock clock;
  Step step{clock};
  step.each("pair.one", t, reads(), writes(t.a), one);
  step.each("pair.two", t, reads(via(t.to, t.a, Access::part)), writes(t.b), copy, Every{3});
  const std::string dot = step.graphviz();
  CHECK(dot.starts_with("digraph"));
  CHECK(dot.find("pair x 2\\npair.one\\l") != std::string::npos);
  CHECK(dot.find("pair.two (every 3 months)") != std::string::npos);
  CHECK(dot.find("p0 -> p1 [style=dashed") != std::string::npos);
}

TEST_CASE("phases tell what they read and write, in the order of telling") {
  Pair t{{100}};
  Clock clock;
  Step step{clock};
  step.each("pair.two", t, reads(via(t.to, t.a)), writes(t.b), copy, Every{12});
  step.each("pair.one", t, reads(), writes(t.c), one);
  const auto phases = step.phases();
  CHECK(phases[0].name == "pair.two");
  CHECK(phases[0].table == "pair");
  CHECK(phases[0].reads == std::vector<std::string>{"pair.to", "pair.a"});
  CHECK(phases[0].writes == std::vector<std::string>{"pair.b"});
  CHECK(phases[0].every.months == 12);
  CHECK(phases[1].name == "pair.one");
}

TEST_CASE(
    "a phase may not write what its other rows read, nor write a column twice, nor take another table's as its own") {
  Pair t{{3}}, u{{3}, "other"};
  Clock clock;
  Step step{clock};
  CHECK_THROWS_WITH(step.each("copy", t, reads(via(t.to, t.a)), writes(t.a), copy),
                    "copy writes 'pair.a' while other rows read it; write to a second column");
  CHECK_THROWS_WITH(step.each("twice", t, reads(), writes(t.a, t.a), [](double&, double&) {}),
                    "twice writes 'pair.a' twice");
  CHECK_THROWS_WITH(
      step.each("foreign", t, reads(u.a), writes(t.b), copy),
      "foreign takes 'other.a' as a column of pair; another table is read by via(...), only(...) or many(...)");
  CHECK(step.phases().empty());
}
