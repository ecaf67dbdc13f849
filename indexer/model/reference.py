"""Documents that name other documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indexer.model.document import Document


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


@dataclass(frozen=True, slots=True)
class Named:
    """A paper that a document names, however often."""

    reference: Reference  # the place that says most of it
    page: int  # of the file, where it is named first
    places: int
    document: Document | None  # as of Led
    candidates: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A paper that documents of the library name, and that the library does not hold."""

    reference: Reference  # the place that says most of it
    documents: int  # that name it
    places: int
    asking: tuple[Document, ...]  # some of those documents
