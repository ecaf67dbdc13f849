"""Lines, justified or not, with footnotes at the foot of the page on which their marks stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from .fonts import font_name
from .markup import Piece, pieces

MM = 72 / 25.4
NOTE_SIZE = 0.78  # size of a footnote, against the body
MARK_SIZE = 0.62  # size of the mark of a footnote


@dataclass(frozen=True)
class Style:
    """How a paragraph is set. `spacing`: "tw" stretches the spaces of a justified line, "words" draws each word
    at its place and no spaces at all. `stroke` draws bold letters as regular ones with an outline.
    """

    family: str = "noto"
    size: float = 13
    leading: float = 1.5
    align: str = "justify"
    first: float = 28
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 6
    base: str = ""  # style of the whole paragraph: b, i or bi
    spacing: str = "tw"
    stroke: bool = False
    keep: bool = False  # stays with what follows

    def but(self, **changes: object) -> "Style":
        """Return the same style with a few things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Word:
    """Pieces between two spaces."""

    pieces: tuple[Piece, ...]
    width: float


@dataclass
class Item:
    """Something of a known height that is put on a page whole."""

    height: float
    draw: Callable[[Canvas, float, float], None]  # canvas, left edge, top edge
    before: float = 0
    notes: tuple[str, ...] = ()
    keep: bool = False
    anchor: str = ""
    new_page: bool = False


@dataclass
class Placed:
    """Items of one column with their top edges, and the footnotes below them."""

    items: list[tuple[float, Item]] = field(default_factory=list)
    notes: list[Item] = field(default_factory=list)


def _font(style: Style, piece: Piece) -> tuple[str, float]:
    """Font and size of a piece in a paragraph."""
    if piece.style == "n":
        return font_name(style.family, ""), style.size * MARK_SIZE
    letters = set(piece.style) ^ set(style.base) if "i" in style.base else set(piece.style) | set(style.base)
    wanted = "".join(letter for letter in "bi" if letter in letters)
    return font_name(style.family, wanted.replace("b", "") if style.stroke else wanted), style.size


def words(text: str, style: Style) -> list[Word]:
    """Words of a text, measured."""
    groups: list[list[Piece]] = [[]]
    for piece in pieces(text):
        for number, part in enumerate(piece.text.split(" ")):
            if number:
                groups.append([])
            if part:
                groups[-1].append(Piece(part.replace("~", "\N{NO-BREAK SPACE}"), piece.style))
    return [Word(tuple(group), sum(_width(style, piece) for piece in group)) for group in groups if group]


def _width(style: Style, piece: Piece) -> float:
    return float(stringWidth(piece.text, *_font(style, piece)))


def break_lines(text: str, style: Style, width: float) -> Iterator[list[Word]]:
    """Lines of a paragraph, each as full as it gets."""
    space = stringWidth(" ", font_name(style.family, ""), style.size)
    line: list[Word] = []
    room = width - style.left - style.right - style.first
    used = 0.0
    for word in words(text, style):
        if line and used + space + word.width > room:
            yield line
            line, used, room = [], 0.0, width - style.left - style.right
        used += word.width + (space if line else 0)
        line.append(word)
    if line:
        yield line


def paragraph(text: str, style: Style, width: float, anchor: str = "") -> list[Item]:
    """Lines of a paragraph as items; the first two and the last two stay together."""
    lines = list(break_lines(text, style, width))
    items = []
    for number, line in enumerate(lines):
        first, last = number == 0, number == len(lines) - 1
        items.append(
            Item(
                height=style.size * style.leading + (style.after if last else 0),
                draw=_drawer(line, style, width, first=first, last=last),
                before=style.before if first else 0,
                notes=tuple(piece.text for word in line for piece in word.pieces if piece.style == "n"),
                keep=style.keep or (not last and (first or number == len(lines) - 2)),
                anchor=anchor if first else "",
            )
        )
    return items


def _drawer(line: list[Word], style: Style, width: float, *, first: bool, last: bool) -> Callable[..., None]:
    indent = style.left + (style.first if first else 0)
    space = stringWidth(" ", font_name(style.family, ""), style.size)
    spare = width - style.right - indent - sum(word.width for word in line) - space * (len(line) - 1)
    stretch = spare / (len(line) - 1) if style.align == "justify" and not last and len(line) > 1 else 0.0
    indent += {"centre": spare / 2, "right": spare}.get(style.align, 0)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        base = top - style.size * (style.leading + 0.62) / 2
        if style.spacing == "words":
            _draw_words(canvas, line, style, x + indent, base, space + stretch)
        else:
            _draw_line(canvas, line, style, x + indent, base, stretch)

    return draw


def _draw_pieces(text: PDFTextObject, word: Word, style: Style) -> None:
    for piece in word.pieces:
        text.setFont(*_font(style, piece))
        bold = style.stroke and "b" in piece.style + style.base
        text.setTextRenderMode(2 if bold else 0)
        text.setRise(style.size * 0.34 if piece.style == "n" else 0)
        text.textOut(piece.text)


def _draw_line(canvas: Canvas, line: list[Word], style: Style, x: float, y: float, stretch: float) -> None:
    text = canvas.beginText(x, y)
    canvas.setLineWidth(style.size * 0.024)
    text.setWordSpace(stretch)
    for number, word in enumerate(line):
        if number:
            text.setFont(font_name(style.family, ""), style.size)
            text.setRise(0)
            text.textOut(" ")
        _draw_pieces(text, word, style)
    text.setWordSpace(0)
    text.setTextRenderMode(0)
    text.setRise(0)
    canvas.drawText(text)


def _draw_words(canvas: Canvas, line: list[Word], style: Style, x: float, y: float, gap: float) -> None:
    for word in line:
        text = canvas.beginText(x, y)
        _draw_pieces(text, word, style)
        text.setRise(0)
        canvas.drawText(text)
        x += word.width + gap


def draw_text(canvas: Canvas, text: str, style: Style, x: float, top: float, width: float) -> float:
    """Draw a paragraph at a place of its own; return the top of what may follow."""
    for item in paragraph(text, style, width):
        item.draw(canvas, x, top - item.before)
        top -= item.before + item.height
    return top


def note_item(mark: str, text: str, style: Style, width: float) -> Item:
    """A footnote as one item."""
    small = style.but(
        size=style.size * NOTE_SIZE, leading=1.3, first=0, left=0, after=1.5, before=0, base="", keep=False
    )
    lines = paragraph(f"{mark}. {text}", small, width)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for line in lines:
            line.draw(canvas, x, top)
            top -= line.height

    return Item(sum(line.height for line in lines), draw)


def flow(
    items: list[Item], room: Callable[[int], float], note: Callable[[str], Item], *, rule: float = 12
) -> list[Placed]:
    """Put items into columns of the given heights; `note` makes the item of a footnote from its mark."""
    columns = [Placed()]
    used = 0.0
    number = 0
    while number < len(items):
        group = _group(items, number)
        wanted = [note(mark) for item in group for mark in item.notes]
        here = columns[-1]
        need = _height(group, start=not here.items) + sum(item.height for item in wanted)
        need += rule if wanted and not here.notes else 0
        full = used + need > room(len(columns) - 1)
        if here.items and (full or group[0].new_page):
            columns.append(Placed())
            used = 0.0
            here = columns[-1]
            need = _height(group, start=True) + sum(item.height for item in wanted) + (rule if wanted else 0)
        top = used - sum(item.height for item in here.notes) - (rule if here.notes else 0)
        for item in group:
            top += item.before if here.items else 0
            here.items.append((top, item))
            top += item.height
        here.notes.extend(wanted)
        used += need
        number += len(group)
    return columns


def _group(items: list[Item], number: int) -> list[Item]:
    end = number
    while items[end].keep and end + 1 < len(items):
        end += 1
    return items[number : end + 1]


def _height(group: list[Item], *, start: bool) -> float:
    return sum(item.height + item.before for item in group) - (group[0].before if start else 0)


def draw_column(canvas: Canvas, column: Placed, x: float, top: float, bottom: float) -> None:
    """Draw a column and its footnotes, which stand on its bottom edge under a short rule."""
    for offset, item in column.items:
        item.draw(canvas, x, top - offset)
    if column.notes:
        height = sum(item.height for item in column.notes)
        canvas.setLineWidth(0.5)
        canvas.line(x, bottom + height + 4, x + 110, bottom + height + 4)
        for item in column.notes:
            item.draw(canvas, x, bottom + height)
            height -= item.height


def table(rows: tuple[tuple[str, ...], ...], shares: list[float], style: Style, width: float) -> list[Item]:
    """Rows of a table with rules; the first row is its head."""
    unit = width / sum(shares)
    widths = [share * unit for share in shares]
    return [
        _row(cells, widths, style.but(base="b", align="centre") if number == 0 else style, first=number == 0)
        for number, cells in enumerate(rows)
    ]


def _row(cells: tuple[str, ...], widths: list[float], style: Style, *, first: bool) -> Item:
    pad = 4
    lines = [paragraph(cell, style, width - 2 * pad) for cell, width in zip(cells, widths, strict=True)]
    height = max(sum(line.height for line in cell) for cell in lines) + 2 * pad

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setLineWidth(0.6)
        for cell, width in zip(lines, widths, strict=True):
            canvas.rect(x, top - height, width, height)
            y = top - pad
            for line in cell:
                line.draw(canvas, x + pad, y)
                y -= line.height
            x += width

    return Item(height, draw, before=6 if first else 0, keep=first)


def space(height: float) -> Item:
    """Empty room."""
    return Item(height, lambda _canvas, _x, _top: None)
