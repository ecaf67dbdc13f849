"""Pages and passages of a document."""

from __future__ import annotations

from typing import Annotated, TypedDict

from indexer.json_types.documents import Document
from indexer.json_types.parts import Count, Next, PageLabel, PageNumber, Slice
from indexer.model import (
    BlockKind,
    Origin,
    PassageKind,
)


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
