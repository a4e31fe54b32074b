// A small economy that uses every kind of phase and source: firms that make and trade, contracts that begin and end,
// money that settles. For the tests of the step.
#pragma once

#include "engine/step/step.hpp"

namespace trellis::tests {

enum : Sector { firms, state };
enum : Flow { tax, trade };
enum : std::uint32_t { shock = 1, bell = 2, choice = 3, ending = 4 };

struct Firm : Table {
  Firm() : Table{"firm"} {}
  Column<Slots<Row, 3>> supplier{*this, {"supplier", "Firms that it buys from"}};
  Column<Row> cluster{*this, {"cluster", "Cluster"}};
  Column<double> stock{*this, {"stock", "Stock"}}, output{*this, {"output", "Output"}}, rank{*this, {"rank", "Rank"}};
  Column<double> plan{*this, {"plan", "Plan", "1", Life::passing}};
  Column<Slots<double, 3>> orders{*this, {"orders", "Orders"}};
  Column<double> ordered{*this, {"ordered", "Orders received"}}, filled{*this, {"filled", "Share delivered"}};
  Column<double> free{*this, {"free", "Capacity left"}}, best{*this, {"best", "Best customer's rank"}};
  Column<double> yearly{*this, {"yearly", "Output of the last December"}};
  Column<Dong> cash{*this, {"cash", "Deposits", "VND"}};
  Column<std::uint32_t> asks{*this, {"asks", "Contracts to begin"}},
      home{*this, {"home", "Part in which its contracts lie"}};
};
struct Contract : Table {
  Contract() : Table{"contract"} {}
  Column<std::uint32_t> identity{*this, {"identity", "Identity"}}, origin{*this, {"origin", "Which asker's column"}};
  Column<std::uint8_t> ended{*this, {"ended", "Whether it ended"}}, taken{*this, {"taken", "Whether it is served"}};
  Column<Row> asker{*this, {"asker", "Firm that asked"}};
  Column<Row> firm{*this, {"firm", "Firm that serves"}};
  Column<double> size{*this, {"size", "Size"}};
};
struct Cluster : Table {
  Cluster() : Table{"cluster"} {}
  Column<double> output{*this, {"output", "Output"}}, wage{*this, {"wage", "Wage"}};
  Column<Dong> cash{*this, {"cash", "Cash of its firms", "VND"}};
  Column<std::uint32_t> served{*this, {"served", "Contracts served"}};
};
struct Nation : Table {
  Nation() : Table{"nation"} {}
  Column<double> output{*this, {"output", "Output"}}, planted{*this, {"planted", "Sum in an order of its own"}};
  Column<std::uint32_t> contracts{*this, {"contracts", "Contracts served"}};
  Column<Dong> cash{*this, {"cash", "Deposits of the state", "VND"}};
};
struct Parameters {
  double share = 0.3;
  double table[12]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
};

struct Economy {
  Clock clock{7, 2, 0, Month{2025, 1}};
  Parameters parameters;
  Firm firm;
  Contract contract;
  Cluster cluster;
  Nation nation;
  Index customers, contracts, members;
  Renewal renewal{contract, contract.identity, contract.ended, contract.asker, contract.origin};
  Ledger book;
  Step step{clock};

  Economy(std::size_t rows, bool parts);
  void tell(Reach reach);
  /// All state, as a hash.
  std::uint64_t hash() const;
};

}  // namespace trellis::tests
