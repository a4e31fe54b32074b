"""Holds the equation numbers of agents/ODD.md, of the code and of the tests to each other."""

import collections
import os
import pathlib
import re

ROOT = pathlib.Path(os.environ.get("TRELLIS_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
NUMBER = r"(?:I|\d+)\.\d+"


def ordered(numbers):
    return sorted(numbers, key=lambda n: [-1 if part == "I" else int(part) for part in n.split(".")])


def described():
    """Number -> function, from the tables of ODD.md."""
    rows = re.findall(rf"^\| \(({NUMBER})\) \| `(\w+)::(\w+)` \| \S", (ROOT / "agents/ODD.md").read_text(), re.M)
    twice = [number for number, n in collections.Counter(row[0] for row in rows).items() if n > 1]
    assert not twice, f"described twice: {twice}"
    return {number: (space, function) for number, space, function in rows}


def coded():
    """Number -> (namespace, function) of the inline function behind whose result the number stands."""
    found = {}
    for header in sorted((ROOT / "agents").glob("*/*.hpp")):
        if header.name in ("tables.hpp", "tender.hpp", "phases.hpp") or "parameters" in header.name:
            continue
        text = header.read_text()
        space = re.search(r"namespace trellis::(\w+) \{", text)
        if not space:
            continue
        function = None
        for line in text.splitlines():
            name = re.match(r"(?:template .*)?(?:inline|constexpr) [\w:<>, ]+? (\w+)\(", line)
            function = name.group(1) if name else function
            for number in re.findall(rf"// \(({NUMBER})\)\s*$", line):
                assert number not in found, f"({number}) stands twice: {found[number]} and {function}"
                found[number] = (space.group(1), function)
    return found


def named_by_tests():
    titles = " ".join(
        title
        for test in (ROOT / "tests/agents").glob("*_equations_test.cpp")
        for title in re.findall(r'TEST_CASE\((.*?)\) \{', test.read_text(), re.S)
    )
    numbers = set(re.findall(rf"\(({NUMBER})\)", titles))
    for phase, first, last in re.findall(r"\((\w+)\.(\d+)\)-\(\1\.(\d+)\)", titles):
        numbers |= {f"{phase}.{n}" for n in range(int(first), int(last) + 1)}
    return numbers


def test_there_is_something_to_compare():
    assert len(coded()) > 150


def test_every_equation_of_the_code_is_described_under_its_number_and_name():
    wrong = {n: (coded()[n], described().get(n)) for n in ordered(coded()) if described().get(n) != coded()[n]}
    assert not wrong, f"code and ODD.md differ: {wrong}"


def test_every_equation_that_is_described_is_in_the_code():
    missing = ordered(set(described()) - set(coded()))
    assert not missing, f"only in ODD.md: {missing}"


def test_numbers_of_a_phase_have_no_gaps():
    for phase, numbers in collections.Counter(n.split(".")[0] for n in described()).items():
        missing = [f"{phase}.{i}" for i in range(1, numbers + 1) if f"{phase}.{i}" not in described()]
        assert not missing, f"phase {phase} lacks {missing}"


def test_every_equation_has_a_test_that_names_it():
    untested = ordered(set(coded()) - named_by_tests())
    assert not untested, f"no test names {untested}"


def test_text_refers_to_existing_equations_only():
    text = (ROOT / "agents/ODD.md").read_text()
    unknown = ordered({n for n in re.findall(rf"\(({NUMBER})\)", text)} - set(described()))
    assert not unknown, f"ODD.md refers to {unknown}"


def test_phases_cite_existing_equations_only():
    for source in sorted((ROOT / "agents").glob("**/*.cpp")) + sorted((ROOT / "agents").glob("*/tender.hpp")):
        cited = {n for note in re.findall(r"//(.*)$", source.read_text(), re.M) for n in re.findall(rf"\(({NUMBER})\)", note)}
        unknown = ordered(cited - set(described()))
        assert not unknown, f"{source.relative_to(ROOT)} cites {unknown}"


def test_every_lever_has_its_row_and_every_row_its_lever():
    code = (ROOT / "agents/government/policy.hpp").read_text()
    declared = set(re.findall(r'd(?:\.group)?\("(\w+)"', code.split("struct Policy {")[1]))
    programmes = (ROOT / "agents/government/programmes.hpp").read_text()
    kinds = re.search(r"governance = with_places,(.*?)grants,", programmes, re.S).group(1)
    names = re.findall(r'\{"(\w+)",', programmes)
    first = names.index("governance_coaching")
    declared |= set(names[first:first + 1 + kinds.count(",")])  # each kind of support is a group of its own
    text = (ROOT / "agents/ODD.md").read_text()
    table = text.split("## 3.5 Levers")[1].split("## 3.6")[0]
    listed = {lever for row in re.findall(r"^\| [\w ]+ \| (.*?) \|", table, re.M) for lever in re.findall(r"`(\w+)`", row)}
    assert declared == listed - {"policy"}, f"only in code: {declared - listed}, only in ODD.md: {listed - declared}"


def test_account_rows_of_levers_exist():
    code = (ROOT / "agents/accounts.hpp").read_text() + (ROOT / "agents/government/programmes.hpp").read_text()
    rows = set(re.findall(r'\{"(\w+)",', code))
    table = (ROOT / "agents/ODD.md").read_text().split("## 3.5 Levers")[1].split("## 3.6")[0]
    cited = {row for line in re.findall(r"^\| [\w ]+ \|.*?\|.*?\|(.*?)\|", table, re.M) for row in re.findall(r"`(\w+)`", line)}
    assert cited and cited <= rows, f"no such row: {cited - rows}"
