"""The words of passages, as the index holds them, and how telling each is."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from indexer.catalogue import Catalogue, PageText
from indexer.entries import passage_text
from indexer.metadata.numbers import find_numbers
from indexer.model import Passage, PassageKind
from indexer.numbering import document_of
from indexer.search import to_document
from indexer.text.tokens import Token, tokenize

_T = TypeVar("_T")
_ASIDE = (PassageKind.WORKS, PassageKind.FORM)


@dataclass(frozen=True, slots=True)
class Written:
    """A passage with its printed text, and pages enough to show it."""

    passage: Passage
    text: str
    pages: Mapping[int, PageText]


def written(catalogue: Catalogue, passages: Iterable[Passage], *, aside: bool = False) -> list[Written]:
    """Passages with their text; those that are not the text of their document only where `aside` says so."""
    body = [each for each in passages if aside or each.kind not in _ASIDE]
    wanted = {(document_of(each.number), page) for each in body for page in pages_of(each)}
    pages = catalogue.page_texts(sorted(wanted))
    return [
        Written(each, passage_text(own, each), own) for each in body if (own := pages.get(document_of(each.number)))
    ]


def pages_of(passage: Passage) -> range:
    """Pages of the file that a passage stands on."""
    return range(passage.first_page, passage.last_page + 1)


class Word(NamedTuple):
    """A word of two or more syllables that are all letters."""

    term: str
    start: int  # in the text of the passage
    end: int


def words_of(each: Written) -> Iterator[Word]:
    """Words of a passage, in order."""
    tokens, at = tokenize(each.text), 0
    for length in each.passage.words:
        own = tokens[at : at + length]
        if length > 1 and all(token.term.isalpha() for token in own) and _stand_together(each.text, own):
            yield Word("_".join(token.term for token in own), own[0].start, own[-1].end)
        at += length


def _stand_together(text: str, own: Sequence[Token]) -> bool:
    """Whether nothing but spaces and hyphens parts the syllables."""
    return all(not text[left.end : right.start].strip(" \n-") for left, right in itertools.pairwise(own))


def places_of(each: Written) -> Iterator[tuple[str, int]]:
    """Words and document numbers of a passage, with their places in the text of the document."""
    for word in words_of(each):
        yield word.term, to_document(each.passage, word.start)
    for found in find_numbers(each.text):
        yield found.number.key, to_document(each.passage, found.start)


def shown(term: str) -> str:
    """A word of the index as readers write it.

    >>> shown("lý_luận")
    'lý luận'
    """
    return term.replace("_", " ")


def as_printed(text: str) -> str:
    """A word as it is listed: in small letters, unless more than its beginning is large, as in a name.

    >>> [as_printed(each) for each in ("Trả lời", "TIẾN ĐỘ", "Hồ Chí Minh", "Đảng\\nbộ")]
    ['trả lời', 'tiến độ', 'Hồ Chí Minh', 'đảng bộ']
    """
    syllables = text.split()
    named = any(each[0].isupper() for each in syllables[1:]) and not text.isupper()
    return " ".join(syllables) if named else " ".join(syllables).lower()


def rarity(held: int, passages: int) -> float:
    """How much it tells of a passage to hold a term that so many of all passages hold: 0 for one that all hold.

    Source: Spärck Jones 1972, idf = ln(N / df).
    """
    return math.log(passages / max(held, 1)) if passages > held else 0.0


def spread(everything: Sequence[_T], most: int) -> list[_T]:
    """At most so many, evenly taken from all.

    >>> spread(range(10), 4)
    [0, 2, 5, 7]
    """
    step = max(1.0, len(everything) / most)
    return [everything[int(at * step)] for at in range(min(len(everything), most))]
