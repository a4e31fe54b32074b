"""P9: certificates and moves to another cluster."""
import math

from . import streams
from .economy import phase
from .plain import CERTIFICATION, DOMESTIC, IATF_16949, ISO_9001, NOWHERE, RELOCATION, latent, nearest


@phase("nation.bids")
def bids(e):
    e.add_all(e.nation.bids, e.slot.bids)


@phase("nation.wins")
def wins(e):
    e.add_all(e.nation.wins, e.slot.wins)


@phase("nation.remember_tenders")
def remember_tenders(e):
    quarter = (e.month - 1) // 3
    for owner in range(2):
        e.nation.tenders[0, 4 * quarter + 2 * owner] = e.nation.bids[0, owner]
        e.nation.tenders[0, 4 * quarter + 2 * owner + 1] = e.nation.wins[0, owner]


def win_rate(e, owner):
    ring = e.nation.tenders[0]
    bid = sum(ring[4 * q + 2 * owner] for q in range(4))
    won = sum(ring[4 * q + 2 * owner + 1] for q in range(4))
    return max(e.p.knowledge.certification.least_win_rate, won / bid if bid > 0 else 0)  # (9.19)


def fee_of(p, certificate):
    return p.iso_fee if certificate == ISO_9001 else p.iatf_fee  # (9.17)


def required(e, family):
    p = e.p.sourcing.gates
    return ISO_9001 if e.family.difficulty[family] <= p.iso_difficulty_limit else IATF_16949  # (3.6)


@phase("supplier.consider_certificate")
def consider_certificate(e):
    s, p = e.supplier, e.p.knowledge.certification
    for i in range(s.n):
        s.wants_certificate[i] = 0
        held = int(s.certificate[i])
        if latent(s, i) or held == IATF_16949 or s.certifying[i] > 0:
            continue
        if not e.draw.uniform(int(s.identity[i]), streams.certification, 0) < p.consideration:
            continue
        lot = 0.0
        for f in s.families[i]:
            f = int(f)
            if f != NOWHERE and required(e, f) > held:
                lot = max(lot, p.lot_share * e.family.required[f] * e.family.base_price[f])
        lot = min(lot, e.p.supplier.overtime * s.capacity[i])
        worth = win_rate(e, int(s.owner[i])) * p.margin * p.contract_months * lot  # (9.20)
        support = e.lever_for("certification_support", i) if s.owner[i] == DOMESTIC else 0
        own = fee_of(p, held + 1) * (1 - support)
        if worth > p.worth_over_fee * own and s.deposits[i] >= p.cash_over_fee * own:  # (9.21)
            s.wants_certificate[i] = 1


@phase("cluster.want_certificates")
def want_certificates(e):
    e.add_by(e.cluster.want_certificates, e.supplier.cluster, e.supplier.wants_certificate)


@phase("supplier.start_certificate")
def start_certificate(e):
    s, p = e.supplier, e.p.knowledge.certification
    for i in range(s.n):
        if s.wants_certificate[i] == 0:
            continue
        k = int(s.cluster[i])
        access = min(1, e.cluster.test_capacity[k] / e.cluster.want_certificates[k])  # (9.22)
        if not e.draw.uniform(int(s.identity[i]), streams.certification, 1) < access:
            continue
        certificate = int(s.certificate[i]) + 1
        months = p.iso_months if certificate == ISO_9001 else p.iatf_months
        months *= 1 - p.recognition_saves * e.lever_for("standards_recognition", i)  # (9.18)
        fee = fee_of(p, certificate)
        s.certifying[i] = max(1, math.floor(months + 0.5))
        s.supported_costs[i, CERTIFICATION] = nearest(fee)
        if s.owner[i] == DOMESTIC:
            s.grants_asked[i, CERTIFICATION] = nearest(e.lever_for("certification_support", i) * fee)  # (10.16)


@phase("supplier.work_on_certificate")
def work_on_certificate(e):
    s = e.supplier
    for i in range(s.n):
        if s.certifying[i] > 0:
            s.certifying[i] -= 1
            if s.certifying[i] == 0:
                s.certificate[i] += 1


def location_weight(e, cluster, category, wage):
    """(11.15) without the cluster's share; `wage` is relative to the mean of the clusters."""
    p, c = e.p.exit_entry, e.cluster
    producers = sum(e.pool.producers[k] for k in range(e.pool.n)
                    if e.pool.cluster[k] == cluster and e.pool.category[k] == category)
    return e.exp(p.location_of_infrastructure * c.infrastructure[cluster] + p.location_of_wage * e.log(wage) +
                 p.location_of_rent * e.log(c.rent[cluster]) + p.location_of_density * e.log(1 + producers))


def projects_kept(e, category, owner):
    p, months = e.p.exit_entry, e.lever("administrative_relief", category=category, owner=owner)
    return e.exp(p.waiting_attrition * months)  # (11.17)


@phase("supplier.consider_move")
def consider_move(e):
    s, p = e.supplier, e.p.exit_entry.relocation
    granted = e.government.granted_share[0]
    for i in range(s.n):
        s.moves_to[i] = NOWHERE
        s.moved[i] = 0
        if not e.december or latent(s, i) or s.owner[i] != DOMESTIC:
            continue
        considers = min(1, p.consideration * projects_kept(e, s.category[i], s.kind[i]))  # (11.21)
        if not e.draw.uniform(int(s.identity[i]), streams.relocation, 0) < considers:
            continue
        here, category = int(s.cluster[i]), int(s.category[i])
        cost = p.cost * s.capital[i]  # (11.18)
        weight_here = location_weight(e, here, category, e.cluster.relative_pay[here])
        best, gain_there = NOWHERE, 0.0
        for k in range(e.cluster.n):
            offered = e.lever_for("relocation_grant", i, k)
            paid = offered * granted
            if k == here or offered <= 0 or s.deposits[i] < cost * (1 - paid):
                continue
            there = location_weight(e, k, category, e.cluster.relative_pay[k])
            gain = e.log(there / weight_here) - p.resistance * (1 - paid)  # (11.19)
            if gain > gain_there:
                best, gain_there = k, gain
        if best != NOWHERE:
            s.moves_to[i] = best
            s.moved[i] = 1
            s.supported_costs[i, RELOCATION] = nearest(cost)
            s.grants_asked[i, RELOCATION] = nearest(e.lever_for("relocation_grant", i, best) * cost)


@phase("nation.moves")
def moves(e):
    e.add_all(e.nation.relocations, e.supplier.moved)
