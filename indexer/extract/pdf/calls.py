"""What PDFium is asked of every letter, in the cheapest way there is: functions that nothing is declared of, and
arguments and places for answers that are made once. To check and convert arguments costs more than the answer.

PDFium is handed in, as only `glyphs` imports it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

_Address = ctypes.c_void_p
_Ask = Callable[..., Any]
_ONE_EM = ctypes.c_float(1.0)


class _Questions(NamedTuple):
    """Functions of PDFium. Addresses are handed to them as objects of ctypes: a plain number is cut to 32 bits."""

    code: _Ask
    run: _Ask
    em: _Ask
    font: _Ask
    box: _Ask
    origin: _Ask
    matrix: _Ask
    width: _Ask


@cache
def _questions(pdfium: Any) -> _Questions:
    return _Questions(
        code=declared(pdfium.FPDFText_GetUnicode, ctypes.c_uint),
        run=declared(pdfium.FPDFText_GetTextObject, _Address),
        em=declared(pdfium.FPDFText_GetFontSize, ctypes.c_double),
        font=declared(pdfium.FPDFTextObj_GetFont, _Address),
        box=declared(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int),
        origin=declared(pdfium.FPDFText_GetCharOrigin, ctypes.c_int),
        matrix=declared(pdfium.FPDFText_GetMatrix, ctypes.c_int),
        width=declared(pdfium.FPDFFont_GetGlyphWidth, ctypes.c_int),
    )


class Calls:
    """The questions about the letters of one page. Each answer stands until the next of its kind."""

    def __init__(self, pdfium: Any, raw: Any) -> None:
        asked = _questions(pdfium)
        self.page = ctypes.cast(raw, _Address)
        self.code, self.run = asked.code, asked.run  # of (page, place): a number; an address or None
        self.ask_origin, self.ask_box, self._ask_matrix = asked.origin, asked.box, asked.matrix
        self._em, self._font, self._ask_width = asked.em, asked.font, asked.width
        origin = (ctypes.c_double * 2)()
        self.x_at, self.y_at = ctypes.byref(origin), ctypes.byref(origin, ctypes.sizeof(ctypes.c_double))
        self.origin = memoryview(origin).cast("B").cast("d")  # x, y
        self.box = (ctypes.c_float * 4)()  # left, top, right, bottom
        self.box_at = ctypes.byref(self.box)
        self._matrix, self._width = (ctypes.c_float * 6)(), ctypes.c_float()
        self._matrix_at, self._width_at = ctypes.byref(self._matrix), ctypes.byref(self._width)

    def painted(self, run: int, at: int) -> tuple[int, float, float, float, float, float]:
        """The address of the font of a run, its size, and the first four numbers of the matrix of the letter at `at`."""
        self._ask_matrix(self.page, at, self._matrix_at)
        a, b, c, d = self._matrix[:4]
        return self._font(_Address(run)) or 0, self._em(self.page, at), a, b, c, d

    def width(self, font: int, code: int) -> float:
        """How far a letter moves the pen for one em of its font (its address), 0 if the font does not tell."""
        told = font and self._ask_width(_Address(font), code, _ONE_EM, self._width_at)
        return self._width.value if told else 0.0


def declared(function: Any, answer: Any, *arguments: Any) -> _Ask:
    """The function with other types: those of the library stay as they are, for everyone else."""
    return ctypes.CFUNCTYPE(answer, *arguments)(ctypes.cast(function, _Address).value or 0)
