"""A run of eventful years, and the ways to interrupt it: what the tests of checkpoints share.

SIMULATE names the program, TRELLIS_SOURCE the root of the repository.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

import h5py
import pytest

SIMULATE = os.environ["SIMULATE"]
ROOT = pathlib.Path(os.environ.get("TRELLIS_SOURCE") or pathlib.Path(__file__).resolve().parents[2])
MONTHS = 42
# Big enough that the run is never over before a signal comes; with shocks, panels and the yearly snapshots of the network.
EVENTFUL = f"""extends: {ROOT}/scenarios/2035.yaml
title: Eventful years
end: 2028-06
population: {{scale: 2}}
shocks:
  - {{kind: late_imports, from: 2025-09, months: 5 months, depth: 0.3, category: "", cluster: ""}}
  - {{kind: destruction, from: 2026-03, months: 14 months, depth: 0.4, category: "", cluster: north_east}}
  - {{kind: policy_reversal, from: 2026-10, months: 9 months, depth: 1, category: "", cluster: ""}}
outputs:
  panels: {{every: 3 months, supplier: [technology, deposits, cluster], contract: [supplier, live]}}
"""


def simulate(*words, cwd, code=0, **options):
    done = subprocess.run([SIMULATE, *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=120, **options)
    assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def digest(path):
    return simulate("digest", path, cwd=path.parent).stdout.split()[0]


def started(folder, *words):
    return subprocess.Popen([SIMULATE, *map(str, words)], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True)


def done_months(folder, name="eventful"):
    """What the program said of its months, in order."""
    log = folder / f"{name}.progress.jsonl"
    lines = log.read_text().splitlines() if log.exists() else []
    return [json.loads(line)["done"] for line in lines if line.endswith("}")]


def wait_for(folder, month, run):
    deadline = time.monotonic() + 60
    while max(done_months(folder), default=0) < month:
        assert run.poll() is None, f"it ended before the signal: {run.communicate()}"
        assert time.monotonic() < deadline, "the run does not come on"
        time.sleep(.005)


def stopped(folder, month, *words, number=signal.SIGTERM):
    """Runs until a month is done, then sends the signal; the process, and what it said."""
    run = started(folder, *words)
    wait_for(folder, month, run)
    run.send_signal(number)
    said = run.communicate(timeout=30)
    return run.returncode, *said


def acknowledged(file):
    with h5py.File(file, "r", swmr=True) as partial:
        return len(partial["time"])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "eventful.yaml").write_text(EVENTFUL)
    return tmp_path


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    """The run that nobody interrupts: its folder, and what it printed."""
    place = tmp_path_factory.mktemp("straight")
    (place / "eventful.yaml").write_text(EVENTFUL)
    done = simulate("eventful.yaml", "--threads", 1, cwd=place)
    with h5py.File(place / "eventful.h5") as run:  # what the tests below are about
        assert {"network", "supplier_panel", "contract_panel"} <= set(run)
        assert len(run["supplier_panel/snapshot"]) == 14 and len(run["network/snapshot"]) == 3
    return place, done.stdout


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """A run that was killed after its checkpoint of 20 months; tests take copies of it."""
    place = tmp_path_factory.mktemp("killed")
    (place / "eventful.yaml").write_text(EVENTFUL)
    code, _, _ = stopped(place, 23, "eventful.yaml", "--checkpoint-every", 20, "months", number=signal.SIGKILL)
    assert code == -signal.SIGKILL
    return place


@pytest.fixture
def copy(killed, tmp_path):
    shutil.copytree(killed, tmp_path / "copy")
    return tmp_path / "copy"
