"""P0, first part: what strikes this month, and what a storm destroys; P2: what makers rebuild."""

from .economy import phase

ALL = ""


def of(e, kind, category=ALL, cluster=ALL, at_once=False):
    """Depths of the shocks of a kind that strike now (0.15), or in their first month (0.16), in the scenario's order."""
    depths = []
    for shock in e.p.shocks:
        passed = e.now - shock["from"]
        lasts = passed == 0 if at_once else 0 <= passed < shock.months
        if shock.kind == kind and lasts and shock.category in (ALL, category) and shock.cluster in (ALL, cluster):
            depths.append(shock.depth)
    return depths


def lost(depths):
    """(0.17)"""
    all_of_them = 0.0
    for depth in depths:
        all_of_them = 1 - (1 - all_of_them) * (1 - depth)
    return all_of_them


def raised(rises):
    """(0.18)"""
    index = 1.0
    for rise in rises:
        index = index * (1 + rise)
    return index


def longest(e, kind, cluster):
    """(0.21): months until the last shock of the kind that strikes there is over, this one included"""
    return max((shock["from"] + shock.months - e.now for shock in e.p.shocks
                if shock.kind == kind and shock.cluster in (ALL, cluster) and shock.depth > 0
                and 0 <= e.now - shock["from"] < shock.months), default=0)


@phase("shock.strike")
def strike(e):
    s = e.shock
    s.demand_lost = lost(of(e, "demand"))
    s.tariff = sum(of(e, "tariff"))
    s.credit_withheld = lost(of(e, "credit"))
    rate = e.p.world.exchange_rate
    s.exchange_index = rate.at(e.now) / rate.at(e.start) * raised(of(e, "exchange_rate"))  # (0.20)


@phase("category.strike")
def strike_categories(e):
    for c in range(e.category.n):
        name = e.data.categories[c].name
        e.category.imports_late[c] = lost(of(e, "late_imports", category=name))
        e.category.price_shock[c] = raised(of(e, "import_price", category=name))


@phase("cluster.strike")
def strike_clusters(e):
    for k in range(e.cluster.n):
        name = e.data.clusters[k].name
        e.cluster.destroyed[k] = lost(of(e, "destruction", cluster=name, at_once=True))
        e.cluster.plants_idle[k] = lost(of(e, "destruction", cluster=name))
        e.cluster.storm_months[k] = longest(e, "destruction", name)


@phase("pool.strike")
def strike_pools(e):
    for row in range(e.pool.n):
        category = e.data.categories[e.pool.category[row]].name
        cluster = e.data.clusters[e.pool.cluster[row]].name
        e.pool.output_lost[row] = lost(of(e, "output", category, cluster))
        e.pool.foreign_leave[row] = lost(of(e, "foreign_exit", category, cluster, at_once=True))


@phase("supplier.suffer")
def suffer(e):
    """(7.6), of capital in whole dong."""
    s = e.supplier
    for i in range(s.n):
        spared = 1 - e.cluster.destroyed[s.cluster[i]]
        before = int(s.capital[i])
        s.capital[i] = e.portion(before, spared)
        s.destroyed[i] = before - int(s.capital[i])
        s.capacity[i] = spared * s.capacity[i]
        s.inventory[i] = spared * s.inventory[i]


@phase("plant.suffer")
def suffer_lines(e):
    p, m = e.plant, e.oem
    for i in range(p.n):
        maker, place = p.oem[i], p.cluster[i]
        before = int(p.damage[i])
        stands = 0.0
        if m.plants[maker] > 0:
            all_of_it = (float(m.capital[maker] + m.expansion[maker]) + float(m.damage[maker]))
            stands = max(0.0, all_of_it * (p.running[i] / m.plants[maker]) - before)  # (2.12)
        p.destroyed[i] = e.nearest(e.cluster.destroyed[place] * stands)  # (2.13)
        to_rebuild, months = before + int(p.destroyed[i]), e.cluster.storm_months[place]
        p.rebuilt[i] = e.nearest(to_rebuild / max(1, months))  # (2.14)
        p.damage[i] = to_rebuild - p.rebuilt[i]


@phase("oem.suffer")
def suffer_makers(e):
    for column in ("damage", "destroyed", "rebuilt"):
        e.add_by(e.oem.column(column), e.plant.oem, e.plant.column(column))
