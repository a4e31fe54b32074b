"""P10: accounts of the makers, grants within the programme's budget, audits, the bank's dividend."""
import math

from .economy import phase
from .plain import DIVIDEND, EQUITY, GRANTS, NOWHERE, PROFIT, TAX, VIETNAMESE, above, nearest, portion

TAXES = ("vehicle_duty", "excise", "value_added_tax", "registration_fee")


@phase("product.settle")
def settle_vehicles(e):
    v = e.product
    for i in range(v.n):
        maker = int(v.maker[i])
        seller = "world" if maker == NOWHERE else ("assemblers", maker)
        private = v.sold[i] - v.sold_to_state[i]
        price = v.factory_price[i]
        paid = nearest(price * private)
        for t, tax in enumerate(TAXES):
            e.pay("households", "government", tax, nearest(v.taxes[i, t] * private))  # (10.11)
        e.pay("households", seller, "vehicle_sales", paid)
        e.pay("households", "government", "vehicle_credits", nearest(v.credit[i] * private))
        to_state, abroad = nearest(price * v.sold_to_state[i]), nearest(price * v.exported[i])
        e.pay("government", seller, "public_orders", to_state)
        e.pay("world", seller, "vehicle_exports", abroad)
        if maker != NOWHERE:
            e.pay(seller, "households", "wages", int(v.wages[i]))
        v.revenue[i] = paid + to_state + abroad


@phase("oem.production")
def production(e):
    e.add_by(e.oem.production, e.product.maker, e.product.built)


@phase("oem.revenue")
def revenue(e):
    e.add_by(e.oem.revenue, e.product.maker, e.product.revenue)


@phase("oem.wages")
def wages(e):
    e.add_by(e.oem.wages, e.product.maker, e.product.wages)


@phase("oem.invoiced")
def invoiced(e):
    e.add_by(e.oem.invoiced, e.contract.oem, e.contract.amount)


@phase("oem.settled")
def settled(e):
    e.add_by(e.oem.settled, e.contract.oem, e.contract.due)


@phase("oem.bonus")
def bonus(e):
    e.add_by(e.oem.bonus, e.contract.oem, e.contract.bonus)


@phase("oem.other_parts")
def other_parts(e):
    e.add_by(e.oem.other_parts, e.slot.oem, e.slot.bought)


@phase("oem.owe")
def owe(e):
    e.oem.payable += e.oem.invoiced - e.oem.settled


@phase("book.settle_parts")
def settle_parts(e):
    e.book.settle()


@phase("oem.finance")
def finance(e):
    m = e.oem
    for i in range(m.n):
        me = ("assemblers", i)
        loans = int(m.loans[i])
        wear = nearest(m.capital[i] / (12 * e.p.supplier.capital_life))  # (4.20)
        interest = portion(loans, e.p.credit.base_rate / 12)  # (10.1)
        earned = int(m.revenue[i]) + int(m.bonus[i])
        spent = int(m.invoiced[i]) + sum(int(x) for x in m.other_parts[i]) + int(m.wages[i])
        profit = earned - spent - interest - wear - int(m.destroyed[i])
        tax = portion(above(profit), e.lever("profit_tax", m.cluster[i]))  # (10.14)
        goods, repairs = wear + int(m.expansion[i]), int(m.rebuilt[i])
        cash = int(m.deposits[i]) - interest - goods - repairs - tax
        borrowed = max(0, -cash)  # (10.3)
        repaid = min(portion(loans, 1 / e.p.credit.loan_months), max(0, cash))  # (10.2)
        payout = 0 if borrowed else nearest(above(cash - repaid - e.p.oem.deposits_kept * m.revenue[i]))  # (10.5)
        m.loans[i] = loans + borrowed - repaid
        m.capital[i] += m.expansion[i] + repairs - m.destroyed[i]
        m.interest[i], m.tax[i], m.payout[i], m.depreciation[i] = interest, tax, payout, wear
        e.pay(me, "bank", "interest", interest)
        for flow, amount in (("capital_goods", goods), ("repairs", repairs)):
            local = portion(amount, e.p.supplier.capital_local_share)
            e.pay(me, "households", flow, local)
            e.pay(me, "world", flow, amount - local)
        e.pay(me, "government", "profit_tax", tax)
        e.pay("bank", me, "new_loans", borrowed)
        e.pay(me, "bank", "instalments", repaid)
        e.pay(me, "households" if m.group[i] == VIETNAMESE else "world", "dividends", payout)


@phase("supplier.ask_grants")
def ask_grants(e):
    e.supplier.grant_asked[:] = e.supplier.grants_asked.sum(axis=1)


@phase("government.grants_asked")
def grants_asked(e):
    e.add_all(e.government.grants_asked, e.supplier.grant_asked)


@phase("government.budget_programme")
def budget_programme(e):
    g = e.government
    if e.month == 1:
        g.programme_left[0] = nearest(e.lever("programme_budget"))
    asked = int(g.grants_asked[0])
    g.granted_share[0] = min(1, max(0, int(g.programme_left[0])) / asked) if asked > 0 else 1  # (10.18)


@phase("supplier.receive_grants")
def receive_grants(e):
    s, share = e.supplier, e.government.granted_share[0]
    for i in range(s.n):
        for g in range(len(GRANTS)):
            s.grants[i, g] = math.floor(float(s.grants_asked[i, g]) * share)  # (10.30)
        s.grant[i] = s.grants[i].sum()


@phase("government.grants_paid")
def grants_paid(e):
    e.add_all(e.government.grants_paid, e.supplier.grant)


@phase("government.charge_programme")
def charge_programme(e):
    e.government.programme_left[0] -= e.government.grants_paid[0]


@phase("book.settle_finance")
def settle_finance(e):
    e.book.settle()


@phase("supplier.audit")
def audit_suppliers(e):
    s = e.supplier
    for i in range(s.n):
        flows = s.flows[i]
        moved = flows[PROFIT] - flows[TAX] - flows[DIVIDEND] + flows[EQUITY]
        worth = s.deposits[i] + s.capital[i] + s.receivable[i] - s.payable[i] - s.loans[i]
        s.residual[i] = worth - s.net_worth[i] - moved


@phase("nation.supplier_residual")
def supplier_residual(e):
    e.add_all(e.nation.supplier_residual, e.supplier.residual)


@phase("oem.audit")
def audit_makers(e):
    m = e.oem
    for i in range(m.n):
        profit = (m.revenue[i] + m.bonus[i] - m.invoiced[i] - m.other_parts[i].sum() - m.wages[i] - m.interest[i] -
                  m.depreciation[i] - m.destroyed[i])
        worth = m.deposits[i] + m.capital[i] - m.payable[i] - m.loans[i]
        m.residual[i] = worth - m.net_worth[i] - (profit - m.tax[i] - m.payout[i])


@phase("nation.oem_residual")
def oem_residual(e):
    e.add_all(e.nation.oem_residual, e.oem.residual)


@phase("bank.loans_of_suppliers")
def loans_of_suppliers(e):
    e.add_all(e.bank.loans_of_suppliers, e.supplier.loans)


@phase("bank.loans_of_assemblers")
def loans_of_assemblers(e):
    e.add_all(e.bank.loans_of_assemblers, e.oem.loans)


@phase("bank.pay_dividend")
def pay_dividend(e):
    b, p = e.bank, e.p.credit
    loans = int(b.loans_of_suppliers[0]) + int(b.loans_of_assemblers[0])
    aim = p.bank_equity_ratio * loans
    paid = nearest(p.bank_payout_speed * above(float(b.bank_equity[0]) - aim))  # (10.6)
    e.pay("bank", "households", "dividends", paid)
