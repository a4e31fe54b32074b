"""What a supplier offers: its unit cost, what desks see of it, and what its offer costs a maker in all (P3, P4)."""

from .economy import phase

NOWHERE = -1
DOMESTIC, FOREIGN = 0, 1
DIGITAL, GREEN = 3, 1  # of support::Kind


def scale_factor(e, yearly_volume):
    """(4.3)"""
    p = e.p.supplier
    reached = min(1.0, max(p.least_scale, yearly_volume / p.minimum_efficient_scale))
    return e.pow(reached, -p.scale_exponent)


def technology_match(e, profile, expertise):
    """(3.4)"""
    return sum(float(profile[g]) * (1 - e.exp(-float(expertise[g]))) for g in range(len(profile)))


def deposit_floor(e, home_sales, expected):
    """(4.19)"""
    p = e.p.supplier
    return p.deposit_floor_home * home_sales + p.deposit_floor_orders * expected


@phase("supplier.cost")
def cost(e):
    s, p = e.supplier, e.p.supplier
    for i in range(s.n):
        category = s.category[i]
        if category == NOWHERE:
            continue
        cluster, c = s.cluster[i], e.category
        s.material_price[i] = material = e.cluster.material_price[cluster]
        inputs = 0.0
        for j in range(2):
            local = s.input_award[i, j] if s.input_live[i, j] and s.input_approval[i, j] == 0 else 0.0
            price = local * s.input_price[i, j] + (1 - local) * material  # (4.25)
            inputs += c.input_share[category, j] * price
        s.material_share[i] = c.raw_material[category] * material + inputs  # (4.26)
        wage = e.cluster.relative_wage[cluster]
        s.conversion_share[i] = c.own_work[category] * wage / (s.technology[i] * s.skill[i])  # (4.8)
        b = e.category.learning_exponent[category]
        for j, family in enumerate(s.families[i]):
            if family == NOWHERE:
                continue
            # (4.6)
            frontier = e.family.base_price[family] * (e.category.price_index[category] / p.cost_advantage_of_frontier)
            learning = e.pow(1 + s.learned[i, j] / p.experience_of_reference, -p.local_learning * b)  # (4.4)
            # (4.9) before scale effects
            s.unit_cost[i, j] = frontier * ((s.material_share[i] + s.conversion_share[i]) * learning)


@phase("supplier.match_families")
def match_families(e):
    s = e.supplier
    for i in range(s.n):
        if s.category[i] == NOWHERE:
            continue
        for j, family in enumerate(s.families[i]):
            s.match[i, j] = 0 if family == NOWHERE else technology_match(e, e.family.profile[family], s.expertise[i])


@phase("supplier.present")
def present(e):
    s, p, gates = e.supplier, e.p.supplier, e.p.sourcing.gates
    for i in range(s.n):
        b = s.bidder[i]
        home, capacity = float(s.home_sales[i]), float(s.capacity[i])
        b["identity"], b["cluster"], b["owner"] = s.identity[i], s.cluster[i], s.owner[i]
        b["certificate"], b["exists"] = s.certificate[i], not s.ended[i]
        b["quality"], b["on_time"], b["markup"] = s.quality[i], s.on_time[i], s.markup[i]
        b["imported_material"], b["size"], b["links"] = s.imported_material[i], home + capacity, s.links[i]
        b["free_capacity"] = capacity - s.load[i]
        # (3.10)
        b["stretch"] = p.investment_speed * gates.stretch_years * max(capacity, gates.home_conversion * home)
        # (3.11), (3.12)
        above = int(s.deposits[i]) - deposit_floor(e, home, float(s.expected[i])) + float(s.credit_room[i])
        affordable = max(0.0, above) / (12 * p.capital_cost)
        possible = b["stretch"] if s.owner[i] == FOREIGN else min(b["stretch"], affordable)
        b["attainable"] = max(0.0, b["free_capacity"] + possible)
        b["visibility"] = e.p.support.digital_visibility * (int(s.upgrades[i]) >> DIGITAL & 1)  # (3.30)
        b["green_worth"] = e.p.support.green_worth * (int(s.upgrades[i]) >> GREEN & 1)  # (3.31)
        whom = (s.cluster[i], s.category[i], s.kind[i])
        b["pooled_share"] = e.lever("pooling", *whom)
        b["lead_share"] = e.lever("lead_firm_support", *whom) if s.owner[i] == DOMESTIC else 0
        b["local_content_bonus"] = e.lever("local_content_bonus", *whom)
        b["match"][:6], b["unit_cost"][:6] = s.match[i], s.unit_cost[i]
        b["match"][6], b["unit_cost"][6] = 0, 0
        if s.category[i] != NOWHERE:  # work for other suppliers: all fields of the category alike
            fields = e.category.fields[s.category[i]]
            b["match"][6] = technology_match(e, fields / fields.sum(), s.expertise[i])
            b["unit_cost"][6] = (s.material_share[i] + s.conversion_share[i]) / p.cost_advantage_of_frontier  # (4.28)
        s.bidder[i] = b
        s.attainable[i] = b["attainable"]


@phase("family.show")
def show(e):
    f = e.family
    for i in range(f.n):
        t = f.terms[i]
        t["base_price"], t["import_price"] = f.base_price[i], f.import_price[i]
        t["landed_factor"], t["difficulty"] = f.landed_factor[i], f.difficulty[i]
        t["national_volume"] = f.required[i] / e.nations
        f.terms[i] = t


def promised(e, bidder):
    """What lead firms promise now, as far as the programme pays it."""
    return float(bidder["lead_share"]) * float(e.government.granted_share[0])


class Offer:
    """A supplier's price and total cost for a lot of a family, in sets a month; who asks is the maker's terms."""

    def __init__(self, e, bidder, capability, family, maker, sets, new):
        p, terms = e.p.sourcing, e.family.terms[family]
        import_price = float(terms["import_price"])
        cluster = bidder["cluster"]
        volume = max(12 * sets, float(bidder["pooled_share"]) * (12 * float(terms["national_volume"])))  # (4.2)
        volume += promised(e, bidder) * max(0.0, e.p.supplier.minimum_efficient_scale - volume)  # (4.22)
        unit_cost = float(bidder["unit_cost"][capability]) * scale_factor(e, volume)
        self.price = (1 + float(bidder["markup"])) * unit_cost  # (4.13)
        # (3.16)
        missing = max(0.0, p.rvc_threshold - float(maker["regional_value_content"]))
        content = p.rvc_weight * missing + float(bidder["local_content_bonus"])
        content *= 1 - float(bidder["imported_material"])
        worth = content + float(bidder["green_worth"])
        # (3.17)
        total = self.price / import_price * (1 + float(maker["logistics"][cluster]))
        total += p.quality_cost * max(0.0, p.quality_aim - float(bidder["quality"]))
        total += p.lateness_cost * (1 - float(bidder["on_time"]))
        total = total + (p.switching_cost if new else 0.0) - worth
        self.total_cost = max(p.least_relative_cost, total)


def import_cost(e, family):
    """(3.18)"""
    return float(e.family.terms[family]["landed_factor"]) + e.p.sourcing.import_risk_premium
