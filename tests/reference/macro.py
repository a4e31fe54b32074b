"""P12: prices, use of capacity, sizes, entries; neighbouring industries."""
import math

from . import core
from .economy import phase
from .plain import by_industry_and_category, latent


@phase("nation.research")
def research(e):
    e.add_all(e.nation.research_spending, e.supplier.research)


@phase("contract.revalue")
def revalue_contracts(e):
    c = e.contract
    for i in range(c.n):
        c.at_base[i] = c.delivered[i] * e.family.base_price[int(c.family[i])]


@phase("slot.revalue")
def revalue_slots(e):
    s = e.slot
    for i in range(s.n):
        s.at_base[i] = s.imported[i] * e.family.base_price[int(s.family[i])]


@phase("desk.local_at_base")
def local_at_base(e):
    e.add_by(e.desk.local_at_base, e.contract.desk, e.contract.at_base)


@phase("desk.imports_at_base")
def imports_at_base(e):
    e.add_by(e.desk.imports_at_base, e.slot.desk, e.slot.at_base)


def index_prices(e, table, row, desks):
    """(12.19); as before where nothing was bought"""
    d = e.desk
    local, at_base = sum(int(d.bought_local[k].sum()) for k in desks), sum(d.local_at_base[k] for k in desks)
    if at_base > 0:
        table.local_price_index[row] = local / at_base
    imported, at_base = sum(int(d.bought_other[k, 0]) for k in desks), sum(d.imports_at_base[k] for k in desks)
    if at_base > 0:
        table.import_price_index[row] = imported / at_base


@phase("category.index_prices")
def index_category_prices(e):
    for c in range(e.category.n):
        index_prices(e, e.category, c, [k for k in range(e.desk.n) if e.desk.category[k] == c])


@phase("nation.index_prices")
def index_national_prices(e):
    index_prices(e, e.nation, 0, range(e.desk.n))


@phase("powertrain.price_vehicles")
def price_vehicles(e):
    v = e.product
    for p in range(e.powertrain.n):
        of = [i for i in range(v.n) if v.powertrain[i] == p]
        share = sum(v.share[i] for i in of)
        if share > 0:
            e.powertrain.vehicle_price[p] = 1 / share * sum(v.share[i] * v.buyer_price[i] for i in of)


@phase("supplier.use_capacity")
def use_capacity_of_suppliers(e):
    s = e.supplier
    for i in range(s.n):
        s.made_and_could[i] = (s.output[i], s.capacity[i]) if s.links[i] > 0 else (0, 0)


@phase("category.made_and_could")
def made_and_could(e):
    e.add_by(e.category.made_and_could, e.supplier.category, e.supplier.made_and_could)


def utilisation(made, could):
    return made / could if could > 0 else 0  # (12.18)


@phase("category.use_capacity")
def use_capacity_of_categories(e):
    for c in range(e.category.n):
        e.category.utilisation[c] = utilisation(*e.category.made_and_could[c])


@phase("nation.use_capacity")
def use_capacity(e):
    made, could = (sum(e.category.made_and_could[c, j] for c in range(e.category.n)) for j in (0, 1))
    e.nation.supplier_utilisation[0] = utilisation(made, could)
    e.nation.assembly_utilisation[0] = utilisation(sum(e.oem.production), sum(e.oem.capacity))


@phase("supplier.turn_over")
def turn_over(e):
    s = e.supplier
    for i in range(s.n):
        s.turnover[i] += s.home_sales[i] + float(s.sales[i])


def spread(numbers):
    """(12.21): mean, standard deviation, mean absolute deviation; undefined for fewer than ten"""
    n = len(numbers)
    if n < 10:
        return math.nan, math.nan, math.nan
    mean = sum(numbers) / n
    return (mean, math.sqrt(sum((x - mean) ** 2 for x in numbers) / (n - 1)),
            sum(abs(x - mean) for x in numbers) / n)


def tail_exponent(sizes):
    """(12.20) of the tail, the largest first; undefined for fewer than ten"""
    if len(sizes) < 10 or sizes[0] <= sizes[-1]:
        return math.nan
    return (len(sizes) - 1) / sum(core.log(x / sizes[-1]) for x in sizes)


def slope(xs, ys):
    """(12.22)"""
    x0, y0 = sum(xs) / len(xs), sum(ys) / len(ys)
    below = sum((x - x0) ** 2 for x in xs)
    return sum((x - x0) * (y - y0) for x, y in zip(xs, ys)) / below if below > 0 else math.nan


@phase("nation.measure_sizes")
def measure_sizes(e):
    s, n = e.supplier, e.nation
    under_contract = sorted((s.turnover[i] for i in range(s.n) if s.links[i] > 0 and s.turnover[i] > 0), reverse=True)
    tail = math.floor(e.p.report.tail_share * len(under_contract))
    n.size_tail_exponent[0] = tail_exponent(under_contract[:tail])
    n.size_mean_log[0], n.size_spread_log[0], _ = spread([e.log(x) for x in under_contract])
    growing = [(s.turnover_before[i], e.log(s.turnover[i] / s.turnover_before[i])) for i in range(s.n)
               if not latent(s, i) and s.age[i] >= 24 and s.turnover[i] > 0 and s.turnover_before[i] > 0]
    _, n.growth_spread[0], absolute = spread([g for _, g in growing])
    n.growth_shape[0] = absolute / n.growth_spread[0]
    growing.sort(key=lambda each: each[0])
    sizes, deviations = [], []
    for tenth in range(10):
        part = growing[tenth * len(growing) // 10:(tenth + 1) * len(growing) // 10]
        _, deviation, _ = spread([g for _, g in part])
        if deviation > 0:
            sizes.append(sum(e.log(x) for x, _ in part) / len(part))
            deviations.append(e.log(deviation))
    n.growth_scaling[0] = slope(sizes, deviations) if len(sizes) > 1 else math.nan


@phase("supplier.close_year")
def close_year(e):
    e.supplier.turnover_before[:] = e.supplier.turnover
    e.supplier.turnover[:] = 0


@phase("nation.count_entries")
def count_entries(e):
    e.nation.entries[0] = (e.category.foreign_entries.sum(), e.nation.diversifications[0], e.cluster.start_ups.sum())


@phase("industry.sell")
def sell(e):
    spillovers = by_industry_and_category(e, e.data.spillovers, "share")
    for n in range(e.industry.n):
        e.industry.bought_by_parts_makers[n] = sum(spillovers[n][c] * float(e.category.value_added[c])
                                                   for c in range(e.category.n))


@phase("industry.grow")
def grow(e):
    i, p = e.industry, e.p.industry
    years = (e.step + 1) // 12  # that are over
    if years == 0:
        return
    for n in range(i.n):
        bought = i.bought_by_parts_makers[n]
        if years == 1:
            i.bought_in_base_year[n] = bought
        before = i.output[n] / i.trend[n]
        trend = i.output_at_start[n] * e.exp(e.log(1 + i.trend_growth[n]) * (years - 1))  # (12.30)
        output = max(trend + (bought - i.bought_in_base_year[n]), 0.01 * trend)  # (12.31)
        i.trend[n], i.output[n] = trend, output
        i.productivity[n] = e.pow(output / i.output_at_start[n], p.productivity_of_output)  # (12.32)
        i.home_growth[n] = i.trend_growth[n] + e.log(output / trend / before)  # (12.33)
        of_trend = e.pow(i.trend[n] / i.output_at_start[n], p.productivity_of_output)
        i.material_price[n] = of_trend / i.productivity[n]  # (12.34)


@phase("nation.price_materials")
def price_materials(e):
    i = e.industry
    bought = sum(i.bought_by_parts_makers)
    if bought > 0:
        e.nation.material_price[0] = sum(b * price for b, price in
                                         zip(i.bought_by_parts_makers, i.material_price)) / bought
