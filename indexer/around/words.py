"""The words of passages, as the index holds them, and how telling each is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.catalogue import Catalogue, PageText
from indexer.entries import passage_text
from indexer.metadata.numbers import find_numbers
from indexer.model import Passage, PassageKind
from indexer.numbering import document_of
from indexer.search import to_document
from indexer.text.tokens import tokenize

_ASIDE = (PassageKind.WORKS, PassageKind.FORM)


@dataclass(frozen=True, slots=True)
class Written:
    """A passage with its printed text, and pages enough to show it."""

    passage: Passage
    text: str
    pages: Mapping[int, PageText]


def written(catalogue: Catalogue, passages: Iterable[Passage]) -> list[Written]:
    """Passages with their text, without those that are not the text of their document."""
    body = [each for each in passages if each.kind not in _ASIDE]
    wanted = {(document_of(each.number), page) for each in body for page in pages_of(each)}
    pages = catalogue.page_texts(sorted(wanted))
    return [
        Written(each, passage_text(own, each), own) for each in body if (own := pages.get(document_of(each.number)))
    ]


def pages_of(passage: Passage) -> range:
    """Pages of the file that a passage stands on."""
    return range(passage.first_page, passage.last_page + 1)


def words_of(each: Written) -> Iterator[tuple[str, int]]:
    """Words of two or more syllables that are all letters, with their place in the text of the document."""
    tokens, at = tokenize(each.text), 0
    for length in each.passage.words:
        own = tokens[at : at + length]
        if length > 1 and all(token.term.isalpha() for token in own):
            yield "_".join(token.term for token in own), to_document(each.passage, own[0].start)
        at += length


def numbers_of(each: Written) -> Iterator[tuple[str, int]]:
    """Document numbers, likewise."""
    for found in find_numbers(each.text):
        yield found.number.key, to_document(each.passage, found.start)


def shown(term: str) -> str:
    """A word of the index as readers write it.

    >>> shown("lý_luận")
    'lý luận'
    """
    return term.replace("_", " ")


def rarity(held: int, passages: int) -> float:
    """How much it tells of a passage to hold a term that so many of all passages hold: 0 for one that all hold.

    Source: Spärck Jones 1972, idf = ln(N / df).
    """
    return math.log(passages / max(held, 1)) if passages > held else 0.0


def spread(passages: Sequence[Passage], most: int) -> list[Passage]:
    """At most so many passages, evenly taken from all.

    >>> spread([], 3)
    []
    """
    step = max(1.0, len(passages) / most)
    return [passages[int(at * step)] for at in range(min(len(passages), most))]
