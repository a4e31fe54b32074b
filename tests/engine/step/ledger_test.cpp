#include "engine/step/ledger.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "engine/step/step.hpp"

using namespace trellis;

namespace {

enum : Sector { firms, state };
enum : Flow { tax, grant };

struct Payer : Table {
  explicit Payer(std::string_view name_of_table, std::size_t rows) : Table{name_of_table} { resize(rows); }
  Column<Dong> cash{*this, {"cash", "Deposits", "VND"}};
  Column<Dong> seen{*this, {"seen", "Deposits as read in the paying phase", "VND"}};
  Column<Row> partner{*this, {"partner", "Row of the other side"}};
};

struct World {
  Payer firm{"firm", 1000}, nation{"nation", 2};
  Ledger book;
  Clock clock;
  Step step{clock};
  World() {
    book.sector("firms", firm, firm.cash), book.sector("state", nation, nation.cash);
    book.flow("tax"), book.flow("grant");
    firm.cash.fill(Dong{100});
  }
  Dong all() const {
    Dong sum{};
    firm.each_row([&](std::size_t r) { sum += firm.cash.get(r); });
    nation.each_row([&](std::size_t r) { sum += nation.cash.get(r); });
    return sum;
  }
};

}  // namespace

TEST_CASE("a balance read while payments are open is the opening balance, and settling moves it") {
  World w;
  w.step.each("firm.pay", w.firm, reads(w.firm.cash, pays(w.book, firms)), writes(w.firm.seen),
              [](Dong cash, Teller pay, Dong& seen) {
                pay.to({state, 1}, Dong{7}, tax);
                seen = cash;
              });
  w.step.each("nation.grant", w.nation, reads(row_number(w.nation), pays(w.book, state)), writes(),
              [](Row row, Teller pay) {
                pay.to({firms, row}, Dong{1000}, grant);
              });
  w.step.settle("book.settle", w.book);
  w.step.run();
  CHECK(w.firm.seen.get(5) == Dong{100});
  CHECK(w.firm.cash.get(5) == Dong{93});
  CHECK(w.firm.cash.get(1) == Dong{1093});
  CHECK(w.nation.cash.get(0) == Dong{-1000});
  CHECK(w.nation.cash.get(1) == Dong{6000});
  CHECK(w.all() == Dong{100'000});
  CHECK(w.book.matrix(tax, state) == WideDong{Dong{7000}});
  CHECK(w.book.matrix(tax, firms) == WideDong{Dong{-7000}});
  CHECK(w.book.matrix(grant, state) == WideDong{Dong{-2000}});
}

TEST_CASE("the matrix holds one month, negative amounts flow back, and from(...) draws on the other side") {
  World w;
  w.step.each("firm.pay", w.firm, reads(pays(w.book, firms)), writes(), [](Teller pay) {
    pay.to({state, 0}, Dong{-3}, tax);
    pay.from({state, 0}, Dong{2}, grant);
    pay.between({state, 0}, {state, 1}, Dong{1}, grant);
  });
  w.step.settle("book.settle", w.book);
  for (int m = 0; m < 3; ++m) w.step.run();
  CHECK(w.book.matrix(tax, firms) == WideDong{Dong{3000}});
  CHECK(w.book.matrix(grant, firms) == WideDong{Dong{2000}});
  CHECK(w.nation.cash.get(1) == Dong{3000});
  CHECK(w.nation.cash.get(0) == Dong{-18'000});
}

TEST_CASE("a phase can read the matrix once the ledger is settled") {
  World w;
  w.step.each("firm.pay", w.firm, reads(pays(w.book, firms)), writes(), [](Teller pay) {
    pay.to({state, 0}, Dong{1}, tax);
  });
  w.step.settle("book.settle", w.book);
  w.step.each("nation.look", w.nation, reads(booked(w.book)), writes(w.nation.seen),
              [](const Ledger& book, Dong& seen) { seen = narrow(book.matrix(tax, state)); });
  w.step.run();
  CHECK(w.nation.seen.get(0) == Dong{1000});
}

TEST_CASE("a balance that leaves 64 bits is an overflow error, not a wrapped number") {
  World w;
  w.firm.cash.set(0, Dong{std::numeric_limits<std::int64_t>::max() - 5});
  w.book.prepare(1);
  w.book.pay({state, 0}, {firms, 0}, Dong{6}, grant);
  CHECK_THROWS_AS(w.book.settle(), OverflowError);
}

TEST_CASE("payments that wrap around 64 bits before they settle are found out") {
  World w;
  w.book.prepare(1);
  for (int i = 0; i < 3; ++i)
    w.book.pay({state, 0}, {firms, 0}, Dong{std::numeric_limits<std::int64_t>::max() / 2}, grant);
  CHECK_THROWS_AS(w.book.settle(), OverflowError);
}

TEST_CASE("rows of a sector may not be renewed while payments to them are open") {
  struct Dynamic : Table {
    Dynamic() : Table{"dynamic"} { resize(100); }
    Column<std::uint32_t> identity{*this, {"identity", ""}}, origin{*this, {"origin", ""}};
    Column<std::uint8_t> ended{*this, {"ended", ""}};
    Column<Row> asker{*this, {"asker", ""}};
    Column<Dong> cash{*this, {"cash", "", "VND"}};
  } table;
  Renewal renewal{table, table.identity, table.ended, table.asker, table.origin};
  Ledger book;
  book.sector("dynamic", table, table.cash), book.flow("tax");
  Clock clock;
  Step step{clock};
  step.each("dynamic.pay", table, reads(pays(book, 0)), writes(), [](Teller pay) { pay.to({0, 3}, Dong{1}, 0); });
  step.renew("dynamic.renew", renewal);
  step.settle("book.settle", book);
  CHECK_THROWS_WITH_AS(step.run(), "rows of dynamic are renewed while payments to them are open: settle first",
                       std::logic_error);
}
