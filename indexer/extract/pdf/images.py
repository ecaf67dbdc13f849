"""Images of the pages of a PDF, for recognition and for readers: bounded, however large a page says it is."""

from __future__ import annotations

import io
import math
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from indexer.errors import DamagedFile
from indexer.extract.pdf.glyphs import PdfFile, open_pdf
from indexer.extract.tesseract import Picture
from indexer.text.legacy import Repairer

MOST_PIXELS = 30_000_000  # of one image: a page of A3 at 300 dots an inch has 17 million
_MOST_ACROSS = 30_000  # the same, along one side; tesseract takes 32,767
_QUALITY = 75  # of WebP: thin strokes of letters stay whole
_POINTS = 72  # an inch
_MOST_OBJECTS = 500  # looked at; a scan is one image, or some hundred strips of one
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE


def dots(width: float, height: float, dpi: float) -> float:
    """Dots an inch for a page of this size in points: those wanted, or as many as the bounds allow.

    >>> dots(595, 842, 300), round(dots(14400, 14400, 300), 1)
    (300, 27.4)
    """
    width, height = max(width, 1.0), max(height, 1.0)
    most = math.sqrt(MOST_PIXELS / (width * height))
    return min(dpi, _POINTS * most, _POINTS * _MOST_ACROSS / max(width, height))


def page_picture(path: Path, index: int, dpi: int, turn: int = 0) -> Picture:
    """The page at `index` (from 0) as it is shown, turned clockwise by so many quarters.

    Raises: EncryptedFile, DamagedFile, LimitExceeded.
    """
    import pypdfium2

    with open_pdf(path, Repairer()) as file:
        try:
            page = file.page(index)
            width, height = page.get_size()
            fine = dots(width, height, dpi)
            bitmap = page.render(scale=fine / _POINTS, rotation=90 * turn, grayscale=True)
        except pypdfium2.PdfiumError as error:
            raise DamagedFile("the page cannot be drawn: open the file in a PDF reader and save it anew") from error
        try:
            image = bitmap.to_pil()
            head = f"P5 {image.width} {image.height} 255\n".encode()
            return Picture(head + image.convert("L").tobytes(), image.width, image.height, fine)
        finally:
            bitmap.close()
            page.close()


def page_view(path: Path, index: int, width: int, turn: int = 0) -> bytes:
    """The page at `index` (from 0) in WebP, so many pixels wide, turned clockwise by so many quarters.

    Raises: EncryptedFile, DamagedFile, LimitExceeded.
    """
    import pypdfium2

    with open_pdf(path, Repairer()) as file:
        try:
            page = file.page(index)
            size = page.get_size()
            across, down = size if turn % 2 == 0 else size[::-1]
            fine = dots(across, down, _POINTS * width / max(across, 1.0))
            bitmap = page.render(scale=fine / _POINTS, rotation=90 * turn)
        except pypdfium2.PdfiumError as error:
            raise DamagedFile("the page cannot be drawn: open the file in a PDF reader and save it anew") from error
        try:
            return webp(bitmap.to_pil())
        finally:
            bitmap.close()
            page.close()


def webp(image: Any) -> bytes:
    """A Pillow image as a small file for a browser."""
    kept = io.BytesIO()
    image.save(kept, "WEBP", quality=_QUALITY, method=0)  # other methods save a sixth, and take twice as long
    return kept.getvalue()


def pictured(file: PdfFile, index: int) -> float | None:
    """How much of the page at `index` its images cover, 0..1; None if nothing at all is drawn on it."""
    import pypdfium2

    try:
        page = file.page(index)
    except pypdfium2.PdfiumError:
        return None
    try:
        left, bottom, right, top = page.get_bbox()
        found = list(islice(page.get_objects(max_depth=3), _MOST_OBJECTS))
        area = sum(_area(each) for each in found if each.type == _IMAGE)
        return min(1.0, area / max((right - left) * (top - bottom), 1.0)) if found else None
    finally:
        page.close()


def _area(image: Any) -> float:
    import pypdfium2

    with suppress(pypdfium2.PdfiumError):
        left, bottom, right, top = image.get_bounds()
        return float((right - left) * (top - bottom))
    return 0.0
