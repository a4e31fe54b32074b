#include "engine/step/step.hpp"

#include <doctest/doctest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include <array>
#include <stdexcept>

using namespace trellis;

namespace {

struct Firm : Table {
  explicit Firm(std::vector<std::size_t> sizes = {1000}) : Table{"firm"} { resize_parts(sizes); }
  Column<Row> to{*this, {"to", ""}};
  Column<Slots<Row, 2>> tos{*this, {"tos", ""}};
  Column<double> a{*this, {"a", ""}}, b{*this, {"b", ""}}, c{*this, {"c", ""}};
  Column<Slots<double, 2>> pair{*this, {"pair", ""}};
  Column<double> passing{*this, {"passing", "", "1", Life::passing}};
  Column<std::uint8_t> flag{*this, {"flag", ""}};
};
struct Group : Table {
  explicit Group(std::size_t rows) : Table{"group"} { resize(rows); }
  Column<double> sum{*this, {"sum", ""}};
  Column<Slots<double, 2>> sums{*this, {"sums", ""}};
  Column<std::uint32_t> count{*this, {"count", ""}};
  Column<Row> key{*this, {"key", ""}};
};

void number(Column<double>& column) {
  column.table.each_row([&](std::size_t r) { column.set(r, static_cast<double>(r)); });
}

}  // namespace

TEST_CASE("a cadence acts in its months of the calendar") {
  Firm firm{{10}};
  Clock clock{1, 0, 0, Month{2025, 2}};
  Step step{clock};
  const auto count = [](double& x) { x += 1; };
  step.each("monthly", firm, reads(), writes(firm.a), count);
  step.each("quarterly", firm, reads(), writes(firm.b), count, Every{3});
  step.each("yearly", firm, reads(), writes(firm.c), count, Every{12});
  CHECK(step.passes() == "firm: monthly quarterly yearly\n");
  std::array<double, 3> expected{};
  for (int m = 0; m < 26; ++m) {
    const int month = clock.now().month();
    expected[0] += 1, expected[1] += month % 3 == 0, expected[2] += month == 12;
    step.run();
    REQUIRE(firm.a.get(9) == expected[0]);
    REQUIRE(firm.b.get(9) == expected[1]);
    REQUIRE(firm.c.get(9) == expected[2]);
  }
  CHECK(expected == std::array<double, 3>{26, 9, 2});
}

TEST_CASE("a passing column starts every month as zero, whether it is folded, whole, or written once a quarter") {
  const auto grow = [](double& x) { x += 1; };
  const auto copy = [](double x, double& y) { y = x; };
  for (const bool apart : {false, true})
    for (const int months : {1, 3}) {
      Firm firm{{200}};
      Clock clock{1, 0, 0, Month{2025, 1}};
      Step step{clock};
      step.each("grow", firm, reads(), writes(firm.passing), grow, Every{months});
      if (apart) step.each("look", firm, reads(via(firm.to, firm.passing)), writes(firm.c), copy);
      step.each("keep", firm, reads(firm.passing), writes(firm.a), copy);
      for (int m = 1; m <= 6; ++m) {
        step.run();
        CAPTURE(apart);
        CAPTURE(m);
        CHECK(firm.passing.folded() == (!apart && months == 1));
        REQUIRE(firm.a.get(150) == (m % months == 0 ? 1 : 0));
      }
    }
}

TEST_CASE("a sum by key adds up each group, leaves out nowhere, counts small integers widely and takes slots along") {
  Firm firm{{1000, 37}};
  Group group{3};
  number(firm.a);
  firm.each_row([&](std::size_t r) {
    firm.to.set(r, r % 4 == 3 ? nowhere : static_cast<Row>(r % 4));
    firm.flag.set(r, r % 2 == 0);
    firm.pair.set(r, {{1, static_cast<double>(r % 2)}});
  });
  Clock clock;
  Step step{clock};
  step.sum("group.sum", group.sum, firm.to, firm.a);
  step.sum("group.count", group.count, firm.to, firm.flag);
  step.sum("group.sums", group.sums, firm.to, firm.pair);
  step.run();
  double expected = 0, rows = 0;
  firm.each_row([&](std::size_t r) {
    if (r % 4 == 1) expected += static_cast<double>(r), rows += 1;
  });
  CHECK(group.sum.get(1) == expected);
  CHECK(group.count.get(0) + group.count.get(1) + group.count.get(2) == 519);
  CHECK(group.sums.get(1) == Slots<double, 2>{{rows, rows}});
}

TEST_CASE("a sum by a key of slots puts each slot where it points") {
  Firm firm{{100}};
  Group group{2};
  firm.tos.fill({{1, nowhere}}), firm.tos.set(4, {{0, 1}});
  firm.pair.fill({{2, 5}});
  Clock clock;
  Step step{clock};
  step.sum("group.sum", group.sum, firm.tos, firm.pair);
  step.run();
  CHECK(group.sum.get(0) == 2);
  CHECK(group.sum.get(1) == 99 * 2 + 5);
}

TEST_CASE("a key past the rows of the total is refused") {
  Firm firm{{100}};
  Group group{2};
  firm.to.set(50, 64);
  Clock clock;
  Step step{clock};
  step.sum("group.sum", group.sum, firm.to, firm.a);
  CHECK_THROWS_AS(step.run(), std::out_of_range);
}

TEST_CASE("via gives the pointed row's value, nothing of nowhere, and slots of them for a key of slots") {
  Firm firm{{200}};
  number(firm.a);
  firm.each_row([&](std::size_t r) {
    firm.to.set(r, r == 7 ? nowhere : static_cast<Row>(199 - r));
    firm.tos.set(r, {{static_cast<Row>(r), r % 2 ? nowhere : 5}});
  });
  Clock clock;
  Step step{clock};
  step.each("see", firm, reads(via(firm.to, firm.a), via(firm.tos, firm.a), via(firm.to, firm.pair)),
            writes(firm.b, firm.c),
            [](double there, Slots<double, 2> both, Slots<double, 2> pair, double& b, double& c) {
              b = there + pair[0];
              c = both[0] * 1000 + both[1];
            });
  firm.pair.set(192, {{0.5, 0}});  // 7 would point there
  firm.pair.set(190, {{0.5, 0}});
  step.run();
  CHECK(firm.b.get(3) == 196);
  CHECK(firm.b.get(7) == 0);
  CHECK(firm.b.get(9) == 190.5);
  CHECK(firm.c.get(8) == 8005);
  CHECK(firm.c.get(9) == 9000);
}

TEST_CASE("incoming adds up the pointing slots of a wide column and whole rows of a narrow one") {
  Firm firm{{100}};
  Group group{2};
  firm.tos.fill({{1, nowhere}}), firm.tos.set(4, {{1, 0}});
  firm.pair.fill({{2, 5}}), firm.a.fill(10);
  Index index;
  Clock clock;
  Step step{clock};
  step.index("group.firms", index, group, firm.tos);
  step.each("add", group, reads(incoming(index, firm.pair), incoming(index, firm.a), many(index, firm.a)),
            writes(group.sum, group.sums, group.count),
            [](double slots, double rows, const auto& all, double& sum, Slots<double, 2>& sums, std::uint32_t& count) {
              sum = slots, sums = {{rows, 0}}, count = static_cast<std::uint32_t>(all.size());
            });
  step.run();
  CHECK(group.sum.get(0) == 5);
  CHECK(group.sum.get(1) == 200);
  CHECK(group.sums.get(1)[0] == 1000);
  CHECK(group.count.get(1) == 100);
}

TEST_CASE("many by a key gives the rows that point to the pointed row, and none for nowhere") {
  Firm firm{{100}};
  Group group{2};
  number(firm.a);
  firm.each_row([&](std::size_t r) { firm.to.set(r, r < 10 ? 0 : 1); });
  Group asker{3};
  asker.key.set(0, 0), asker.key.set(1, nowhere), asker.key.set(2, 1);
  Index index;
  Clock clock;
  Step step{clock};
  step.index("group.firms", index, group, firm.to);
  step.each("ask", asker, reads(many(asker.key, index, firm.a)), writes(asker.sum), [](const auto& all, double& sum) {
    sum = 0;
    for (const auto& [row, slot, a] : all) sum += a;
  });
  step.run();
  CHECK(asker.sum.get(0) == 45);
  CHECK(asker.sum.get(1) == 0);
  CHECK(asker.sum.get(2) == 4950 - 45);
}

TEST_CASE("resolve serves the rows that point here in the order of the index until nothing is left") {
  Firm firm{{6}};
  Group group{2};
  const double priority[] = {1, 9, 5, 9, 7, 1};
  for (std::size_t r = 0; r < 6; ++r) firm.to.set(r, r < 5 ? 0 : 1), firm.a.set(r, priority[r]), firm.b.set(r, 2);
  group.sum.fill(5);
  Index index;
  Clock clock;
  Step step{clock};
  step.index("group.firms", index, group, firm.to, firm.a);
  step.resolve("group.serve", group, index, reads(row_number(group)), shared(group.sum), items(firm.b),
               items_out(firm.c), [](Row, double& left, double wanted, double& got) {
                 got = least(left, wanted);
                 left -= got;
               });
  step.run();
  const double expected[] = {0, 2, 0, 2, 1, 2};
  for (std::size_t r = 0; r < 6; ++r) CHECK(firm.c.get(r) == expected[r]);
  CHECK(group.sum.get(0) == 0);
  CHECK(group.sum.get(1) == 3);
}

TEST_CASE("resolve over a key of slots writes the slot that points, and whole rows are refused") {
  Firm firm{{2}};
  Group group{1};
  firm.tos.set(0, {{0, nowhere}}), firm.tos.set(1, {{0, 0}});
  group.sum.fill(2);
  Index index;
  Clock clock;
  Step step{clock};
  step.index("group.firms", index, group, firm.tos);
  step.resolve("group.serve", group, index, reads(), shared(group.sum), items(), items_out(at_slot(firm.pair)),
               [](double& left, double& got) {
                 got = left > 0 ? 1 : 0;
                 left -= got;
               });
  step.run();
  CHECK(firm.pair.get(0) == Slots<double, 2>{{1, 0}});
  CHECK(firm.pair.get(1) == Slots<double, 2>{{1, 0}});
  step.resolve("group.wrong", group, index, reads(), shared(group.sum), items(), items_out(firm.a),
               [](double&, double&) {});
  CHECK_THROWS_WITH_AS(step.run(),
                       "group.wrong writes whole rows of items that point by several slots; use at_slot(...)",
                       std::logic_error);
}

TEST_CASE("an exception of an equation leaves run as it is, the first in the order of phases and rows") {
  for (const bool share : {false, true}) {
    Firm firm{{5000, 5000}};
    number(firm.a);
    Clock clock;
    Step step{clock};
    step.always_share = share;
    step.each("first", firm, reads(firm.a), writes(firm.b), [](double a, double& b) {
      if (a > 7000) throw std::out_of_range{"first " + std::to_string(static_cast<int>(a))};
      b = a;
    });
    step.each("second", firm, reads(firm.b), writes(firm.c),
              [](double, double&) { throw std::runtime_error{"second"}; });
    const oneapi::tbb::global_control allowed{oneapi::tbb::global_control::max_allowed_parallelism, 4};
    oneapi::tbb::task_arena{4}.execute([&] {
      for (int attempt = 0; attempt < 20; ++attempt) CHECK_THROWS_WITH_AS(step.run(), "first 7001", std::out_of_range);
    });
    CHECK(clock.step == 0);
  }
}

TEST_CASE("a parameter is read as it is when the month runs") {
  Firm firm{{10}};
  double rate = 2;
  Clock clock;
  Step step{clock};
  step.each("rate", firm, reads(rate), writes(firm.a), [](double r, double& a) { a = r; });
  step.run();
  rate = 3;
  step.run();
  CHECK(firm.a.get(0) == 3);
}

TEST_CASE("draws of rows that move keep to their identities") {
  Firm firm{{100}};
  Column<std::uint32_t> identity{firm, {"identity", ""}};
  firm.each_row([&](std::size_t r) { identity.set(r, static_cast<std::uint32_t>(99 - r)); });
  Clock clock;
  Step step{clock};
  step.each("by_row", firm, reads(draws<1>(firm, 5), dice(firm, 6)), writes(firm.a, firm.pair),
            [](Slots<double, 1> u, Dice d, double& a, Slots<double, 2>& p) { a = u[0], p[0] = d.uniform(); });
  step.each("by_identity", firm, reads(draws<1>(firm, 5, identity), dice(firm, 6, identity)), writes(firm.b, firm.pair),
            [](Slots<double, 1> u, Dice d, double& b, Slots<double, 2>& p) { b = u[0], p[1] = d.uniform(); });
  step.run();
  for (std::size_t r = 0; r < 100; ++r) {
    REQUIRE(firm.b.get(r) == firm.a.get(99 - r));
    REQUIRE(firm.pair.get(r)[1] == firm.pair.get(99 - r)[0]);
  }
}

#ifdef TRELLIS_CHECKED
TEST_CASE("checked builds name the phase and the column of an access that was not declared") {
  struct Holder {
    Firm* firm;
    char more[64];  // large parameters come by address
  };
  Firm firm{{10}};
  const Holder holder{&firm, {}};
  Clock clock;
  Step step{clock};
  step.each("sneak", firm, reads(firm.a, holder), writes(firm.b),
            [](double, const Holder& h, double& b) { b = h.firm->c.get(0); });
  CHECK_THROWS_WITH_AS(step.run(), "sneak reads 'firm.c' without declaring it", std::logic_error);
  Step writer{clock};
  writer.whole("meddle", firm, Step::everywhere(firm.a), {}, [&] { firm.a.set(0, 1); });
  CHECK_THROWS_WITH_AS(writer.run(), "meddle writes 'firm.a' without declaring it", std::logic_error);
  CHECK_NOTHROW(firm.c.get(0));
}

TEST_CASE("checked builds catch a key that leaves the part which the phase promised to keep to") {
  Firm firm{{100, 100}};
  firm.each_row([&](std::size_t r) { firm.to.set(r, static_cast<Row>(r)); });
  firm.to.set(130, 99);
  Clock clock;
  Step step{clock};
  step.each("leave", firm, reads(via(firm.to, firm.a, Access::part)), writes(firm.b),
            [](double a, double& b) { b = a; });
  CHECK_THROWS_WITH_AS(step.run(),
                       "leave reads 'firm.a' beyond its part, which it promised to keep to: row 130 points to row 99",
                       std::logic_error);
  Index index;
  index.build(firm, firm.to);
  Step other{clock};
  other.each("gather", firm, reads(incoming(index, firm.a, Access::part)), writes(firm.b),
             [](double a, double& b) { b = a; });
  CHECK_THROWS_AS(other.run(), std::logic_error);
}
#endif
