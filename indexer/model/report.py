"""What became of files, scans and checks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from indexer.model.document import Document, Likeness, Repair
from indexer.model.text import DOUBTFUL_CONFIDENCE


class Outcome(StrEnum):
    """What became of one file of an import."""

    ADDED = "added"
    DUPLICATE = "duplicate"  # the library holds the same bytes
    FAILED = "failed"
    SKIPPED = "skipped"  # in a folder, and not a document
    PART = "part"  # a folder that belongs to a saved web page; what is in it is no document
    UNMATCHED = "unmatched"  # a row of the metadata table, and none of the files is its


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of an import's report."""

    path: Path
    outcome: Outcome
    document_id: str | None = None
    reason: str = ""  # for failed and skipped: what, and what to do
    problem_kind: str = ""  # for failed: name of the class of the error, where there is one
    passages: int = 0
    pages: int = 0
    repairs: tuple[Repair, ...] = ()
    suggestions: int = 0  # values in doubt, for the librarian
    likenesses: tuple[Likeness, ...] = ()  # documents with the same text, or much of it
    waiting: int = 0  # of them, pages whose text waits to be recognised


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What became of a document whose pages were recognised."""

    document_id: str
    filename: str
    pages: int  # recognised, or tried
    passages: int = 0  # of the whole document
    confidences: tuple[tuple[int, int], ...] = ()  # of pages whose text is recognised: page, 0..100
    problems: tuple[tuple[int, str], ...] = ()  # pages that could not be recognised, and why
    reason: str = ""  # why the document is no more than it was before; empty if it is searchable

    @property
    def doubtful(self) -> tuple[int, ...]:
        """Pages to be compared with the original."""
        return tuple(page for page, confidence in self.confidences if confidence < DOUBTFUL_CONFIDENCE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement that a check of the library found."""

    what: str
    repaired: bool


@dataclass(frozen=True, slots=True)
class Copied:
    """A backup that was made, or restored."""

    folder: Path  # of the backup
    documents: int
    files: int  # originals in it
    size: int  # bytes, all files of it
    linked: int = 0  # originals that are one with those of an earlier backup
    problems: tuple[str, ...] = ()  # originals that are not in it or are damaged: which, why and what to do


class Over(StrEnum):
    """What of a card a record may go over."""

    EMPTY = "empty"  # nothing: only what is not known is filled in
    READ = "read"  # also what was read from the file
    GIVEN = "given"  # also what a person gave or took


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a record."""

    told: str
    document: Document | None  # None where none is surely meant
    fields: tuple[str, ...] = ()  # that the card has of it now
    kept: tuple[str, ...] = ()  # of which it says something else, and the card stays as it is
    problem: str = ""
