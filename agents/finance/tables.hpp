// The banking sector as one balance sheet.
#pragma once
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

struct BankTable : Table {
  BankTable() : Table{"bank"} { resize(1); }
  // Equity less loans: what the bank owes its depositors, with a minus sign. Lending and repayment move it, write-offs
  // do not.
  Column<Dong> position{*this, {"position", "Equity less loans", "VND"}};
  Column<Dong> equity{
      *this,
      {.name = "bank_equity", .meaning = "Equity of the banking sector", .unit = "VND", .publish = Publish::point}};
  Column<Dong> loans_of_suppliers{*this, {"loans_of_suppliers", "Loans to suppliers", "VND"}};
  Column<Dong> loans_of_assemblers{*this, {"loans_of_assemblers", "Loans to assemblers", "VND"}};
  Column<Dong> loans_before{*this, {"loans_before", "All loans at the beginning of the month", "VND"}};
  Column<Dong> loans_asked{*this, {"loans_asked", "Loans that suppliers would get by their own standing", "VND"}};
  Column<Ratio> lending_share{
      *this,
      {.name = "lending_share", .meaning = "Part of them that the banks' capital bears", .publish = Publish::point}};
};

}  // namespace trellis
