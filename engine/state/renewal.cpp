#include "engine/state/renewal.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "engine/core/errors.hpp"

namespace trellis {

Renewal::Renewal(Table& table, Column<std::uint32_t>& identity, Column<std::uint8_t>& ended, Column<Row>& asker,
                 Column<std::uint32_t>& origin)
    : table_{table}, identity_{identity}, ended_{ended}, asker_{asker}, origin_{origin} {}

Renewal& Renewal::asked_by(const Column<std::uint32_t>& asks) { return asks_.push_back({&asks, nullptr}), *this; }
Renewal& Renewal::asked_by(const Column<std::uint32_t>& asks, const Column<std::uint32_t>& part) {
  if (&asks.table != &part.table) throw std::logic_error{part.label() + " is not a column of " + asks.table.name};
  return asks_.push_back({&asks, &part}), *this;
}

std::vector<const AnyColumn*> Renewal::reads() const {
  std::vector<const AnyColumn*> all;
  for (const Asks& a : asks_) {
    all.push_back(a.count);
    if (a.part) all.push_back(a.part);
  }
  return all;
}

std::vector<const AnyColumn*> Renewal::writes() const {
  std::vector<const AnyColumn*> all{table_.columns().begin(), table_.columns().end()};
  for (const AnyColumn* key : keys_)
    if (&key->table != &table_) all.push_back(key);
  return all;
}

std::uint32_t Renewal::take_identity() {
  if (next_ == nowhere) throw OverflowError{"no identity is left for a row of " + table_.name};
  return next_++;
}

void Renewal::name_by_asker() {
  first_asker_.clear();
  all_askers_ = 0;
  for (const Asks& a : asks_) {
    first_asker_.push_back(static_cast<std::uint32_t>(all_askers_));
    all_askers_ += a.count->table.extent();
  }
  births_of_asker_ =
      all_askers_ > 0 && next_ < most_identities ? (most_identities - next_) / (most_steps * all_askers_) : 0;
}

std::uint32_t Renewal::identity_of(const Birth& birth, std::uint32_t step, std::uint32_t ordinal) {
  if (first_asker_.empty()) return take_identity();
  if (step >= most_steps || ordinal >= births_of_asker_)
    throw OverflowError{"no identity is left for a row of " + table_.name};
  const std::uint64_t asker = step * all_askers_ + first_asker_[birth.origin] + birth.asker;
  return next_ + static_cast<std::uint32_t>(asker * births_of_asker_ + ordinal);
}

void Renewal::name_rows() {
  table_.each_row([&](std::size_t r) { identity_.raw()[r] = take_identity(); });
}

std::vector<Renewal::Birth> Renewal::births() const {
  std::vector<Birth> all;
  for (std::uint32_t origin = 0; origin < asks_.size(); ++origin) {
    const Asks& a = asks_[origin];
    a.count->table.each_row([&](std::size_t r) {
      const std::uint32_t rows = a.count->raw()[r];
      if (rows == 0) return;
      const std::size_t part = a.part ? a.part->raw()[r] : 0;
      if (part >= table_.parts())
        throw std::logic_error{a.count->label() + " asks for a row in part " + std::to_string(part) + " of " +
                               table_.name};
      all.push_back({part, static_cast<Row>(r), origin, rows});
    });
  }
  return all;
}

/// Moves the last rows of each part into its holes; parts gets the numbers of rows that are left.
std::vector<RowMove> Renewal::fill_holes(std::vector<Part>& parts) {
  std::vector<RowMove> moves;
  for (Part& p : parts) {
    const std::uint8_t* ended = ended_.raw();
    const std::size_t end = p.first + p.rows;
    std::size_t gone = 0;
    for (std::size_t r = p.first; r < end; ++r) gone += ended[r] != 0;
    const std::size_t kept_end = end - gone;
    std::size_t last = end;
    for (std::size_t hole = kept_end; hole-- > p.first;) {
      if (!ended[hole]) continue;
      do --last;
      while (ended[last]);
      moves.push_back({last, hole, 1});
    }
    p.rows -= gone;
  }
  return moves;
}

/// Rows past the ones that are left hold nothing: empty rows are zero everywhere.
void Renewal::forget(const std::vector<Part>& before, const std::vector<Part>& after) {
  for (std::size_t p = 0; p < before.size(); ++p)
    for (AnyColumn* c : table_.columns()) c->clear_rows(after[p].first + after[p].rows, before[p].rows - after[p].rows);
}

void Renewal::relocate(const AnyColumn& key, const std::vector<Row>& to) {
  Row* keys = reinterpret_cast<Row*>(key.bytes().data());
  key.table.each_row([&](std::size_t r) {
    for (std::size_t j = 0; j < key.width; ++j) {
      Row& k = keys[element(r, j, key.width)];
      if (k != nowhere) k = k < to.size() ? to[k] : nowhere;
    }
  });
}

void Renewal::follow_rows(const std::vector<Row>& to) {
  for (const AnyColumn* key : keys_) relocate(*key, to);
}

void Renewal::renew(std::uint32_t step) {
  std::vector<Birth> born = births();
  const std::vector<Part> before = table_.parts_;
  std::vector<Part> parts = before;
  std::vector<RowMove> moves = fill_holes(parts);
  const bool some_ended = !std::equal(parts.begin(), parts.end(), before.begin(),
                                      [](const Part& a, const Part& b) { return a.rows == b.rows; });
  changed_ = some_ended || !born.empty();
  if (!changed_) return;

  std::vector<Row> to(table_.extent());  // where each row is afterwards
  std::iota(to.begin(), to.end(), Row{0});
  if (some_ended) {
    table_.each_row([&](std::size_t r) {
      if (ended_.raw()[r]) to[r] = nowhere;
    });
    for (const RowMove& m : moves) to[m.from] = static_cast<Row>(m.to);
    for (AnyColumn* c : table_.columns()) c->move_rows(moves);
    forget(before, parts);
    table_.count_rows(parts);
  }

  std::vector<std::size_t> wanted(parts.size());
  for (std::size_t p = 0; p < parts.size(); ++p) wanted[p] = parts[p].rows;
  for (const Birth& b : born) wanted[b.part] += b.rows;
  const bool full = std::any_of(parts.begin(), parts.end(), [&](const Part& p) {
    return wanted[static_cast<std::size_t>(&p - parts.data())] > p.room;
  });
  if (full) {
    const std::vector<Part> old = parts;
    std::size_t end = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const std::size_t slack = wanted[p] > parts[p].room ? wanted[p] / 8 + strip : parts[p].room - wanted[p];
      parts[p].first = end;
      parts[p].room = (wanted[p] + slack + strip - 1) / strip * strip;
      end += parts[p].room;
    }
    table_.lay_out(parts);
    for (Row& r : to) {
      if (r == nowhere) continue;
      const auto after =
          std::upper_bound(old.begin(), old.end(), r, [](Row row, const Part& p) { return row < p.first; });
      const auto p = static_cast<std::size_t>(after - old.begin()) - 1;
      r = static_cast<Row>(r - old[p].first + parts[p].first);
    }
  }
  if (some_ended || full) follow_rows(to);
  if (born.empty()) return;

  std::vector<std::size_t> next(parts.size());
  for (std::size_t p = 0; p < parts.size(); ++p) next[p] = parts[p].first + parts[p].rows;
  for (const Birth& b : born) {
    const bool own = &asks_[b.origin].count->table == &table_;  // an asker of this table may have moved, or ended
    for (std::uint32_t n = 0; n < b.rows; ++n) {
      const std::size_t r = next[b.part]++;
      identity_.raw()[r] = identity_of(b, step, n);
      asker_.raw()[r] = own ? to[b.asker] : b.asker;
      origin_.raw()[r] = b.origin;
    }
  }
  for (std::size_t p = 0; p < parts.size(); ++p) parts[p].rows = wanted[p];
  table_.count_rows(std::move(parts));
}

}  // namespace trellis
