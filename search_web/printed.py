"""The blocks of a page being read, put together as they are shown: rows of a table in one table, footnotes last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from indexer.model import BlockKind, ReadingBlock, ReadingPage
from search_web.marks import cut, pieces
from search_web.notes import Notes, notes_of

Cell = tuple[str, tuple[tuple[int, int], ...]]
_DEEPEST = 4  # of HTML headings; the page's own stand below the document's title
_MOST_WORDS = 12  # looked for in the blocks of a page


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, its HTML level, 2 to 4, and its own, 1 to 3. A page may begin anywhere; HTML skips no level."""

    block: ReadingBlock
    level: int
    own: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, each a block and its cells; as many cells in each."""

    rows: tuple[tuple[ReadingBlock, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as shown. `hit` is the offset of the block where reading begins; None for a page without highlights."""

    parts: tuple[Heading | Table | ReadingBlock, ...]
    footnotes: tuple[ReadingBlock, ...]
    notes: Notes
    hit: int | None


def pointed(page: ReadingPage, spans: Sequence[tuple[int, int]]) -> ReadingPage:
    """The page with these slices of the document's text marked, in place of what a line found."""
    blocks = (
        replace(
            block,
            highlights=tuple(
                (max(low, block.start) - block.start, min(high, block.start + len(block.text)) - block.start)
                for low, high in spans
                if low < block.start + len(block.text) and high > block.start
            ),
        )
        for block in page.blocks
    )
    return replace(page, blocks=tuple(blocks))


def printed(page: ReadingPage, near: str = "") -> PrintedPage:
    """The page put together. Reading begins at the block that holds the words `near`, or most of the line."""
    parts: list[Heading | Table | ReadingBlock] = []
    above = 1  # level of the heading above, to begin with the document's title
    body = [block for block in page.blocks if block.kind is not BlockKind.FOOTNOTE]
    for kind, run in groupby(body, key=lambda block: block.kind):
        if kind is BlockKind.TABLE:
            parts.append(_table(list(run)))
        elif kind is BlockKind.HEADING:
            for block in run:
                own = min(max(block.level, 1), _DEEPEST - 1)
                above = min(own + 1, above + 1)
                parts.append(Heading(block, above, own))
        else:
            parts += run
    footnotes = tuple(block for block in page.blocks if block.kind is BlockKind.FOOTNOTE)
    return PrintedPage(tuple(parts), footnotes, notes_of(page.blocks), _hit(page.blocks, near))


def _hit(blocks: Sequence[ReadingBlock], near: str) -> int | None:
    """Syllables of a line stand scattered all over a page; where most of them stand together, it is meant."""
    found = [block for block in blocks if block.highlights]
    return (
        max(found, key=lambda block: (_shared(near.split()[:_MOST_WORDS], block.text), _longest_mark(block))).start
        if found
        else None
    )


def _shared(words: Sequence[str], text: str) -> int:
    """How many of the words, from the first, stand together in the text, which may end before them."""
    return next((count for count in range(len(words), 0, -1) if " ".join(words[:count]) in text), 0)


def _longest_mark(block: ReadingBlock) -> int:
    return max((len(text) for text, marked in pieces(block.text, block.highlights) if marked), default=0)


def _table(blocks: list[ReadingBlock]) -> Table:
    rows = [cut(block.text, block.highlights, " | ") for block in blocks]
    width = max(len(row) for row in rows)
    full = [(*row, *[("", ())] * (width - len(row))) for row in rows]
    return Table(tuple(zip(blocks, full, strict=True)))
