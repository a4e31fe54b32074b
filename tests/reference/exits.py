"""P11: who leaves, what becomes of the estate, and of the workers."""
from . import streams
from .economy import phase
from .plain import (BORROWED, DOMESTIC, FOREIGN, FORGIVEN, LIQUIDATED, NOWHERE, WRITTEN_OFF, latent, monthly_hazard,
                    portion)


def exit_probability(e, i):
    """(11.1), a year"""
    s, p = e.supplier, e.p.exit_entry
    if s.orders[i] > 0:
        return p.hazard_with_orders
    size = 12 * s.home_sales[i] / p.size_of_reference
    return p.hazard_without_orders * min(p.hazard_factor_most, e.pow(size, -p.hazard_size_exponent))


@phase("supplier.leave")
def leave(e):
    s, p = e.supplier, e.p.exit_entry
    for i in range(s.n):
        me, identity = ("suppliers", i), int(s.identity[i])
        deposits, capital, loans = int(s.deposits[i]), int(s.capital[i]), int(s.loans[i])
        receivable, payable = int(s.receivable[i]), int(s.payable[i])
        bad = deposits + capital + receivable - payable - loans < 0 or deposits < 0
        s.distress[i] = s.distress[i] + 1 if bad else 0  # (11.2)
        insolvent = s.distress[i] >= p.distress_months  # (11.3)
        hazard = monthly_hazard(exit_probability(e, i))
        goes = insolvent or e.draw.uniform(identity, streams.exit, 0) < hazard
        if s.owner[i] == FOREIGN and s.pool[i] != NOWHERE:
            goes = goes or e.draw.uniform(identity, streams.foreign_exit, 0) < e.pool.foreign_leave[int(s.pool[i])]
        s.ended[i] = 1 if goes else 0
        s.left_domestic[i] = 1 if goes and s.owner[i] == DOMESTIC else 0
        s.estate[i] = receivable if goes else 0
        if not goes:
            continue
        chance = 1 if insolvent else min(1, monthly_hazard(s.default_risk[i]) / hazard)  # (11.20)
        defaults = e.draw.uniform(identity, streams.default_event, 0) < chance
        sold = portion(capital, p.resale)
        there = deposits - payable + sold  # (11.4): inputs are paid first
        owed = portion(loans, 1 - e.p.credit.loss_given_default) if defaults else loans
        repaid = min(owed, max(0, there))
        lost = loans - repaid
        forgiven = max(0, -there)
        rest = there + forgiven - repaid
        foreign = s.owner[i] == FOREIGN
        invoices = receivable if foreign else 0  # households buy them of owners abroad
        e.pay("households", me, "liquidation", sold + invoices)
        e.pay("bank", me, "liquidation", forgiven)
        e.pay(me, "bank", "liquidation", repaid)
        e.pay(me, "world" if foreign else "households", "liquidation", rest + invoices)
        e.pay("government", "bank", "credit_guarantee", portion(lost, s.guaranteed[i]))  # (5.15)
        s.flows[i, LIQUIDATED], s.flows[i, WRITTEN_OFF], s.flows[i, FORGIVEN] = repaid, lost, forgiven
        s.loans[i] = 0
        s.capital[i] = 0


@phase("cluster.exits")
def exits(e):
    e.add_by(e.cluster.exits, e.supplier.cluster, e.supplier.ended)


@phase("cluster.start_ups")
def start_ups(e):
    e.add_by(e.cluster.left_domestic, e.supplier.cluster, e.supplier.left_domestic)


@phase("household.estates")
def estates(e):
    e.add_all(e.household.estates, e.supplier.estate)


@phase("cluster.replace")
def replace(e):
    for k in range(e.cluster.n):
        e.cluster.start_ups[k] = int(e.p.exit_entry.replacement * e.cluster.left_domestic[k] + 0.5)
        e.cluster.start_ups_part[k] = k


@phase("nation.supplier_flows")
def supplier_flows(e):
    e.add_all(e.nation.supplier_flows, e.supplier.flows)


@phase("book.settle_exit")
def settle_exit(e):
    e.book.settle()


@phase("household.inherit")
def inherit(e):
    h = e.household
    h.receivable[0] += h.estates[0] - h.collected[0] - h.collected_inputs[0] - h.collected_at_exit[0]


@phase("bank.reckon")
def reckon(e):
    earned = sum(e.book.got(flow, "bank") for flow in ("interest", "interest_subsidy", "credit_guarantee", "dividends"))
    flows = e.nation.supplier_flows[0]
    e.bank.bank_equity[0] += earned - int(flows[WRITTEN_OFF]) - int(flows[FORGIVEN])


@phase("nation.reckon_credit")
def reckon_credit(e):
    e.nation.credit_granted[0] = e.nation.supplier_flows[0, BORROWED]


@phase("supplier.dismiss")
def dismiss(e):
    s = e.supplier
    for i in range(s.n):
        goes = s.ended[i] or (not latent(s, i) and s.moves_to[i] != NOWHERE)
        s.dismissed[i] = s.workers[i] if goes else 0
        if goes:
            s.workers[i] = 0


@phase("cluster.dismissed")
def dismissed(e):
    e.add_by(e.cluster.dismissed, e.supplier.cluster, e.supplier.dismissed)


@phase("cluster.take_back")
def take_back(e):
    e.cluster.employment -= e.cluster.dismissed
    e.cluster.available_workers += e.cluster.dismissed
