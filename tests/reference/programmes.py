"""P9: programmes with places."""
import math

from . import streams
from .economy import phase
from .plain import (AUTOMATION, COACHING, DOMESTIC, KINDS, NOWHERE, TECHNOLOGY_TRANSFER, WITH_PLACES, above, latent,
                    nearest)


@phase("office.open")
def open_offices(e):
    o = e.office
    for i in range(o.n):
        a_year = e.lever(KINDS[int(o.kind[i])], int(o.cluster[i]))[0]
        o.places[i] = math.floor(a_year + e.draw.uniform(o.first_id + i, streams.support_places, 0))  # (9.37)


def grant(e, kind, firm):
    return nearest(e.lever_for(KINDS[kind], firm)[1] * e.p.support.cost[kind])  # (10.24)


@phase("supplier.seek_support")
def seek_support(e):
    s, o, p = e.supplier, e.office, e.p.support
    for i in range(s.n):
        s.office[i] = NOWHERE
        s.turn[i] = 0
        s.placed[i] = 0
        if latent(s, i) or s.owner[i] != DOMESTIC:
            continue
        committed = 0
        for kind in range(6):
            been = int(s.upgrades[i]) >> kind & 1
            if kind == COACHING:
                been = s.coached_until[i] > e.step
            if kind == TECHNOLOGY_TRANSFER and s.technology[i] >= p.licensor_technology:
                been = True
            here = [k for k in range(o.n) if o.cluster[k] == s.cluster[i] and o.kind[k] == kind and o.places[k] >= 1]
            own = nearest(p.cost[kind]) - grant(e, kind, i)
            if been or not here or s.deposits[i] < p.cash_over_cost * (committed + own):  # (9.38)
                continue
            committed += own
            s.office[i, kind] = here[0]
            s.turn[i, kind] = -e.draw.exponential(int(s.identity[i]), streams.support_turn, kind)


@phase("office.applicants")
def applicants(e):
    s, o = e.supplier, e.office
    asking = [[(i, kind) for i in range(s.n) for kind in range(6) if s.office[i, kind] == k] for k in range(o.n)]
    for each in asking:
        each.sort(key=lambda item: -s.turn[item])
    e.indices["office.applicants"] = asking


@phase("office.place")
def place(e):
    s, o = e.supplier, e.office
    for k in range(o.n):
        for i, kind in e.indices["office.applicants"][k]:
            takes = o.places[k] >= 1
            s.placed[i, kind] = 1 if takes else 0
            o.places[k] -= 1 if takes else 0


@phase("supplier.take_support")
def take_support(e):
    s, p = e.supplier, e.p.support
    for i in range(s.n):
        for kind in range(6):
            if not s.placed[i, kind]:
                continue
            s.supported_costs[i, WITH_PLACES + kind] = nearest(p.cost[kind])
            s.grants_asked[i, WITH_PLACES + kind] = grant(e, kind, i)
            if kind == COACHING:
                s.coached_until[i] = e.step + 1 + p.coaching_months
            else:
                s.upgrades[i] = int(s.upgrades[i]) | 1 << kind
            if kind == AUTOMATION:
                s.technology[i] *= 1 + p.automation_gain  # (9.39)
            if kind == TECHNOLOGY_TRANSFER:
                lead = above(p.licensor_technology - s.technology[i])
                s.technology[i] += p.licensed_part * s.absorptive_capacity[i] * lead  # (9.40)
