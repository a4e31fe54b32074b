"""Runs that fork from the past of another one, with other levers from then on."""

import re
import time

import h5py
import pytest
import xarray

from resume_sample import (copy, digest, done_months, killed, simulate, started)


LATER = """title: Duties that come later
policy:
  parts_tariff: [{from: 2015-01, value: 0.03}, {from: 2017-11, value: 0.01}, {from: 2027-01, value: 0.2}]
  local_content_bonus: [{from: 2015-01, value: 0}, {from: 2026-09, value: 0.1}]
"""


def test_a_branch_is_the_run_that_had_these_levers_from_the_start(copy):
    (copy / "later.yaml").write_text(LATER)
    (copy / "whole.yaml").write_text("extends: [eventful.yaml, later.yaml]\n")
    before = {path.name: path.read_bytes() for path in copy.iterdir() if "eventful.h5" in path.name}
    done = simulate("resume", "eventful.h5", "--branch", "later.yaml", "--threads", 2, cwd=copy)
    whole = simulate("whole.yaml", "--threads", 1, cwd=copy)
    assert digest(copy / "later.h5") == digest(copy / "whole.h5")
    assert done.stdout.replace("later.h5", "whole.h5") == whole.stdout
    assert {path.name: path.read_bytes() for path in copy.iterdir() if "eventful.h5" in path.name} == before
    simulate("resume", "eventful.h5", cwd=copy)
    with xarray.open_dataset(copy / "later.h5") as later, xarray.open_dataset(copy / "eventful.h5") as usual:
        assert later.attrs["title"] == "Duties that come later"
        assert (later.public_cost[:20] == usual.public_cost[:20]).all()
        assert not (later.public_cost[21:] == usual.public_cost[21:]).all()
    with h5py.File(copy / "later.h5") as run:
        text = {name: [value.decode() for value in run["provenance"][name][()]]
                for name in ("parameter", "parameter_file", "input")}
        files = dict(zip(text["parameter"], text["parameter_file"]))
    assert {file for name, file in files.items() if name.startswith("policy.parts_tariff")} == {"later.yaml"}
    assert "data/parameters.yaml" in files["sourcing.price_elasticity"]
    assert "later.yaml" in text["input"] and "eventful.yaml" in text["input"]
    # From a run that has ended, under another name.
    simulate("resume", "eventful.h5", "--branch", "later.yaml", "-o", "again.h5", cwd=copy)
    assert digest(copy / "again.h5") == digest(copy / "later.h5")


def test_branches_of_one_past_run_side_by_side_and_can_be_stopped_themselves(copy):
    (copy / "later.yaml").write_text(LATER)
    simulate("resume", "eventful.h5", "--branch", "later.yaml", cwd=copy)
    runs = [started(copy, "resume", "eventful.h5", "--branch", "later.yaml", "-o", f"{name}.h5", "--quiet")
            for name in ("a", "b", "c")]
    for run in runs:
        assert run.wait(timeout=120) == 0, run.communicate()
    assert {digest(copy / f"{name}.h5") for name in ("a", "b", "c")} == {digest(copy / "later.h5")}
    run = started(copy, "resume", "eventful.h5", "--branch", "later.yaml", "-o", "eventually.h5", "--threads", 1)
    deadline = time.monotonic() + 60
    while max(done_months(copy, "eventually"), default=0) < 25 and time.monotonic() < deadline:
        time.sleep(.005)
    run.terminate()
    assert run.wait(timeout=30) == 143, run.communicate()
    simulate("resume", "eventually.h5", cwd=copy)
    assert digest(copy / "eventually.h5") == digest(copy / "later.h5")


@pytest.mark.parametrize("text, where, why", [
    ("policy:\n  parts_tariff: 0.2\n", "2:17: policy.parts_tariff", "changes the past: 0.2 in .*, where it was"),
    ("policy:\n  hub:\n  - {from: 2015-01, value: 0}\n  - {from: 2026-08, value: 1}\n", "3:3: policy.hub",
     "changes the past: 1 in 2026-08, where it was 0. What lies before 2026-09"),
    ("policy:\n  hub: [{from: 2015-01, value: 0}, {from: 2026-01, value: 1, cluster: north_east}]\n", "2:8: policy.hub",
     "changes the past: 1 in 2026-01 for north_east"),
    ("sourcing: {price_elasticity: 7}\n", "1:30: sourcing.price_elasticity", "is no lever"),
    ("seed: 3\n", "1:7: seed", "is no lever"),
    ("end: 2030-12\n", "1:6: end", "is no lever"),
    ("shocks: []\n", "1:9: shocks", "is no lever"),
    ("outputs: {panels: {supplier: [technology]}}\n", "1:30: outputs.panels.supplier", "is no lever"),
    ("reference_law: {hub: 1}\n", "1:22: reference_law.hub", "is no lever"),
    ("policy: {hubb: 1}\n", "1:10: policy.hubb", "hub"),
])
def test_any_other_change_is_refused_with_its_place_and_reason(copy, text, where, why):
    (copy / "other.yaml").write_text(text)
    complained = simulate("resume", "eventful.h5", "--branch", "other.yaml", cwd=copy, code=2).stderr
    assert re.search(rf"^other.yaml:{re.escape(where)}[\w.\[\]]*: .*{why}", complained, re.M), complained
    assert not list(copy.glob("other.h5*"))


def test_a_branch_takes_no_name_that_would_lose_something(copy):
    (copy / "later.yaml").write_text(LATER)
    branch = ["resume", "eventful.h5", "--branch", "later.yaml"]
    assert "from which the branch is to fork" in simulate(*branch, "-o", "eventful.h5", "--overwrite", cwd=copy, code=2).stderr
    (copy / "later.h5").write_text("precious")
    assert "later.h5: exists already" in simulate(*branch, cwd=copy, code=2).stderr
    assert "go with --branch" in simulate("resume", "eventful.h5", "-o", "x.h5", cwd=copy, code=2).stderr
