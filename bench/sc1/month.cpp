#include "bench/sc1/tables.hpp"

namespace trellis::sc1 {

namespace {
constexpr double input_share = 0.1;  // parts of each supplier in one part made
enum Stream : std::uint32_t { demand = 1, luck = 2 };
}  // namespace

void tell_month(Step& step, Firm& firm, Nation& nation, Reach trade) {
  step.each(
      "firm.expect", firm, reads(firm.received, firm.inventory, draws<2>(firm, demand)),
      writes(firm.final_demand, firm.expected, firm.wanted),
      [](Parts received, Parts inventory, Slots<Ratio, 2> u, Parts& final_demand, Parts& expected, Parts& wanted) {
        final_demand = Parts{10} * (0.8 + 0.2 * sum(u));
        expected = 0.8 * expected + 0.2 * received;
        wanted = positive(1.5 * expected - inventory);
      });
  step.each("firm.order", firm, reads(firm.wanted, firm.technology, firm.material), writes(firm.order),
            [](Parts wanted, Technology technology, Inputs material, Inputs& order) {
              order = positive(2 * input_share * wanted / technology - material);
            });
  step.each("firm.produce", firm, reads(firm.wanted, firm.capacity, firm.technology),
            writes(firm.output, firm.material, firm.inventory),
            [](Parts wanted, Parts capacity, Technology technology, Parts& output, Inputs& material, Parts& inventory) {
              output = least(least(wanted, capacity), least(material) * (technology / input_share));
              material = material - input_share * output / technology;
              inventory += output;
            });
  step.each("firm.ship", firm, reads(firm.final_demand, firm.price, incoming(firm.customers, firm.order, trade)),
            writes(firm.inventory, firm.sales, firm.received, firm.unfilled, firm.offer),
            [](Parts final_demand, Price price, Parts ordered, Parts& inventory, Parts& sales, Parts& received,
               Parts& unfilled, Offer& offer) {
              received = final_demand + ordered;
              offer = {received > Parts{0} ? least(1.0, inventory / received) : 0, price};
              sales = offer.filled * received;
              inventory -= sales;
              unfilled = received - sales;
            });
  step.each("firm.receive", firm, reads(firm.order, via(firm.supplier, firm.offer, trade)),
            writes(firm.material, firm.paid),
            [](Inputs order, Slots<Offer, links> offer, Inputs& material, Value& paid) {
              const Inputs delivered = order * offer.map([](Offer o) TRELLIS_INLINE { return o.filled; });
              material = material + delivered;
              paid = sum(delivered * offer.map([](Offer o) TRELLIS_INLINE { return o.price; }));
            });
  step.each("firm.update", firm, reads(firm.sales, firm.output, firm.paid, firm.unfilled, draws<2>(firm, luck)),
            writes(firm.price, firm.cash, firm.capacity, firm.technology),
            [](Parts sales, Parts output, Value paid, Parts unfilled, Slots<Ratio, 2> u, Price& price, Value& cash,
               Parts& capacity, Technology& technology) {
              cash += price * sales - Price{0.5} * output - paid;
              price = within(price * (unfilled > Parts{1e-9} ? 1.01 : 0.995), Price{0.5}, Price{2});
              const bool invests = (u[0] < 0.05) & (cash.value > 50);
              capacity = capacity * (invests ? 1.02 : 1.0);
              cash -= Value{invests ? 10.0 : 0.0};
              technology = u[1] < 0.01 ? least(1.5, 1.01 * technology) : technology;
            });
  step.sum("nation.output", nation.output, firm.output);
  step.sum("nation.inventory", nation.inventory, firm.inventory);
  step.sum("nation.sales", nation.sales, firm.sales);
  step.sum("nation.unfilled", nation.unfilled, firm.unfilled);
  step.sum("nation.cash", nation.cash, firm.cash);
  step.sum("nation.price", nation.price, firm.price);
}

}  // namespace trellis::sc1
