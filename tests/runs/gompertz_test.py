"""The ownership curve of the shipped parameters is the one that the fit to the sales of 2015 to 2025 gives."""

import os
import pathlib
import subprocess

import numpy
import pytest
import yaml

ROOT = pathlib.Path(os.environ.get("TRELLIS_SOURCE") or pathlib.Path(__file__).resolve().parents[2])
DATA = ROOT / "scenarios/data"


def load_fit():
    space = {"__file__": str(ROOT / "tools/fit_gompertz.py"), "__name__": "fit_gompertz"}
    exec(compile((ROOT / "tools/fit_gompertz.py").read_text(encoding="utf-8"), "fit_gompertz.py", "exec"), space)
    return space


FIT = load_fit()
MARKET = yaml.safe_load((DATA / "parameters.yaml").read_text(encoding="utf-8"))["market"]
YEARS = numpy.arange(2015, 2026)


def test_the_shipped_curve_is_the_fitted_one():
    shift, slope, spread = FIT["fit"](DATA, YEARS, MARKET)
    assert shift == pytest.approx(MARKET["gompertz"]["shift"], abs=1e-4)
    assert slope == pytest.approx(FIT["number"](MARKET["gompertz"]["income_slope"]), abs=1e-5)
    assert spread < 0.1  # of the log of yearly sales


def test_another_history_gives_another_curve(tmp_path):
    for table in DATA.glob("*.csv"):
        (tmp_path / table.name).write_text(table.read_text(encoding="utf-8"), encoding="utf-8")
    history = (DATA / "demand_history.csv").read_text(encoding="utf-8")
    (tmp_path / "demand_history.csv").write_text(history.replace("2025,604134", "2025,904134"), encoding="utf-8")
    assert FIT["fit"](tmp_path, YEARS, MARKET)[1] < 1.05 * FIT["number"](MARKET["gompertz"]["income_slope"])


def test_the_fleet_of_history_is_the_one_that_was_counted():
    fleet = FIT["history"](DATA, MARKET, YEARS)[1]
    assert fleet[list(YEARS).index(2024)] == pytest.approx(6.31e6, rel=0.01)  # registered at the end of 2023


def test_the_program_prints_what_it_fits():
    printed = subprocess.run(["/usr/bin/python3", ROOT / "tools/fit_gompertz.py"], capture_output=True, text=True, check=True)
    assert f"shift: {MARKET['gompertz']['shift']}" in printed.stdout
