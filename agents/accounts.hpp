// The transaction matrix: which sectors pay each other, and for what. Every transfer is one call: from, to, đồng, flow.
#pragma once
#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "agents/government/programmes.hpp"
#include "engine/step/ledger.hpp"

namespace trellis {

class Economy;
class Step;

namespace sector {
enum : Sector { suppliers, assemblers, institutes, government, bank, households, world, count };
inline constexpr std::array<std::string_view, count> names{"suppliers", "assemblers", "institutes", "government",
                                                           "bank",      "households", "world"};
}  // namespace sector

namespace flow {
enum : Flow {
  vehicle_sales,
  vehicle_exports,
  vehicle_credits,
  vehicle_duty,  // the four taxes on a vehicle, in the order of VehicleTaxes
  excise,
  value_added_tax,
  registration_fee,
  local_parts,
  local_inputs,
  spare_parts,
  imported_parts,
  parts_duty,
  materials,
  wages,
  home_sales,
  exports,
  capital_goods,
  repairs,
  research,
  institute_projects,
  institute_wages,
  training_budgets,
  interest,
  new_loans,
  instalments,
  profit_tax,
  guarantee_fees,
  dividends,
  foreign_equity,
  domestic_equity,
  liquidation,
  programmes,  // from here on what the state pays, in the order of agents/government/programmes.hpp
  count = programmes + static_cast<Flow>(programme::count)
};

/// The row of the matrix in which the state pays for a programme.
constexpr Flow of(std::size_t programme) { return programmes + static_cast<Flow>(programme); }

// What the state takes, in the order of the axis `revenue`.
inline constexpr std::array revenues{vehicle_duty, excise,     value_added_tax, registration_fee,
                                     parts_duty,   profit_tax, guarantee_fees};

using About = programme::About;
inline constexpr std::array<About, programmes> of_the_market{{
    {"vehicle_sales", "Vehicles before taxes: households to assemblers and, for imported ones, to the world"},
    {"vehicle_exports", "Exported vehicles: the world to assemblers"},
    {"vehicle_credits",
     "Credits for battery vehicles, cleared through the government: from buyers of others to theirs"},
    {"vehicle_duty", "Customs duty on imported vehicles"},
    {"excise", "Special consumption tax on vehicles"},
    {"value_added_tax", "Value-added tax on vehicles"},
    {"registration_fee", "Registration fee of vehicles"},
    {"local_parts", "Parts of suppliers, paid when their invoices are due"},
    {"local_inputs", "Inputs that suppliers buy of each other, paid when their invoices are due"},
    {"spare_parts", "Spare parts bought by households"},
    {"imported_parts", "Imported parts, freight and spot premium"},
    {"parts_duty", "Duty on imported parts"},
    {"materials", "Imported materials and inputs of suppliers and of in-house parts"},
    {"wages", "Wages of suppliers and assemblers"},
    {"home_sales", "Surplus of suppliers' sales in their home industries"},
    {"exports", "Parts that suppliers export"},
    {"capital_goods", "Investment of suppliers and assemblers"},
    {"repairs", "Assemblers' plants that are rebuilt after a storm"},
    {"research", "Research, certification, moves and export entry of suppliers, with what the state adds"},
    {"institute_projects", "What firms pay for projects with institutes"},
    {"institute_wages", "Wages of institutes"},
    {"training_budgets", "Public budgets of training establishments for the places of the start"},
    {"interest", "Interest on loans"},
    {"new_loans", "Loans paid out"},
    {"instalments", "Loans paid back"},
    {"profit_tax", "Profit tax"},
    {"guarantee_fees", "Fees of suppliers for guaranteed loans"},
    {"dividends", "Dividends of firms and banks"},
    {"foreign_equity", "Equity of foreign owners in their plants"},
    {"domestic_equity", "Equity of households in new firms"},
    {"liquidation", "Capital sold, debts paid and rest paid out when firms leave"},
}};
inline constexpr std::array<About, count> about = [] {
  std::array<About, count> all{};
  std::ranges::copy(of_the_market, all.begin());
  std::ranges::copy(programme::about, all.begin() + programmes);
  return all;
}();
}  // namespace flow

// Opens the books: sectors and flows in the order of the enumerations.
void open_books(Economy& e);
// Net worth of every firm against what moved it; the bank's dividend.
void tell_accounts(Step& step, Economy& e);
// The identities of section 3.8 of agents/ODD.md, at the end of a month, once. Sets the published residual to what they
// leave over; throws AccountingError that names the first one that does not hold.
void check_accounts(Economy& e);
// The month's transaction matrix; public receipts and public cost, each by its row.
void publish_accounts(Economy& e);

class AccountingError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace trellis
