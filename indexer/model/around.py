"""What stands around a document, a passage, a word: answers of `indexer.around`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from indexer.model.document import Document
from indexer.model.result import PassageHit


@dataclass(frozen=True, slots=True)
class SimilarHit:
    """A document with the words of another."""

    document: Document
    score: float  # compare only within one answer
    shared: tuple[str, ...]  # words that its passages shown have in common with what was asked for, most telling first
    passages: tuple[PassageHit, ...]  # with those words highlighted


@dataclass(frozen=True, slots=True)
class Similar:
    """Documents about the same as a document, a page of it, or words of it."""

    document: Document
    page: int | None  # of the file, where the words asked for begin; None: the whole document
    page_label: str | None
    words: tuple[str, ...]  # that were asked for, most telling first
    hits: tuple[SimilarHit, ...]


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word that some passages hold more often than the library does."""

    word: str  # as it is mostly printed there
    line: str  # that finds it there
    passages: int  # of them that hold it
    in_library: int  # of all passages
    score: float  # log-likelihood; compare only within one answer


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The words that tell a document, or a result, from the rest of the library."""

    document: Document | None  # None: of a result
    line: str  # that the result is of
    words: tuple[TellingWord, ...]  # the most telling first
    passages: int  # of the document, or of the result
    looked_at: int  # of them, evenly taken, to choose the words from; counts are of all


class ConcordanceSort(StrEnum):
    """Orders of a concordance."""

    PLACE = "place"  # by title, then as they stand in the document
    LEFT = "left"  # by the syllables before, the nearest first
    RIGHT = "right"  # by the syllables after


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """One place where a phrase stands, with what is printed around it."""

    document: Document
    page: int  # of the file, where the phrase begins
    page_label: str | None
    left: str
    hit: str
    right: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """Every place of a phrase, a page of them."""

    phrase: str  # as understood
    rows: tuple[ConcordanceRow, ...]
    total: int  # places
    documents: int
    looked_at: int  # passages
    complete: bool  # no more passages hold the phrase; if they do, the totals are of those looked at
    sort: ConcordanceSort
    offset: int
    limit: int
    document: Document | None = None  # the only one looked into


@dataclass(frozen=True, slots=True)
class YearCount:
    """What one year says of a phrase."""

    documents: int  # of the year that hold it
    places: int  # of the phrase in them, as far as they were looked at


@dataclass(frozen=True, slots=True)
class PhraseYears:
    """A phrase over the years of the cards."""

    phrase: str  # as understood
    years: Mapping[int, YearCount]  # those in which it stands
    documents: int  # that hold it, those without a year among them
    places: int
    undated: int  # documents that hold it and have no year
    looked_at: int  # passages, of which the places are
    complete: bool  # no more passages hold it; documents are counted all, always


@dataclass(frozen=True, slots=True)
class OverYears:
    """Phrases over the years, beside what the library holds of each year."""

    phrases: tuple[PhraseYears, ...]
    held: Mapping[int, int]  # year → documents
    undated: int  # documents without a year


@dataclass(frozen=True, slots=True)
class HitRow:
    """Places of a document where a line is found, so near each other that they are shown together."""

    page: int  # of the file, where the first of them stands
    page_label: str | None
    text: str
    highlights: tuple[tuple[int, int], ...]  # within text
    begins: bool  # nothing of its passage stands before the text
    ends: bool


@dataclass(frozen=True, slots=True)
class PageHits:
    """How many places of a page a line is found at."""

    page: int
    page_label: str | None
    places: int


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """Every place of a document where a line is found, some rows of them."""

    document: Document
    line: str
    whole: bool  # passages hold the line whole; else only some of it
    pages: tuple[PageHits, ...]  # of all places, in order
    rows: tuple[HitRow, ...]
    total: int  # places
    total_rows: int
    looked_at: int  # passages
    complete: bool  # no more passages hold the line; if they do, everything is of those looked at
    offset: int  # in rows
    limit: int
