"""Did you mean: another line, near to the one that was typed, that surely finds something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from indexer.query.nodes import Node, Phrase, is_loose
from indexer.query.numbers import apart_from_numbers
from indexer.suggest.spelling import respelt
from indexer.suggest.statistics import Statistics
from indexer.text.normalize import fold
from indexer.text.tokens import Token

_MOST_WORDS = 12  # of a longer line, a slip hides little
_TIMES = 5  # as many documents a mended line must find
_VOWELS = frozenset("aeiouy")

Finds = Callable[[str], int]  # a line → documents that hold it whole


def did_you_mean(line: str, node: Node, found: int, statistics: Statistics, finds: Finds) -> str | None:
    """The line with its accents restored and its slips mended; None where it is well as it is.

    Never a line that finds nothing, nor a mended one that does not find far more than the line typed.

    Args:
        node: the line as understood, nothing in it changed.
        found: documents that hold the line whole.
    """
    tokens = apart_from_numbers(line)
    if not (is_loose(node) or isinstance(node, Phrase)) or not 0 < len(tokens) <= _MOST_WORDS:
        return None
    changed = {
        token: word
        for run in _runs(tokens)
        for token, word in zip(run, respelt([token.term for token in run], statistics), strict=True)
        if word != token.term
    }
    if not changed or (len(tokens) == 1 and found):
        return None
    meant = _replaced(line, changed)
    least = 1 if all(fold(word) == token.term for token, word in changed.items()) else max(1, _TIMES * found)
    return meant if finds(meant) >= least else None


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Words side by side; numbers and abbreviations stand between them as they are."""
    for is_word, run in groupby(tokens, key=lambda token: _is_word(token.term)):
        if is_word:
            yield list(run)


def _is_word(term: str) -> bool:
    return term.isalpha() and not _VOWELS.isdisjoint(fold(term))


def _replaced(line: str, changed: dict[Token, str]) -> str:
    pieces, at = [], 0
    for token, word in changed.items():
        typed = line[token.start : token.end]
        written = word.upper() if typed.isupper() and len(typed) > 1 else word
        pieces += [line[at : token.start], written.capitalize() if typed.istitle() else written]
        at = token.end
    return "".join([*pieces, line[at:]])
