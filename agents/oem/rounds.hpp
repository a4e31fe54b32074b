// Whom a tender has drawn is asked in three rounds, and takes on the most valuable lots that it has room for: the same
// for makers' parts and for suppliers' inputs.
#pragma once

#include <string>

#include "agents/model.hpp"
#include "agents/oem/sourcing.hpp"

namespace trellis {

// Who was refused asks its second choice, once.
inline void ask_next(const Slots<Draw, 2>& draws, Ratio award, Row& asks, std::uint8_t& tries) {
  if (asks == nowhere || award > 0) return;
  tries += 1;
  asks = tries < 2 ? draws[1].supplier : nowhere;
}
template <std::size_t K>
void ask_next(const Slots<Draw, 2 * K>& draws, const Slots<Ratio, K>& award, Slots<Row, K>& asks,
              Slots<std::uint8_t, K>& tries) {
  for (std::size_t j = 0; j < K; ++j) ask_next({{draws[2 * j], draws[2 * j + 1]}}, award[j], asks[j], tries[j]);
}

// The columns of those who ask: a value, or one for each of several things that they ask for.
template <class Key, class Lots, class Awards, class Draws, class Tries>
struct Asking {
  Table& table;
  Column<Key>& asks;
  Column<Lots>& lot;
  Column<Awards>& award;
  Column<Draws>& draws;
  Column<Tries>& tries;
};

// Suppliers keep the most valuable lots that they have room for; who is refused asks the next best once. Three rounds
// reach what one round after the other would: a first ask, a second ask, and those whom a second ask has displaced. In
// the end `attainable` is the room that is left. `of` goes before the names of the phases.
template <class Key, class Lots, class Awards, class Draws, class Tries>
void tell_rounds(Step& step, Economy& e, const std::string& of, Index& requests,
                 const Asking<Key, Lots, Awards, Draws, Tries>& by, Every quarter) {
  for (const char* round : {"first", "second", "third"}) {
    const std::string name = of + round;
    step.index("supplier.requests_" + name, requests, e.supplier, by.asks, by.lot, quarter);
    const auto accept = [&](auto items, auto items_out) {
      step.resolve(
          "supplier.accept_" + name, e.supplier, requests, reads(e.supplier.attainable, e.scenario.sourcing),
          shared(e.supplier.taken_on), items, items_out,
          [](Value attainable, const SourcingParameters& p, Value& taken_on, Value lot_value, Ratio& award) {
            const Ratio share = sourcing::award_share(positive(attainable - taken_on), lot_value);  // (3.22)
            award = share >= p.gates.lot_share ? share : 0;
            taken_on += award * lot_value;
          },
          quarter);
    };
    if constexpr (Layout<Key>::width == 1)
      accept(items(by.lot), items_out(by.award));
    else
      accept(items(at_slot(by.lot)), items_out(at_slot(by.award)));
    if (name.ends_with("third"))
      step.each(
          "supplier.clear_" + name, e.supplier, reads(), writes(e.supplier.attainable, e.supplier.taken_on),
          [](Value& attainable, Value& taken_on) { attainable = positive(attainable - taken_on), taken_on = {}; },
          quarter);
    else
      step.each(
          "supplier.clear_" + name, e.supplier, reads(), writes(e.supplier.taken_on),
          [](Value& taken_on) { taken_on = {}; }, quarter);
    step.each(
        by.table.name + ".ask_next_" + name, by.table, reads(by.draws, by.award), writes(by.asks, by.tries),
        [](const Draws& draws, const Awards& award, Key& asks, Tries& tries) { ask_next(draws, award, asks, tries); },
        quarter);
  }
}

}  // namespace trellis
