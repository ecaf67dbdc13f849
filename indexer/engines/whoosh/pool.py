"""Posting lists while they grow: in memory up to a limit, beyond it in sorted runs in a folder."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import IO, Any

_LIMIT = 128 << 20
_PER_TERM = 300  # bytes: a dictionary's entry, its key and an array
_WIDTH = 4  # bytes of a number

Term = tuple[str, str, bytes]  # field, term, row of postings
_field_and_term = itemgetter(0, 1)


class Pool:
    """What a writer collects postings in. They are added in the order of passages."""

    def __init__(self, storage: Any, limit: int = _LIMIT) -> None:
        self._storage, self._limit = storage, limit
        self._fields: dict[str, dict[str, array[int]]] = {}
        self._size = 0
        self._runs: list[str] = []

    def add(self, field: str, postings: Iterator[tuple[str, Sequence[int]]]) -> None:
        """Rows of a field's terms: one posting each, or all of another segment's."""
        rows = self._fields.setdefault(field, {})
        size = -_PER_TERM * len(rows)
        for term, more in postings:
            row = rows.get(term)
            if row is None:
                rows[term] = array("I", more)
            else:
                row.extend(more)
            size += _WIDTH * len(more)
        self._size += size + _PER_TERM * len(rows)
        if self._size > self._limit:
            self._save()

    def _save(self) -> None:
        name = f"{len(self._runs)}.run"
        with self._storage.create_file(name) as file:
            for term in self._sorted():
                marshal.dump(term, file.raw_file())
        self._runs.append(name)
        self.cleanup()

    def _sorted(self) -> Iterator[Term]:
        for field, rows in sorted(self._fields.items()):
            for term in sorted(rows):
                yield field, term, rows[term].tobytes()

    def iter_postings(self) -> Iterator[Term]:
        """Whole posting lists, in the order of fields and terms. Whoosh calls this."""
        if not self._runs:
            return self._sorted()
        return self._merged()

    def _merged(self) -> Iterator[Term]:
        runs = [self._run(name) for name in self._runs]
        for (field, term), parts in groupby(merge(*runs, self._sorted(), key=_field_and_term), _field_and_term):
            yield field, term, b"".join(part[2] for part in parts)

    def _run(self, name: str) -> Iterator[Term]:
        with self._storage.open_file(name) as file:
            yield from _dumped(file.raw_file())

    def cleanup(self) -> None:
        """Let go of the memory. Whoosh calls this, and removes the folder."""
        self._fields, self._size = {}, 0


def _dumped(file: IO[bytes]) -> Iterator[Term]:
    while True:
        try:
            yield marshal.load(file)  # noqa: S302, written by this process a moment ago
        except EOFError:
            return
