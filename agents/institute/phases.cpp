#include "agents/institute/phases.hpp"

#include <cmath>

#include "agents/institute/equations.hpp"
#include "agents/model.hpp"

namespace trellis {

namespace {

// What runs goes on; in its last month a project succeeds or not, and its firm learns.
void tell_running_projects(Step& step, Economy& e) {
  step.each("project.advance", e.project,
            reads(e.project.supplier, via(e.project.institute, e.institute.expertise), e.scenario.institute,
                  dice(e.project, stream::project_success, e.project.identity)),
            writes(e.project.left, e.project.teaches, e.project.lesson),
            [](Row supplier, Slots<double, technology_fields> expertise, const InstituteParameters& p, Dice luck,
               std::int32_t& left, std::uint8_t& teaches, Slots<double, technology_fields>& lesson) {
              left -= 1;
              teaches = left == 0 && supplier != nowhere && luck.chance(institute::success_probability(p));  // (9.30)
              lesson = expertise;
            });
  step.index("supplier.projects", e.projects_of_supplier, e.supplier, e.project.supplier);
  step.index("institute.projects", e.projects_of_institute, e.institute, e.project.institute);
  step.each("supplier.learn_from_projects", e.supplier,
            reads(many(e.projects_of_supplier, e.project.teaches, e.project.lesson), e.supplier.absorptive_capacity,
                  via(e.supplier.category, e.category.fields), e.scenario.institute),
            writes(e.supplier.expertise, e.supplier.technology, e.supplier.past_projects),
            [](const auto& projects, Ratio absorptive_capacity, Slots<double, technology_fields> fields,
               const InstituteParameters& p, Slots<double, technology_fields>& expertise, double& technology,
               std::uint32_t& past) {
              for (const auto& [row, slot, teaches, lesson] : projects) {
                if (!teaches) continue;
                for (std::size_t g = 0; g < technology_fields; ++g)
                  expertise[g] =
                      institute::expertise_after(expertise[g], lesson[g], fields[g], absorptive_capacity, p);  // (9.31)
                technology = institute::technology_after(technology, p);                                       // (9.32)
                past += 1;
              }
            });
  step.each("institute.count_projects", e.institute, reads(many(e.projects_of_institute, e.project.left)),
            writes(e.institute.running), [](const auto& projects, std::uint32_t& running) {
              running = 0;
              for (const auto& [row, slot, left] : projects) running += left > 0;
            });
}

}  // namespace

void tell_projects(Step& step, Economy& e) {
  constexpr Every year{12};
  tell_running_projects(step, e);
  // The yearly call: firms choose an institute by score, institutes take the best applicants, as far as staff and
  // budget reach.
  step.each(
      "supplier.apply", e.supplier,
      reads(e.supplier.category, e.supplier.owner, e.supplier.deposits, e.supplier.expertise, e.supplier.past_projects,
            via(e.supplier.cluster, e.cluster.distance),
            rows_of(e.institute, e.institute.cluster, e.institute.expertise),
            dice(e.supplier, stream::project_choice, e.supplier.identity), e.scenario, calendar()),
      writes(e.supplier.institute, e.supplier.application),
      [](Row category, Owner owner, Dong deposits, Slots<double, technology_fields> expertise, std::uint32_t past,
         Slots<double, most_clusters> km, const auto& institutes, Dice luck, const Scenario& s, const Clock& clock,
         Row& chosen, double& application) {
        const InstituteParameters& p = s.institute;
        chosen = nowhere, application = 0;
        const Dong cost = institute::firm_cost(s.policy.project_support.at(clock.now()), 1, p);  // (9.25)
        if (category == nowhere || owner == Owner::foreign || !institute::can_apply(deposits, cost, p))
          return;  // (9.27)
        double first = 0;
        for (const auto& [row, cluster, teaches] : institutes) {
          const double distance = institute::expertise_distance(expertise, teaches);  // (9.23)
          const double score = institute::score(distance, km[cluster], past, p);      // (9.24)
          const double arrives = luck.exponential(row) / score;
          if (chosen == nowhere || arrives < first) chosen = row, first = arrives, application = score;
        }
      },
      year);
  step.index("institute.applicants", e.applicants_of_institute, e.institute, e.supplier.institute,
             e.supplier.application, year);
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
      reads(only(e.nation.project_places), e.scenario.institute, e.scenario.policy, calendar(),
            dice(e.institute, stream::project_choice)),
      writes(e.institute.places),
      [](double all, const InstituteParameters& p, const Policy& policy, const Clock& clock, Dice luck,
         double& places) {
        const double affordable = institute::affordable_projects(Value{policy.project_budget.at(clock.now())},
                                                                 policy.project_support.at(clock.now()), p);  // (9.28)
        // Whole projects: rounded up or down by a draw, so that the budget is used up in the mean.
        places = std::floor(places * (all > affordable ? affordable / all : 1) + luck.uniform(1));
      },
      year);
  step.resolve(
      "institute.accept", e.institute, e.applicants_of_institute, reads(), shared(e.institute.places), items(),
      items_out(e.supplier.projects_asked),
      [](double& places, std::uint32_t& asked) {
        asked = places >= 1;
        places -= asked;
      },
      year);
  step.each(
      "supplier.pay_project", e.supplier,
      reads(e.supplier.institute, e.scenario.institute, e.scenario.policy, calendar(), pays(e.book, sector::suppliers)),
      writes(e.supplier.projects_asked, e.supplier.project_fee),
      [](Row chosen, const InstituteParameters& p, const Policy& policy, const Clock& clock, Teller pay,
         std::uint32_t& asked, Dong& fee) {
        if (clock.now().month() != 12) asked = 0;
        const Ratio support = policy.project_support.at(clock.now());
        fee = asked ? institute::firm_cost(support, 1, p) : Dong{};
        if (!asked) return;
        pay.to({sector::institutes, chosen}, fee, flow::institute_projects);
        pay.between({sector::government, 0}, {sector::institutes, chosen}, institute::public_cost(support, p),
                    flow::of(programme::institute_projects));  // (9.26)
      });
  step.each("project.end", e.project, reads(e.project.left), writes(e.project.ended),
            [](std::int32_t left, std::uint8_t& ended) { ended = left <= 0; });
  step.renew("project.begin_and_end", e.projects);
  step.each("project.begin", e.project,
            reads(e.project.asker, via(e.project.asker, e.supplier.institute), e.scenario.institute),
            writes(e.project.begun, e.project.supplier, e.project.institute, e.project.left),
            [](Row asker, Row chosen, const InstituteParameters& p, std::uint8_t& begun, Row& supplier, Row& institute,
               std::int32_t& left) {
              if (begun) return;
              begun = 1, supplier = asker, institute = chosen, left = p.project_months;
            });
  step.sum("nation.projects", e.nation.projects, e.institute.running);
  step.each("institute.pay_wages", e.institute,
            reads(e.institute.deposits, e.institute.budget, e.scenario.institute, pays(e.book, sector::institutes)),
            writes(), [](Dong deposits, Dong budget, const InstituteParameters& p, Teller pay) {
              pay.from({sector::government, 0}, budget, flow::of(programme::institute_budgets));
              pay.to({sector::households, 0}, institute::wages(deposits, p), flow::institute_wages);  // (9.33)
            });
}

}  // namespace trellis
