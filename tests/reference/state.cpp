// Steps a scenario and writes what every phase wrote, for the reference in Python to be held against.
//   reference_state SCENARIO MONTHS SEED OUT [A.B=VALUE ...]
// The file is a header (length, JSON) and records: step, phase (-1: the whole state, after the start and at each
// month's end), number of arrays; each of them what it is, its number, its bytes.
#include <fmt/format.h>

#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>

#include "tests/runs/economy.hpp"

namespace trellis {
namespace {

std::string in_quotes(std::string_view text) {
  std::string all = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') all += '\\';
    if (c == '\n')
      all += "\\n";
    else
      all += c;
  }
  return all + '"';
}

/// Any description as JSON: months as their number since January of year 0, schedules as their steps.
class AsJson final : public Describer {
 public:
  std::string text;

 private:
  void key(std::string_view name) {
    if (!text.empty() && text.back() != '{' && text.back() != '[') text += ',';
    if (!name.empty()) text += in_quotes(name) + ':';
  }
  static std::string of(double v) { return fmt::format("{}", v); }
  static std::string of(Month m) { return fmt::format("{}", m.year() * 12 + m.month() - 1); }
  static std::string of(const Schedule& s) {
    if (s.constant()) return fmt::format("{{\"schedule\":{}}}", s.at(Month{}));
    std::string steps;
    for (const ScheduleStep& step : s.steps())
      steps += fmt::format("{}{{\"from\":{},\"value\":{},\"ramp\":{},\"cluster\":{},\"category\":{},\"owner\":{}}}",
                           steps.empty() ? "" : ",", of(step.from), step.value, step.ramp_months,
                           in_quotes(step.target.cluster), in_quotes(step.target.category), in_quotes(step.target.owner));
    return "{\"schedule\":[" + steps + "]}";
  }
  template <class Range>
  static std::string list_of(const Range& values) {
    std::string all;
    for (const auto& v : values) {
      all += all.empty() ? "" : ",";
      if constexpr (std::is_convertible_v<decltype(v), std::string_view>)
        all += in_quotes(v);
      else
        all += of(v);
    }
    return '[' + all + ']';
  }
  void value(std::string_view name, Field field, const Spec&) override {
    key(name);
    std::visit(
        [&](auto f) {
          using F = decltype(f);
          if constexpr (std::is_same_v<F, std::span<double>>)
            text += list_of(f);
          else if constexpr (std::is_same_v<F, std::vector<double>*> || std::is_same_v<F, std::vector<std::string>*>)
            text += list_of(*f);
          else if constexpr (std::is_same_v<F, std::string*>)
            text += in_quotes(*f);
          else if constexpr (std::is_same_v<F, bool*>)
            text += *f ? "true" : "false";
          else if constexpr (std::is_same_v<F, double*> || std::is_same_v<F, Month*> || std::is_same_v<F, Schedule*>)
            text += of(*f);
          else
            text += fmt::format("{}", *f);
        },
        field);
  }
  std::size_t choose(std::string_view name, std::size_t chosen, std::span<const std::string_view> names,
                     std::string_view) override {
    key(name);
    text += in_quotes(names[chosen]);
    return chosen;
  }
  bool enter(std::string_view name, std::string_view) override { return key(name), text += '{', true; }
  void leave() override { text += '}'; }
  Records open(std::string_view name, std::string_view, std::string_view, std::size_t present) override {
    return key(name), text += '[', Records{Records::all, present};
  }
  bool enter_record(std::size_t) override { return key({}), text += '{', true; }
  void leave_record() override { text += '}'; }
  void close() override { text += ']'; }
};

std::string as_json(Scenario scenario) {
  AsJson json;
  json.text = "{";
  scenario.describe(json);
  return json.text + '}';
}

enum What : std::uint32_t { a_column, a_layout, an_index, waiting_rows, waiting_flows, settled_flows, an_identity };

class Writer {
 public:
  Writer(Economy& e, const std::string& path) : e_{e}, out_{path, std::ios::binary}, tables_{all_tables(e)} {
    for (const Table* t : tables_)
      for (const AnyColumn* c : t->columns()) number_[c] = static_cast<std::uint32_t>(columns_.size()), columns_.push_back(c);
  }
  bool good() const { return out_.good(); }

  void header() {
    std::string tables, phases, flows, list;
    for (const Table* t : tables_) {
      std::string columns;
      for (const AnyColumn* c : t->columns())
        columns += fmt::format("{}{{\"name\":{},\"type\":{},\"width\":{},\"bytes\":{},\"passing\":{}}}",
                               columns.empty() ? "" : ",", in_quotes(c->name), static_cast<int>(c->type), c->width,
                               c->element_bytes, c->life == Life::passing);
      tables += fmt::format("{}{{\"name\":{},\"first_id\":{},\"columns\":[{}]}}", tables.empty() ? "" : ",",
                            in_quotes(t->name), t->first_id, columns);
    }
    const auto quote_all = [](const std::vector<std::string>& names) {
      std::string all;
      for (const std::string& n : names) all += (all.empty() ? "" : ",") + in_quotes(n);
      return all;
    };
    for (const PhaseInfo& p : e_.month().phases())
      phases += fmt::format("{}{{\"name\":{},\"every\":{},\"reads\":[{}],\"writes\":[{}]}}", phases.empty() ? "" : ",",
                            in_quotes(p.name), p.every.months, quote_all(p.reads), quote_all(p.writes));
    for (Flow f = 0; f < e_.book.flows(); ++f) flows += (f ? "," : "") + in_quotes(e_.book.flow_name(f));
    const std::string all = fmt::format(
        "{{\"seed\":{},\"replica\":{},\"tables\":[{}],\"phases\":[{}],\"flows\":[{}],\"scenario\":{}}}",
        e_.clock().seed, e_.clock().replica, tables, phases, flows, as_json(e_.scenario));
    const std::uint64_t bytes = all.size();
    out_.write(reinterpret_cast<const char*>(&bytes), sizeof bytes);
    out_.write(all.data(), static_cast<std::streamsize>(all.size()));
  }

  /// What a phase wrote; where it pays, what waits in the ledger then.
  void phase(const Phase& p) {
    begin(static_cast<std::int32_t>(p.position));
    note_layouts();
    bool ledger = false;
    for (const Access& a : p.writes) {
      if (const auto* c = dynamic_cast<const AnyColumn*>(a.what)) note(*c);
      if (const auto* i = dynamic_cast<const Index*>(a.what)) note(*i);
      ledger |= a.what == &e_.book;
    }
    for (const Access& a : p.reads) ledger |= a.what == &e_.book;
    if (ledger) note_ledger();
    end();
  }

  void state() {
    begin(-1);
    note_layouts();
    for (const AnyColumn* c : columns_)
      if (c->life == Life::state) note(*c);
    std::uint32_t number = 0;
    for (const Renewal* r : {&e_.suppliers, &e_.contracts, &e_.projects}) {
      const std::uint32_t next = r->next_identity();
      put(an_identity, number++, &next, sizeof next);
    }
    end();
  }

 private:
  void begin(std::int32_t phase) { arrays_ = 0, buffer_.clear(), phase_ = phase; }
  void put(std::uint32_t what, std::uint32_t number, const void* data, std::size_t bytes) {
    const std::uint32_t head[2] = {what, number};
    const std::uint64_t length = bytes;
    buffer_.append(reinterpret_cast<const char*>(head), sizeof head);
    buffer_.append(reinterpret_cast<const char*>(&length), sizeof length);
    buffer_.append(static_cast<const char*>(data), bytes);
    ++arrays_;
  }
  void end() {
    const std::uint32_t head[3] = {e_.clock().step, static_cast<std::uint32_t>(phase_), arrays_};
    out_.write(reinterpret_cast<const char*>(head), sizeof head);
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  }
  void note(const AnyColumn& c) {
    std::vector<std::byte> rows(c.table.rows() * c.bytes_per_row());
    c.copy_rows(rows.data());
    put(a_column, number_.at(&c), rows.data(), rows.size());
  }
  void note_layouts() {
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
      const auto [known, fresh] = generation_.try_emplace(tables_[t], tables_[t]->generation());
      if (!fresh && known->second == tables_[t]->generation()) continue;
      known->second = tables_[t]->generation();
      std::vector<std::uint64_t> parts;
      for (std::size_t p = 0; p < tables_[t]->parts(); ++p)
        for (const std::size_t n : {tables_[t]->part(p).first, tables_[t]->part(p).rows, tables_[t]->part(p).room})
          parts.push_back(n);
      put(a_layout, t, parts.data(), parts.size() * sizeof(std::uint64_t));
    }
  }
  /// For each row of the target how many point to it, and which row and slot each of them is.
  void note(const Index& index) {
    std::vector<std::uint32_t> all;
    const auto table = [&](const Table* t) {
      return static_cast<std::uint32_t>(std::find(tables_.begin(), tables_.end(), t) - tables_.begin());
    };
    all.push_back(table(index.source())), all.push_back(table(index.target())), all.push_back(index.width());
    index.target()->each_row([&](std::size_t row) {
      all.push_back(index.count(row));
      for (std::uint32_t i = index.start[row]; i != index.start[row + 1]; ++i)
        all.push_back(index.row_of(index.item[i])), all.push_back(index.slot_of(index.item[i]));
    });
    const std::string label = index.label();
    std::uint32_t position = 0;
    while (e_.month().phases()[position].name != label) ++position;  // the first phase that builds it names it
    put(an_index, position, all.data(), all.size() * sizeof(std::uint32_t));
  }
  void note_ledger() {
    const auto sectors_of = static_cast<Sector>(e_.book.sectors());
    for (Sector s = 0; s < sectors_of; ++s) {
      std::vector<std::int64_t> rows;
      e_.book.table(s).each_row(
          [&](std::size_t r) { rows.push_back(narrow(e_.book.waiting(Account{s, static_cast<Row>(r)})).value); });
      put(waiting_rows, s, rows.data(), rows.size() * sizeof(std::int64_t));
    }
    std::vector<std::int64_t> open, settled;
    for (Flow f = 0; f < e_.book.flows(); ++f)
      for (Sector s = 0; s < sectors_of; ++s) {
        open.push_back(narrow(e_.book.waiting(f, s)).value);
        settled.push_back(narrow(e_.book.matrix(f, s)).value);
      }
    put(waiting_flows, 0, open.data(), open.size() * sizeof(std::int64_t));
    put(settled_flows, 0, settled.data(), settled.size() * sizeof(std::int64_t));
  }

  Economy& e_;
  std::ofstream out_;
  std::vector<const Table*> tables_;
  std::vector<const AnyColumn*> columns_;
  std::map<const AnyColumn*, std::uint32_t> number_;
  std::map<const Table*, std::uint64_t> generation_;
  std::string buffer_;
  std::uint32_t arrays_ = 0;
  std::int32_t phase_ = 0;
};

int run(int count, char** words) {
  if (count < 5) return std::cerr << "usage: reference_state SCENARIO MONTHS SEED OUT [A.B=VALUE ...]\n", 2;
  Scenario scenario;
  read(Document::load(words[1], {}, Settings(words + 5, words + count)), scenario);
  const int months = std::atoi(words[2]);
  if (months > scenario.months()) return std::cerr << words[1] << " ends after " << scenario.months() << " months\n", 2;
  Economy e{std::move(scenario), static_cast<std::uint32_t>(std::atoi(words[3]))};
  Writer writer{e, words[4]};
  writer.header();
  writer.state();
  for (int month = 0; month < months; ++month) {
    e.step([&](const Phase& done) { writer.phase(done); });
    writer.state();
  }
  return writer.good() ? 0 : (std::cerr << words[4] << " cannot be written\n", 3);
}

}  // namespace
}  // namespace trellis

int main(int count, char** words) {
  try {
    return trellis::run(count, words);
  } catch (const std::exception& wrong) {
    std::cerr << wrong.what() << '\n';
    return 1;
  }
}
