"""Other search engines, each used as a sensible user would build the same thing on it: what all of them are asked.

They do less than ours: no pairs of neighbours, no words, no titles are scored, and a long line is counted only where it
is held whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from indexer.benchmark.prose import Row
from indexer.text.tokens import tokenize

PAGE = 10  # documents
_MODULES = {"whoosh itself": "whoosh_itself", "fts5": "fts5", "xapian": "xapian"}
RIVALS = tuple(_MODULES)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as every rival reads it: its syllables, all of them wanted."""

    words: tuple[str, ...]
    together: bool  # next to one another, in order
    folded: bool  # typed without accents, matched without them


def read_line(line: str) -> Line:
    """The line as rivals are asked it."""
    words = tuple(token.term for token in tokenize(line))
    return Line(words, line.startswith('"'), line.isascii())


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of filling a rival."""

    passages: int
    seconds: float  # the rival's own work
    analysing: float  # seconds of making the terms, counted apart


Ask = Callable[[str], tuple[int, int]]  # a line → documents and passages that hold it whole


class Rival(Protocol):
    """One of them, open on an empty folder."""

    def fill(self, rows: Iterable[Row]) -> Filled:
        """Index the rows, and make the index as good as it gets."""

    def asks(self) -> Mapping[str, Ask]:
        """Its name → how it answers with the first page: ten documents by their best passages, totals, five facets."""


def open_rival(name: str, folder: Path) -> Rival:
    """The rival of a name. Raises: ImportError: it is not installed on this machine."""
    module = import_module(f"indexer.benchmark.{_MODULES[name]}")
    rival: Rival = module.open_in(folder)
    return rival


def installed(name: str) -> bool:
    """Whether the machine has it."""
    try:
        import_module(f"indexer.benchmark.{_MODULES[name]}").find()
    except ImportError:
        return False
    return True
