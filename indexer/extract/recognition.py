"""What recognition (OCR) reads on the image of a page: words with their places, packed small for the catalogue.

Places are points from the top left corner of the page as it is shown, after the turn that set it upright.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from indexer.errors import DamagedFile

_TENTHS = 10  # of a point: the smallest step that is kept


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as recognised: no spaces in it."""

    text: str
    x: float
    top: float
    right: float
    bottom: float
    confidence: int  # 0..100


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Words on one baseline, from left to right."""

    y: float  # baseline, at the middle of the line
    size: float  # of its letters, points
    words: tuple[ReadWord, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """All that was read on one page."""

    width: float  # points
    height: float
    turn: int  # quarters, clockwise, by which the image was turned to stand upright
    slope: float  # of its lines: points down for each point to the right
    lines: tuple[ReadLine, ...]

    @property
    def confidence(self) -> int:
        """Mean of its words by their letters, 0..100; 0 for a page without words."""
        words = [word for line in self.lines for word in line.words]
        letters = sum(len(word.text) for word in words)
        return round(sum(len(word.text) * word.confidence for word in words) / letters) if letters else 0

    @property
    def text(self) -> str:
        """The lines as they were read, one below the other."""
        return "\n".join(" ".join(word.text for word in line.words) for line in self.lines)


EMPTY = Recognition(0.0, 0.0, 0, 0.0, ())  # of a page on which nothing could be read


def packed(recognition: Recognition) -> bytes:
    """The recognition in few bytes: about eight a word. Places are rounded to a tenth of a point."""
    lines = [[_tenths(line.y), _tenths(line.size), [_row(word) for word in line.words]] for line in recognition.lines]
    size = [_tenths(recognition.width), _tenths(recognition.height)]
    return zlib.compress(
        json.dumps([*size, recognition.turn, round(recognition.slope, 4), lines], ensure_ascii=False).encode(), 9
    )


def unpacked(held: bytes) -> Recognition:
    """What `packed` made small. Raises: DamagedFile: the bytes are of no recognition."""
    try:
        width, height, turn, slope, lines = json.loads(zlib.decompress(held))
        return Recognition(
            width / _TENTHS,
            height / _TENTHS,
            turn,
            slope,
            tuple(ReadLine(y / _TENTHS, size / _TENTHS, tuple(map(_word, words))) for y, size, words in lines),
        )
    except (zlib.error, ValueError, TypeError) as error:
        raise DamagedFile(
            "what was recognised of a page is damaged: run `tracuu ocr --again` on the document"
        ) from error


def _tenths(points: float) -> int:
    return round(points * _TENTHS)


def _row(word: ReadWord) -> list[object]:
    return [word.text, *map(_tenths, (word.x, word.top, word.right, word.bottom)), word.confidence]


def _word(row: list[object]) -> ReadWord:
    text, x, top, right, bottom, confidence = row
    return ReadWord(str(text), _points(x), _points(top), _points(right), _points(bottom), int(str(confidence)))


def _points(tenths: object) -> float:
    return int(str(tenths)) / _TENTHS
