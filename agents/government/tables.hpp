// The state as an account. What it decides stands in agents/government/policy.hpp.
#pragma once
#include "engine/core/money.hpp"
#include "engine/state/column.hpp"

namespace trellis {

struct GovernmentTable : Table {
  GovernmentTable() : Table{"government"} { resize(1); }
  Column<Dong> deposits{
      *this,
      {.name = "government_balance", .meaning = "Balance of the government", .unit = "VND", .publish = Publish::point}};
  Column<Dong> before{*this, {"before", "Balance at the beginning of the month", "VND"}};
  Column<Dong> grants_asked{*this, {"grants_asked", "Grants that firms ask for", "VND"}};
  Column<double> granted_share{*this, {"granted_share", "Share of them that is paid"}};
  Column<Dong> grants_paid{*this, {"grants_paid", "Grants paid", "VND"}};
  Column<Dong> programme_left{*this,
                              {"programme_left", "What is left of the year's supporting-industry programme", "VND"}};
};

}  // namespace trellis
