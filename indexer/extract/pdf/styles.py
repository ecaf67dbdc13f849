"""How the letters of a PDF page are painted: direction, size, weight, slant and width.

PDFium is handed in, as only `glyphs` imports it.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

from indexer.extract.pdf.calls import Calls

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
    advances: dict[int, float]  # of letters already met, by their code
    name: str = ""  # of the font


class Styles:
    """Styles of the runs of one page, asked for once each."""

    def __init__(self, pdfium: Any, raw: Any, calls: Calls) -> None:
        self._pdfium, self._raw, self._calls = pdfium, raw, calls
        self._styles: dict[tuple[float, ...], Style] = {}

    def of(self, run: int, at: int) -> Style:
        """The style of the run (its address) that the glyph at `at` belongs to.

        Some programs make a run of each letter, so what is known of a font and size is not asked for again.
        """
        key = self._calls.painted(run, at)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._read(at, *key)
        return style

    def _read(self, at: int, font: int, em: float, a: float, b: float, c: float, d: float) -> Style:  # noqa: PLR0917  # a matrix
        pdfium, raw = self._pdfium, self._raw
        angle = math.atan2(b, a) / (math.pi / 2)
        turn = round(angle) % 4 if abs(angle - round(angle)) < 0.05 else -1  # noqa: PLR2004  # under 5 degrees
        upright = turn == 0 and d > 0
        size = em * (d if upright else math.hypot(c, d) or 1.0)
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(raw, at, name, 128, None)
        bold = pdfium.FPDFText_GetFontWeight(raw, at) >= _BOLD_WEIGHT or b"bold" in name.value.lower()
        slant = max(c / d, 0.0) if upright else 0.0
        called = name.value.decode("utf-8", "replace")
        return Style(turn, float(size) or 1.0, bold, slant, font, em * math.hypot(a, b), {}, called)

    def advance(self, style: Style, code: int, loose: float) -> float:
        """How far the pen moves; the box around a letter with a hook or horn reaches further.

        Kept in the style for the next letter like it.
        """
        width = self._calls.width(style.font, code)
        narrow = width * style.width
        found = style.advances[code] = narrow if _LEAST_OF_BOX * loose <= narrow <= loose else loose
        return found
