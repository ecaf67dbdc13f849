"""The text of a whole document: blocks one below the other, with one set of offsets for all who point into it.

Blocks are joined by a line feed, pages too. A page is a slice of the text, and so are a block, a passage (one or
more slices) and a highlight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Block, Page

SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block and its slice of the document's text."""

    block: Block
    page: int
    start: int

    @property
    def end(self) -> int:
        """Offset behind the block's last character."""
        return self.start + len(self.block.text)


def page_text(blocks: Sequence[Block]) -> str:
    """The text of one page.

    >>> page_text([Block("Chương I"), Block("Mở đầu.")])
    'Chương I\\nMở đầu.'
    """
    return SEPARATOR.join(block.text for block in blocks)


def page_starts(pages: Sequence[Page]) -> list[int]:
    """Where each page begins in the document's text."""
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page_text(page.blocks)) + len(SEPARATOR)
    return starts


def place(blocks: Sequence[Block], page: int, start: int) -> list[PlacedBlock]:
    """The blocks of one page, each with its place in the document's text.

    >>> [placed.start for placed in place([Block("ab"), Block("c")], 1, 10)]
    [10, 13]
    """
    placed = []
    for block in blocks:
        placed.append(PlacedBlock(block, page, start))
        start += len(block.text) + len(SEPARATOR)
    return placed


def place_all(pages: Sequence[Page]) -> list[PlacedBlock]:
    """Every block of a document, in order."""
    return [
        placed
        for page, start in zip(pages, page_starts(pages), strict=True)
        for placed in place(page.blocks, page.number, start)
    ]
