"""A catalogue card, and what speaks for each of its values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    language: str = ""  # a code of text.language.LANGUAGES, where it is not Vietnamese


class Source(StrEnum):
    """Where a value of a card comes from."""

    FIRST_PAGE = "first page"  # or those after it that make the front: title page, imprint
    LAST_PAGE = "last page"  # the end of the text: when a law was passed, the imprint of a book
    SIGNATURE = "signature"
    RUNNING_HEAD = "running head"
    PROPERTIES = "file properties"
    FILE_NAME = "file name"
    TABLE = "metadata table"
    LIBRARIAN = "librarian"  # at the desk; the line is the name of the account


class Standing(StrEnum):
    """How far a value is trusted."""

    SURE = "sure"  # nothing else could be meant, or a person gave it: the card's value
    OPEN = "open"  # in doubt: a suggestion to the librarian. The name of the file is the title meanwhile
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
