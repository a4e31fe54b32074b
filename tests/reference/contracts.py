"""The life of contracts (P3): they age, bind capacity, are renewed, end, and new ones begin."""

from . import streams
from .economy import phase
from .offers import NOWHERE, Offer, import_cost


def months_between(u, least, most):
    """(3.23)"""
    return least + int(u * (most - least + 1))


def approval_months(drawn, saved):
    """(3.29)"""
    return int(max(0.0, drawn - saved) + 0.5)


@phase("contract.age")
def age(e):
    c, p = e.contract, e.p.sourcing
    for i in range(c.n):
        if not c.live[i]:
            continue
        supplier = c.supplier[i]
        gone = supplier == NOWHERE
        c.incumbent[i] = 0 if gone else e.supplier.identity[supplier] + 1
        c.remaining[i] -= 1
        c.approval[i] = max(0, c.approval[i] - 1)
        if c.ordered[i] > 0:
            c.delivering[i] += 1
        c.price[i] *= e.pow(1 - p.price_down, 1 / 12)  # (3.27)
        if gone:
            c.live[i] = 0
            continue
        # (3.28)
        yearly = p.termination_base + p.termination_defects * (1 - e.supplier.quality[supplier])
        yearly += p.termination_lateness * (1 - e.supplier.on_time[supplier])
        if e.draw.uniform(c.slot[i], streams.termination, 0) < e.monthly_hazard(yearly):
            c.live[i] = 0


@phase("slot.notice")
def notice(e):
    t, c = e.slot, e.contract
    live = {int(c.slot[i]): i for i in range(c.n) if c.live[i]}
    for i in range(t.n):
        if t.contract[i] != NOWHERE and i not in live:
            t.freed[i] = 1
        t.contract[i] = live.get(i, NOWHERE)


@phase("contract.bind")
def bind(e):
    c = e.contract
    for i in range(c.n):
        bound = c.share[i] * (1 + e.family.spare_ratio[c.family[i]]) * e.slot.lot_value[c.slot[i]]
        c.bound[i] = bound if c.live[i] else 0


@phase("supplier.count_load")
def count_load(e):
    s, c = e.supplier, e.contract
    customers = [set() for _ in range(s.n)]
    s.load[:] = 0
    for i in range(c.n):
        if c.supplier[i] == NOWHERE:
            continue
        s.load[c.supplier[i]] += c.bound[i]
        if c.live[i]:
            customers[c.supplier[i]].add(int(c.oem[i]))
    for i in range(s.n):
        s.load[i] = s.load[i] + s.export_load[i] + s.inputs_load[i]
        s.links[i] = len(customers[i])


@phase("contract.renew_or_end")
def renew_or_end(e):
    c, p = e.contract, e.p.sourcing
    for i in range(c.n):
        c.expired[i] = c.live[i] and c.remaining[i] <= 0
        if not c.expired[i] or c.supplier[i] == NOWHERE:
            continue
        slot, family = c.slot[i], c.family[i]
        bidder, sets = e.supplier.bidder[c.supplier[i]], float(e.slot.expected[slot])
        if sets <= 0 or not bidder["exists"]:
            continue
        offer = Offer(e, bidder, c.capability[i], family, e.oem.terms[c.oem[i]], sets, new=False)
        now = offer.total_cost / import_cost(e, family)
        r = p.renewal_probability
        dearer = e.pow(now / c.relative_cost[i], p.price_elasticity)
        probability = 1 / (1 + (1 - r) / r * dearer)  # (3.25)
        if e.draw.uniform(slot, streams.renewal, 0) < probability:
            u = e.draw.uniform(slot, streams.renewal, 1)
            c.remaining[i] = months_between(u, p.contract_months_least, p.contract_months_most)
            c.price[i], c.relative_cost[i], c.expired[i] = offer.price, now, 0


@phase("slot.open")
def open_slots(e):
    t, c, p = e.slot, e.contract, e.p.sourcing
    reopening = 1 - e.pow(1 - p.import_reopening, 3 / 12)  # (3.26)
    for i in range(t.n):
        contract = t.contract[i]
        if contract == NOWHERE:
            t.contract_supplier[i] = NOWHERE
            wanted = t.freed[i] or e.draw.uniform(i, streams.reopening, 0) < reopening
        else:
            t.contract_supplier[i] = c.supplier[contract]
            wanted = c.expired[contract]
        t.open[i] = wanted and t.lot_value[i] > 0
        if t.open[i]:
            t.freed[i] = 0


@phase("contract.conclude")
def conclude(e):
    c = e.contract
    for i in range(c.n):
        if c.expired[i] and e.slot.open[c.slot[i]]:
            c.live[i] = 0
        c.ended[i] = not c.live[i] and c.outstanding[i] == 0 and c.ordered[i] == 0


@phase("contract.begin")
def begin(e):
    c, t, p = e.contract, e.slot, e.p.sourcing
    for i in range(c.n):
        if c.begun[i] != 0:
            continue
        slot = c.asker[i]
        draw = t.draws[slot][t.tries[slot]]
        c.begun[i], c.live[i], c.slot[i] = e.step + 1, 1, slot
        c.oem[i], c.family[i], c.desk[i] = t.oem[slot], t.family[slot], t.desk[slot]
        c.supplier[i], c.capability[i], c.owner[i] = draw["supplier"], draw["capability"], draw["owner"]
        c.share[i], c.price[i], c.relative_cost[i] = t.award[slot], draw["price"], draw["relative_cost"]
        u = e.draw.uniform(slot, streams.contract_length, 0)
        c.remaining[i] = months_between(u, p.contract_months_least, p.contract_months_most)
        if draw["supplier"] == t.contract_supplier[slot]:
            c.approval[i], c.delivering[i] = 0, int(p.ramp_months)
        else:
            u = e.draw.uniform(slot, streams.contract_length, 1)
            drawn = months_between(u, p.approval_months_least, p.approval_months_most)
            c.approval[i] = drawn
            c.delivering[i] = 0


@phase("contract.test")
def test(e):
    c, p = e.contract, e.p
    for i in range(c.n):
        if c.begun[i] != e.step + 1:
            continue
        cluster = e.supplier.cluster[c.supplier[i]]
        c.approval[i] = approval_months(int(c.approval[i]), e.lever_for("approval_relief", int(c.supplier[i])))
        relief = p.sourcing.recognition_saves * e.lever_for("standards_recognition", int(c.supplier[i]))
        now = e.cluster.test_capacity[cluster]
        if now > 0:  # (3.32)
            relief += p.cluster.laboratory_relief * max(0.0, 1 - e.cluster.test_capacity_start[cluster] / now)
        c.approval[i] = approval_months(int(c.approval[i]), relief)


@phase("slot.contracts")
def of_slots(e):
    e.indices["slot.contracts"] = e.pointing("contract", "slot", e.slot.n)


@phase("supplier.contracts")
def of_suppliers(e):
    e.indices["supplier.contracts"] = e.pointing("contract", "supplier", e.supplier.n)
