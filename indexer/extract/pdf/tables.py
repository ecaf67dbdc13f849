"""Ruled tables, found by pdfplumber among the ruling lines of a page. No other module imports that library."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from indexer.extract.cells import row_text
from indexer.extract.pdf.glyphs import Glyph, Sheet
from indexer.extract.pdf.lines import rows
from indexer.extract.pdf.rules import Rule

_LEAST_PLACES = 3  # of ruling lines each way: two columns, two rows
_ONE_LINE = 6.0  # points: the two edges of a thick line are one
_MOST_RULES = 5_000  # on one page


@dataclass(slots=True)
class Table:
    """A ruled table on a page: where it stands and the text of its rows."""

    top: float
    bottom: float
    x: float
    right: float
    rows: list[str]


def may_hold_table(sheet: Sheet) -> bool:
    """Whether the page has enough ruling lines for a grid, and is no drawing."""
    if len(sheet.rules) > _MOST_RULES:
        return False
    level = {round(rule.top / _ONE_LINE) for rule in sheet.rules if rule.level}
    upright = {round(rule.x / _ONE_LINE) for rule in sheet.rules if not rule.level}
    return len(upright) >= _LEAST_PLACES and len(level) >= _LEAST_PLACES


def take_tables(sheet: Sheet) -> list[Table]:
    """The tables of a page; their glyphs leave the sheet."""
    found = []
    for cells in _grids(sheet.rules):
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


def _grids(rules: list[Rule]) -> list[list[list[tuple[float, float, float, float] | None]]]:
    """Tables: rows of cells, each (x, top, right, bottom) in points; None where a cell is merged.

    pdfplumber finds them in the lines that PDFium has read: reading the page once more takes it a hundred times longer.
    """
    from pdfplumber.table import TableFinder

    edges = [
        {
            "x0": rule.x,
            "x1": rule.right,
            "top": rule.top,
            "bottom": rule.bottom,
            "width": rule.right - rule.x,
            "height": rule.bottom - rule.top,
            "orientation": "h" if rule.level else "v",
        }
        for rule in rules
    ]
    page: Any = SimpleNamespace(edges=edges)  # all that the finder asks of a page
    return [[list(row.cells) for row in table.rows] for table in TableFinder(page).tables]


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
