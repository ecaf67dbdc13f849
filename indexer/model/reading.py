"""A page of a document, ready to be read."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model.document import Document
from indexer.model.text import DOUBTFUL_CONFIDENCE, BlockKind, Origin, Passage

PICTURE_WIDTHS = (800, 1200, 1600)  # pixels of the image of a page


@dataclass(frozen=True, slots=True)
class ReadingBlock:
    """A block of a page being read. Highlights are slices of its text."""

    text: str
    kind: BlockKind
    level: int
    start: int  # offset in the document's text
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class HitPage:
    """A page with a highlight."""

    number: int
    label: str | None
    passages: int  # matching ones that stand on it; of one that goes on overleaf, most of it


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One page of a document, ready to be read."""

    document: Document
    number: int
    label: str | None
    blocks: tuple[ReadingBlock, ...]
    previous_page: int | None
    next_page: int | None
    hit_pages: tuple[HitPage, ...]  # in order
    previous_hit: int | None  # nearest page with a hit before this one
    next_hit: int | None
    contents: tuple[tuple[str, int, int, str | None], ...]  # heading, level, page, page label
    origin: Origin = Origin.FILE
    confidence: int | None = None  # of the recognition, 0..100; None for text of the file
    waits: bool = False  # its text is still to be recognised

    @property
    def doubtful(self) -> bool:
        """Whether the text was recognised and should be compared with the original."""
        return self.confidence is not None and self.confidence < DOUBTFUL_CONFIDENCE


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page as plain text."""

    number: int
    label: str | None
    text: str  # blocks as printed, one a line


@dataclass(frozen=True, slots=True)
class PassageWords:
    """A passage with its text."""

    passage: Passage
    label: str | None  # of its first page
    text: str
