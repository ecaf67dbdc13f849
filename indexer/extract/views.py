"""What a reader sees of one page of a file: its image, and where its words stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import UnknownFormat
from indexer.extract import image, sniff
from indexer.extract.pdf import images
from indexer.extract.pdf.words import page_words
from indexer.extract.recognition import packed
from indexer.text.legacy import Repairer


@dataclass(frozen=True, slots=True)
class ViewTask:
    """A page of a kept original to be drawn, or whose words are to be placed."""

    original: Path
    filename: str
    page: int  # from 1
    width: int = 0  # pixels; 0: words with their places, and the size of the page
    turn: int = 0  # quarters, clockwise


def make_view(task: ViewTask) -> bytes:
    """A WebP file, or packed words; see extract.recognition.

    Raises: ExtractionError: the page cannot be drawn, or a limit is exceeded.
    """
    kind, at = sniff.kind_of(task.original, task.filename), task.page - 1
    if kind not in (sniff.PDF, sniff.IMAGE):
        raise UnknownFormat("files of this format have no images of pages")
    if task.width:
        draw = images.page_view if kind == sniff.PDF else image.page_view
        return draw(task.original, at, task.width, task.turn)
    if kind == sniff.IMAGE:
        return packed(image.page_words(task.original, at))
    return packed(page_words(task.original, at, Repairer()))
