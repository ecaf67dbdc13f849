"""What an engine matches and scores: a tree over analysed terms. Engines never see the reader's line.

Terms arrive as the analyzer makes them (`indexer.text.analyze`) and are never split or changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Has:
    """Passages that hold the term in the field."""

    field: str
    term: str


MOST_WAYS = 1000  # in which the terms of a phrase may stand apart


@dataclass(frozen=True, slots=True)
class HasPhrase:
    """Passages that hold the terms in order, with at most `within` other positions between the first and the last.

    At least two terms; `ways` of them at most MOST_WAYS.
    """

    field: str
    terms: tuple[str, ...]
    within: int = 0


def ways(terms: int, within: int) -> int:
    """In how many ways so many terms may stand within so many other positions.

    >>> ways(2, 5), ways(4, 5), ways(8, 0)
    (6, 56, 1)
    """
    return comb(within + terms - 1, terms - 1)


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


def among(field: str, terms: Sequence[str], least: int) -> Match:
    """Passages that hold at least so many of the terms; one term stands for itself."""
    parts = tuple(Has(field, term) for term in terms)
    if len(parts) == 1:
        return parts[0]
    return AllOf(parts) if least >= len(parts) else AnyOf(parts, least)


def together(field: str, terms: tuple[str, ...], within: int = 0) -> Match:
    """Passages that hold the terms as a phrase; one term stands for itself."""
    return Has(field, terms[0]) if len(terms) == 1 else HasPhrase(field, terms, within)
