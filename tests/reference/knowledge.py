"""P9: pools of knowledge, research, imitation, spillover and links, expertise."""
from . import streams
from .economy import phase
from .plain import (DOMESTIC, FIELDS, FOREIGN, GOVERNANCE, NOWHERE, RESEARCH, above, latent, monthly_hazard,
                    monthly_rate, nearest, portion)


@phase("supplier.teach")
def teach(e):
    s = e.supplier
    for i in range(s.n):
        orders = s.orders[i]
        s.taught[i] = (s.technology[i] * orders, orders, orders if s.owner[i] == FOREIGN else 0)
        s.serves[i] = 1


@phase("pool.gather")
def gather(e):
    e.add_by(e.pool.gathered, e.supplier.pool, e.supplier.taught)


@phase("pool.count")
def count(e):
    e.add_by(e.pool.producers, e.supplier.pool, e.supplier.serves)


@phase("pool.spread")
def spread(e):
    pool, distance = e.pool, e.cluster.distance
    for k in range(pool.n):
        here = int(pool.cluster[k])
        technology = orders = made = foreign = 0.0
        for j in range(pool.n):
            taught, ordered, of_foreign = pool.gathered[j]
            if pool.category[j] == pool.category[k]:
                near = e.exp(-distance[here][int(pool.cluster[j])] / e.p.knowledge.spillover_distance)  # (9.11)
                technology += near * taught
                orders += near * ordered
            if pool.cluster[j] == here:
                made += ordered
                foreign += of_foreign
        pool.technology[k] = technology / orders if orders > 0 else 0
        pool.foreign_supply[k] = foreign / made if made > 0 else 0


@phase("supplier.research")
def research(e):
    s, p = e.supplier, e.p.knowledge
    granted = e.government.granted_share[0]
    for i in range(s.n):
        domestic = s.owner[i] == DOMESTIC
        share = p.research_domestic if domestic else p.research_foreign  # (9.1)
        s.research[i] = s.research_effort[i] = s.research_match[i] = 0
        if latent(s, i):
            continue
        spent = nearest(share * (s.orders[i] + e.p.sourcing.gates.home_conversion * s.home_sales[i]))
        if s.deposits[i] < spent:
            spent = 0
        match = e.lever_for("research_match", i) * granted if domestic and spent > 0 else 0
        intensity = share * (1 + match) if spent > 0 else 0
        effort = intensity / p.research_of_reference  # (9.3)
        if not s.innovator[i]:
            effort *= p.occasional_research
        s.research[i] = spent
        s.supported_costs[i, RESEARCH] = spent
        s.grants_asked[i, RESEARCH] = portion(spent, e.lever_for("research_match", i)) if domestic else 0
        s.knowledge[i] += (intensity - p.research_wear * s.knowledge[i]) / 12  # (9.4)
        s.research_effort[i] = effort
        s.research_match[i] = match


@phase("supplier.absorb")
def absorb(e):
    s, p = e.supplier, e.p.knowledge
    for i in range(s.n):
        if latent(s, i):
            continue
        well_run = e.p.support.governance_absorption * (int(s.upgrades[i]) >> GOVERNANCE & 1)  # (9.41)
        s.absorptive_capacity[i] = 1 - e.exp(-(p.absorption_base + p.absorption_of_research * s.knowledge[i] +
                                               p.absorption_of_skill * s.skill[i] + well_run))  # (9.10)


@phase("category.suppliers")
def suppliers_of_categories(e):
    e.indices["category.suppliers"] = e.pointing("supplier", "category", e.category.n)


@phase("supplier.look_around")
def look_around(e):
    s, p = e.supplier, e.p.knowledge
    of_category = e.indices["category.suppliers"]
    for i in range(s.n):
        s.model_technology[i] = 0
        if latent(s, i):
            continue
        effort = (1 - p.innovation_part) * s.research_effort[i] * s.absorptive_capacity[i]
        identity = int(s.identity[i])
        if not e.draw.uniform(identity, streams.imitation, 0) < 1 - e.exp(-p.imitation_rate * effort):  # (9.6)
            continue
        best, first = NOWHERE, None
        for j in of_category[int(s.category[i])]:
            if j == i or not s.orders[j] > 0:
                continue
            weight = 1 / max(abs(s.technology[j] - s.technology[i]), p.closeness_floor)  # (9.8)
            arrives = e.draw.exponential(identity, streams.imitation_model, int(s.identity[j])) / weight
            if first is None or arrives < first:
                best, first = j, arrives
        if best != NOWHERE:
            s.model_technology[i] = s.technology[best]


@phase("supplier.learn")
def learn(e):
    s, p = e.supplier, e.p.knowledge
    for i in range(s.n):
        if latent(s, i):
            continue
        technology, absorbs = s.technology[i], s.absorptive_capacity[i]
        identity = int(s.identity[i])
        chance = 1 - e.exp(-p.innovation_rate * p.innovation_part * s.research_effort[i])  # (9.5)
        if e.draw.uniform(identity, streams.innovation, 0) < chance:
            step = p.innovation_reach * (2 * e.draw.beta33(identity, streams.innovation, 1) - 1)
            technology *= 1 + above(step)  # (9.7)
            if step > 0:
                s.innovator[i] = 1
        model = s.model_technology[i]
        technology += p.imitation_gain * absorbs * above(model - technology)  # (9.9)
        absorbed = absorbs * above(e.pool.technology[int(s.pool[i])] - technology)
        hub = e.cluster.hub[int(s.cluster[i])]
        technology += p.spillover_speed * (1 + hub) * absorbed  # (9.12)
        backward = s.foreign_orders[i] / s.orders[i] if s.orders[i] > 0 else 0
        joint = s.joint_venture[i]
        partner = joint + p.link_without_partner * (1 - joint) * (1 if s.innovator[i] else 0)
        forward = e.pool.foreign_supply[int(s.pool[i])] if s.owner[i] == DOMESTIC else 0
        technology *= e.exp(absorbs * (p.backward_link * backward * partner + p.forward_link * forward) / 12)  # (9.13)
        s.technology[i] = technology * (1 - monthly_hazard(p.frontier_growth))  # (9.14)


@phase("nation.learn_outside")
def learn_outside(e):
    p = e.p.knowledge
    grown = e.nation.outside_technology[0] * (1 + monthly_rate(p.outside_growth))
    e.nation.outside_technology[0] = grown * (1 - monthly_hazard(p.frontier_growth))  # (9.36)


@phase("supplier.deepen_expertise")
def deepen_expertise(e):
    s, p = e.supplier, e.p.knowledge
    for i in range(s.n):
        if latent(s, i):
            continue
        share = p.research_domestic if s.owner[i] == DOMESTIC else p.research_foreign
        research = p.expertise_of_research * share * (1 + s.research_match[i]) if s.research[i] > 0 else 0
        producing = p.expertise_of_producing if s.orders[i] > 0 else 0
        coached = e.p.support.coaching_expertise if s.coached_until[i] > e.step else 0
        gain = s.absorptive_capacity[i] * (producing + coached + research) / 12  # (9.15)
        for g in FIELDS:
            kept = s.expertise[i, g] * (1 - monthly_hazard(p.expertise_wear))
            more = e.category.fields[int(s.category[i]), g] * gain
            s.expertise[i, g] = max(kept, min(kept + more, p.expertise_most))  # (9.16)
