"""Pages laid out with tables, as they were made for years: the cell that holds the text, without those beside it."""

from __future__ import annotations

import re
from typing import Any

_MAIN_WORDS = 80  # a cell of less is a cell of figures or names
_BESIDE = 0.25  # of the words of the largest cell: less is a menu, a banner or a footer
_MOST_TABLES = 12  # within one another
_CELL = re.compile(r"^<t[dh][^>]*>|</t[dh]>$", re.IGNORECASE)


def without_layout_tables(markup: str, parse: Any) -> str:  # the parser's class ships without types
    """The page with every layout table replaced by its main cells."""
    if "<table" not in markup.lower():
        return markup
    for _ in range(_MOST_TABLES):
        tree = parse(markup)
        found = next((cells for table in tree.css("table") if (cells := _main_cells(table))), None)
        if found is None:
            return markup
        table, kept = found
        inner = "".join(f"<div>{_CELL.sub('', cell.html)}</div>" for cell in kept)
        markup = tree.html.replace(table.html, f"<div>{inner}</div>", 1)
    return markup


def _main_cells(table: Any) -> tuple[Any, list[Any]] | None:
    """The table and its main cells, None if it holds figures rather than the page."""
    cells = [cell for row in _rows(table) for cell in _children(row, ("td", "th"))]
    words = [len(cell.text(separator=" ").split()) for cell in cells]
    most = max(words, default=0)
    if most < _MAIN_WORDS:
        return None
    main = cells[words.index(most)]
    if len(main.css("p, h1, h2, h3, div, table, br")) < 2:  # noqa: PLR2004  # one paragraph is a long cell
        return None
    return table, [cell for cell, count in zip(cells, words, strict=True) if count >= _BESIDE * most]


def _rows(table: Any) -> list[Any]:
    bodies = _children(table, ("tbody", "thead", "tfoot"))
    return [row for body in [table, *bodies] for row in _children(body, ("tr",))]


def _children(node: Any, tags: tuple[str, ...]) -> list[Any]:
    found = []
    child = node.child
    while child is not None:
        if child.tag in tags:
            found.append(child)
        child = child.next
    return found
