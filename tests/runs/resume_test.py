"""Runs that are stopped or killed go on as if nothing had been."""

import json
import random
import re
import signal
import subprocess

import h5py
import numpy
import pytest
import xarray

from resume_sample import (MONTHS, acknowledged, copy, digest, done_months, folder, killed, simulate, started, stopped,
                           straight)


@pytest.mark.parametrize("number, code", [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
@pytest.mark.parametrize("threads, then", [(1, 2), (2, 1)])
def test_a_run_that_was_stopped_goes_on_bit_for_bit(straight, folder, number, code, threads, then):
    place, summary = straight
    month = {signal.SIGTERM: 5, signal.SIGINT: 14}[number] + threads
    ended, said, complained = stopped(folder, month, "eventful.yaml", "--threads", threads, number=number)
    assert ended == code, complained
    assert "simulate resume eventful.h5" in complained and "simulate recover eventful.h5" in complained
    months = acknowledged(folder / "eventful.h5.partial")
    assert month <= months < MONTHS and f"after {months} of {MONTHS} months" in complained
    done = simulate("resume", "eventful.h5", "--threads", then, cwd=folder)
    assert digest(folder / "eventful.h5") == digest(place / "eventful.h5")
    assert done.stdout == summary
    assert not (folder / "eventful.h5.partial").exists()
    assert done_months(folder)[-MONTHS + months - 1:] == [*range(months + 1, MONTHS + 1), MONTHS]
    record = json.loads((folder / "eventful.run.json").read_text())
    assert record["status"] == "complete" and record["months"] == MONTHS
    with h5py.File(folder / "eventful.h5") as resumed, h5py.File(place / "eventful.h5") as whole:
        for name in ("scenario", "parameter_file", "parameter_line", "input_sha256"):
            assert numpy.array_equal(resumed["provenance"][name][()], whole["provenance"][name][()]), name
        assert resumed.attrs["status"] == b"complete" or resumed.attrs["status"] == "complete"
        reached = resumed["targets/reached"][()]
        assert numpy.isfinite(reached).any() and numpy.array_equal(reached, whole["targets/reached"], equal_nan=True)


def test_a_run_that_was_stopped_many_times_goes_on_bit_for_bit(straight, folder):
    place, summary = straight
    words = ["eventful.yaml"]
    for stop, month in enumerate((1, 4, 12, 13, 25)):
        code, _, complained = stopped(folder, month, *words, "--threads", 1 + stop % 2)
        assert code == 143, complained
        words = ["resume", ("eventful.h5", "eventful.h5.partial", "eventful.h5.checkpoint")[stop % 3]]
    assert simulate(*words, cwd=folder).stdout == summary
    assert digest(folder / "eventful.h5") == digest(place / "eventful.h5")


@pytest.mark.parametrize("threads", [1, 2])
def test_a_run_that_was_killed_goes_on_from_its_checkpoint_and_drops_the_months_after_it(straight, folder, threads):
    place, summary = straight
    code, _, _ = stopped(folder, 27, "eventful.yaml", "--threads", threads, "--checkpoint-every", "7 months",
                         number=signal.SIGKILL)
    assert code == -signal.SIGKILL
    before, kept = len(done_months(folder)), acknowledged(folder / "eventful.h5.partial")
    done = simulate("resume", "eventful.h5", "--threads", 3 - threads, cwd=folder)
    first = done_months(folder)[before] - 1
    assert first % 7 == 0 and 14 <= first <= kept
    assert done.stdout == summary
    assert digest(folder / "eventful.h5") == digest(place / "eventful.h5")


def test_checkpoints_by_the_clock_and_killing_at_any_time_lose_nothing(straight, folder):
    place, _ = straight
    chance = random.Random(1)
    words, kills = ["eventful.yaml"], 0
    while not (folder / "eventful.h5").exists():
        run = started(folder, *words, "--checkpoint-every", "0.001 minutes", "--quiet")
        try:
            run.wait(timeout=(1 + kills / 6) * chance.random())
        except subprocess.TimeoutExpired:
            run.kill()
            kills += 1
        said = run.communicate()
        assert run.returncode in (0, -signal.SIGKILL), said
        if (folder / "eventful.h5.checkpoint").exists():
            words = ["resume", "eventful.h5"]
        else:  # killed before there was one: nothing is lost that was promised
            words = ["eventful.yaml", "--overwrite"]
    assert kills > 0
    assert digest(folder / "eventful.h5") == digest(place / "eventful.h5")
    assert not [path for path in folder.iterdir() if path.suffix in (".new", ".past", ".cleared")]


def test_checkpoints_do_not_change_the_results(straight, folder):
    place, _ = straight
    simulate("eventful.yaml", "--checkpoint-every", 1, "months", cwd=folder)
    assert digest(folder / "eventful.h5") == digest(place / "eventful.h5")


def test_a_run_goes_on_without_the_files_of_its_scenario(copy, straight):
    (copy / "eventful.yaml").unlink()
    simulate("resume", copy / "eventful.h5.checkpoint", cwd=copy.parent)
    assert digest(copy / "eventful.h5") == digest(straight[0] / "eventful.h5")


def test_an_interrupted_run_can_still_be_mended(copy):
    assert "months" in simulate("recover", "eventful.h5", cwd=copy).stdout
    with xarray.open_dataset(copy / "eventful.h5") as mended:
        assert 20 <= mended.sizes["time"] < MONTHS and mended.attrs["status"] == "truncated"
    assert "there is nothing to resume" in simulate("resume", "eventful.h5", cwd=copy, code=2).stderr
