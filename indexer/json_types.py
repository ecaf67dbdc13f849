"""The shapes of JSON answers as types. The API's description of itself is made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NotRequired, TypedDict

from indexer.model import (
    BlockKind,
    Certainty,
    Kinship,
    Origin,
    Outcome,
    PassageKind,
    Reading,
    Source,
    Standing,
    Status,
    SuggestionKind,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value keeps to, beside its type."""

    told: str = ""
    format: str | None = None
    least: int | None = None
    length: int | None = None  # of a list


Day = Annotated[str, Rule(format="date")]
Moment = Annotated[str, Rule(format="date-time")]
Count = Annotated[int, Rule(least=0)]
PageNumber = Annotated[int, Rule("place in the file, from 1", least=1)]
PageLabel = Annotated[str | None, "what is printed on the page as its number"]
Slice = Annotated[list[int], Rule("half open, in code points", length=2)]
Next = Annotated[str | None, "address of what follows; null at the end"]


class Card(TypedDict):
    """The short card of a document. Empty means unknown."""

    id: str
    title: str
    kind: str
    number: Annotated[str, "number and symbol as printed"]
    issuer: str
    issued_on: Day | None
    authors: list[str]
    year: int | None


class Document(Card):
    """Everything the catalogue says of a document."""

    place: str
    signer: str
    journal: str
    issue: str
    abstract: str
    keywords: list[str]
    volume: str
    page_range: str
    language: str
    publisher: str
    edition: str
    isbn: str
    issn: str
    doi: str
    url: str
    collections: list[str]
    filename: str
    media_type: str
    size: Annotated[int, "bytes"]
    sha256: str
    added_at: Moment
    changed_at: Annotated[Moment, "when it was added, or its text, card or collections last changed"]
    status: Status
    pages: Count
    paged: Annotated[bool, "false: the pages are sections cut for reading, and none may be cited"]
    waiting: Annotated[int, "pages whose text waits to be recognised"]


class Documents(TypedDict):
    """Documents of the library, those added last first."""

    documents: list[Document]
    next: Next


class Notice(TypedDict):
    """How the line was read, where that is not plain."""

    reading: Reading
    detail: str
    problem: NotRequired[str]


class PassageHit(TypedDict):
    """A passage that was found."""

    page: PageNumber
    page_label: PageLabel
    text: str
    highlights: Annotated[list[Slice], "of the text"]
    score: float
    heading: str


class DocumentHit(Card):
    """A document of a result with its best passages."""

    score: float
    whole: Annotated[bool, "some passage holds the whole line"]
    matching_passages: Count
    passages: list[PassageHit]


class Answer(TypedDict):
    """What a document answers to a question that is close to the line."""

    document: Card
    question: str
    text: str
    highlights: list[Slice]
    ends: Annotated[bool, "the text holds the answer to its end"]
    page: PageNumber
    page_label: PageLabel
    score: float


class SearchPage(TypedDict):
    """One page of a result."""

    query: str
    interpreted: str
    notices: list[Notice]
    did_you_mean: str | None
    took_ms: float
    total_documents: Count
    total_passages: Count
    offset: Count
    limit: Count
    more: Annotated[bool, "documents follow this page"]
    answer: Answer | None
    documents: list[DocumentHit]
    facets: Annotated[dict[str, dict[str, int]], "facet → value → documents"]


class Suggestion(TypedDict):
    """A line that goes on from the one typed, and finds something."""

    line: str
    kind: SuggestionKind


class Suggestions(TypedDict):
    """Completions of a line."""

    query: str
    suggestions: list[Suggestion]


class Reference(TypedDict):
    """One place where a document names another. Empty means not stated."""

    text: str
    page: Annotated[int, "of the file, from 1; 0 where the text has no pages"]
    start: Annotated[int, "in the document's text"]
    end: int
    kind: str
    number: str
    symbol: str
    issued_on: Day | None
    year: int | None
    issuer: str
    term: int | None
    pinpoint: Annotated[str, "place within the named document"]
    certainty: Certainty


class Led(Reference):
    """A reference, and where in the library it leads."""

    document: Annotated[Card | None, "the only one that it can name"]
    candidates: Annotated[list[Card], "those it may name; none beside no document: not held"]


class CitingDocument(TypedDict):
    """A document that refers to another."""

    document: Card
    sure: Annotated[bool, "it can mean no other document of the library"]
    references: list[Reference]


class Referring(TypedDict):
    """What a document refers to, in the order of its text."""

    references: list[Led]


class Citing(TypedDict):
    """What refers to a document, the surest and newest first."""

    cited_by: list[CitingDocument]


class References(Referring, Citing):
    """What a document refers to, and what refers to it."""


class ReferencesPage(Referring):
    """Some of what a document refers to."""

    total: Count
    next: Next


class CitedByPage(Citing):
    """Some of what refers to a document."""

    total: Count
    next: Next


class SimilarHit(Card):
    """A document about the same as another."""

    score: float
    shared: Annotated[list[str], "words that both hold"]
    passages: list[PassageHit]


class Similar(TypedDict):
    """Documents about the same as another, or as a part of it."""

    id: str
    page: int | None
    page_label: str | None
    words: Annotated[list[str], "its most telling words"]
    documents: list[SimilarHit]


class Wish(Reference):
    """A paper that documents refer to and the library does not hold: the place that says most of it."""

    documents: Annotated[Count, "that refer to it"]
    places: Annotated[Count, "where they do"]
    asking: Annotated[list[Card], "some of these documents"]


class Wishes(TypedDict):
    """Papers that are wanted, those most asked for first."""

    wanted: list[Wish]


class WishesPage(Wishes):
    """Some of the papers that are wanted."""

    next: Next


class Evidence(TypedDict):
    """A value for a card, and where it was read."""

    field: str
    value: str
    standing: Standing
    source: Source
    page: int | None
    line: str


class Likeness(TypedDict):
    """Another document with text in common."""

    id: str
    title: str
    kinship: Kinship
    share: float


class Evidences(TypedDict):
    """What speaks for the values of a card, and documents with text in common."""

    evidence: list[Evidence]
    likenesses: list[Likeness]


class Block(TypedDict):
    """A paragraph, heading, line of a table or footnote."""

    kind: BlockKind
    level: Count
    text: str
    highlights: list[Slice]


class PageName(TypedDict):
    """A page, and what is printed on it as its number."""

    page: PageNumber
    page_label: PageLabel


class HitPage(PageName):
    """A page with hits of the line."""

    passages: Annotated[Count, "that hold it"]


class ReadingPage(PageName):
    """A page of a document to be read."""

    document: Document
    origin: Origin
    confidence: Annotated[int | None, "of the recognition, 0 to 100; null for text of the file"]
    doubtful: bool
    waiting: Annotated[bool, "its text is still to be recognised"]
    blocks: list[Block]
    previous_page: int | None
    next_page: int | None
    hit_pages: list[HitPage]


class PageText(PageName):
    """A page with its text, blocks one a line."""

    text: str


class Pages(TypedDict):
    """Pages of a document, in order."""

    total: Count
    pages: list[PageText]
    next: Next


class Passage(PageName):
    """A passage as it is indexed: whole sentences, one shared with the next."""

    last_page: PageNumber
    heading: Annotated[str, "titles above it, with ' › ' between"]
    kind: PassageKind
    text: str
    spans: Annotated[str, "slices of the document's text, as a citation takes them"]


class Passages(TypedDict):
    """Passages of a document, in order."""

    total: Count
    passages: list[Passage]
    next: Next


class Repair(TypedDict):
    """Text that was changed so that it can be read."""

    page: int | None
    what: str
    where: str
    syllables: Count


class Repairs(TypedDict):
    """What was repaired of a document's text."""

    repairs: list[Repair]


class File(Repairs):
    """What became of one file of an import."""

    path: str
    outcome: Outcome
    id: str | None
    pages: Count
    passages: Count
    waiting: Count
    reason: str
    suggestions: Count
    likenesses: list[Likeness]


class FileReports(TypedDict):
    """The outcome of an import: how many files of each, and all of them."""

    added: Count
    duplicate: Count
    failed: Count
    skipped: Count
    unmatched: Count
    files: list[File]


class Scan(TypedDict):
    """What became of a document whose pages were recognised."""

    id: str
    filename: str
    pages: Count
    passages: Count
    confidences: dict[str, int]
    doubtful: list[int]
    problems: dict[str, str]
    reason: str


class Citation(TypedDict):
    """A document, or a page of it, cited in a style."""

    id: str
    style: str
    text: str
    html: Annotated[str, "the same with titles in <i>"]
    page: int | None
    page_label: Annotated[str | None, "as cited; null where no page may be named"]


class CitedWords(Citation):
    """A citation with the words that were picked."""

    quotation: str | None


class Style(TypedDict):
    """A citation style."""

    name: str
    title: str


class Format(TypedDict):
    """A format of records for other programs."""

    name: str
    media_type: str


class Styles(TypedDict):
    """What documents can be cited in."""

    styles: list[Style]
    formats: list[Format]


class Finding(TypedDict):
    """Something wrong between catalogue, originals and index."""

    what: str
    repaired: bool


class Findings(TypedDict):
    """The outcome of a check."""

    findings: list[Finding]


class Copied(TypedDict):
    """A backup that was made or restored."""

    backup: str
    documents: int
    files: int
    linked: int
    bytes: int
    problems: list[str]


class Difference(TypedDict):
    """Words of a quotation in place of which others are printed."""

    start: Annotated[int, "in the text of the quotation"]
    end: int
    quoted: str
    printed: str


class QuotedSource(TypedDict):
    """Where a quotation stands."""

    id: str
    title: str
    page: PageNumber
    last_page: PageNumber
    page_label: PageLabel
    printed: Annotated[str, "the words that stand there"]
    citation: str


class CheckedQuotation(TypedDict):
    """A quotation of a manuscript with its verdict."""

    start: Annotated[int, "in the manuscript's text, in code points"]
    end: int
    text: str
    claim: Annotated[str, "what the manuscript says of its source"]
    verdict: Verdict
    wrong: Annotated[str | None, "of elsewhere: page or document"]
    differences: list[Difference]
    source: QuotedSource | None


class Quotations(TypedDict):
    """A checked manuscript."""

    quotations: list[CheckedQuotation]
    counts: Annotated[dict[str, int], "verdict → quotations"]


class Wrong(TypedDict):
    """What went wrong."""

    code: Annotated[str, "stays the same in every version: page_not_found"]
    status: int
    message: str
    message_vi: Annotated[str, "for readers, in Vietnamese"]
    parameter: NotRequired[str]
    allowed: NotRequired[list[str]]


class Problem(TypedDict):
    """Every answer that is no success."""

    error: Wrong
