#!/usr/bin/env python3
"""Writes the tables of parameters and output variables in agents/ODD.md from what the program declares.

    tools/describe_tables.py [--simulate build/release/simulate] [--check]

A parameter's row has its unit, its value in scenarios/2035.yaml, its bounds, its meaning and the equations whose function reads
it; an output variable's its unit, how it covers its month, its axes and its meaning. --check writes nothing and fails where
the document is not what would be written.
"""

import argparse
import collections
import difflib
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
ODD = ROOT / "agents" / "ODD.md"
SCENARIO = "scenarios/2035.yaml"
NUMBER = r"(?:I|\d+)\.\d+"
# Levers have their table in 3.5; the law that buyers compare with has the same names.
ELSEWHERE = ("policy.", "reference_law.")

Parameter = collections.namedtuple("Parameter", "name kind unit bounds meaning value")
Output = collections.namedtuple("Output", "name unit time axes meaning")


def short(text):
    """The text with its long round numbers as powers of ten."""
    text = re.sub(r"\b\d{7,}\b", lambda number: re.sub(r"0{6,}$", lambda zeros: f"e{len(zeros.group())}", number.group()), text)
    return re.sub(r"(?<=\d)e\+?(-?)0*(?=\d)", r"e\1", text)


def described(simulate):
    """What `simulate describe` tells: (parameters, output variables)."""
    done = subprocess.run([simulate, "describe", "--scenario", SCENARIO], cwd=ROOT, check=True, text=True,
                          stdout=subprocess.PIPE)
    parameters, outputs = [], []
    for entry in re.split(r"\n(?=\S)", done.stdout.strip()):
        head, meaning, *values = entry.splitlines()
        name, what = re.fullmatch(r"(\S+)  \[(.*)\]", head).groups()
        if what.startswith("output, "):
            unit, time, axes = re.fullmatch(r"output, (.*), time: (.*), over \((.*)\)", what).groups()
            outputs.append(Output(name, unit, time, axes, meaning.strip()))
            continue
        value = re.split(r"  # ", values[0].strip())[0] if len(values) == 1 else ""
        if what.startswith("choice: "):
            parameters.append(Parameter(name, "choice", "", what.removeprefix("choice: "), meaning.strip(), value))
            continue
        bounds = re.search(r", (\[[^\[\]]*\])$", what)
        kind, _, unit = (what[:bounds.start()] if bounds else what).partition(", ")
        bounds = short(bounds.group(1)) if bounds else ""
        parameters.append(Parameter(name, kind, unit, bounds, meaning.strip(), short(value.removesuffix(unit).strip())))
    return parameters, outputs


def readers():
    """Name of a member -> equations whose function reads it."""
    found = collections.defaultdict(set)
    for header in sorted((ROOT / "agents").glob("*/*.hpp")):
        if header.name in ("tables.hpp", "phases.hpp") or "parameters" in header.name:
            continue
        text = header.read_text(encoding="utf-8")
        for function in re.split(r"\n(?=(?:template .*)?(?:inline|constexpr) [\w:<>, ]+? \w+\()", text)[1:]:
            numbers = re.findall(rf"// \(({NUMBER})\)\s*$", function, re.M)
            for member in re.findall(r"\b\w+\.(\w+)", function):
                found[member].update(numbers)
    return found


def in_order(numbers):
    return sorted(numbers, key=lambda n: [-1 if part == "I" else int(part) for part in n.split(".")])


def row(*cells):
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def parameter_tables(parameters):
    lines, reads = [], readers()
    kept = [p for p in parameters if not p.name.startswith(ELSEWHERE)]
    named = collections.Counter(p.name.rpartition(".")[2] for p in kept)
    rooms = collections.defaultdict(list)
    for p in kept:
        first, *rest = p.name.split(".")
        room = f"data.{rest[0]}" if first == "data" else first if rest else "the run"
        rooms[room].append(p)
    for room, members in rooms.items():
        table = room.startswith("data.")
        lines += ["", f"**`{room}`**" + (", columns of a table" if table else ""), ""]
        lines += ["| Column | Unit | Bounds | Meaning |" if table else "| Parameter | Unit | Value | Bounds | Meaning | In |",
                  "|---|---|---|---|" if table else "|---|---|---|---|---|---|"]
        for p in members:
            name = p.name.removeprefix(room + ".").removeprefix("*.")
            unit = p.unit or ("1" if p.kind == "number" else p.kind)
            if table:
                lines.append(row(f"`{name}`", unit, p.bounds, p.meaning))
                continue
            last = name.rpartition(".")[2]
            cited = in_order(reads[last]) if named[last] == 1 else []
            lines.append(row(f"`{name}`", unit, p.value, p.bounds, p.meaning,
                             ", ".join(f"({n})" for n in cited)))
    return lines


def output_table(outputs):
    lines = ["", "| Variable | Unit | Time | Over | Meaning |", "|---|---|---|---|---|"]
    return lines + [row(f"`{o.name}`", o.unit, o.time, o.axes, o.meaning) for o in outputs]


def written(simulate):
    """The document with its tables as the program would have them."""
    parameters, outputs = described(simulate)
    text = ODD.read_text(encoding="utf-8")
    for title, lines in (("Parameters", parameter_tables(parameters)), ("Output variables", output_table(outputs))):
        begin, end = f"<!-- {title}: begin -->\n", f"<!-- {title}: end -->"
        head, _, rest = text.partition(begin)
        _, found, tail = rest.partition(end)
        if not found:
            sys.exit(f"describe_tables: {ODD.name} has no place between '{begin.strip()}' and '{end}'")
        text = head + begin + "\n".join(lines) + "\n\n" + end + tail
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--simulate", default=ROOT / "build" / "release" / "simulate", type=pathlib.Path)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the document differs")
    options = parser.parse_args()
    now, wanted = ODD.read_text(encoding="utf-8"), written(options.simulate.resolve())
    if not options.check:
        ODD.write_text(wanted, encoding="utf-8")
    elif now != wanted:
        sys.stdout.writelines(difflib.unified_diff(now.splitlines(True), wanted.splitlines(True), "agents/ODD.md",
                                                   "as the program declares", n=0))
        sys.exit("describe_tables: agents/ODD.md is not what the program declares; tools/describe_tables.py writes it")


if __name__ == "__main__":
    main()
