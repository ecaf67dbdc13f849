"""From the catalogue into the index: documents put in it in one commit, and what a killed run left finished."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from indexer.batch import in_batches
from indexer.catalogue import Catalogue
from indexer.engines.base import Engine
from indexer.entries import entries
from indexer.model import FileReport, ScanReport, Status


@dataclass(frozen=True, slots=True)
class Step:
    """News of an import: a file is done with, files became searchable, or pages were recognised."""

    report: FileReport | None = None
    indexed: int = 0  # passages now searchable
    scanned: tuple[int, int] | None = None  # pages recognised, of so many
    scan: ScanReport | None = None


Listener = Callable[[Step], None]


def put_in_index(
    catalogue: Catalogue,
    engine: Engine,
    documents: Iterable[int],
    listener: Listener = lambda _: None,
    held: Container[int] = (),
) -> None:
    """Make documents searchable in one commit, and mark them so.

    Args:
        held: documents of which the index may hold passages that they have no more.
    """
    numbers = list(dict.fromkeys(documents))
    count = 0
    with engine.writer() as writer:
        for number, record in catalogue.documents(numbers).items():
            if not record.trashed:
                passages = catalogue.passages_of(number)
                if number in held:
                    writer.remove(number)
                asked = catalogue.questions.of([number]).get(number, ())
                writer.put(entries(record, catalogue.pages(number), passages, catalogue.references.of(number), asked))
                count += len(passages)
    catalogue.mark(numbers, Status.INDEXED)
    listener(Step(indexed=count))


def settle(catalogue: Catalogue, engine: Engine, listener: Listener = lambda _: None) -> None:
    """Finish what a killed run left: index what was read, mark what was indexed, drop what failed or is in the trash.

    A document that the index holds whole is only marked. Putting it again would change nothing that is found, but its
    deleted twins would weigh on scores.
    """
    held = engine.held()
    gone = [*catalogue.numbers(*Status, trashed=True), *catalogue.numbers(Status.FAILED)]
    if gone := [number for number in gone if number in held]:
        with engine.writer() as writer:
            for number in gone:
                writer.remove(number)
    counts = catalogue.passage_counts(Status.EXTRACTED)
    catalogue.mark([number for number, count in counts.items() if held.get(number) == count + 1], Status.INDEXED)
    lacking = {number: count for number, count in counts.items() if held.get(number) != count + 1}
    for documents in in_batches(lacking):
        put_in_index(catalogue, engine, documents, listener, held)
    if stale := catalogue.stale():
        put_in_index(catalogue, engine, stale, listener, held)
