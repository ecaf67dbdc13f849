"""One page of a file that is a picture: its image made, and the words on it recognised."""

from __future__ import annotations

from pathlib import Path

from indexer.extract import image, sniff
from indexer.extract.mending import mended
from indexer.extract.pdf import images
from indexer.extract.recognition import Recognition
from indexer.extract.tesseract import Picture, read_words, turn_of

_VIETNAMESE = "vie"
_DOUBTFUL = 60  # confidence below which the page may lie on its side


def recognise(path: Path, name: str, page: int, *, languages: str, dpi: int, seconds: float) -> Recognition:
    """What is read on a page.

    Args:
        page: its number, from 1.
        languages: as tesseract names them, joined by "+".
        dpi: dots an inch of the image; fewer where the page is very large.
        seconds: the most that reading the image once may take.
    Raises: ExtractionError: the page cannot be drawn, tesseract is missing or fails, or a limit is exceeded.
    """
    found = _upright(sniff.kind_of(path, name), path, page, languages, dpi, seconds)
    return mended(found) if _VIETNAMESE in languages else found


def _upright(kind: str, path: Path, page: int, languages: str, dpi: int, seconds: float) -> Recognition:  # noqa: PLR0917  # those of `recognise`
    picture = _picture(kind, path, page, dpi, 0)
    found = read_words(picture, languages, seconds)
    if found.confidence >= _DOUBTFUL:
        return found
    turn = turn_of(picture, seconds)
    if not turn:
        return found
    turned = read_words(_picture(kind, path, page, dpi, turn), languages, seconds, turn=turn)
    return max(found, turned, key=_sureness)


def _sureness(found: Recognition) -> int:
    return sum(len(word.text) * word.confidence for line in found.lines for word in line.words)


def _picture(kind: str, path: Path, page: int, dpi: int, turn: int) -> Picture:
    make = images.page_picture if kind == sniff.PDF else image.page_picture
    return make(path, page - 1, dpi, turn)
