"""P0, second part: world prices and duties; what the state builds in clusters, and what it costs to get there."""

from .economy import phase


@phase("category.learn")
def learn(e):
    c = e.category
    for i in range(c.n):
        c.price_index[i] = e.pow(c.volume_ratio[i], -c.learning_exponent[i])  # (0.3), of what was made before
        c.volume_ratio[i] = c.volume_ratio[i] * e.pow(1 + c.world_growth[i], 1 / 12)  # (0.2)


def carriage(e):
    """(0.5)"""
    p = e.p.world
    return p.freight_share + p.transit_interest * p.transit_months / 12


@phase("family.price")
def price_families(e):
    f, c = e.family, e.category
    for i in range(f.n):
        k = f.category[i]
        tariff, waived = e.lever("parts_tariff", category=k), e.lever("unmade_parts_relief", category=k)
        f.import_price[i] = f.base_price[i] * (c.price_index[k] * e.shock.exchange_index[0] * c.price_shock[k])  # (0.4)
        unmade = 1.0 if f.local_contracts[i] == 0 else 0.0
        f.duty[i] = tariff * (1 - waived * unmade) + e.shock.tariff[0]  # (0.19)
        f.landed_factor[i] = 1 + f.duty[i] + carriage(e)  # (0.6)
        f.landed_price[i] = f.import_price[i] * f.landed_factor[i]  # (0.7)
        f.imports_late[i] = c.imports_late[k]


@phase("cluster.build")
def build(e):
    k, p = e.cluster, e.p.cluster
    for i in range(k.n):
        spending, testing = e.lever("infrastructure_spending", i), e.lever("testing_spending", i)
        aim = 1 - (1 - k.infrastructure_start[i]) * e.exp(-((1 - p.test_share) * spending / p.spending_of_reference))  # (0.8)
        k.infrastructure[i] += p.infrastructure_speed * (aim - k.infrastructure[i])  # (0.9)
        better = k.infrastructure[i] - p.infrastructure_of_reference
        k.rent[i] = 1 - p.rent_relief * better  # (0.10), (0.12)
        k.material_price[i] = e.nation.material_price[0] * (1 - p.material_relief * better) * e.shock.exchange_index[0]
        k.delay_relief[i] = p.delay_relief * better  # (7.3)
        k.hub[i] = max(k.hub_start[i], e.lever("hub", i))
        built = (testing + p.test_share * spending) / p.test_place_cost / 12
        worn = p.test_wear / 12 * (k.test_capacity[i] - k.test_capacity_start[i])
        k.test_capacity[i] = k.test_capacity[i] + built - worn  # (0.14)
        e.pay("government", "households", "infrastructure_spending", e.nearest(spending / 12))  # (10.17)


@phase("cluster.pay_programmes")
def pay_programmes(e):
    for i in range(e.cluster.n):
        testing = e.lever("testing_spending", i)
        e.pay("government", "households", "testing_spending", e.nearest(testing / 12))  # (10.17)
        e.pay("government", "households", "hub", e.nearest(e.lever("hub", i) * e.p.cluster.hub_cost / 12))  # (10.25)


@phase("cluster.connect")
def connect(e):
    k, p = e.cluster, e.p.cluster
    for i in range(k.n):
        for j in range(k.n):
            mean = (k.infrastructure[i] + k.infrastructure[j]) / 2
            relief = p.logistics_relief * (mean - p.infrastructure_of_reference)
            k.logistics[i, j] = (p.logistics_base + p.logistics_per_km * k.distance[i, j]) * (1 - relief)  # (0.11)
