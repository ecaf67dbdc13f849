"""The printed text around a passage, as words with their places in the document."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass

from indexer.catalogue import Catalogue, PageText
from indexer.numbering import document_of
from indexer.quotes.words import Word, words_of

_PASSAGE = 100  # syllables of a passage that none before it holds, at least nearly always
_KEPT = 64  # stretches in memory


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages of a document one after the other, as words; notes at the foot of pages are not between them."""

    document: int
    words: list[Word]
    pages: list[PageText]

    def page_at(self, offset: int) -> PageText:
        """The page on which a character of the document stands."""
        return self.pages[bisect_right([page.start for page in self.pages], offset) - 1]

    def text(self, first: int, last: int) -> str:
        """What is printed from one word up to another, over page breaks."""
        parts, run = [], self.words[first:last]
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
        self._kept: OrderedDict[tuple[int, int], Stretch | None] = OrderedDict()

    def around(self, passage: int, length: int) -> Stretch | None:
        """The passage with as many neighbours as a quotation of so many words may reach over."""
        reach = 1 + length // _PASSAGE
        key = (passage, reach)
        if key not in self._kept:
            self._kept[key] = self._read(passage, reach)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _read(self, passage: int, reach: int) -> Stretch | None:
        document = document_of(passage)
        numbers = [each for each in range(passage - reach, passage + reach + 1) if document_of(each) == document]
        found = self._catalogue.passages(numbers)
        if passage not in found:
            return None
        near = [each for each in found.values() if each.kind is found[passage].kind]
        first, last = min(each.first_page for each in near), max(each.last_page for each in near)
        pages = self._catalogue.page_texts([(document, page) for page in range(first, last + 1)]).get(document, {})
        stretch = Stretch(document, [], [pages[each] for each in sorted(pages)])
        for start, end in _merged([span for each in near for span in each.spans]):
            for page in stretch.pages:
                low, high = max(start, page.start), min(end, page.start + len(page.text))
                if low < high:
                    stretch.words.extend(words_of(page.text[low - page.start : high - page.start], low))
        return stretch


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
