"""What is told of the quotations of a manuscript."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indexer.model.document import Document


class Verdict(StrEnum):
    """What became of one quotation."""

    EXACT = "exact"
    NEAR = "near"  # but for punctuation, missing accents, case, or letters that a scan misread
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"  # found, and surely not where the manuscript says
    NOT_FOUND = "not_found"
    SHORT = "short"  # too short to be judged


@dataclass(frozen=True, slots=True)
class ManuscriptQuotation:
    """A stretch of the manuscript that claims to be somebody else's words."""

    start: int  # in the manuscript's text, without its quotation marks
    end: int
    text: str
    claim: str = ""  # what the manuscript says of its source, empty if nothing


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation in place of which others are printed; either may be empty."""

    start: int  # in the text of the quotation
    end: int
    quoted: str
    printed: str


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """Where a quotation stands."""

    document: Document
    page: int  # in the file, where it begins
    last_page: int
    label: str | None  # as printed: "25", or "25-26" over a page break
    printed: str  # the words that stand there
    citation: str


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation with its verdict; without a source it was not found, or not looked for."""

    quotation: ManuscriptQuotation
    verdict: Verdict
    source: QuotedSource | None = None
    differences: tuple[Difference, ...] = ()
    note: str = ""  # of ELSEWHERE, what is wrong: "page" or "document"


@dataclass(frozen=True, slots=True)
class QuotationReport:
    """A manuscript as it was read, and its quotations in order."""

    text: str
    checked: tuple[CheckedQuotation, ...]


@dataclass(frozen=True, slots=True)
class ManuscriptState:
    """How far a long manuscript has come."""

    done: int
    total: int  # quotations; 0 before the first is checked
    report: QuotationReport | None = None  # when all are
    interrupted: bool = False  # whoever checked it has ended before
