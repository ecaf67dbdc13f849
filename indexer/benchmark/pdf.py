"""PDF pages read by our geometric path and by pdfplumber: where the letters differ, and how long each takes."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import ExtractionError
from indexer.extract.pdf.columns import columns
from indexer.extract.pdf.glyphs import PdfFile, open_pdf
from indexer.extract.pdf.lines import rows
from indexer.extract.pdf.tables import may_hold_table, take_tables
from indexer.text.legacy import Repairer

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹\u00a0", "0123456789 ", "\u00ad\u200b|")  # raised digits; | parts cells of a table


@dataclass(frozen=True, slots=True)
class PageMeasure:
    """One page, read twice. Letters are all characters but spaces."""

    file: str
    page: int
    letters: int  # that pdfplumber reads
    lacking: int  # of them that we do not read
    added: int  # that we read and pdfplumber does not
    distance: float  # of the two sequences: edits / letters of the longer, 0 to 1
    ours_ms: float
    plumber_ms: float
    tables: bool  # whether the page was read with pdfplumber's table finder

    @property
    def differing(self) -> float:
        """Letters that only one of the two reads, as a share, whatever their order."""
        return (self.lacking + self.added) / max(self.letters, 1)


def measure_file(path: Path) -> Iterator[PageMeasure]:
    """Each page of a PDF file. Raises: ExtractionError: it cannot be opened."""
    import pdfplumber

    with open_pdf(path, Repairer()) as file, pdfplumber.open(path) as plumber:
        for at in range(len(file)):
            began = time.perf_counter()
            ours, tables = _ours(file, at)
            middle = time.perf_counter()
            theirs = _letters(_plumbed(plumber, at))
            ended = time.perf_counter()
            ours = _letters(ours)
            one, two = Counter(ours), Counter(theirs)
            yield PageMeasure(
                path.name,
                at + 1,
                len(theirs),
                (two - one).total(),
                (one - two).total(),
                _distance(ours, theirs),
                1000 * (middle - began),
                1000 * (ended - middle),
                tables,
            )


def _ours(file: PdfFile, at: int) -> tuple[str, bool]:
    """All text of the page in reading order, with the headers and numbers at its edges, which are no text of documents."""
    sheet = file.sheet(at)
    if sheet is None:
        return "", False
    tables = take_tables(sheet) if may_hold_table(sheet) else []
    found = [(table.top, "\n".join(table.rows)) for table in tables]
    for column in columns(rows(sheet.glyphs), sheet.width, sheet.height, first=at == 0):
        pieces: list[tuple[float, str]] = [(line.y, line.text) for line in column.lines]
        found.extend(pieces)
    if tables:
        found.sort(key=lambda each: each[0])
    return "\n".join(text for _, text in found) + sheet.turned, bool(tables)


def _plumbed(plumber: Any, at: int) -> str:
    page = plumber.pages[at]
    try:
        return str(page.extract_text() or "")
    finally:
        page.close()


def _letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text.translate(_PLAIN)).split())


def _distance(one: str, two: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_distance(one, two)


@dataclass(frozen=True, slots=True)
class Summary:
    """The pages of one file, or of all."""

    name: str
    pages: int
    differing: float  # letters that only one reads, as a share of all
    distance: float  # mean over pages
    ours_ms: float  # a page
    plumber_ms: float


def summary(name: str, pages: list[PageMeasure]) -> Summary:
    """The measure of several pages, at least one."""
    count = len(pages)
    return Summary(
        name,
        count,
        sum(page.lacking + page.added for page in pages) / max(sum(page.letters for page in pages), 1),
        sum(page.distance for page in pages) / count,
        sum(page.ours_ms for page in pages) / count,
        sum(page.plumber_ms for page in pages) / count,
    )


def measure_folder(folder: Path) -> tuple[list[PageMeasure], list[str]]:
    """All pages of all PDF files of a folder, and what is wrong with files that cannot be read."""
    pages: list[PageMeasure] = []
    problems = []
    for path in sorted(folder.glob("*.pdf")):
        try:
            pages.extend(measure_file(path))
        except ExtractionError as error:
            problems.append(f"{path.name}: {error.reason}")
    return pages, problems
