#include "bench/sc1/tables.hpp"

namespace trellis::sc1 {

World::World(std::size_t firms, std::uint32_t seed, Links how, std::uint32_t replica)
    : clock{seed, replica, 0, Month{2025, 1}} {
  constexpr std::size_t window = 1000;
  constexpr std::uint32_t chance_of_links = 99;
  const double local_share = how == Links::random ? 0 : 0.9;
  if (how == Links::clusters)
    firm.resize_parts(
        {firms / 10, firms / 4, firms / 5, firms / 10, firms - firms / 10 - firms / 4 - firms / 5 - firms / 10});
  else
    firm.resize(firms);
  firm.expected.fill({15}), firm.inventory.fill({20}), firm.capacity.fill({30}), firm.price.fill({1});
  firm.cash.fill({100}), firm.technology.fill(1), firm.received.fill({15});
  firm.material.fill(Inputs::all(Parts{5}));
  for (std::size_t p = 0; p < firm.parts(); ++p) {
    const std::size_t begin = firm.part(p).first, size = firm.part(p).rows;
    for (std::size_t i = 0; i < size; ++i) {
      const Dice dice{clock, static_cast<std::uint32_t>(begin + i), chance_of_links};
      std::uint32_t draw = 0;
      firm.supplier.set(begin + i, Slots<Row, links>::make([&](std::size_t) {
                          std::size_t s = i;
                          while (s == i) {
                            const bool near = dice.chance(local_share, draw++);
                            const double u = dice.uniform(draw++);
                            s = near ? (i + size - window / 2 + static_cast<std::size_t>(u * window)) % size
                                     : static_cast<std::size_t>(u * static_cast<double>(size));
                          }
                          return static_cast<Row>(begin + s);
                        }));
    }
  }
  firm.customers.build(firm, firm.supplier);
  tell_month(step, firm, nation, how == Links::clusters ? Access::part : Access::table);
}

}  // namespace trellis::sc1
