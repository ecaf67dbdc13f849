"""Citations, and quotations that were checked."""

from __future__ import annotations

from typing import Annotated, TypedDict

from indexer.json_types.parts import PageLabel, PageNumber
from indexer.model import (
    Verdict,
)


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
