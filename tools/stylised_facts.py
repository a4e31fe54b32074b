#!/usr/bin/env python3
"""Holds a run against the stylised facts of its field: stylised_facts.py RUN.h5

Prints for each fact what the literature says, what the run has, and a verdict. Facts that need one firm after the other
ask for panels: simulate SCENARIO --set 'outputs.panels.supplier=[...]' with the columns of PANEL below.
"""

import sys

import numpy as np
import xarray as xr

PANEL = ["owner", "category", "links", "technology", "capacity", "home_sales", "learned", "unit_cost", "wage_cost",
         "families", "age"]
NOT_THERE = "not in this run"


def last_december(run, name):
    """The series in its last December, where the run has it."""
    if name not in run:
        return None
    decembers = run[name][run["time.month"] == 12]
    return decembers[-1] if len(decembers) else None


def mean_of_decembers(run, name, skip=1):
    """Mean over the Decembers after the first `skip`, of those that are numbers."""
    if name not in run:
        return None
    values = run[name][run["time.month"] == 12].values[skip:]
    values = values[np.isfinite(values)]
    return float(values.mean()) if len(values) else None


def hazard(run, left, firms, axis):
    """Share of the firms of each class that leave in a year, over the whole run."""
    if left not in run:
        return None
    years = len(run.time) / 12
    return (run[left].sum("time") / years / run[firms].mean("time")).to_series().dropna()


def falls(rates):
    """Whether rates fall from class to class."""
    return all(later < before for before, later in zip(rates, rates[1:]))


def panel(path):
    """The suppliers of the last date, as columns; None where the run keeps no panel."""
    try:
        group = xr.open_dataset(path, group="supplier_panel", decode_times=False)
    except (OSError, KeyError, ValueError):
        return None
    if any(name not in group and f"{name}_0" not in group for name in PANEL) or group.sizes["snapshot"] < 2:
        return None
    return group


def dates(group):
    """The rows of each date."""
    ends = np.cumsum(group["supplier_count"].values)
    return [group.isel(supplier=slice(end - count, end)) for end, count in zip(ends, group["supplier_count"].values)]


def owners(group):
    """Log size and technology of foreign-owned suppliers under contract less those of domestic-owned ones."""
    last = dates(group)[-1]
    active = last["links"].values > 0
    foreign = last["owner"].values[active] == 1
    size = np.log(last["capacity"].values[active] + last["home_sales"].values[active])
    technology = np.log(last["technology"].values[active])
    return [float(x[foreign].mean() - x[~foreign].mean()) for x in (size, technology)]


def learning(group):
    """Slope of the change of log unit cost in the change of log cumulative output, family by family and year by year."""
    x, y = [], []
    years = dates(group)
    for before, after in zip(years, years[1:]):
        _, i, j = np.intersect1d(before["identity"].values, after["identity"].values, return_indices=True)
        for slot in range(6):
            families = [d[f"families_{slot}"].values[rows] for d, rows in ((before, i), (after, j))]
            learned = [d[f"learned_{slot}"].values[rows] for d, rows in ((before, i), (after, j))]
            cost = [d[f"unit_cost_{slot}"].values[rows] for d, rows in ((before, i), (after, j))]
            kept = (families[0] == families[1]) & (families[0] >= 0) & (learned[0] > 1e4) & (learned[1] > learned[0])
            kept &= (cost[0] > 0) & (cost[1] > 0)
            x.append(np.log(learned[1][kept] / learned[0][kept]))
            y.append(np.log(cost[1][kept] / cost[0][kept]))
    x, y = np.concatenate(x), np.concatenate(y)
    return float(np.polyfit(x, y, 1)[0]) if len(x) > 30 else None


def facts(path):
    """(fact, source, expected, value or None, holds) for each fact of the list."""
    run = xr.open_dataset(path)
    found = []

    def number(fact, source, low, high, value):
        holds = None if value is None or not np.isfinite(value) else low <= value <= high
        shown = NOT_THERE if holds is None else f"{value:.3g}"
        found.append((fact, source, f"{low:g} to {high:g}", shown, holds))

    def order(fact, source, rates):
        holds = None if rates is None or len(rates) < 2 else falls(list(rates))
        shown = NOT_THERE if holds is None else " ".join(f"{rate:.3f}" for rate in rates)
        found.append((fact, source, "falls", shown, holds))

    def scalar(name):
        value = last_december(run, name)
        return None if value is None else float(value)

    number("exponent of the tail of sizes", "Axtell 2001", 0.8, 1.4, scalar("size_tail_exponent"))
    number("growth rates: absolute over standard deviation", "Bottazzi & Secchi 2006", 0.5, 0.75,
           mean_of_decembers(run, "growth_shape"))
    number("growth rates: spread by size, slope in logs", "Bottazzi & Secchi 2006", -0.25, -0.1,
           mean_of_decembers(run, "growth_scaling"))
    number("contracts that survive a year", "RIETI 15-E-056", 0.87, 0.93, mean_of_decembers(run, "contract_survival"))
    number("assortativity of the supply network", "disassortative", -1, 0, scalar("network_assortativity"))
    order("yearly exit by size", "Dunne, Roberts & Samuelson 1989",
          hazard(run, "exits_by_size", "firms_by_size", "size_class"))
    order("yearly exit by age", "Dunne, Roberts & Samuelson 1989",
          hazard(run, "exits_by_age", "firms_by_age", "age_class"))
    group = panel(path)
    size, technology = owners(group) if group is not None else (None, None)
    number("foreign-owned suppliers larger, logs", "Helpman, Melitz & Yeaple 2004", 0.01, 4, size)
    number("foreign-owned suppliers more productive, logs", "Helpman, Melitz & Yeaple 2004", 0.01, 2, technology)
    number("unit cost on cumulative output, slope in logs", "Wright 1936", -0.35, -0.02,
           learning(group) if group is not None else None)
    return found


def table(found):
    """The facts as lines of text."""
    verdicts = {True: "holds", False: "off", None: "-"}
    lines = [f"{'fact':<50} {'source':<32} {'expected':>13}  {'run':<28} verdict"]
    lines += [f"{fact:<50} {source:<32} {expected:>13}  {value:<28} {verdicts[holds]}"
              for fact, source, expected, value, holds in found]
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(table(facts(sys.argv[1])))
