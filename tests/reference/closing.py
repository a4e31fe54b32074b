"""The month's end, after its last phase: what the accounts say (3.8), and what programmes have cost (12.23)."""

import math

REVENUES = ("vehicle_duty", "excise", "value_added_tax", "registration_fee", "parts_duty", "profit_tax",
            "guarantee_fees")
FIRST_PROGRAMME = "research_match"  # from this flow on the state pays for programmes
GOODS = ("vehicle_sales", "vehicle_exports", "public_orders", "spare_parts", "imported_parts", "parts_duty", "materials",
         "exports")


def close_month(e):
    n, book = e.nation, e.book
    e.slot.closing, e.product.closing = e.slot.inventory, e.product.stock
    for of, balance in ((e.government, "government_balance"), (e.world, "world_balance"),
                        (e.household, "household_balance")):
        of.before = of.column(balance)
    e.bank.loans_before = e.supplier.loans.sum() + e.oem.loans.sum()
    e.flow.transactions = book.matrix
    n.revenue_receipts[0] = [book.got(flow, "government") for flow in REVENUES]
    n.public_receipts[0] = n.revenue_receipts[0].sum()
    programmes = book.flows[book.flows.index(FIRST_PROGRAMME):]
    n.programme_cost[0] = [-book.got(flow, "government") for flow in programmes]
    n.public_cost[0] = n.programme_cost[0].sum()
    n.component_imports[0] = book.got("imported_parts", "world") + book.got("spare_parts", "world")
    n.parts_trade_balance[0] = n.parts_exports[0] - n.component_imports[0]
    n.material_imports[0] = book.got("materials", "world")
    n.industry_value_added[0] = sum(book.got(f, s) for f in GOODS for s in ("suppliers", "assemblers"))
    if n.first_gross[0] > 0:
        n.spent[0] += n.programme_cost[0]
    elif e.december:
        n.first_gross[0] = n.localisation_gross[0]
    since = n.localisation_gross[0] - n.first_gross[0] if n.first_gross[0] > 0 else 0.0
    for column, spent in ((n.public_cost_per_point, n.spent[0].sum()), (n.programme_cost_per_point, n.spent[0])):
        column[0] = spent / (100 * since) if since > 0 else math.nan  # (12.23)


