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
