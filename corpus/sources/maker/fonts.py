"""Font families that hold every Vietnamese letter."""

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# family -> files of the styles regular, bold, italic, bold italic, below the folder of the fonts
FAMILIES = {
    "noto": (
        "noto/NotoSerif-Regular.ttf",
        "noto/NotoSerif-Bold.ttf",
        "noto/NotoSerif-Italic.ttf",
        "noto/NotoSerif-BoldItalic.ttf",
    ),
    "noto-mixed": (
        "noto/NotoSerif-Regular.ttf",
        "noto/NotoSans-Bold.ttf",
        "noto/NotoSerif-Italic.ttf",
        "noto/NotoSans-BoldItalic.ttf",
    ),
    "dejavu": (
        "dejavu/DejaVuSerifCondensed.ttf",
        "dejavu/DejaVuSerifCondensed-Bold.ttf",
        "dejavu/DejaVuSerifCondensed-Italic.ttf",
        "dejavu/DejaVuSerifCondensed-BoldItalic.ttf",
    ),
}
_STYLES = ("", "b", "i", "bi")


def font_name(family: str, style: str) -> str:
    """Name under which the font of a style is registered."""
    return f"{family}-{style or 'r'}"


def register(folder: Path, family: str) -> None:
    """Make a family known to reportlab, once."""
    for style, file in zip(_STYLES, FAMILIES[family], strict=True):
        name = font_name(family, style)
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))
