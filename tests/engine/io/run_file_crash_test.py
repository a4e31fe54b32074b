"""Writers that are read, killed and starved of disk: what was acknowledged is never lost."""
import os
import random
import resource
import shutil
import subprocess
import time

import h5py
import numpy as np
import pytest
import xarray as xr

from run_file_sample import (FIELDS, SERIES, acknowledged, assert_days, expected, expected_rows, read_everything,
                             rows_of, run, snapshot_months, start)

KILLS = 36


def assert_values(read, months):
    """`read(name, months)` gives the first months of a variable."""
    for name in SERIES:
        assert np.array_equal(read(name, months), expected(name, months)), name


def assert_recovered(file, months_at_least):
    """Recovers, checks all values, also through xarray, returns the months."""
    code, said, complained = run("recover", file)
    assert code == 0, complained
    months = int(said.split()[1])
    assert said.split()[4] == str(file)
    assert months >= months_at_least
    read_everything(file)
    with h5py.File(file) as mended:
        assert_days(mended, months)
    for engine in ("netcdf4", "h5netcdf"):
        with xr.open_dataset(file, engine=engine, decode_times=False) as mended:
            assert mended.attrs["status"] == "truncated"
            assert mended.sizes["time"] == months
            assert_values(lambda name, _: mended[name].values, months)
        with xr.open_dataset(file, engine=engine, group="links") as links:
            assert_snapshots(links, months)
    return months


def assert_snapshots(links, months):
    """Every list holds the snapshots of the first months and not a row more."""
    kept = snapshot_months(months)
    assert links.sizes["snapshot"] == len(kept)
    for name in ("node", "arc"):
        assert list(links[name + "_count"].values) == [rows_of(name, m) for m in kept]
        assert links.sizes[name] == sum(rows_of(name, m) for m in kept)
    for field in FIELDS:
        assert np.array_equal(links[field].values, expected_rows(field, months)), field


def wait_for_months(process):
    """The writer's next word that months are safe."""
    for line in process.stdout:
        if line.startswith("acknowledged"):
            return line
    raise AssertionError(f"the writer ended with {process.wait()}: {process.stderr.read()}")


def test_a_live_file_grows_before_the_eyes_of_a_reader(tmp_path):
    writer = start("write", tmp_path / "run.h5", 100000, 3, 1000, 1, "complete")
    try:
        wait_for_months(writer)
        with h5py.File(tmp_path / "run.h5.partial", "r", swmr=True) as live:
            lengths = []
            for _ in range(10):
                time.sleep(0.03)
                live["time"].refresh()
                lengths.append(len(live["time"]))

                def read(name, months):
                    live[name].refresh()
                    return live[name][:months]

                assert_values(read, lengths[-1])
            assert lengths[-1] > lengths[0] and lengths == sorted(lengths)
    finally:
        writer.kill()
        writer.communicate()


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path):
    chance = random.Random(20350101)
    beyond = 0
    for kill in range(KILLS):
        file = tmp_path / f"run{kill}.h5"
        writer = start("write", file, 100000, chance.choice([1, 3, 12]), chance.choice([0, 100, 1000]), 1, "complete",
                       chance.choice([0, 0, 5]))
        first = wait_for_months(writer)
        time.sleep(chance.random() * 0.1)
        writer.kill()
        said, _ = writer.communicate()
        promised = acknowledged(first + said)
        with h5py.File(f"{file}.partial", "r", swmr=True) as dead:
            months = len(dead["time"])
            assert months >= promised
            assert_values(lambda name, n: dead[name][:n], months)
            assert len(dead["time"][()]) == months
            beyond += any(len(dead[name]) > months for name in SERIES)
        assert assert_recovered(file, promised) == months
        os.remove(file)
    print(f"{KILLS} kills, {beyond} of them between the data and the count of months")


def test_a_recovered_file_has_the_digest_of_a_run_of_that_length(tmp_path):
    writer = start("write", tmp_path / "dead.h5", 100000, 12, 500, 1, "complete")
    wait_for_months(writer)
    writer.kill()
    writer.communicate()
    months = assert_recovered(tmp_path / "dead.h5", 12)
    assert run("write", tmp_path / "whole.h5", months, 12, 0, 1, "dropped")[0] == 0
    assert_recovered(tmp_path / "whole.h5", months)
    assert run("digest", tmp_path / "dead.h5")[1] == run("digest", tmp_path / "whole.h5")[1]


def test_months_written_but_not_counted_are_cut_by_recovery(tmp_path):
    writer = start("write", tmp_path / "run.h5", 100000, 12, 500, 1, "complete")
    wait_for_months(writer)
    writer.kill()
    writer.communicate()
    assert_recovered(tmp_path / "run.h5", 12)
    with h5py.File(tmp_path / "run.h5", "r+") as file:
        counted = len(file["time"])
        for name in ("output", "capability", "time_bnds"):
            file[name].resize(counted + 12, axis=0)
        for name in ("snapshot", "node_count"):  # a snapshot of two nodes that no month counts
            file["links"][name].resize(len(file["links"][name]) + 1, axis=0)
        file["links/snapshot"][-1] = file["time"][-1] + 31
        file["links/node_count"][-1] = 2
        for name in ("size", "kind"):
            file["links"][name].resize(len(file["links"][name]) + 2, axis=0)
    code, said, complained = run("recover", tmp_path / "run.h5")
    assert code == 0, complained
    assert said.split()[1:3] == [str(counted), "7"]
    with xr.open_dataset(tmp_path / "run.h5", group="links") as links:
        assert_snapshots(links, counted)
    with h5py.File(tmp_path / "run.h5") as file:
        assert {len(file[name]) for name in ("time", "time_bnds", *SERIES)} == {counted}


def test_recovery_leaves_a_complete_file_and_a_taken_name_alone(tmp_path):
    file = tmp_path / "run.h5"
    assert run("write", file, 24, 12, 0, 1, "complete")[0] == 0
    before = file.read_bytes()
    assert run("recover", file)[1].split()[1:4] == ["24", "0", "1"]
    assert file.read_bytes() == before

    other = tmp_path / "other.h5"
    assert run("write", other, 24, 12, 0, 1, "interrupted")[0] == 0
    shutil.move(f"{other}.partial", f"{file}.partial")
    code, said, complained = run("recover", f"{file}.partial")
    assert code == 0, complained
    assert said.split()[4] == f"{file}.partial"
    assert file.read_bytes() == before


def check_full_disk(file, promised, code, complained):
    assert code == 3, f"exit {code}: {complained}"
    assert str(file) in complained
    if promised > 0:
        assert_recovered(file, promised)


@pytest.mark.parametrize("live", [1, 0])
def test_a_file_that_may_not_grow_ends_the_run_with_path_and_reason(tmp_path, live):
    failed = 0
    for size in range(0, 90000, 3000):
        file = tmp_path / f"run{live}-{size}.h5"
        code, said, complained = run("write", file, 240, 12, 0, live, "complete", restore_signals=False,
                                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
        if code != 0:
            failed += 1
            assert "File too large" in complained
            check_full_disk(file, acknowledged(said), code, complained)
    assert failed >= 15


def test_a_full_disk_ends_the_run_with_path_and_reason(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    failed = 0
    for kilobytes in range(8, 96, 4):
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", disk]
        if subprocess.run(mount, capture_output=True).returncode != 0:
            pytest.skip("this user may not mount a small disk")
        try:
            file = disk / "run.h5"
            code, said, complained = run("write", file, 240, 12, 0, 1, "complete")
            if code != 0:
                failed += 1
                assert "No space left on device" in complained
                promised = acknowledged(said)
                if promised > 0:
                    shutil.copy(f"{file}.partial", tmp_path / "saved.h5.partial")
                    assert_recovered(tmp_path / "saved.h5", promised)
                    os.remove(tmp_path / "saved.h5")
                assert code == 3 and str(file) in complained
        finally:
            subprocess.run(["umount", disk], check=True)
    assert failed >= 10
