"""A checked manuscript as a table and as a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from indexer.model import CheckedQuotation, QuotationReport, Verdict
from indexer.sheet import sheet

WORDS = {
    Verdict.EXACT: "đúng",
    Verdict.NEAR: "khác dấu câu",
    Verdict.CHANGED: "sai chữ",
    Verdict.ELSEWHERE: "sai nguồn",
    Verdict.NOT_FOUND: "không thấy",
    Verdict.SHORT: "quá ngắn",
}
_COLUMNS = ("Trích dẫn", "Kết quả", "Khác ở", "Bản in", "Nguồn", "Trang")


def rows(report: QuotationReport) -> Iterator[tuple[str, ...]]:
    """A line of words for each quotation, below the names of the columns."""
    yield _COLUMNS
    for each in report.checked:
        source = each.source
        yield (
            " ".join(each.quotation.text.split()),
            WORDS[each.verdict],
            differences_line(each),
            source.printed if source else "",
            source.citation if source else "",
            (source.label or "") if source else "",
        )


def differences_line(checked: CheckedQuotation) -> str:
    """What is written and what is printed, one after the other."""
    return "; ".join(f"{each.quoted or '(thiếu)'} → {each.printed or '(thừa)'}" for each in checked.differences)


def as_csv(report: QuotationReport) -> str:
    """The report as a table that spreadsheets open; a cell is never a formula."""
    return "".join(sheet(rows(report)))


def as_docx(report: QuotationReport) -> bytes:
    """The report as a Word file with one table."""
    from docx import Document

    document = Document()
    document.add_heading("Kiểm tra trích dẫn", 1)
    table = document.add_table(rows=0, cols=len(_COLUMNS), style="Table Grid")
    for row in rows(report):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
