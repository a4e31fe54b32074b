"""Paths that a scenario gives the market, month by month, from the numbers of a few dated years (1.1)-(1.3)."""

MARKET_NOISE = 1  # of agents/streams.hpp


def log_linear(e, dated, year):
    """(1.1)"""
    right = 1
    while right + 1 < len(dated) and year > dated[right][0]:
        right += 1
    (y0, n0), (y1, n1) = dated[right - 1], dated[right]
    place = (year - y0) / (y1 - y0)
    return e.exp((1 - place) * e.log(n0) + place * e.log(n1))


def season(e, month):
    """(1.2)"""
    factors = [r.factor for r in e.data.seasonality]
    return factors[month % 12] * (12 / sum(factors))


def official(e, dated, month, seasonal=True):
    """(1.3): the middle of a year is the year itself. Buyers abroad know no season."""
    year = month // 12

    def shape(number):
        return log_linear(e, dated, year + (number + 0.5) / 12 - 0.5) * (season(e, number) if seasonal else 1)

    whole = sum(shape(number) for number in range(12))
    return shape(month % 12) * log_linear(e, dated, year) / whole


def _kept(e, name, month, value):
    key = (name, month)
    if key not in e.cache:
        e.cache[key] = value()
    return e.cache[key]


def vehicles(e, month):
    dated = [(r.year, r.sales) for r in e.data.demand]
    return _kept(e, "vehicles", month, lambda: official(e, dated, month))


def exports(e, month):
    dated = [(r.year, r.vehicles) for r in e.data.vehicle_exports]
    return _kept(e, "exports", month, lambda: official(e, dated, month, False))


def fleet_aim(e, month):
    """(1.28), (1.29)"""
    g, year = e.p.market.gompertz, month // 12 + (month % 12 + 0.5) / 12 - 0.5
    income = log_linear(e, [(r.year, r.income) for r in e.data.income], year)
    people = log_linear(e, [(r.year, r.population_million) for r in e.data.income], year) * 1e6
    owned = g.saturation * e.exp(g.shift * e.exp(g.income_slope * income))
    return owned * people / 1000
