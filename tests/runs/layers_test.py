"""Who may include whom: the source tree against the layers of the house.

Rooms use the rooms below them only; equations know nothing of the engine but quantities; third-party headers stay in
.cpp files, so that no library shows through an interface.
"""

import os
import pathlib
import re

import pytest

SOURCE = pathlib.Path(os.environ.get("TRELLIS_SOURCE", pathlib.Path(__file__).parents[2]))

# Rooms that a file of a room may include from, itself among them.
ROOMS = {
    "engine/core": {"engine/core"},
    "engine/state": {"engine/state", "engine/core"},
    "engine/step": {"engine/step", "engine/state", "engine/core"},
    "engine/network": {"engine/network", "engine/state", "engine/core"},
    "engine/io": {"engine/io", "engine/core"},
}
ROOMS["engine/run"] = set().union(*ROOMS.values()) | {"engine/run"}
ROOMS["engine/ensemble"] = ROOMS["engine/run"] | {"engine/ensemble"}
ROOMS["agents"] = ROOMS["engine/ensemble"] | {"agents"}

# Files that a modeller reads: formulas. Beside quantities they may include what the scenario gives and each other.
FORMULAS = {"equations.hpp", "knowledge.hpp", "exit_entry.hpp", "sourcing.hpp", "path.hpp", "network.hpp"}
PARAMETERS = re.compile(r"agents/(names\.hpp|\w+/(\w*parameters|policy|programmes|schedule)\.hpp)")
DESCRIBES = {"engine/io/describe.hpp"}  # what a parameter file needs to say what it holds

# Third-party headers that an interface may show.
SHOWN = {"engine/step": ("oneapi/",), "engine/core": ("Random123/", "fmt/")}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)
CODE = {".hpp", ".cpp"}
MOST_LINES = 400


def room_of(path):
    return next((room for room in ROOMS if path.startswith(room + "/")), None)


def is_standard(header):
    """<vector>, <cstdint>: one word of small letters, without an ending."""
    return re.fullmatch(r"[a-z_0-9]+", header) is not None


def faults(path, text):
    """All that is wrong with one file of engine/ or agents/; `path` is relative to the tree."""
    found = []
    room, name = room_of(path), path.rsplit("/", 1)[-1]
    header = path.endswith(".hpp")
    for bracket, included in INCLUDE.findall(text):
        if bracket == '"':
            target = room_of(included)
            if target is None:
                found.append(f"{path}: includes {included}, which no room holds")
            elif target not in ROOMS[room]:
                found.append(f"{path}: includes {included}, which lies above it")
            elif room == "agents" and name in FORMULAS:
                if not (target == "engine/core" or PARAMETERS.fullmatch(included) or included.rsplit("/")[-1] in FORMULAS):
                    found.append(f"{path}: formulas include {included}")
            elif room == "agents" and PARAMETERS.fullmatch(path):
                if not (target == "engine/core" or PARAMETERS.fullmatch(included) or included in DESCRIBES):
                    found.append(f"{path}: parameters include {included}")
        elif header and not is_standard(included) and not included.startswith(SHOWN.get(room, ("<",))):
            found.append(f"{path}: shows the third-party header <{included}>")
    if header and re.search(r"^\s*using\s+namespace\b", text, re.MULTILINE):
        found.append(f"{path}: says `using namespace` to everybody who includes it")
    if header and "#pragma once" not in text:
        found.append(f"{path}: has no #pragma once")
    if text.count("\n") > MOST_LINES:
        found.append(f"{path}: has {text.count(chr(10))} lines, {MOST_LINES} are the limit")
    return found


def sources(*folders):
    for folder in folders:
        for file in sorted((SOURCE / folder).rglob("*")):
            if file.suffix in CODE:
                yield file.relative_to(SOURCE).as_posix(), file.read_text(encoding="utf-8")


def test_every_include_of_engine_and_agents_follows_the_layers():
    files = list(sources("engine", "agents"))
    assert len(files) > 100
    assert [fault for path, text in files for fault in faults(path, text)] == []


def test_every_folder_of_code_is_a_room():
    assert [path for path, _ in sources("engine", "agents") if room_of(path) is None] == []


def test_no_file_of_tools_tests_and_bench_is_longer_than_the_limit():
    long = [path for path, text in sources("tools", "tests", "bench") if text.count("\n") > MOST_LINES]
    assert long == []


def test_the_engine_speaks_of_no_cars():
    """Whoever knows computers opens engine/ and finds no model in it: no name of the economy in its code."""
    words = re.compile(r"\b(Supplier|Oem|Assembler|Localisation|Vietnam|vinfast|tariff)", re.IGNORECASE)
    code = [(path, re.sub(r"//.*", "", text)) for path, text in sources("engine")]
    assert [f"{path}: {hit.group()}" for path, text in code if (hit := words.search(re.sub(r'"[^"\n]*"', '""', text)))] == []


@pytest.mark.parametrize(
    "path, line",
    [
        ("engine/core/a.hpp", '#include "engine/state/table.hpp"'),
        ("engine/state/a.cpp", '#include "engine/step/step.hpp"'),
        ("engine/io/a.cpp", '#include "engine/state/table.hpp"'),
        ("engine/network/a.hpp", '#include "engine/step/step.hpp"'),
        ("engine/run/a.hpp", '#include "agents/model.hpp"'),
        ("engine/run/a.cpp", '#include "tests/near.hpp"'),
        ("agents/oem/equations.hpp", '#include "engine/state/column.hpp"'),
        ("agents/oem/sourcing.hpp", '#include "agents/oem/tables.hpp"'),
        ("agents/oem/parameters.hpp", '#include "engine/step/step.hpp"'),
        ("engine/io/a.hpp", "#include <yaml-cpp/yaml.h>"),
        ("engine/io/a.hpp", "#include <hdf5.h>"),
        ("engine/state/a.hpp", "#include <oneapi/tbb/task_arena.h>"),
        ("agents/model.hpp", "#include <fmt/format.h>"),
        ("agents/model.hpp", "  using namespace std;"),
        ("agents/model.cpp", "\n" * (MOST_LINES + 1)),
    ],
)
def test_each_rule_finds_what_breaks_it(path, line):
    assert len(faults(path, "#pragma once\n" + line)) == 1


@pytest.mark.parametrize(
    "path, line",
    [
        ("engine/step/a.hpp", "#include <oneapi/tbb/task_arena.h>"),
        ("engine/core/a.hpp", "#include <fmt/format.h>"),
        ("engine/io/a.cpp", "#include <yaml-cpp/yaml.h>"),
        ("engine/io/a.hpp", "#include <vector>"),
        ("agents/oem/equations.hpp", '#include "agents/names.hpp"'),
        ("agents/oem/equations.hpp", '#include "agents/oem/sourcing_parameters.hpp"'),
        ("agents/oem/parameters.hpp", '#include "engine/io/describe.hpp"'),
        ("agents/model.cpp", "using namespace std;"),
    ],
)
def test_what_the_layers_allow_is_not_refused(path, line):
    assert faults(path, "#pragma once\n" + line) == []


def test_a_header_without_pragma_once_is_found():
    assert len(faults("engine/core/a.hpp", "")) == 1
