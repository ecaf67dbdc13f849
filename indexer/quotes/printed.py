"""The printed text around a passage, as words with their places in the document."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.catalogue import Catalogue, PageText
from indexer.model import Passage
from indexer.numbering import document_of
from indexer.quotes.words import PrintedWords

_PASSAGE = 100  # syllables of a passage that none before it holds, at least nearly always
_SIGNS = 3  # letters between two passages of one sentence, a comma and a space, say
_KEPT = 256  # stretches in memory


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages of a document one after the other, as words; notes at the foot of pages are not between them."""

    document: int
    words: PrintedWords
    pages: list[PageText]

    def page_at(self, offset: int) -> PageText:
        """The page on which a character of the document stands."""
        return self.pages[bisect_right([page.start for page in self.pages], offset) - 1]

    def text(self, first: int, last: int) -> str:
        """What is printed from one word up to another, over page breaks."""
        parts, run = [], list(self.words.words(first, last))
        for at, word in enumerate(run):
            page = self.page_at(word.start)
            end = run[at + 1].start if at + 1 < len(run) else word.end
            limit = page.start + len(page.text)
            joined = end <= limit and end - word.end < len(word.before) + 12
            parts.append(page.text[word.start - page.start : (end if joined else word.end) - page.start])
            parts.append("" if joined else " ")
        return " ".join("".join(parts).split())


class PrintedText:
    """Reads stretches of the catalogue, and keeps the last of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._kept: OrderedDict[tuple[int, int], Stretch] = OrderedDict()

    def around(self, passages: Sequence[int], length: int) -> list[Stretch]:
        """Passages, each with as many neighbours as a quotation of so many words may reach over; those that exist."""
        reach = 1 + length // _PASSAGE
        wanted = {each: (each, reach) for each in passages}
        self._read([each for each, key in wanted.items() if key not in self._kept], reach)
        found = [self._kept[key] for key in wanted.values() if key in self._kept]
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    def _read(self, passages: Sequence[int], reach: int) -> None:
        numbers = {each: _neighbours(each, reach) for each in passages}
        held = self._catalogue.passages(sorted({each for near in numbers.values() for each in near}))
        near = {
            each: [held[n] for n in numbers[each] if n in held and held[n].kind is held[each].kind]
            for each in passages
            if each in held
        }
        spans = {each: _pages(group) for each, group in near.items()}
        places = sorted({(document_of(each), page) for each, pages in spans.items() for page in pages})
        texts = self._catalogue.page_texts(places)
        for each, group in near.items():
            document = document_of(each)
            pages = texts.get(document, {})
            kept = [pages[page] for page in spans[each] if page in pages]
            self._kept[each, reach] = _stretch(document, kept, group)


def _neighbours(passage: int, reach: int) -> list[int]:
    around = range(passage - reach, passage + reach + 1)
    return [each for each in around if document_of(each) == document_of(passage)]


def _pages(passages: Sequence[Passage]) -> range:
    return range(min(each.first_page for each in passages), max(each.last_page for each in passages) + 1)


def _stretch(document: int, pages: list[PageText], passages: Sequence[Passage]) -> Stretch:
    words = PrintedWords()
    for start, end in _merged([span for each in passages for span in each.spans]):
        for page in pages:
            low, high = max(start, page.start), min(end, page.start + len(page.text))
            if low < high:
                words.extend(page.text[low - page.start : high - page.start], low)
    return Stretch(document, words, pages)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + _SIGNS:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
