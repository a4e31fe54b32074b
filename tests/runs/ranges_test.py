"""Every behavioural parameter that is assumed has a range that calibration may move it in, or a reason why it stays; and
the economy keeps its accounts wherever in these ranges it is put."""

import csv
import os
import random
import re
import subprocess

import pytest

SOURCE, SIMULATE = os.environ["TRELLIS_SOURCE"], os.environ["SIMULATE"]
DATA = os.path.join(SOURCE, "scenarios", "data")
MULTIPLIERS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
NOT_BEHAVIOUR = ("report.", "network.", "government.holiday")  # how it is counted; law in force


def ranges():
    with open(os.path.join(DATA, "ranges.csv"), newline="", encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["parameter"]: row for row in rows}


def parameters():
    """{path: (value in declared unit, comment)} of the numbers in parameters.yaml."""
    found, path = {}, []
    with open(os.path.join(DATA, "parameters.yaml"), encoding="utf-8") as file:
        for line in file:
            key = re.match(r"^( *)(\w+): *([^#\n]*?) *(#.*)?$", line)
            if not key:
                continue
            path = path[: len(key[1]) // 2] + [key[2]]
            number = re.match(r"(-?[\d.]+)(?: (\w+))?", key[3])
            if number:
                found[".".join(path)] = float(number[1]) * MULTIPLIERS.get(number[2], 1), key[4]
    return found


def test_every_parameter_has_a_range_about_its_value_or_a_reason():
    known, numbers = ranges(), parameters()
    wanted = {path for path in numbers if not path.startswith(NOT_BEHAVIOUR)}
    assert set(known) == wanted
    for path, row in known.items():
        assert row["source"].startswith("assumption: "), path
        if row["low"]:
            low, high, value = float(row["low"]), float(row["high"]), numbers[path][0]
            assert low < high and low <= value * (1 + 1e-12) and value <= high * (1 + 1e-12), path
        else:
            assert row["source"].startswith("assumption: fixed; ") and not row["high"], path


def settings(place):
    """A --set for each parameter that moves, at place(path) between 0 and 1 of its range."""
    words = []
    for path, row in ranges().items():
        if row["low"]:
            low, high = float(row["low"]), float(row["high"])
            value = low + place(path) * (high - low)
            words += ["--set", f"{path}={round(value) if row['whole'] == '1' else value:.10g}"]
    return words


@pytest.mark.parametrize("point", ["low", "high", 1, 2, 3, 4])
def test_the_accounts_balance_in_the_corners_and_between(tmp_path, point):
    luck = random.Random(point)
    words = settings({"low": lambda _: 0, "high": lambda _: 1}.get(point, lambda _: luck.random()))
    scenario = os.path.join(SOURCE, "scenarios", "2035.yaml")
    run = subprocess.run(
        [SIMULATE, scenario, "--until", "2027-12", "--quiet", "-o", tmp_path / "run.h5", *words],
        capture_output=True, text=True, check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
