// Households and the rest of the domestic economy as one account: they buy vehicles, earn wages and own the firms.
#pragma once
#include "engine/core/money.hpp"
#include "engine/state/column.hpp"

namespace trellis {

struct HouseholdTable : Table {
  HouseholdTable() : Table{"household"} { resize(1); }
  Column<Dong> deposits{*this,
                        {.name = "household_balance",
                         .meaning = "Balance of households and the rest of the domestic economy",
                         .unit = "VND",
                         .publish = Publish::point}};
  Column<Dong> before{*this, {"before", "Balance at the beginning of the month", "VND"}};
  Column<Dong> estates{*this, {"estates", "Invoices inherited this month from suppliers that left", "VND"}};
  Column<Dong> collected{*this, {"collected", "Inherited invoices paid this month", "VND"}};
  Column<Dong> collected_inputs{*this, {"collected_inputs", "The same by suppliers, for inputs", "VND"}};
  Column<Dong> collected_at_exit{*this, {"collected_at_exit", "The same by suppliers that leave", "VND"}};
  Column<Dong> receivable{*this, {"receivable", "Invoices of suppliers that have left, still to be paid", "VND"}};
};

}  // namespace trellis
