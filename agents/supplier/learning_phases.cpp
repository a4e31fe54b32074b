#include "agents/government/equations.hpp"
#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/oem/sourcing.hpp"
#include "agents/supplier/knowledge.hpp"
#include "agents/supplier/phases.hpp"
#include "agents/support/equations.hpp"

namespace trellis {

void tell_learning(Step& step, Economy& e) {
  step.each("supplier.research", e.supplier,
            reads(e.supplier.category, e.supplier.owner, e.supplier.cluster, e.supplier.kind, e.supplier.orders,
                  e.supplier.home_sales, e.supplier.deposits, e.supplier.innovator, only(e.government.granted_share),
                  e.scenario, calendar()),
            writes(e.supplier.research, e.supplier.supported_costs, e.supplier.grants_asked, e.supplier.knowledge,
                   e.supplier.research_effort, e.supplier.research_match),
            [](Row category, Owner owner, Row cluster, std::uint32_t of_class, Value orders, Value home_sales,
               Dong deposits, std::uint8_t innovator, Ratio granted, const Scenario& s, const Clock& clock,
               Dong& research, Grants& costs, Grants& grants, double& knowledge, double& effort, Ratio& match) {
              research = {}, effort = 0, match = 0;
              if (category == nowhere) return;
              const KnowledgeParameters& p = s.knowledge;
              const bool foreign = owner == Owner::foreign;
              const Ratio share = supplier::research_share(foreign, p);  // (9.1)
              const Dong wanted = nearest(share * (orders + s.sourcing.gates.home_conversion * home_sales));
              if (wanted > Dong{} && deposits >= wanted) {
                research = wanted;
                match =
                    foreign ? 0 : s.policy.research_match.at(clock.now(), recipient(s, cluster, category, of_class));
                costs[programme::research] = research;
                grants[programme::research] = supplier::research_match(research, match);  // (9.2)
                match *= granted;  // what firms have seen the programme pay of late
                effort = supplier::research_effort(share, match, innovator != 0, p);  // (9.3)
              }
              knowledge = supplier::research_stock(knowledge, research > Dong{} ? share : 0, match, p);  // (9.4)
            });
  step.each(
      "supplier.absorb", e.supplier,
      reads(e.supplier.category, e.supplier.knowledge, e.supplier.skill, e.supplier.upgrades, e.scenario),
      writes(e.supplier.absorptive_capacity),
      [](Row category, double knowledge, double skill, std::uint32_t upgrades, const Scenario& s, Ratio& capacity) {
        if (category != nowhere)
          capacity = supplier::absorptive_capacity(knowledge, skill, support::well_run(upgrades, s.support),
                                                   s.knowledge);  // (9.10), (9.41)
      });
  step.index("category.suppliers", e.suppliers_of_category, e.category, e.supplier.category);
  // Whom to imitate: a race of exponentials keyed by identity among the category's producers.
  step.each("supplier.look_around", e.supplier,
            reads(e.supplier.category, e.supplier.identity, e.supplier.technology, e.supplier.research_effort,
                  e.supplier.absorptive_capacity, dice(e.supplier, stream::imitation, e.supplier.identity),
                  dice(e.supplier, stream::imitation_model, e.supplier.identity),
                  many(e.supplier.category, e.suppliers_of_category, e.supplier.identity, e.supplier.technology,
                       e.supplier.orders),
                  e.scenario.knowledge),
            writes(e.supplier.model_technology),
            [](Row category, std::uint32_t identity, double technology, double effort, Ratio absorptive_capacity,
               Dice luck, Dice choice, const auto& others, const KnowledgeParameters& p, double& model) {
              model = 0;
              if (category == nowhere || !(effort > 0)) return;
              if (!luck.chance(supplier::imitation_probability(effort, absorptive_capacity, p))) return;  // (9.6)
              double first = 0;
              for (const auto& [row, slot, other, other_technology, orders] : others) {
                if (other == identity || !(orders > Value{})) continue;
                const double arrives =
                    choice.exponential(other) / supplier::imitation_weight(technology, other_technology, p);  // (9.8)
                if (model == 0 || arrives < first) model = other_technology, first = arrives;
              }
            });
  step.each("supplier.learn", e.supplier,
            reads(e.supplier.category, e.supplier.research_effort, e.supplier.absorptive_capacity,
                  e.supplier.model_technology, via(e.supplier.pool, e.pool.technology),
                  via(e.supplier.cluster, e.cluster.hub), e.supplier.orders, e.supplier.foreign_orders,
                  via(e.supplier.pool, e.pool.foreign_supply), e.supplier.owner, e.supplier.joint_venture,
                  dice(e.supplier, stream::innovation, e.supplier.identity), e.scenario.knowledge),
            writes(e.supplier.technology, e.supplier.innovator),
            [](Row category, double effort, Ratio absorptive_capacity, double model, double pool, Ratio hub,
               Value orders, Value foreign_orders, Ratio foreign_supply, Owner owner, Ratio joint_venture, Dice luck,
               const KnowledgeParameters& p, double& technology, std::uint8_t& innovator) {
              if (category == nowhere) return;
              if (luck.chance(supplier::innovation_probability(effort, p))) {             // (9.5)
                const double tried = supplier::innovated(technology, luck.beta33(1), p);  // (9.7)
                if (tried > technology) technology = tried, innovator = 1;
              }
              if (model > 0) technology = supplier::imitated(technology, model, absorptive_capacity, p);  // (9.9)
              technology = supplier::after_spillover(technology, pool, absorptive_capacity, hub, p);      // (9.12)
              const Ratio abroad = orders > Value{} ? foreign_orders / orders : 0;
              technology = supplier::after_links(technology, abroad, owner == Owner::domestic ? foreign_supply : 0,
                                                 joint_venture, innovator != 0, absorptive_capacity, p);  // (9.13)
              technology = supplier::behind_frontier(technology, p);                                      // (9.14)
            });
  step.each("nation.learn_outside", e.nation, reads(e.scenario.knowledge), writes(e.nation.outside_technology),
            [](const KnowledgeParameters& p, double& outside) { outside = supplier::outside_technology(outside, p); });
  step.each("supplier.deepen_expertise", e.supplier,
            reads(e.supplier.category, e.supplier.owner, e.supplier.orders, e.supplier.research,
                  e.supplier.research_match, e.supplier.absorptive_capacity, e.supplier.coached_until,
                  via(e.supplier.category, e.category.fields), e.scenario, calendar()),
            writes(e.supplier.expertise),
            [](Row category, Owner owner, Value orders, Dong research, Ratio match, Ratio absorptive_capacity,
               std::uint32_t coached_until, Slots<double, technology_fields> fields, const Scenario& s,
               const Clock& clock, Slots<double, technology_fields>& expertise) {
              if (category == nowhere) return;
              const KnowledgeParameters& p = s.knowledge;
              const double coaching = coached_until > clock.step ? s.support.coaching_expertise : 0;
              const Ratio share = research > Dong{} ? supplier::research_share(owner == Owner::foreign, p) : 0;
              const double gain =
                  supplier::expertise_gain(orders > Value{}, coaching, share, match, absorptive_capacity, p);  // (9.15)
              for (std::size_t g = 0; g < technology_fields; ++g)
                expertise[g] = supplier::expertise(expertise[g], gain, fields[g], p);
            });
}

void tell_certification(Step& step, Economy& e) {
  constexpr Every quarter{3};
  step.sum("nation.bids", e.nation.bids, e.slot.bids, quarter);
  step.sum("nation.wins", e.nation.wins, e.slot.wins, quarter);
  step.each(
      "nation.remember_tenders", e.nation, reads(only(e.nation.bids), only(e.nation.wins), calendar()),
      writes(e.nation.tenders),
      [](Slots<double, owners> bids, Slots<double, owners> wins, const Clock& clock, Slots<double, tender_ring>& ring) {
        const auto quarter_of_year = static_cast<std::size_t>(clock.now().month() / 3 - 1);
        for (std::size_t owner = 0; owner < owners; ++owner) {
          ring[(quarter_of_year * owners + owner) * 2] = bids[owner];
          ring[(quarter_of_year * owners + owner) * 2 + 1] = wins[owner];
        }
      },
      quarter);
  step.each(
      "supplier.consider_certificate", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.cluster, e.supplier.kind, e.supplier.certificate,
            e.supplier.certifying, e.supplier.families, via(e.supplier.families, e.family.difficulty),
            via(e.supplier.families, e.family.required), via(e.supplier.families, e.family.base_price),
            e.supplier.capacity, e.supplier.deposits, only(e.nation.tenders),
            dice(e.supplier, stream::certification, e.supplier.identity), e.scenario, calendar()),
      writes(e.supplier.wants_certificate),
      [](Row category, Owner owner, Row cluster, std::uint32_t of_class, Certificate held, std::int32_t certifying,
         Slots<Row, capabilities> families, Slots<Ratio, capabilities> difficulty, Slots<Parts, capabilities> required,
         Slots<Price, capabilities> base_price, Value capacity, Dong deposits, Slots<double, tender_ring> ring,
         Dice luck, const Scenario& s, const Clock& clock, double& wants) {
        wants = 0;
        const CertificationParameters& p = s.knowledge.certification;
        if (category == nowhere || held == Certificate::iatf16949 || certifying > 0 || !luck.chance(p.consideration))
          return;
        Value lot{};
        for (std::size_t j = 0; j < capabilities; ++j) {
          if (families[j] == nowhere) continue;
          const Certificate asked = sourcing::required_certificate(difficulty[j], s.sourcing.gates);  // (3.6)
          if (asked > held) lot = most(lot, p.lot_share * (required[j] * base_price[j]));
        }
        lot = least(lot, s.supplier.overtime * capacity);
        double bids = 0, wins = 0;
        for (std::size_t q = 0; q < 4; ++q) {
          const std::size_t at = (q * owners + static_cast<std::size_t>(owner)) * 2;
          bids += ring[at], wins += ring[at + 1];
        }
        const Ratio support = owner == Owner::domestic ? s.policy.certification_support.at(
                                                             clock.now(), recipient(s, cluster, category, of_class))
                                                       : 0;
        const Value worth = supplier::certification_worth(supplier::win_rate(wins, bids, p), lot, p);  // (9.19), (9.20)
        wants = supplier::starts_certification(worth, supplier::certification_fee(held, p), support, to_value(deposits),
                                               p);  // (9.21)
      },
      quarter);
  step.sum("cluster.want_certificates", e.cluster.want_certificates, e.supplier.cluster, e.supplier.wants_certificate,
           quarter);
  step.each(
      "supplier.start_certificate", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.cluster, e.supplier.kind, e.supplier.wants_certificate,
            e.supplier.certificate, via(e.supplier.cluster, e.cluster.want_certificates),
            via(e.supplier.cluster, e.cluster.test_capacity),
            dice(e.supplier, stream::certification, e.supplier.identity), e.scenario, calendar()),
      writes(e.supplier.certifying, e.supplier.supported_costs, e.supplier.grants_asked),
      [](Row category, Owner owner, Row cluster, std::uint32_t of_class, double wants, Certificate held, double all,
         double test_capacity, Dice luck, const Scenario& s, const Clock& clock, std::int32_t& certifying,
         Grants& costs, Grants& grants) {
        const CertificationParameters& p = s.knowledge.certification;
        const Recipient whom = recipient(s, cluster, category, of_class);
        if (!(wants > 0) || !luck.chance(supplier::certification_access(all, test_capacity), 1)) return;  // (9.22)
        certifying =
            supplier::certification_months(held, s.policy.standards_recognition.at(clock.now(), whom), p);  // (9.18)
        const Value cost = supplier::certification_fee(held, p);
        const Ratio support = owner == Owner::domestic ? s.policy.certification_support.at(clock.now(), whom) : 0;
        costs[programme::certification] = nearest(cost);
        grants[programme::certification] = government::certification_grant(cost, support);  // (10.16)
      },
      quarter);
  step.each("supplier.work_on_certificate", e.supplier, reads(), writes(e.supplier.certifying, e.supplier.certificate),
            [](std::int32_t& certifying, Certificate& certificate) {
              if (certifying > 0 && --certifying == 0) certificate = supplier::next_certificate(certificate);
            });
}

}  // namespace trellis
