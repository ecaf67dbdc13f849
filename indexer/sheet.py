"""Tables that spreadsheets open."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence

from indexer.errors import WrongUse

_PIECE = 1 << 16  # bytes of a workbook handed on at once
_MOST_ROWS = 1_048_576  # of a sheet
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


def workbook(rows: Iterable[Sequence[str]], *, most_rows: int = _MOST_ROWS) -> Iterator[bytes]:
    """The rows as a workbook (XLSX) of one sheet, below its head; every cell is text, whatever it begins with.

    They go through a temporary folder, so memory does not grow with them; the first piece comes when all are written.

    Raises: WrongUse: there are more rows than a sheet has.
    """
    import xlsxwriter

    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder})
        page = book.add_worksheet()
        page.freeze_panes(1, 0)
        for at, cells in enumerate(rows):
            if at >= most_rows:
                raise WrongUse(f"a workbook holds {most_rows} rows, and these are more: take them as csv")
            for column, cell in enumerate(cells):
                page.write_string(at, column, cell)
        book.close()
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
