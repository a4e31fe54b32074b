"""The sample run of run_file_sample.hpp, computed anew, and the program that writes it."""
import os
import subprocess

import h5netcdf
import h5py
import netCDF4
import numpy as np

LABELS = {
    "cluster": ["north", "north_central", "south_central", "southeast", "mekong"],
    "category": ["engine", "battery", "body"],
    "oem": ["VinFast", "Trường Hải", "Hyundai Thành Công"],
}
SERIES = {  # name: axes beside time, unit, cell method, type
    "demand_met": ((), "1", "mean", np.float64),
    "output": ((), "VND", "sum", np.int64),
    "cluster_output": (("cluster",), "VND", "sum", np.int64),
    "oem_localisation": (("oem",), "1", "mean", np.float64),
    "capability": (("cluster", "category"), "1", "point", np.float64),
}


def expected(name, months):
    """Values of one variable over so many months, shaped (time, axes...)."""
    axes, _, _, kind = SERIES[name]
    shape = tuple(len(LABELS[axis]) for axis in axes)
    element = np.arange(int(np.prod(shape, dtype=int))).reshape(shape)
    month = np.arange(months).reshape((months,) + (1,) * len(shape))
    if kind is np.int64:
        return np.int64(2**53 + 1) + 1000 * month + element
    return list(SERIES).index(name) + month / 100.0 + element / 10000.0


FIELDS = {  # name: list, type, value of element e in month m
    "size": ("node", np.float64, lambda m, e: m + e / 100.0),
    "weight": ("node", np.float32, lambda m, e: np.float32(m) + np.float32(e) / np.float32(4)),
    "kind": ("node", np.uint8, lambda m, e: e % 2),
    "to": ("arc", np.int32, lambda m, e: e),
    "value": ("arc", np.int64, lambda m, e: 2**53 + 1 + 1000 * m + e),
}


def snapshot_months(months):
    """Months in which lists are kept, of a run of so many."""
    return list(range(2, months, 3))


def rows_of(name, month):
    return month % {"node": 4, "arc": 7}[name]


def expected_rows(field, months):
    """All rows of a field over so many months, one snapshot after the other."""
    name, kind, value = FIELDS[field]
    return np.array([value(m, e) for m in snapshot_months(months) for e in range(rows_of(name, m))], dtype=kind)


def last_days(months):
    """The last day of each month from January 2025 on."""
    return (np.datetime64("2025-01") + np.arange(1, months + 1)).astype("datetime64[D]") - 1


def start(*task, **options):
    """A process at work on a run file; task as in run_file_process_test.cpp."""
    program = os.path.join(os.environ["TRELLIS_BUILD"], "tests", "test_io")
    environment = dict(os.environ, TRELLIS_RUN_FILE_TASK=" ".join(str(word) for word in task))
    return subprocess.Popen([program, "--no-version", "--test-case=run file process"], env=environment, text=True,
                            errors="replace",  # names of a damaged file may be any bytes
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def run(*task, **options):
    """Like start, to the end: (exit code, what it said, what it complained of)."""
    process = start(*task, **options)
    said, complained = process.communicate(timeout=60)
    said = "".join(line for line in said.splitlines(True) if not line.startswith("[doctest]"))
    return process.returncode, said, complained


def acknowledged(said):
    """Months that the writer called safe."""
    counts = [int(line.split()[1]) for line in said.splitlines() if line.startswith("acknowledged") and line[-1:].isdigit()]
    return max(counts, default=0)


def read_everything(path):
    """Every value and attribute of a file through three libraries; raises what they raise. Returns names of datasets."""
    names = []

    def read(name, item):
        dict(item.attrs)
        if isinstance(item, h5py.Dataset):
            item[()]
            names.append(name)

    def read_group(group):
        for variable in group.variables.values():
            variable[...]
        for inner in group.groups.values():
            read_group(inner)

    with h5py.File(path, "r") as file:
        file.visititems(read)
    with netCDF4.Dataset(path) as file:
        read_group(file)
    with h5netcdf.File(path, "r") as file:
        read_group(file)
    return names


def assert_days(file, months):
    """/time and /time_bnds of an h5py file are those of so many months."""
    days = (last_days(months) - np.datetime64("2025-01-01")).astype(int)
    assert np.array_equal(file["time"][()], days)
    assert np.array_equal(file["time_bnds"][()], np.stack([np.append(0, days[:-1] + 1), days + 1], axis=1))
