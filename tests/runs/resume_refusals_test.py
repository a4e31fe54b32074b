"""A checkpoint or a past that is damaged, of another run or program, or not there is refused; nothing is touched."""

import hashlib
import random
import re
import shutil
import subprocess

import pytest

from resume_sample import (EVENTFUL, SIMULATE, copy, digest, folder, killed, simulate, started, stopped, straight, wait_for)


def changed(path, old, new):
    path.write_bytes(path.read_bytes().replace(old, new))


def resign(path):
    """Gives a changed checkpoint the checksum that it should have, as another program would."""
    text = path.read_bytes()[:-64]
    path.write_bytes(text + hashlib.sha256(text).hexdigest().encode())


def test_a_damaged_checkpoint_is_refused_and_nothing_is_touched(copy):
    checkpoint = copy / "eventful.h5.checkpoint"
    whole = checkpoint.read_bytes()
    partial = (copy / "eventful.h5.partial").read_bytes()
    chance = random.Random(2035)
    mutants = [whole[:chance.randrange(len(whole))] for _ in range(20)] + [b"", whole + b"0", whole[:-1]]
    for _ in range(40):
        at = chance.randrange(len(whole))
        mutants.append(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1:])
    for mutant in mutants:
        checkpoint.write_bytes(mutant)
        complained = simulate("resume", "eventful.h5", cwd=copy, code=3).stderr
        assert re.match(r"simulate: eventful.h5.checkpoint: is (damaged|no checkpoint)", complained), complained
    assert (copy / "eventful.h5.partial").read_bytes() == partial
    assert not (copy / "eventful.h5").exists()
    checkpoint.write_bytes(whole)
    simulate("resume", "eventful.h5", cwd=copy)


def test_a_damaged_past_is_refused_and_nothing_is_touched(straight, copy):
    partial = copy / "eventful.h5.partial"
    whole = partial.read_bytes()
    chance = random.Random(2045)
    refused = 0
    for mutant in range(30):
        at = chance.randrange(len(whole)) if mutant % 3 else chance.randrange(min(len(whole), 65536))
        text = whole[:at] if mutant % 2 else whole[:at] + bytes(chance.randrange(256) for _ in range(64)) + whole[at + 64:]
        partial.write_bytes(text)
        done = subprocess.run([SIMULATE, "resume", "eventful.h5", "--quiet"], cwd=copy, capture_output=True, text=True)
        assert done.returncode in (0, 3), f"{mutant}: exit {done.returncode}: {done.stderr}"
        if done.returncode == 3:
            refused += 1
            assert "eventful.h5.partial: " in done.stderr
            assert partial.read_bytes() == text
        else:  # what was damaged belongs to no month before the checkpoint
            assert digest(copy / "eventful.h5") == digest(straight[0] / "eventful.h5")
            (copy / "eventful.h5").unlink()
    assert refused >= 15


def test_a_checkpoint_of_another_program_is_refused(copy):
    checkpoint = copy / "eventful.h5.checkpoint"
    version = simulate("--version", cwd=copy).stdout.split()[1].encode()
    changed(checkpoint, version, b"9" * len(version))
    resign(checkpoint)
    complained = simulate("resume", "eventful.h5", cwd=copy, code=2).stderr
    assert f"was written by trellis {'9' * len(version)} (" in complained and f"this is {version.decode()} (" in complained


@pytest.mark.parametrize("words, why", [(["--seed", "2"], "is of a run with seed 2, not 1"),
                                        (["--set", "sourcing.price_elasticity=7"], "is of a run of another scenario")])
def test_a_past_of_another_run_is_refused(copy, words, why):
    other = copy / "other"
    other.mkdir()
    (other / "eventful.yaml").write_text(EVENTFUL)
    assert stopped(other, 22, "eventful.yaml", *words)[0] == 143
    shutil.copy(other / "eventful.h5.partial", copy / "eventful.h5.partial")
    assert f"eventful.h5.partial: {why}" in simulate("resume", "eventful.h5", cwd=copy, code=3).stderr


def test_what_is_not_there_or_has_ended_is_refused_with_its_reason(copy):
    assert "none.h5.checkpoint: no such file" in simulate("resume", "none.h5", cwd=copy, code=3).stderr
    checkpoint = (copy / "eventful.h5.checkpoint").read_bytes()
    partial = (copy / "eventful.h5.partial").read_bytes()
    (copy / "eventful.h5.checkpoint").unlink()
    assert "killed before its first checkpoint" in simulate("resume", "eventful.h5", cwd=copy, code=3).stderr
    (copy / "eventful.h5.checkpoint").write_bytes(checkpoint)
    (copy / "eventful.h5.partial").unlink()
    assert "eventful.h5.partial: no such file" in simulate("resume", "eventful.h5", cwd=copy, code=3).stderr
    (copy / "eventful.h5.partial").write_bytes(partial)
    simulate("resume", "eventful.h5", cwd=copy)
    complained = simulate("resume", "eventful.h5", cwd=copy, code=2).stderr
    assert "eventful.h5: has ended already" in complained and "--branch" in complained


def test_a_past_with_fewer_months_than_the_checkpoint_is_refused(copy):
    other = copy / "other"
    other.mkdir()
    (other / "eventful.yaml").write_text(EVENTFUL)
    assert stopped(other, 3, "eventful.yaml")[0] == 143
    shutil.copy(other / "eventful.h5.partial", copy / "eventful.h5.partial")
    complained = simulate("resume", "eventful.h5", cwd=copy, code=3).stderr
    assert re.search(r"eventful.h5.partial: holds \d+ months, the checkpoint stands after 20", complained), complained


def test_a_run_that_is_still_going_on_is_not_resumed(folder):
    run = started(folder, "eventful.yaml", "--checkpoint-every", 1, "months")
    try:
        wait_for(folder, 3, run)
        assert "is still being written" in simulate("resume", "eventful.h5", cwd=folder, code=3).stderr
    finally:
        run.kill()
        run.communicate()


def test_results_beside_a_checkpoint_are_not_given_up_unasked(copy):
    (copy / "eventful.h5.partial").unlink()
    assert "eventful.h5.checkpoint: a checkpoint lies here" in simulate("eventful.yaml", cwd=copy, code=2).stderr
    simulate("eventful.yaml", "--overwrite", "--until", "2025-03", cwd=copy)
    assert not (copy / "eventful.h5.checkpoint").exists()


@pytest.mark.parametrize("words", [("12", "weeks"), ("0", "months"), ("-1", "minutes"), ("many", "months"), ("1.5", "months")])
def test_times_that_are_none_are_refused(folder, words):
    complained = simulate("eventful.yaml", "--checkpoint-every", *words, cwd=folder, code=2).stderr
    assert f"'{' '.join(words)}' is not of the form `12 months` or `10 minutes`" in complained
