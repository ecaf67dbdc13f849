"""The whole index from the catalogue, and what an earlier version did not yet find in the stored text."""

from __future__ import annotations

from indexer.batch import in_batches
from indexer.catalogue import Catalogue
from indexer.citing import renew_references
from indexer.engines.base import Engine
from indexer.indexing import Listener, put_in_index
from indexer.model import Status
from indexer.text.questions import find_questions
from indexer.text.sketch import make_sketch


def rebuild(catalogue: Catalogue, engine: Engine, listener: Listener = lambda _: None) -> int:
    """Put all documents into an empty index, and say how many there are."""
    renew_references(catalogue, catalogue.references.outdated())
    make_sketches(catalogue)
    find_questions_again(catalogue)
    counts = {
        number: passages
        for status in (Status.EXTRACTED, Status.INDEXED)
        for number, passages in catalogue.passage_counts(status).items()
    }
    for documents in in_batches(counts):
        put_in_index(catalogue, engine, documents, listener)
    return len(counts)


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
