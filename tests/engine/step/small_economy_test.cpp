#include "tests/engine/step/small_economy.hpp"

#include <doctest/doctest.h>

namespace trellis::tests {

Economy::Economy(std::size_t rows, bool parts) {
  if (parts)
    firm.resize_parts({rows / 10, rows / 4, rows / 5, rows / 10, rows - rows / 10 - rows / 4 - rows / 5 - rows / 10});
  else
    firm.resize(rows);
  cluster.resize(5), nation.resize(1);
  contract.resize_parts(std::vector<std::size_t>(parts ? 5 : 1, 0));
  for (std::size_t p = 0; p < firm.parts(); ++p) {
    const std::size_t first = firm.part(p).first, size = firm.part(p).rows;
    for (std::size_t r = first; r < first + size; ++r) {
      const Dice dice{clock, static_cast<std::uint32_t>(r), choice};
      firm.supplier.set(r, Slots<Row, 3>::make([&](std::size_t j) {
                          const auto slot = static_cast<std::uint32_t>(j);
                          if (j == 2 && dice.chance(0.3, 9)) return nowhere;
                          return static_cast<Row>(first + dice.below(static_cast<std::uint32_t>(size), slot));
                        }));
      firm.cluster.set(r, static_cast<Row>(parts ? p : r % 5));
      firm.home.set(r, static_cast<std::uint32_t>(p));
      firm.stock.set(r, 1 + dice.uniform(7));
      firm.cash.set(r, Dong{1'000'000});
    }
  }
  renewal.asked_by(firm.asks, firm.home);
  book.sector("firms", firm, firm.cash);
  book.sector("state", nation, nation.cash);
  book.flow("tax"), book.flow("trade");
  tell(parts ? Access::part : Access::table);
}

void Economy::tell(Reach reach) {
  step.index("firm.customers", customers, firm, firm.supplier);
  step.each("firm.plan", firm, reads(firm.stock, draws<2>(firm, shock), bells<1>(firm, bell), parameters, calendar()),
            writes(firm.plan, firm.rank),
            [](double stock, Slots<double, 2> u, Slots<double, 1> z, const Parameters& p, const Clock& now,
               double& plan, double& rank) {
              plan = p.share * stock + u[0] + 0.01 * z[0] + p.table[now.now().month() - 1] / 100;
              rank = u[1];
            });
  step.each("firm.order", firm, reads(firm.plan), writes(firm.orders), [](double plan, Slots<double, 3>& orders) {
    orders = Slots<double, 3>{{0.5 * plan, 0.3 * plan, 0.2 * plan}};
  });
  step.each("firm.deliver", firm, reads(incoming(customers, firm.orders, reach)),
            writes(firm.ordered, firm.stock, firm.filled),
            [](double orders, double& ordered, double& stock, double& filled) {
              ordered = orders;
              filled = orders > 0 ? least(1.0, stock / orders) : 1;
              stock -= filled * orders;
            });
  step.each("firm.make", firm, reads(firm.orders, via(firm.supplier, firm.filled, reach), firm.plan),
            writes(firm.output, firm.stock),
            [](Slots<double, 3> orders, Slots<double, 3> filled, double plan, double& output, double& stock) {
              output = plan + sum(orders * filled);
              stock += output;
            });
  step.each("firm.know", firm, reads(many(customers, firm.rank, at_slot(firm.orders))), writes(firm.best),
            [](const auto& all, double& best) {
              best = 0;
              for (const auto& [row, slot, rank, order] : all)
                best = most(best, rank * order + static_cast<double>(slot));
            });
  step.each(
      "firm.remember", firm, reads(firm.output), writes(firm.yearly),
      [](double output, double& yearly) { yearly = output; }, Every{12});
  step.sum("cluster.add_up", cluster.output, firm.cluster, firm.output);
  step.sum("nation.add_up", nation.output, firm.output);
  step.each("cluster.pay", cluster, reads(cluster.output, only(nation.output), rows_of(cluster, cluster.output)),
            writes(cluster.wage), [](double own, double all, const auto& clusters, double& wage) {
              wage = own / all;
              for (const auto& [row, output] : clusters) wage += 1e-3 * output / all * static_cast<double>(row);
            });
  step.each("firm.pay", firm,
            reads(firm.output, via(firm.cluster, cluster.wage), firm.supplier, firm.cash, pays(book, firms)), writes(),
            [](double output, double wage, Slots<Row, 3> supplier, Dong opening, Teller pay) {
              pay.to({state, 0}, nearest({1000 * output * wage}), tax);
              pay.to({firms, supplier[0]}, portion(opening, 0.01), trade);
            });
  step.settle("book.settle", book);
  step.sum("cluster.cash", cluster.cash, firm.cluster, firm.cash);
  step.each("firm.ask", firm, reads(dice(firm, choice), calendar()), writes(firm.asks, firm.free),
            [](Dice dice, const Clock&, std::uint32_t& asks, double& free) {
              asks = dice.chance(0.05, 20) ? 1 + dice.below(2, 21) : 0;
              free = 1;
            });
  step.each("contract.end", contract, reads(dice(contract, ending, contract.identity)), writes(contract.ended),
            [](Dice dice, std::uint8_t& ended) { ended = dice.chance(0.1); });
  step.renew("contract.begin_and_end", renewal);
  step.each("contract.begin", contract,
            reads(contract.asker, via(contract.asker, firm.supplier), dice(contract, choice, contract.identity)),
            writes(contract.firm, contract.size),
            [](Row, Slots<Row, 3> supplier, Dice dice, Row& server, double& size) {
              server = supplier[dice.below(2, 1)];
              size = dice.beta33(2);
            });
  step.index("firm.contracts", contracts, firm, contract.firm, contract.size, Every{3});
  step.resolve(
      "firm.accept", firm, contracts, reads(firm.rank), shared(firm.free), items(contract.size),
      items_out(contract.taken),
      [](double rank, double& free, double size, std::uint8_t& taken) {
        taken = size < free + rank;
        if (taken) free -= size;
      },
      Every{3});
  step.sum("cluster.served", cluster.served, firm.cluster, firm.asks);
  step.sum("nation.contracts", nation.contracts, contract.taken);
}

std::uint64_t Economy::hash() const {
  std::uint64_t h = renewal.next_identity();
  for (const Table* t : {static_cast<const Table*>(&firm), static_cast<const Table*>(&contract),
                         static_cast<const Table*>(&cluster), static_cast<const Table*>(&nation)})
    for (const AnyColumn* c : t->columns())
      if (c->life == Life::state) h = h * 1099511628211u ^ c->hash();
  for (Flow f = 0; f < book.flows(); ++f)
    for (Sector s = 0; s < book.sectors(); ++s) h = h * 31 ^ static_cast<std::uint64_t>(book.matrix(f, s).value);
  return h;
}

}  // namespace trellis::tests
