"""The same ensemble by several processes that talk by MPI: same bytes, errors once, and a killed one costs its block."""

import os
import pathlib
import shutil
import signal
import subprocess
import time

import pytest

from ensemble_sample import ROOT, SIMULATE, ensemble, folder, simulate, whole

SIMULATE_MPI = pathlib.Path(SIMULATE).with_name("simulate-mpi")
ASKED = ["small.yaml", "-n", "3", "--arm", "bonus.yaml"]

pytestmark = pytest.mark.skipif(
    not SIMULATE_MPI.exists() or not shutil.which("mpirun"),
    reason="simulate-mpi is not built; it needs libopenmpi-dev and openmpi-bin")


def started(ranks, *words, cwd):
    """On this machine alone, more processes than cores if need be, also where the user is root."""
    environment = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
                   "OMPI_MCA_btl": "self,vader", "OMPI_MCA_rmaps_base_oversubscribe": "1"}
    return subprocess.Popen(["mpirun", "-n", str(ranks), SIMULATE_MPI, "ensemble", *map(str, words)], cwd=cwd,
                            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ranks(number, *words, cwd, code=0):
    run = started(number, *words, cwd=cwd)
    out, complaint = run.communicate(timeout=240)
    assert run.returncode == code, f"exit {run.returncode}\n{out}\n{complaint}"
    return out, complaint


def blocks(folder):
    return sorted((folder / "small.ensemble.h5.blocks").glob("*.block"))


def wait_for_blocks(folder, number, run):
    deadline = time.monotonic() + 120
    while len(blocks(folder)) < number:
        assert run.poll() is None and time.monotonic() < deadline, run.communicate()
        time.sleep(.005)


def processes_of(run):
    """The ranks, first one first."""
    children = pathlib.Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
    return [int(pid) for pid in children if "simulate-mpi" in pathlib.Path(f"/proc/{pid}/cmdline").read_text()]


@pytest.mark.parametrize("number, words", [(1, []), (2, ["--block", 1]), (3, ["--block", 2, "--threads", 2]),
                                           (4, ["--block", 1])])
def test_any_number_of_ranks_makes_the_same_file_and_table(number, words, whole, folder):
    said, progress = ranks(number, *ASKED, *words, cwd=folder)
    assert (folder / "small.ensemble.h5").read_bytes() == whole[0].read_bytes()
    assert said == whole[1].stdout
    assert "6 of 6 members" in progress and not (folder / "small.ensemble.h5.blocks").exists()


def test_every_rank_computes(folder):
    run = started(3, "small.yaml", "-n", 12, "--block", 1, "--threads", 1, cwd=folder)
    most = {}
    while run.poll() is None:
        for pid in processes_of(run):
            try:
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                most[pid] = int(fields[11]) / os.sysconf("SC_CLK_TCK")  # user time
            except (FileNotFoundError, ProcessLookupError):
                pass
        time.sleep(.02)
    assert run.returncode == 0, run.communicate()
    # Each prepares for itself; who computes two members or more of twelve has more to do than that.
    prepared = subprocess.run(["bash", "-c", f"TIMEFORMAT=%U; time {SIMULATE} ensemble small.yaml -n 1 -o one.h5 --quiet"],
                              cwd=folder, capture_output=True, text=True)
    assert len(most) == 3 and min(most.values()) > 1.2 * float(prepared.stderr.split()[-1]), (most, prepared.stderr)


def test_what_is_wrong_is_told_once(folder):
    (folder / "wrong.yaml").write_text("policy:\n  local_content_bonsu: 0.25\n")
    _, complaint = ranks(3, "small.yaml", "--arm", "wrong.yaml", cwd=folder, code=2)
    assert complaint.count("did you mean") == 1 and complaint.count("nothing was computed") == 1
    _, complaint = ranks(3, "small.yaml", "--shard", "1/3", cwd=folder, code=2)
    assert complaint.count("simulate-mpi: The following arguments were not expected") == 1
    (folder / "small.ensemble.h5").touch()
    _, complaint = ranks(2, *ASKED, cwd=folder, code=2)
    assert complaint.count("exists already") == 1
    ranks(2, *ASKED, "--overwrite", cwd=folder)
    assert (folder / "small.ensemble.h5").stat().st_size > 0


def test_a_design_is_written_once_and_nothing_computed(folder):
    asked = ["small.yaml", "--sample", "sobol", "--points", 4, "--vary", "oem.overtime=1.2:1.8",
             "--vary", "credit.loan_months=40:80"]
    said, _ = ranks(3, *asked, "--write-design", "a.csv", cwd=folder)
    assert said.count("points of 2 parameters") == 1
    simulate("ensemble", *asked, "--write-design", "b.csv", cwd=folder)
    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()
    assert not (folder / "small.ensemble.h5.blocks").exists()


@pytest.mark.parametrize("which", [0, 2])
def test_a_killed_rank_costs_its_block_and_a_second_run_completes_it(which, whole, folder):
    run = started(3, *ASKED, "--block", 1, "--threads", 1, cwd=folder)
    wait_for_blocks(folder, 1, run)
    kept = {path.name: path.read_bytes() for path in blocks(folder)}
    os.kill(processes_of(run)[which], signal.SIGKILL)
    run.communicate(timeout=60)
    assert run.returncode != 0 and not (folder / "small.ensemble.h5").exists()
    assert kept.items() <= {path.name: path.read_bytes() for path in blocks(folder)}.items()
    _, progress = ranks(2, *ASKED, "--block", 1, cwd=folder)
    assert "6 of 6 members" in progress and "1 of 6" not in progress
    assert (folder / "small.ensemble.h5").read_bytes() == whole[0].read_bytes()


def test_a_signal_ends_all_ranks_in_order(folder):
    asked = ["small.yaml", "-n", 90, "--block", 1]
    run = started(3, *asked, "--threads", 1, cwd=folder)
    wait_for_blocks(folder, 2, run)
    run.send_signal(signal.SIGTERM)
    _, complaint = run.communicate(timeout=30)
    assert run.returncode != 0 and f"{len(blocks(folder))} of 90 members are kept" in complaint
    assert not (folder / "small.ensemble.h5").exists()
    ensemble(*asked[1:], cwd=folder)  # whoever comes goes on
    simulate("ensemble", *asked, "-o", "whole.h5", cwd=folder)
    assert (folder / "small.ensemble.h5").read_bytes() == (folder / "whole.h5").read_bytes()


def test_a_signal_to_one_rank_ends_all(folder):
    run = started(3, "small.yaml", "-n", 12, "--block", 1, "--threads", 1, cwd=folder)
    wait_for_blocks(folder, 2, run)
    os.kill(processes_of(run)[1], signal.SIGTERM)
    _, complaint = run.communicate(timeout=60)
    assert run.returncode == 143 and "members are kept" in complaint
    assert not (folder / "small.ensemble.h5").exists()


def test_members_that_fail_are_told_and_the_rest_goes_on(folder):
    classes = (ROOT / "scenarios/data/owner_classes.csv").read_text().splitlines(keepends=True)
    (folder / "classes.csv").write_text("".join(line for line in classes if not line.startswith("latent")))
    (folder / "strange.yaml").write_text("data: {owner_classes: classes.csv}\n")
    said, _ = ranks(2, "small.yaml", "-n", 2, "--arm", "strange.yaml", "--block", 1, cwd=folder, code=4)
    assert said.count("2 of 4 members failed") == 1


def test_a_full_disk_ends_all_with_path_and_reason(folder):
    _, complaint = ranks(2, "small.yaml", "-n", 1, "-o", "/dev/full/x.h5", cwd=folder, code=3)
    assert "/dev/full" in complaint


def test_a_fault_of_one_rank_ends_all_with_path_and_reason(folder):
    run = started(3, "small.yaml", "-n", 60, "--block", 1, "--threads", 1, cwd=folder)
    wait_for_blocks(folder, 2, run)
    (folder / "small.ensemble.h5.blocks").rename(folder / "elsewhere")
    _, complaint = run.communicate(timeout=60)
    assert run.returncode == 3 and "small.ensemble.h5.blocks" in complaint and "No such file" in complaint
