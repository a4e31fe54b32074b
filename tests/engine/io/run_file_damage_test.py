"""Recovery of damaged files: what it calls readable is, what it cannot read it says, and the original stays."""
import os
import resource

import h5py
import numpy as np
import pytest
import xarray as xr

from run_file_sample import SERIES, assert_days, expected, read_everything, run, start

MONTHS = 60
FLUSH = 12
STEP = int(os.environ.get("TRELLIS_DAMAGE_STEP", 1021))  # bytes from one damage to the next


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The bytes of a file whose writer was killed after some months more than MONTHS were safe."""
    file = tmp_path_factory.mktemp("whole") / "run.h5"
    writer = start("write", file, 100000, FLUSH, 1000, 1, "complete")
    for line in writer.stdout:
        if line.strip() == f"acknowledged {MONTHS}":
            break
    writer.kill()
    writer.communicate()
    with open(f"{file}.partial", "rb") as partial:
        return partial.read()


def recovered(folder, content):
    """Recovers a file with these bytes: (exit code, what it complained of, the files there are)."""
    for name in os.listdir(folder):
        os.remove(folder / name)
    (folder / "run.h5.partial").write_bytes(content)
    code, _, complained = run("recover", folder / "run.h5")
    assert code in (0, 3), f"exit {code}: {complained}"
    files = set(os.listdir(folder))
    if code == 0:
        assert files == {"run.h5"}
        read_everything(folder / "run.h5")
    else:
        assert str(folder / "run.h5.partial") in complained
        assert (folder / "run.h5.partial").read_bytes() == content
        assert files - {"run.saved.h5"} == {"run.h5.partial"}
        if "run.saved.h5" in files:
            read_everything(folder / "run.saved.h5")
            assert str(folder / "run.saved.h5") in complained
    return code, complained, files


def chunk(folder, content, name, first):
    """(start, bytes) of the chunk that holds a month."""
    (folder / "look.h5").write_bytes(content)
    with h5py.File(folder / "look.h5", "r", swmr=True) as file:
        dataset = file[name]
        found = dataset.id.get_chunk_info_by_coord((first,) + (0,) * (dataset.ndim - 1))
        return found.byte_offset, found.size


def assert_saved(folder, months, names):
    with xr.open_dataset(folder / "run.saved.h5", decode_times=False) as saved:
        assert saved.attrs["status"] == "damaged"
        assert set(saved.data_vars) - {"time_bnds"} == set(names)
        for name in names:
            assert np.array_equal(saved[name].values, expected(name, months)), name
    with h5py.File(folder / "run.saved.h5") as saved:
        assert_days(saved, months)


def test_a_file_that_ends_in_a_chunk_gives_the_months_before(tmp_path, whole):
    start_of_chunk, size = chunk(tmp_path, whole, "capability", MONTHS - FLUSH)
    code, complained, _ = recovered(tmp_path, whole[: start_of_chunk + size // 2])
    assert code == 3
    assert "capability" in complained and f"of {MONTHS}" in complained
    assert_saved(tmp_path, MONTHS - FLUSH, SERIES)


def blocks(content, signature):
    found = content.find(signature)
    while found >= 0:
        yield found
        found = content.find(signature, found + 1)


def test_a_variable_whose_index_is_damaged_is_left_out_and_named(tmp_path, whole):
    left_out, snapshots = [], 0
    for at in blocks(whole, b"EAIB"):
        code, complained, files = recovered(tmp_path, whole[:at] + bytes(64) + whole[at + 64:])
        if code == 3:
            if "links/" in complained:  # of a snapshot: the series are all there
                snapshots += 1
                if "run.saved.h5" in files:
                    assert_saved(tmp_path, MONTHS, SERIES)
                continue
            lost, = (name for name in SERIES if f"({name}: only 0 of " in complained)
            assert_saved(tmp_path, len(expected("output", MONTHS)), [name for name in SERIES if name != lost])
            left_out.append(lost)
        else:  # the index of /time or /time_bnds
            with h5py.File(tmp_path / "run.h5") as mended:
                assert_days(mended, MONTHS)
    assert sorted(left_out) == sorted(SERIES)
    assert snapshots > 5


def test_days_are_counted_anew_where_their_index_is_torn(tmp_path, whole):
    # A block half new, half old: the last eight bytes before its checksum are of another time.
    mended = 0
    for at in blocks(whole, b"EAIB"):
        torn = whole[: at + 286] + bytes(8) + whole[at + 294:]
        mended += recovered(tmp_path, torn)[0] == 0
    assert mended == 2


@pytest.mark.parametrize("damage", ["zeros", "noise", "end"])
def test_no_damage_leads_to_a_file_that_cannot_be_read_or_to_a_loss_of_the_original(tmp_path, whole, damage):
    noise = np.random.default_rng(2035)
    refused = 0
    for at in range(0, len(whole), STEP):
        content = {
            "zeros": whole[:at] + bytes(64) + whole[at + 64:],
            "noise": whole[:at] + noise.bytes(64) + whole[at + 64:],
            "end": whole[:at],
        }[damage]
        refused += recovered(tmp_path, content)[0] != 0
    assert refused > 10


def test_a_disk_that_is_full_leaves_the_original(tmp_path, whole):
    file = tmp_path / "run.h5"
    (tmp_path / "run.h5.partial").write_bytes(whole)
    for size in (0, len(whole) // 2, len(whole)):
        code, _, complained = run("recover", file, restore_signals=False,
                                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
        if code == 0:
            break
        assert code == 3 and "File too large" in complained
        assert os.listdir(tmp_path) == ["run.h5.partial"]
        assert (tmp_path / "run.h5.partial").read_bytes() == whole
    assert size > 0


def test_a_month_that_is_counted_but_was_never_written_is_refused(tmp_path, whole):
    assert recovered(tmp_path, whole)[0] == 0
    with h5py.File(tmp_path / "run.h5", "r+") as file:
        counted = len(file["time"])
        for name in ("time", "time_bnds", *SERIES):
            file[name].resize(counted + FLUSH, axis=0)
    before = (tmp_path / "run.h5").read_bytes()
    code, _, complained = run("recover", tmp_path / "run.h5")
    assert code == 3 and f"output: only {counted} of {counted + FLUSH} months" in complained
    assert (tmp_path / "run.h5").read_bytes() == before
    assert_saved(tmp_path, counted, SERIES)
