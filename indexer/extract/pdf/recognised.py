"""Recognised words as glyphs, so that a scan is laid out as every other page is.

Recognition tells the size of letters line by line, and not well: a line without tall letters looks smaller. So lines
of nearly the usual size take it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from indexer.extract.pdf.glyphs import Glyph
from indexer.extract.recognition import ReadLine, ReadWord, Recognition

_NEARLY = 0.13  # of the usual size: larger or smaller letters are meant to be so
_STEP = 0.5  # points between sizes
_LEADERS = 4  # signs at least
_START = re.compile(r"[^\W\d_]{2,}")  # of a word that leaders follow at once
_DOUBTFUL = 40  # confidence of a word with signs in it that may be no word
_LEAST_CONFIDENCE = 15  # of a lone sign: less is a speck, a rule or the edge of a picture


def usual_size(recognitions: Iterable[Recognition]) -> float:
    """The size of most letters, points."""
    seen: Counter[float] = Counter()
    for recognition in recognitions:
        for line in recognition.lines:
            seen[round(line.size / _STEP) * _STEP] += sum(len(word.text) for word in line.words)
    if not seen:
        return 12.0
    middle, total = 0, sum(seen.values())
    for size in sorted(seen):
        middle += seen[size]
        if middle * 2 >= total:
            return size
    return max(seen)


def glyphs_of(recognition: Recognition, usual: float) -> list[Glyph]:
    """The letters of the words, each word's spread evenly over its box, with a space before each."""
    return [glyph for line in recognition.lines if not _is_speck(line) for glyph in _of_line(line, recognition, usual)]


def _of_line(line: ReadLine, page: Recognition, usual: float) -> Iterator[Glyph]:
    """The letters of a line, level, and where they would be were the page not aslant."""
    size = usual if abs(line.size - usual) <= _NEARLY * usual else round(line.size / _STEP) * _STEP
    middle = (line.words[0].x + line.words[-1].right) / 2
    y = line.y - page.slope * (middle - page.width / 2)
    aside = page.slope * (line.y - page.height / 2)
    for word in line.words:
        text = _shown(word)
        x, step = word.x + aside, (word.right - word.x) / len(text)
        yield Glyph(" ", x - 0.2 * size, x, y, size, bold=False)
        for at, letter in enumerate(text):
            yield Glyph(letter, x + step * at, x + step * (at + 1), y, size, bold=False)


def _shown(word: ReadWord) -> str:
    """The word; leaders of a table of contents are read as any signs."""
    signs = sum(not letter.isalnum() for letter in word.text)
    doubtful = word.confidence < _DOUBTFUL and signs > 1
    if len(word.text) < _LEADERS or not (signs * 2 > len(word.text) or doubtful):
        return word.text
    start = _START.match(word.text)
    return f"{start[0]} …" if start else "…"


def _is_speck(line: ReadLine) -> bool:
    """Whether the line is no letter at all: signs alone, or one that is not sure."""
    text = "".join(word.text for word in line.words)
    if not any(letter.isalnum() for letter in text):
        return True
    return len(text) == 1 and line.words[0].confidence < _LEAST_CONFIDENCE
