"""What an engine matches and scores: a tree over analysed terms. Engines never see the reader's line.

Terms arrive as the analyzer makes them (`indexer.text.analyze`) and are never split or changed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Has:
    """Passages that hold the term in the field."""

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class HasPhrase:
    """Passages that hold the terms at consecutive positions, in order. At least two terms."""

    field: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasPrefix:
    """Passages that hold a term beginning with the prefix (1 or more characters)."""

    field: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Between:
    """Passages of documents whose year lies within low..high, both included; None leaves an end open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class InDocuments:
    """Passages of the documents of these numbers."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Passages that every part matches. No parts: every passage."""

    parts: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Passages that at least `least` (1 or more) of the parts match. No parts: none."""

    parts: tuple[Match, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Without:
    """Passages that the part does not match."""

    part: Match


Match = Has | HasPhrase | HasPrefix | Between | InDocuments | AllOf | AnyOf | Without


@dataclass(frozen=True, slots=True)
class Scored:
    """A term whose BM25 in its field, times the weight (above 0), is added to a passage's score."""

    field: str
    term: str
    weight: float = 1.0
