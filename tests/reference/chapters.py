"""All chapters: importing this module registers the phases of every file beside it that has some."""

import importlib
import pathlib

for path in sorted(pathlib.Path(__file__).parent.glob("*.py")):
    if "\n@phase(" in path.read_text():
        importlib.import_module(f"reference.{path.stem}")
