// SC-1, a bare supplier network on the public engine API: its tables, its month, its start. Units: parts, money,
// months.
#pragma once

#include "engine/step/step.hpp"

namespace trellis::sc1 {

inline constexpr std::size_t links = 5;  // suppliers of a firm
using Inputs = Slots<Parts, links>;
using Technology = double;  // output per input, 1 at the start

struct Offer {  // read together by every customer: one record, one cache line
  Ratio filled;
  Price price;
};

struct Firm : Table {
  Firm() : Table{"firm"} {}
  Column<Slots<Row, links>> supplier{*this, {"supplier", "Firm that the link buys from"}};
  Column<Parts> expected{*this, {"expected", "Orders that the firm expects", "parts"}};
  Column<Parts> inventory{*this, {"inventory", "Finished parts in store", "parts"}};
  Column<Parts> capacity{*this, {"capacity", "Most parts that the firm can make in a month", "parts"}};
  Column<Price> price{*this, {"price", "Price of a part", "money per part"}};
  Column<Value> cash{*this, {"cash", "Liquid funds", "money"}};
  Column<Technology> technology{*this, {"technology", "Parts made per input, relative to the start"}};
  Column<Parts> received{*this, {"received", "Orders received", "parts"}};
  Column<Parts> final_demand{*this, {"final_demand", "Orders of final customers", "parts"}};
  Column<Parts> wanted{*this, {"wanted", "Parts that the firm would like to make", "parts", Life::passing}};
  Column<Parts> output{*this, {"output", "Parts made", "parts"}};
  Column<Parts> sales{*this, {"sales", "Parts delivered", "parts"}};
  Column<Parts> unfilled{*this, {"unfilled", "Orders not delivered", "parts"}};
  Column<Offer> offer{*this, {"offer", "Share of the orders that is delivered, and at what price"}};
  Column<Inputs> material{*this, {"material", "Inputs in store", "parts"}};
  Column<Inputs> order{*this, {"order", "Inputs ordered", "parts"}};
  Column<Value> paid{*this, {"paid", "Paid to the suppliers", "money", Life::passing}};
  Index customers;  // links that point to each firm
};

struct Nation : Table {
  Nation() : Table{"nation"} { resize(1); }
  Column<Parts> output{*this, {"output", "Parts made", "parts"}};
  Column<Parts> inventory{*this, {"inventory", "Parts in store", "parts"}};
  Column<Parts> sales{*this, {"sales", "Parts delivered", "parts"}};
  Column<Parts> unfilled{*this, {"unfilled", "Orders not delivered", "parts"}};
  Column<Value> cash{*this, {"cash", "Liquid funds", "money"}};
  Column<Price> price{*this, {"price", "Sum of the prices", "money per part"}};
};

/// How the links lie: anywhere, nine of ten within a window of 1,000 firms, or the latter in five closed clusters.
enum class Links { random, local, clusters };

/// A world of SC-1; worlds share nothing.
struct World {
  World(std::size_t firms, std::uint32_t seed, Links how, std::uint32_t replica = 0);
  Clock clock;
  Firm firm;
  Nation nation;
  Step step{clock};
};

/// Tells the month. `trade`: how far orders and deliveries reach.
void tell_month(Step& step, Firm& firm, Nation& nation, Reach trade);

}  // namespace trellis::sc1
