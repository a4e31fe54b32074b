#!/usr/bin/env python3
"""Fits the ownership curve of demand_mode gompertz to the vehicles sold in Vietnam, and prints its parameters.

    tools/fit_gompertz.py [--data scenarios/data] [--years 2015-2025]

Vehicles for 1,000 people that income calls for are V* = saturation · exp(shift · exp(income_slope · income)); a year's
sales are what adjusts the fleet towards them and replaces what wears out (Dargay, Gately and Sommer 2007). Saturation
and the speed of adjustment are taken as they stand in parameters.yaml. With them the sales, fleet and wear of a year tell
the V* that buyers moved towards, and ln ln(saturation/V*) is a straight line in income: least squares give shift and
slope. The fleet of earlier years is that of fleet.csv with the wear of the model undone.
"""

import argparse
import csv
import pathlib
import sys

import numpy
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[1]


def table(path):
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return list(csv.DictReader(lines))


def number(text):
    return float(str(text).split()[0])


def survivors(age, market):
    """Share of the vehicles of a year that is still on the road at an age (Weibull)."""
    return numpy.exp(-((age / number(market["vehicle_life"])) ** number(market["wear_out_shape"])))


def history(data, market, years):
    """Per year: sales; fleet at its beginning; vehicles that wear out in it."""
    sales = {int(row["year"]): float(row["sales"]) for row in table(data / "demand_history.csv")}
    fleet = table(data / "fleet.csv")
    ages = numpy.array([int(row["age"]) for row in fleet])
    vehicles = numpy.array([sum(float(row[p]) for p in ("ice", "hev", "bev")) for row in fleet])
    counted = 2024  # fleet.csv is the fleet at the end of this year
    rows = []
    for year in years:
        back = counted - (year - 1)
        present = ages >= back
        young = ages[present] - back
        at_start = vehicles[present] * survivors(young, market) / survivors(ages[present], market)
        kept = survivors(young + 1, market) / survivors(young, market)
        rows.append((sales[year], at_start.sum(), (at_start * (1 - kept)).sum()))
    return numpy.array(rows).T


def people(data, years):
    """Income (thousand USD a head) and population in the middle of each year, straight in logs between dated ones."""
    rows = table(data / "income.csv")
    dated = numpy.array([float(row["year"]) for row in rows])

    def path(field):
        return numpy.exp(numpy.interp(years, dated, numpy.log([float(row[field]) for row in rows])))

    return path("income"), path("population_million")


def aim(curve, income, population):
    saturation, shift, slope = curve
    return saturation * numpy.exp(shift * numpy.exp(slope * income)) * population * 1000


def fit(data, years, market):
    """(shift, income_slope, spread of the residuals of log sales)"""
    gompertz = market["gompertz"]
    saturation, speed = number(gompertz["saturation"]), number(gompertz["adjustment"])
    sold, fleet, wear = history(data, market, years)
    income, population = people(data, years)
    wanted = (fleet + (sold - wear) / speed) / (population * 1000)
    slope, constant = numpy.polyfit(income, numpy.log(numpy.log(saturation / wanted)), 1)
    shift = -numpy.exp(constant)
    fitted = speed * (aim((saturation, shift, slope), income, population) - fleet) + wear
    return shift, slope, numpy.std(numpy.log(fitted / sold))


def main(arguments):
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=pathlib.Path, default=ROOT / "scenarios/data")
    options.add_argument("--years", default="2015-2025")
    given = options.parse_args(arguments)
    first, last = map(int, given.years.split("-"))
    market = yaml.safe_load((given.data / "parameters.yaml").read_text(encoding="utf-8"))["market"]
    shift, slope, spread = fit(given.data, numpy.arange(first, last + 1), market)
    print(f"shift: {shift:.4f}\nincome_slope: {slope:.5f} per thousand USD\nspread of the log of yearly sales: {spread:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
