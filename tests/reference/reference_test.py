"""The program against an independent, plain reading of agents/ODD.md: phase by phase, and two years on its own."""

import os
import pathlib
import subprocess
import sys

import pytest

SOURCE = pathlib.Path(os.environ.get("TRELLIS_SOURCE", pathlib.Path(__file__).parents[2]))
BUILD = pathlib.Path(os.environ.get("TRELLIS_BUILD", SOURCE / "build" / "cc"))
HERE = SOURCE / "tests" / "reference"
MONTHS = 24
SEEDS = (1, 4, 9)
sys.path.insert(0, str(SOURCE / "tests"))


@pytest.fixture(scope="module", params=SEEDS)
def program(request, tmp_path_factory):
    from reference.state_file import StateFile

    path = tmp_path_factory.mktemp("reference") / "small.bin"
    seed = str(request.param)
    subprocess.run([BUILD / "tests" / "reference_state", HERE / "small.yaml", str(MONTHS), seed, path], check=True)
    yield StateFile(path)
    path.unlink()


def test_every_phase_writes_what_the_reference_writes(program):
    from reference import chapters  # noqa: F401
    from reference.phase_by_phase import PhaseByPhase

    held = PhaseByPhase(program).run()
    assert not held.failures, "\n".join(
        f"step {step}, {name}: " + "\n    ".join(words) for step, name, words in held.failures)


def test_the_reference_has_every_phase_and_no_other(program):
    from reference import chapters  # noqa: F401
    from reference.economy import PHASES

    assert set(PHASES) == {p["name"] for p in program.phases}


def test_two_years_of_the_reference_are_those_of_the_program(program):
    from reference import chapters  # noqa: F401
    from reference.whole_run import WholeRun

    whole = WholeRun(program)
    words = whole.run()
    assert not words, "\n".join(words)
    assert whole.ours.step == MONTHS
