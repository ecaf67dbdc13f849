"""What lines may be completed to: words of the library, titles, authors and document numbers, by their beginnings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest
from typing import NamedTuple

from indexer.catalogue import Catalogue
from indexer.engines.base import WORD, Engine
from indexer.model import SuggestionKind
from indexer.text.normalize import fold
from indexer.text.tokens import tokenize

MOST_WORDS = 40_000  # words of two or more syllables, the most frequent
_MOST_KEYS = 200_000  # beginnings of titles; with few titles, any word of one may begin it
_LONGEST = 160  # code points of a title that is offered
_NOT_IN_NUMBERS = re.compile(r"[^a-z0-9]")


class Entry(NamedTuple):
    """One completion, under one of its beginnings."""

    key: str  # folded
    weight: int
    text: str
    kind: SuggestionKind


class Vocabulary:
    """The completions of one state of a library."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries)
        self.best = lru_cache(maxsize=4096)(self._best)

    def __len__(self) -> int:
        return len(self._entries)

    def _best(self, beginning: str, most: int) -> tuple[Entry, ...]:
        """The weightiest entries with a folded beginning."""
        start = bisect_left(self._entries, (beginning,))
        end = bisect_left(self._entries, (beginning + "\U0010ffff",))
        return tuple(nlargest(most, self._entries[start:end], key=lambda each: each.weight))


def make_vocabulary(engine: Engine, catalogue: Catalogue) -> Vocabulary:
    """The vocabulary of a library as it is now. Costs a walk over the index's words and the catalogue's cards."""
    return Vocabulary([*_words(engine), *_cards(catalogue)])


def squeezed(number: str) -> str:
    """A document number as it is compared while it is typed: letters and digits, without a leading nought.

    >>> squeezed("05-NQ/ĐU"), squeezed("5 nq/du")
    ('5nqdu', '5nqdu')
    """
    return _NOT_IN_NUMBERS.sub("", fold(number)).lstrip("0")


def _words(engine: Engine) -> Iterator[Entry]:
    for each in engine.terms(WORD, "", MOST_WORDS):
        parts = each.term.split("_")
        if len(parts) > 1 and all(part.isalpha() for part in parts):
            yield Entry(" ".join(map(fold, parts)), each.passages, " ".join(parts), SuggestionKind.WORD)


def _cards(catalogue: Catalogue) -> Iterator[Entry]:
    cards = catalogue.names()
    starts = max(1, _MOST_KEYS // max(len(cards), 1))
    authors: dict[str, int] = {}
    for title, number, names in cards:
        if number:
            yield Entry(f"#{squeezed(number)}", 1, number, SuggestionKind.NUMBER)
        for name in names:
            authors[name] = authors.get(name, 0) + 1
        if title and len(title) <= _LONGEST:
            words = [fold(token.term) for token in tokenize(title)]
            for at in range(min(len(words), starts)):
                yield Entry(" ".join(words[at:]), -at, title, SuggestionKind.TITLE)
    for name, documents in authors.items():
        words = [fold(token.term) for token in tokenize(name)]
        for at in range(len(words)):
            yield Entry(" ".join(words[at:]), documents, name, SuggestionKind.AUTHOR)
