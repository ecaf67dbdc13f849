"""What librarians look at and change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from indexer.model.account import Act
from indexer.model.card import Evidence
from indexer.model.document import Document, Likeness, Repair


class Need(StrEnum):
    """Why a librarian should look at a document."""

    CARD = "card"  # values of its card are in doubt
    SAME = "same"  # another document may have the same text
    SCAN = "scan"  # pages of it were hard to recognise
    REPAIR = "repair"  # its text was in an old encoding


@dataclass(frozen=True, slots=True)
class ToLook:
    """A document to be looked at, with what speaks for that."""

    document: Document
    needs: frozenset[Need]
    suggestions: tuple[Evidence, ...] = ()
    twins: tuple[Likeness, ...] = ()
    doubtful_pages: tuple[tuple[int, int], ...] = ()  # page, confidence
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A change of a card, with what stood there before: it can be undone."""

    number: int
    document_id: str
    at: datetime
    who: str
    act: Act
    before: Mapping[str, str] = field(default_factory=dict)  # fields as cells of the metadata table
    after: Mapping[str, str] = field(default_factory=dict)
