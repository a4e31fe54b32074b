"""Inputs that suppliers buy of each other (P3, P4, P8, P11): links, tenders, orders, deliveries, invoices."""

import math

import numpy as np

from . import streams
from .contracts import approval_months, months_between
from .economy import phase
from .plain import FOREIGN, NOWHERE
from .tender import discovery_weight

KINDS, CREDIT = 2, 8  # inputs of a firm; months that an invoice may wait, and this one
INPUT_WORK = 6  # place of work for other suppliers in what a firm shows
DISCOVERY = (streams.input_discovery_first, streams.input_discovery_second)
PICK = (streams.input_pick_first, streams.input_pick_second)


def each_link(e):
    for i in range(e.supplier.n):
        for j in range(KINDS):
            yield i, j


def sum_by_key(e, keys, values, dtype):
    """What is noted beside the keys, summed for those whom they name."""
    found = np.zeros(e.supplier.n, dtype)
    for i, j in each_link(e):
        if keys[i, j] != NOWHERE:
            found[keys[i, j]] += values[i, j]
    return found


def sums(name, total, key, value, dtype="f8"):
    def add_up(e):
        s = e.supplier
        s.column(total)[:] = sum_by_key(e, s.column(key), s.column(value), dtype)

    phase("supplier." + name)(add_up)


sums("inputs_load", "inputs_load", "seller", "input_bound")
sums("inputs_asked", "inputs_asked", "seller", "input_ordered")
sums("inputs_asked_by_foreign", "inputs_asked_by_foreign", "seller", "input_ordered_by_foreign")
sums("inputs_invoiced", "inputs_invoiced", "creditor", "input_amount", "i8")
sums("inputs_collected", "inputs_collected", "creditor", "input_due", "i8")
sums("inputs_collected_at_exit", "inputs_collected_at_exit", "creditor", "input_paid_at_exit", "i8")


@phase("supplier.age_inputs")
def age_inputs(e):
    s, p = e.supplier, e.p.sourcing
    s.input_content[:] = s.imported_material
    for i, j in each_link(e):
        if not s.input_live[i, j]:
            continue
        s.input_remaining[i, j] -= 1
        s.input_approval[i, j] = max(0, s.input_approval[i, j] - 1)
        s.input_delivering[i, j] += s.input_ordered[i, j] > 0
        s.input_price[i, j] *= e.pow(1 - p.price_down, 1 / 12)  # (3.27)
        seller = s.seller[i, j]
        ends = seller == NOWHERE
        if not ends:  # (3.28)
            yearly = p.termination_base + p.termination_defects * (1 - s.quality[seller])
            yearly += p.termination_lateness * (1 - s.on_time[seller])
            ends = e.draw.uniform(s.identity[i], streams.input_termination, j) < e.monthly_hazard(yearly)
        if ends:
            s.input_live[i, j], s.input_freed[i, j], s.seller[i, j] = 0, 1, NOWHERE
        else:
            s.input_bound[i, j] = s.input_award[i, j] * s.input_lot[i, j]


def relative_cost(s, i):
    return s.material_share[i] + s.conversion_share[i]


@phase("supplier.plan_inputs")
def plan_inputs(e):
    s = e.supplier
    for i in range(s.n):
        category = s.category[i]
        if category == NOWHERE:
            continue
        s.first_source[i], s.second_source[i] = e.category.input_source[category]
        rate = s.cost_rate[i]
        if rate <= 0:
            rate = relative_cost(s, i) / e.p.supplier.cost_advantage_of_frontier  # (4.28)
        for j in range(KINDS):  # (3.33)
            s.input_lot[i, j] = rate / relative_cost(s, i) * e.category.input_share[category, j] * s.expected[i]


def import_cost(e, i):
    return e.supplier.material_price[i] + e.p.sourcing.import_risk_premium  # (3.18)


def offer(e, buyer, bidder, new):
    """Price asked for a dong's worth, and its total cost (3.17)."""
    p = e.p.sourcing
    price = (1 + float(bidder["markup"])) * float(bidder["unit_cost"][INPUT_WORK])  # (4.13)
    total = price * (1 + e.cluster.logistics[e.supplier.cluster[buyer], bidder["cluster"]])
    total += p.quality_cost * max(0.0, p.quality_aim - float(bidder["quality"]))
    total += p.lateness_cost * (1 - float(bidder["on_time"]))
    total += p.switching_cost if new else 0.0
    return price, max(p.least_relative_cost, total - float(bidder["green_worth"]))


@phase("supplier.renew_inputs")
def renew_inputs(e):
    s, p = e.supplier, e.p.sourcing
    s.input_asks[:] = NOWHERE
    reopening = 1 - e.pow(1 - p.import_reopening, 3 / 12)  # (3.26)
    for i, j in each_link(e):
        if s.category[i] == NOWHERE or s.input_lot[i, j] <= 0:
            continue
        identity = s.identity[i]
        if not s.input_live[i, j]:
            s.input_open[i, j] = (s.input_freed[i, j] != 0 or
                                  e.draw.uniform(identity, streams.input_reopening, j) < reopening)
        elif s.input_remaining[i, j] <= 0:
            bidder = s.bidder[s.seller[i, j]]
            price, total = offer(e, i, bidder, new=False)
            now = total / import_cost(e, i)
            r = p.renewal_probability
            dearer = e.pow(now / s.input_relative_cost[i, j], p.price_elasticity)
            kept = e.draw.uniform(identity, streams.input_renewal, 2 * j) < 1 / (1 + (1 - r) / r * dearer)  # (3.25)
            if not bidder["exists"] or not kept:
                s.input_open[i, j] = 1
                continue
            u = e.draw.uniform(identity, streams.input_renewal, 2 * j + 1)
            s.input_remaining[i, j] = months_between(u, p.contract_months_least, p.contract_months_most)
            s.input_price[i, j], s.input_relative_cost[i, j] = price, now


def fit(e, bidder, difficulty, lot):
    """The gates (3.5)-(3.14)."""
    p = e.p.sourcing.gates
    return (bidder["match"][INPUT_WORK] >= difficulty and
            bidder["certificate"] >= (1 if difficulty <= p.iso_difficulty_limit else 2) and
            bidder["quality"] >= p.quality_base + p.quality_slope * difficulty and
            bidder["free_capacity"] + bidder["stretch"] >= p.lot_share * lot and
            bidder["attainable"] >= p.lot_share * lot)


def found(e, i, j, makers, incumbent):
    """Rows of those whom the buyer finds (3.1)-(3.3)."""
    s, p = e.supplier, e.p.sourcing.discovery
    terms = {"distance": e.cluster.distance[s.cluster[i]]}
    racing, there = [[], []], []
    for k in makers:
        bidder = s.bidder[k]
        if k == i or not bidder["exists"]:
            continue
        if k == incumbent:
            there.append(k)
            continue
        arrival = e.draw.exponential(s.identity[i], DISCOVERY[j], int(bidder["identity"]))
        racing[bidder["owner"]].append((arrival / discovery_weight(e, bidder, terms), k))
    u = e.draw.uniform(s.identity[i], streams.input_class, 2 * j + 1)
    for owner, mean in enumerate((p.domestic_candidates, p.foreign_candidates)):
        there += [k for _, k in sorted(racing[owner])[:math.floor(mean + u)]]
    return there


def tender(e, i, j, makers):
    """Who is drawn first and second: (row, owner, relative cost, price) each."""
    s, p, c = e.supplier, e.p.sourcing, e.category
    source = (s.first_source, s.second_source)[j][i]
    incumbent = s.seller[i, j] if s.input_live[i, j] else NOWHERE
    difficulty = e.p.inputs.difficulty_share * c.difficulty[source]  # (3.34)
    bids = [[], []]
    for k in found(e, i, j, e.dealt(makers[source], s.identity[i], incumbent), incumbent):
        bidder = s.bidder[k]
        if fit(e, bidder, difficulty, float(s.input_lot[i, j])):
            price, total = offer(e, i, bidder, new=k != incumbent)
            bids[bidder["owner"]].append((k, price, total, e.pow(total, -p.price_elasticity), int(bidder["identity"])))
    weights = []
    for owner in (0, 1):
        n, at, weight = len(bids[owner]), 2 * j + owner, 0.0
        if n:  # (3.20)
            variety = e.pow(n / max(1.0, c.usual_input_bidders[s.category[i], at]), p.variety_exponent)
            weight = c.input_attraction[s.category[i], at] * variety * sum(b[3] for b in bids[owner]) / n
        weights.append(weight)
    weights.append(e.pow(import_cost(e, i), -p.price_elasticity))
    u = e.draw.uniform(s.identity[i], streams.input_class, 2 * j) * sum(weights)  # (3.21)
    owner = 0 if u < weights[0] else 1 if u < weights[0] + weights[1] else None
    if owner is None:
        return []
    race = sorted((e.draw.exponential(s.identity[i], PICK[j], b[4]) / b[3], b) for b in bids[owner])
    return [(b[0], owner, b[2] / import_cost(e, i), b[1]) for _, b in race[:2]]


def forget_draws(s, i, j):
    empty = np.zeros(1, s.input_draws.dtype)
    empty["supplier"] = NOWHERE
    s.input_draws[i, 2 * j], s.input_draws[i, 2 * j + 1] = empty[0], empty[0]


def hold(j):
    def tenders(e):
        s = e.supplier
        makers = e.pointing("supplier", "category", e.category.n)
        for i in range(s.n):
            if not s.input_open[i, j]:
                continue
            forget_draws(s, i, j)
            drawn = tender(e, i, j, makers)
            for place, (row, owner, cost, price) in enumerate(drawn):
                draw = s.input_draws[i, 2 * j + place]
                draw["supplier"], draw["capability"], draw["owner"] = row, INPUT_WORK, owner
                draw["relative_cost"], draw["price"] = cost, price
                s.input_draws[i, 2 * j + place] = draw
            s.input_asks[i, j] = drawn[0][0] if drawn else NOWHERE

    return tenders


phase("supplier.tender_first_input")(hold(0))
phase("supplier.tender_second_input")(hold(1))


def accept(e):
    s = e.supplier
    asking = [(i, j) for i, j in each_link(e) if s.input_asks[i, j] != NOWHERE]
    for i, j in sorted(asking, key=lambda link: -s.input_lot[link]):
        seller, lot = s.input_asks[i, j], float(s.input_lot[i, j])
        share = min(1.0, max(0.0, float(s.attainable[seller] - s.taken_on[seller])) / lot)  # (3.22)
        s.input_taken[i, j] = share if share >= e.p.sourcing.gates.lot_share else 0.0
        s.taken_on[seller] += s.input_taken[i, j] * lot


def ask_next(e):
    s = e.supplier
    for i, j in each_link(e):
        if s.input_asks[i, j] != NOWHERE and s.input_taken[i, j] == 0:
            s.input_tries[i, j] += 1
            again = s.input_tries[i, j] == 1
            s.input_asks[i, j] = s.input_draws[i, 2 * j + 1]["supplier"] if again else NOWHERE


def clear_last(e):
    s = e.supplier
    s.attainable[:] = np.maximum(0.0, s.attainable - s.taken_on)
    s.taken_on[:] = 0


def requests(name):
    def build(e):
        s = e.supplier
        asking = e.pointing("supplier", "input_asks", s.n)
        for links in asking:
            links.sort(key=lambda link: -s.input_lot[link])
        e.indices[name] = asking

    return build


for turn in ("first", "second", "third"):
    phase("supplier.requests_input_" + turn)(requests("supplier.requests_input_" + turn))
    phase("supplier.accept_input_" + turn)(accept)
    phase("supplier.clear_input_" + turn)(clear_last if turn == "third" else lambda e: e.supplier.taken_on.fill(0))
    phase("supplier.ask_next_input_" + turn)(ask_next)


@phase("supplier.sign_inputs")
def sign_inputs(e):
    s, p = e.supplier, e.p.sourcing
    for i, j in each_link(e):
        if not s.input_open[i, j]:
            continue
        former = s.seller[i, j] if s.input_live[i, j] else NOWHERE
        won = s.input_asks[i, j] != NOWHERE and s.input_taken[i, j] > 0
        s.input_freed[i, j], s.input_live[i, j], s.seller[i, j] = 0, won, NOWHERE
        draw = s.input_draws[i, 2 * j + s.input_tries[i, j]].copy() if won else None
        forget_draws(s, i, j)
        if not won:
            continue
        s.seller[i, j] = s.input_asks[i, j]
        s.input_award[i, j], s.input_begun[i, j] = s.input_taken[i, j], e.step + 1
        s.input_price[i, j], s.input_relative_cost[i, j] = draw["price"], draw["relative_cost"]
        u = e.draw.uniform(s.identity[i], streams.input_length, 2 * j)
        s.input_remaining[i, j] = months_between(u, p.contract_months_least, p.contract_months_most)
        if former == s.seller[i, j]:
            s.input_approval[i, j], s.input_delivering[i, j] = 0, int(p.ramp_months)
        else:
            u = e.draw.uniform(s.identity[i], streams.input_length, 2 * j + 1)
            drawn = months_between(u, p.approval_months_least, p.approval_months_most)
            asked = approval_months(drawn, e.lever_for("approval_relief", int(s.seller[i, j])))
            s.input_approval[i, j], s.input_delivering[i, j] = max(asked, p.payment_months), 0  # (3.35)


@phase("supplier.order_inputs")
def order_inputs(e):
    s = e.supplier
    for i, j in each_link(e):
        ordered = 0.0
        if s.input_live[i, j] and s.input_approval[i, j] == 0:
            ramp = min(1.0, (s.input_delivering[i, j] + 1) / e.p.sourcing.ramp_months)  # (3.24)
            ordered = max(0.0, s.input_award[i, j] * ramp * s.input_need[i, j] - s.input_stock[i, j])  # (8.24)
        s.input_ordered[i, j] = ordered
        s.input_ordered_by_foreign[i, j] = ordered if s.owner[i] == FOREIGN else 0.0


@phase("supplier.receive_inputs")
def receive_inputs(e):
    s = e.supplier
    for i, j in each_link(e):
        fill = 0.0 if s.seller[i, j] == NOWHERE else float(s.fill[s.seller[i, j]])
        s.input_delivered[i, j] = fill * s.input_ordered[i, j]  # (8.2)
        s.input_amount[i, j] = e.nearest(s.input_price[i, j] * s.input_delivered[i, j])


@phase("supplier.use_inputs")
def use_inputs(e):
    s, c = e.supplier, e.category
    for i in range(s.n):
        category = s.category[i]
        s.material_cost[i], s.input_need[i], s.input_used[i] = 0, 0, 0
        if category == NOWHERE:
            continue
        per_part = s.cost_rate[i] / relative_cost(s, i)
        price = s.material_price[i]
        imports = price * (per_part * c.raw_material[category] * s.output[i])
        content = c.raw_material[category]
        s.input_opening[i] = s.input_stock[i]
        for j in range(KINDS):
            share = c.input_share[category, j]
            need = per_part * share * s.output[i]  # (3.33)
            there = s.input_opening[i, j] + s.input_delivered[i, j]
            used = min(there, need)  # (8.25)
            s.input_need[i, j], s.input_used[i, j] = need, used
            s.input_stock[i, j] = max(0.0, there - used)  # (8.26)
            short = s.input_ordered[i, j] - s.input_delivered[i, j]
            imports += price * ((need - used) + e.p.world.spot_premium * min(need - used, short))  # (8.27)
            local = used / need if need > 0 else 0.0
            seller = s.seller[i, j]
            its_own = 0.0 if seller == NOWHERE else s.input_content[seller]
            content += share * (1 - local + local * (its_own / e.p.supplier.cost_advantage_of_frontier))  # (4.27)
        if s.output[i] > 0:
            s.imported_material[i] = content
        paid = e.nearest(imports)
        e.pay(("suppliers", i), ("world", 0), "materials", paid)
        s.material_cost[i] = paid + int(s.input_amount[i].sum())


@phase("supplier.pay_inputs")
def pay_inputs(e):
    s = e.supplier
    for i in range(s.n):
        s.inputs_due_to_estate[i] = 0
        for j in range(KINDS):
            if s.input_amount[i, j] > 0:
                s.creditor[i, j] = s.seller[i, j]
            waiting = [int(x) for x in s.input_invoices[i, j * CREDIT:(j + 1) * CREDIT]]
            waiting[e.p.sourcing.payment_months] += int(s.input_amount[i, j])
            due = waiting.pop(0)
            s.input_invoices[i, j * CREDIT:(j + 1) * CREDIT] = waiting + [0]
            s.input_due[i, j] = due
            left = s.creditor[i, j] == NOWHERE
            s.inputs_due_to_estate[i] += due if left else 0
            e.pay(("suppliers", i), ("households", 0) if left else ("suppliers", int(s.creditor[i, j])), "local_inputs",
                  due)
        s.payable[i] = s.input_invoices[i].sum()


@phase("household.collected_inputs")
def collected_inputs(e):
    e.household.collected_inputs[0] = e.supplier.inputs_due_to_estate.sum()


@phase("supplier.clear_inputs")
def clear_inputs(e):
    s = e.supplier
    for i in range(s.n):
        if not s.ended[i]:
            continue
        for j in range(KINDS):
            owed, creditor = int(s.input_invoices[i, j * CREDIT:(j + 1) * CREDIT].sum()), int(s.creditor[i, j])
            stays = creditor != NOWHERE and not s.ended[creditor]
            e.pay(("suppliers", i), ("suppliers", creditor) if stays else ("households", 0), "local_inputs", owed)
            if stays:
                s.input_paid_at_exit[i, j] = owed
            else:
                s.estates_paid_at_exit[i] += owed
        s.input_invoices[i], s.payable[i] = 0, 0


@phase("supplier.collect_at_exit")
def collect_at_exit(e):
    e.supplier.receivable[:] -= e.supplier.inputs_collected_at_exit


@phase("household.collected_at_exit")
def collected_at_exit(e):
    e.household.collected_at_exit[0] = e.supplier.estates_paid_at_exit.sum()
