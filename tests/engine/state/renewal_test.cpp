#include "engine/state/renewal.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>
#include <vector>

#include "engine/core/errors.hpp"

using namespace trellis;

namespace {

struct Contract : Table {
  Contract() : Table{"contract"} {}
  Column<std::uint32_t> identity{*this, {"identity", ""}};
  Column<std::uint8_t> ended{*this, {"ended", ""}};
  Column<Row> asker{*this, {"asker", ""}};
  Column<std::uint32_t> origin{*this, {"origin", ""}};
  Column<double> price{*this, {"price", ""}};
  Column<Slots<double, 3>> volume{*this, {"volume", ""}};
  Column<Row> sibling{*this, {"sibling", ""}};  // another contract
};
struct Firm : Table {
  Firm() : Table{"firm"} {}
  Column<std::uint32_t> asks{*this, {"asks", ""}}, more{*this, {"more", ""}}, part{*this, {"part", ""}};
  Column<Slots<Row, 2>> contract{*this, {"contract", ""}};
};
struct World {
  Contract contract;
  Firm firm;
  Renewal renewal{contract, contract.identity, contract.ended, contract.asker, contract.origin};
  World() {
    renewal.asked_by(firm.asks).asked_by(firm.more, firm.part);
    renewal.follow(contract.sibling).follow(firm.contract);
  }
};

}  // namespace

TEST_CASE("rows are born in the order of askers' columns and askers, named one after the other, and empty otherwise") {
  World w;
  w.contract.resize(2), w.firm.resize(3);
  w.renewal.name_rows();
  w.firm.asks.set(0, 1), w.firm.asks.set(2, 2), w.firm.more.set(1, 1);
  w.renewal.renew();
  CHECK(w.contract.rows() == 6);
  const std::vector<Row> askers{0, 2, 2, 1};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(w.contract.identity.get(2 + i) == 2 + i);
    CHECK(w.contract.asker.get(2 + i) == askers[i]);
    CHECK(w.contract.origin.get(2 + i) == (i == 3 ? 1 : 0));
    CHECK(w.contract.price.get(2 + i) == 0);
  }
  CHECK(w.renewal.next_identity() == 6);
}

TEST_CASE("the holes of ended rows are filled by the last rows, and keys follow") {
  World w;
  w.contract.resize(6), w.firm.resize(2);
  w.renewal.name_rows();
  for (std::size_t r = 0; r < 6; ++r) {
    w.contract.price.set(r, static_cast<double>(r));
    w.contract.volume.set(r, Slots<double, 3>::all(static_cast<double>(r)));
    w.contract.sibling.set(r, static_cast<Row>((r + 1) % 6));
  }
  w.firm.contract.set(0, {{5, 1}}), w.firm.contract.set(1, {{nowhere, 0}});
  w.contract.ended.set(1, 1), w.contract.ended.set(4, 1);
  w.renewal.renew();
  CHECK(w.contract.rows() == 4);
  CHECK(w.contract.identity.get(1) == 5);
  CHECK(w.contract.volume.get(1)[2] == 5);
  CHECK(w.contract.sibling.get(1) == 0);        // 5 pointed to 0
  CHECK(w.contract.sibling.get(0) == nowhere);  // 0 pointed to 1, which ended
  CHECK(w.firm.contract.get(0)[0] == 1);
  CHECK(w.firm.contract.get(0)[1] == nowhere);
  CHECK(w.firm.contract.get(1)[0] == nowhere);
  CHECK(w.contract.price.get(4) == 0);
  CHECK(w.contract.price.get(5) == 0);
}

TEST_CASE("a part that is full gets room, and the rows of the parts behind it move with their keys") {
  World w;
  w.contract.resize_parts({64, 10}), w.firm.resize(2);
  w.renewal.name_rows();
  w.firm.contract.set(0, {{64, 63}});
  w.firm.more.set(0, 1), w.firm.part.set(0, 0), w.firm.more.set(1, 2), w.firm.part.set(1, 1);
  w.contract.each_row([&](std::size_t r) { w.contract.price.set(r, static_cast<double>(w.contract.identity.get(r))); });
  w.renewal.renew();
  CHECK(w.contract.part(0).rows == 65);
  CHECK(w.contract.part(1).rows == 12);
  CHECK(w.contract.part(1).first % strip == 0);
  const Row moved = w.firm.contract.get(0)[0];
  CHECK(moved == w.contract.part(1).first);
  CHECK(w.contract.identity.get(moved) == 64);
  CHECK(w.contract.price.get(moved) == 64);
  CHECK(w.firm.contract.get(0)[1] == 63);
  w.contract.each_row([&](std::size_t r) {
    if (w.contract.identity.get(r) < 74) REQUIRE(w.contract.price.get(r) == w.contract.identity.get(r));
  });
}

TEST_CASE("named by askers, one birth more leaves every other row of the month and of later months its identity") {
  const auto names = [](std::uint32_t asked_by_second) {
    World w;
    w.contract.resize(4), w.firm.resize(3);
    w.renewal.name_rows();
    w.renewal.name_by_asker();
    std::map<std::pair<Row, std::uint32_t>, std::set<std::uint32_t>> named;  // by asker and origin
    std::set<std::uint32_t> all;
    std::size_t born = 0;
    for (std::uint32_t step = 0; step < 5; ++step) {
      w.firm.asks.set(0, 2), w.firm.asks.set(1, asked_by_second), w.firm.asks.set(2, 1), w.firm.more.set(2, 3);
      w.renewal.renew(step);
      born += 6 + asked_by_second;
    }
    for (std::size_t r = 4; r < w.contract.rows(); ++r) {
      named[{w.contract.asker.get(r), w.contract.origin.get(r)}].insert(w.contract.identity.get(r));
      all.insert(w.contract.identity.get(r));
    }
    CHECK(all.size() == born);  // no identity twice
    CHECK(*all.begin() >= 4);
    return named;
  };
  auto few = names(1), many = names(2);
  CHECK(few != many);
  few.erase({1, 0}), many.erase({1, 0});
  CHECK(few == many);
}

TEST_CASE("a row that no identity is left for is refused") {
  World w;
  w.contract.resize(1), w.firm.resize(1);
  w.renewal.name_rows();
  w.renewal.name_by_asker();
  w.firm.asks.set(0, 1);
  w.renewal.renew(Renewal::most_steps - 1);
  CHECK_THROWS_WITH_AS(w.renewal.renew(Renewal::most_steps), "no identity is left for a row of contract",
                       OverflowError);
}

TEST_CASE("nothing changes when no row ended and none is asked for") {
  World w;
  w.contract.resize(5), w.firm.resize(1);
  const auto before = w.contract.generation();
  w.renewal.renew();
  CHECK(!w.renewal.changed());
  CHECK(w.contract.generation() == before);
}

TEST_CASE("a row that is asked for in a part that is not there is refused") {
  World w;
  w.contract.resize(1), w.firm.resize(1);
  w.firm.more.set(0, 1), w.firm.part.set(0, 7);
  CHECK_THROWS_WITH_AS(w.renewal.renew(), "firm.more asks for a row in part 7 of contract", std::logic_error);
}

TEST_CASE("over many months of births and ends every row keeps its values, keys find it, and no identity comes twice") {
  World w;
  w.contract.resize_parts({100, 0, 37}), w.firm.resize(50);
  w.renewal.name_rows();
  std::mt19937 generator{3};
  std::set<std::uint32_t> dead;
  const auto mark = [&](std::size_t r) {
    const auto id = static_cast<double>(w.contract.identity.get(r));
    w.contract.price.set(r, id);
    w.contract.volume.set(r, {{id, id + 0.25, id + 0.5}});
  };
  w.contract.each_row(mark);
  for (int month = 0; month < 60; ++month) {
    std::map<std::uint32_t, std::uint32_t> sibling;  // by identity
    std::vector<Row> live;
    w.contract.each_row([&](std::size_t r) { live.push_back(static_cast<Row>(r)); });
    for (const Row r : live) {
      const Row other = live[generator() % live.size()];
      w.contract.sibling.set(r, other);
      sibling[w.contract.identity.get(r)] = w.contract.identity.get(other);
      if (generator() % 10 == 0) w.contract.ended.set(r, 1), dead.insert(w.contract.identity.get(r));
    }
    w.firm.each_row([&](std::size_t f) {
      w.firm.asks.set(f, generator() % 8 == 0), w.firm.more.set(f, generator() % 6 == 0);
      w.firm.part.set(f, static_cast<std::uint32_t>(generator() % 3));
    });
    w.renewal.renew();
    std::set<std::uint32_t> seen;
    std::size_t rows = 0;
    w.contract.each_row([&](std::size_t r) {
      const std::uint32_t id = w.contract.identity.get(r);
      ++rows;
      REQUIRE(seen.insert(id).second);
      REQUIRE(!dead.contains(id));
      if (!sibling.contains(id)) {
        REQUIRE(w.contract.price.get(r) == 0);
        REQUIRE(w.contract.volume.get(r) == Slots<double, 3>{});
        mark(r);
        return;
      }
      REQUIRE(w.contract.price.get(r) == id);
      REQUIRE(w.contract.volume.get(r)[2] == id + 0.5);
      const Row to = w.contract.sibling.get(r);
      if (dead.contains(sibling[id]))
        REQUIRE(to == nowhere);
      else
        REQUIRE(w.contract.identity.get(to) == sibling[id]);
    });
    REQUIRE(rows == w.contract.rows());
  }
}
