#!/usr/bin/env python3
"""How fast many runs of a scenario are: members a second, cores used, memory, against as many runs one by one.

usage: bench/ensembles.py SIMULATE SCENARIO [--members N] [--rounds R]

What is compared takes turns, R times, and medians are told: other programs' load meets all alike. Prints rows of the
table that bench/run prints.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

IN_A_TURN = 16  # members, or runs


def timed(*words):
    """Wall seconds, processors' seconds and peak memory in MB of a command."""
    began = time.monotonic()
    process = subprocess.Popen([*map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    complaint = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))}\n{complaint}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def row(what, size, threads, repeats, value, unit):
    print(f"| {what} | {size} | {threads} | {repeats} | {value:.4g} | | {unit} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("simulate", type=pathlib.Path)
    parser.add_argument("scenario", type=pathlib.Path)
    parser.add_argument("--members", type=int, default=1000, help="of the long ensemble")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    ranks = asked.simulate.with_name("simulate-mpi")
    os.environ.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")

    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out.h5"

        def ensemble(members, threads, program=(asked.simulate,)):
            return timed(*program, "ensemble", asked.scenario, "-n", members, "--threads", threads, "--quiet",
                         "--overwrite", "-o", out)

        def one_by_one(threads):
            runs = [timed(asked.simulate, asked.scenario, "--seed", seed, "--threads", threads, "--quiet", "--overwrite",
                          "-o", out) for seed in range(1, IN_A_TURN + 1)]
            return sum(run[0] for run in runs), sum(run[1] for run in runs), max(run[2] for run in runs)

        ways = {
            ("ensemble", 1): lambda: ensemble(IN_A_TURN, 1),
            ("ensemble", cores): lambda: ensemble(IN_A_TURN, cores),
            ("runs one by one", 1): lambda: one_by_one(1),
            ("runs one by one", cores): lambda: one_by_one(cores),
        }
        if ranks.exists() and shutil.which("mpirun"):
            ways["ensemble, a rank a core", cores] = lambda: ensemble(
                IN_A_TURN, 1, ("mpirun", "--bind-to", "none", "-n", cores, ranks))
        taken = {way: [] for way in ways}
        for _ in range(asked.rounds):
            for way, work in ways.items():
                taken[way].append(work())
        wall = {way: statistics.median(one[0] for one in turns) for way, turns in taken.items()}
        for (what, threads), seconds in wall.items():
            row(what, IN_A_TURN, threads, asked.rounds, IN_A_TURN / seconds, "members/s")
        pairs = list(zip(taken["ensemble", 1], taken["ensemble", cores]))
        row("ensemble, one thread over all and cores", IN_A_TURN, cores, asked.rounds,
            100 * statistics.median(one[0] / all_[0] / cores for one, all_ in pairs), "% efficiency")
        # What the machine itself loses to other programs is not in the processors' time.
        row("ensemble, processors' time of one thread over all", IN_A_TURN, cores, asked.rounds,
            100 * statistics.median(one[1] / all_[1] for one, all_ in pairs), "%")
        for threads in (1, cores):
            pairs = zip(taken["runs one by one", threads], taken["ensemble", cores])
            row(f"runs one by one on {threads} over ensemble", IN_A_TURN, cores, asked.rounds,
                statistics.median(alone[0] / together[0] for alone, together in pairs), "times")
        seconds, used, memory = ensemble(asked.members, cores)
        row("long ensemble", asked.members, cores, 1, asked.members / seconds, "members/s")
        row("long ensemble, processors' time", asked.members, cores, 1, 1000 * used / asked.members, "ms a member")
        row("long ensemble, peak memory", asked.members, cores, 1, memory, "MB")
        row("long ensemble, file", asked.members, cores, 1, out.stat().st_size / 1e6, "MB")


if __name__ == "__main__":
    main()
