#include "engine/step/ledger.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "engine/core/errors.hpp"

namespace trellis {

Sector Ledger::sector(std::string_view name, Table& table, Column<Dong>& balance) {
  if (&balance.table != &table) throw std::logic_error{balance.label() + " is not a column of " + table.name};
  sectors_.push_back({std::string{name}, &table, &balance, false, {}});
  lanes_.clear();
  return static_cast<Sector>(sectors_.size() - 1);
}

Flow Ledger::flow(std::string_view name, std::string_view meaning) {
  flows_.push_back({std::string{name}, std::string{meaning}});
  lanes_.clear();
  return static_cast<Flow>(flows_.size() - 1);
}

bool Ledger::touches(const Table& other) const {
  return std::any_of(sectors_.begin(), sectors_.end(), [&](const SectorBook& s) { return s.table == &other; });
}

bool Ledger::open(const Table& sector_table) const {
  for (Sector s = 0; s < sectors_.size(); ++s) {
    if (sectors_[s].table != &sector_table) continue;
    if (std::any_of(sectors_[s].pending.begin(), sectors_[s].pending.end(), [](std::int64_t v) { return v != 0; }))
      return true;
    for (const Lane& l : lanes_)
      if (std::any_of(l.busy[s].begin(), l.busy[s].end(), [](WideDong v) { return v != WideDong{}; })) return true;
  }
  return false;
}

WideDong Ledger::waiting(Account account) const {
  const SectorBook& book = sectors_[account.sector];
  WideDong all;
  if (!book.busy) return account.row < book.pending.size() ? WideDong{Dong{book.pending[account.row]}} : all;
  for (const Lane& l : lanes_)
    if (account.row < l.busy[account.sector].size()) all += l.busy[account.sector][account.row];
  return all;
}

WideDong Ledger::waiting(Flow flow, Sector sector) const {
  WideDong all;
  for (const Lane& l : lanes_) all += l.flows[flow * sectors_.size() + sector];
  return all;
}

void Ledger::prepare(std::size_t lanes) {
  if (lanes_.size() < lanes) {
    const bool first_time = lanes_.empty();
    lanes_.resize(lanes);
    if (first_time)
      for (SectorBook& s : sectors_) s.busy = s.table->rows() <= busy_rows;
    matrix_.resize(sectors_.size() * flows_.size());
  }
  for (Sector s = 0; s < sectors_.size(); ++s) {
    SectorBook& book = sectors_[s];
    const std::size_t rows = book.table->extent();
    if (!book.busy && book.pending.size() < rows) book.pending.resize(rows);
  }
  for (Lane& l : lanes_) {
    l.flows.resize(matrix_.size()), l.busy.resize(sectors_.size());
    for (Sector s = 0; s < sectors_.size(); ++s)
      if (sectors_[s].busy && l.busy[s].size() < sectors_[s].table->extent())
        l.busy[s].resize(sectors_[s].table->extent());
  }
}

void Ledger::reset() { std::fill(matrix_.begin(), matrix_.end(), WideDong{}); }

void Ledger::move(Lane& mine, Account account, Dong amount) {
  SectorBook& s = sectors_[account.sector];
  if (s.busy)
    mine.busy[account.sector][account.row] += amount;
  else
    std::atomic_ref{s.pending[account.row]}.fetch_add(amount.value, std::memory_order_relaxed);
}

void Ledger::pay(Account from, Account to, Dong amount, Flow flow) {
#ifdef TRELLIS_CHECKED
  for (const Account a : {from, to})
    if (a.sector >= sectors_.size() || a.row >= sectors_[a.sector].table->extent() || flow >= flows_.size())
      throw std::logic_error{"a payment by flow " + std::to_string(flow) + " names sector " + std::to_string(a.sector) +
                             ", row " + std::to_string(a.row) + ", which is not there"};
#endif
  if (amount == Dong{}) return;
  Lane& mine = lanes_[lane];
  mine.used = true;
  move(mine, from, -amount);
  move(mine, to, amount);
  mine.flows[flow * sectors_.size() + from.sector] -= amount;
  mine.flows[flow * sectors_.size() + to.sector] += amount;
}

void Ledger::settle_sector(Sector s) {
  SectorBook& book = sectors_[s];
  WideDong moved;
  const auto apply = [&](std::size_t row, WideDong change) {
    if (change == WideDong{}) return;
    Dong& balance = book.balance->raw()[row];
    const WideDong after = WideDong{balance} + change;
    balance = narrow(after);
    moved += change;
  };
  if (book.busy) {
    for (std::size_t row = 0; row < book.table->extent(); ++row)
      for (Lane& l : lanes_)
        if (row < l.busy[s].size()) apply(row, std::exchange(l.busy[s][row], WideDong{}));
  } else {
    for (std::size_t row = 0; row < book.pending.size(); ++row)
      if (book.pending[row] != 0) apply(row, Dong{std::exchange(book.pending[row], 0)});
  }
  WideDong booked_flows;
  for (Flow f = 0; f < flows_.size(); ++f) booked_flows += settling_[f * sectors_.size() + s];
  if (!(moved == booked_flows))
    throw OverflowError{"the balances of " + book.name + " moved by another amount than its flows: one overflowed"};
}

void Ledger::settle() {
  if (std::none_of(lanes_.begin(), lanes_.end(), [](const Lane& l) { return l.used; })) return;
  settling_.assign(matrix_.size(), WideDong{});
  for (Lane& l : lanes_) {
    for (std::size_t i = 0; i < l.flows.size(); ++i) settling_[i] += std::exchange(l.flows[i], WideDong{});
    l.used = false;
  }
  for (Flow f = 0; f < flows_.size(); ++f) {
    WideDong all;
    for (Sector s = 0; s < sectors_.size(); ++s) all += settling_[f * sectors_.size() + s];
    if (!(all == WideDong{})) throw std::logic_error{"the flow '" + flows_[f].name + "' does not sum to zero"};
  }
  for (Sector s = 0; s < sectors_.size(); ++s) settle_sector(s);
  for (std::size_t i = 0; i < matrix_.size(); ++i) matrix_[i] += settling_[i];
}

}  // namespace trellis
