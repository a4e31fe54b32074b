"""Sections 3.11 and 3.12 of agents/ODD.md have every parameter and output variable of the program, and no other."""

import os
import pathlib
import re
import subprocess
import sys

import h5py

SOURCE = pathlib.Path(os.environ.get("TRELLIS_SOURCE", pathlib.Path(__file__).parents[2]))
SIMULATE = pathlib.Path(os.environ.get("SIMULATE", SOURCE / "build" / "release" / "simulate"))
ODD = (SOURCE / "agents" / "ODD.md").read_text(encoding="utf-8")


def section(title):
    return re.search(rf"^## \S+ {title}\n(.*?)(?=^## |\Z)", ODD, re.M | re.S).group(1)


def test_the_tables_are_what_the_program_declares():
    done = subprocess.run([sys.executable, SOURCE / "tools" / "describe_tables.py", "--check", "--simulate", SIMULATE],
                          text=True, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_run_file_holds_the_output_variables_that_are_described(tmp_path):
    subprocess.run([SIMULATE, SOURCE / "scenarios" / "2035.yaml", "--until", "2025-01", "--quiet", "-o", "run.h5"],
                   cwd=tmp_path, check=True, capture_output=True)
    described = set(re.findall(r"^\| `(\w+)` \|", section("Output variables"), re.M))
    with h5py.File(tmp_path / "run.h5") as run:
        series = {name for name, item in run.items()
                  if isinstance(item, h5py.Dataset) and not h5py.h5ds.is_scale(item.id) and "time" in item.dims[0].keys()}
    assert len(described) > 150
    series -= {"time_bnds"}  # says when, not what
    assert described == series, f"only described: {described - series}; only in the file: {series - described}"


def test_the_table_of_levers_says_whom_a_step_may_name():
    done = subprocess.run([SIMULATE, "describe", "policy"], text=True, capture_output=True, check=True)
    declared = {}
    for entry in re.split(r"\n(?=\S)", done.stdout.strip()):
        lever, *part = re.match(r"policy\.([\w.]+)", entry).group(1).split(".")
        named = re.search(r"^    a step may name (.*)$", entry, re.M)
        if named:
            declared.setdefault(lever, []).append((f"`{part[0]}`: " if part else "") + named.group(1))
    rows = re.findall(r"^\| [\w ]+ \| (.*?) \|.*\| ?([^|]*?) ?\|$", section("Levers"), re.M)
    told = {lever: whom for levers, whom in rows for lever in re.findall(r"`(\w+)`", levers) if whom and lever != "policy"}
    assert len(declared) > 20
    assert told == {lever: "; ".join(kinds) for lever, kinds in declared.items()}


def test_parameters_say_which_equations_read_them():
    rows = re.findall(r"^\| `([\w.]+)` \|.*\| ([^|]*) \|$", section("Parameters"), re.M)
    cited = {name: equations for name, equations in rows if equations}
    assert cited["loan_to_value"] == "(5.3), (5.4)"
    assert cited["logistics_base"] == "(0.11)"
    assert len(cited) > 100
