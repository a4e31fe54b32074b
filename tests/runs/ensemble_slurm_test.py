"""Ensembles by job arrays, on a real Slurm of one node: same bytes, and a job that was cancelled goes on."""

import pathlib
import re
import subprocess
import time

import pytest

from ensemble_sample import ROOT, SIMULATE, ensemble, folder, whole
from slurm_cluster import NoSlurm, cluster

ENSEMBLE, MPI = ROOT / "tools/slurm/ensemble.sbatch", ROOT / "tools/slurm/mpi.sbatch"
ASKED = ["small.yaml", "-n", 3, "--arm", "bonus.yaml"]
SIMULATE_MPI = pathlib.Path(SIMULATE).with_name("simulate-mpi")
MEMBERS = 24
ARRAY = ["--array=1-3", "--cpus-per-task=1"]
ALL_WELL = [("COMPLETED", "0:0")] * 3


@pytest.fixture(scope="module")
def slurm():
    try:
        with cluster() as one:
            yield one
    except NoSlurm as reason:
        pytest.skip(str(reason))


def blocks(folder):
    return {path.name: path.read_bytes() for path in (folder / "small.ensemble.h5.blocks").glob("*.block")}


def logs(folder, names="*.log"):
    return "\n".join(path.read_text() for path in sorted(folder.glob(names)))


def test_an_array_makes_the_file_of_one_machine(slurm, whole, folder):
    job = slurm.submit(ENSEMBLE, *ASKED, "--block", 2, options=ARRAY, cwd=folder)
    assert slurm.wait_for_end(job) == ALL_WELL, logs(folder)
    assert (folder / "small.ensemble.h5").read_bytes() == whole[0].read_bytes()
    assert sorted(path.name for path in folder.glob("*.log")) == [f"ensemble-{job}_{k}.log" for k in (1, 2, 3)]
    assert whole[1].stdout in logs(folder) and not list(folder.glob("small.ensemble.h5.*"))


@pytest.fixture(scope="module")
def undisturbed(whole):
    ensemble("-n", MEMBERS, "-o", "many.h5", "--threads", 2, cwd=whole[0].parent)
    return whole[0].parent / "many.h5"


def killed(slurm, job):
    slurm.kill("simulate")


def cancelled(slurm, job):
    slurm.run("scancel", job)


def warned(slurm, job):
    """As Slurm does some time before the time limit."""
    slurm.run("scancel", "--signal=TERM", "--batch", job)


@pytest.mark.parametrize("stop, state, code", [(killed, "FAILED", "0:9"), (cancelled, "CANCELLED", "143:0"),
                                               (warned, "FAILED", "143:0")])
def test_a_job_that_was_stopped_goes_on_when_submitted_again(stop, state, code, slurm, undisturbed, folder):
    asked = ["small.yaml", "-n", MEMBERS, "--block", 1]
    job = slurm.submit(ENSEMBLE, *asked, options=ARRAY, cwd=folder)
    deadline = time.monotonic() + 30
    while {int(pathlib.Path(name).stem) % 3 for name in blocks(folder)} != {0, 1, 2}:  # each shard has begun
        assert time.monotonic() < deadline, logs(folder)
        time.sleep(.005)
    there = blocks(folder)
    stop(slurm, job)
    assert slurm.wait_for_end(job) == [(state, code)] * 3, logs(folder)
    kept = blocks(folder)
    assert there.items() <= kept.items() and len(kept) < MEMBERS
    assert logs(folder).count("Stopped by a signal") == (0 if stop is killed else 3)
    job = slurm.submit(ENSEMBLE, *asked, options=ARRAY, cwd=folder)
    assert slurm.wait_for_end(job) == ALL_WELL, logs(folder)
    computed = re.findall(r"(\d+) of \1 members,", logs(folder, f"ensemble-{job}_*.log"))
    assert sum(map(int, computed)) == MEMBERS - len(kept), logs(folder)
    assert (folder / "small.ensemble.h5").read_bytes() == undisturbed.read_bytes()


def test_wrong_use_ends_with_2_and_says_how(slurm, folder):
    submitted = {complaint: slurm.submit(ENSEMBLE, *words, options=options, cwd=folder, SIMULATE=program)
                 for complaint, words, options, program in (
                     ("this needs an array", ASKED, [], SIMULATE),
                     ("this one has 2 tasks from 0 to 1", ASKED, ["--array=0-1"], SIMULATE),
                     ("this one has 2 tasks from 1 to 3", ASKED, ["--array=1-3:2"], SIMULATE),
                     ("which scenario?", [], ["--array=1"], SIMULATE),
                     ("no program 'nowhere/simulate'", ASKED, ["--array=1"], "nowhere/simulate"))}
    for complaint, job in submitted.items():
        assert {*slurm.wait_for_end(job)} == {("FAILED", "2:0")}
        assert all(complaint in path.read_text() for path in folder.glob(f"ensemble-{job}_*.log")), logs(folder)
    alone = subprocess.run([ENSEMBLE, *map(str, ASKED)], cwd=folder, capture_output=True, text=True)
    assert alone.returncode == 2 and "submit it: sbatch" in alone.stderr


def test_the_program_is_found_from_where_the_job_was_submitted(slurm, folder):
    for built in ("build/release/simulate", "build/release/simulate-mpi"):
        program = folder / built
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text('#!/bin/sh\necho "$0 $* on $SLURM_NTASKS"\n')
        program.chmod(0o755)
    (folder / "below").mkdir()
    one = slurm.submit(ENSEMBLE, "a b.yaml", "-n", 2, options=["--array=1-1"], cwd=folder / "below", SIMULATE="")
    many = slurm.submit(MPI, "a b.yaml", "-n", 2, options=["--nodes=1", "--ntasks-per-node=2", "--cpus-per-task=3"],
                        cwd=folder / "below", SIMULATE_MPI="")
    slurm.wait_for_end(one), slurm.wait_for_end(many)
    built = folder / "build/release"
    assert [line for line in logs(folder / "below").splitlines() if line] == [
        f"{built}/simulate ensemble a b.yaml -n 2 --shard 1/1 --threads 8 on 1",
        *[f"{built}/simulate-mpi ensemble a b.yaml -n 2 --threads 3 on 2"] * 2]


@pytest.mark.skipif(not SIMULATE_MPI.exists(),
                    reason="simulate-mpi is not built; it needs libopenmpi-dev and openmpi-bin")
def test_one_job_of_many_processes_makes_the_same_file(slurm, whole, folder):
    job = slurm.submit(MPI, *ASKED, "--block", 1, cwd=folder, SIMULATE_MPI=str(SIMULATE_MPI),
                       options=["--nodes=1", "--ntasks-per-node=3", "--cpus-per-task=1"])
    assert slurm.wait_for_end(job) == [("COMPLETED", "0:0")], logs(folder)
    assert (folder / "small.ensemble.h5").read_bytes() == whole[0].read_bytes()
    assert logs(folder).count("6 of 6 members") == 1
