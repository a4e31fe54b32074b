"""P12: what keeps imported parts from being bought in Vietnam."""

import numpy as np

from .economy import phase
from .localisation import summed
from .offers import DOMESTIC, Offer, import_cost
from .tender import passes, search

(EXISTS, DISCOVERY, TECHNOLOGY, CERTIFICATE, QUALITY, CAPACITY, FINANCE, PRICE, LOST_DRAW, APPROVAL,
 RESIDUAL) = range(11)
ENVIRONMENT, TECHNOLOGICAL, INFRASTRUCTURE, HUMAN_RESOURCES, MARKET = range(5)
PILLARS = {EXISTS: ENVIRONMENT, FINANCE: ENVIRONMENT, APPROVAL: ENVIRONMENT, TECHNOLOGY: TECHNOLOGICAL,
           CERTIFICATE: TECHNOLOGICAL, CAPACITY: INFRASTRUCTURE, RESIDUAL: INFRASTRUCTURE, QUALITY: HUMAN_RESOURCES,
           DISCOVERY: MARKET, PRICE: MARKET, LOST_DRAW: MARKET}
QUARTERS = 4


@phase("slot.note_imports")
def note_imports(e):
    s, c = e.slot, e.contract
    state = np.zeros(s.n, int)  # 0: no contract, 1: being approved, 2: delivers
    for i in range(c.n):
        if c.live[i] and c.slot[i] >= 0:
            state[c.slot[i]] = max(state[c.slot[i]], 1 if c.approval[i] > 0 else 2)
    for i in range(s.n):
        imported = s.bought[i, 0]
        (s.imports_without, s.imports_in_approval, s.imports_beside)[state[i]][i] += imported


def stopped_by(e, bidder, capability, family, maker, sets):
    """(12.12), of a newcomer."""
    lot = sets * float(e.family.terms[family]["base_price"])
    for barrier, passed in zip(range(TECHNOLOGY, PRICE), passes(e, bidder, capability, family, lot)):
        if not passed:
            return barrier
    offer = Offer(e, bidder, capability, family, maker, sets, new=True)
    return PRICE if offer.total_cost > import_cost(e, family) else LOST_DRAW


def barrier(suppliers):
    """(12.13), of (found, what stops it) of all who make the part."""
    if not suppliers:
        return EXISTS
    furthest = max((stop for found, stop in suppliers if found), default=None)
    if furthest is None:
        return DISCOVERY
    fit_but_not_found = any(stop == LOST_DRAW for found, stop in suppliers if not found)
    return DISCOVERY if fit_but_not_found and furthest != LOST_DRAW else furthest


@phase("slot.ask_why")
def ask_why(e):
    s = e.slot
    s.barred[...] = s.barred_domestic[...] = 0
    for slot in range(s.n):
        for rows in (s.barred, s.barred_domestic):
            rows[slot, APPROVAL], rows[slot, RESIDUAL] = s.imports_in_approval[slot], s.imports_beside[slot]
        if s.imports_without[slot] == 0:
            continue
        family, maker = s.family[slot], e.oem.terms[s.oem[slot]]
        own = e.dealt(e.indices["family.makers"][family], slot % e.p.population.lots)
        makers = [m for m in own if e.supplier.bidder[m[0]]["exists"]]
        found = set(search(e, slot, makers, incumbent=0))
        standing = []
        for i, j in makers:
            bidder = e.supplier.bidder[i]
            stop = stopped_by(e, bidder, j, family, maker, float(s.expected[slot]))
            standing.append((bidder["owner"], (i, j) in found, stop))
        everyone = [(f, stop) for _, f, stop in standing]
        domestic = [(f, stop) for owner, f, stop in standing if owner == DOMESTIC]
        s.barred[slot, barrier(everyone)] += s.imports_without[slot]
        s.barred_domestic[slot, barrier(domestic)] += s.imports_without[slot]


@phase("slot.forget_imports")
def forget_imports(e):
    e.slot.imports_without = e.slot.imports_in_approval = e.slot.imports_beside = 0


summed("desk.barred_quarter", "desk.barred_quarter", "slot.barred", "desk")
summed("desk.barred_domestic_quarter", "desk.barred_domestic_quarter", "slot.barred_domestic", "desk")
for rows in ("barred", "barred_domestic"):
    published = rows.replace("barred", "imports_by_barrier")
    summed(f"oem.{rows}", f"oem.{published}", f"desk.{rows}", "oem")
    summed(f"category.{rows}", f"category.{published}", f"desk.{rows}", "category")
    summed(f"group.{rows}", f"group.{published}", f"oem.{published}", "group")
    summed(f"nation.{rows}", f"nation.{published}", f"oem.{published}")


@phase("desk.remember_barriers")
def remember_barriers(e):
    d, quarter = e.desk, (e.month - 1) // 3
    for ring, rows, year in ((d.barred_ring, d.barred_quarter, d.barred),
                             (d.barred_domestic_ring, d.barred_domestic_quarter, d.barred_domestic)):
        quarters = ring.reshape(d.n, QUARTERS, -1)
        quarters[:, quarter] = rows
        year[...] = quarters.sum(axis=1)


@phase("nation.sum_pillars")
def sum_pillars(e):
    """(12.14)"""
    n = e.nation
    n.imports_by_pillar[0] = 0
    for row, pillar in PILLARS.items():
        n.imports_by_pillar[0, pillar] += n.imports_by_barrier[0, row]
