"""Plays the README: its commands print what stands there, but for the numbers, and its links lead somewhere."""

import doctest
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(os.environ.get("TRELLIS_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
README = (ROOT / "README.md").read_text()


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.M | re.S)


def commands():
    """(command, lines that stand below it), in order."""
    found = []
    for line in "".join(blocks("console")).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def shape(text):
    """Words and order of a text: numbers move with the model, and with them what is reached."""
    text = re.sub(r"\b[0-9a-f]{64}\b|-?\d[\d.,]*", "#", text)
    text = re.sub(r"\breached$|missed by # \w+", "VERDICT", text, flags=re.M)
    return [" ".join(line.split()) for line in text.strip("\n").splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Looks like the root of the project to who follows the README there."""
    place = tmp_path_factory.mktemp("readme")
    (place / "scenarios").symlink_to(ROOT / "scenarios")
    (place / "tools").mkdir()
    run = place / "tools/run"
    run.write_text(f'#!/bin/sh\nexec "{os.environ["SIMULATE"]}" "$@"\n')
    run.chmod(0o755)
    return place


@pytest.fixture(scope="module")
def played(folder):
    """(command, lines in the README, lines printed) of each command."""
    results, last = [], 0
    for command, told in commands():
        if command == "echo $?":
            results.append((command, told, [str(last)]))
            continue
        if command.startswith("cat "):
            (folder / command[4:]).write_text("\n".join(told) + "\n")
        done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)
        last = done.returncode
        results.append((command, told, (done.stdout + (done.stderr if last else "")).strip("\n").splitlines()))
    return results


def test_commands_print_what_the_readme_shows(played):
    assert len(played) > 10
    for command, told, printed in played:
        assert shape("\n".join(printed)) == shape("\n".join(told)), command


def test_exit_codes_are_those_that_the_readme_shows(played):
    told = [(lines, printed) for command, lines, printed in played if command == "echo $?"]
    assert told and all(lines == printed for lines, printed in told)


def test_python_prints_what_the_readme_shows(played, folder, monkeypatch):
    monkeypatch.chdir(folder)

    class Shapes(doctest.OutputChecker):
        def check_output(self, want, got, optionflags):
            return shape(want) == shape(got)

    session = doctest.DocTestParser().get_doctest("".join(blocks("pycon")), {}, "README", "README.md", 0)
    assert len(session.examples) > 3
    told = []
    doctest.DocTestRunner(Shapes(), verbose=False).run(session, out=told.append)
    assert not told, "".join(told)


def test_links_and_paths_of_the_documents_exist():
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text()
        links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
        paths = re.findall(r"`((?:agents|engine|tests|scenarios|tools|bench|build)/[\w/.-]+)`", text)
        missing = [path for path in links + paths if path and not (ROOT / path).exists() and not path.startswith("build/")]
        assert not missing, f"{name} names {missing}"


def test_verbs_of_the_table_are_those_of_the_program():
    told = set(re.findall(r"^\| `(\w+)` \|", README, re.M))
    shown = subprocess.run([os.environ["SIMULATE"], "--help"], capture_output=True, text=True, check=True).stdout
    offered = set(re.findall(r"^  (\w+) ", shown.split("Subcommands:")[1].split("\n\n")[0], re.M))
    assert told == offered
