"""Whether catalogue, originals and index agree."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.catalogue import Catalogue
from indexer.citing import renew_references
from indexer.engines.base import Engine
from indexer.indexing import put_in_index
from indexer.model import Finding, Status
from indexer.numbering import document_id
from indexer.originals import Originals
from indexer.text.questions import find_questions
from indexer.text.sketch import make_sketch


def check(catalogue: Catalogue, originals: Originals, engine: Engine, *, repair: bool) -> list[Finding]:
    """Every disagreement, in words; mended where that loses nothing.

    The catalogue is the truth: the index follows it. A damaged original cannot be mended from here: give it again.
    """
    return [
        *_originals(catalogue, originals),
        *_index(catalogue, engine, repair=repair),
        *_references(catalogue, repair=repair),
        *_sketches(catalogue, repair=repair),
        *_unfinished(catalogue),
    ]


def _originals(catalogue: Catalogue, originals: Originals) -> Iterator[Finding]:
    recorded = set()
    for trashed in (False, True):
        for record in catalogue.documents(catalogue.numbers(*Status, trashed=trashed)).values():
            recorded.add(record.sha256)
            if not originals.path(record.sha256).is_file():
                yield Finding(f"{record.id}: the original of {record.filename} is missing: add the file again", False)
            elif not originals.sound(record.sha256):
                yield Finding(
                    f"{record.id}: the original of {record.filename} is damaged: delete "
                    f"{originals.path(record.sha256)} and add the file again",
                    False,
                )

    for digest in originals.digests():
        if digest not in recorded:
            yield Finding(
                f"{originals.path(digest)} is kept without a record, as an import was interrupted: "
                "add the file that it is a copy of again, or this copy under a name of its own",
                False,
            )


def _index(catalogue: Catalogue, engine: Engine, *, repair: bool) -> Iterator[Finding]:
    held, wanted = engine.held(), catalogue.passage_counts(Status.EXTRACTED) | catalogue.passage_counts()
    surplus = sorted(set(held) - set(wanted))
    lacking = sorted(number for number, count in wanted.items() if held.get(number) != count + 1)
    if repair and surplus:
        with engine.writer() as writer:
            for number in surplus:
                writer.remove(number)
    if repair and lacking:
        put_in_index(catalogue, engine, lacking, held=held)
    for number in surplus:
        yield Finding(
            f"{document_id(number)}: the index holds it, and the catalogue does not or has it in the trash", repair
        )
    for number in lacking:
        yield Finding(f"{document_id(number)}: the index does not hold it whole", repair)


def _references(catalogue: Catalogue, *, repair: bool) -> Iterator[Finding]:
    outdated = catalogue.references.outdated()
    if repair:
        renew_references(catalogue, outdated)
    if outdated:
        yield Finding(f"{len(outdated)} documents: their references were read by an earlier version, or never", repair)


def make_sketches(catalogue: Catalogue) -> None:
    """Make the sketches that documents of an earlier version lack, from their stored text."""
    for number in catalogue.likenesses.unsketched():
        catalogue.likenesses.add(number, make_sketch(stored.page for stored in catalogue.pages(number).values()))


def find_questions_again(catalogue: Catalogue) -> None:
    """Find the questions of documents without any, from their stored text: an earlier version did not look for them."""
    for number in catalogue.numbers(Status.EXTRACTED, Status.INDEXED):
        if not catalogue.questions.of([number]):
            pages = [stored.page for stored in catalogue.pages(number).values()]
            catalogue.questions.renew(number, find_questions(pages))


def _sketches(catalogue: Catalogue, *, repair: bool) -> Iterator[Finding]:
    lacking = len(catalogue.likenesses.unsketched())
    if repair:
        make_sketches(catalogue)
    if lacking:
        yield Finding(f"{lacking} documents were never compared with the others: added by an earlier version", repair)


def _unfinished(catalogue: Catalogue) -> Iterator[Finding]:
    for number in catalogue.numbers(Status.QUEUED):
        record = catalogue.documents([number])[number]
        yield Finding(f"{record.id}: {record.filename} waits to be read: run `tracuu add` again", False)
