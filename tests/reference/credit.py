"""P5 and P10: whom the bank serves, interest, instalments, investment, taxes and dividends of suppliers."""
import math

from . import core, streams
from .economy import phase
from .newcomers import access_of_reference
from .plain import (BORROWED, DEPRECIATION, DIVIDEND, DOMESTIC, EQUITY, FOREIGN, GOVERNANCE, GRANTS, GRANTS_GOT,
                    GUARANTEE_FEE, INTEREST, INVESTMENT, KNOWLEDGE, PROFIT, PROJECT, REPAID, RESEARCH, TAX, above,
                    latent, nearest, portion)


def supported(e, i):
    """Vietnamese-owned and in the industry: for these are guarantee and subsidy."""
    return e.supplier.owner[i] == DOMESTIC and not latent(e.supplier, i)


def monthly_sales(s, i):
    return s.home_sales[i] + s.orders[i]


def collateral(e, i):
    return e.p.credit.loan_to_value * float(int(e.supplier.capital[i]) + int(e.supplier.receivable[i]))


def cover(e, i, debt):
    return min(1, collateral(e, i) / debt) if debt > 0 else 1  # (5.4)


def logit(p):
    return core.log(p / (1 - p))


def access(e, i):
    """(5.5), with (5.20)"""
    s, p = e.supplier, e.p.credit
    odds = logit(access_of_reference(e))
    odds += p.access_of_size * e.log(max(12 * monthly_sales(s, i) / p.size_of_reference, 1e-6))
    odds += p.access_of_age * e.log((1 + s.age[i] / 12) / (1 + p.age_of_reference))
    odds += p.access_of_collateral * (cover(e, i, s.loans[i]) - p.collateral_of_reference)
    odds += p.access_of_foreign_owner * (s.owner[i] == FOREIGN)
    odds += e.p.support.governance_access * (int(s.upgrades[i]) >> GOVERNANCE & 1)
    return 1 / (1 + e.exp(-odds))


@phase("supplier.meet_bank")
def meet_bank(e):
    s, p = e.supplier, e.p.credit
    for i in range(s.n):
        identity = int(s.identity[i])
        guarantee = e.lever_for("credit_guarantee", i) if supported(e, i) else 0
        chance = min(1, access(e, i) + p.access_of_guarantee * guarantee)  # (5.12)
        s.served[i] = 1 if e.draw.uniform(identity, streams.credit_access, 0) < chance else 0
        full = e.draw.uniform(identity, streams.credit_access, 1) < p.full_service
        part = p.served_least + (p.served_most - p.served_least) * e.draw.uniform(identity, streams.credit_access, 2)
        s.served_fraction[i] = 1 if full else part  # (5.6)


def operating_surplus(s, i):
    """Of the month, before interest."""
    return (int(s.home_surplus[i]) + int(s.invoiced[i]) + int(s.spare_sales[i]) + int(s.exports[i]) -
            int(s.material_cost[i]) - int(s.wage_cost[i]))


def default_probability(e, i, loans):
    """(5.9)"""
    s, p = e.supplier, e.p.credit
    risk = p.default_base
    if loans > 0:
        equity = float(int(s.deposits[i]) + int(s.capital[i]) + int(s.receivable[i]) - int(s.payable[i]) - loans)
        surplus = 12.0 * operating_surplus(s, i)
        leverage = min(p.ratio_bound, loans / equity) if equity > 0 else p.ratio_bound
        burden = min(p.ratio_bound, loans * p.base_rate / surplus) if surplus > 0 else p.ratio_bound
        of_debt = p.default_of_leverage * leverage + p.default_of_interest_burden * burden
        risk += of_debt + p.default_without_collateral * (1 - cover(e, i, loans))
    return 1 / (1 + e.exp(-risk))


@phase("supplier.serve_debt")
def serve_debt(e):
    s, p = e.supplier, e.p.credit
    for i in range(s.n):
        loans = int(s.loans[i])
        risk = default_probability(e, i, loans)
        rate = p.base_rate + p.loss_given_default * risk  # (5.10)
        points = min(e.lever_for("interest_subsidy", i), above(rate)) if supported(e, i) else 0  # (5.17)
        subsidy = portion(loans, points / 12)
        interest = portion(loans, rate / 12) - subsidy  # (10.1)
        fee = portion(loans, s.guaranteed[i] * p.guarantee_fee / 12)  # (5.16)
        cash = int(s.deposits[i]) - interest - fee
        repaid = min(portion(loans, 1 / p.loan_months), max(0, cash))  # (10.2)
        s.flows[i] = 0
        s.flows[i, INTEREST], s.flows[i, GUARANTEE_FEE], s.flows[i, REPAID] = interest, fee, repaid
        s.loans[i] = loans - repaid
        s.cash[i] = cash - repaid
        s.default_risk[i], s.interest_rate[i], s.interest_subsidy[i] = risk, rate - points, subsidy


@phase("supplier.fund_knowledge")
def fund_knowledge(e):
    s = e.supplier
    for i in range(s.n):
        knowledge = int(s.supported_costs[i].sum()) + int(s.grants[i, RESEARCH])
        s.flows[i, GRANTS_GOT] = s.grant[i]
        s.flows[i, KNOWLEDGE] = knowledge
        s.flows[i, PROJECT] = s.project_fee[i]  # paid already
        s.cash[i] += int(s.grant[i]) - knowledge


def floor(e, i):
    """(4.19)"""
    s, p = e.supplier, e.p.supplier
    return p.deposit_floor_home * s.home_sales[i] + p.deposit_floor_orders * s.expected[i]


def capacity_cost(e, added):
    return 12 * e.p.supplier.capital_cost * added  # (4.18)


def credit_limit(e, i):
    """(5.3), (5.13)"""
    s, p = e.supplier, e.p.credit
    equity = float(int(s.cash[i]) + int(s.capital[i]) + int(s.receivable[i]) - int(s.payable[i]) -
                   int(s.loans[i]))
    margin = 12 * p.operating_margin * (s.orders[i] + convertible(e, i))  # (5.2)
    backlog = 12 * s.load[i]
    most = min(p.leverage_limit * max(equity, margin), collateral(e, i) + p.backlog_weight * backlog)
    limit = above(most - float(s.loans[i]))
    return limit * (1 + (e.lever_for("credit_guarantee", i) if supported(e, i) else 0))


def capital_response(e, i):
    """(4.23)"""
    s, p = e.supplier, e.p.supplier
    if s.owner[i] == FOREIGN:
        return 1
    without_debt = e.p.credit.base_rate + e.p.credit.loss_given_default / (1 + e.exp(-e.p.credit.default_base))
    wear = 1 / p.capital_life
    return e.pow((wear + without_debt) / (wear + s.interest_rate[i]), p.capital_elasticity)


def convertible(e, i):
    """The part of home sales that counts as sales of parts."""
    return e.p.sourcing.gates.home_conversion * e.supplier.home_sales[i]


def wear_of(e, i):
    return nearest(e.supplier.capital[i] / (12 * e.p.supplier.capital_life))  # (4.20)


@phase("supplier.ask_loan")
def ask_loan(e):
    s, p = e.supplier, e.p.supplier
    for i in range(s.n):
        foreign = s.owner[i] == FOREIGN
        wanted = 0.0
        if not latent(s, i):
            capacity = s.capacity[i]
            most = p.investment_speed / 12 * max(capacity, convertible(e, i))
            wanted = min(above(capital_response(e, i) * (s.expected[i] / p.utilisation) - capacity), most)  # (4.17)
        outlays = wear_of(e, i) + nearest(capacity_cost(e, wanted))
        need = above(outlays + floor(e, i) - float(s.cash[i]))  # (5.1)
        asks = outlays > 0 and not foreign
        limit = credit_limit(e, i)
        fraction = s.served_fraction[i] if s.served[i] else 0
        s.wanted_capacity[i] = wanted
        s.wanted_credit[i] = nearest(need) if asks else 0
        s.loan_asked[i] = nearest(min(fraction * need, limit)) if asks and s.served[i] else 0  # (5.7)
        s.credit_room[i] = fraction * limit * e.bank.lending_share[0]  # (5.8)
        equity = nearest(need) if foreign else 0
        s.flows[i, EQUITY] = equity
        s.cash[i] += equity


@phase("bank.loans_before_lending")
def loans_before_lending(e):
    e.add_all(e.bank.loans_of_suppliers, e.supplier.loans)


@phase("bank.makers_before_lending")
def makers_before_lending(e):
    e.add_all(e.bank.loans_of_assemblers, e.oem.loans)


@phase("bank.loans_asked")
def loans_asked(e):
    e.add_all(e.bank.loans_asked, e.supplier.loan_asked)


@phase("bank.ration")
def ration(e):
    b = e.bank
    loans = int(b.loans_of_suppliers[0]) + int(b.loans_of_assemblers[0])
    room = above(b.bank_equity[0] / e.p.credit.bank_capital_ratio - loans)  # (5.18)
    asked = int(b.loans_asked[0])
    share = min(1, room / asked) if asked > 0 else 1  # (5.19)
    b.lending_share[0] = share * (1 - e.shock.credit_withheld[0])


@phase("supplier.invest")
def invest(e):
    s, p = e.supplier, e.p.supplier
    for i in range(s.n):
        loan = portion(s.loan_asked[i], e.bank.lending_share[0])
        before = int(s.loans[i])
        guarantee = e.lever_for("credit_guarantee", i) if supported(e, i) else 0
        if loan > 0:
            s.guaranteed[i] = (s.guaranteed[i] * before + guarantee * loan) / (before + loan)  # (5.14)
        s.cash[i] += loan
        s.loans[i] = before + loan
        s.guaranteed_loans[i] = portion(before + loan, s.guaranteed[i])
        wear = wear_of(e, i)
        expansion = nearest(capacity_cost(e, s.wanted_capacity[i]))
        renewed = min(wear, max(0, int(s.cash[i])))
        spent = min(expansion, max(0, int(s.cash[i]) - wear - nearest(floor(e, i))))
        added = s.wanted_capacity[i] * (spent / expansion) if expansion > 0 else 0
        unreplaced = 1 - renewed / wear if wear > 0 else 0
        s.capacity[i] = s.capacity[i] * (1 - unreplaced / (12 * p.capital_life)) + added  # (4.21)
        s.capital[i] += renewed + spent - wear
        s.flows[i, BORROWED], s.flows[i, INVESTMENT], s.flows[i, DEPRECIATION] = loan, renewed + spent, wear
        s.cash[i] -= renewed + spent


@phase("nation.guaranteed_loans")
def guaranteed_loans(e):
    e.add_all(e.nation.guaranteed_loans, e.supplier.guaranteed_loans)


def holiday_rate(e, i, years):
    """(10.13): what the law asks of a firm `years` after its first delivery."""
    p, general = e.p.government, e.lever_for("profit_tax", i)
    if years < p.holiday_exempt_years:
        reduced = 0
    elif years < p.holiday_exempt_years + p.holiday_half_years:
        reduced = p.holiday_rate / 2
    elif years < p.holiday_rate_years:
        reduced = p.holiday_rate
    else:
        return general
    return general - e.lever_for("supporting_industry_holiday", i) * (general - min(general, reduced))


@phase("supplier.pay_out")
def pay_out(e):
    s, p = e.supplier, e.p.credit
    for i in range(s.n):
        parts = int(s.invoiced[i]) + int(s.spare_sales[i]) + int(s.exports[i])
        if s.supplying[i] > 0 or s.invoiced[i] > 0:
            s.supplying[i] += 1
        f = s.flows[i]
        profit = (operating_surplus(s, i) - int(s.destroyed[i]) + int(f[GRANTS_GOT]) - int(f[INTEREST]) -
                  int(f[GUARANTEE_FEE]) - int(f[KNOWLEDGE]) - int(f[PROJECT]) - int(f[DEPRECIATION]))
        share = parts / (parts + s.home_sales[i]) if parts > 0 else 0  # (10.21)
        general = e.lever_for("profit_tax", i)
        of_parts = holiday_rate(e, i, int(s.supplying[i]) / 12) if s.supplying[i] > 0 else general
        rate = share * of_parts + (1 - share) * general  # (10.22)
        tax = portion(above(profit), rate)  # (10.14)
        cash = int(s.cash[i]) - tax
        left = profit - tax
        pays = left > 0 and cash > p.deposits_kept * monthly_sales(s, i)
        dividend = portion(left, p.payout) if pays else 0  # (10.4)
        f[PROFIT], f[TAX], f[DIVIDEND] = profit, tax, dividend
        s.cash[i] = cash


@phase("supplier.pay")
def pay(e):
    s = e.supplier
    for i in range(s.n):
        me, f = ("suppliers", i), s.flows[i]
        owners = "world" if s.owner[i] == FOREIGN else "households"
        e.pay(me, "bank", "interest", int(f[INTEREST]))
        e.pay("government", "bank", "interest_subsidy", int(s.interest_subsidy[i]))
        e.pay(me, "government", "guarantee_fees", int(f[GUARANTEE_FEE]))
        e.pay(me, "bank", "instalments", int(f[REPAID]))
        e.pay("bank", me, "new_loans", int(f[BORROWED]))
        e.pay("world", me, "foreign_equity", int(f[EQUITY]))
        for g, name in enumerate(GRANTS):
            e.pay("government", me, name, int(s.grants[i, g]))
        e.pay(me, "households", "research", int(f[KNOWLEDGE]))
        local = portion(f[INVESTMENT], e.p.supplier.capital_local_share)
        e.pay(me, "households", "capital_goods", local)
        e.pay(me, "world", "capital_goods", int(f[INVESTMENT]) - local)
        e.pay(me, "government", "profit_tax", int(f[TAX]))
        e.pay(me, owners, "dividends", int(f[DIVIDEND]))
