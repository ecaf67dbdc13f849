"""What PDFium is asked of every letter, in the cheapest way there is: addresses as plain numbers, answers in places
made once. The library's own declarations make an object of every pointer, which costs more than the answer.

PDFium is handed in, as only `glyphs` imports it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

_Address = ctypes.c_void_p
_Ask = Callable[..., Any]


class Calls:
    """The questions about the letters of one page. Each answer stands until the next of its kind."""

    def __init__(self, pdfium: Any, raw: Any) -> None:
        page = ctypes.cast(raw, _Address)
        self.page = page.value or 0
        self.code = declared(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _Address, ctypes.c_int)
        self.run = declared(pdfium.FPDFText_GetTextObject, _Address, _Address, ctypes.c_int)
        self.em = declared(pdfium.FPDFText_GetFontSize, ctypes.c_double, _Address, ctypes.c_int)
        self.font = declared(pdfium.FPDFTextObj_GetFont, _Address, _Address)
        self.ask_box = declared(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _Address, ctypes.c_int, _Address)
        self.ask_origin = declared(
            pdfium.FPDFText_GetCharOrigin, ctypes.c_int, _Address, ctypes.c_int, _Address, _Address
        )
        self.ask_matrix = declared(pdfium.FPDFText_GetMatrix, ctypes.c_int, _Address, ctypes.c_int, _Address)
        self.ask_width = declared(
            pdfium.FPDFFont_GetGlyphWidth, ctypes.c_int, _Address, ctypes.c_uint, ctypes.c_float, _Address
        )
        self.box = (ctypes.c_float * 4)()  # left, top, right, bottom
        self.origin = (ctypes.c_double * 2)()
        self.matrix = (ctypes.c_float * 6)()
        self.width = (ctypes.c_float * 1)()
        self.box_at, self.matrix_at = ctypes.addressof(self.box), ctypes.addressof(self.matrix)
        self.x_at = ctypes.addressof(self.origin)
        self.y_at = self.x_at + ctypes.sizeof(ctypes.c_double)
        self.width_at = ctypes.addressof(self.width)


def declared(function: Any, answer: Any, *arguments: Any) -> _Ask:
    """The function with other types: those of the library stay as they are, for everyone else."""
    return ctypes.CFUNCTYPE(answer, *arguments)(ctypes.cast(function, _Address).value or 0)
