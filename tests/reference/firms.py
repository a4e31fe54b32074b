"""P12: counts of firms and contracts."""
from .economy import phase
from .plain import DOMESTIC, FOREIGN, VIETNAMESE, latent

# Tally of agents/statistics/macro_tables.hpp: where each group of counts begins, and how many it has.
TALLY = {"foreign_certified": (0, 3), "multinational": (3, 2), "multinational_certified": (5, 3), "left": (8, 2),
         "left_by_cause": (10, 3), "left_by_size": (13, 4), "left_by_age": (17, 4), "by_size": (21, 4),
         "by_age": (25, 4)}
REPORTED = {"foreign_certified": "certified_foreign_firms", "multinational": "multinational_suppliers",
            "multinational_certified": "multinational_suppliers_certified", "left": "exits_by_owner",
            "left_by_cause": "exits_by_cause", "left_by_size": "exits_by_size", "left_by_age": "exits_by_age",
            "by_size": "firms_by_size", "by_age": "firms_by_age"}


@phase("supplier.stand_up")
def stand_up(e):
    s = e.supplier
    for i in range(s.n):
        active = 1 if s.links[i] > 0 else 0
        s.active[i] = active
        s.active_by_owner[i] = 0
        s.active_by_owner[i, int(s.owner[i])] = active
        s.by_certificate[i] = 0
        if not latent(s, i) and s.owner[i] == DOMESTIC:
            s.by_certificate[i, int(s.certificate[i])] = 1
        s.counted[i] = 1
        s.age[i] += 1


@phase("nation.active_suppliers")
def active_suppliers(e):
    e.add_all(e.nation.active_suppliers, e.supplier.active_by_owner)


@phase("nation.direct_suppliers")
def direct_suppliers(e):
    e.add_all(e.nation.direct_suppliers, e.supplier.active)


@phase("nation.certified_firms")
def certified_firms(e):
    e.add_all(e.nation.certified_firms, e.supplier.by_certificate)


@phase("nation.supporting_firms")
def supporting_firms(e):
    e.add_all(e.nation.supporting_firms, e.supplier.counted)


@phase("nation.exits")
def exits(e):
    e.add_all(e.nation.exits, e.supplier.ended)


@phase("nation.wanted_credit")
def wanted_credit(e):
    e.add_all(e.nation.credit_wanted, e.supplier.wanted_credit)


@phase("cluster.suppliers")
def suppliers_of_clusters(e):
    e.add_by(e.cluster.suppliers, e.supplier.cluster, e.supplier.counted)


@phase("cluster.active_suppliers")
def active_of_clusters(e):
    e.add_by(e.cluster.active_suppliers, e.supplier.cluster, e.supplier.active)


@phase("cluster.parts_sales")
def parts_sales(e):
    e.add_by(e.cluster.parts_sales, e.supplier.cluster, e.supplier.sales)


@phase("contract.count")
def count_contracts(e):
    c = e.contract
    for i in range(c.n):
        c.counted[i] = 1 if c.live[i] else 0
        c.awarded[i] = 1 if c.begun[i] == e.step + 1 else 0


@phase("family.local_contracts")
def local_contracts(e):
    e.add_by(e.family.local_contracts, e.contract.family, e.contract.counted)


@phase("nation.contracts")
def contracts(e):
    e.add_all(e.nation.contracts, e.contract.counted)


@phase("nation.awards")
def awards(e):
    e.add_all(e.nation.awards, e.contract.awarded)


@phase("contract.reach_abroad")
def reach_abroad(e):
    c = e.contract
    for i in range(c.n):
        c.multinational[i] = 1 if c.live[i] and e.oem.group[int(c.oem[i])] != VIETNAMESE else 0


def size_class(e, turnover):
    """(12.15)"""
    p = e.p.report
    return sum(1 for most in (p.micro_most, p.small_most, p.medium_most) if turnover > most)


def age_class(e, years):
    """(12.16)"""
    p = e.p.report
    return sum(1 for least in (p.new_below, p.young_below, p.old_least) if years >= least)


@phase("supplier.count")
def count_suppliers(e):
    s = e.supplier
    contracts_of = e.indices["supplier.contracts"]
    for i in range(s.n):
        size = size_class(e, 12 * (s.home_sales[i] + s.orders[i]))
        age = age_class(e, s.age[i] / 12)
        tally = s.tally[i]
        tally[:] = 0

        def add(group, which):
            tally[TALLY[group][0] + int(which)] += 1
        if s.owner[i] == FOREIGN:
            add("foreign_certified", s.certificate[i])
        if any(e.contract.multinational[k] for k in contracts_of[i]):
            add("multinational", s.owner[i])
            add("multinational_certified", s.certificate[i])
        if s.ended[i]:
            insolvent = s.distress[i] >= e.p.exit_entry.distress_months
            add("left", s.owner[i])
            add("left_by_cause", 0 if insolvent else 1 if s.orders[i] > 0 else 2)  # (12.17)
            add("left_by_size", size)
            add("left_by_age", age)
        add("by_size", size)
        add("by_age", age)


@phase("nation.tally")
def tally(e):
    e.add_all(e.nation.tally, e.supplier.tally)


@phase("nation.report")
def report(e):
    for group, (first, n) in TALLY.items():
        getattr(e.nation, REPORTED[group])[0] = e.nation.tally[0, first:first + n]
