"""Signals, full disks and folders that cannot be written, while a run writes its checkpoints."""

import json
import random
import re
import shutil
import signal
import subprocess
import time

import pytest

from resume_sample import (SIMULATE, acknowledged, digest, folder, simulate, started, stopped, straight)


def test_a_signal_at_any_time_ends_the_run_within_five_seconds(folder):
    chance = random.Random(3)
    for _ in range(8):
        run = started(folder, "eventful.yaml", "--overwrite")
        wait_for_line = folder / "eventful.run.json"
        while not wait_for_line.exists():
            time.sleep(.01)
        time.sleep(.3 + chance.random() * .4)
        number = chance.choice([signal.SIGINT, signal.SIGTERM])
        run.send_signal(number)
        sent = time.monotonic()
        said = run.communicate(timeout=30)
        assert time.monotonic() - sent < 5
        assert run.returncode in (0, 128 + number, -number), said
        for file in folder.glob("eventful.*"):
            if file.suffix != ".yaml":
                file.unlink()


def test_a_checkpoint_that_cannot_be_written_ends_the_run_with_path_and_reason(folder):
    (folder / "eventful.h5.checkpoint.new").mkdir()
    complained = simulate("eventful.yaml", "--checkpoint-every", 13, "months", cwd=folder, code=3).stderr
    assert "eventful.h5.checkpoint: Is a directory" in complained
    assert acknowledged(folder / "eventful.h5.partial") == 13
    (folder / "eventful.progress.jsonl").unlink()
    code, _, complained = stopped(folder, 5, "eventful.yaml", "--overwrite")
    assert code == 3 and "eventful.h5.checkpoint: Is a directory" in complained
    assert re.search(r"readable: \d+ months", simulate("recover", "eventful.h5", cwd=folder).stdout)
    assert json.loads((folder / "eventful.run.json").read_text())["status"] == "failed"


@pytest.fixture
def disk(tmp_path):
    """Mounts a small disk: disk(options) returns where."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(options):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", place], capture_output=True).returncode != 0:
            pytest.skip("this user may not mount a small disk")
        return place

    yield mount
    while subprocess.run(["umount", place], capture_output=True).returncode == 0:
        pass


def test_a_full_disk_ends_the_run_with_path_and_reason_and_what_was_safe_goes_on(straight, folder, disk, tmp_path):
    simulate("eventful.yaml", "--checkpoint-every", 6, "months", cwd=folder)
    sizes = {path.name: path.stat().st_size for path in folder.glob("eventful.h5*")}
    whole = sum(sizes.values()) + sizes["eventful.h5.checkpoint"]
    failed = resumed = 0
    for share in (.1, .25, .4, .5, .6, .7, .8, .9):
        place = disk(f"size={int(whole * share) // 1024}k")
        run = subprocess.run([SIMULATE, folder / "eventful.yaml", "--checkpoint-every", "6", "months", "-o",
                              place / "eventful.h5"], capture_output=True, text=True, timeout=120)
        assert run.returncode in (0, 3), f"exit {run.returncode}: {run.stderr}"
        if run.returncode == 3:
            failed += 1
            assert re.search(r"simulate: \S*eventful\.\S+: No space left on device", run.stderr), run.stderr
            assert not list(place.glob("*.new"))
        if run.returncode == 3 and (place / "eventful.h5.checkpoint").exists():
            roomy = tmp_path / f"roomy{share}"
            shutil.copytree(place, roomy)
            simulate("resume", "eventful.h5", cwd=roomy)
            assert digest(roomy / "eventful.h5") == digest(straight[0] / "eventful.h5")
            resumed += 1
        subprocess.run(["umount", place], check=True)
    assert failed >= 4 and resumed >= 1


def test_a_disk_that_may_only_be_read_is_named(folder, disk):
    code, _, _ = stopped(folder, 5, "eventful.yaml")
    assert code == 143
    place = disk("size=100m")
    for path in folder.glob("eventful.*"):
        shutil.copy(path, place)
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    assert "Read-only file system" in simulate("resume", "eventful.h5", cwd=place, code=3).stderr
    assert "Read-only file system" in simulate(folder / "eventful.yaml", "-o", place / "x.h5", cwd=folder, code=3).stderr
    subprocess.run(["mount", "-o", "remount,rw", place], check=True)
    simulate("resume", "eventful.h5", cwd=place)
