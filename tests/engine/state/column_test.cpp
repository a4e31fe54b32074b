#include "engine/state/column.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <vector>

using namespace trellis;

namespace {

struct Offer {
  double share;
  Price price;
};

struct Firm : Table {
  Firm() : Table{"firm"} {}
  Column<Parts> output{*this, {"output", "Parts made", "parts", Life::state, Publish::sum}};
  Column<Slots<Row, 3>> supplier{*this, {.name = "supplier", .meaning = "Firms that it buys from"}};
  Column<Offer> offer{*this, {"offer", "What customers read"}};
  Column<std::uint8_t> certified{*this, {"certified", "Whether it is"}};
};

}  // namespace

TEST_CASE("a column tells what it holds") {
  Firm firm;
  CHECK(firm.columns().size() == 4);
  const AnyColumn& output = *firm.columns()[0];
  CHECK(output.label() == "firm.output");
  CHECK(output.meaning == "Parts made");
  CHECK(output.unit == "parts");
  CHECK(output.publish == Publish::sum);
  CHECK(output.type == ElementType::f64);
  CHECK(firm.supplier.type == ElementType::u32);
  CHECK(firm.supplier.width == 3);
  CHECK(firm.offer.type == ElementType::record);
  CHECK(firm.certified.bytes_per_row() == 1);
  CHECK(firm.supplier.unit == "1");
}

TEST_CASE("two columns of a table may not share a name") {
  struct Twice : Table {
    Twice() : Table{"twice"} {}
    Column<double> a{*this, {"a", ""}}, b{*this, {"a", ""}};
  };
  CHECK_THROWS_WITH_AS(Twice{}, "twice has two columns named 'a'", std::logic_error);
}

TEST_CASE("values come back from where they were put, in every strip and slot") {
  Firm firm;
  firm.resize(150);
  firm.each_row([&](std::size_t r) {
    firm.output.set(r, Parts{static_cast<double>(r)});
    firm.supplier.set(r, Slots<Row, 3>::make([&](std::size_t j) { return static_cast<Row>(3 * r + j); }));
    firm.offer.set(r, {0.5, Price{static_cast<double>(r)}});
  });
  firm.each_row([&](std::size_t r) {
    REQUIRE(firm.output.get(r) == Parts{static_cast<double>(r)});
    for (std::size_t j = 0; j < 3; ++j) REQUIRE(firm.supplier.get(r)[j] == 3 * r + j);
    REQUIRE(firm.offer.get(r).price == Price{static_cast<double>(r)});
  });
}

TEST_CASE("rows are copied row by row, without slots apart and without the gaps between parts, and taken back") {
  Firm firm, other;
  for (Firm* f : {&firm, &other}) f->resize_parts({70, 3});
  Row next = 0;
  firm.each_row([&](std::size_t r) { firm.supplier.set(r, Slots<Row, 3>::make([&](std::size_t) { return next++; })); });
  std::vector<Row> rows(73 * 3);
  firm.supplier.copy_rows(reinterpret_cast<std::byte*>(rows.data()));
  for (Row i = 0; i < rows.size(); ++i) REQUIRE(rows[i] == i);
  other.supplier.take_rows(reinterpret_cast<const std::byte*>(rows.data()));
  CHECK(other.supplier.hash() == firm.supplier.hash());
  CHECK(other.supplier.get(128 + 2)[2] == 73 * 3 - 1);
}

TEST_CASE("a hash changes with any value of any row, and with the order of rows") {
  Firm firm;
  firm.resize(100);
  const auto empty = firm.supplier.hash();
  firm.supplier.set(99, {{0, 0, 1}});
  const auto one = firm.supplier.hash();
  firm.supplier.set(99, {{0, 1, 0}});
  CHECK(one != empty);
  CHECK(firm.supplier.hash() != one);
  firm.supplier.set(99, {{0, 0, 1}});
  CHECK(firm.supplier.hash() == one);
}

TEST_CASE("a folded column has room for a strip of each lane, and its values cannot be copied") {
  Firm firm;
  firm.resize(1000);
  firm.output.fold(2);
  CHECK(firm.output.bytes().empty());
  CHECK_THROWS_AS(firm.output.hash(), std::logic_error);
  firm.output.set(640, Parts{3});
  lane = 1;
  CHECK(firm.output.get(640) == Parts{0});
  lane = 0;
  CHECK(firm.output.get(0) == Parts{3});
  firm.output.unfold();
  CHECK(firm.output.bytes().size() >= 8000);
}

TEST_CASE("elements are those of the layout") {
  CHECK(element(0, 2, 3) == 128);
  CHECK(element(64, 0, 3) == 192);
  CHECK(element(65, 1, 3) == 192 + 64 + 1);
}
