"""From the catalogue into the index: documents put in it in one commit, and what a killed run left finished."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from pathlib import Path

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
    began: tuple[Path, int] | None = None  # a file that is to be read: where it comes from, and its document's number


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
    records = {number: each for number, each in catalogue.documents(numbers).items() if not each.trashed}
    count = 0
    with engine.writer() as writer:
        for number, record in records.items():
            passages = catalogue.passages_of(number)
            if number in held:
                writer.remove(number)
            asked = catalogue.questions.of([number]).get(number, ())
            writer.put(entries(record, catalogue.pages(number), passages, catalogue.references.of(number), asked))
            count += len(passages)
    catalogue.mark_held({number: record.revision for number, record in records.items()})
    listener(Step(indexed=count))


def follow(catalogue: Catalogue, engine: Engine, listener: Listener = lambda _: None) -> None:
    """Let the index say what the catalogue says now of documents whose card or place has changed.

    Only who holds the library calls it. What changes meanwhile stays marked, for the next call.
    """
    records = catalogue.documents(catalogue.stale())
    shown = [n for n, each in records.items() if not each.trashed and each.status in (Status.EXTRACTED, Status.INDEXED)]
    if shown:
        put_in_index(catalogue, engine, shown, listener, shown)
    read = {n: each.revision for n, each in records.items() if each.trashed or each.status is Status.FAILED}
    if read:
        held = engine.held()
        _remove(engine, [number for number in read if number in held])
        catalogue.mark_held(read, held=False)


def _remove(engine: Engine, numbers: Iterable[int]) -> None:
    if gone := list(numbers):
        with engine.writer() as writer:
            for number in gone:
                writer.remove(number)


def settle(catalogue: Catalogue, engine: Engine, listener: Listener = lambda _: None) -> None:
    """Finish what a killed run left: index what was read, mark what was indexed, drop what failed or is in the trash.

    A document that the index holds whole is only marked. Putting it again would change nothing that is found, but its
    deleted twins would weigh on scores.
    """
    held = engine.held()
    gone = [*catalogue.numbers(*Status, trashed=True), *catalogue.numbers(Status.FAILED)]
    _remove(engine, (number for number in gone if number in held))
    counts = catalogue.passage_counts(Status.EXTRACTED)
    catalogue.mark([number for number, count in counts.items() if held.get(number) == count + 1], Status.INDEXED)
    lacking = {number: count for number, count in counts.items() if held.get(number) != count + 1}
    for documents in in_batches(lacking):
        put_in_index(catalogue, engine, documents, listener, held)
    follow(catalogue, engine, listener)
