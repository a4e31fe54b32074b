#include "engine/state/index.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace trellis;

namespace {

struct Firm : Table {
  Firm() : Table{"firm"} {}
  Column<Row> to{*this, {"to", ""}};
  Column<Slots<Row, 3>> tos{*this, {"tos", ""}};
  Column<double> rank{*this, {"rank", ""}};
  Column<Slots<double, 3>> ranks{*this, {"ranks", ""}};
};
struct Target : Table {
  Target() : Table{"target"} {}
};

std::vector<Row> rows(const Index& index, std::size_t to) {
  std::vector<Row> found;
  for (std::uint32_t e = index.start[to]; e < index.start[to + 1]; ++e) found.push_back(index.row_of(index.item[e]));
  return found;
}

}  // namespace

TEST_CASE(
    "an index lists the rows that point to each row in ascending order, and leaves out those that point nowhere") {
  Firm firm;
  Target target;
  firm.resize(200), target.resize(3);
  firm.each_row([&](std::size_t r) { firm.to.set(r, r % 5 == 4 ? nowhere : static_cast<Row>(r % 5 % 3)); });
  Index index;
  index.build(target, firm.to);
  CHECK(index.count(0) == 80);
  CHECK(index.count(1) == 40);
  CHECK(rows(index, 2) == [] {
    std::vector<Row> all;
    for (Row r = 2; r < 200; r += 5) all.push_back(r);
    return all;
  }());
}

TEST_CASE("items of a key with slots tell row and slot") {
  Firm firm;
  Target target;
  firm.resize(130), target.resize(130);
  firm.tos.fill(Slots<Row, 3>::all(nowhere));
  firm.tos.set(129, {{7, nowhere, 7}});
  firm.tos.set(2, {{nowhere, 7, 0}});
  Index index;
  index.build(target, firm.tos);
  CHECK(rows(index, 7) == std::vector<Row>{2, 129, 129});
  CHECK(index.slot_of(index.item[index.start[7]]) == 1);
  CHECK(index.slot_of(index.item[index.start[7] + 1]) == 0);
  CHECK(index.slot_of(index.item[index.start[7] + 2]) == 2);
}

TEST_CASE("with a priority the rows stand in its descending order, ties in ascending order of rows") {
  Firm firm;
  Target target;
  firm.resize(6), target.resize(1);
  const double rank[] = {1, 3, 2, 3, 1, 5};
  for (std::size_t r = 0; r < 6; ++r) firm.rank.set(r, rank[r]);
  Index index;
  index.build(target, firm.to, firm.rank);
  CHECK(rows(index, 0) == std::vector<Row>{5, 1, 3, 2, 0, 4});
}

TEST_CASE("a priority of slots orders the slots") {
  Firm firm;
  Target target;
  firm.resize(2), target.resize(1);
  firm.ranks.set(0, {{1, 2, 3}}), firm.ranks.set(1, {{3, 0, 9}});
  Index index;
  index.build(target, firm.tos, firm.ranks);
  std::vector<std::uint32_t> slots;
  for (std::uint32_t e = 0; e < 6; ++e) slots.push_back(index.slot_of(index.item[e]));
  CHECK(rows(index, 0) == std::vector<Row>{1, 0, 1, 0, 0, 1});
  CHECK(slots == std::vector<std::uint32_t>{2, 2, 0, 1, 0, 1});
}

TEST_CASE("an index is sorted anew when keys, priority or rows changed, and only then") {
  Firm firm;
  Target target;
  firm.resize(10), target.resize(4);
  Index index;
  index.build(target, firm.to, firm.rank);
  index.build(target, firm.to, firm.rank);
  CHECK(index.builds() == 1);
  firm.to.set(3, 2);
  index.build(target, firm.to, firm.rank);
  CHECK(index.builds() == 2);
  CHECK(index.count(2) == 1);
  firm.rank.set(9, 1);
  index.build(target, firm.to, firm.rank);
  CHECK(index.builds() == 3);
  CHECK(rows(index, 0).front() == 9);
  firm.resize(9);
  index.build(target, firm.to, firm.rank);
  CHECK(index.builds() == 4);
  CHECK(index.count(0) == 8);
}

TEST_CASE("a key past the rows of the target is refused") {
  Firm firm;
  Target target;
  firm.resize(1), target.resize(64);
  firm.to.set(0, 64);
  Index index;
  CHECK_THROWS_AS(index.build(target, firm.to), std::out_of_range);
}
