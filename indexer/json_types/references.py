"""What documents name."""

from __future__ import annotations

from typing import Annotated, TypedDict

from indexer.json_types.documents import Card
from indexer.json_types.parts import Count, Day, Next
from indexer.model import (
    Certainty,
)


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
