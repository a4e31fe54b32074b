"""Streams of chance by name: the numbers of agents/streams.hpp."""

import os
import pathlib
import re

_source = pathlib.Path(os.environ.get("TRELLIS_SOURCE", pathlib.Path(__file__).parents[2]))
_declared = re.findall(r"^  (\w+) = (\d+),$", (_source / "agents" / "streams.hpp").read_text(), re.MULTILINE)
globals().update({name: int(number) for name, number in _declared})
