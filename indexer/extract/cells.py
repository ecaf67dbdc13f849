"""Rows of tables as lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.text.normalize import printable


def row_text(cells: Iterable[str]) -> str:
    """The cells between bars, without the empty ones at the end.

    >>> row_text(["1", "", "Kế  hoạch", ""])
    '1 | | Kế hoạch'
    """
    return printable(" | ".join(map(printable, cells))).rstrip("| ")
