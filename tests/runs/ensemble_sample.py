"""Small ensembles, and ways to interrupt them: what the tests of ensembles share.

SIMULATE names the program, TRELLIS_SOURCE the root of the repository.
"""

import os
import pathlib
import subprocess

import pytest

SIMULATE = os.environ["SIMULATE"]
ROOT = pathlib.Path(os.environ.get("TRELLIS_SOURCE") or pathlib.Path(__file__).resolve().parents[2])
SMALL = f"""extends: {ROOT}/scenarios/2035.yaml
title: A short look at the strategy
end: 2026-06
population: {{scale: 0.3}}
"""
BONUS = """title: A bonus for local content
policy:
  local_content_bonus: 0.2
"""


def simulate(*words, cwd, code=0, **options):
    done = subprocess.run([SIMULATE, *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=240, **options)
    assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def ensemble(*words, cwd, code=0, **options):
    return simulate("ensemble", "small.yaml", *words, cwd=cwd, code=code, **options)


def digest(path):
    return simulate("digest", path, cwd=path.parent).stdout.split()[0]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "small.yaml").write_text(SMALL)
    (tmp_path / "bonus.yaml").write_text(BONUS)
    return tmp_path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Three replicas of two arms, undisturbed, and what was printed."""
    place = tmp_path_factory.mktemp("whole")
    (place / "small.yaml").write_text(SMALL)
    (place / "bonus.yaml").write_text(BONUS)
    said = ensemble("-n", 3, "--arm", "bonus.yaml", "--threads", 2, cwd=place)
    return place / "small.ensemble.h5", said
