"""Labour and skills (P6)."""

from . import streams
from .economy import phase
from .offers import DOMESTIC, NOWHERE
from .production import planned_production, wage_part


@phase("supplier.staff")
def staff(e):
    s, p = e.supplier, e.p.supplier
    for i in range(s.n):
        s.usual_output[i], s.needed_workers[i], s.staffing[i] = 0, 0, 0
        if s.category[i] == NOWHERE or s.cost_rate[i] <= 0:
            continue
        usual = max(min(s.expected[i], s.capacity[i]), planned_production(e, i) / p.overtime)
        s.usual_output[i] = usual
        wages = usual * (s.cost_rate[i] * wage_part(e, i))
        needed = wages / e.cluster.wage[s.cluster[i]]  # (6.1)
        kept = min(s.workers[i], max(needed, (1 - e.p.labour.release) * s.workers[i]))  # (6.2)
        s.needed_workers[i] = needed
        s.staffing[i] = kept, max(0.0, needed - kept)


@phase("cluster.staffing")
def staffing(e):
    e.add_by(e.cluster.staffing, e.supplier.cluster, e.supplier.staffing)


@phase("cluster.home_sales")
def home_sales(e):
    e.add_by(e.cluster.home_sales, e.supplier.cluster, e.supplier.home_sales)


def grown(e, yearly, months):
    """(1+g)^(months/12), as e^(months/12 ln(1+g))."""
    return e.exp(e.log(1 + yearly) * (months / 12))


@phase("cluster.clear_labour")
def clear_labour(e):
    k, p, months = e.cluster, e.p.labour, e.step
    usual = 1 - p.usual_available
    for i in range(k.n):
        growth = p.force_growth / 12 + p.force_attraction * (k.labour_tightness[i] - usual)
        force = max(k.labour_force[i] * (1 + growth), k.labour_force[i] - k.available_workers[i])  # (6.8)
        per_worker = p.home_sales_per_worker / 12 * grown(e, p.home_productivity_growth, months)
        at_home = k.home_sales[i] / per_worker  # (6.6)
        trend = e.p.supplier.relative_wage * e.exp(p.wage_growth * (months / 12))  # (6.11)
        dearer = e.pow(k.relative_wage[i] / trend, -p.elsewhere_wage_elasticity)
        elsewhere = k.elsewhere_at_start[i] * (grown(e, p.elsewhere_growth, months) * dearer)  # (6.7)
        kept, wanted = float(k.staffing[i, 0]), float(k.staffing[i, 1])
        kept_home, kept_elsewhere = min(k.employment_at_home[i], at_home), min(k.employment_elsewhere[i], elsewhere)
        freed = (force - k.labour_force[i]) + (k.employment[i] - kept)
        freed = freed + (k.employment_at_home[i] - kept_home) + (k.employment_elsewhere[i] - kept_elsewhere)
        available = k.available_workers[i] + freed
        all_wanted = wanted + (at_home - kept_home) + (elsewhere - kept_elsewhere)
        share = available / all_wanted if all_wanted > available else 1.0  # (6.3)
        k.labour_force[i], k.hiring_share[i] = force, share
        k.employment[i] = kept + share * wanted  # (6.4)
        k.employment_at_home[i] = kept_home + share * (at_home - kept_home)
        k.employment_elsewhere[i] = kept_elsewhere + share * (elsewhere - kept_elsewhere)
        k.available_workers[i] = max(0.0, available - share * all_wanted)
        k.labour_tightness[i] = (kept + wanted + at_home + elsewhere) / force  # (6.9)
        k.relative_wage[i] *= e.exp(p.wage_growth / 12 + p.wage_response * (k.labour_tightness[i] - usual))  # (6.10)
        frontier = grown(e, e.p.knowledge.frontier_growth, months + 1)
        k.wage[i] = k.pay_at_start[i] * (k.relative_wage[i] / e.p.supplier.relative_wage * frontier)  # (4.1)


@phase("supplier.hire")
def hire(e):
    s = e.supplier
    s.workers_by_owner[:] = 0
    for i in range(s.n):
        s.workers[i] = s.staffing[i, 0] + e.cluster.hiring_share[s.cluster[i]] * s.staffing[i, 1]  # (6.4)
        s.workers_by_owner[i, s.owner[i]] = s.workers[i]


@phase("nation.employment")
def employment(e):
    e.nation.employment[0] = e.total(e.supplier.workers_by_owner)


@phase("nation.mean_wage")
def mean_wage(e):
    n, k = e.nation, e.cluster
    force = k.labour_force.sum()
    n.mean_wage[0], n.wage[0] = k.relative_wage.sum() / k.n, k.wage.sum() / k.n
    n.employment_at_home[0] = k.employment_at_home.sum()
    n.available_workers[0] = k.available_workers.sum() / force


@phase("cluster.compare_pay")
def compare_pay(e):
    e.cluster.relative_pay[:] = e.cluster.wage / e.nation.wage[0]


@phase("training.offer")
def offer(e):
    t, p = e.training, e.p.labour
    for i in range(t.n):
        cluster, places = int(t.cluster[i]), t.column("places")[i]
        quality = e.lever("trainer_quality", cluster)
        wanted = t.share[i] * e.lever("training_places", cluster)
        needed = t.trainers_at_start[i] * ((places + wanted) / places)
        t.trainers[i] = max(t.trainers_at_start[i], min(needed, (1 + p.trainer_growth) * t.trainers[i]))  # (6.12)
        further = min(wanted, places * (t.trainers[i] / t.trainers_at_start[i] - 1))  # (6.13)
        t.further_places[i] = further
        t.trainees[i] = places + further
        t.further_trainees[i] = quality * (places + further) - places  # (6.14)
        state, home = ("government", 0), ("households", 0)
        e.pay(state, home, "training_places", e.nearest(further * (p.place_cost / 12)))  # (10.26)
        courses = t.trainers[i] * (p.trainer_course_cost / 12 * (quality - 1))  # (10.27)
        e.pay(state, home, "trainer_quality", e.nearest(courses))
        e.pay(state, home, "training_budgets", int(t.budget[i]))


@phase("cluster.further_trainees")
def further_trainees(e):
    e.cluster.further_trainees[:] = 0
    for i in range(e.training.n):
        e.cluster.further_trainees[e.training.cluster[i]] += e.training.further_trainees[i]


@phase("cluster.renew_skills")
def renew_skills(e):
    k, p = e.cluster, e.p.labour
    for i in range(k.n):  # (6.15)
        trained = p.trainee_gain * (k.further_trainees[i] / k.labour_force[i])
        kept_up = p.pool_wear * k.skill_pool_at_start[i]
        k.skill_pool[i] += (trained + kept_up - p.pool_wear * k.skill_pool[i]) / 12


@phase("supplier.improve_skill")
def improve_skill(e):
    s, k, p = e.supplier, e.cluster, e.p.labour
    for i in range(s.n):
        if s.category[i] == NOWHERE:
            continue
        pool = k.skill_pool[s.cluster[i]] / k.skill_pool_at_start[s.cluster[i]]
        aim = p.skill_of_reference * (1 + p.skill_of_pool * (pool - 1))
        s.skill[i] += p.skill_speed * (aim - s.skill[i])  # (6.16)
        if s.expert[i]:
            s.skill[i] += p.expert_speed / 12 * max(0.0, p.expert_skill - s.skill[i])  # (6.17)


@phase("supplier.ask_expert")
def ask_expert(e):
    s = e.supplier
    asked_for = e.lever("expert_secondment") > 0
    for i in range(s.n):
        s.expert[i], s.expert_desk[i], s.expert_order[i] = 0, NOWHERE, 0
        serves = s.category[i] != NOWHERE and s.owner[i] == DOMESTIC and not s.ended[i]
        if asked_for and serves:
            s.expert_desk[i] = 0
            s.expert_order[i] = -e.draw.exponential(s.identity[i], streams.expert_secondment, 0)


@phase("nation.expert_desk")
def expert_desk(e):
    s = e.supplier
    e.indices["nation.expert_desk"] = e.pointing("supplier", "expert_desk", 1, s.expert_order)


@phase("nation.open_secondment")
def open_secondment(e):
    e.nation.expert_places[0] = e.lever("expert_secondment")


@phase("nation.second_experts")
def second_experts(e):
    s, n = e.supplier, e.nation
    asking = [i for i in range(s.n) if s.expert_desk[i] != NOWHERE]
    for i in sorted(asking, key=lambda i: -s.expert_order[i]):
        if n.expert_places[0] >= 1:
            s.expert[i] = 1
            n.expert_places[0] -= 1


@phase("nation.experts")
def experts(e):
    e.nation.seconded_experts[0] = int(e.supplier.expert.sum())


@phase("government.pay_experts")
def pay_experts(e):
    cost = e.nation.seconded_experts[0] * e.p.labour.expert_cost / 12  # (10.28)
    e.pay(("government", 0), ("world", 0), "expert_secondment", e.nearest(cost))
