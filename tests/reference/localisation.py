"""P12: purchases of twelve months and what is local in them, by every cut."""

import numpy as np

from .economy import phase

SOURCES = DOMESTIC, FOREIGN, IMPORTED, INHOUSE = range(4)
YEAR = 12


def summed(name, column, of, key=None):
    """A phase that adds a column of another table up, by key or over all rows. Names: table.column."""

    def add_up(e):
        (to_table, to), (from_table, value) = column.split("."), of.split(".")
        target, source = e.tables[to_table], e.tables[from_table]
        if key is None:
            target.column(to)[0] = e.total(source.column(value))
        else:
            target.column(to)[...] = e.sum_by(source.column(key), source.column(value), target.n)

    phase(name)(add_up)


def remember(ring, now, values):
    """Puts a month's values (one or several) into rings of twelve months, month after month; returns the year's."""
    slots = ring.reshape(len(ring), YEAR, -1)
    slots[:, now % YEAR] = values.reshape(len(ring), -1)
    year = slots[:, 0].copy()
    for month in range(1, YEAR):
        year += slots[:, month]
    return year


summed("desk.bought_local", "desk.bought_local", "contract.by_owner", "desk")
summed("desk.supplier_value_added", "desk.supplier_value_added", "contract.value_added", "desk")
summed("desk.foreign_local", "desk.foreign_local", "contract.foreign_content", "desk")
summed("desk.bought_other", "desk.bought_other", "slot.bought", "desk")
summed("desk.inhouse_value_added", "desk.inhouse_value_added", "slot.inhouse_wages", "desk")
summed("desk.foreign_other", "desk.foreign_other", "slot.foreign_content", "desk")
summed("family.spares_local", "family.spares_local", "contract.spare_by_owner", "family")
summed("category.spares_local", "category.spares_local", "family.spares_local", "category")
summed("category.spares_imported", "category.spares_imported", "family.spares_imported", "category")
for column in ("purchases", "value_added", "foreign_year"):
    summed(f"oem.{column}", f"oem.{column}", f"desk.{column}", "oem")
    summed(f"category.{column}", f"category.{column}", f"desk.{column}", "category")
for column in ("purchases", "value_added", "factory_value", "foreign_year"):
    summed(f"nation.{column}", f"nation.{column}", f"oem.{column}")
    summed(f"group.{column}", f"group.{column}", f"oem.{column}", "group")
summed("nation.spares_year", "nation.spare_purchases", "category.spare_purchases")


@phase("desk.remember")
def remember_desks(e):
    d = e.desk
    bought = np.concatenate([d.bought_local, d.bought_other], axis=1)
    d.purchases = remember(d.ring, e.step, bought)
    d.value_added = remember(d.value_added_ring, e.step, d.supplier_value_added + d.inhouse_value_added)[:, 0]
    d.foreign_year = remember(d.foreign_ring, e.step, d.foreign_local + d.foreign_other)[:, 0]


@phase("category.remember_spares")
def remember_spares(e):
    c = e.category
    bought = np.zeros((c.n, len(SOURCES)), np.int64)
    bought[:, :IMPORTED] = c.spares_local
    bought[:, IMPORTED] = c.spares_imported
    c.spare_purchases = remember(c.spares_ring, e.step, bought)


@phase("nation.remember_sales")
def remember_sales(e):
    n = e.nation
    year = remember(n.vehicles_ring, e.step, np.array([[n.vehicle_sales[0], n.vehicle_production[0],
                                                        n.vehicle_exports[0]]]))
    n.vehicle_sales_12_months, n.vehicle_production_12_months, n.vehicle_exports_12_months = year[0]


@phase("oem.remember_year")
def remember_makers(e):
    o = e.oem
    o.factory_value = remember(o.revenue_ring, e.step, o.revenue)[:, 0]
    o.planned_year = remember(o.planned_ring, e.step, o.planned)


@phase("category.value_parts")
def value_parts(e):
    e.category.factory_value = e.category.purchases.sum(axis=1)


def attributed(e, whole, weights):
    """(12.11): edges of the running sum of weights, each rounded."""
    parts, running, before, all_of_them = [], 0.0, 0, 0.0
    for weight in weights:
        all_of_them += weight
    for weight in weights:
        running += weight
        edge = e.portion(whole, running / all_of_them) if all_of_them > 0 else 0
        parts.append(edge - before)
        before = edge
    return parts


@phase("oem.attribute")
def attribute_to_clusters(e):
    o = e.oem
    plants = e.pointing("plant", "oem", o.n)
    for i in range(o.n):
        o.running[i] = 0
        for x in plants[i]:
            o.running[i, e.plant.cluster[x]] += e.plant.running[x]
        o.value_by_cluster[i] = attributed(e, o.value_added[i], o.running[i])
        for source in SOURCES:
            o.by_cluster[i, source::len(SOURCES)] = attributed(e, o.purchases[i, source], o.running[i])


@phase("cluster.purchases")
def purchases_of_clusters(e):
    k, o = e.cluster, e.oem
    for column in (k.purchases, k.value_added, k.factory_value, k.foreign_year):
        column[...] = 0
    for i in range(o.n):
        everywhere = sum(o.running[i])
        for c in range(k.n):
            for source in SOURCES:
                k.purchases[c, source] += o.by_cluster[i, c * len(SOURCES) + source]
            k.value_added[c] += o.value_by_cluster[i, c]
            share = o.running[i, c] / everywhere if everywhere > 0 else 0.0
            k.factory_value[c] += share * o.factory_value[i]
            k.foreign_year[c] += share * o.foreign_year[i]


@phase("desk.attribute")
def attribute_to_powertrains(e):
    d = e.desk
    for i in range(d.n):
        weights = e.category.per_vehicle[d.category[i]] * e.oem.planned_year[d.oem[i]]
        d.value_by_powertrain[i] = attributed(e, d.value_added[i], weights)
        for source in SOURCES:
            d.by_powertrain[i, source::len(SOURCES)] = attributed(e, d.purchases[i, source], weights)
        taken = sum(weights)
        d.foreign_by_powertrain[i] = d.foreign_year[i] * (weights / taken) if taken > 0 else 0.0


@phase("powertrain.purchases")
def purchases_of_powertrains(e):
    p, d, j = e.powertrain, e.desk, e.product
    revenue = np.zeros(p.n, np.int64)
    for x in range(j.n):
        if j.maker[x] >= 0:
            revenue[j.powertrain[x]] += j.revenue[x]
    for column in (p.purchases, p.value_added, p.foreign_year):
        column[...] = 0
    for i in range(d.n):
        for k in range(p.n):
            for source in SOURCES:
                p.purchases[k, source] += d.by_powertrain[i, k * len(SOURCES) + source]
            p.value_added[k] += d.value_by_powertrain[i, k]
            p.foreign_year[k] += d.foreign_by_powertrain[i, k]
    p.factory_value = remember(p.revenue_ring, e.step, revenue)[:, 0]


def share(part, whole):
    return float(part) / float(whole) if whole > 0 else 0.0


def localise(table):
    def reckon(e):
        t = e.tables[table]
        for i in range(t.n):
            d, f, m, h = (int(x) for x in t.purchases[i])
            y = d + f + m + h
            t.localisation_gross[i] = share(d + f + h, y)  # (12.1)
            t.localisation_gross_imposed[i] = share(h, y)  # (12.2)
            t.localisation_gross_endogenous[i] = share(d + f, y)
            t.localisation_arm[i] = share(d + f, y)  # (12.3)
            t.localisation_domestic[i] = share(d, y)  # (12.4)
            t.localisation_value_added[i] = share(int(t.value_added[i]), y)  # (12.8)
            t.rvc[i] = (t.factory_value[i] - t.foreign_year[i]) / t.factory_value[i] if t.factory_value[i] > 0 else 0.0  # (12.10)
            sd, sf, sm, _ = (int(x) for x in t.spare_purchases[i])
            bought = d + f + m + sd + sf + sm
            t.demand_met[i] = share(d + f + sd + sf, bought)  # (12.5)
            t.demand_met_domestic[i] = share(d + sd, bought)  # (12.6)

    phase(f"{table}.localise")(reckon)


for cut in ("nation", "oem", "category", "group", "cluster", "powertrain"):
    localise(cut)
