#include "agents/cluster/equations.hpp"
#include "agents/government/recipient.hpp"
#include "agents/inputs/equations.hpp"
#include "agents/inputs/phases.hpp"
#include "agents/inputs/tender.hpp"
#include "agents/model.hpp"
#include "agents/oem/rounds.hpp"
#include "agents/start/start.hpp"

namespace trellis {

void tell_input_life(Step& step, Economy& e) {
  SupplierInputs& t = e.supplier.inputs;
  step.each("supplier.age_inputs", e.supplier,
            reads(via(t.seller, e.supplier.quality), via(t.seller, e.supplier.on_time), t.ordered, t.lot, t.share,
                  e.supplier.imported_material, e.scenario.sourcing,
                  dice(e.supplier, stream::input_termination, e.supplier.identity)),
            writes(t.seller, t.live, t.freed, t.remaining, t.approval, t.delivering, t.price, t.bound, t.content),
            [](ByInput<Ratio> quality, ByInput<Ratio> on_time, ByInput<Value> ordered, ByInput<Value> lot,
               ByInput<Ratio> share, Ratio imported_material, const SourcingParameters& p, Dice luck,
               ByInput<Row>& seller, ByInput<std::uint8_t>& live, ByInput<std::uint8_t>& freed,
               ByInput<std::int32_t>& remaining, ByInput<std::int32_t>& approval, ByInput<std::int32_t>& delivering,
               ByInput<Price>& price, ByInput<Value>& bound, Ratio& content) {
              content = imported_material;
              for (std::size_t j = 0; j < input_kinds; ++j) {
                if (!live[j]) continue;
                remaining[j] -= 1;
                approval[j] = most(approval[j] - 1, 0);
                if (ordered[j] > Value{}) delivering[j] += 1;
                price[j] = sourcing::contract_price(price[j], 0, 0, p);  // (3.27), as in makers' contracts
                const bool terminated = luck.chance(sourcing::termination_probability(quality[j], on_time[j], p),
                                                    static_cast<std::uint32_t>(j));  // (3.28)
                if (seller[j] != nowhere && !terminated)
                  bound[j] = share[j] * lot[j];
                else
                  live[j] = 0, freed[j] = 1, seller[j] = nowhere;
              }
            });
  step.sum("supplier.inputs_load", t.load, t.seller, t.bound);
}

namespace {

constexpr Every quarter{3};

// What each firm needs, and which links are over.
void tell_openings(Step& step, Economy& e) {
  SupplierInputs& t = e.supplier.inputs;
  step.each(
      "supplier.plan_inputs", e.supplier,
      reads(e.supplier.category, via(e.supplier.category, e.category.inputs.source),
            via(e.supplier.category, e.category.inputs.share), e.supplier.expected, e.supplier.cost_rate,
            e.supplier.material_share, e.supplier.conversion_share, e.scenario.supplier),
      writes(t.first_source, t.second_source, t.lot),
      [](Row category, ByInput<Row> source, ByInput<Ratio> share, Value expected, double cost_rate, double bought_share,
         double conversion_share, const SupplierParameters& p, Row& first, Row& second, ByInput<Value>& lot) {
        if (category == nowhere) return;
        first = source[0], second = source[1];
        const double relative_cost = bought_share + conversion_share;
        // Who has not made anything yet counts on the cost of work without scale and experience.
        const double rate = cost_rate > 0 ? cost_rate : inputs::unit_cost(bought_share, conversion_share, p);  // (4.28)
        lot =
            share.map([&](Ratio of_cost) { return inputs::needed(expected, rate, relative_cost, of_cost); });  // (3.33)
      },
      quarter);
  step.each(
      "supplier.renew_inputs", e.supplier,
      reads(e.supplier.category, via(t.seller, e.supplier.bidder), t.lot, t.live,
            via(e.supplier.cluster, e.cluster.distance), via(e.supplier.cluster, e.cluster.logistics),
            e.supplier.material_price, e.scenario, dice(e.supplier, stream::input_renewal, e.supplier.identity),
            dice(e.supplier, stream::input_reopening, e.supplier.identity)),
      writes(t.remaining, t.price, t.relative_cost, t.open, t.freed, t.asks),
      [](Row category, ByInput<Bidder> bidder, ByInput<Value> lot, ByInput<std::uint8_t> live,
         const Slots<double, most_clusters>& distance, const Slots<Ratio, most_clusters>& logistics,
         double import_price, const Scenario& s, Dice renewal, Dice reopening, ByInput<std::int32_t>& remaining,
         ByInput<Price>& price, ByInput<Ratio>& relative_cost, ByInput<std::uint8_t>& open,
         ByInput<std::uint8_t>& freed, ByInput<Row>& asks) {
        asks = ByInput<Row>::all(nowhere);
        if (category == nowhere) return;
        for (std::uint32_t j = 0; j < input_kinds; ++j) {
          if (!(lot[j] > Value{})) continue;
          if (!live[j]) {
            open[j] = freed[j] || reopening.chance(sourcing::reopening_probability(3, s.sourcing), j);  // (3.26)
            continue;
          }
          if (remaining[j] > 0) continue;
          const Tender tender = tender_for_input(lot[j], 0, import_price, distance, logistics);
          const Price asked = asked_price(tender, bidder[j], input_work, s.supplier);
          const Ratio cost =
              total_cost(tender, bidder[j], asked, true, s.sourcing) / sourcing::import_cost(import_price, s.sourcing);
          open[j] =
              !bidder[j].exists ||
              !renewal.chance(sourcing::renewal_probability(cost, relative_cost[j], s.sourcing), 2 * j);  // (3.25)
          if (open[j]) continue;
          remaining[j] = sourcing::months_between(s.sourcing.contract_months_least, s.sourcing.contract_months_most,
                                                  renewal.uniform(2 * j + 1));
          price[j] = asked, relative_cost[j] = cost;
        }
      },
      quarter);
  step.index("category.suppliers", e.suppliers_of_category, e.category, e.supplier.category, quarter);
}

// A tender for the inputs of one kind.
template <std::size_t kind>
void tell_tender(Step& step, Economy& e, const std::string& name, Column<Row>& source, std::uint32_t discovery,
                 std::uint32_t pick_stream) {
  SupplierInputs& t = e.supplier.inputs;
  step.each(
      name, e.supplier,
      reads(row_number(e.supplier), e.supplier.identity, t.open, t.live, t.seller, via(t.seller, e.supplier.identity),
            t.lot, via(source, e.category.difficulty), via(e.supplier.category, e.category.inputs.attraction),
            via(e.supplier.category, e.category.inputs.usual_bidders), via(e.supplier.cluster, e.cluster.distance),
            via(e.supplier.cluster, e.cluster.logistics), e.supplier.material_price, e.scenario,
            dice(e.supplier, discovery, e.supplier.identity), dice(e.supplier, pick_stream, e.supplier.identity),
            dice(e.supplier, stream::input_class, e.supplier.identity),
            many(source, e.suppliers_of_category, e.supplier.bidder)),
      writes(t.draws, t.asks),
      [](Row self, std::uint32_t turn, ByInput<std::uint8_t> open, ByInput<std::uint8_t> live, ByInput<Row> seller,
         ByInput<std::uint32_t> identity,
         ByInput<Value> lot, Ratio difficulty, const Slots<Ratio, input_kinds * owners>& attraction,
         const Slots<double, input_kinds * owners>& usual_bidders, const Slots<double, most_clusters>& distance,
         const Slots<Ratio, most_clusters>& logistics, double import_price, const Scenario& s, Dice search_luck,
         Dice pick_luck, Dice class_luck, const auto& makers, Slots<Draw, 2 * input_kinds>& draws, ByInput<Row>& asks) {
        if (!open[kind]) return;
        Tender tender = tender_for_input(lot[kind], inputs::difficulty(difficulty, s.inputs), import_price, distance,
                                         logistics);  // (3.34)
        tender.candidates =
            sourcing::candidates_of_classes(1, class_luck.uniform(2 * kind + 1), s.sourcing.discovery);  // (3.1)
        tender.incumbent = live[kind] ? identity[kind] : nowhere;
        const InputMakers sellers{makers, self};
        const Dealt own{sellers, turn, nations_of(s.population), live[kind] ? seller[kind] : nowhere};
        const Bids bids = hold(tender, own, search_luck, true, {s.sourcing, s.supplier});
        const auto weight =
            bids.class_weight(of_kind<owners>(attraction, kind), of_kind<owners>(usual_bidders, kind), s.sourcing);
        const auto winner =
            draw_winner(bids, weight, import_price, class_luck.uniform(2 * kind), pick_luck, s.sourcing);
        draws[2 * kind] = winner[0], draws[2 * kind + 1] = winner[1];
        asks[kind] = winner[0].supplier;
      },
      quarter);
}

void tell_awards(Step& step, Economy& e) {
  SupplierInputs& t = e.supplier.inputs;
  step.each(
      "supplier.sign_inputs", e.supplier,
      reads(t.open, t.asks, via(t.asks, e.supplier.cluster), via(t.asks, e.supplier.category),
            via(t.asks, e.supplier.kind), t.award, t.tries, e.scenario, calendar(),
            dice(e.supplier, stream::input_length, e.supplier.identity)),
      writes(t.seller, t.live, t.share, t.price, t.relative_cost, t.begun, t.remaining, t.approval, t.delivering,
             t.freed, t.draws),
      [](ByInput<std::uint8_t> open, ByInput<Row> asks, ByInput<Row> cluster, ByInput<Row> category,
         ByInput<std::uint32_t> of_class, ByInput<Ratio> award, ByInput<std::uint8_t> tries, const Scenario& s,
         const Clock& clock, Dice luck, ByInput<Row>& seller, ByInput<std::uint8_t>& live, ByInput<Ratio>& share,
         ByInput<Price>& price, ByInput<Ratio>& relative_cost, ByInput<std::int32_t>& begun,
         ByInput<std::int32_t>& remaining, ByInput<std::int32_t>& approval, ByInput<std::int32_t>& delivering,
         ByInput<std::uint8_t>& freed, Slots<Draw, 2 * input_kinds>& draws) {
        const SourcingParameters& p = s.sourcing;
        for (std::uint32_t j = 0; j < input_kinds; ++j) {
          if (!open[j]) continue;
          const Row former = live[j] ? seller[j] : nowhere;
          freed[j] = 0, live[j] = asks[j] != nowhere && award[j] > 0;
          seller[j] = live[j] ? asks[j] : nowhere;
          const Draw draw = live[j] ? draws[2 * j + tries[j]] : Draw{};
          draws[2 * j] = draws[2 * j + 1] = {};  // nobody's row is kept that could move
          if (!live[j]) continue;
          share[j] = award[j], price[j] = draw.price, relative_cost[j] = draw.relative_cost;
          begun[j] = static_cast<std::int32_t>(clock.step) + 1;
          remaining[j] =
              sourcing::months_between(p.contract_months_least, p.contract_months_most, luck.uniform(2 * j));  // (3.23)
          const int drawn =
              sourcing::months_between(p.approval_months_least, p.approval_months_most, luck.uniform(2 * j + 1));
          const double relief =
              s.policy.approval_relief.at(clock.now(), recipient(s, cluster[j], category[j], of_class[j]));
          approval[j] = inputs::approval_months(former == seller[j], sourcing::approval_months(drawn, relief),
                                                p.payment_months);  // (3.29), (3.35)
          delivering[j] = former == seller[j] ? static_cast<std::int32_t>(p.ramp_months) : 0;
        }
      },
      quarter);
}

}  // namespace

void tell_input_sourcing(Step& step, Economy& e) {
  SupplierInputs& t = e.supplier.inputs;
  tell_openings(step, e);
  tell_tender<0>(step, e, "supplier.tender_first_input", t.first_source, stream::input_discovery_first,
                 stream::input_pick_first);
  tell_tender<1>(step, e, "supplier.tender_second_input", t.second_source, stream::input_discovery_second,
                 stream::input_pick_second);
  tell_rounds(step, e, "input_", e.input_requests_of_supplier,
              Asking{e.supplier, t.asks, t.lot, t.award, t.draws, t.tries}, quarter);
  tell_awards(step, e);
}

}  // namespace trellis
