"""PDF files: glyphs → rows → columns → paragraphs, page by page, without what repeats at the edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from indexer.errors import DamagedFile, NoText
from indexer.extract.pdf.blocks import PageText, blocks_of_pages
from indexer.extract.pdf.glyphs import PdfFile, open_pdf
from indexer.extract.pdf.labels import labels, own_numbers
from indexer.extract.pdf.lines import Row, rows
from indexer.extract.pdf.margins import edges, kept_rows
from indexer.extract.pdf.tables import Table, may_hold_table, take_tables
from indexer.extract.properties import journal_line, sensible
from indexer.extract.repairing import at_hand
from indexer.extract.titles import with_titles
from indexer.model import Block, Extraction, Page

MEDIA_TYPE = "application/pdf"
_FEW_PAGES = 4


@dataclass(slots=True)
class _Read:
    """What one page holds before its edges are known."""

    width: float
    height: float
    rows: list[Row]
    tables: list[Table]
    turned: str


def extract(path: Path) -> Extraction:
    """The text of a PDF file, page by page.

    Raises: EncryptedFile, DamagedFile, NoText, LimitExceeded.
    """
    repairer = at_hand()
    with open_pdf(path, repairer) as file:
        if not len(file):
            raise DamagedFile("the PDF has no pages: make it anew from its source and add that file")
        read = [_read(file, at) for at in range(len(file))]
        given = [file.label(at) for at in range(len(file))]
        said = file.information()
    if all(page is None for page in read):
        raise DamagedFile(f"none of the PDF's {len(read)} pages can be read: save it anew in a PDF reader")
    pages, running = _pages([page or _Read(595, 842, [], [], "") for page in read], given)
    if not any(page.blocks for page in pages):
        raise NoText(
            f"no text in any of its {len(pages)} pages: it is a scan; recognise its text (OCR) and add it again"
        )
    properties = sensible(said.get("Title", ""), re.split(r"[;,]", said.get("Author", "")), path.name)
    return Extraction(MEDIA_TYPE, pages, paged=True, properties=replace(properties, journal=journal_line(running)))


def _read(file: PdfFile, at: int) -> _Read | None:
    sheet = file.sheet(at)
    if sheet is None:
        return None
    tables = take_tables(sheet) if may_hold_table(sheet) else []
    return _Read(sheet.width, sheet.height, rows(sheet.glyphs), tables, sheet.turned)


def _pages(read: list[_Read], given: list[str]) -> tuple[tuple[Page, ...], list[str]]:
    """The pages, and what repeats at their edges."""
    body_size = _body_size([page.rows for page in read])
    found = edges([page.rows for page in read], [page.height for page in read], body_size)
    own = own_numbers(found)
    few = len(read) < _FEW_PAGES
    texts = [
        PageText(page.width, page.height, kept_rows(page.rows, edge, number, few=few), page.tables, page.turned)
        for page, edge, number in zip(read, found, own, strict=True)
    ]
    printed = labels(given, own)
    blocks = _with_titles(list(blocks_of_pages(texts, body_size)))
    made = (Page(at + 1, label, tuple(held)) for at, (label, held) in enumerate(zip(printed, blocks, strict=True)))
    heads = (page.rows[at].whole().text for page, edge in zip(read, found, strict=True) for at in edge.running)
    return tuple(made), list(heads)


def _with_titles(pages: list[list[Block]]) -> Iterator[list[Block]]:
    settled = iter(with_titles([block for page in pages for block in page]))
    return ([next(settled) for _ in page] for page in pages)


def _body_size(pages: list[list[Row]]) -> float:
    """The size of most letters of the document."""
    seen: Counter[float] = Counter()
    for row in chain.from_iterable(pages):
        for part in row.parts:
            seen[part.size] += len(part.text)
    return seen.most_common(1)[0][0] if seen else 12.0
