"""What each kind of term adds to a score: all weights, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Chosen by measurement: docs/decisions."""

    syllable: float = 1.0
    bigram: float = 1.0
    word: float = 0.25  # for neighbours of the line that make a word in the passage
    rarity: float = 0.2  # power of a syllable's rarity beyond what BM25 makes of it
    foreign: float = 2.0  # of each, for a word that is no Vietnamese syllable
    question: float = 0.2  # of each, for words that only ask
    as_written: float = (
        0.4  # share of a spelling's passages that write it without accents, to believe that it was meant so
    )
    title: float = 0.2
    front: float = 0.5
    number: float = 100_000.0  # the document's own: before all that name it, however rare BM25 finds the field
    cited: float = 3.0  # a number in running text
    kind: float = 20.0  # typed before a number: tells papers of one number apart
    expansion: float = 0.5  # of each, for the other forms of an abbreviation
