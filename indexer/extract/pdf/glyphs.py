"""Glyphs of a PDF page with their places, through pypdfium2. No other module imports that library.

Text comes in the order in which the file paints it, which is often not the order in which it is read: Vietnamese
letters from a fallback font may follow the rest of their line. So only the places are kept, and `lines` sorts them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from indexer.errors import DamagedFile, EncryptedFile, LimitExceeded
from indexer.extract.pdf.calls import Calls
from indexer.extract.pdf.legacy import Drawn, repair_drawn
from indexer.extract.pdf.rules import Rule, read_rules
from indexer.extract.pdf.styles import Style, Styles
from indexer.text.legacy import Repairer

_MOST_PAGES = 20_000
_MOST_ANNOTATIONS = 200  # looked at on a page
_MOST_GLYPHS = 200_000  # on one page; a newspaper page has 30,000
_PASSWORD_WANTED = 4  # FPDF_ERR_PASSWORD
_HYPHENS = {"\x02": "-", "\ufffe": "-"}  # how PDFium marks a hyphen at the end of a line
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e\uf071\uf0a8\uf0e8", "•")  # of Symbol and Wingdings
_SIGNS = {ord(sign): shown for sign, shown in (_HYPHENS | _BULLETS | {"\uf02d": "-"}).items()}
_UNREAD = frozenset({"\x00", "\ufffd"})
_FIRST_MARK = "\u0300"  # no combining mark stands before


class Glyph(NamedTuple):
    """One letter and where it stands: points from the top left corner of the page."""

    text: str
    x: float
    right: float
    y: float  # baseline
    size: float
    bold: bool


@dataclass(slots=True)
class Sheet:
    """What one page shows."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    turned: str = ""  # text that does not run with the rest: stamps, captions beside a figure
    turn: int = 0  # quarters, counter-clockwise, from the file's upright to the way in which the text runs
    unread: int = 0  # glyphs whose letter the file does not tell
    rules: list[Rule] = field(default_factory=list)  # ruling lines


class PdfFile:
    """An open PDF file."""

    def __init__(self, document: Any, repairer: Repairer) -> None:  # pypdfium2 ships no types
        self._document = document
        self._repairer = repairer

    def __len__(self) -> int:
        return len(self._document)

    def page(self, index: int) -> Any:
        """The library's own page at `index` (from 0), to be closed. Raises: its own error."""
        return self._document[index]

    def sheet(self, index: int) -> Sheet | None:
        """The page at `index` (from 0), None if the file does not hold it."""
        import pypdfium2

        try:
            page = self._document[index]
            if _has_watermarks(page) and _printed(page):
                page.close()
                page = self._document[index]  # its text is read as the page was when it was loaded
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            return None
        try:
            return _read_sheet(page, text, self._repairer, index + 1)
        finally:
            text.close()
            page.close()

    def label(self, index: int) -> str:
        """The label that the file gives the page, empty if none."""
        try:
            return str(self._document.get_page_label(index) or "")
        except UnicodeDecodeError:  # broken letters are no label
            return ""

    def information(self) -> dict[str, str]:
        """Title and author as the file gives them."""
        found = {}
        for name in ("Title", "Author"):
            with suppress(UnicodeDecodeError):  # broken letters are no name
                said = str(self._document.get_metadata_value(name) or "")
                found[name] = said.replace("\x00", "\xad")  # the byte that has no letter, unless in an old encoding
        return found


@contextmanager
def open_pdf(path: Path, repairer: Repairer) -> Iterator[PdfFile]:
    """The open file.

    Args:
        repairer: of the letters in old encodings.
    Raises: EncryptedFile, DamagedFile, LimitExceeded.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_WANTED or "password" in str(error).lower():
            raise EncryptedFile(
                "the PDF opens only with a password: remove the password and add the file again"
            ) from error
        raise DamagedFile(
            "the PDF is damaged and cannot be opened: open it in a PDF reader, save it anew and add that file"
        ) from error
    try:
        if count > _MOST_PAGES:
            raise LimitExceeded(f"the PDF has {count} pages, more than {_MOST_PAGES}: split it and add the parts")
        yield PdfFile(document, repairer)
    finally:
        document.close()


def _has_watermarks(page: Any) -> bool:
    """Whether annotations print on the page, as headers and footers do that were put there with Acrobat."""
    import pypdfium2.raw as pdfium

    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        sort = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if sort == pdfium.FPDF_ANNOT_WATERMARK:
            return True
    return False


def _printed(page: Any) -> bool:
    """Put the annotations that are printed into the open page. Whether that changed it; the file stays as it is."""
    import pypdfium2.raw as pdfium

    return bool(pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_PRINT) == pdfium.FLATTEN_SUCCESS)


def _read_sheet(page: Any, text: Any, repairer: Repairer, number: int) -> Sheet:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = page.get_bbox()
    count = text.count_chars()
    if count > _MOST_GLYPHS:
        raise LimitExceeded(f"a page holds {count} letters, more than {_MOST_GLYPHS}: this is no page of a document")
    drawn, runs = _drawn(text.raw, count)
    repair_drawn(drawn, runs, repairer, number)
    turn = Counter(each[0] for each in drawn).most_common(1)[0][0] if drawn else 0
    width, height = (right - left, top - bottom) if turn % 2 == 0 else (top - bottom, right - left)
    sheet = Sheet(width, height, turn=turn)
    _place(sheet, drawn, turn, _corner(turn, left, bottom, right, top))
    if turn == 0:
        sheet.rules = read_rules(pdfium, page.raw, left, top)
    return sheet


def _place(sheet: Sheet, drawn: list[Drawn], turn: int, corner: tuple[float, float]) -> None:
    """The glyphs that run with the page go on the sheet; the others are kept as text beside it."""
    glyphs, aside = sheet.glyphs, []
    new = tuple.__new__  # half the time of Glyph(…)
    left, top, height, width = *corner, sheet.height, sheet.width
    for direction, text, x, y, advance, size, bold in drawn:
        if direction != turn:
            aside.append(text)
            continue
        across, down = _turned(turn, x - left, y - top) if turn else (x - left, top - y)
        if not (-1 <= down <= height + size and -size <= across <= width):
            continue  # outside of the page: printer's marks, text hidden on purpose
        if text in _UNREAD:
            sheet.unread += 1
        elif text >= _FIRST_MARK and glyphs and unicodedata.combining(text[0]):
            base = glyphs[-1]  # a mark is painted right after its letter
            glyphs[-1] = base._replace(text=base.text + text, right=max(base.right, across + advance))
        else:
            glyphs.append(new(Glyph, (text, across, across + advance, down, size, bold)))
    sheet.turned = "".join(aside)


def _corner(turn: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
    """The point that is the top left corner for text that runs in direction `turn` (quarters, counter-clockwise)."""
    return ((left, top), (left, bottom), (right, bottom), (right, top))[turn]


def _turned(turn: int, x: float, y: float) -> tuple[float, float]:
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


def _drawn(raw: Any, count: int) -> tuple[list[Drawn], list[tuple[int, Style]]]:
    """The letters in the order in which they are painted, and where each run of one style begins among them."""
    import pypdfium2.raw as pdfium

    found: list[Drawn] = []
    runs: list[tuple[int, Style]] = []
    calls = Calls(pdfium, raw)
    styles = Styles(pdfium, raw, calls)
    page, x_at, y_at, origin = calls.page, calls.x_at, calls.y_at, calls.origin
    code_of, run_of, ask_origin, put = calls.code, calls.run, calls.ask_origin, found.append
    letters: dict[int, str] = {}
    style: Style | None = None
    run, high = 0, 0
    for at in range(count):
        code = code_of(page, at)
        if code >= 0xD800:  # noqa: PLR2004  # PDFium gives letters beyond the first plane in two halves
            if code < 0xDC00:  # noqa: PLR2004  # the first half
                high = code
                continue
            if code < 0xE000 and high:  # noqa: PLR2004  # the second half
                code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if not (of := run_of(page, at)):  # a space that PDFium made up
            continue
        if of != run or style is None:
            run, before, style = of, style, styles.of(of, at)
            if style is not before:
                runs.append((len(found), style))
            turn, advances, size, bold = style.turn, style.advances, style.size, style.bold
        ask_origin(page, at, x_at, y_at)
        x, y = origin
        if (advance := advances.get(code)) is None:
            calls.ask_box(page, at, calls.box_at)
            advance = styles.advance(style, code, _loose(style, x, y, calls.box[:]))
        if (letter := letters.get(code)) is None:
            letter = letters[code] = _SIGNS.get(code) or _character(code)
        put((turn, letter, x, y, advance, size, bold))
    return found, runs


def _loose(style: Style, x: float, y: float, box: Sequence[float]) -> float:
    """From the origin of a letter to the end of its box."""
    left, top, right, bottom = box
    reach = (right - x, top - y, x - left, y - bottom)[style.turn]
    return max(reach - style.slant * (top - y), 0.0)  # a box around slanting letters leans over the next one


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004  # last code point
