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
    number: float = 100_000.0  # the document's own: before all that name it, however rare BM25 finds the field
    cited: float = 3.0  # a number in running text
    kind: float = 20.0  # typed before a number: tells papers of one number apart
    expansion: float = 0.5  # of each, for the other forms of an abbreviation
