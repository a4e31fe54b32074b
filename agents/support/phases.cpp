#include "agents/support/phases.hpp"

#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/support/equations.hpp"

namespace trellis {

// Once a year each cluster has so many places in each programme. Firms ask for all that they can pay their part of; who
// gets a place is a race of exponentials keyed by the firm's identity.
void tell_support(Step& step, Economy& e) {
  constexpr Every year{12};
  step.each(
      "office.open", e.office,
      reads(e.office.cluster, e.office.kind, e.scenario, calendar(), dice(e.office, stream::support_places)),
      writes(e.office.places),
      [](Row cluster, std::uint32_t kind, const Scenario& s, const Clock& clock, Dice luck, double& places) {
        places = support::places(s.policy.support[kind].places.at(clock.now(), recipient(s, cluster)),
                                 luck.uniform());  // (9.37)
      },
      year);
  step.each(
      "supplier.seek_support", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.kind, e.supplier.cluster, e.supplier.deposits,
            e.supplier.technology, e.supplier.upgrades, e.supplier.coached_until,
            rows_of(e.office, e.office.cluster, e.office.places),
            dice(e.supplier, stream::support_turn, e.supplier.identity), e.scenario, calendar()),
      writes(e.supplier.office, e.supplier.turn, e.supplier.placed),
      [](Row category, Owner owner, std::uint32_t of_class, Row cluster, Dong deposits, double technology,
         std::uint32_t upgrades, std::uint32_t coached_until, const auto& offices, Dice luck, const Scenario& s,
         const Clock& clock, Slots<Row, support::kinds>& office, Slots<double, support::kinds>& turn,
         Slots<std::uint32_t, support::kinds>& placed) {
        office = Slots<Row, support::kinds>::make([](std::size_t) { return nowhere; });
        turn = {}, placed = {};
        if (category == nowhere || owner == Owner::foreign) return;
        const SupportParameters& p = s.support;
        const Recipient whom = recipient(s, cluster, category, of_class);
        Dong committed{};
        for (const auto& [row, where, places] : offices) {
          if (where != cluster || places < 1) continue;
          const auto kind = static_cast<support::Kind>(row % support::kinds);
          const bool suits = kind == support::coaching              ? coached_until <= clock.step
                             : kind == support::technology_transfer ? technology < p.licensor_technology
                                                                    : true;
          const Ratio share = s.policy.support[kind].share.at(clock.now(), whom);
          const Dong own = nearest(Value{p.cost[kind]}) - support::grant(p.cost[kind], share);  // (10.24)
          if (!suits || support::has(upgrades, kind) || !support::can_ask(deposits, committed, own, p))
            continue;  // (9.38)
          committed += own;
          office[kind] = row;
          turn[kind] = -luck.exponential(static_cast<std::uint32_t>(kind));  // the earliest first
        }
      },
      year);
  step.index("office.applicants", e.applicants_of_office, e.office, e.supplier.office, e.supplier.turn, year);
  step.resolve(
      "office.place", e.office, e.applicants_of_office, reads(), shared(e.office.places), items(),
      items_out(at_slot(e.supplier.placed)),
      [](double& places, std::uint32_t& placed) {
        placed = places >= 1;
        places -= placed;
      },
      year);
  step.each(
      "supplier.take_support", e.supplier,
      reads(e.supplier.category, e.supplier.kind, e.supplier.cluster, e.supplier.placed, e.supplier.absorptive_capacity,
            e.scenario, calendar()),
      writes(e.supplier.supported_costs, e.supplier.grants_asked, e.supplier.technology, e.supplier.upgrades,
             e.supplier.coached_until),
      [](Row category, std::uint32_t of_class, Row cluster, Slots<std::uint32_t, support::kinds> placed,
         Ratio absorptive_capacity, const Scenario& s, const Clock& clock, Grants& costs, Grants& grants,
         double& technology, std::uint32_t& upgrades, std::uint32_t& coached_until) {
        const SupportParameters& p = s.support;
        const Recipient whom = recipient(s, cluster, category, of_class);
        for (std::size_t kind = 0; kind < support::kinds; ++kind) {
          if (!placed[kind]) continue;
          costs[programme::with_places + kind] += nearest(Value{p.cost[kind]});
          const Ratio share = s.policy.support[kind].share.at(clock.now(), whom);
          grants[programme::with_places + kind] += support::grant(p.cost[kind], share);     // (10.24)
          if (kind == support::automation) technology = support::automated(technology, p);  // (9.39)
          if (kind == support::technology_transfer)
            technology = support::licensed(technology, absorptive_capacity, p);  // (9.40)
          if (kind == support::coaching)
            coached_until = clock.step + 1 + static_cast<std::uint32_t>(p.coaching_months);
          else
            upgrades |= std::uint32_t{1} << kind;
        }
      },
      year);
}

}  // namespace trellis
