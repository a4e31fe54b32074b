// The transaction matrix: which sectors pay each other, and for what. Every transfer is one call: from, to, đồng, flow.
#pragma once
#include <array>
#include <stdexcept>
#include <string_view>

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
  vehicle_taxes,
  local_parts,
  spare_parts,
  imported_parts,
  parts_duty,
  materials,
  wages,
  home_sales,
  capital_goods,
  research,
  institute_projects,
  institute_wages,
  infrastructure,
  local_content_bonus,
  grants,
  interest,
  new_loans,
  instalments,
  profit_tax,
  dividends,
  foreign_equity,
  domestic_equity,
  liquidation,
  count
};

struct About {
  std::string_view name, meaning;
};
inline constexpr std::array<About, count> about{{
    {"vehicle_sales", "Vehicles before taxes: households to assemblers and, for imported ones, to the world"},
    {"vehicle_taxes", "Duty, excise, value-added tax and registration fee of vehicles"},
    {"local_parts", "Parts of suppliers, paid when their invoices are due"},
    {"spare_parts", "Spare parts bought by households"},
    {"imported_parts", "Imported parts, freight and spot premium"},
    {"parts_duty", "Duty on imported parts"},
    {"materials", "Imported materials of suppliers and of in-house parts"},
    {"wages", "Wages of suppliers and assemblers"},
    {"home_sales", "Surplus of suppliers' sales in their home industries"},
    {"capital_goods", "Investment of suppliers and assemblers"},
    {"research", "Research and certification of suppliers, with what the state adds"},
    {"institute_projects", "Projects with institutes, with what the state adds"},
    {"institute_wages", "Wages of institutes"},
    {"infrastructure", "Public spending on clusters"},
    {"local_content_bonus", "Bonus to assemblers for local parts"},
    {"grants", "Grants to suppliers and budgets of institutes"},
    {"interest", "Interest on loans"},
    {"new_loans", "Loans paid out"},
    {"instalments", "Loans paid back"},
    {"profit_tax", "Profit tax"},
    {"dividends", "Dividends of firms and banks"},
    {"foreign_equity", "Equity of foreign owners in their plants"},
    {"domestic_equity", "Equity of households in new firms"},
    {"liquidation", "Capital sold, debts paid and rest paid out when firms leave"},
}};
}  // namespace flow

// Opens the books: sectors and flows in the order of the enumerations.
void open_books(Economy& e);
// Net worth of every firm against what moved it; the bank's dividend.
void tell_accounts(Step& step, Economy& e);
// The identities of section 3.8 of agents/ODD.md, at the end of a month, once. Sets the published residual to what they
// leave over; throws AccountingError that names the first one that does not hold.
void check_accounts(Economy& e);
// The month's transaction matrix, public receipts and public cost.
void publish_accounts(Economy& e);

class AccountingError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace trellis
