"""How the letters of a PDF page are painted: direction, size, weight, slant and width.

PDFium is handed in, as only `glyphs` imports it.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

_BOLD_WEIGHT = 600
_LEAST_OF_BOX = 0.6  # of its box that a letter advances; less is a wrong answer of the font


class Style(NamedTuple):
    """How a run of letters is painted."""

    turn: int  # direction in quarters, -1: slanting
    size: float
    bold: bool
    slant: float  # of italics made by leaning: across for each point up
    font: int  # address, as a name
    width: float  # points for one em of the font


class Styles:
    """Styles of the runs of one page, asked for once each."""

    def __init__(self, pdfium: Any, raw: Any) -> None:
        self._pdfium, self._raw = pdfium, raw
        self._last: int | None = None
        self._style = Style(0, 0.0, bold=False, slant=0.0, font=0, width=0.0)
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.byref(self._matrix)
        self._styles: dict[tuple[float, ...], Style] = {}
        self._fonts: dict[int, Any] = {}
        self._widths: dict[tuple[int, int], float] = {}

    def of(self, run: Any, at: int) -> Style:
        """The style of the run that the glyph at `at` belongs to."""
        address = ctypes.cast(run, ctypes.c_void_p).value
        if address != self._last:
            self._last, self._style = address, self._of_run(run, at)
        return self._style

    def _of_run(self, run: Any, at: int) -> Style:
        """Some programs make a run of each letter, so what is known of a font and size is not asked for again."""
        pdfium, matrix = self._pdfium, self._matrix
        pdfium.FPDFText_GetMatrix(self._raw, at, self._matrix_at)
        em = pdfium.FPDFText_GetFontSize(self._raw, at)
        font = pdfium.FPDFTextObj_GetFont(run)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        key = (address, em, matrix.a, matrix.b, matrix.c, matrix.d)
        if (style := self._styles.get(key)) is None:
            self._fonts[address] = font
            style = self._styles[key] = self._read(at, em, address)
        return style

    def _read(self, at: int, em: float, font: int) -> Style:
        pdfium, raw, matrix = self._pdfium, self._raw, self._matrix
        angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        turn = round(angle) % 4 if abs(angle - round(angle)) < 0.05 else -1  # noqa: PLR2004  # under 5 degrees
        upright = turn == 0 and matrix.d > 0
        size = em * (matrix.d if upright else math.hypot(matrix.c, matrix.d) or 1.0)
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(raw, at, name, 128, None)
        bold = pdfium.FPDFText_GetFontWeight(raw, at) >= _BOLD_WEIGHT or b"bold" in name.value.lower()
        slant = max(matrix.c / matrix.d, 0.0) if upright else 0.0
        return Style(turn, float(size) or 1.0, bold, slant, font, em * math.hypot(matrix.a, matrix.b))

    def advance(self, style: Style, code: int, loose: float) -> float:
        """How far the pen moves; the box around a letter with a hook or horn reaches further."""
        key = (style.font, code)
        if (width := self._widths.get(key)) is None:
            found = ctypes.c_float()
            known = style.font and self._pdfium.FPDFFont_GetGlyphWidth(self._fonts[style.font], code, 1.0, found)
            width = self._widths[key] = found.value if known else 0.0
        narrow = width * style.width
        return narrow if _LEAST_OF_BOX * loose <= narrow <= loose else loose
