#include "engine/run/checkpoint.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/run/threads.hpp"
#include "tests/runs/economy.hpp"

using namespace trellis;

namespace {

const Settings eventful{
    "shocks=[{kind: late_imports, from: 2025-09, months: 5, depth: 0.3, category: \"\", cluster: \"\"},"
    "{kind: destruction, from: 2026-03, months: 4, depth: 0.4, category: \"\", cluster: north_east},"
    "{kind: policy_reversal, from: 2026-06, months: 6, depth: 1, category: \"\", cluster: \"\"}]"};

struct File {
  std::filesystem::path path;
  File() : path{std::filesystem::temp_directory_path() / ("trellis_" + std::to_string(::getpid()) + ".checkpoint")} {}
  ~File() { std::filesystem::remove(path); }
};

/// What another world is that was made from the same scenario and then given the state of this one.
std::unique_ptr<Economy> taken(Economy& e, const Settings& settings) {
  const File file;
  CheckpointHead head;
  head.run.seed = 1, head.run.start = e.scenario.start;
  write_checkpoint(file.path, head, e);
  auto other = economy_of("2035", settings);
  CheckpointReader checkpoint{file.path};
  take_checkpoint(checkpoint, *other);
  return other;
}

std::set<std::string> names(const auto& things) {
  std::set<std::string> all;
  for (const auto* thing : things) all.insert(thing->label());
  return all;
}

/// What phases and output use of the model.
struct Used {
  std::set<std::string> tables, renewed;
  explicit Used(Economy& e) {
    for (const Table* table : e.tables()) tables.insert(table->name);
    for (const Phase* phase : e.month().plan().told()) {
      if (phase->renews) renewed.insert(phase->renews->name);
      for (const Accesses* list : {&phase->reads, &phase->writes})
        for (const Access& access : *list) {
          if (const auto* column = dynamic_cast<const AnyColumn*>(access.what)) tables.insert(column->table.name);
          if (const auto* table = dynamic_cast<const Table*>(access.what)) tables.insert(table->name);
        }
    }
  }
};

/// The indices that a month reads before it builds them, if it does.
std::vector<const Index*> kept_over(Economy& e) {
  std::set<const Index*> built, kept;
  std::vector<const Index*> in_order;
  for (const Phase* phase : e.month().plan().told()) {
    for (const Access& access : phase->reads)
      if (const auto* index = dynamic_cast<const Index*>(access.what))
        if (!built.contains(index) && kept.insert(index).second) in_order.push_back(index);
    for (const Access& access : phase->writes)
      if (const auto* index = dynamic_cast<const Index*>(access.what))
        if (phase->every.months == 1) built.insert(index);
  }
  std::erase_if(in_order, [&](const Index* index) {
    // One that is built in the months in which it is read, and only then.
    for (const Phase* phase : e.month().plan().told())
      for (const Access& access : phase->writes)
        if (access.what == index && phase->every.months > 1) return true;
    return false;
  });
  return in_order;
}

}  // namespace

TEST_CASE("A world that takes a checkpoint has the state of the other one, and goes on with the same bits") {
  // In months of every kind: the first, in the middle of a quarter, at the end of a year, after many births and ends.
  for (const int months : {1, 8, 12, 23}) {
    CAPTURE(months);
    const auto straight = economy_of("2035", eventful);
    step_months(*straight, months);
    const auto resumed = taken(*straight, eventful);
    CHECK(resumed->clock().step == straight->clock().step);
    CHECK(differences(hashes_of(*straight), hashes_of(*resumed)) == "");
    with_threads(1, [&] { step_months(*straight, 14); });
    with_threads(2, [&] { step_months(*resumed, 14); });
    CHECK(differences(hashes_of(*straight), hashes_of(*resumed)) == "");
    for (std::size_t r = 0; r < straight->carried().renewals.size(); ++r)
      CHECK(straight->carried().renewals[r]->next_identity() == resumed->carried().renewals[r]->next_identity());
  }
}

TEST_CASE("A checkpoint holds every table that a phase or the output uses, and every renewal") {
  const auto e = economy_of("2035");
  const Used used{*e};
  const Carried carried = e->carried();
  const std::set<std::string> held = names(carried.tables);
  CHECK(used.tables.size() > 20);
  for (const std::string& table : used.tables) CHECK_MESSAGE(held.contains(table), table);
  CHECK(held.size() == carried.tables.size());
  std::set<std::string> renewed;
  for (const Renewal* renewal : carried.renewals) renewed.insert(renewal->table().name);
  CHECK(renewed == used.renewed);
}

TEST_CASE("Indices that a month reads before it builds them are those of the other world") {
  const auto straight = economy_of("2035", eventful);
  step_months(*straight, 17);
  const auto resumed = taken(*straight, eventful);
  const auto of_straight = kept_over(*straight), of_resumed = kept_over(*resumed);
  REQUIRE(of_straight.size() == of_resumed.size());
  CHECK(names(of_straight).contains("supplier.contracts"));
  for (std::size_t i = 0; i < of_straight.size(); ++i) {
    CAPTURE(of_straight[i]->label());
    CHECK(of_straight[i]->start == of_resumed[i]->start);
    CHECK(of_straight[i]->item == of_resumed[i]->item);
  }
}

TEST_CASE("At the end of a month no payment waits to be settled: the ledger carries nothing over") {
  const auto e = economy_of("2035");
  for (int month = 0; month < 14; ++month) {
    e->step();
    for (Sector s = 0; s < e->book.sectors(); ++s) CHECK_FALSE(e->book.open(e->book.table(s)));
  }
}

TEST_CASE("A checkpoint of a world with other columns is refused") {
  const auto e = economy_of("2035");
  const File file;
  write_checkpoint(file.path, {}, *e);
  struct Other final : World {
    Economy& e;
    explicit Other(Economy& of) : e{of} {}
    void step() override {}
    const Clock& clock() const override { return e.clock(); }
    std::vector<const Table*> tables() const override { return {}; }
    std::vector<Axis> axes() const override { return {}; }
    std::size_t agents() const override { return 0; }
    Carried carried() override {
      Carried all = e.carried();
      std::swap(all.tables[3], all.tables[4]);
      return all;
    }
    void go_on(std::uint32_t) override {}
  } other{*e};
  CheckpointReader checkpoint{file.path};
  CHECK_THROWS_WITH_AS(take_checkpoint(checkpoint, other),
                       (file.path.string() + ": holds 'family' where this program keeps 'product'").c_str(), FileError);
}
