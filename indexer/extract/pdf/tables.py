"""Ruled tables, found by pdfplumber. No other module imports that library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.extract.cells import row_text
from indexer.extract.pdf.glyphs import Glyph, Sheet
from indexer.extract.pdf.lines import rows

_LEAST_PLACES = 3  # of ruling lines each way: two columns, two rows


@dataclass(slots=True)
class Table:
    """A ruled table on a page: where it stands and the text of its rows."""

    top: float
    bottom: float
    x: float
    right: float
    rows: list[str]


class Plumber:
    """The file as pdfplumber opens it, on first need."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: Any = None

    def cells(self, index: int) -> list[list[list[tuple[float, float, float, float] | None]]]:
        """Tables of the page: rows of cells, each (x, top, right, bottom) in points; None where a cell is merged."""
        import pdfplumber

        try:
            if self._file is None:
                self._file = pdfplumber.open(self._path)
            page = self._file.pages[index]
            try:
                return [[list(row.cells) for row in table.rows] for table in page.find_tables()]
            finally:
                page.close()
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001  # PDFium repairs more than pdfplumber: the words are read, as lines and not as rows
            return []

    def close(self) -> None:
        """The file is closed."""
        if self._file is not None:
            with suppress(Exception):  # it reads pages to close them, and a damaged one fails again
                self._file.close()


@contextmanager
def plumber(path: Path) -> Iterator[Plumber]:
    """Tables of the file while the context lasts."""
    opened = Plumber(path)
    try:
        yield opened
    finally:
        opened.close()


def may_hold_table(sheet: Sheet) -> bool:
    """Whether the page has enough ruling lines for a grid."""
    return len(sheet.upright) >= _LEAST_PLACES and len(sheet.level) >= _LEAST_PLACES


def take_tables(sheet: Sheet, index: int, source: Plumber) -> list[Table]:
    """The tables of a page; their glyphs leave the sheet."""
    found = []
    for cells in source.cells(index):
        if not _is_table(cells):
            continue
        boxes = [cell for row in cells for cell in row if cell]
        x, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
        inside = [glyph for glyph in sheet.glyphs if _within(glyph, (x, top, right, bottom))]
        texts = [text for row in cells if (text := _row_text(row, inside))]
        if not texts:
            continue
        taken = set(map(id, inside))
        sheet.glyphs = [glyph for glyph in sheet.glyphs if id(glyph) not in taken]
        found.append(Table(top, bottom, x, right, texts))
    return found


def _is_table(cells: list[list[tuple[float, float, float, float] | None]]) -> bool:
    """Two rows and two columns at least; anything less is a frame around text."""
    return len(cells) > 1 and max(sum(cell is not None for cell in row) for row in cells) > 1


def _within(glyph: Glyph, box: tuple[float, float, float, float]) -> bool:
    x, top, right, bottom = box
    middle, height = (glyph.x + glyph.right) / 2, glyph.y - 0.3 * glyph.size
    return x - 0.5 <= middle <= right + 0.5 and top - 0.5 <= height <= bottom + 0.5


def _row_text(row: list[tuple[float, float, float, float] | None], inside: list[Glyph]) -> str:
    texts = []
    for cell in row:
        if cell is None:
            continue
        held = [glyph for glyph in inside if _within(glyph, cell)]
        texts.append(" ".join(line.whole().text for line in rows(held)) if held else "")
    return row_text(texts)
