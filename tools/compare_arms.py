#!/usr/bin/python3
"""What each arm of scenarios/arms changes in 2035, in runs with the same luck: mean and standard error over seeds, as a table.

    SIMULATE=build/release/simulate tools/compare_arms.py [SEEDS [RUNS_AT_ONCE]]
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import xarray as xr

SCENARIOS = pathlib.Path(__file__).resolve().parents[1] / "scenarios"
PILLARS = ["environment", "technology", "infrastructure", "human_resources", "market"]
BASELINE, ANNOUNCED, FULL = "baseline", "2035", "arms/full_package"
COMPARED = ([(f"arms/only_{pillar}", BASELINE) for pillar in PILLARS] + [(ANNOUNCED, BASELINE)]
            + [(f"arms/without_{pillar}", ANNOUNCED) for pillar in PILLARS] + [(FULL, BASELINE)]
            + [(f"arms/full_without_{pillar}", FULL) for pillar in PILLARS])


def run_of(scenario, seed, folder):
    file = pathlib.Path(folder) / f"{scenario.replace('/', '_')}_{seed}.h5"
    subprocess.run([os.environ["SIMULATE"], SCENARIOS / f"{scenario}.yaml", "--seed", str(seed), "--threads", "1", "--quiet",
                    "-o", file], check=True, stdout=subprocess.DEVNULL)
    return file


def outcome(file):
    """Gross and domestic localisation and demand met in December 2035, in per cent; public cost of that year, billion VND."""
    with xr.open_dataset(file) as run:
        shares = [100 * run[name].isel(time=-1).item()
                  for name in ("localisation_gross", "localisation_domestic", "demand_met")]
        cost = run.public_cost.isel(time=slice(-12, None)).sum().item() / 1e9
    file.unlink()
    return np.array([*shares, cost])


def main():
    seeds = range(1, int(sys.argv[1] if len(sys.argv) > 1 else 8) + 1)
    arms = {arm for pair in COMPARED for arm in pair}
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(
            int(sys.argv[2]) if len(sys.argv) > 2 else 2) as pool:
        jobs = {(arm, seed): pool.submit(run_of, arm, seed, folder) for arm in sorted(arms) for seed in seeds}
        found = {arm: np.array([outcome(jobs[arm, seed].result()) for seed in seeds]) for arm in arms}
    error = lambda values: values.std(axis=0, ddof=1) / np.sqrt(len(values))
    row = lambda name, against, values, sign: print(f"| `{name}` | {against} | " + " | ".join(
        f"{mean:{sign},.{digits}f} ({spread:,.{digits}f})"
        for mean, spread, digits in zip(values.mean(axis=0), error(values), (1, 1, 1, 0))) + " |")
    row(BASELINE, "level", found[BASELINE], "")
    for arm, against in COMPARED:
        row(arm, f"`{against}`", found[arm] - found[against], "+")


if __name__ == "__main__":
    main()
