"""What the library says of a document."""

from __future__ import annotations

from typing import Annotated, TypedDict

from indexer.json_types.parts import Count, Day, Moment, Next
from indexer.model import (
    Kinship,
    Source,
    Standing,
    Status,
)


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


class Repair(TypedDict):
    """Text that was changed so that it can be read."""

    page: int | None
    what: str
    where: str
    syllables: Count


class Repairs(TypedDict):
    """What was repaired of a document's text."""

    repairs: list[Repair]
