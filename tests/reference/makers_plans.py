"""P2: makers' plans and capacity, call-offs, orders under contracts, need of spare parts."""

from .economy import phase
from .paths import season

VIETNAMESE = 0  # number of the brand group


@phase("plant.run")
def run(e):
    p = e.plant
    for i in range(p.n):
        p.running[i] = p.capacity[i] if p.opens[i] <= e.step else 0


@phase("product.expect")
def expect(e):
    j, p = e.product, e.p.oem
    now = season(e, e.now)
    for i in range(j.n):
        j.expected[i] += p.expectation_speed * ((j.orders[i] - j.waiting[i]) / now - j.expected[i])  # (2.1)
        if j.maker[i] < 0:
            continue
        open_orders = j.waiting[i] + (j.committed[i, 0] + j.committed[i, 1])
        j.wanted[i] = max(0.0, (1 + p.vehicle_cover) * now * j.expected[i] + open_orders - j.stock[i])  # (2.2)


@phase("oem.fit_capacity")
def fit_capacity(e):
    o, j, p = e.oem, e.product, e.p.oem
    plants, products = e.pointing("plant", "oem", o.n), e.pointing("product", "maker", o.n)
    for i in range(o.n):
        before = o.plants[i]
        o.plants[i] = sum(e.plant.running[x] for x in plants[i])
        idle = sum(e.plant.running[x] * e.cluster.plants_idle[e.plant.cluster[x]] for x in plants[i])
        own = o.plants[i] + o.added[i] if o.plants[i] > 0 else 0.0
        o.capacity[i] = own * (1 - idle / o.plants[i]) if o.plants[i] > 0 else 0.0
        o.usual[i] = 0
        for x in products[i]:
            o.usual[i, j.powertrain[x]] += j.expected[x] + j.committed_now[x]
        wanted, expected = sum(j.wanted[x] for x in products[i]), sum(o.usual[i])
        o.within_capacity[i] = min(1.0, p.overtime * o.capacity[i] / wanted) if wanted > 0 else 1.0  # (2.3)
        more = 0.0
        if own > 0 and expected > p.expansion_utilisation * own:
            more = max(0.0, min(expected / p.expansion_target - own, p.expansion_speed * own))  # (2.10)
        o.added[i] += more
        opened = max(0.0, o.plants[i] - before)
        o.expansion[i] = e.nearest(12 * (more + opened) * p.expansion_cost)  # (2.11)


@phase("oem.connect")
def connect(e):
    o = e.oem
    for i in range(o.n):
        o.terms["regional_value_content"][i] = o.rvc[i]
        o.terms["distance"][i] = e.cluster.distance[o.cluster[i]]
        o.terms["logistics"][i] = e.cluster.logistics[o.cluster[i]]


@phase("product.plan")
def plan_products(e):
    j = e.product
    for i in range(j.n):
        if j.maker[i] >= 0:
            j.planned[i] = e.oem.within_capacity[j.maker[i]] * j.wanted[i]  # (2.4)


@phase("oem.plan")
def plan(e):
    o, j = e.oem, e.product
    o.planned[...] = 0
    for x in range(j.n):
        if j.maker[x] >= 0:
            o.planned[j.maker[x], j.powertrain[x]] += j.planned[x]


@phase("desk.decide_inhouse")
def decide_inhouse(e):
    d = e.desk
    for i in range(d.n):
        passed = e.step - d.claim_begins[i]
        part = 0.0
        if e.p.inhouse_mode == "claim" and passed >= 0:
            part = min(1.0, passed / d.claim_ramp[i]) if d.claim_ramp[i] > 0 else 1.0
        d.inhouse[i] = d.inhouse_start[i] + (d.inhouse_claim[i] - d.inhouse_start[i]) * part


@phase("slot.call_off")
def call_off(e):
    s, f, p, lots = e.slot, e.family, e.p.oem, e.p.population.lots
    for i in range(s.n):
        content, maker = f.per_vehicle[s.family[i]], s.oem[i]
        inhouse = e.desk.inhouse[s.desk[i]]
        required = sum(content[k] * e.oem.planned[maker, k] for k in range(3)) / lots  # (2.5)
        usual = sum(content[k] * e.oem.usual[maker, k] for k in range(3)) / lots
        s.needed[i] = (1 - inhouse) * required  # (2.6)
        s.made_inhouse[i] = required - s.needed[i]
        s.expected[i] = (1 - inhouse) * usual
        stock = s.inventory[i] + s.under_way[i]
        gap = p.parts_cover * s.needed[i] - stock
        s.called_off[i] = max(0.0, s.needed[i] + gap / p.parts_adjustment)  # (2.7)
        s.lot_value[i] = s.expected[i] * f.base_price[s.family[i]]


@phase("family.required")
def required(e):
    e.family.required = e.sum_by(e.slot.family, e.slot.expected, e.family.n)


@phase("family.wear_out")
def wear_out(e):
    f, share = e.family, e.p.market.spare_share / 12
    for i in range(f.n):
        f.fleet_need[i] = sum(share * (f.per_vehicle[i, k] * e.nation.vehicle_fleet[0, k]) for k in range(3))  # (1.22)
        f.spare_ratio[i] = f.fleet_need[i] / f.required[i] if f.required[i] > 0 else 0.0


@phase("contract.order")
def order(e):
    c, s, ramp = e.contract, e.slot, e.p.sourcing.ramp_months
    for i in range(c.n):
        to = c.slot[i]
        c.ordered[i] = c.spares[i] = 0
        if c.live[i] and c.supplier[i] >= 0 and c.approval[i] <= 0:
            share = c.share[i] * min(1.0, (c.delivering[i] + 1) / ramp)  # (3.24)
            c.ordered[i] = share * s.called_off[to]  # (2.8)
            c.spares[i] = share * e.family.spare_ratio[c.family[i]] * s.expected[to]
        c.load[i] = (c.ordered[i] + c.spares[i]) * e.family.base_price[c.family[i]]
        c.foreign_load[i] = c.load[i] if e.oem.group[c.oem[i]] != VIETNAMESE else 0


@phase("slot.order")
def order_of_slots(e):
    e.slot.ordered = e.sum_by(e.contract.slot, e.contract.ordered, e.slot.n)
