"""P11: moves, foreign-owned plants, diversification, newcomers."""
from .certification import location_weight, projects_kept
from . import streams
from .economy import phase
from .newcomers import Luck, access_of_reference, draw_expertise, draw_families
from .plain import NOWHERE, NO_CERTIFICATE, above, by_industry_and_category, latent


@phase("supplier.move")
def move(e):
    s = e.supplier
    for i in range(s.n):
        k = int(s.moves_to[i])
        if latent(s, i) or k == NOWHERE:
            continue
        s.cluster[i] = k
        s.pool[i] = k * e.category.n + s.category[i]
        s.standstill[i] = e.p.exit_entry.relocation.standstill


@phase("supplier.qualify")
def qualify(e):
    s = e.supplier
    for i in range(s.n):
        counts = not latent(s, i) and s.certificate[i] != NO_CERTIFICATE
        s.qualified[i] = above(s.capacity[i] - s.export_load[i] - s.inputs_load[i]) if counts else 0


@phase("category.qualified")
def qualified(e):
    e.add_by(e.category.qualified, e.supplier.category, e.supplier.qualified)


@phase("family.value_demand")
def value_demand(e):
    e.family.demand[:] = e.family.required * e.family.base_price


@phase("category.demand")
def demand(e):
    e.add_by(e.category.demand, e.family.category, e.family.demand)


@phase("category.sets")
def sets(e):
    e.add_by(e.category.sets, e.family.category, e.family.required)


def foreign_advantage(e, category):
    """(11.7): what a new plant saves over imports, both over the import price; the duty is the law's alone"""
    p, w = e.p.supplier, e.p.world
    landed = 1 + e.lever("parts_tariff", category=category) + w.freight_share + w.transit_interest * w.transit_months / 12  # (0.6)
    entrant = next(r for r in e.data.owner_classes if r.owner == "foreign")
    skill = (entrant.skill_least + entrant.skill_most) / 2
    own = e.category.own_work[category]
    cost = (1 - own) + own * e.nation.mean_wage[0] / (entrant.technology_median * skill)
    price = (1 + p.markup_start) * cost / p.cost_advantage_of_frontier
    return min(1, max(0, (landed - price) / e.p.exit_entry.advantage_of_reference))


@phase("category.attract")
def attract(e):
    c, p = e.category, e.p.exit_entry
    for i in range(c.n):
        demand, sets = c.demand[i], c.sets[i]
        gap = above((1 - p.kept_abroad) * demand - c.qualified[i])  # (11.5)
        plants = gap / demand * (12 * sets / e.p.supplier.minimum_efficient_scale) if demand > 0 else 0  # (11.6)
        # Plants are of the first foreign-owned class, firms that diversify of the first latent one.
        classes = e.data.owner_classes
        foreign = next(k for k, r in enumerate(classes) if r.owner == "foreign")
        latent = next(k for k, r in enumerate(classes) if r.owner == "domestic" and r.families_most == 0)
        expected = p.foreign_rate * plants * foreign_advantage(e, i) * projects_kept(e, i, foreign)  # (11.8)
        c.foreign_entries[i] = e.draw.poisson(c.first_id + i, streams.foreign_entry, expected, 0)
        c.domestic_entries[i] = p.domestic_rate * plants * projects_kept(e, i, latent)  # (11.9)
        c.lot[i] = demand * (e.p.supplier.minimum_efficient_scale / (12 * sets)) if sets > 0 else 0
        first = None
        for k in range(e.cluster.n):
            weight = e.cluster.supplier_share[k] * location_weight(e, k, i, e.cluster.relative_pay[k])  # (11.15)
            arrives = e.draw.exponential(c.first_id + i, streams.entry_location, k) / weight
            if first is None or arrives < first:
                first = arrives
                c.plants_part[i] = k


@phase("category.no_plants")
def no_plants(e):
    if not e.every3:
        e.category.foreign_entries[:] = 0


@phase("supplier.diversify")
def diversify(e):
    s, c = e.supplier, e.category
    of_reference = access_of_reference(e)
    relatedness = by_industry_and_category(e, e.data.relatedness, "relatedness")
    entrant = [r for r in e.data.owner_classes if r.owner == "domestic" and r.families_most > 0][-1]
    for i in range(s.n):
        s.entered[i] = 0
        if not latent(s, i):
            continue
        identity, industry = int(s.identity[i]), int(s.industry[i])
        rates = []
        for k in range(c.n):
            weight = relatedness[industry][k] * (1 if s.served[i] else of_reference)  # (11.10)
            rates.append(c.domestic_entries[k] * weight / c.base_weight[k] if c.base_weight[k] > 0 else 0)  # (11.16)
        chance = 1 - e.exp(-sum(rates))  # (11.11)
        if not e.draw.uniform(identity, streams.diversification, 0) < chance:
            continue
        arrivals = [(e.draw.exponential(identity, streams.diversification_category, k) / rate, k)
                    for k, rate in enumerate(rates) if rate > 0]
        category = min(arrivals)[1]
        s.entered[i] = 1
        s.category[i] = category
        s.pool[i] = int(s.cluster[i]) * c.n + category
        luck = Luck(e, identity, streams.diversification_choice, e.step)
        s.families[i] = draw_families(e, luck, entrant, category)
        s.expertise[i] = draw_expertise(e, luck, entrant, category)
        s.technology[i] *= e.nation.outside_technology[0]
        s.capacity[i] = e.p.exit_entry.entrant_capacity * s.home_sales[i]  # (11.14)
        s.learned[i] = 0


@phase("nation.diversifications")
def diversifications(e):
    e.add_all(e.nation.diversifications, e.supplier.entered)


@phase("nation.no_entries")
def no_entries(e):
    if not e.every3:
        e.nation.diversifications[0] = 0


@phase("book.settle_entry")
def settle_entry(e):
    e.book.settle()


@phase("supplier.remember")
def remember_suppliers(e):
    s = e.supplier
    s.net_worth[:] = s.deposits + s.capital + s.receivable - s.payable - s.loans


@phase("oem.remember")
def remember_makers(e):
    m = e.oem
    m.net_worth[:] = m.deposits + m.capital - m.payable - m.loans
