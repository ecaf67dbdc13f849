"""Image files, PNG, JPEG and TIFF of one or more pages: scans without a PDF around them. Pillow opens them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import DamagedFile, LimitExceeded, NoText
from indexer.extract.pdf import Read, lay_out, with_recognised
from indexer.extract.pdf.images import MOST_PIXELS, webp
from indexer.extract.recognition import Recognition
from indexer.extract.tesseract import Picture
from indexer.model import Extraction

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}
_MOST_DECODED = 300_000_000  # pixels of one page, before it is made smaller
_MOST_PAGES = 5_000
_POINTS = 72  # an inch
_LIKELY_DPI = (100, 2400)  # cameras and screens write anything else
_A4_INCHES = 8.27  # across
_ROTATED = 2, 3, 4  # Pillow's names of turns, counter-clockwise: 90, 180, 270 degrees


def extract(path: Path, recognised: Mapping[int, Recognition] | None = None) -> Extraction:
    """The pages of an image file, with what was recognised on them; without it, all of them wait for that.

    Raises: DamagedFile, LimitExceeded, NoText.
    """
    with _opened(path) as image:
        media_type = MEDIA_TYPES[image.format or ""]
        read = [_sheet(image, at) for at in range(_pages(image))]
    scans = () if recognised is not None else tuple(range(1, len(read) + 1))
    pages, _ = lay_out(with_recognised(read, recognised or {}), [""] * len(read))
    if not scans and not any(page.blocks for page in pages):
        raise NoText("no text could be recognised on the image: if it holds some, scan it with more dots an inch")
    return Extraction(media_type, pages, paged=True, scans=scans)


def page_picture(path: Path, index: int, dpi: int, turn: int = 0) -> Picture:
    """The page at `index` (from 0) in shades of grey, turned clockwise by so many quarters.

    Raises: DamagedFile, LimitExceeded.
    """
    from PIL import ImageOps

    with _opened(path) as image:
        image.seek(index)
        grey = ImageOps.exif_transpose(image).convert("L")
        if turn:
            grey = grey.transpose(_ROTATED[3 - turn])  # type: ignore[arg-type]  # the numbers are its names
        own = _dpi(image)
        share = min(1.0, dpi / own, (MOST_PIXELS / (grey.width * grey.height)) ** 0.5)
        if share < 1:
            grey = grey.resize((max(1, round(grey.width * share)), max(1, round(grey.height * share))))
    head = f"P5 {grey.width} {grey.height} 255\n".encode()
    return Picture(head + grey.tobytes(), grey.width, grey.height, own * share)


def page_view(path: Path, index: int, width: int, turn: int = 0) -> bytes:
    """The page at `index` (from 0) in WebP, at most so many pixels wide, turned clockwise by so many quarters.

    Raises: DamagedFile, LimitExceeded.
    """
    from PIL import ImageOps

    with _opened(path) as image:
        image.seek(index)
        shown = ImageOps.exif_transpose(image).convert("RGB")
    if turn:
        shown = shown.transpose(_ROTATED[3 - turn])  # type: ignore[arg-type]  # the numbers are its names
    share = min(1.0, width / shown.width, (MOST_PIXELS / (shown.width * shown.height)) ** 0.5)
    return webp(shown.resize((max(1, round(shown.width * share)), max(1, round(shown.height * share)))))


def page_words(path: Path, index: int) -> Recognition:
    """The size of the page at `index` (from 0); its words are not known before they are recognised.

    Raises: DamagedFile, LimitExceeded.
    """
    from PIL import ImageOps

    with _opened(path) as image:
        image.seek(index)
        shown, scale = ImageOps.exif_transpose(image), _POINTS / _dpi(image)
    return Recognition(shown.width * scale, shown.height * scale, 0, 0.0, ())


@contextmanager
def _opened(path: Path) -> Iterator[Image]:
    from PIL import Image as Images
    from PIL import UnidentifiedImageError

    Images.MAX_IMAGE_PIXELS = _MOST_DECODED // 2  # twice as many are refused, as many only warned of
    try:
        with warnings.catch_warnings(), Images.open(path, formats=tuple(MEDIA_TYPES)) as image:
            warnings.simplefilter("ignore")
            yield image
    except Images.DecompressionBombError as error:
        raise LimitExceeded(f"the image has more than {_MOST_DECODED:,} pixels: make it smaller") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DamagedFile("the image is damaged or cut short: fetch it again, or save it anew") from error


def _pages(image: Image) -> int:
    count = int(getattr(image, "n_frames", 1))
    if count > _MOST_PAGES:
        raise LimitExceeded(f"the image has {count} pages, more than {_MOST_PAGES}: split it and add the parts")
    return count if image.format == "TIFF" else 1


def _sheet(image: Image, index: int) -> Read:
    image.seek(index)
    scale = _POINTS / _dpi(image)
    return Read(image.width * scale, image.height * scale, [], [], "", unusable=True)


def _dpi(image: Image) -> float:
    """Dots an inch as the file says; where it says nothing likely, those of a page of A4."""
    said = float(image.info.get("dpi", (0, 0))[0])
    low, high = _LIKELY_DPI
    return said if low < said < high else max(min(image.width, image.height) / _A4_INCHES, 1.0)
