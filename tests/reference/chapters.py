"""All chapters: importing this module registers their phases. Add a chapter to the list of its author."""

from . import shocks  # noqa: F401
