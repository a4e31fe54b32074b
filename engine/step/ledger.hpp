// Money moved by phases that run in parallel: every payment has a payer, a payee and a flow, and settles later.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/money.hpp"
#include "engine/step/access.hpp"

namespace trellis {

using Sector = std::uint32_t;  // in the order in which the ledger was told of them
using Flow = std::uint32_t;    // likewise

struct Account {
  Sector sector;
  Row row;
};

/// Double entry in whole đồng. Payments collect beside the balances, which move only when the ledger is settled: a
/// balance read before that is the opening balance. Integer sums are exact in any order, so that the totals have the
/// same bits for any number of threads. The transaction matrix adds up what each sector got by each flow since the
/// month began.
class Ledger final : public Resource {
 public:
  static constexpr std::size_t busy_rows = 64;  // tables this small (state, banks, world) collect per thread

  /// Row r of the table has the account {sector, r}; payments between sectors move `balance` of their rows.
  Sector sector(std::string_view name, Table& table, Column<Dong>& balance);
  Flow flow(std::string_view name, std::string_view meaning = {});

  void pay(Account from, Account to, Dong amount, Flow flow);
  /// Moves the balances. Throws OverflowError where one leaves 64 bits, std::logic_error where a flow does not sum to
  /// zero.
  void settle();

  /// What the sector got by the flow in this month, less what it paid; every flow sums to zero over the sectors.
  WideDong matrix(Flow flow, Sector sector) const { return matrix_[flow * sectors_.size() + sector]; }
  std::size_t sectors() const { return sectors_.size(); }
  std::size_t flows() const { return flows_.size(); }
  const std::string& sector_name(Sector s) const { return sectors_[s].name; }
  const std::string& flow_name(Flow f) const { return flows_[f].name; }
  const std::string& flow_meaning(Flow f) const { return flows_[f].meaning; }
  const Column<Dong>& balance(Sector s) const { return *sectors_[s].balance; }
  const Table& table(Sector s) const { return *sectors_[s].table; }
  /// Empties the matrix; the step does it at the beginning of each month.
  void reset();

  std::string label() const override { return "ledger"; }
  bool touches(const Table& other) const override;
  /// Whether payments to rows of the table wait to be settled.
  bool open(const Table& sector_table) const;
  /// What waits to be settled: of a row's balance, of the matrix.
  WideDong waiting(Account account) const;
  WideDong waiting(Flow flow, Sector sector) const;
  /// For the engine: room for so many threads, and for the rows that the tables have by now.
  void prepare(std::size_t lanes);

 private:
  struct SectorBook {
    std::string name;
    Table* table;
    Column<Dong>* balance;
    bool busy;
    std::vector<std::int64_t> pending;  // of tables that are not busy
  };
  struct FlowBook {
    std::string name, meaning;
  };
  struct alignas(128) Lane {
    std::vector<std::vector<WideDong>> busy;  // by sector and row
    std::vector<WideDong> flows;              // by flow and sector
    bool used = false;
  };
  void move(Lane& mine, Account account, Dong amount);
  void settle_sector(Sector s);

  std::vector<SectorBook> sectors_;
  std::vector<FlowBook> flows_;
  std::vector<WideDong> matrix_, settling_;
  std::vector<Lane> lanes_;
};

/// What an equation pays with: the account of its own row. Negative amounts flow back.
class Teller {
 public:
  Teller(Ledger& ledger, Account own) : ledger_{&ledger}, own_{own} {}
  void to(Account payee, Dong amount, Flow flow) const { ledger_->pay(own_, payee, amount, flow); }
  void from(Account payer, Dong amount, Flow flow) const { ledger_->pay(payer, own_, amount, flow); }
  /// Between two other accounts, such as a contract's buyer and its supplier.
  void between(Account payer, Account payee, Dong amount, Flow flow) const { ledger_->pay(payer, payee, amount, flow); }
  Account own() const { return own_; }

 private:
  Ledger* ledger_;
  Account own_;
};

struct Pays {
  Ledger* ledger;
  Sector sector;
  struct View {
    Ledger* ledger;
    Account first;
    Teller operator[](std::size_t k) const { return {*ledger, {first.sector, first.row + static_cast<Row>(k)}}; }
  };
  void open(View& v, const Clock&, std::size_t first, std::size_t) const {
    v.ledger = ledger, v.first = {sector, static_cast<Row>(first)};
  }
  void note(Accesses& a) const { a.push_back({ledger, Access::row}); }
};
struct Booked {
  const Ledger* ledger;
  struct View {
    const Ledger* ledger;
    const Ledger& operator[](std::size_t) const { return *ledger; }
  };
  void open(View& v, const Clock&, std::size_t, std::size_t) const { v.ledger = ledger; }
  void note(Accesses& a) const { a.push_back({ledger, Access::table}); }
};

/// The right to pay in this phase, as rows of that sector; the argument is a Teller.
inline Pays pays(Ledger& ledger, Sector sector) { return {&ledger, sector}; }
/// The right to pay between other accounts: Teller::between(...) only.
inline Pays pays(Ledger& ledger) { return {&ledger, 0}; }
/// The transaction matrix as settled so far; the argument is a const Ledger&.
inline Booked booked(const Ledger& ledger) { return {&ledger}; }

}  // namespace trellis
