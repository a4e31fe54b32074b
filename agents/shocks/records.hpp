// Shocks of a scenario: what strikes, when, for how long, how deep, and where.
#pragma once

#include <string>
#include <vector>

#include "engine/io/describe.hpp"
#include "engine/state/table.hpp"

namespace trellis {

enum class ShockKind {
  late_imports,
  import_price,
  output,
  destruction,
  demand,
  tariff,
  exchange_rate,
  credit,
  foreign_exit,
  policy_reversal
};

struct ShockRecord {
  ShockKind kind{};
  Month from{};
  int months{};
  double depth{};
  std::string category, cluster;
  void describe(Describer& d);
};

// The same with steps and rows instead of months and names; nowhere stands for all.
struct Shock {
  ShockKind kind{};
  std::int32_t begins = 0, months = 0;
  double depth = 0;
  Row category = nowhere, cluster = nowhere;

  bool strikes(Row of_category, Row of_cluster) const {
    return (category == nowhere || category == of_category) && (cluster == nowhere || cluster == of_cluster);
  }
};
using Shocks = std::vector<Shock>;

}  // namespace trellis
