// One step (month) of the model: phases told in order; passes, and the graph that runs them, are derived.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/state/index.hpp"
#include "engine/state/renewal.hpp"
#include "engine/state/trace.hpp"
#include "engine/step/access.hpp"
#include "engine/step/grouped.hpp"
#include "engine/step/ledger.hpp"
#include "engine/step/phase.hpp"
#include "engine/step/plan.hpp"
#include "engine/step/ranges.hpp"

namespace trellis {

/// A phase as documents and tests see it; "supplier.output" names a column.
struct PhaseInfo {
  std::string name, table;
  std::vector<std::string> reads, writes;
  Every every;
};

class Runner;

/// The order in which phases are told is the order that readers see and that results follow; what does not depend on
/// each other may run at the same time. Telling a phase throws std::logic_error that names phase and column when it
/// writes what other rows of it read, or reads a column of another table as if it were its own.
class Step {
 public:
  explicit Step(Clock& clock);
  ~Step();
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

  bool alone = false;         // an ensemble fills the machine: this world keeps to its thread
  bool always_share = false;  // also months that are too small to gain by it (tests)

  /// equation(own and other values read..., values written&...) for every row of the table.
  template <class... R, class... T, class F>
  void each(std::string name, Table& table, std::tuple<R...> in, std::tuple<Column<T>*...> out, F equation,
            Every every = {}) {
    static_assert(std::is_empty_v<F>, "an equation captures nothing: list what it needs in reads(...)");
    using Body = Equation<F, std::tuple<R...>, std::tuple<Column<T>*...>>;
    Phase p = strips<Body>(std::move(name), table, every, std::make_shared<Body>(Body{in, out, equation}));
    note(p.reads, in);
    std::apply([&](auto*... w) { (p.writes.push_back({w, Access::row}), ...); }, out);
    refuse(p);
    tell(std::move(p));
  }

  /// The sum over all rows of a table, into row 0 of another.
  template <class Total, class T>
  void sum(std::string name, Column<Total>& total, const Column<T>& value, Every every = {}) {
    using Body = Sum<Total, T>;
    auto body = std::make_shared<Body>(Body{&value, {}});
    Phase p = strips<Body>(std::move(name), value.table, every, body);
    p.reads.push_back({&value, Access::row});
    p.writes.push_back({&total, Access::table});
    p.before = [body](std::size_t blocks) { body->lanes.assign(blocks * 8, Total{}); };
    p.after = [body, &total] { total.set(0, body->total()); };
    refuse(p);
    tell(std::move(p));
  }

  /// Sums by key: each row of the total's table gets the sum over the rows whose key points to it. With a key of slots,
  /// slot j of the value goes where slot j of the key points. Keys `nowhere` are left out.
  template <class Total, class Key, class T>
  void sum(std::string name, Column<Total>& total, const Column<Key>& key, const Column<T>& value, Every every = {}) {
    if (&key.table != &value.table) throw std::logic_error{name + ": key and value are of different tables"};
    auto body = std::make_shared<GroupedSum<Total, Key, T>>(&total, &key, &value);
    whole(
        std::move(name), value.table, everywhere(key, value), everywhere(total),
        [this, body] {
          body->begin();
          share(body->chunks(), [&](std::size_t chunk) { body->add_up(chunk); });
          body->finish();
        },
        every);
  }

  /// (Re)builds an index of the rows of key's table by the row of `target` that they point to.
  template <class Key>
  void index(std::string name, Index& built, const Table& target, const Column<Key>& key, Every every = {}) {
    built.name(name);
    whole(
        std::move(name), key.table, everywhere(key), everywhere(built),
        [&built, &target, &key] { built.build(target, key); }, every);
  }
  /// Likewise, in descending order of a priority of the rows (or slots) that point.
  template <class Key, class T>
  void index(std::string name, Index& built, const Table& target, const Column<Key>& key, const Column<T>& priority,
             Every every = {}) {
    built.name(name);
    whole(
        std::move(name), key.table, everywhere(key, priority), everywhere(built),
        [&built, &target, &key, &priority] { built.build(target, key, priority); }, every);
  }

  /// equation(own..., shared&..., item..., item_out&...) for each row and each item that points to it, in the order of
  /// the index: how the rows that point here share what is scarce here. Columns of `items` and `items_out` belong to
  /// the pointing table; where its key has slots, items_out takes at_slot(...) only.
  template <class... R, class... S, class... P, class... W, class F>
  void resolve(std::string name, Table& table, const Index& pointing, std::tuple<R...> own,
               std::tuple<Column<S>*...> scarce, std::tuple<P...> item, std::tuple<W...> out, F equation,
               Every every = {}) {
    static_assert(std::is_empty_v<F>, "an equation captures nothing: list what it needs in reads(...)");
    using Body = Resolution<F, std::tuple<R...>, std::tuple<Column<S>*...>, std::tuple<P...>, std::tuple<W...>>;
    Phase p =
        strips<Body>(name, table, every, std::make_shared<Body>(Body{&pointing, own, scarce, item, out, equation}));
    note(p.reads, own);
    std::apply([&](auto*... w) { (p.writes.push_back({w, Access::row}), ...); }, scarce);
    note(p.writes, out);
    refuse(p);
    p.reads.push_back({&pointing, Access::row});
    note(p.reads, item);  // after the check: an item may read what it writes itself
    constexpr bool whole_values = !(is_at_slot<W> && ...);
    p.before = [&pointing, name, whole_values](std::size_t) {
      if (whole_values && pointing.width() > 1)
        throw std::logic_error{name + " writes whole rows of items that point by several slots; use at_slot(...)"};
    };
    tell(std::move(p));
  }

  /// Rows of a table begin and end here; everything that touches the table waits.
  void renew(std::string name, Renewal& renewal, Every every = {});
  /// Balances move here by what was paid since the last settlement.
  void settle(std::string name, Ledger& ledger, Every every = {});
  /// Anything else that must see whole tables.
  void whole(std::string name, const Table& table, Accesses in, Accesses out, std::function<void()> work,
             Every every = {});
  /// Accesses of whole columns, for whole(...).
  template <class... C>
  static Accesses everywhere(const C&... resources) {
    return {Access{&resources, Access::table}...};
  }

  /// One month; then the clock moves on. What an equation throws leaves it as it is: the first in the order of phases
  /// and rows, whatever the threads. The state is then that of a broken month.
  void run();
  /// The same month phase by phase, with the hash of every column that a phase wrote; same bits as run().
  void trace(Trace& trace);
  /// An onlooker of a month that is run phase by phase: called once each phase that acts is done, before the next.
  using Watch = std::function<void(const Phase& done)>;
  /// The same month phase by phase under its eyes; same bits as run().
  void watch(const Watch& onlooker);

  std::string passes() const { return plan_.text(); }
  std::string graphviz() const { return plan_.graphviz(); }
  std::vector<PhaseInfo> phases() const;
  const Plan& plan() const { return plan_; }
  const Clock& clock() const { return clock_; }
  /// How many different threads have worked on blocks of rows in the months that were shared out.
  std::size_t workers() const;

 private:
  template <class Body>
  static Phase strips(std::string name, const Table& table, Every every, std::shared_ptr<Body> body) {
    Phase p{std::move(name), &table, {}, {}};
    p.every = every, p.work = work_of<Body>(), p.body = std::move(body);
    return p;
  }
  template <class... S>
  static void note(Accesses& accesses, const std::tuple<S...>& noted) {
    std::apply([&](const auto&... s) { (s.note(accesses), ...); }, noted);
  }
  static void refuse(const Phase& p);
  void tell(Phase p);
  void share(std::size_t tasks, const std::function<void(std::size_t)>& task) const;

  Clock& clock_;
  Plan plan_;
  std::unique_ptr<Runner> runner_;
};

}  // namespace trellis
