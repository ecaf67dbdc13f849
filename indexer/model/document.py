"""A document as the library holds it, and what reading its file came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from indexer.model.card import Metadata
from indexer.model.text import Page


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


class Status(StrEnum):
    """How far a document has come. Each step is written only when it is complete."""

    QUEUED = "queued"  # original kept, text not yet extracted
    EXTRACTED = "extracted"  # text in the catalogue, not yet in the index
    INDEXED = "indexed"
    FAILED = "failed"


_PICTURED = frozenset({"application/pdf", "image/png", "image/jpeg", "image/tiff"})


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
    changed_at: datetime  # when it was added, or its text, card or collections last changed
    status: Status
    problem: str  # why it failed; empty otherwise
    pages: int
    paged: bool
    collections: tuple[str, ...] = ()
    trashed: bool = False
    waiting: int = 0  # pages whose text waits to be recognised
    revision: int = 0  # how often its text, card, collections or place have changed
    problem_kind: str = ""  # name of the class of the error that `problem` tells of

    @property
    def pictured(self) -> bool:
        """Whether its pages can be shown as images."""
        return self.media_type in _PICTURED


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the library holds, in short."""

    documents: int
    pages: int
    collections: tuple[tuple[str, int], ...]
    newest: tuple[Document, ...]
