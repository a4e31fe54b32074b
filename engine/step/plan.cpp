#include "engine/step/plan.hpp"

#include <algorithm>
#include <utility>

namespace trellis {

namespace {

bool touches(const Phase& p, const Table& table) {
  if (p.table == &table) return true;
  for (const Accesses* list : {&p.reads, &p.writes})
    for (const Access& a : *list)
      if (a.what->touches(table)) return true;
  return false;
}

Order pass_order(const Pass& a, const Pass& b) {
  Order worst = Order::free;
  for (const Phase& x : a.phases)
    for (const Phase& y : b.phases) worst = std::max(worst, Plan::order(x, y));
  return worst;
}

/// Two passes part by part, or all of either: what holds along a path of two edges.
Order along(Order a, Order b) { return a == Order::free || b == Order::free ? Order::free : std::max(a, b); }

}  // namespace

Order Plan::order(const Phase& a, const Phase& b) {
  if ((a.renews && touches(b, *a.renews)) || (b.renews && touches(a, *b.renews))) return Order::after;
  Order worst = Order::free;
  const auto clash = [&](const Accesses& x, const Accesses& y) {
    for (const Access& i : x)
      for (const Access& j : y) {
        if (i.what != j.what) continue;
        const bool rows = a.table == b.table && a.work && b.work;
        worst = std::max(worst, rows ? static_cast<Order>(1 + std::max(i.reach, j.reach)) : Order::after);
      }
  };
  clash(a.writes, b.reads);
  clash(a.reads, b.writes);
  clash(a.writes, b.writes);
  return worst;
}

void Plan::add(Phase p) {
  p.position = told_++;
  std::size_t earliest = 0;
  for (std::size_t i = passes_.size(); i-- > 0;) {
    Order worst = Order::free;
    for (const Phase& q : passes_[i].phases) worst = std::max(worst, order(q, p));
    if (worst == Order::free) continue;
    earliest = worst == Order::same_row ? i : i + 1;
    break;
  }
  if (p.work)
    for (std::size_t i = earliest; i < passes_.size(); ++i)
      if (passes_[i].table == p.table && passes_[i].sweeps() && (!passes_[i].follows || chains(p, i))) {
        passes_[i].phases.push_back(std::move(p));
        return;
      }
  Pass fresh{p.table, {}, chains(p, passes_.size())};
  fresh.phases.push_back(std::move(p));
  passes_.push_back(std::move(fresh));
}

/// May p, in the pass at `place`, run for one part as soon as the earlier passes of that chain are done with that part?
bool Plan::chains(const Phase& p, std::size_t place) const {
  if (!p.work || p.table->parts() < 2) return false;
  while (place-- > 0) {
    if (passes_[place].table != p.table || !passes_[place].sweeps()) return false;
    for (const Phase& q : passes_[place].phases)
      if (order(q, p) == Order::after) return false;
    if (!passes_[place].follows) return true;
  }
  return false;
}

std::vector<Edge> Plan::edges() const {
  std::vector<Edge> found;
  const std::size_t n = passes_.size();
  std::vector<std::vector<Order>> implied(n, std::vector<Order>(n, Order::free));  // [to][from]
  for (std::size_t to = 0; to < n; ++to)
    for (std::size_t from = to; from-- > 0;) {
      const Order needed = pass_order(passes_[from], passes_[to]);
      if (needed == Order::free || implied[to][from] == Order::after ||
          (implied[to][from] != Order::free && needed != Order::after))
        continue;
      found.push_back({from, to, needed == Order::after ? Order::after : Order::same_part});
      implied[to][from] = std::max(implied[to][from], found.back().order);
      for (std::size_t before = 0; before < from; ++before)
        implied[to][before] = std::max(implied[to][before], along(implied[from][before], found.back().order));
    }
  std::sort(found.begin(), found.end(), [](const Edge& a, const Edge& b) {
    return std::pair{a.from, a.to} < std::pair{b.from, b.to};
  });
  return found;
}

std::vector<const Phase*> Plan::told() const {
  std::vector<const Phase*> all(told_);
  for (const Pass& pass : passes_)
    for (const Phase& p : pass.phases) all[p.position] = &p;
  return all;
}

std::string Plan::text() const {
  std::string lines;
  for (const Pass& pass : passes_) {
    lines += pass.table->name + (pass.follows ? " (part by part):" : ":");
    for (const Phase& p : pass.phases) lines += " " + p.name;
    lines += '\n';
  }
  return lines;
}

std::string Plan::graphviz() const {
  std::string dot = "digraph step {\n  rankdir=TB;\n  node [shape=box, fontname=\"Helvetica\", style=rounded];\n";
  for (std::size_t i = 0; i < passes_.size(); ++i) {
    const Pass& pass = passes_[i];
    dot += "  p" + std::to_string(i) + " [label=\"" + pass.table->name;
    if (pass.table->parts() > 1 && pass.sweeps()) dot += " x " + std::to_string(pass.table->parts());
    dot += "\\n";
    for (const Phase& p : pass.phases) {
      dot += p.name;
      if (p.every.months > 1) dot += " (every " + std::to_string(p.every.months) + " months)";
      dot += "\\l";
    }
    dot += "\"];\n";
  }
  for (const Edge& e : edges())
    dot += "  p" + std::to_string(e.from) + " -> p" + std::to_string(e.to) +
           (e.order == Order::after ? ";\n" : " [style=dashed, label=\"part by part\"];\n");
  return dot + "}\n";
}

}  // namespace trellis
