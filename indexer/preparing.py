"""What is done to one file in a process of its own: read it, describe it, cut it into passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.extract import extract
from indexer.extract.progress import telling
from indexer.extract.recognition import EMPTY, Recognition, packed, unpacked
from indexer.extract.scanned import recognise
from indexer.metadata import describe
from indexer.metadata.references import references_in
from indexer.model import Evidence, Metadata, Page, Passage, QuestionAnswer, Reference, Repair
from indexer.names import own
from indexer.text.passages import make_passages
from indexer.text.questions import find_questions
from indexer.text.segment import Segmenter, UndertheseaSegmenter
from indexer.text.sketch import Sketch, make_sketch


@dataclass(frozen=True, slots=True)
class Task:
    """A kept original to read."""

    document: int  # number
    original: Path
    filename: str  # as the librarian named it
    source: Path  # where it came from, for the report
    recognised: Mapping[int, bytes | None] | None = None  # packed, by page; None: still to be done


@dataclass(frozen=True, slots=True)
class ScanTask:
    """A page of a kept original whose text is to be recognised."""

    document: int
    page: int
    original: Path
    filename: str
    languages: str
    dpi: int
    seconds: int  # for reading its image once


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
    questions: tuple[QuestionAnswer, ...]
    repairs: tuple[Repair, ...]
    segmenter: str
    scans: tuple[int, ...] = ()  # pages that wait to be recognised


def recognise_page(task: ScanTask) -> bytes:
    """What is read on the image of a page, packed.

    Raises: ExtractionError: nothing can be read there, and why.
    """
    found = recognise(
        task.original,
        task.filename,
        task.page,
        languages=task.languages,
        dpi=task.dpi,
        seconds=task.seconds,
    )
    return packed(found)


def prepare(task: Task) -> Prepared:
    """Read a file.

    Raises: ExtractionError: it cannot be read, and why.
    """
    with telling(task.document):
        extraction = extract(task.original, task.filename, _unpacked(task.recognised))
    segmenter = segmenter_in_use()
    questions = find_questions(extraction.pages)
    description = describe(extraction, own(task.filename))
    return Prepared(
        media_type=extraction.media_type,
        paged=extraction.paged,
        metadata=description.card,
        evidence=description.evidence,
        sketch=make_sketch(extraction.pages),
        pages=extraction.pages,
        passages=tuple(make_passages(task.document, extraction.pages, segmenter, questions)),
        references=tuple(references_in(extraction.pages)),
        questions=tuple(questions),
        repairs=extraction.repairs,
        segmenter=segmenter.name,
        scans=extraction.scans,
    )


def _unpacked(recognised: Mapping[int, bytes | None] | None) -> dict[int, Recognition] | None:
    if recognised is None:
        return None
    return {page: unpacked(held) if held is not None else EMPTY for page, held in recognised.items()}


@cache
def segmenter_in_use() -> Segmenter:
    """The segmenter of this process, loaded once."""
    return UndertheseaSegmenter()
