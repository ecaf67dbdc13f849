"""How often clean text would be taken for text in an old encoding: on good prose, never."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from indexer.text.legacy import Repairer
from indexer.text.legacy.dropped import has_lost_horns
from indexer.text.legacy.spelling import is_spelled

_FOREIGN = re.compile("[\xa1-\xff]")
_EDGES = ".,;:()\"'“”"


@dataclass(frozen=True, slots=True)
class Tried:
    """One way of trying, and what came of it."""

    how: str
    runs: int
    letters: int
    changed: tuple[tuple[str, str], ...]  # as it was, and what became of it


def texts_of(path: Path) -> Iterator[list[str]]:
    """The lines of each text of a file: of `{"title", "text"}` a line, gzipped or not, or of plain text."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        if ".jsonl" not in path.name:
            yield stream.read().split("\n")
            return
        for line in stream:
            row = json.loads(line)
            yield [row.get("title", ""), *row["text"].split("\n")]


def try_whole(texts: Iterable[Sequence[str]], font: str = "") -> Tried:
    """Each text as one document, set in one font."""
    how = f"whole texts, set in {font}" if font else "whole texts"
    runs = letters = 0
    changed: list[tuple[str, str]] = []
    for lines in texts:
        repairer = Repairer()
        repairer.learn(lines, font)
        changed += _changed(lines, (repairer.text(line, font) for line in lines))
        if has_lost_horns(lines):
            changed.append((lines[0], "found to have lost ư"))
        runs += len(lines)
        letters += sum(map(len, lines))
    return Tried(how, runs, letters, tuple(changed))


def try_alone(texts: Iterable[Sequence[str]]) -> Tried:
    """Each line as a document of its own."""
    lines = [line for line in chain.from_iterable(texts) if line]
    found = _changed(lines, (Repairer().text(line) for line in lines))
    return Tried("each line by itself", len(lines), sum(map(len, lines)), tuple(found))


def try_foreign(texts: Iterable[Sequence[str]], count: int) -> Tried:
    """Words with Western letters that are no syllables (names, other languages), `count` together, as documents."""
    words = [
        word
        for line in chain.from_iterable(texts)
        for word in line.split()
        if _FOREIGN.search(word) and not is_spelled(word.strip(_EDGES))
    ]
    runs = [" ".join(words[at : at + count]) for at in range(len(words) - count + 1)]
    found = _changed(runs, (Repairer().text(run) for run in runs))
    return Tried(f"foreign words, {count} together", len(runs), sum(map(len, runs)), tuple(found))


def _changed(before: Iterable[str], after: Iterable[str]) -> list[tuple[str, str]]:
    return [(one, two) for one, two in zip(before, after, strict=True) if one != two]
