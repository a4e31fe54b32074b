"""Ensembles that are stopped or killed, fail in part, or meet another one's files."""

import os
import random
import signal
import subprocess
import time

import xarray

from ensemble_sample import ROOT, SIMULATE, digest, ensemble, folder, simulate, whole

PLAIN = ["--arm", "bonus.yaml", "--block", "1"]
ASKED = ["-n", "3", *PLAIN]


def started(folder, *words):
    return subprocess.Popen([SIMULATE, "ensemble", "small.yaml", *(words or ASKED)], cwd=folder, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def blocks(folder):
    return sorted((folder / "small.ensemble.h5.blocks").glob("*.block"))


def wait_for_blocks(folder, number, run):
    deadline = time.monotonic() + 120
    while len(blocks(folder)) < number:
        assert run.poll() is None and time.monotonic() < deadline, run.communicate()
        time.sleep(.005)


def test_a_signal_keeps_what_is_done_and_the_same_command_goes_on(whole, folder):
    run = started(folder)
    wait_for_blocks(folder, 2, run)
    began = time.monotonic()
    run.send_signal(signal.SIGTERM)
    _, complaint = run.communicate(timeout=30)
    assert run.returncode == 143 and time.monotonic() - began < 5
    kept = {path.name: path.stat().st_mtime_ns for path in blocks(folder)}
    assert f"{len(kept)} of 6 members are kept" in complaint and not (folder / "small.ensemble.h5").exists()
    said = ensemble(*ASKED, cwd=folder)
    assert f"{len(kept)} of 6" not in said.stderr and "6 of 6 members" in said.stderr
    assert said.stdout == whole[1].stdout and digest(folder / "small.ensemble.h5") == digest(whole[0])


def test_killing_at_any_time_loses_nothing_that_was_committed(folder):
    """Five times; TRELLIS_KILLS asks for more."""
    wanted = int(os.environ.get("TRELLIS_KILLS", 5))
    asked = [*PLAIN, "--quiet", "-n", str(2 * wanted)]
    ensemble(*asked, "-o", "whole.h5", cwd=folder)
    chance, kills, there = random.Random(2), 0, {}
    while not (folder / "small.ensemble.h5").exists():
        run = started(folder, *asked)
        try:
            run.wait(timeout=.7 * chance.random() if kills < wanted else 600)
        except subprocess.TimeoutExpired:
            run.kill()
            kills += 1
        said = run.communicate()
        assert run.returncode in (0, -signal.SIGKILL), said
        if run.returncode != 0 and not (folder / "small.ensemble.h5").exists():
            now = {path.name: path.read_bytes() for path in blocks(folder)}
            assert there.items() <= now.items()
            there = now
    if (folder / "small.ensemble.h5.blocks").exists():  # killed between the file and the end of its blocks
        assert "exists already" in ensemble(*asked, cwd=folder, code=2).stderr
    assert kills > 0 and (folder / "small.ensemble.h5").read_bytes() == (folder / "whole.h5").read_bytes()
    print(f"{kills} kills, {len(there)} blocks kept before the last one")


def test_blocks_of_another_ensemble_are_refused_with_the_difference(folder):
    run = started(folder)
    wait_for_blocks(folder, 1, run)
    run.kill(), run.communicate()
    said = ensemble("-n", 4, "--arm", "bonus.yaml", "--block", 1, cwd=folder, code=2)
    assert "another ensemble" in said.stderr and "replicas: 3" in said.stderr and "replicas: 4" in said.stderr
    (folder / "bonus.yaml").write_text("policy:\n  local_content_bonus: 0.25\n")
    assert "arm bonus" in ensemble(*ASKED, cwd=folder, code=2).stderr
    assert len(blocks(folder)) >= 1
    ensemble("-n", 1, "--overwrite", cwd=folder)
    assert not (folder / "small.ensemble.h5.blocks").exists()


def test_a_damaged_block_is_told_and_not_merged(folder):
    run = started(folder)
    wait_for_blocks(folder, 1, run)
    run.kill(), run.communicate()
    block = blocks(folder)[0]
    content = bytearray(block.read_bytes())
    content[len(content) // 2] ^= 1
    block.write_bytes(content)
    said = ensemble(*ASKED, cwd=folder, code=3)
    assert block.name in said.stderr and "is damaged" in said.stderr
    assert not (folder / "small.ensemble.h5").exists()
    block.unlink()
    ensemble(*ASKED, cwd=folder)


def test_shards_that_end_together_or_come_late_agree(whole, folder):
    # More shards than blocks: those without one reach the end while another makes the file.
    shards = [started(folder, *ASKED, "--quiet", "--shard", f"{part}/9") for part in range(1, 10)]
    for shard in shards:
        assert shard.wait(timeout=120) == 0, shard.communicate()
        shard.communicate()
    assert (folder / "small.ensemble.h5").read_bytes() == whole[0].read_bytes()
    assert not list(folder.glob("small.ensemble.h5.*"))
    assert "another shard has made" in ensemble(*ASKED, "--shard", "2/9", cwd=folder).stdout
    said = ensemble("-n", 4, "--arm", "bonus.yaml", "--block", 1, "--shard", "2/9", cwd=folder, code=2)
    assert "exists already" in said.stderr and not list(folder.glob("small.ensemble.h5.*"))


def test_results_that_exist_are_refused_at_once(whole):
    began = time.monotonic()
    said = ensemble(*ASKED, cwd=whole[0].parent, code=2)
    assert "exists already" in said.stderr and time.monotonic() - began < 10


def test_a_disk_that_is_full_ends_with_the_path_and_the_reason(folder):
    said = simulate("ensemble", "small.yaml", "-n", 1, "-o", "/dev/full/x.h5", cwd=folder, code=3)
    assert "/dev/full" in said.stderr


def test_members_that_fail_are_told_and_the_rest_goes_on(folder):
    # Without a latent class there is nobody who could come into the industry: such an arm cannot be started.
    classes = (ROOT / "scenarios/data/owner_classes.csv").read_text().splitlines(keepends=True)
    (folder / "classes.csv").write_text("".join(line for line in classes if not line.startswith("latent")))
    (folder / "strange.yaml").write_text("data: {owner_classes: classes.csv}\n")
    said = ensemble("-n", 2, "--arm", "strange.yaml", cwd=folder, code=4).stdout
    assert "2 of 4 members failed" in said
    with xarray.open_dataset(folder / "small.ensemble.h5") as members:
        assert members.status.values.tolist() == [0, 0, 1, 1] and "failed" in members.attrs["status"]
        assert members.localisation_gross[2:].isnull().all() and members.localisation_gross[:2, 12:].notnull().all()
        assert (members.public_cost[2:] == -2**63).all()
        assert all("latent" in reason for reason in members.reason.values[2:]) and not any(members.reason.values[:2])
