"""Suppliers' plans (P4): offers abroad, orders, what firms expect, mark-ups."""

from . import streams
from .economy import phase
from .offers import DOMESTIC, NOWHERE, scale_factor

EXPORT_PROMOTION = 4  # of programme


def offer_of_family(e, i, j, reach):
    """Sets that the world takes and the price asked for them, settled in two rounds from full reach."""
    s, p = e.supplier, e.p.exports
    at_home = max(0.0, s.volume[i, j] - s.export_sets[i, j])
    sets = reach
    for _ in range(2):
        cost = s.unit_cost[i, j] * scale_factor(e, 12 * (at_home + sets))
        price = (1 + s.markup[i]) * cost  # (4.13)
        delivered = price * (1 + p.freight_share) / e.family.import_price[s.families[i, j]]  # (8.19)
        weight = e.pow(delivered, -p.price_elasticity)
        sets = weight / (weight + e.nation.export_rivals[0]) * reach  # (8.20)
    return sets, price


@phase("supplier.offer_abroad")
def offer_abroad(e):
    s, p = e.supplier, e.p.exports
    for i in range(s.n):
        if s.category[i] == NOWHERE or s.certificate[i] != 2:
            continue
        if not s.exporting[i] and e.draw.uniform(s.identity[i], streams.export_entry, 0) >= p.consideration:
            continue
        ratio = e.category.volume_ratio[s.category[i]]
        reach = p.reach * e.p.supplier.minimum_efficient_scale / 12 * ratio  # (8.18)
        sets, load, worth = [0.0] * 6, 0.0, 0.0
        for j, family in enumerate(s.families[i]):
            if family != NOWHERE:
                sets[j], price = offer_of_family(e, i, j, reach)
                load += sets[j] * e.family.base_price[family]
                worth += sets[j] * price
        free = max(0.0, s.capacity[i] - (s.load[i] - s.export_load[i]))
        room = min(1.0, free / load) if load > 0 else 1.0  # (8.21)
        worth *= room
        if not s.exporting[i]:
            paid = e.lever_for("export_promotion", i) if s.owner[i] == DOMESTIC else 0.0
            cost = p.entry_cost * (1 - paid)
            begins = p.margin * p.horizon * worth > p.worth_over_cost * cost  # (8.22), (8.23)
            if not begins or s.deposits[i] < p.cash_over_cost * cost:
                s.export_sets[i], s.export_load[i], s.export_worth[i] = 0, 0, 0
                continue
            s.exporting[i] = 1
            s.supported_costs[i, EXPORT_PROMOTION] = e.nearest(p.entry_cost)
            s.grants_asked[i, EXPORT_PROMOTION] = e.nearest(paid * p.entry_cost)  # (10.29)
        s.export_sets[i] = [room * each for each in sets]
        s.export_load[i], s.export_worth[i] = room * load, worth


@phase("supplier.take_orders")
def take_orders(e):
    s, c = e.supplier, e.contract
    s.orders[:], s.foreign_orders[:] = s.export_load + s.inputs_asked, s.inputs_asked_by_foreign
    s.volume[:] = s.export_sets
    for k in range(c.n):
        i = c.supplier[k]
        if i == NOWHERE:
            continue
        s.orders[i] += c.load[k]
        s.foreign_orders[i] += c.foreign_load[k]
        s.volume[i, c.capability[k]] += c.ordered[k] + c.spares[k]
    for i in range(s.n):
        if s.orders[i] <= 0:
            continue
        whole = s.material_share[i] + s.conversion_share[i]
        cost = whole / e.p.supplier.cost_advantage_of_frontier * s.inputs_asked[i]  # (4.28)
        for j in range(6):
            if s.volume[i, j] > 0:
                s.scale[i, j] = scale_factor(e, 12 * float(s.volume[i, j]))
                cost += s.volume[i, j] * s.unit_cost[i, j] * s.scale[i, j]
        s.cost_rate[i] = cost / s.orders[i]


@phase("supplier.expect")
def expect(e):
    s = e.supplier
    for i in range(s.n):
        if s.category[i] != NOWHERE:  # (4.15)
            s.expected[i] += e.p.supplier.expectation_speed * (max(s.orders[i], s.load[i]) - s.expected[i])


@phase("category.local_orders")
def local_orders(e):
    e.category.local_orders = e.sum_by(e.supplier.category, e.supplier.orders, e.category.n)


def count(e, quarter, orders):
    if e.month % 3 == 1:
        quarter[:] = 0
    quarter[:] += orders


@phase("category.count_quarter")
def count_category(e):
    count(e, e.category.orders_quarter, e.category.local_orders)


@phase("supplier.count_quarter")
def count_supplier(e):
    count(e, e.supplier.orders_quarter, e.supplier.orders)


@phase("supplier.set_markup")
def set_markup(e):
    s, p = e.supplier, e.p.supplier
    for i in range(s.n):
        category = s.category[i]
        if category == NOWHERE:
            continue
        whole = e.category.orders_quarter[category]
        share = s.orders_quarter[i] / whole if whole > 0 else 0.0
        if s.market_share[i] > 0:  # (4.12)
            change = (share - s.market_share[i]) / s.market_share[i]
            s.markup[i] = min(max(s.markup[i] * (1 + p.markup_response * change), p.markup_least), p.markup_most)
        s.market_share[i] = share
