"""Tenders (P3): who is found, who passes the gates, whom a draw takes, and how suppliers share what they can make."""

import math

import numpy as np

from . import streams
from .economy import phase
from .offers import FOREIGN, NOWHERE, Offer, import_cost


def candidates(e, slot, owner):
    """(3.1)"""
    p, category = e.p.sourcing.discovery, e.family.category[e.slot.family[slot]]
    mean = (p.foreign_candidates if owner == FOREIGN else p.domestic_candidates) * e.lever("search_effort", category=category)
    return math.floor(mean + e.draw.uniform(slot, streams.source_class, 1))


def discovery_weight(e, bidder, maker):
    """(3.2), (3.30)"""
    p = e.p.sourcing.discovery
    size = e.pow(float(bidder["size"]) / p.size_of_reference, p.size_exponent)
    near = e.exp(-float(maker["distance"][bidder["cluster"]]) / p.distance_of_reference)
    return size * near * (1 + p.link_weight * float(bidder["links"])) * (1 + float(bidder["visibility"]))


def passes(e, bidder, capability, family, lot):
    """The five gates in order (3.5)-(3.14): technology, certificate, quality, capacity, finance."""
    p, difficulty = e.p.sourcing.gates, float(e.family.terms[family]["difficulty"])
    certificate = 1 if difficulty <= p.iso_difficulty_limit else 2  # (3.6)
    enough = p.lot_share * lot
    return (
        bidder["match"][capability] >= difficulty,
        bidder["certificate"] >= certificate,
        bidder["quality"] >= p.quality_base + p.quality_slope * difficulty,
        bidder["free_capacity"] + bidder["stretch"] >= enough,
        bidder["attainable"] >= enough,
    )


def search(e, slot, makers, incumbent):
    """Rows and capabilities of those whom the maker finds: a race of exponentials for each owner class (3.3)."""
    maker = e.oem.terms[e.slot.oem[slot]]
    racing = [[], []]
    found = []
    for i, j in makers:
        bidder = e.supplier.bidder[i]
        if not bidder["exists"]:
            continue
        if incumbent and int(bidder["identity"]) + 1 == incumbent:
            found.append((i, j))
            continue
        weight = discovery_weight(e, bidder, maker)
        arrival = e.draw.exponential(slot, streams.discovery, int(bidder["identity"])) / weight
        racing[bidder["owner"]].append((arrival, i, j))
    for owner in (0, 1):
        racing[owner].sort()
        found += [(i, j) for _, i, j in racing[owner][: candidates(e, slot, owner)]]
    return found


@phase("slot.hold_tender")
def hold_tender(e):
    t, p = e.slot, e.p.sourcing
    makers = e.pointing("supplier", "families", e.family.n)
    for slot in range(t.n):
        draws = t.draws[slot]
        draws[...] = np.zeros(1, draws.dtype)
        draws["supplier"] = NOWHERE
        t.tries[slot], t.asks_supplier[slot], t.bids[slot] = 0, NOWHERE, 0
        if not t.open[slot]:
            continue
        family, desk = t.family[slot], t.desk[slot]
        maker = e.oem.terms[t.oem[slot]]
        contract = t.contract[slot]
        incumbent = 0 if contract == NOWHERE else int(e.contract.incumbent[contract])
        sets = float(t.expected[slot])
        lot = sets * float(e.family.terms[family]["base_price"])
        bids = [[], []]
        holder = NOWHERE if contract == NOWHERE else e.contract.supplier[contract]
        for i, j in search(e, slot, e.dealt(makers[family], slot % e.p.population.lots, holder), incumbent):
            bidder = e.supplier.bidder[i]
            if not all(passes(e, bidder, j, family, lot)):
                continue
            identity = int(bidder["identity"])
            offer = Offer(e, bidder, j, family, maker, sets, new=identity + 1 != incumbent)
            weight = e.pow(offer.total_cost, -p.price_elasticity)  # (3.19)
            bids[bidder["owner"]].append((i, j, offer, weight, identity))
        weights = []
        for owner in (0, 1):
            n = len(bids[owner])
            t.bids[slot, owner] = n
            weight = 0.0
            if n:  # (3.20)
                usual = max(1.0, float(e.desk.usual_bidders[desk, owner]))
                variety = e.pow(n / usual, p.variety_exponent)
                mean = sum(b[3] for b in bids[owner]) / n
                weight = float(e.desk.attraction[desk, owner]) * variety * mean
            weights.append(weight)
        total_import = import_cost(e, family)
        weights.append(e.pow(total_import, -p.price_elasticity))
        u = e.draw.uniform(slot, streams.source_class, 0) * sum(weights)  # (3.21)
        if u < weights[0]:
            owner = 0
        elif u < weights[0] + weights[1]:
            owner = 1
        else:
            continue
        race = sorted((e.draw.exponential(slot, streams.pick, b[4]) / b[3], b[0], b) for b in bids[owner])
        for k, (_, _, (i, j, offer, _, _)) in enumerate(race[:2]):
            draws[k]["supplier"], draws[k]["capability"], draws[k]["owner"] = i, j, owner
            draws[k]["relative_cost"], draws[k]["price"] = offer.total_cost / total_import, offer.price
        t.asks_supplier[slot] = draws[0]["supplier"]


def accept(e):
    """Each supplier goes through those that ask it, the most valuable lot first (3.22)."""
    t = e.slot
    order = sorted((i for i in range(t.n) if t.asks_supplier[i] != NOWHERE), key=lambda i: -t.lot_value[i])
    for slot in order:
        supplier, lot = t.asks_supplier[slot], float(t.lot_value[slot])
        left = max(0.0, float(e.supplier.attainable[supplier]) - float(e.supplier.taken_on[supplier]))
        share = min(1.0, left / lot)
        t.award[slot] = share if share >= e.p.sourcing.gates.lot_share else 0.0
        e.supplier.taken_on[supplier] += t.award[slot] * lot


def ask_next(e):
    t = e.slot
    for slot in range(t.n):
        if t.asks_supplier[slot] == NOWHERE or t.award[slot] > 0:
            continue
        t.tries[slot] += 1
        t.asks_supplier[slot] = t.draws[slot][1]["supplier"] if t.tries[slot] == 1 else NOWHERE


def requests(name):
    def build(e):
        t = e.slot
        e.indices[name] = e.pointing("slot", "asks_supplier", e.supplier.n, t.lot_value)

    return build


def clear_last(e):
    """What is left of a supplier's room is for inputs."""
    s = e.supplier
    for i in range(s.n):
        s.attainable[i] = max(0.0, float(s.attainable[i]) - float(s.taken_on[i]))
    s.taken_on.fill(0)


for turn in ("first", "second", "third"):
    phase("supplier.requests_" + turn)(requests("supplier.requests_" + turn))
    phase("supplier.accept_" + turn)(accept)
    phase("supplier.clear_" + turn)(clear_last if turn == "third" else lambda e: e.supplier.taken_on.fill(0))
    phase("slot.ask_next_" + turn)(ask_next)


@phase("family.makers")
def index_makers(e):
    e.indices["family.makers"] = e.pointing("supplier", "families", e.family.n)


@phase("slot.conclude")
def conclude(e):
    t = e.slot
    for slot in range(t.n):
        won = t.open[slot] and t.asks_supplier[slot] != NOWHERE and t.award[slot] > 0
        t.asks[slot], t.wins[slot] = won, 0
        if won:
            t.wins[slot, t.draws[slot][t.tries[slot]]["owner"]] = 1
        if t.open[slot]:
            t.contract[slot] = NOWHERE
