#!/usr/bin/python3
"""Sets purchases of Japanese makers in scenarios/hindcast.yaml beside JETRO's survey: mean (standard deviation) over seeds, as a table.

    SIMULATE=build/release/simulate tools/compare_hindcast.py [SEEDS [RUNS_AT_ONCE]]
"""

import concurrent.futures
import csv
import sys
import tempfile

import numpy as np
import xarray as xr

from compare_arms import SCENARIOS, run_of

GROUP = "japanese"
COMPARED = [("from suppliers in Vietnam", "group_localisation_arm", "jetro_local"),
            ("from Vietnamese-owned ones", "group_localisation_domestic", "jetro_vietnamese_owned")]


def purchases(file):
    """Series of COMPARED in the Decembers, per cent: {name: values by year}."""
    with xr.open_dataset(file) as run:
        decembers = run.isel(time=run["time.month"] == 12).sel(group=GROUP)
        return {name: 100 * decembers[name].to_series().set_axis(decembers["time.year"].values)
                for _, name, _ in COMPARED}


def observed():
    """Per cent by series and year, as printed in scenarios/data/history.csv."""
    lines = (line for line in open(SCENARIOS / "data/history.csv") if not line.startswith("#"))
    found = {}
    for row in csv.DictReader(lines):
        found.setdefault(row["series"], {})[int(row["year"])] = 100 * float(row["value"])
    return found


def main():
    seeds = range(1, int(sys.argv[1] if len(sys.argv) > 1 else 10) + 1)
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(
            int(sys.argv[2]) if len(sys.argv) > 2 else 2) as pool:
        runs = [purchases(file) for file in pool.map(lambda seed: run_of("hindcast", seed, folder), seeds)]
    jetro = observed()
    simulated = runs[0][COMPARED[0][1]].index
    years = [year for year in simulated if year in jetro[COMPARED[0][2]]] + [simulated[-1]]
    print("| | " + " | ".join(map(str, years)) + " |\n" + "|---" * (len(years) + 1) + "|")
    for told, name, survey in COMPARED:
        values = np.array([[run[name][year] for year in years] for run in runs])
        print(f"| {told} | " + " | ".join(f"{mean:.1f} ({spread:.1f})" for mean, spread
                                         in zip(values.mean(axis=0), values.std(axis=0, ddof=1))) + " |")
        print("| JETRO | " + " | ".join(f"{jetro[survey][year]:.1f}" if year in jetro[survey] else "" for year in years) + " |")


if __name__ == "__main__":
    main()
