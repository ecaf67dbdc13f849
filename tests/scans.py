"""Scans made for tests: pages of the sample corpus as pictures, in a PDF or an image file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"
PAPER = CORPUS / "bai-bao-gia-tri-thang-du.pdf"  # two columns, printed pages 45 to 48
PLAN = CORPUS / "ke-hoach-12-kh-du.pdf"
GARBAGE = "Gi?o tr~nh k~nh t~ ch~nh tr~ M?c L~nin d^ng cho s~nh vi~n c?c tr^^ng d~i h~c v? cao d?ng " * 3


def need_tesseract() -> None:
    """Pass the test over without tesseract and Vietnamese; fail where nothing may be passed over."""
    from indexer.extract.tesseract import why_unavailable

    if why := why_unavailable("vie"):
        if os.environ.get("TRACUU_NO_SKIPS") == "1":
            pytest.fail(why, pytrace=False)
        pytest.skip(why)


def pictures(source: Path, pages: Sequence[int], *, dpi: int = 150, part: float = 1.0) -> list[Any]:
    """Images of pages of a PDF (from 0), the upper part of each."""
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    images = [document[at].render(scale=dpi / 72, grayscale=True).to_pil() for at in pages]
    document.close()
    return [image.crop((0, 0, image.width, round(image.height * part))) for image in images]


def scan(path: Path, images: Sequence[Any], *, dpi: int = 150, turned: int = 0, beneath: str = "") -> Path:
    """A PDF of pictures.

    Args:
        turned: degrees that a reader must turn each page by, as the file says.
        beneath: a text layer that nobody sees.
    """
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), invariant=1)
    for image in images:
        shown = image.rotate(turned, expand=True)
        width, height = shown.width * 72 / dpi, shown.height * 72 / dpi
        canvas.setPageSize((height, width) if turned % 180 else (width, height))  # it is told of the page as shown
        canvas.setPageRotation(turned)
        canvas.drawImage(ImageReader(shown), 0, 0, width, height)
        if beneath:
            hidden = canvas.beginText(72, height - 72)
            hidden.setTextRenderMode(3)
            hidden.textLines([beneath[at : at + 80] for at in range(0, len(beneath), 80)])
            canvas.drawText(hidden)
        canvas.showPage()
    canvas.save()
    return path


def plan(path: Path) -> Path:
    """A short scan of three pages."""
    return scan(path, pictures(PLAN, (0, 1, 2), part=0.3))


def without_tesseract() -> str:
    """A PATH on which there is no program at all."""
    assert shutil.which("tesseract", path="/nowhere") is None
    return "/nowhere"
