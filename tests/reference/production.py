"""Production, delivery on time and quality (P7)."""

from . import streams
from .economy import phase
from .offers import DIGITAL, FOREIGN, NOWHERE

AUTOMATION = 4  # of support::Kind


def output_lost(e, i):
    pool = e.supplier.pool[i]
    return 0.0 if pool == NOWHERE else e.pool.output_lost[pool]


def planned_production(e, i):
    """(4.16)"""
    s, p = e.supplier, e.p.supplier
    wanted = max(0.0, s.orders[i] + p.stock_cover * s.expected[i] - s.inventory[i])
    return min(p.overtime * s.capacity[i], wanted)


def wage_part(e, i):
    """Wages in a dong of unit cost (4.11)."""
    s = e.supplier
    return (1 - e.p.supplier.capital_share) * s.conversion_share[i] / (s.material_share[i] + s.conversion_share[i])


@phase("supplier.produce")
def produce(e):
    s, p = e.supplier, e.p.supplier
    for i in range(s.n):
        lost = 1 - (1 - output_lost(e, i)) * (1 - s.standstill[i])  # (0.17)
        s.wage_cost[i], s.output[i], s.fill[i], s.standstill[i] = 0, 0, 1, 0
        if s.category[i] == NOWHERE or s.cost_rate[i] <= 0:
            continue
        orders, stock, capacity = float(s.orders[i]), float(s.inventory[i]), float(s.capacity[i])
        planned = planned_production(e, i)
        # (6.5)
        needed = float(s.needed_workers[i])
        by_workers = s.usual_output[i] * (s.workers[i] / needed) if needed > 0 else s.usual_output[i]
        output = min(planned, p.overtime * capacity, p.overtime * by_workers) * (1 - lost)  # (7.1)
        s.output[i] = output
        s.fill[i] = min(1.0, (stock + output) / orders) if orders > 0 else 1.0  # (8.1)
        s.inventory[i] = max(0.0, stock + output - s.fill[i] * orders)  # (8.13)
        s.wage_cost[i] = e.nearest(output * (s.cost_rate[i] * wage_part(e, i)))  # (4.11)


@phase("supplier.gain_experience")
def gain_experience(e):
    s = e.supplier
    for i in range(s.n):
        if s.category[i] != NOWHERE:  # (4.5)
            s.learned[i] = (1 - e.p.supplier.forgetting) * s.learned[i] + s.volume[i] * s.fill[i]


@phase("supplier.sell_at_home")
def sell_at_home(e):
    s, noise = e.supplier, e.p.supplier.home_noise
    for i in range(s.n):
        bell = e.draw.normals(s.identity[i], streams.home_growth, 1)[0]
        growth = e.industry.home_growth[s.industry[i]] / 12 + noise * bell - noise * noise / 2  # (4.14)
        s.home_sales[i] *= e.exp(growth)
        s.home_surplus[i] = e.nearest(e.p.supplier.home_margin * s.home_sales[i])


@phase("supplier.pay_production")
def pay_production(e):
    s = e.supplier
    for i in range(s.n):
        e.pay(("suppliers", i), ("households", 0), "wages", int(s.wage_cost[i]))
        e.pay(("households", 0), ("suppliers", i), "home_sales", int(s.home_surplus[i]))


@phase("supplier.improve_delivery")
def improve_delivery(e):
    s, p, support = e.supplier, e.p.supplier, e.p.support
    for i in range(s.n):
        if s.category[i] == NOWHERE:
            continue
        cluster, foreign, upgrades = s.cluster[i], s.owner[i] == FOREIGN, int(s.upgrades[i])
        best = p.on_time_foreign if foreign else p.on_time_domestic
        avoided = support.automation_on_time * (upgrades >> AUTOMATION & 1)  # (7.7)
        avoided += support.digital_on_time * (upgrades >> DIGITAL & 1)
        relief = e.cluster.delay_relief[cluster] + avoided
        reachable = 1 - (1 - best) * (1 - relief)
        s.on_time[i] += p.on_time_speed * (reachable * s.fill[i] - s.on_time[i])  # (7.2)
        coached = e.step < s.coached_until[i]
        aim = p.quality_base + p.quality_of_skills * e.cluster.skill_pool[cluster]
        aim += p.quality_of_certificate * int(s.certificate[i])
        aim += p.quality_of_learning * s.absorptive_capacity[i]
        aim += p.quality_of_foreign_owner * foreign
        aim += support.coaching_quality * coached
        s.quality[i] += p.quality_speed * (min(p.quality_most, aim) - s.quality[i])  # (7.4), (7.5)
