"""Exports, lead firms, deliveries, invoices and their payment (P8)."""

from .economy import phase
from .offers import DOMESTIC, FOREIGN, NOWHERE, promised, scale_factor

LEAD_FIRMS = 3  # of programme


@phase("supplier.ask_lead_firms")
def ask_lead_firms(e):
    s = e.supplier
    mes = e.p.supplier.minimum_efficient_scale
    for i in range(s.n):
        if s.category[i] == NOWHERE or s.owner[i] != DOMESTIC:
            continue
        share = e.lever_for("lead_firm_support", i)
        asked = 0.0
        for j in range(6):
            volume = 12 * s.volume[i, j]
            aim = volume + share * max(0.0, mes - volume)  # (4.22)
            missed = max(0.0, s.scale[i, j] - scale_factor(e, aim))
            asked += missed * s.volume[i, j] * s.fill[i] * s.unit_cost[i, j]  # (10.20)
        s.grants_asked[i, LEAD_FIRMS] = e.nearest(asked)


@phase("supplier.export")
def export(e):
    s = e.supplier
    for i in range(s.n):
        s.exports[i] = e.nearest(s.fill[i] * s.export_worth[i])
        e.pay(("world", 0), ("suppliers", i), "exports", int(s.exports[i]))


@phase("nation.parts_exports")
def parts_exports(e):
    e.nation.parts_exports[0] = e.supplier.exports.sum()


@phase("nation.exporters")
def exporters(e):
    e.nation.exporters[0] = int(e.supplier.exporting.sum())


@phase("category.parts_exports")
def category_exports(e):
    e.category.parts_exports[:] = 0
    for i in range(e.supplier.n):
        if e.supplier.category[i] != NOWHERE:
            e.category.parts_exports[e.supplier.category[i]] += e.supplier.exports[i]


@phase("contract.deliver")
def deliver(e):
    c, s = e.contract, e.supplier
    for i in range(c.n):
        supplier, family = c.supplier[i], c.family[i]
        c.by_owner[i], c.spare_by_owner[i] = 0, 0
        fill = 0.0 if supplier == NOWHERE else float(s.fill[supplier])
        c.delivered[i], c.spares_delivered[i] = fill * c.ordered[i], fill * c.spares[i]  # (8.2)
        c.amount[i] = e.nearest(c.delivered[i] * c.price[i])
        c.spare_amount[i] = e.nearest(c.spares_delivered[i] * c.price[i])
        c.by_owner[i, c.owner[i]], c.spare_by_owner[i, c.owner[i]] = c.amount[i], c.spare_amount[i]
        material = 0.0
        if c.delivered[i] > 0:
            unit_cost = s.unit_cost[supplier, c.capability[i]] * s.scale[supplier, c.capability[i]]
            whole = s.material_share[supplier] + s.conversion_share[supplier]
            imported = s.imported_material[supplier] * s.material_price[supplier]  # (4.7)
            material = c.delivered[i] * (unit_cost * (imported / whole))  # (4.10)
            material = min(float(c.amount[i]), material)
        c.value_added[i] = c.amount[i] - e.nearest(material)  # (12.7)
        c.foreign_content[i] = (1 - e.oem.asean_share[c.oem[i]]) * material  # (12.9)
        c.bonus[i] = 0
        if supplier != NOWHERE:
            share = e.lever_for("local_content_bonus", supplier) * (1 - float(s.imported_material[supplier]))
            c.bonus[i] = e.nearest(share * e.family.import_price[family] * c.delivered[i])  # (10.15)


@phase("slot.receive")
def receive(e):
    t, f = e.slot, e.family
    all_delivered = e.sum_by(e.contract.slot, e.contract.delivered, t.n)
    for i in range(t.n):
        family, delivered = t.family[i], float(all_delivered[i])
        late = float(f.imports_late[family])
        landed, world = float(f.landed_price[family]), float(f.import_price[family])
        planned = max(0.0, t.called_off[i] - t.ordered[i])  # (2.9)
        spot = t.ordered[i] - delivered  # (8.3)
        planned_now, spot_now = (1 - late) * planned, (1 - late) * spot  # (8.15)
        arrived = t.under_way[i] / max(1.0, e.p.world.transit_months)  # (8.14)
        left = t.under_way[i] - arrived + ((planned + spot) - (planned_now + spot_now))
        t.under_way[i] = max(0.0, left)  # (8.16)
        imported = planned_now + spot_now + arrived
        t.imported[i], t.opening[i] = imported, t.inventory[i]
        t.at_hand[i] = t.inventory[i] + delivered + imported
        t.inventory[i] = t.at_hand[i]
        duty = e.nearest(f.duty[family] * world * imported)  # (10.12)
        cost = (planned_now + arrived) * landed + spot_now * (1 + e.p.world.spot_premium) * landed  # (8.4)
        t.duty_payment[i], t.import_payment[i] = duty, e.nearest(cost) - duty
        own = t.made_inhouse[i] * world * e.p.oem.inhouse_cost  # (8.10)
        material = e.nearest(e.p.oem.inhouse_imported_share * own)  # (8.11)
        t.inhouse_material[i], t.inhouse_wages[i] = material, e.nearest(own) - material
        t.bought[i] = e.nearest(cost), e.nearest(own)
        foreign = imported * world + material
        t.foreign_content[i] = (1 - e.oem.asean_share[t.oem[i]]) * foreign  # (12.9)


@phase("slot.pay")
def pay(e):
    t = e.slot
    for i in range(t.n):
        maker = ("assemblers", int(t.oem[i]))
        e.pay(maker, ("world", 0), "imported_parts", int(t.import_payment[i]))
        e.pay(maker, ("government", 0), "parts_duty", int(t.duty_payment[i]))
        e.pay(maker, ("world", 0), "materials", int(t.inhouse_material[i]))
        e.pay(maker, ("households", 0), "wages", int(t.inhouse_wages[i]))


@phase("family.spares_delivered")
def spares_delivered(e):
    e.family.spares_delivered[:] = 0
    for i in range(e.contract.n):
        e.family.spares_delivered[e.contract.family[i]] += e.contract.spares_delivered[i]


@phase("family.import_spares")
def import_spares(e):
    f = e.family
    for i in range(f.n):
        sets = max(0.0, f.fleet_need[i] - f.spares_delivered[i])
        duty = e.nearest(f.duty[i] * f.import_price[i] * sets)  # (10.12)
        f.spares_imported[i] = e.nearest(sets * f.landed_price[i])
        e.pay(("households", 0), ("world", 0), "spare_parts", int(f.spares_imported[i]) - duty)
        e.pay(("households", 0), ("government", 0), "parts_duty", duty)


@phase("contract.invoice")
def invoice(e):
    c, months = e.contract, e.p.sourcing.payment_months
    for i in range(c.n):
        waiting = [int(x) for x in c.invoices[i]]
        waiting[months] += int(c.amount[i])
        c.due[i] = waiting[0]
        c.invoices[i] = waiting[1:] + [0]
        c.outstanding[i] = sum(waiting[1:])


@phase("contract.settle")
def settle(e):
    c = e.contract
    for i in range(c.n):
        maker, left = ("assemblers", int(c.oem[i])), c.supplier[i] == NOWHERE
        seller = ("households", 0) if left else ("suppliers", int(c.supplier[i]))
        e.pay(maker, seller, "local_parts", int(c.due[i]))
        e.pay(("households", 0), seller, "spare_parts", int(c.spare_amount[i]))
        e.pay(("government", 0), maker, "local_content_bonus", int(c.bonus[i]))
        c.due_to_estate[i] = c.due[i] if left else 0


@phase("supplier.collect")
def collect(e):
    s, c = e.supplier, e.contract
    s.invoiced[:], s.collected[:], s.spare_sales[:] = 0, 0, 0
    for k in range(c.n):
        i = c.supplier[k]
        if i != NOWHERE:
            s.invoiced[i] += c.amount[k]
            s.collected[i] += c.due[k]
            s.spare_sales[i] += c.spare_amount[k]
    s.invoiced[:] += s.inputs_invoiced
    s.collected[:] += s.inputs_collected
    s.sales[:] = s.invoiced + s.spare_sales + s.exports
    s.receivable[:] += s.invoiced - s.collected


@phase("household.collected")
def collected(e):
    e.household.collected[0] = e.contract.due_to_estate.sum()
