"""What the parts of Tra Cứu hand to one another: frozen records without behaviour of their own.

Offsets are code points, half open. Pages are numbered from 1 by their place in the file; what is printed on
the page is its label.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path


class BlockKind(StrEnum):
    """What a block is on its page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"  # a line of a table of contents: read, and never found


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of a paragraph in one font, as the file has them: old fonts draw other letters than the file names."""

    text: str
    font: str  # its name in the file; empty where unknown


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table row or footnote, as printed: NFC, on one line, single spaces."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0  # of a heading, from 1; 0 for everything else
    continues: bool = False  # goes on from the last body block of the page before


DOUBTFUL_CONFIDENCE = 85  # of a recognised page: below it, compare with the original


class Origin(StrEnum):
    """Where the text of a page comes from."""

    FILE = "file"  # written in it
    RECOGNITION = "recognition"  # read on the image of the page (OCR)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a file, or one section of a file that has no pages."""

    number: int  # from 1, by place in the file
    label: str | None  # as printed ("xii", "23"); None where nothing is printed or nothing can be trusted
    blocks: tuple[Block, ...]
    origin: Origin = Origin.FILE
    confidence: int | None = None  # of the recognition, 0..100; None for text of the file


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a catalogue card says of a document. Empty means unknown, never "none"."""

    title: str = ""
    kind: str = ""  # "Nghị quyết", "Bài báo khoa học" ...
    number: str = ""  # number and symbol as printed: "23-CT/TW"
    issuer: str = ""
    issued_on: date | None = None
    year: int | None = None
    authors: tuple[str, ...] = ()
    place: str = ""
    signer: str = ""
    journal: str = ""
    issue: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    volume: str = ""  # of a book of several, or of a journal
    page_range: str = ""  # printed pages that a paper stands on: "45-48"
    publisher: str = ""
    edition: str = ""
    isbn: str = ""
    issn: str = ""
    doi: str = ""
    url: str = ""  # where a web page was


class Source(StrEnum):
    """Where a value of a card comes from."""

    FIRST_PAGE = "first page"  # or those after it that make the front: title page, imprint
    LAST_PAGE = "last page"  # the end of the text: when a law was passed, the imprint of a book
    SIGNATURE = "signature"
    RUNNING_HEAD = "running head"
    PROPERTIES = "file properties"
    FILE_NAME = "file name"
    TABLE = "metadata table"


class Standing(StrEnum):
    """How far a value is trusted."""

    SURE = "sure"  # nothing else could be meant, or a person gave it: the card's value
    OPEN = "open"  # in doubt: a suggestion to the librarian. Only a title stands on the card meanwhile
    ACCEPTED = "accepted"  # was open; the librarian took it: the card's value, also when the file is read again
    REJECTED = "rejected"  # was open; not to be offered again


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value for a card, and what speaks for it."""

    field: str  # name of Metadata's field
    value: str  # as a cell of the metadata table holds it: "2018-02-09"; names and keywords with "; " between
    source: Source
    standing: Standing = Standing.SURE
    line: str = ""  # as printed, where it was read on a page
    page: int | None = None  # place in the file of that line's page


class Kinship(StrEnum):
    """What two documents with text in common are to each other."""

    SAME = "same"  # the same text
    PART = "part"  # nearly all of the first stands in the other, which holds more
    WHOLE = "whole"  # nearly all of the other stands in the first, which holds more
    EDITION = "edition"  # most of each stands in the other


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another document that has text in common with one."""

    other: Document
    kinship: Kinship
    share: float  # of the text, above 0, at most 1; of the smaller document where one is part of the other


@dataclass(frozen=True, slots=True)
class Repair:
    """Text that was changed so that it can be read, and found: the record of it."""

    page: int | None  # None: on no page, or all over the file
    what: str  # "TCVN3 → Unicode"
    where: str  # the font (".VnTime"), or the field ("title")
    syllables: int  # how many were changed


@dataclass(frozen=True, slots=True)
class Extraction:
    """The outcome of reading one file."""

    media_type: str
    pages: tuple[Page, ...]
    paged: bool  # False: the pages are sections cut for reading, and no page may be cited
    properties: Metadata = field(default_factory=Metadata)  # what the file says of itself
    repairs: tuple[Repair, ...] = ()
    scans: tuple[int, ...] = ()  # numbers of the pages whose text waits to be recognised


class PassageKind(StrEnum):
    """What a passage is in its document. All are found; those that are not its text come after it."""

    BODY = "body"
    NOTE = "note"  # at the foot of a page
    WORKS = "works"  # a list of the works that a document names
    FORM = "form"  # letterhead, list of recipients: alike in every document of an office


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A question of a document, and what the document answers."""

    ordinal: int  # from 1, in the order of the document
    question: tuple[int, int]  # slice of the document's text, without "Câu 1."
    answer: tuple[tuple[int, int], ...]  # slices, without "Trả lời:"
    page: int  # on which the question stands


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that search finds and a citation points to."""

    number: int  # unique in the library; document number and ordinal, see indexer.numbering
    spans: tuple[tuple[int, int], ...]  # slices of the document's text, in order
    first_page: int
    last_page: int
    heading: str  # "Chương II › Mục 3", empty outside any heading
    words: bytes  # syllables in each word, one byte a word
    kind: PassageKind = PassageKind.BODY


class Status(StrEnum):
    """How far a document has come. Each step is written only when it is complete."""

    QUEUED = "queued"  # original kept, text not yet extracted
    EXTRACTED = "extracted"  # text in the catalogue, not yet in the index
    INDEXED = "indexed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Document:
    """A catalogue record."""

    id: str
    metadata: Metadata
    filename: str
    media_type: str
    sha256: str
    size: int  # bytes
    added_at: datetime
    status: Status
    problem: str  # why it failed; empty otherwise
    pages: int
    paged: bool
    collections: tuple[str, ...] = ()
    trashed: bool = False
    waiting: int = 0  # pages whose text waits to be recognised


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


@dataclass(frozen=True, slots=True)
class WordBox:
    """Where a word of a page's text stands: points from the top left corner of the page as it is shown."""

    start: int  # offset in the text of the page
    end: int
    x: float
    top: float
    right: float
    bottom: float
    confidence: int | None = None  # of a recognised word, 0..100


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The words of a page with their places."""

    width: float  # points; 0 where no word has a place
    height: float
    turn: int  # quarters, clockwise, by which the page is turned before it is shown so
    words: tuple[WordBox, ...]


@dataclass(frozen=True, slots=True)
class ReadingBlock:
    """A block of a page being read. Highlights are slices of its text."""

    text: str
    kind: BlockKind
    level: int
    start: int  # offset in the document's text
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One page of a document, ready to be read."""

    document: Document
    number: int
    label: str | None
    blocks: tuple[ReadingBlock, ...]
    previous_page: int | None
    next_page: int | None
    hit_pages: tuple[tuple[int, str | None], ...]  # in order: page and label of those with a highlight
    previous_hit: int | None  # nearest page with a hit before this one
    next_hit: int | None
    contents: tuple[tuple[str, int, int, str | None], ...]  # heading, level, page, page label
    origin: Origin = Origin.FILE
    confidence: int | None = None  # of the recognition, 0..100; None for text of the file
    waits: bool = False  # its text is still to be recognised

    @property
    def doubtful(self) -> bool:
        """Whether the text was recognised and should be compared with the original."""
        return self.confidence is not None and self.confidence < DOUBTFUL_CONFIDENCE


class Outcome(StrEnum):
    """What became of one file of an import."""

    ADDED = "added"
    DUPLICATE = "duplicate"  # the library holds the same bytes
    FAILED = "failed"
    SKIPPED = "skipped"  # in a folder, and not a document
    UNMATCHED = "unmatched"  # a row of the metadata table, and none of the files is its


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of an import's report."""

    path: Path
    outcome: Outcome
    document_id: str | None = None
    reason: str = ""  # for failed and skipped: what, and what to do
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
class Holdings:
    """What the library holds, in short."""

    documents: int
    pages: int
    collections: tuple[tuple[str, int], ...]
    newest: tuple[Document, ...]


class Certainty(StrEnum):
    """How much of a document's identity a reference states."""

    FULL = "full"  # number and symbol, with the date or the term
    NUMBER = "number"  # number and symbol alone: another term may have the same
    NAME = "name"  # what it is called
    BARE = "bare"  # kind and number without a symbol


@dataclass(frozen=True, slots=True)
class Reference:
    """One document naming another, at one place of its text. Empty means not stated."""

    start: int  # slice of the text
    end: int
    text: str  # that slice
    key: str  # what the named document is looked up by, see indexer.metadata.references
    certainty: Certainty
    kind: str = ""
    number: str = ""  # "23", "106b", "30/2020"
    symbol: str = ""  # in house form: "CT/TW", "NĐ-CP"
    issued_on: date | None = None
    year: int | None = None
    issuer: str = ""
    term: int | None = None  # khóa
    pinpoint: str = ""  # place within the named document: "khoản 2 Điều 3"
    page: int = 0  # of the file, from 1; 0 where the text has no pages


@dataclass(frozen=True, slots=True)
class Led:
    """A reference, and where in the library it leads."""

    reference: Reference
    document: Document | None  # the only one that it can name
    candidates: tuple[Document, ...] = ()  # those it may name, where that is not sure; none: not held


@dataclass(frozen=True, slots=True)
class CitingDocument:
    """A document that refers to another."""

    document: Document
    references: tuple[Reference, ...]  # in the order of its text
    sure: bool  # some reference can name no other document of the library


@dataclass(frozen=True, slots=True)
class CitedBy:
    """The documents that refer to one."""

    documents: tuple[CitingDocument, ...]  # those asked for, the surest and newest first
    total: int
    sure: int  # of the total
