"""What lines may be completed to: words of the library, titles, authors and document numbers, by their beginnings."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate, chain
from typing import NamedTuple

from indexer.catalogue import Catalogue
from indexer.engines.base import WORD, Engine
from indexer.memory import give_back
from indexer.model import SuggestionKind
from indexer.text.normalize import fold
from indexer.text.tokens import tokenize

MOST_WORDS = 40_000  # words of two or more syllables, the most frequent
_MOST_KEYS = 200_000  # beginnings of titles; with few titles, any word of one may begin it
_LONGEST = 160  # code points of a title that is offered
_WHOLE = (0,)
_NOT_IN_NUMBERS = re.compile(r"[^a-z0-9]")


class Entry(NamedTuple):
    """One completion, under one of its beginnings."""

    key: str  # folded
    weight: int
    text: str
    kind: SuggestionKind


class Offer(NamedTuple):
    """A text that is offered, and where in its folded form what is typed may begin."""

    folded: str
    starts: Sequence[int]  # from the first word that they stand for on, offsets
    weight: int  # of a title, one less for each word that is left out: one that begins so comes first
    text: str
    kind: SuggestionKind


class Vocabulary:
    """The completions of one state of a library.

    A text is offered under its beginning and, of titles and names, from each of their words on: what it is offered
    under is the rest of its folded form, and no string of its own.
    """

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._texts = list(offers)
        places = [(text, start) for text, offer in enumerate(self._texts) for start in offer.starts]
        places.sort(key=lambda place: (self._texts[place[0]].folded[place[1] :], place))
        self._text = array("I", (text for text, _ in places))
        self._start = array("I", (start for _, start in places))
        self.best = lru_cache(maxsize=4096)(self._best)

    def __len__(self) -> int:
        return len(self._text)

    def _key(self, at: int) -> str:
        return self._texts[self._text[at]].folded[self._start[at] :]

    def _weight(self, at: int) -> int:
        offer = self._texts[self._text[at]]
        return offer.weight - (offer.folded.count(" ", 0, self._start[at]) if offer.kind is SuggestionKind.TITLE else 0)

    def _best(self, beginning: str, most: int) -> tuple[Entry, ...]:
        """The weightiest entries with a folded beginning."""
        everywhere = range(len(self))
        start = bisect_left(everywhere, beginning, key=self._key)
        end = bisect_left(everywhere, beginning + "\U0010ffff", lo=start, key=self._key)
        return tuple(map(self._entry, nlargest(most, everywhere[start:end], key=self._weight)))

    def _entry(self, at: int) -> Entry:
        offer = self._texts[self._text[at]]
        return Entry(self._key(at), self._weight(at), offer.text, offer.kind)


def make_vocabulary(engine: Engine, catalogue: Catalogue) -> Vocabulary:
    """The vocabulary of a library as it is now. Costs a walk over the index's words and the catalogue's cards."""
    made = Vocabulary(chain(_words(engine), _cards(catalogue)))
    give_back()  # a walk over the words of a large library holds them all for a moment
    return made


def squeezed(number: str) -> str:
    """A document number as it is compared while it is typed: letters and digits, without a leading nought.

    >>> squeezed("05-NQ/ĐU"), squeezed("5 nq/du")
    ('5nqdu', '5nqdu')
    """
    return _NOT_IN_NUMBERS.sub("", fold(number)).lstrip("0")


def _words(engine: Engine) -> Iterator[Offer]:
    for each in engine.terms(WORD, "", MOST_WORDS):
        parts = each.term.split("_")
        if len(parts) > 1 and all(part.isalpha() for part in parts):
            yield Offer(" ".join(map(fold, parts)), _WHOLE, each.passages, " ".join(parts), SuggestionKind.WORD)


def _cards(catalogue: Catalogue) -> Iterator[Offer]:
    cards = catalogue.names()
    most = max(1, _MOST_KEYS // max(len(cards), 1))
    authors: dict[str, int] = {}
    for title, number, names in cards:
        if number:
            yield Offer(f"#{squeezed(number)}", _WHOLE, 1, number, SuggestionKind.NUMBER)
        for name in names:
            authors[name] = authors.get(name, 0) + 1
        if title and len(title) <= _LONGEST:
            folded, starts = _folded(title)
            yield Offer(folded, starts[:most], 0, title, SuggestionKind.TITLE)
    for name, documents in authors.items():
        yield Offer(*_folded(name), documents, name, SuggestionKind.AUTHOR)


def _folded(text: str) -> tuple[str, array[int]]:
    """The words of a text, folded, and where each begins."""
    words = [fold(token.term) for token in tokenize(text)]
    starts = accumulate((len(word) + 1 for word in words[:-1]), initial=0)
    return " ".join(words), array("I", starts if words else ())
