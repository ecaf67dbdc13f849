"""A pasted text: its rarest syllables and pairs stand for the whole of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from indexer.engines.base import BIGRAM, SYLLABLE
from indexer.model import Reading
from indexer.query.gathered import Gathered, Pattern
from indexer.query.terms import AnyOf, Match, among
from indexer.query.weights import Weights

TELLING = 64  # distinct syllables up to which all are asked for; of a longer line, so many of the rarest
SHARE = 0.125  # of these that a passage must hold: a pasted text runs over several passages
_RANKING = 32  # of the rarest syllables, and of the rarest pairs, that rank
PROSE = 100  # syllables from which a line is prose, and no sign in it an operator

Frequencies = Callable[[str, Sequence[str]], Sequence[int]]  # field, terms → passages that hold each


def telling(
    gathered: Gathered, weights: Weights, frequencies: Frequencies, terms: Sequence[str], pairs: Sequence[str]
) -> Match:
    """The passages that hold enough of the rarest syllables; scores and highlights are gathered.

    Args:
        terms: distinct terms of the text's syllables.
        pairs: terms of its pairs.
    """
    chosen = _rarest(frequencies, SYLLABLE, terms, TELLING)
    for term in _rarest(frequencies, SYLLABLE, chosen, _RANKING):
        gathered.score(SYLLABLE, term, weights.syllable)
    for pair in _rarest(frequencies, BIGRAM, list(dict.fromkeys(pairs)), _RANKING):
        gathered.score(BIGRAM, pair, weights.bigram)
    gathered.patterns.extend(Pattern((term,)) for term in terms)
    gathered.share = min(gathered.share, SHARE)
    gathered.notice(Reading.TELLING, str(len(chosen)))
    return among(SYLLABLE, chosen, ceil(SHARE * len(chosen))) if chosen else AnyOf(())


def _rarest(frequencies: Frequencies, field: str, terms: Sequence[str], most: int) -> list[str]:
    """Those of the terms that the fewest passages hold, in the order of the line; none that no passage holds."""
    held = {term: count for term, count in zip(terms, frequencies(field, terms), strict=True) if count}
    rare = set(sorted(held, key=held.__getitem__)[:most])
    return [term for term in terms if term in rare]
