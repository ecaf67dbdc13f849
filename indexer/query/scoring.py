"""What each syllable of a line, and each pair of neighbours, adds to a passage's score.

Numbers for every choice: docs/decisions/0002-ranking.md and those after it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from indexer.engines.base import BIGRAM, FRONT, SYLLABLE, TITLE, WORD
from indexer.query.gathered import Gathered
from indexer.query.weights import Weights
from indexer.text.analyze import bigram, folded_bigram
from indexer.text.normalize import fold
from indexer.text.syllables import accentings
from indexer.text.tokens import Token, folded

LONG_LINE = 6  # syllables up to which a line may be a title
_VOWELS = frozenset("aeiouy")

Frequencies = Callable[[str, Sequence[str]], Sequence[int]]  # field, terms → passages that hold each


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the index says of its terms."""

    frequencies: Frequencies
    passages: int  # in the index; 0: unknown, and all terms are equally telling

    def rarity(self, held: int) -> float:
        """What BM25 multiplies a term by that so many passages hold; 1 where nothing is known."""
        if not self.passages:
            return 1.0
        held = min(held, self.passages)
        return math.log(1 + (self.passages - held + 0.5) / (held + 0.5))


class Scoring:
    """Scores the runs of words of one line."""

    def __init__(self, gathered: Gathered, weights: Weights, statistics: Statistics, *, plain_line: bool) -> None:
        """Args: plain_line: no syllable of the line has an accent."""
        self._gathered, self._weights, self._statistics, self._plain_line = gathered, weights, statistics, plain_line

    def run(self, tokens: Sequence[Token], asking: Collection[int] = ()) -> None:
        """Score neighbouring words.

        Args:
            asking: places of tokens that only make the line a question.
        """
        weights, held = self._weights, self._held(tokens)
        worth = [self._worth(token, asks=at in asking) for at, token in enumerate(tokens)]
        dropped = [self._dropped(token, held) for token in tokens]
        for token, own, loose in zip(tokens, worth, dropped, strict=True):
            term = matched(token)
            if self._plain_line or loose:
                self._syllable(term, own, held)
            if not self._plain_line:
                self._syllable(token.term, own, held)
            if len(tokens) <= LONG_LINE:  # a longer line is no title, and each term costs time
                self._gathered.score(FRONT, term, weights.front)
                self._gathered.score(TITLE, term, weights.title)
        for left, right in itertools.pairwise(range(len(tokens))):
            share = min(1.0, (worth[left] + worth[right]) / 2)
            self._pair(tokens[left].term, tokens[right].term, share, loose=dropped[left] or dropped[right])

    def _syllable(self, term: str, worth: float, held: dict[str, int]) -> None:
        rarity = self._statistics.rarity(held.get(term, 0)) ** self._weights.rarity
        self._gathered.score(SYLLABLE, term, self._weights.syllable * worth * rarity)

    def _pair(self, left: str, right: str, share: float, *, loose: bool) -> None:
        weights = self._weights
        if self._plain_line or loose:
            self._gathered.score(BIGRAM, folded_bigram(left, right), weights.bigram * share)
        if not self._plain_line:
            exact = bigram(left, right)
            self._gathered.score(BIGRAM, exact, weights.bigram * share)
            self._gathered.score(WORD, exact, weights.word * share)

    def _worth(self, token: Token, *, asks: bool) -> float:
        """A word of another language is one token where a Vietnamese word is two and a pair: it counts as much."""
        if asks:
            return self._weights.question
        return self._weights.foreign if _is_foreign(token.term) else 1.0

    def _held(self, tokens: Sequence[Token]) -> dict[str, int]:
        """How many passages hold each syllable, as typed and folded."""
        terms = list(dict.fromkeys(term for token in tokens for term in (token.term, folded(token.term))))
        return dict(zip(terms, self._statistics.frequencies(SYLLABLE, terms), strict=True))

    def _dropped(self, token: Token, held: dict[str, int]) -> bool:
        """Whether a syllable without accents, beside accented ones, was most likely meant with some.

        `theo` is nearly always written so; `luan` hardly ever: most of what it may stand for has an accent.
        """
        if self._plain_line or is_accented(token.term) or not is_syllable_like(token.term):
            return False
        return held[token.term] < self._weights.as_written * held[folded(token.term)]


def matched(token: Token) -> str:
    """The term that a syllable is matched by: without accents, whatever its accents."""
    return token.term if is_accented(token.term) or not token.term.isalpha() else folded(token.term)


def is_accented(term: str) -> bool:
    """Whether a term has a mark, or is spelled with đ."""
    return fold(term) != term


def is_syllable_like(term: str) -> bool:
    """Whether a term is letters with a vowel among them: an abbreviation such as CNXH has no accents to lose."""
    return term.isalpha() and not _VOWELS.isdisjoint(fold(term))


def _is_foreign(term: str) -> bool:
    """Whether a term of letters is no Vietnamese syllable; without accents, the beginning of none."""
    if not term.isalpha():
        return False
    possible = accentings(fold(term))
    return term not in possible if is_accented(term) else not possible
