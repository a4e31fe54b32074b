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


def run_of(folder, months, seed, *settings):
    from reference.state_file import StateFile

    path = folder / "small.bin"
    subprocess.run([BUILD / "tests" / "reference_state", HERE / "small.yaml", str(months), str(seed), path, *settings],
                   check=True)
    return path, StateFile(path)


@pytest.fixture(scope="module", params=SEEDS)
def program(request, tmp_path_factory):
    path, state = run_of(tmp_path_factory.mktemp("reference"), MONTHS, request.param)
    yield state
    path.unlink()


def assert_phases_agree(program):
    from reference import chapters  # noqa: F401
    from reference.phase_by_phase import PhaseByPhase

    held = PhaseByPhase(program).run()
    assert not held.failures, "\n".join(
        f"step {step}, {name}: " + "\n    ".join(words) for step, name, words in held.failures)


def test_every_phase_writes_what_the_reference_writes(program):
    assert_phases_agree(program)


def test_so_does_every_phase_of_a_quarter_of_two_vietnams_side_by_side(tmp_path):
    two = [f"population.{size}=2" for size in ("scale", "markets", "lots")]
    _, state = run_of(tmp_path, 3, 1, *two)
    assert_phases_agree(state)


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
