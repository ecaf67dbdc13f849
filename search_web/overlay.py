"""Highlights of a page as rectangles over its image."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.model import PageBoxes, ReadingBlock, WordBox
from search_web.marks import joined

_SAME_LINE = 0.5  # of a word's height, between the tops of two words of one line
_GAP = 2.0  # of the same, at most, between two words that are marked as one
_SIGN = 0.4  # of the mean width of a word's letters: the width of a sign before or after it


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Points from the top left corner of the page."""

    x: float
    top: float
    right: float
    bottom: float


def rectangles(blocks: Sequence[ReadingBlock], boxes: PageBoxes) -> list[Rectangle]:
    """One rectangle for each line of each highlight; none where the words have no place."""
    if not blocks:
        return []
    page = blocks[0].start
    slices = (
        (block.start - page + low, block.start - page + high)
        for block in blocks
        for low, high in joined(block.text, block.highlights)
    )
    text = "\n".join(block.text for block in blocks)
    return [each for low, high in slices for each in _of_one(low, high, boxes.words, text)]


def _of_one(low: int, high: int, words: Sequence[WordBox], text: str) -> Iterator[Rectangle]:
    last: Rectangle | None = None
    for word in words:
        if word.end <= low or word.start >= high:
            continue
        own = _trimmed(word, low, high, text)
        if last and _follows(last, own):
            last = Rectangle(last.x, min(last.top, own.top), own.right, max(last.bottom, own.bottom))
            continue
        if last:
            yield last
        last = own
    if last:
        yield last


def _follows(before: Rectangle, after: Rectangle) -> bool:
    height = before.bottom - before.top
    return abs(after.top - before.top) < _SAME_LINE * height and -height < after.x - before.right < _GAP * height


def _trimmed(word: WordBox, low: int, high: int, text: str) -> Rectangle:
    """The word's box without signs around it that are not marked: quotation marks, a comma."""
    step = _SIGN * (word.right - word.x) / max(word.end - word.start, 1)
    before, after = text[word.start : max(low, word.start)], text[min(high, word.end) : word.end]
    left = step * len(before) if not any(map(str.isalnum, before)) else 0
    right = step * len(after) if not any(map(str.isalnum, after)) else 0
    return Rectangle(word.x + left, word.top, word.right - right, word.bottom)
