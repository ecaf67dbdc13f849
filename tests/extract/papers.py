"""Small PDF files, drawn line by line: places in points from the top left corner of an A4 page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

HEIGHT = 842.0
LEFT, RIGHT = 72.0, 523.0
PITCH = 16.0


class Put(NamedTuple):
    x: float
    y: float
    text: str
    size: float = 12.0
    font: str = "Times-Roman"


def paper(path: Path, pages: Iterable[Iterable[Put]], draw: Callable[[Any, int], None] | None = None) -> Path:
    """A PDF of the lines of each page; `draw` may add rules to the page of an index."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595.0, HEIGHT))
    for index, lines in enumerate(pages):
        for line in lines:
            canvas.setFont(line.font, line.size)
            canvas.drawString(line.x, HEIGHT - line.y, line.text)
        if draw is not None:
            draw(canvas, index)
        canvas.showPage()
    canvas.save()
    return path


def width(text: str) -> float:
    """Points that the text takes in 12-point Times."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, "Times-Roman", 12))


def filled(word: str, column: float = RIGHT - LEFT) -> str:
    """A line of the word, as wide as the column."""
    text = word
    while width(f"{text} {word}") <= column:
        text += f" {word}"
    return text


def prose(
    count: int, word: str = "theory", top: float = 120.0, x: float = LEFT, column: float = RIGHT - LEFT
) -> list[Put]:
    """`count` lines of one paragraph, the first indented, the last ending in a full stop."""
    lines = [Put(x + 28, top, filled(word.capitalize(), column - 28))]
    lines += [Put(x, top + PITCH * at, filled(word, column)) for at in range(1, count - 1)]
    return [*lines, Put(x, top + PITCH * (count - 1), f"{word} ends here.")]


def footed(path: Path, pages: int, foot: str) -> Path:
    """A PDF of pages whose foot, with a number from 49, is an annotation that is printed: so Acrobat adds headers."""
    font = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{3 + 4 * at} 0 R" for at in range(pages))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {pages}>>")
    for at in range(pages):
        number = 3 + 4 * at
        rect = f"{LEFT} 30 {RIGHT} 60"
        lines = "".join(
            f"1 0 0 1 {LEFT} {700 - PITCH * row} Tm (Text of page {at} in row {row}) Tj " for row in range(20)
        )
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{font}/Contents {number + 1} 0 R/Annots[{number + 2} 0 R]>>",
            _stream("", f"BT /F1 12 Tf {lines} ET"),
            f"<</Type/Annot/Subtype/Watermark/F 4/Rect[{rect}]/AP<</N {number + 3} 0 R>>>>",
            _stream(
                f"/Type/XObject/Subtype/Form/BBox[{rect}]{font}", f"BT /F1 10 Tf {LEFT} 40 Td ({foot} {at + 49}) Tj ET"
            ),
        ]
    written = "".join(f"{at} 0 obj {each} endobj\n" for at, each in enumerate(objects, start=1))
    path.write_text(f"%PDF-1.6\n{written}trailer <</Root 1 0 R/Size {len(objects) + 1}>>\n%%EOF\n", "ascii")
    return path


def _stream(keys: str, content: str) -> str:
    return f"<<{keys}/Length {len(content)}>>stream\n{content}\nendstream"
