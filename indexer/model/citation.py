"""Records of citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from indexer.model.document import Document


@dataclass(frozen=True, slots=True)
class Citation:
    """A document, or a page of it, cited in a style."""

    document_id: str
    style: str  # a name of indexer.cite.STYLES
    text: str
    html: str  # the same with titles in <i>, everything else escaped
    page: int | None = None  # in the file, as asked for
    page_label: str | None = None  # as cited: None where no page may be named
    group: str = ""  # heading of a list that it stands under: "Tiếng Anh"; empty in a list of one part


Spans = Sequence[tuple[int, int]]  # slices of a document's text, in order


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document, as stored, and where they stand."""

    document: Document
    spans: tuple[tuple[int, int], ...]
    text: str
    page: int  # of the file, where they begin
    page_label: str | None  # as printed: "25", "25-26"; None where no page may be named


class Trace(StrEnum):
    """What became of words that a lasting address points to."""

    THERE = "there"
    MOVED = "moved"  # found elsewhere by their fingerprint: the text was extracted anew
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Located:
    """Where words of a document stand now."""

    spans: tuple[tuple[int, int], ...]  # none if they are lost
    page: int | None  # of the file, where they begin
    trace: Trace


@dataclass(frozen=True, slots=True)
class Picked:
    """What a reader wants to cite: a document, a page of it, or words of it; with a note of their own."""

    document_id: str
    page: int | None = None  # of the file
    spans: tuple[tuple[int, int], ...] = ()
    note: str = ""
    anchor: str = ""  # of the words, by which they are found where their text was extracted anew; see text.anchor


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """What was picked, cited."""

    picked: Picked  # with its words where they stand now
    citation: Citation
    quotation: Quotation | None  # None where no words were picked, or they are lost
    trace: Trace = Trace.THERE
