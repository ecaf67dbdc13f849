"""Ruling lines of a PDF page: the level and upright edges of what is drawn.

PDFium is handed in, as only `glyphs` imports it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from indexer.extract.pdf.calls import declared

_SHORTEST_WIDE, _SHORTEST_TALL = 12.0, 6.0  # points
_MOST_SEGMENTS = 2_000  # of one path: more are a drawing
_MOST_OBJECTS = 50_000  # of one page that are looked at
_STRAIGHT = 0.5  # points that the ends of a ruling line may be out of line
_FAR = 1e5  # points: nothing on a page is farther out
_PATH = 2  # FPDF_PAGEOBJ_PATH
_LINE, _CURVE, _MOVE = 0, 1, 2  # kinds of a segment


class Rule(NamedTuple):
    """A level or upright line; places in points from the top left corner."""

    x: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it is level."""
        return self.right - self.x >= self.bottom - self.top


def read_rules(pdfium: Any, raw: Any, left: float, top: float) -> list[Rule]:
    """The ruling lines of a page whose top left corner is given."""
    edges = tuple(ctypes.c_float() for _ in range(4))
    places = tuple(ctypes.byref(edge) for edge in edges)
    found: list[Rule] = []
    for path in _paths(pdfium, raw):
        if not pdfium.FPDFPageObj_GetBounds(path, *places):
            continue
        x, low, right, high = (edge.value for edge in edges)
        if not -_FAR < x <= right < _FAR or not -_FAR < low <= high < _FAR:
            continue
        wide, tall = right - x >= _SHORTEST_WIDE, high - low >= _SHORTEST_TALL
        if wide and tall:
            if pdfium.FPDFPath_CountSegments(path) < _MOST_SEGMENTS:
                found.extend(_moved(edge, left, top) for edge in _edges(pdfium, path))
        elif wide:
            found.extend(_moved((x, y, right, y), left, top) for y in {low, high})
        elif tall:
            found.extend(_moved((at, low, at, high), left, top) for at in {x, right})
    return found


def _moved(edge: tuple[float, float, float, float], left: float, top: float) -> Rule:
    x, low, right, high = edge
    return Rule(x - left, top - high, right - left, top - low)


def _edges(pdfium: Any, path: Any) -> Iterator[tuple[float, float, float, float]]:
    """The level and upright lines of a path: a box, or a whole grid drawn at once."""
    begin = before = (0.0, 0.0)
    for kind, closes, point in _points(pdfium, path):
        if kind == _MOVE:
            begin = point
        elif kind == _LINE:
            yield from _straight(before, point)
        if closes:
            yield from _straight(point, begin)
        before = begin if closes else point


def _straight(one: tuple[float, float], two: tuple[float, float]) -> Iterator[tuple[float, float, float, float]]:
    (x, right), (low, high) = sorted((one[0], two[0])), sorted((one[1], two[1]))
    if min(right - x, high - low) < _STRAIGHT < max(right - x, high - low):
        yield x, low, right, high


def _points(pdfium: Any, path: Any) -> Iterator[tuple[int, bool, tuple[float, float]]]:
    """Where each segment of a path ends: its kind, whether it closes the path, and the place."""
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    for at in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            yield (
                pdfium.FPDFPathSegment_GetType(segment),
                bool(pdfium.FPDFPathSegment_GetClose(segment)),
                (
                    matrix.a * x.value + matrix.c * y.value + matrix.e,
                    matrix.b * x.value + matrix.d * y.value + matrix.f,
                ),
            )


def _paths(pdfium: Any, raw: Any) -> Iterator[Any]:
    """The drawn paths among the objects of the page: some files make an object of every letter."""
    pointer = type(pdfium.FPDFPage_GetObject(raw, 0))
    page = ctypes.cast(raw, ctypes.c_void_p).value
    object_at = declared(pdfium.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    kind_of = declared(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
    for at in range(min(pdfium.FPDFPage_CountObjects(raw), _MOST_OBJECTS)):
        found = object_at(page, at)
        if kind_of(found) == _PATH:
            yield ctypes.cast(found, pointer)
