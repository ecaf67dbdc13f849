"""The blocks of a page being read, put together as they are shown: rows of a table in one table, footnotes last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.model import BlockKind, ReadingBlock, ReadingPage
from search_web.marks import cut, pieces

Cell = tuple[str, tuple[tuple[int, int], ...]]
_DEEPEST = 4  # of HTML headings; the page's own stand below the document's title


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its HTML level, 2 to 4."""

    block: ReadingBlock
    level: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, each a block and its cells; as many cells in each."""

    rows: tuple[tuple[ReadingBlock, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as shown. `hit` is the offset of the block that holds the longest highlight, where reading begins."""

    parts: tuple[Heading | Table | ReadingBlock, ...]
    footnotes: tuple[ReadingBlock, ...]
    hit: int | None


def printed(page: ReadingPage) -> PrintedPage:
    """The page put together."""
    parts: list[Heading | Table | ReadingBlock] = []
    body = [block for block in page.blocks if block.kind is not BlockKind.FOOTNOTE]
    for kind, run in groupby(body, key=lambda block: block.kind):
        if kind is BlockKind.TABLE:
            parts.append(_table(list(run)))
        elif kind is BlockKind.HEADING:
            parts += [Heading(block, min(max(block.level, 1) + 1, _DEEPEST)) for block in run]
        else:
            parts += run
    footnotes = tuple(block for block in page.blocks if block.kind is BlockKind.FOOTNOTE)
    return PrintedPage(tuple(parts), footnotes, _hit(page.blocks))


def _hit(blocks: Sequence[ReadingBlock]) -> int | None:
    """Syllables of a line stand scattered all over a page; where most of them stand together, it is meant."""
    found = [block for block in blocks if block.highlights]
    return max(found, key=_longest_mark).start if found else None


def _longest_mark(block: ReadingBlock) -> int:
    return max((len(text) for text, marked in pieces(block.text, block.highlights) if marked), default=0)


def _table(blocks: list[ReadingBlock]) -> Table:
    rows = [cut(block.text, block.highlights, " | ") for block in blocks]
    width = max(len(row) for row in rows)
    full = [(*row, *[("", ())] * (width - len(row))) for row in rows]
    return Table(tuple(zip(blocks, full, strict=True)))
