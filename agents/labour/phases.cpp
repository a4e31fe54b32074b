#include "agents/labour/phases.hpp"

#include "agents/government/recipient.hpp"
#include "agents/labour/equations.hpp"
#include "agents/model.hpp"
#include "agents/supplier/equations.hpp"

namespace trellis {

void tell_labour(Step& step, Economy& e) {
  // A firm wants the workers for what it usually makes, and for what it plans where that is beyond all overtime.
  step.each("supplier.staff", e.supplier,
            reads(e.supplier.category, e.supplier.orders, e.supplier.expected, e.supplier.inventory,
                  e.supplier.capacity, e.supplier.cost_rate, e.supplier.material_share, e.supplier.conversion_share,
                  via(e.supplier.cluster, e.cluster.pay), e.supplier.workers, e.scenario),
            writes(e.supplier.usual_output, e.supplier.needed_workers, e.supplier.staffing),
            [](Row category, Value orders, Value expected, Value inventory, Value capacity, double cost_rate,
               double material_share, double conversion_share, labour::Pay pay, People workers, const Scenario& s,
               Value& usual_output, People& needed, Slots<People, 2>& staffing) {
              const SupplierParameters& p = s.supplier;
              usual_output = {}, needed = {}, staffing = {};
              if (category == nowhere || !(cost_rate > 0)) return;
              const Value planned = supplier::planned_production(orders, expected, inventory, capacity, p);  // (4.16)
              usual_output = most(planned / p.overtime, least(expected, capacity));
              const Value wage_bill = Parts{usual_output.value} * supplier::wage_cost(Price{cost_rate}, material_share,
                                                                                      conversion_share, p);  // (4.11)
              needed = labour::workers_needed(wage_bill, pay);                                               // (6.1)
              const People kept = labour::workers_kept(workers, needed, s.labour);                           // (6.2)
              staffing = {{kept, positive(needed - kept)}};
            });
  step.sum("cluster.staffing", e.cluster.staffing, e.supplier.cluster, e.supplier.staffing);
  step.sum("cluster.home_sales", e.cluster.home_sales, e.supplier.cluster, e.supplier.home_sales, Every{3});
  // All employers of a cluster share what is short in proportion to what they want; the wage answers for the next
  // month.
  step.each(
      "cluster.clear_labour", e.cluster,
      reads(e.cluster.staffing, e.cluster.home_sales, e.cluster.elsewhere_at_start, e.cluster.pay_at_start, e.scenario,
            calendar()),
      writes(e.cluster.force, e.cluster.available, e.cluster.employment, e.cluster.at_home, e.cluster.elsewhere,
             e.cluster.hiring_share, e.cluster.tightness, e.cluster.wage, e.cluster.pay),
      [](Slots<People, 2> staffing, Value home_sales, People elsewhere_at_start, labour::Pay pay_at_start,
         const Scenario& s, const Clock& clock, People& force, People& available, People& employment, People& at_home,
         People& elsewhere, Ratio& hiring_share, double& tightness, double& wage, labour::Pay& pay) {
        const LabourParameters& p = s.labour;
        const People grown = labour::labour_force(force, available, tightness, p);       // (6.8)
        const People want_at_home = labour::workers_at_home(home_sales, clock.step, p);  // (6.6)
        const People want_elsewhere = labour::workers_elsewhere(
            elsewhere_at_start, wage, labour::relative_wage_trend(s.supplier.relative_wage, clock.step, p), clock.step,
            p);  // (6.7), (6.11)
        const People kept_at_home = least(at_home, want_at_home), kept_elsewhere = least(elsewhere, want_elsewhere);
        available +=
            (grown - force) + (employment - staffing[0]) + (at_home - kept_at_home) + (elsewhere - kept_elsewhere);
        force = grown;
        const People wanted = staffing[1] + (want_at_home - kept_at_home) + (want_elsewhere - kept_elsewhere);
        hiring_share = labour::hiring_share(available, wanted);                // (6.3)
        employment = labour::workers(staffing[0], staffing[1], hiring_share);  // (6.4)
        at_home = labour::workers(kept_at_home, want_at_home - kept_at_home, hiring_share);
        elsewhere = labour::workers(kept_elsewhere, want_elsewhere - kept_elsewhere, hiring_share);
        available = positive(available - hiring_share * wanted);
        tightness = labour::tightness(staffing[0] + staffing[1] + want_at_home + want_elsewhere, force);  // (6.9)
        wage = labour::relative_wage(wage, tightness, p);                                                 // (6.10)
        pay = labour::pay(pay_at_start, wage, s.supplier.relative_wage, s.knowledge.frontier_growth,
                          clock.step + 1);  // (4.1)
      });
  step.each(
      "supplier.hire", e.supplier,
      reads(e.supplier.staffing, e.supplier.owner, via(e.supplier.cluster, e.cluster.hiring_share)),
      writes(e.supplier.workers, e.supplier.workers_by_owner),
      [](Slots<People, 2> staffing, Owner owner, Ratio hiring_share, People& workers, Slots<People, owners>& by_owner) {
        workers = labour::workers(staffing[0], staffing[1], hiring_share);  // (6.4)
        by_owner = {};
        by_owner[static_cast<std::size_t>(owner)] = workers;
      });
  step.sum("nation.employment", e.nation.employment, e.supplier.workers_by_owner);
  step.each(
      "nation.mean_wage", e.nation,
      reads(rows_of(e.cluster, e.cluster.wage, e.cluster.pay, e.cluster.at_home, e.cluster.available, e.cluster.force)),
      writes(e.nation.mean_wage, e.nation.mean_pay, e.nation.employment_at_home, e.nation.available_share),
      [](const auto& clusters, double& mean_wage, labour::Pay& mean_pay, People& at_home, Ratio& available) {
        mean_wage = 0, mean_pay = {}, at_home = {};
        People force{}, free{};
        for (const auto& [row, wage, pay, home, without_work, all] : clusters)
          mean_wage += wage, mean_pay += pay, at_home += home, free += without_work, force += all;
        const auto number = static_cast<double>(clusters.size());
        mean_wage /= number, mean_pay /= number, available = free / force;
      });
  step.each("cluster.compare_pay", e.cluster, reads(e.cluster.pay, only(e.nation.mean_pay)),
            writes(e.cluster.relative_pay),
            [](labour::Pay pay, labour::Pay mean, double& relative) { relative = pay / mean; });
}

namespace {

// Experts come in January: firms that want one are drawn in December, by a race of exponentials keyed by identity.
void tell_secondment(Step& step, Economy& e) {
  constexpr Every year{12};
  step.each(
      "supplier.ask_expert", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.ended, e.scenario.policy, calendar(),
            dice(e.supplier, stream::expert_secondment, e.supplier.identity)),
      writes(e.supplier.expert_desk, e.supplier.expert_order, e.supplier.expert),
      [](Row category, Owner owner, std::uint8_t ended, const Policy& policy, const Clock& clock, Dice luck, Row& desk,
         double& order, std::uint8_t& expert) {
        const bool asks =
            category != nowhere && owner == Owner::domestic && !ended && policy.expert_secondment.at(clock.now()) > 0;
        desk = asks ? 0 : nowhere, order = asks ? -luck.exponential() : 0, expert = 0;
      },
      year);
  step.index("nation.expert_desk", e.expert_desk, e.nation, e.supplier.expert_desk, e.supplier.expert_order, year);
  step.each(
      "nation.open_secondment", e.nation, reads(e.scenario.policy, calendar()), writes(e.nation.expert_places),
      [](const Policy& policy, const Clock& clock, double& places) {
        places = policy.expert_secondment.at(clock.now());
      },
      year);
  step.resolve(
      "nation.second_experts", e.nation, e.expert_desk, reads(), shared(e.nation.expert_places), items(),
      items_out(e.supplier.expert),
      [](double& places, std::uint8_t& expert) {
        expert = places >= 1;
        places -= expert;
      },
      year);
  step.sum("nation.experts", e.nation.experts, e.supplier.expert, year);
  step.each("government.pay_experts", e.government,
            reads(only(e.nation.experts), e.scenario.labour, pays(e.book, sector::government)), writes(),
            [](std::uint32_t experts, const LabourParameters& p, Teller pay) {
              const People all{static_cast<double>(experts)};
              pay.to({sector::world, 0}, labour::secondment_spending(all, p),
                     flow::of(programme::expert_secondment));  // (10.28)
            });
}

}  // namespace

void tell_skills(Step& step, Economy& e) {
  step.each("training.offer", e.training,
            reads(e.training.cluster, e.training.places, e.training.share, e.training.trainers_at_start,
                  e.training.budget, e.scenario, calendar(), pays(e.book)),
            writes(e.training.trainers, e.training.further_places, e.training.trainees, e.training.further_trainees),
            [](Row cluster, People places, Ratio share, People trainers_at_start, Dong budget, const Scenario& s,
               const Clock& clock, Teller pay, People& trainers, People& further_places, People& trainees,
               People& further_trainees) {
              const LabourParameters& p = s.labour;
              const Recipient here = recipient(s, cluster);
              const People wanted{share * s.policy.training_places.at(clock.now(), here)};
              const double quality = s.policy.trainer_quality.at(clock.now(), here);
              const People needed = trainers_at_start * ((places + wanted) / places);
              trainers = labour::trainers(trainers, needed, trainers_at_start, p);                   // (6.12)
              further_places = labour::further_places(wanted, places, trainers, trainers_at_start);  // (6.13)
              trainees = places + further_places;
              further_trainees = labour::further_trainees(places, further_places, quality);  // (6.14)
              constexpr Account state{sector::government, 0}, households{sector::households, 0};
              pay.between(state, households, budget, flow::training_budgets);
              pay.between(state, households, labour::training_spending(further_places, p),
                          flow::of(programme::training_places));  // (10.26)
              pay.between(state, households, labour::trainer_spending(trainers, quality, p),
                          flow::of(programme::trainer_quality));  // (10.27)
            });
  step.sum("cluster.further_trainees", e.cluster.further_trainees, e.training.cluster, e.training.further_trainees);
  step.each("cluster.renew_skills", e.cluster,
            reads(e.cluster.skill_pool_at_start, e.cluster.further_trainees, e.cluster.force, e.scenario.labour),
            writes(e.cluster.skill_pool),
            [](Ratio at_start, People further, People force, const LabourParameters& p, Ratio& pool) {
              pool = labour::skill_pool(pool, at_start, further, force, p);  // (6.15)
            });
  step.each(
      "supplier.improve_skill", e.supplier,
      reads(e.supplier.category, via(e.supplier.cluster, e.cluster.skill_pool),
            via(e.supplier.cluster, e.cluster.skill_pool_at_start), e.supplier.expert, e.scenario.labour),
      writes(e.supplier.skill),
      [](Row category, Ratio pool, Ratio pool_at_start, std::uint8_t expert, const LabourParameters& p, double& skill) {
        if (category == nowhere) return;
        skill = labour::skill(skill, pool, pool_at_start, p);      // (6.16)
        if (expert) skill = labour::skill_with_experts(skill, p);  // (6.17)
      });
  tell_secondment(step, e);
}

void tell_dismissals(Step& step, Economy& e) {
  step.each("supplier.dismiss", e.supplier, reads(e.supplier.ended, e.supplier.category, e.supplier.moves_to),
            writes(e.supplier.workers, e.supplier.dismissed),
            [](std::uint8_t ended, Row category, Row moves_to, People& workers, People& dismissed) {
              const bool leaves = ended || (moves_to != nowhere && category != nowhere);  // its cluster, at least
              dismissed = leaves ? workers : People{};
              workers = leaves ? People{} : workers;
            });
  step.sum("cluster.dismissed", e.cluster.dismissed, e.supplier.cluster, e.supplier.dismissed);
  step.each(
      "cluster.take_back", e.cluster, reads(e.cluster.dismissed), writes(e.cluster.employment, e.cluster.available),
      [](People dismissed, People& employment, People& available) { employment -= dismissed, available += dismissed; });
}

}  // namespace trellis
