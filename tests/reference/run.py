"""For work on a chapter: python3 tests/reference/run.py STATE_FILE [PHASE ...], after
reference_state tests/reference/small.yaml 24 1 STATE_FILE. Says what differs, and how long each phase takes.
With `exact` doubles may not differ at all."""

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from reference import chapters, compare  # noqa: E402, F401
from reference.economy import PHASES  # noqa: E402
from reference.phase_by_phase import PhaseByPhase  # noqa: E402
from reference.state_file import StateFile  # noqa: E402

seconds = {}


def timed(name, function):
    def run(e):
        start = time.perf_counter()
        function(e)
        seconds[name] = seconds.get(name, 0) + time.perf_counter() - start

    return run


file = StateFile(sys.argv[1])
if "exact" in sys.argv:
    sys.argv.remove("exact")
    compare.RELATIVE, compare.ALLOWANCES = 0.0, {}
for name in list(PHASES):
    PHASES[name] = timed(name, PHASES[name])
start = time.perf_counter()
held = PhaseByPhase(file, set(sys.argv[2:]) or None).run(most_failures=400)
for step, name, words in held.failures:
    print(f"step {step}, {name}:", *words, sep="\n    ")
missing = [p["name"] for p in file.phases if p["name"] not in PHASES]
print(f"{len(PHASES)} phases, {len(missing)} missing, {len(held.failures)} differ, {time.perf_counter() - start:.1f} s")
print("never acted:", *(p["name"] for p in file.phases if p["name"] not in held.acted))
for name in sorted(seconds, key=seconds.get, reverse=True)[:12]:
    print(f"  {seconds[name]:.2f} s {name}")
