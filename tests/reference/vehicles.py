"""P8, its second part: vehicles are assembled, sold, driven and wear out."""

import numpy as np

from .economy import phase, total


@phase("oem.complete")
def complete(e):
    o, s = e.oem, e.slot
    o.complete[...] = 1
    for i in range(s.n):
        if s.needed[i] > 0:
            o.complete[s.oem[i]] = min(o.complete[s.oem[i]], s.at_hand[i] / s.needed[i])  # (8.5), (8.6)


@phase("slot.use")
def use(e):
    s = e.slot
    left = s.at_hand - e.oem.complete[s.oem] * s.needed
    s.inventory = np.maximum(left, 0.0)  # (8.7)


@phase("product.build")
def build(e):
    j, p = e.product, e.p.oem
    for i in range(j.n):
        j.built[i] = e.oem.complete[j.maker[i]] * j.planned[i] if j.maker[i] >= 0 else 0.0  # (8.6)
        j.wages[i] = e.nearest(p.own_wage_share * p.own_value_added * j.built[i])  # (8.12)


@phase("product.sell")
def sell(e):
    j = e.product
    for i in range(j.n):
        imported = j.maker[i] < 0
        j.opening[i] = j.stock[i]
        at_home, to_state, abroad = j.orders[i], j.committed[i, 0], j.committed[i, 1]
        ordered = at_home + (to_state + abroad)
        sold = ordered if imported else min(ordered, j.stock[i] + j.built[i])  # (8.8)
        part = [sold / ordered * x if ordered > 0 else 0.0 for x in (at_home, to_state, abroad)]  # (8.17)
        j.sold[i] = part[0] + part[1]
        j.sold_to_state[i], j.exported[i] = part[1], part[2]
        j.committed[i] = [to_state - part[1], abroad - part[2]]
        j.stock[i] = j.opening[i] + j.built[i] - sold if not imported else 0.0  # (8.9)
        j.waiting[i] = e.p.market.waiting_share * (at_home - part[0])  # (1.19)
        j.sold_imported[i] = j.sold[i] if imported else 0
        j.sold_by_powertrain[i] = 0
        j.sold_by_powertrain[i, j.powertrain[i]] = j.sold[i]


def sum_into_nation(column, of):
    def summed(e):
        e.nation.column(column)[0] = total(e.product.column(of))

    return summed


for name, column, of in (
    ("nation.vehicle_sales", "vehicle_sales", "sold"),
    ("nation.powertrain_sales", "powertrain_sales", "sold_by_powertrain"),
    ("nation.vehicle_production", "vehicle_production", "built"),
    ("nation.vehicle_imports", "vehicle_imports", "sold_imported"),
    ("nation.vehicle_exports", "vehicle_exports", "exported"),
    ("nation.public_fleet", "public_fleet_sales", "sold_to_state"),
):
    phase(name)(sum_into_nation(column, of))


def survival(e, age):
    """(1.21)"""
    life, shape = e.p.market.vehicle_life, e.p.market.wear_out_shape
    return e.exp(e.pow(age / life, shape) - e.pow((age + 1) / life, shape))


@phase("cohort.join")
def join(e):
    c = e.cohort
    for i in range(c.n):
        if c.age[i] == 0:
            c.vehicles[i] += e.nation.powertrain_sales[0, c.powertrain[i]]


@phase("cohort.remember")
def remember(e):
    e.cohort.last_year = e.cohort.vehicles


@phase("cohort.grow_older")
def grow_older(e):
    c = e.cohort
    for i in range(c.n):
        young = c.younger[i]
        c.vehicles[i] = survival(e, int(c.age[young])) * c.last_year[young] if young >= 0 else 0.0
        if c.oldest[i]:
            c.vehicles[i] += survival(e, int(c.age[i])) * c.last_year[i]


@phase("cohort.count")
def count(e):
    c = e.cohort
    c.by_powertrain[...] = 0
    for i in range(c.n):
        c.by_powertrain[i, c.powertrain[i]] = c.vehicles[i]
        c.wearing_out[i] = (1 - survival(e, int(c.age[i]))) * c.vehicles[i]  # (1.33)


@phase("nation.wearing_out")
def wearing_out(e):
    e.nation.wearing_out[0] = total(e.cohort.wearing_out)


@phase("nation.fleet")
def fleet(e):
    e.nation.vehicle_fleet[0] = total(e.cohort.by_powertrain)
