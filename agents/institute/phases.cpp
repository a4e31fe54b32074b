#include "agents/institute/phases.hpp"

#include <cmath>

#include "agents/government/recipient.hpp"
#include "agents/institute/equations.hpp"
#include "agents/model.hpp"

namespace trellis {

namespace {

// Those of the remembered that are this one.
template <class T, std::size_t N>
double times(const T& this_one, const Slots<T, N>& remembered) {
  double n = 0;
  for (const T& each : remembered.at) n += each == this_one;
  return n;
}

// The latest comes first and the oldest is forgotten.
template <class T, std::size_t N>
void remember(const T& latest, Slots<T, N>& remembered) {
  for (std::size_t i = N - 1; i > 0; --i) remembered[i] = remembered[i - 1];
  remembered[0] = latest;
}

// What runs goes on; in its last month a project succeeds or not, and its firms learn.
void tell_running_projects(Step& step, Economy& e) {
  step.each("project.advance", e.project,
            reads(via(e.project.institute, e.institute.expertise), via(e.project.partners, e.supplier.expertise),
                  e.scenario.institute, dice(e.project, stream::project_success, e.project.leader)),
            writes(e.project.left, e.project.teaches, e.project.lesson),
            [](Slots<double, technology_fields> institute,
               const Slots<Slots<double, technology_fields>, most_project_firms>& firms, const InstituteParameters& p,
               Dice luck, std::int32_t& left, std::uint8_t& teaches, Slots<double, technology_fields>& lesson) {
              left -= 1;
              if (left > 0) return;
              teaches = luck.chance(institute::success_probability(p));  // (9.30)
              lesson = institute::lesson(institute, firms);              // (9.35)
            });
  step.index("supplier.projects", e.projects_of_supplier, e.supplier, e.project.partners);
  step.index("institute.projects", e.projects_of_institute, e.institute, e.project.institute);
  step.each(
      "supplier.learn_from_projects", e.supplier,
      reads(e.supplier.identity,
            many(e.projects_of_supplier, e.project.left, e.project.teaches, e.project.lesson, e.project.institute,
                 e.project.members),
            e.supplier.absorptive_capacity, via(e.supplier.category, e.category.fields), e.scenario.institute),
      writes(e.supplier.expertise, e.supplier.technology, e.supplier.in_project, e.supplier.past_institutes,
             e.supplier.past_partners),
      [](std::uint32_t identity, const auto& projects, Ratio absorptive_capacity,
         Slots<double, technology_fields> fields, const InstituteParameters& p,
         Slots<double, technology_fields>& expertise, double& technology, std::uint32_t& in_project,
         Slots<Row, remembered_institutes>& past_institutes, Slots<std::uint32_t, remembered_partners>& past_partners) {
        in_project = 0;
        for (const auto& [row, slot, left, teaches, lesson, institute, members] : projects) {
          in_project |= left > 0;
          if (left > 0) continue;
          remember(institute, past_institutes);
          for (const std::uint32_t member : members.at)
            if (member != 0 && member != identity + 1) remember(member, past_partners);
          if (!teaches) continue;
          for (std::size_t g = 0; g < technology_fields; ++g)
            expertise[g] =
                institute::expertise_after(expertise[g], lesson[g], fields[g], absorptive_capacity, p);  // (9.31)
          technology = institute::technology_after(technology, p);                                       // (9.32)
        }
      });
  step.each("institute.count_projects", e.institute, reads(many(e.projects_of_institute, e.project.left)),
            writes(e.institute.running), [](const auto& projects, std::uint32_t& running) {
              running = 0;
              for (const auto& [row, slot, left] : projects) running += left > 0;
            });
}

// A firm chooses an institute; who could not pay a project alone may still join one.
void tell_applications(Step& step, Economy& e, Every year) {
  step.each(
      "supplier.apply", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.cluster, e.supplier.kind, e.supplier.in_project,
            e.supplier.deposits, e.supplier.expertise, e.supplier.past_institutes,
            via(e.supplier.cluster, e.cluster.distance),
            rows_of(e.institute, e.institute.cluster, e.institute.expertise),
            dice(e.supplier, stream::project_choice, e.supplier.identity), e.scenario, calendar()),
      writes(e.supplier.institute, e.supplier.application, e.supplier.may_lead),
      [](Row category, Owner owner, Row own_cluster, std::uint32_t of_class, std::uint32_t in_project, Dong deposits,
         Slots<double, technology_fields> expertise, Slots<Row, remembered_institutes> past,
         Slots<double, most_clusters> km, const auto& institutes, Dice luck, const Scenario& s, const Clock& clock,
         Row& chosen, double& application, std::uint8_t& may_lead) {
        const InstituteParameters& p = s.institute;
        const Ratio support = s.policy.project_support.at(clock.now(), recipient(s, own_cluster, category, of_class));
        chosen = nowhere, application = 0;
        may_lead = institute::can_apply(deposits, institute::firm_cost(support, 1, p), p);  // (9.25), (9.27)
        if (category == nowhere || owner == Owner::foreign || in_project ||
            !institute::can_apply(deposits, institute::firm_cost(support, least(2, p.firms_most), p), p))
          return;
        double first = 0;
        for (const auto& [row, cluster, teaches] : institutes) {
          const double distance = institute::expertise_distance(expertise, teaches);          // (9.23)
          const double score = institute::score(distance, km[cluster], times(row, past), p);  // (9.24)
          const double arrives = luck.exponential(row) / score;
          if (chosen == nowhere || arrives < first) chosen = row, first = arrives, application = score;
        }
      },
      year);
  step.index("institute.applicants", e.applicants_of_institute, e.institute, e.supplier.institute,
             e.supplier.application, year);
}

// Institutes take the best applicants, as far as staff and budget reach.
void tell_places(Step& step, Economy& e, Every year) {
  step.each(
      "institute.open_places", e.institute, reads(e.institute.staff, e.institute.running, e.scenario.institute),
      writes(e.institute.places),
      [](double staff, std::uint32_t running, const InstituteParameters& p, double& places) {
        places = institute::free_places(staff, running, p);  // (9.29)
      },
      year);
  step.sum("nation.project_places", e.nation.project_places, e.institute.places, year);
  step.each(
      "institute.share_budget", e.institute,
      reads(only(e.nation.project_places), e.scenario, calendar(), dice(e.institute, stream::project_choice)),
      writes(e.institute.places),
      [](double all, const Scenario& s, const Clock& clock, Dice luck, double& places) {
        const double affordable =
            institute::affordable_projects(Value{s.policy.project_budget.at(clock.now())},
                                           most_of(s.policy.project_support, clock.now(), s), s.institute);  // (9.28)
        // Whole projects: rounded up or down by a draw, so that the budget is used up in the mean.
        places = std::floor(places * (all > affordable ? affordable / all : 1) + luck.uniform(1));
      },
      year);
  step.resolve(
      "institute.accept", e.institute, e.applicants_of_institute, reads(), shared(e.institute.places),
      items(e.supplier.may_lead), items_out(e.supplier.projects_asked),
      [](double& places, std::uint8_t may_lead, std::uint32_t& asked) {
        asked = may_lead && places >= 1;
        places -= asked;
      },
      year);
}

// Who applied and leads no project may join one at the same institute: a race of exponentials keyed by the identity of
// the firm that leads.
void tell_partners(Step& step, Economy& e, Every year) {
  step.each(
      "supplier.join", e.supplier,
      reads(e.supplier.projects_asked, e.supplier.expertise, e.supplier.past_partners,
            via(e.supplier.cluster, e.cluster.distance),
            many(e.supplier.institute, e.applicants_of_institute, e.supplier.identity, e.supplier.projects_asked,
                 e.supplier.cluster, e.supplier.expertise),
            dice(e.supplier, stream::project_partner, e.supplier.identity),
            dice(e.supplier, stream::project_joining, e.supplier.identity), e.scenario.institute),
      writes(e.supplier.joins, e.supplier.join_score, e.supplier.joined, e.supplier.project_partners),
      [](std::uint32_t leads, Slots<double, technology_fields> expertise,
         Slots<std::uint32_t, remembered_partners> past, Slots<double, most_clusters> km, const auto& applicants,
         Dice race, Dice luck, const InstituteParameters& p, Row& joins, double& score, std::uint32_t& joined,
         std::uint32_t& partners) {
        joins = nowhere, score = 0, joined = 0, partners = 0;
        if (leads) return;
        double first = 0;
        for (const auto& [row, slot, other, other_leads, cluster, known] : applicants) {
          if (!other_leads) continue;
          const double suits = institute::score(institute::expertise_distance(expertise, known), km[cluster],
                                                times(other + 1, past), p);  // (9.23), (9.24)
          const double arrives = race.exponential(other) / suits;
          if (joins == nowhere || arrives < first) joins = row, first = arrives, score = suits;
        }
        if (joins != nowhere && !luck.chance(institute::join_probability(score, p))) joins = nowhere;  // (9.34)
      },
      year);
  step.index("supplier.joiners", e.joiners_of_supplier, e.supplier, e.supplier.joins, e.supplier.join_score, year);
  step.resolve(
      "supplier.take_partners", e.supplier, e.joiners_of_supplier, reads(e.scenario.institute),
      shared(e.supplier.project_partners), items(), items_out(e.supplier.joined),
      [](const InstituteParameters& p, std::uint32_t& partners, std::uint32_t& joined) {
        joined = partners + 1 < static_cast<std::uint32_t>(p.firms_most);
        partners += joined;
      },
      year);
  step.each(
      "supplier.pay_project", e.supplier,
      reads(e.supplier.category, e.supplier.cluster, e.supplier.kind, e.supplier.institute, e.supplier.projects_asked,
            e.supplier.joined, e.supplier.project_partners, via(e.supplier.joins, e.supplier.project_partners),
            many(e.joiners_of_supplier, e.supplier.joined, e.supplier.cluster, e.supplier.category, e.supplier.kind),
            e.scenario, calendar(), pays(e.book, sector::suppliers)),
      writes(e.supplier.project_fee),
      [](Row category, Row cluster, std::uint32_t of_class, Row chosen, std::uint32_t leads, std::uint32_t joined,
         std::uint32_t partners, std::uint32_t partners_there, const auto& joiners, const Scenario& s,
         const Clock& clock, Teller pay, Dong& fee) {
        if (!leads && !joined) return;
        const InstituteParameters& p = s.institute;
        const Schedule& lever = s.policy.project_support;
        const Ratio support = lever.at(clock.now(), recipient(s, cluster, category, of_class));
        const int firms = static_cast<int>(1 + (leads ? partners : partners_there));
        fee = institute::firm_cost(support, firms, p);  // (9.25)
        pay.to({sector::institutes, chosen}, fee, flow::institute_projects);
        if (!leads) return;
        double further = 0;  // of the state, beyond the leader's share for all
        for (const auto& [row, slot, joins, where, makes, kind] : joiners)
          if (joins) further += lever.at(clock.now(), recipient(s, where, makes, kind)) - support;
        pay.between({sector::government, 0}, {sector::institutes, chosen},
                    institute::public_cost(support + further / firms, p),
                    flow::of(programme::institute_projects));  // (9.26)
      },
      year);
}

}  // namespace

void tell_projects(Step& step, Economy& e) {
  constexpr Every year{12};
  tell_running_projects(step, e);
  step.each("supplier.close_call", e.supplier, reads(), writes(e.supplier.projects_asked, e.supplier.project_fee),
            [](std::uint32_t& asked, Dong& fee) { asked = 0, fee = {}; });
  // The yearly call.
  tell_applications(step, e, year);
  tell_places(step, e, year);
  tell_partners(step, e, year);
  step.each("project.end", e.project, reads(e.project.left), writes(e.project.ended),
            [](std::int32_t left, std::uint8_t& ended) { ended = left <= 0; });
  step.renew("project.begin_and_end", e.projects);
  step.each(
      "project.begin", e.project,
      reads(e.project.asker, via(e.project.asker, e.supplier.identity), via(e.project.asker, e.supplier.institute),
            many(e.project.asker, e.joiners_of_supplier, e.supplier.identity, e.supplier.joined), e.scenario.institute),
      writes(e.project.begun, e.project.leader, e.project.partners, e.project.members, e.project.institute,
             e.project.left),
      [](Row asker, std::uint32_t identity, Row chosen, const auto& joiners, const InstituteParameters& p,
         std::uint8_t& begun, std::uint32_t& leader, Slots<Row, most_project_firms>& partners,
         Slots<std::uint32_t, most_project_firms>& members, Row& institute, std::int32_t& left) {
        if (begun) return;
        begun = 1, leader = identity, institute = chosen, left = p.project_months;
        partners = Slots<Row, most_project_firms>::make([](std::size_t) { return nowhere; });
        partners[0] = asker, members[0] = identity + 1;
        std::size_t firms = 1;
        for (const auto& [row, slot, other, joined] : joiners)
          if (joined) partners[firms] = row, members[firms++] = other + 1;
      },
      year);
  step.sum("nation.projects", e.nation.projects, e.institute.running);
  step.sum("nation.firms_in_projects", e.nation.firms_in_projects, e.supplier.in_project);
  step.each("institute.pay_wages", e.institute,
            reads(e.institute.deposits, e.institute.budget, e.scenario.institute, pays(e.book, sector::institutes)),
            writes(), [](Dong deposits, Dong budget, const InstituteParameters& p, Teller pay) {
              pay.from({sector::government, 0}, budget, flow::of(programme::institute_budgets));
              pay.to({sector::households, 0}, institute::wages(deposits, p), flow::institute_wages);  // (9.33)
            });
}

}  // namespace trellis
