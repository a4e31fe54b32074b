"""P9: projects of institutes with firms, and the yearly call for them."""
import math

from . import streams
from .economy import phase
from .plain import DOMESTIC, FIELDS, NOWHERE, above, latent, nearest, portion


@phase("project.advance")
def advance(e):
    j, p = e.project, e.p.institute
    success = 1 - e.pow(1 - p.reference_success, p.project_cost / p.reference_cost)  # (9.30)
    for i in range(j.n):
        j.left[i] -= 1
        if j.left[i] > 0:
            continue
        j.teaches[i] = 1 if e.draw.uniform(int(j.leader[i]), streams.project_success, 0) < success else 0
        for g in FIELDS:
            knows = [e.institute.expertise[int(j.institute[i]), g]]
            knows += [e.supplier.expertise[int(f), g] for f in j.partners[i] if f != NOWHERE]
            j.lesson[i, g] = max(knows)  # (9.35)


@phase("supplier.projects")
def projects_of_suppliers(e):
    e.indices["supplier.projects"] = e.pointing("project", "partners", e.supplier.n)


@phase("institute.projects")
def projects_of_institutes(e):
    e.indices["institute.projects"] = e.pointing("project", "institute", e.institute.n)


def remembered_first(new, memory):
    """The latest first; what falls off the end is forgotten."""
    return ([new] + list(memory))[:len(memory)]


@phase("supplier.learn_from_projects")
def learn_from_projects(e):
    s, j, p = e.supplier, e.project, e.p.institute
    for i in range(s.n):
        s.in_project[i] = 0
        for k, _ in e.indices["supplier.projects"][i]:
            if j.left[k] > 0:
                s.in_project[i] = 1
                continue
            s.past_institutes[i] = remembered_first(j.institute[k], s.past_institutes[i])
            for member in j.members[k]:
                if member != 0 and member != s.identity[i] + 1:
                    s.past_partners[i] = remembered_first(member, s.past_partners[i])
            if not j.teaches[k]:
                continue
            for g in FIELDS:
                weight = e.category.fields[int(s.category[i]), g]
                lead = above(j.lesson[k, g] - s.expertise[i, g])
                s.expertise[i, g] += weight * (p.expertise_gain +
                                               p.expertise_transfer * s.absorptive_capacity[i] * lead)  # (9.31)
            s.technology[i] *= 1 + p.technology_gain  # (9.32)


@phase("institute.count_projects")
def count_projects(e):
    r, j = e.institute, e.project
    for i in range(r.n):
        r.projects[i] = sum(1 for k in e.indices["institute.projects"][i] if j.left[k] > 0)


@phase("supplier.close_call")
def close_call(e):
    e.supplier.projects_asked[:] = 0
    e.supplier.project_fee[:] = 0


def distance_of(e, a, b):
    """(9.23)"""
    product = sum(a[g] * b[g] for g in FIELDS)
    squares = sum(a[g] * a[g] for g in FIELDS) * sum(b[g] * b[g] for g in FIELDS)
    return 1 - product / e.pow(squares, 0.5) if squares > 0 else 1


def score(e, a, b, km, together):
    """(9.24)"""
    p = e.p.institute
    off = (distance_of(e, a, b) - p.best_distance) / p.distance_spread
    fits = e.exp(-off * off / 2 - km / p.travel_distance)
    return fits * (1 + p.tie_weight * together)


def firm_cost(e, firm, partners):
    return nearest(e.p.institute.project_cost * (1 - e.lever_for("project_support", firm)) / partners)  # (9.25)


def can_apply(e, deposits, cost):
    return deposits >= e.p.institute.cash_over_cost * cost  # (9.27)


@phase("supplier.apply")
def apply(e):
    s, r = e.supplier, e.institute
    for i in range(s.n):
        s.institute[i] = NOWHERE
        s.application[i] = 0
        s.may_lead[i] = 1 if can_apply(e, s.deposits[i], firm_cost(e, i, 1)) else 0
        if latent(s, i) or s.owner[i] != DOMESTIC or s.in_project[i]:
            continue
        if not can_apply(e, s.deposits[i], firm_cost(e, i, min(2, e.p.institute.firms_most))):
            continue
        first = None
        for k in range(r.n):
            km = e.cluster.distance[int(s.cluster[i]), int(r.cluster[k])]
            together = sum(1 for past in s.past_institutes[i] if past == k)
            fits = score(e, s.expertise[i], r.expertise[k], km, together)
            arrives = e.draw.exponential(int(s.identity[i]), streams.project_choice, k) / fits
            if first is None or arrives < first:
                first = arrives
                s.institute[i], s.application[i] = k, fits


@phase("institute.applicants")
def applicants(e):
    e.indices["institute.applicants"] = e.pointing("supplier", "institute", e.institute.n, e.supplier.application)


@phase("institute.open_places")
def open_places(e):
    r = e.institute
    for i in range(r.n):
        r.places[i] = max(0, math.floor(r.staff[i] / e.p.institute.staff_per_project - r.projects[i]))  # (9.29)


@phase("nation.project_places")
def project_places(e):
    e.add_all(e.nation.project_places, e.institute.places)


@phase("institute.share_budget")
def share_budget(e):
    r = e.institute
    # The most that the state may pay of a project: firms of which cluster, category and class will be taken, is not known.
    most = max(e.lever("project_support", k, c, o) for k in range(len(e.data.clusters))
               for c in range(len(e.data.categories)) for o in range(len(e.data.owner_classes)))
    public = e.p.institute.project_cost * most  # (9.26)
    wanted = e.nation.project_places[0]
    share = 1.0
    if public > 0 and wanted > 0:
        share = min(1, e.lever("project_budget") / public / wanted)  # (9.28)
    for i in range(r.n):
        r.places[i] = math.floor(r.places[i] * share + e.draw.uniform(r.first_id + i, streams.project_choice, 1))


@phase("institute.accept")
def accept(e):
    s, r = e.supplier, e.institute
    for i, asking in enumerate(e.indices["institute.applicants"]):
        for f in asking:
            takes = s.may_lead[f] and r.places[i] >= 1
            s.projects_asked[f] = 1 if takes else 0
            r.places[i] -= 1 if takes else 0


@phase("supplier.join")
def join(e):
    s, p = e.supplier, e.p.institute
    asking = e.indices["institute.applicants"]
    for i in range(s.n):
        s.joins[i] = NOWHERE
        s.join_score[i] = 0
        s.joined[i] = 0
        s.project_partners[i] = 0
        if s.institute[i] == NOWHERE or s.projects_asked[i]:
            continue
        identity = int(s.identity[i])
        first, chosen, best = None, NOWHERE, 0.0
        for k in asking[int(s.institute[i])]:
            if not s.projects_asked[k]:
                continue
            km = e.cluster.distance[int(s.cluster[i]), int(s.cluster[k])]
            together = sum(1 for past in s.past_partners[i] if past == s.identity[k] + 1)
            fits = score(e, s.expertise[i], s.expertise[k], km, together)
            arrives = e.draw.exponential(identity, streams.project_partner, int(s.identity[k])) / fits
            if first is None or arrives < first:
                first, chosen, best = arrives, k, fits
        s.join_score[i] = best
        if chosen != NOWHERE and e.draw.uniform(identity, streams.project_joining, 0) < min(1, p.join_rate * best):
            s.joins[i] = chosen  # (9.34)


@phase("supplier.joiners")
def joiners(e):
    e.indices["supplier.joiners"] = e.pointing("supplier", "joins", e.supplier.n, e.supplier.join_score)


@phase("supplier.take_partners")
def take_partners(e):
    s = e.supplier
    for leader, asking in enumerate(e.indices["supplier.joiners"]):
        for f in asking:
            takes = s.project_partners[leader] + 1 < e.p.institute.firms_most
            s.joined[f] = 1 if takes else 0
            s.project_partners[leader] += 1 if takes else 0


@phase("supplier.pay_project")
def pay_project(e):
    s = e.supplier
    for i in range(s.n):
        s.project_fee[i] = 0
        leads = s.projects_asked[i] > 0
        if not leads and not s.joined[i]:
            continue
        partners = 1 + s.project_partners[i if leads else int(s.joins[i])]
        fee = firm_cost(e, i, partners)
        s.project_fee[i] = fee
        e.pay(("suppliers", i), ("institutes", int(s.institute[i])), "institute_projects", fee)
        if leads:
            own = e.lever_for("project_support", i)
            joiners = [f for f in e.indices["supplier.joiners"][i] if s.joined[f]]
            beyond = sum(e.lever_for("project_support", f) - own for f in joiners)
            public = nearest(e.p.institute.project_cost * (own + beyond / partners))  # (9.26)
            e.pay("government", ("institutes", int(s.institute[i])), "project_support", public)


@phase("project.end")
def end(e):
    for i in range(e.project.n):
        e.project.ended[i] = 1 if e.project.left[i] <= 0 else 0


@phase("project.begin")
def begin(e):
    j, s = e.project, e.supplier
    asking = e.indices["supplier.joiners"]
    for i in range(j.n):
        if j.begun[i]:
            continue
        leader = int(j.asker[i])
        firms = [leader] + [f for f in asking[leader] if s.joined[f]]
        j.begun[i] = 1
        j.leader[i] = s.identity[leader]
        j.partners[i] = firms + [NOWHERE] * (4 - len(firms))
        j.members[i] = [s.identity[f] + 1 for f in firms] + [0] * (4 - len(firms))
        j.institute[i] = s.institute[leader]
        j.left[i] = e.p.institute.project_months


@phase("nation.projects")
def projects(e):
    e.add_all(e.nation.projects, e.institute.projects)


@phase("nation.firms_in_projects")
def firms_in_projects(e):
    e.add_all(e.nation.firms_in_projects, e.supplier.in_project)


@phase("institute.pay_wages")
def pay_wages(e):
    r = e.institute
    for i in range(r.n):
        e.pay("government", ("institutes", i), "institute_budgets", int(r.budget[i]))
        wages = portion(r.deposits[i], e.p.institute.wage_share)  # (9.33)
        e.pay(("institutes", i), "households", "institute_wages", wages)
