"""How many documents become searchable in one commit of an import.

Each commit of an index is a segment with a dictionary of its own, and few large ones are smaller and faster than many
small ones. So a batch may grow to what the run has indexed before it: the first documents can be found soon, and the
number of commits grows with the logarithm of the import.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_PASSAGES = 20_000  # of the first batch
_SECONDS = 20.0  # that the first batch waits at most
_MOST_PASSAGES = 200_000
_MOST_SECONDS = 600.0


def batch_after(passages: int) -> int:
    """How many passages the next batch may hold, when so many were indexed."""
    return min(max(_PASSAGES, passages), _MOST_PASSAGES)


@dataclass
class Batch:
    """Documents whose text is in the catalogue and not yet in the index."""

    documents: list[int] = field(default_factory=list)
    passages: int = 0
    indexed: int = 0  # passages of the batches before
    began: float = field(default_factory=time.monotonic)  # the run
    since: float = field(default_factory=time.monotonic)  # this batch

    def add(self, number: int, passages: int) -> None:
        """Take a document in."""
        self.documents.append(number)
        self.passages += passages

    def full(self) -> bool:
        """Whether it is time to commit."""
        waited = time.monotonic() - self.since
        patience = min(max(_SECONDS, self.since - self.began), _MOST_SECONDS)
        return self.passages >= batch_after(self.indexed) or waited >= patience

    def next(self) -> Batch:
        """The batch after this one."""
        return Batch(indexed=self.indexed + self.passages, began=self.began)


def in_batches(passages: Mapping[int, int]) -> Iterator[list[int]]:
    """Documents, each with its number of passages, in batches to commit."""
    batch = Batch()
    for number, count in passages.items():
        batch.add(number, count)
        if batch.full():
            yield batch.documents
            batch = batch.next()
    if batch.documents:
        yield batch.documents
