"""Tables that spreadsheets open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # beginnings that a spreadsheet would reckon with
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows UTF-8


def sheet(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows as lines of CSV, as they come; a cell is never a formula.

    >>> list(sheet([("a", "=1+1"), ("b",)]))
    ["\\ufeffa,'=1+1\\r\\n", 'b\\r\\n']
    """
    before = _MARK
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
        yield before + out.getvalue()
        before = ""
