// What shocks do to the nation as a whole this month. Those to clusters, categories and pools stand in their tables.
#pragma once
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

struct ShockTable : Table {
  ShockTable() : Table{"shock"} { resize(1); }
  Column<Ratio> demand_lost{*this, {"demand_lost", "Part of the vehicle market that is lost"}};
  Column<double> exchange_index{*this, {"exchange_index", "Exchange rate over the base year's", "1"}};
  Column<Ratio> tariff{*this, {"tariff", "Duty on parts beyond the law's"}};
  Column<Ratio> credit_withheld{*this, {"credit_withheld", "Part of new loans that the banks withhold"}};
};

}  // namespace trellis
