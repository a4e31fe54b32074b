"""P1: vehicle prices and taxes, choice of products, size of the market, orders."""

from . import paths
from .economy import phase, total
from .prices import carriage

ICE, HEV, BEV = range(3)
BATTERY, OTHERS = 0, 1  # slots of weights and turnovers
ABROAD = 3  # slot of the appeal to buyers abroad, after one for each powertrain of the state's orders


@phase("family.add_to_bill")
def add_to_bill(e):
    f = e.family
    f.import_bill = f.per_vehicle * f.import_price[:, None]
    f.landed_bill = f.per_vehicle * f.landed_price[:, None]


@phase("nation.import_bill")
def import_bill(e):
    e.nation.import_bill[0] = total(e.family.import_bill)


@phase("nation.landed_bill")
def landed_bill(e):
    e.nation.landed_bill[0] = total(e.family.landed_bill)


def price_before_tax(e, imported, import_bill, landed_bill):
    p, m = e.p.oem, e.p.market
    if imported:
        return (import_bill + m.imported_value_added) * ((1 + p.factory_margin) * (1 + m.imported_freight_share))  # (1.8)
    return (landed_bill + p.own_value_added) * (1 + p.factory_margin)  # (1.20)


def rates(e, imported, powertrain, of):
    """Duty, excise, value-added tax and fee (10.19) of a vehicle."""

    def lever(name):
        return e.lever_at(name, e.now, of=of)

    fee = lever("registration_fee")[powertrain]
    if not imported:
        fee = fee * (1 - lever("registration_cut"))
    duty = lever("vehicle_tariff")[powertrain] if imported else 0.0
    return duty, lever("excise")[powertrain], lever("value_added_tax"), fee


def taxes(price, of_rates):
    """(10.7)-(10.10)"""
    duty = price * of_rates[0]
    excise = (price + duty) * of_rates[1]
    vat = (price + duty + excise) * of_rates[2]
    return [duty, excise, vat, (price + duty + excise + vat) * of_rates[3]]


def buyer_price(price, of_rates):
    factor = (1 + of_rates[0]) * (1 + of_rates[1]) * (1 + of_rates[2]) * (1 + of_rates[3])  # (1.9)
    return price * factor  # (1.10)


@phase("product.price")
def price_products(e):
    j, n = e.product, e.nation
    fx = e.shock.exchange_index[0]
    law = e.lever_at("parts_tariff", e.now, of="reference_law")
    for i in range(j.n):
        imported, p, multiplier = j.maker[i] < 0, j.powertrain[i], j.price_multiplier[i]
        price = price_before_tax(e, imported, n.import_bill[0, p], n.landed_bill[0, p]) * multiplier
        j.factory_price[i] = price
        j.taxes[i] = taxes(price, rates(e, imported, p, "policy"))
        j.buyer_price[i] = buyer_price(price, rates(e, imported, p, "policy"))
        at_base = n.import_bill[0, p] / fx
        price = price_before_tax(e, imported, at_base, at_base * (1 + law + carriage(e))) * multiplier
        j.buyer_price_today[i] = buyer_price(price, rates(e, imported, p, "reference_law"))


@phase("nation.charge")
def charge(e):
    m, public = e.p.market, e.lever("charging_spending")
    e.nation.charging_network[0] += (m.charging_private + public) / (12 * m.charging_worth)  # (1.11)
    e.pay("government", "households", "charging_spending", e.nearest(public / 12))  # (10.23)


@phase("product.attract")
def attract(e):
    j, m = e.product, e.p.market
    for i in range(j.n):
        kind = BATTERY if j.powertrain[i] == BEV else OTHERS
        j.weights[i] = j.turnover[i] = 0
        value = -m.choice_price_elasticity * e.log(j.buyer_price[i])  # (1.12)
        if kind == BATTERY:
            value = value + m.charging_elasticity * e.log(e.nation.charging_network[0])
        on_sale = j.launched[i] <= e.step < j.withdrawn[i]
        j.share_on_sale[i] = j.share[i] if on_sale else 0.0
        if on_sale:
            j.weights[i, kind] = e.exp(j.attraction[i] + value)  # (1.14), (1.15)
        j.turnover[i, kind] = j.share[i] * j.buyer_price[i]


@phase("nation.choice_weights")
def choice_weights(e):
    e.nation.choice_weights[0] = total(e.product.weights)


@phase("nation.turnover")
def turnover(e):
    e.nation.turnover[0] = total(e.product.turnover)


@phase("nation.shares_on_sale")
def shares_on_sale(e):
    e.nation.shares_on_sale[0] = total(e.product.share_on_sale)


@phase("nation.clear_credits")
def clear_credits(e):
    """(1.23)"""
    asked, m, weights = e.lever("zero_emission_share"), e.p.market, e.nation.choice_weights[0]
    gap = 0.0
    if asked > 0:
        gap = (e.log(asked / (1 - asked)) + e.log(weights[OTHERS] / weights[BATTERY])) / m.choice_price_elasticity
    e.nation.credit_gap[0] = min(max(gap, 0.0), m.credit_most)


@phase("product.win_share")
def win_share(e):
    j, n, m = e.product, e.nation, e.p.market
    gap, zone = n.credit_gap[0], e.lever("emission_zone")
    counts = e.exp(m.choice_price_elasticity * gap)
    battery, others = n.choice_weights[0, BATTERY] * counts, n.choice_weights[0, OTHERS]
    v = n.turnover[0, BATTERY] / n.turnover[0, OTHERS]
    rebate = (e.exp(gap) - 1) / (e.exp(gap) + v)  # (1.24)
    for i in range(j.n):
        is_battery = j.powertrain[i] == BEV
        j.credit[i] = j.buyer_price[i] * (-rebate if is_battery else rebate * v)  # (1.25)
        j.buyer_price[i] += j.credit[i]
        weight = j.weights[i, BATTERY] * counts if is_battery else j.weights[i, OTHERS]
        wanted = weight / (battery + others)  # (1.16)
        outside = (1 - zone) * wanted  # (1.26)
        wanted = outside + zone * wanted / (battery / (battery + others)) if is_battery else outside
        kept = j.share_on_sale[i] / n.shares_on_sale[0] if n.shares_on_sale[0] > 0 else 0.0  # (1.34)
        j.share[i] = kept + m.choice_speed * (wanted - kept)  # (1.17)
        j.dearness[i] = j.share[i] * (j.buyer_price[i] / j.buyer_price_today[i])
        j.appeal[i] = 0
        if j.maker[i] >= 0:
            j.appeal[i, j.powertrain[i]] = j.share[i]
            j.appeal[i, ABROAD] = j.share[i] * e.oem.export_weight[j.maker[i]]


@phase("nation.dearness")
def dearness(e):
    e.nation.dearness[0] = total(e.product.dearness)


@phase("nation.appeal")
def appeal(e):
    e.nation.appeal[0] = total(e.product.appeal)


@phase("nation.want_vehicles")
def want_vehicles(e):
    n, m = e.nation, e.p.market
    rho, sigma = m.noise_persistence, m.noise_spread
    n.noise[0] = rho * n.noise[0] + sigma * e.draw.normals(0, paths.MARKET_NOISE, 1)[0]  # (1.5)
    factor = e.exp(n.noise[0] - sigma * sigma / (2 * (1 - rho * rho)))  # (1.6)
    response = e.pow(n.dearness[0], -m.price_elasticity)  # (1.4)
    if e.p.demand_mode == "official":
        path = paths.vehicles(e, e.now)
    else:
        in_use = sum(n.vehicle_fleet[0]) - (e.month - 1) / 12 * n.wearing_out[0]  # (1.30)
        speed = -e.expm1(e.log1p(-m.gompertz.adjustment) / 12)
        growth = speed * (paths.fleet_aim(e, e.now) - in_use)  # (1.31)
        path = paths.season(e, e.now) * max(0.0, growth + n.wearing_out[0] / 12)  # (1.32)
    n.vehicle_demand[0] = path * (response * factor) * (1 - e.shock.demand_lost[0])  # (1.7)


@phase("product.take_orders")
def take_orders(e):
    j, n = e.product, e.nation
    state = [vehicles / 12 for vehicles in e.lever("public_orders")]
    abroad = paths.exports(e, e.now)
    for i in range(j.n):
        j.orders[i] = j.share[i] * n.vehicle_demand[0] + j.waiting[i]  # (1.18)
        p = j.powertrain[i]
        of_state = j.appeal[i, p] / n.appeal[0, p] * state[p] if n.appeal[0, p] > 0 else 0.0  # (1.27)
        of_abroad = j.appeal[i, ABROAD] / n.appeal[0, ABROAD] * abroad if n.appeal[0, ABROAD] > 0 else 0.0
        j.committed_now[i] = of_state + of_abroad
        j.committed[i, 0] += of_state
        j.committed[i, 1] += of_abroad
