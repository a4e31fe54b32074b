"""Designs over parameters, from the command line and from files."""

import csv

import numpy
import pytest
import xarray

from ensemble_sample import ROOT, digest, ensemble, folder, simulate

MOVED = ["--vary", "sourcing.choice.price_elasticity=2:6", "--vary", "oem.overtime=1.2:1.8", "--vary",
         "credit.loan_months=40:80"]


def numeric_parameters(folder):
    said = simulate("describe", cwd=folder).stdout.splitlines()
    return [line.split()[0] for line in said if "[number" in line or "[whole number" in line]


@pytest.fixture(scope="module")
def moved():
    return MOVED


def values(path):
    with xarray.open_dataset(path) as members:
        return members.parameter.values.tolist(), members.parameter_value.values, members.localisation_gross.values


def test_a_point_is_the_run_with_its_parameters(folder):
    ensemble("-n", 1, "--sample", "latin_hypercube", "--points", 3, "--vary", "oem.overtime=1.2:1.8", "--vary",
             "credit.loan_months=40:80", "--vary", "policy.local_content_bonus=0:0.3",
             "--vary", "world.component_bill.ice", cwd=folder)
    names, points, reached = values(folder / "small.ensemble.h5")
    assert names == ["oem.overtime", "credit.loan_months", "policy.local_content_bonus", "world.component_bill.ice"]
    assert points.shape == (3, 4)
    settings = [word for name, value in zip(names, points[2]) for word in ("--set", f"{name}={value!r}")]
    simulate("small.yaml", "-o", "one.h5", "--quiet", *settings, cwd=folder)
    with xarray.open_dataset(folder / "one.h5") as run:
        assert numpy.array_equal(run.localisation_gross.values, reached[2], equal_nan=True)


def test_a_design_goes_out_and_comes_in_as_a_table(folder):
    words = ["--sample", "grid", "--levels", 2, "--vary", "oem.overtime=1.2:1.8", "--vary", "credit.loan_months=40:80"]
    ensemble(*words, "--write-design", "design.csv", cwd=folder)
    rows = list(csv.reader((folder / "design.csv").open()))
    assert rows[0] == ["oem.overtime", "credit.loan_months"] and len(rows) == 5
    assert not (folder / "small.ensemble.h5").exists()
    ensemble("-n", 1, *words, "-o", "ours.h5", cwd=folder)
    ensemble("-n", 1, "--design", "design.csv", "-o", "read.h5", cwd=folder)
    assert digest(folder / "ours.h5") == digest(folder / "read.h5")


def test_ranges_come_from_the_table_of_ranges(folder):
    ensemble("--sample", "morris", "--points", 4, "--vary", "market.price_elasticity", "--write-design", "design.csv", cwd=folder)
    rows = [float(row[0]) for row in list(csv.reader((folder / "design.csv").open()))[1:]]
    assert len(rows) == 8 and set(rows) <= {0, .5, 1, 1.5}


@pytest.mark.parametrize("kind, points, count", [("sobol", 2, 8), ("morris", 2, 6)])
def test_sensitivity_is_told_with_intervals(folder, kind, points, count):
    (folder / "small.yaml").write_text((folder / "small.yaml").read_text().replace("2026-06", "2026-12"))
    said = ensemble("-n", 1, "--sample", kind, "--points", points, "--vary", "market.waiting_share", "--vary",
                    "world.transit_months", "--target", "vinfast_2026", cwd=folder).stdout
    assert "What moves vinfast_2026" in said and "market.waiting_share" in said and "world.transit_months" in said
    assert " to " in said.split("What moves")[1]
    assert len(values(folder / "small.ensemble.h5")[1]) == count


@pytest.mark.parametrize("words, complaint", [
    (["--vary", "oem.overtme=1:2", "--sample", "grid"], "did you mean 'oem.overtime'?"),
    (["--vary", "oem.overtime=2:1", "--sample", "grid"], "LOW below HIGH"),
    (["--vary", "oem.overtime=1:900", "--sample", "grid"], "oem.overtime: 900 is outside"),
    (["--vary", "demand_mode=1:2", "--sample", "grid"], "only numbers and levers can be moved"),
    (["--vary", "world.component_bill=1:2", "--sample", "grid"], "as 'world.component_bill.ice'"),
    (["--vary", "world.component_bill.icee=1:2", "--sample", "grid"], "no parameter is called"),
    (["--vary", "oem.overtime=1:2", "--vary", "oem.overtime=1:3", "--sample", "grid"], "moved twice"),
    (["--sample", "grid"], "name at least one"),
    (["--vary", "oem.overtime=1.2:1.8", "--sample", "sobol", "--points", "3"], "no power of two"),
    (["--vary", "oem.overtime=1.2:1.8", "--sample", "morris", "--levels", "5"], "even number of levels"),
    (["--sample", "sobel"], "sobol"),
    (["--keep", "demand_mett"], "did you mean 'demand_met'?"),
    (["--design", "twice.csv"], "points 1 and 3 are equal"),
    (["--design", "none.csv"], "none.csv"),
    (["--design", "letters.csv"], "letters.csv:3:1: expected a number, found 'many'"),
    (["--arm", "same.yaml"], "the same policy"),
    (["--arm", "bonus.yaml", "--arm", "other/bonus.yaml"], "two arms are called 'bonus'"),
    (["--arm", "none.yaml"], "none.yaml"),
    (["--arm", "wrong.yaml"], "did you mean 'local_content_bonus'?"),
    (["--shard", "4/3"], "of the form `3/8`"),
    (["-n", "0"], "replicas"),
])
def test_mistakes_are_told_before_anything_is_computed(folder, words, complaint):
    (folder / "twice.csv").write_text("oem.overtime\n1.3\n1.4\n1.3\n")
    (folder / "letters.csv").write_text("oem.overtime\n1.3\nmany\n")
    (folder / "same.yaml").write_text("title: The same under another name\n")
    (folder / "wrong.yaml").write_text("policy:\n  local_content_bnus: 0.1\n")
    (folder / "other").mkdir()
    (folder / "other/bonus.yaml").write_text("policy:\n  local_content_bonus: 0.3\n")
    said = ensemble(*words, cwd=folder, code=2)
    assert complaint in said.stderr, said.stderr
    assert not list(folder.glob("*.h5*"))


def test_every_range_of_the_table_can_be_moved(folder):
    table = csv.DictReader(line for line in (ROOT / "scenarios/data/ranges.csv").open() if not line.startswith("#"))
    names = [row["parameter"] for row in table if row["low"] and row["high"]]
    said = ensemble("--sample", "morris", "--points", 1, *(word for name in names for word in ("--vary", name)),
                    "--write-design", "all.csv", cwd=folder).stdout
    assert len(names) > 250 and f"{len(names) + 1} points of {len(names)} parameters" in said
