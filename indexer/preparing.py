"""What is done to one file in a process of its own: read it, describe it, cut it into passages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.extract import extract
from indexer.metadata import describe
from indexer.metadata.references import references_in
from indexer.model import Evidence, Metadata, Page, Passage, Reference
from indexer.text.passages import make_passages
from indexer.text.segment import Segmenter, UndertheseaSegmenter
from indexer.text.sketch import Sketch, make_sketch


@dataclass(frozen=True, slots=True)
class Task:
    """A kept original to read."""

    document: int  # number
    original: Path
    filename: str  # as the librarian named it
    source: Path  # where it came from, for the report


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that the catalogue wants to know of a file."""

    media_type: str
    paged: bool
    metadata: Metadata
    evidence: tuple[Evidence, ...]
    sketch: Sketch
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    references: tuple[Reference, ...]
    segmenter: str


def prepare(task: Task) -> Prepared:
    """Read a file.

    Raises: ExtractionError: it cannot be read, and why.
    """
    extraction = extract(task.original, task.filename)
    segmenter = segmenter_in_use()
    description = describe(extraction, task.filename)
    return Prepared(
        media_type=extraction.media_type,
        paged=extraction.paged,
        metadata=description.card,
        evidence=description.evidence,
        sketch=make_sketch(extraction.pages),
        pages=extraction.pages,
        passages=tuple(make_passages(task.document, extraction.pages, segmenter)),
        references=tuple(references_in(extraction.pages)),
        segmenter=segmenter.name,
    )


@cache
def segmenter_in_use() -> Segmenter:
    """The segmenter of this process, loaded once."""
    return UndertheseaSegmenter()
