"""The words that a PDF page prints, each with its place, in the form in which recognised words are kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import DamagedFile
from indexer.extract.pdf.glyphs import Glyph, open_pdf
from indexer.extract.pdf.lines import baselines, once, runs, words
from indexer.extract.recognition import ReadLine, ReadWord, Recognition
from indexer.text.legacy import Repairer

_ABOVE, _BELOW = 0.95, 0.25  # of a letter's size, from its baseline: marks on capitals, and what hangs below
_SURE = 100  # the file itself says what it prints


def page_words(path: Path, index: int, repairer: Repairer) -> Recognition:
    """The words of the page at `index` (from 0), line by line, as they stand once the page is turned upright.

    Args:
        repairer: of letters in old encodings.
    Raises: EncryptedFile, DamagedFile, LimitExceeded.
    """
    with open_pdf(path, repairer) as file:
        sheet = file.sheet(index)
        if sheet is None:
            raise DamagedFile("the page cannot be read: open the file in a PDF reader and save it anew")
        page = file.page(index)
        shown = page.get_rotation() // 90
        page.close()
    turn = sheet.turn if sheet.glyphs else shown
    lines = sorted(_lines(sheet.glyphs), key=lambda line: line.y)
    return Recognition(sheet.width, sheet.height, (turn - shown) % 4, 0.0, tuple(lines))


def _lines(glyphs: list[Glyph]) -> Iterator[ReadLine]:
    for members in baselines(glyphs):
        members.sort(key=lambda glyph: glyph.x)
        for run in runs(once(members)):
            letters = [glyph for glyph in run if not glyph.text.isspace()]
            if letters:
                size = max(glyph.size for glyph in letters)
                yield ReadLine(letters[0].y, size, tuple(_word(word) for word in words(run, letters)))


def _word(letters: list[Glyph]) -> ReadWord:
    return ReadWord(
        unicodedata.normalize("NFC", "".join(glyph.text for glyph in letters)),
        min(glyph.x for glyph in letters),
        min(glyph.y - _ABOVE * glyph.size for glyph in letters),
        max(glyph.right for glyph in letters),
        max(glyph.y + _BELOW * glyph.size for glyph in letters),
        _SURE,
    )
