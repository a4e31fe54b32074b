// From phases told in order to passes: which phases share one sweep over a table, and which pass waits for which.
#pragma once

#include <string>
#include <vector>

#include "engine/step/phase.hpp"

namespace trellis {

/// How much of an earlier phase (pass) must be done: nothing, the same row, the same part, all of it.
enum class Order { free, same_row, same_part, after };

/// Phases over one table that run strip by strip in one sweep.
struct Pass {
  const Table* table;
  std::vector<Phase> phases;
  bool follows = false;       // may run for a part as soon as the passes before it are done with that part
  bool beyond_cache = false;  // its columns exceed the second-level cache
  double cost = 0;            // ns per block, as measured
  bool sweeps() const { return phases.front().work != nullptr; }
};

/// A pass waits for an earlier one: for all of it, or part by part.
struct Edge {
  std::size_t from, to;
  Order order;
};

class Plan {
 public:
  /// Joins the earliest pass over the same table that everything the phase waits for allows.
  void add(Phase phase);
  std::vector<Pass>& passes() { return passes_; }
  const std::vector<Pass>& passes() const { return passes_; }
  /// What each pass must wait for, without what already follows from other edges.
  std::vector<Edge> edges() const;
  /// Phases in the order in which they were told.
  std::vector<const Phase*> told() const;

  std::string text() const;
  std::string graphviz() const;

  static Order order(const Phase& earlier, const Phase& later);

 private:
  bool chains(const Phase& p, std::size_t place) const;
  std::vector<Pass> passes_;
  std::size_t told_ = 0;
};

}  // namespace trellis
