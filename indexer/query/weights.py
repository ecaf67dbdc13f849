"""What each kind of term adds to a score: all weights, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Chosen by measurement: docs/decisions/0002-ranking.md."""

    syllable: float = 1.0
    bigram: float = 0.85
    word: float = 0.25  # for neighbours of the line that make a word in the passage
    loose: float = 0.15  # of each, for the folded form of a syllable typed without accents beside accented ones
    title: float = 0.2
    front: float = 0.5
    number: float = 30.0  # in the document's own; a tenth of it in running text
    expansion: float = 0.5  # of each, for the other forms of an abbreviation
