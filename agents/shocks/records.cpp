#include "agents/shocks/records.hpp"

namespace trellis {

void ShockRecord::describe(Describer& d) {
  d.choice("kind", kind,
           {{"late_imports", ShockKind::late_imports},
            {"import_price", ShockKind::import_price},
            {"output", ShockKind::output},
            {"destruction", ShockKind::destruction},
            {"demand", ShockKind::demand},
            {"tariff", ShockKind::tariff},
            {"exchange_rate", ShockKind::exchange_rate},
            {"credit", ShockKind::credit},
            {"foreign_exit", ShockKind::foreign_exit},
            {"policy_reversal", ShockKind::policy_reversal}},
           "What strikes");
  d("from", from, {.meaning = "First month"});
  d("months", months, {.unit = "months", .least = 1, .most = 1200, .meaning = "How long it lasts"});
  d("depth", depth,
    {.unit = "1",
     .least = -1,
     .most = 10,
     .meaning = "Part that is lost, late or withheld; rise of a price, of the exchange rate, of a tariff; 1 for a "
                "reversal of policy"});
  d("category", category, {.meaning = "Category that it strikes; all where empty"});
  d("cluster", cluster, {.meaning = "Cluster that it strikes; all where empty"});
  const bool is_rise = kind == ShockKind::import_price || kind == ShockKind::exchange_rate || kind == ShockKind::tariff;
  const bool of_category = kind == ShockKind::late_imports || kind == ShockKind::import_price;
  const bool of_pool = kind == ShockKind::output || kind == ShockKind::foreign_exit;
  d.require(category.empty() || of_category || of_pool, "category", "must be empty: this shock strikes all categories");
  d.require(cluster.empty() || of_pool || kind == ShockKind::destruction, "cluster",
            "must be empty: this shock strikes all clusters");
  d.require(is_rise || (depth >= 0 && depth <= 1), "depth", "must be between 0 and 1: it is a part");
}

}  // namespace trellis
