"""What a line asks for, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indexer.model.document import Document


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage as shown: a snippet of its printed text, with the slices that matched."""

    number: int
    page: int  # where the first highlight stands
    page_label: str | None
    text: str
    highlights: tuple[tuple[int, int], ...]  # within text
    score: float
    heading: str
    begins: bool  # the text begins a sentence, a paragraph or the passage
    ends: bool  # it ends one
    spans: tuple[tuple[int, int], ...] = ()  # the same text as slices of the document's


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document of a result, with its best passages."""

    document: Document
    score: float
    whole: bool  # some passage holds the whole line (or the stated share of a long one)
    passages: tuple[PassageHit, ...]
    matching_passages: int  # passages that hold the whole line; 0 when not whole
    title_highlights: tuple[tuple[int, int], ...] = ()


class Sort(StrEnum):
    """Orders of a result."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


FACETS = ("kind", "issuer", "author", "year", "collection")


@dataclass(frozen=True, slots=True)
class Filter:
    """Only documents that carry this exact value of a facet."""

    facet: str  # one of FACETS
    value: str  # of year, also a range: "2011..2020", "2011..", "..2020"


class Reading(StrEnum):
    """How a line was read, where the reader should be told."""

    FOLDED = "folded"  # typed without accents, matched without them
    MIXED = "mixed"  # some syllables without accents, and those are matched without them
    SHARE = "share"  # long: a passage counts when it holds a share of the syllables
    PLAIN = "plain"  # not readable as a query, searched as plain words
    NUMBER = "number"  # read as a document number
    TELLING = "telling"  # a pasted text: its rarest syllables are asked for
    ABBREVIATION = "abbreviation"  # its other forms are found, too
    UNEXPANDED = "unexpanded"  # holds an abbreviation, of which only what was typed is found
    QUESTION = "question"  # holds words that only ask, and they need not be found
    TYPING = "typing"  # raw Telex or VNI typing, read as the accented syllables


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell the reader about how the line was read. `detail` completes the sentence, or is empty."""

    reading: Reading
    detail: str = ""
    problem: str = ""  # of PLAIN: what breaks the grammar


@dataclass(frozen=True, slots=True)
class Answer:
    """What a document answers to a question that is close to the line."""

    document: Document
    question: str
    text: str  # paragraphs, one a line
    highlights: tuple[tuple[int, int], ...]  # within text
    page: int  # on which the question stands
    page_label: str | None
    ends: bool  # the text holds the answer to its end
    score: float  # likeness of line and question, up to 1


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of a result."""

    query: str
    interpreted: str  # the line as understood, in the query language
    notices: tuple[Notice, ...]
    took_ms: float
    total_documents: int
    total_passages: int
    documents: tuple[DocumentHit, ...]
    facets: dict[str, dict[str, int]]
    offset: int
    limit: int
    more: bool  # documents follow this page, whole or partial
    share: float  # of the line's distinct syllables that a passage must hold to count
    did_you_mean: str | None = None
    answer: Answer | None = None


class SuggestionKind(StrEnum):
    """What a line is completed to."""

    WORD = "word"  # its last syllables, to a word of the library
    LINE = "line"  # the whole line, with its accents
    TITLE = "title"
    AUTHOR = "author"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line that goes on from one half typed, and surely finds something."""

    line: str
    kind: SuggestionKind
