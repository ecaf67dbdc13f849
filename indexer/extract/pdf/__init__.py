"""PDF files: glyphs → rows → columns → paragraphs, page by page, without what repeats at the edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from indexer.errors import DamagedFile, NoText
from indexer.extract.pdf.blocks import PageText, blocks_of_pages
from indexer.extract.pdf.glyphs import PdfFile, open_pdf
from indexer.extract.pdf.images import pictured
from indexer.extract.pdf.labels import labels, own_numbers
from indexer.extract.pdf.lines import Row, rows
from indexer.extract.pdf.margins import edges, kept_rows
from indexer.extract.pdf.recognised import glyphs_of, usual_size
from indexer.extract.pdf.tables import Table, may_hold_table, take_tables
from indexer.extract.progress import tell
from indexer.extract.properties import journal_line, sensible
from indexer.extract.recognition import Recognition
from indexer.extract.repairing import at_hand
from indexer.extract.titles import with_titles
from indexer.model import Block, Extraction, Origin, Page
from indexer.text.readable import is_readable, reads_better

MEDIA_TYPE = "application/pdf"
_FEW_PAGES = 4
_FEW_LETTERS = 100  # a stamp or a number on a picture of a page
_PICTURE = 0.5  # of the page that an image covers

Recognised = Mapping[int, Recognition]  # by number of the page


@dataclass(slots=True)
class Read:
    """What one page holds before its edges are known."""

    width: float
    height: float
    rows: list[Row]
    tables: list[Table]
    turned: str
    unusable: bool = False  # the page shows something, and its text cannot be read
    confidence: int | None = None  # of the recognition that the rows come from

    @property
    def origin(self) -> Origin:
        """Where the rows come from."""
        return Origin.FILE if self.confidence is None else Origin.RECOGNITION

    @property
    def text(self) -> str:
        """What the file says that stands on the page."""
        return "\n".join(
            [*(row.whole().text for row in self.rows), *(row for table in self.tables for row in table.rows)]
        )


def extract(path: Path, recognised: Recognised | None = None) -> Extraction:
    """The text of a PDF file, page by page.

    Args:
        recognised: what was read on the images of pages without usable text, all of them; None if that is still to be
            done, and then the extraction names these pages.
    Raises: EncryptedFile, DamagedFile, NoText, LimitExceeded.
    """
    repairer = at_hand()
    with open_pdf(path, repairer) as file:
        if not len(file):
            raise DamagedFile("the PDF has no pages: make it anew from its source and add that file")
        found = [_read(file, at) for at in range(len(file))]
        given = [file.label(at) for at in range(len(file))]
        said = file.information()
    if all(page is None for page in found):
        raise DamagedFile(f"none of the PDF's {len(found)} pages can be read: save it anew in a PDF reader")
    read = [page or Read(595, 842, [], [], "") for page in found]
    scans = () if recognised is not None else tuple(at for at, page in enumerate(read, start=1) if page.unusable)
    pages, running = lay_out(with_recognised(read, recognised or {}), given)
    if not scans and not any(page.blocks for page in pages):
        raise NoText(f"no text in any of its {len(pages)} pages, and none could be recognised on them")
    properties = sensible(said.get("Title", ""), re.split(r"[;,]", said.get("Author", "")), path.name)
    properties = replace(properties, journal=journal_line(running))
    return Extraction(MEDIA_TYPE, pages, paged=True, properties=properties, scans=scans)


def _read(file: PdfFile, at: int) -> Read | None:
    tell(at + 1, len(file))
    sheet = file.sheet(at)
    if sheet is None:
        return None
    tables = take_tables(sheet) if may_hold_table(sheet) else []
    read = Read(sheet.width, sheet.height, rows(sheet.glyphs), tables, sheet.turned)
    read.unusable = _is_unusable(file, at, read, sheet.unread)
    return read


def _is_unusable(file: PdfFile, at: int, read: Read, unread: int) -> bool:
    """Whether the text of a page is none, not that of the picture that it shows, or no language."""
    text = read.text + read.turned
    letters = sum(map(str.isalnum, text))
    if letters > _FEW_LETTERS:
        return unread > letters or not is_readable(text)
    covered = pictured(file, at)
    return covered is not None and (not letters or unread > letters or covered > _PICTURE)


def with_recognised(read: list[Read], recognised: Recognised) -> list[Read]:
    """The pages, those with what was recognised on them where that reads better than what the file says."""
    usual = usual_size(recognised.values())
    return [_better(page, recognised[at], usual) if at in recognised else page for at, page in enumerate(read, start=1)]


def _better(page: Read, recognition: Recognition, usual: float) -> Read:
    written = page.text
    if not recognition.lines:
        return page if any(map(str.isalnum, written)) else replace(page, confidence=0)
    if any(map(str.isalnum, written)) and not reads_better(recognition.text, written):
        return page
    lines = rows(glyphs_of(recognition, usual))
    return Read(recognition.width, recognition.height, lines, [], "", confidence=recognition.confidence)


def lay_out(read: list[Read], given: list[str]) -> tuple[tuple[Page, ...], list[str]]:
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
    made = (
        Page(at, label, tuple(held), page.origin, page.confidence)
        for at, (page, label, held) in enumerate(zip(read, printed, blocks, strict=True), start=1)
    )
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
