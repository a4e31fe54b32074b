"""P12: the attainable frontier, by the largest flow from suppliers to families."""
from collections import deque

from .certification import required
from .economy import phase
from .plain import DOMESTIC, NOWHERE, nearest


def largest_flow(capacity, source, sink):
    """Shortest augmenting paths; capacity[a][b] in whole dong is used up."""
    value = 0
    while True:
        came = {source: None}
        waiting = deque([source])
        while waiting and sink not in came:
            a = waiting.popleft()
            for b, left in capacity[a].items():
                if left > 0 and b not in came:
                    came[b] = a
                    waiting.append(b)
        if sink not in came:
            return value
        way, b = [], sink
        while came[b] is not None:
            way.append((came[b], b))
            b = came[b]
        more = min(capacity[a][b] for a, b in way)
        for a, b in way:
            capacity[a][b] -= more
            capacity[b][a] = capacity[b].get(a, 0) + more
        value += more


def asked_for(e, slot, share):
    """(12.25)"""
    family = int(e.slot.family[slot])
    return nearest(share * (1 + e.family.spare_ratio[family]) * e.slot.lot_value[slot])


def can_serve(e, i, j):
    """(12.24) of the j-th family of supplier i"""
    s, p = e.supplier, e.p.sourcing.gates
    family = int(s.families[i, j])
    difficulty = e.family.difficulty[family]
    return (s.match[i, j] >= difficulty and s.certificate[i] >= required(e, family) and
            s.quality[i] >= p.quality_base + p.quality_slope * difficulty)


def in_force(e, k):
    return bool(e.contract.live[k]) and e.contract.supplier[k] != NOWHERE


def reckon(e, category, owners):
    """What the category's suppliers of these owners could serve together, and what they serve."""
    s, c = e.supplier, e.contract
    contracts_of = e.indices["supplier.contracts"]
    families = [f for f in range(e.family.n) if e.family.category[f] == category]
    asked = {f: 0 for f in families}
    for k in range(e.slot.n):
        if int(e.slot.family[k]) in asked:
            asked[int(e.slot.family[k])] += asked_for(e, k, 1)
    edges = {"source": {}, "sink": {}}
    for f in families:
        edges["family", f] = {"sink": asked[f]}
    served = 0
    for i in range(s.n):
        if s.category[i] != category or s.owner[i] not in owners:
            continue
        node = edges["supplier", i] = {}
        bound = 0
        for j in range(6):
            f = int(s.families[i, j])
            if f != NOWHERE and can_serve(e, i, j):
                node["family", f] = asked[f]
        for k in contracts_of[i]:
            if not in_force(e, k):
                continue
            slot, f = int(c.slot[k]), int(c.family[k])
            bound += asked_for(e, slot, c.share[k])
            node["family", f] = min(asked[f], node.get(("family", f), 0) + asked_for(e, slot, 1))
            if c.approval[k] <= 0:
                ramp = min(1, (c.delivering[k] + 1) / e.p.sourcing.ramp_months)  # (3.24)
                served += asked_for(e, slot, c.share[k] * ramp)
        edges["source"]["supplier", i] = max(nearest(s.capacity[i]), bound)  # (12.26)
    return largest_flow(edges, "source", "sink"), served, sum(asked.values())


@phase("nation.attain")
def attain(e):
    c, n = e.category, e.nation
    names = {"frontier": (0, 1), "frontier_domestic": (DOMESTIC,)}
    for name, owners in names.items():
        actual = name.replace("frontier", "frontier_actual")
        could_all = serves_all = asked_all = 0.0
        for k in range(c.n):
            could, serves, asked = reckon(e, k, owners)
            getattr(c, name)[k] = could / asked if asked > 0 else 0
            getattr(c, actual)[k] = serves / asked if asked > 0 else 0
            could_all += c.price_index[k] * could
            serves_all += c.price_index[k] * serves
            asked_all += c.price_index[k] * asked
        getattr(n, name)[0] = could_all / asked_all if asked_all > 0 else 0  # (12.27)
        getattr(n, actual)[0] = serves_all / asked_all if asked_all > 0 else 0
