"""Papers of a journal: running heads, footnotes, one column or two, page numbers that go on from earlier papers."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from .body import block_items, headings
from .fonts import font_name, register
from .markup import Source
from .typeset import MM, Item, Placed, Style, draw_column, flow, note_item, paragraph, space

WIDTH, HEIGHT = A4
SIDE, TOP, BOTTOM = 25 * MM, 27 * MM, 25 * MM
TEXT = WIDTH - 2 * SIDE
GAP = 8 * MM


def build(source: Source, target: Path, fonts: Path) -> None:
    """Make the PDF of a paper."""
    family = source.get("family", "noto")
    register(fonts, family)
    style = Style(family=family, size=float(source.get("size", "12")), leading=1.45, first=20, after=4)
    style = style.but(spacing=source.get("spacing", "tw"))
    count = int(source.get("columns", "1"))
    width = (TEXT - GAP * (count - 1)) / count
    head = _head(source, style)
    tall = sum(item.height + item.before for item in head)
    heads = [one.but(align="left", size=style.size, before=10, after=4) for one in headings(style)]
    room = HEIGHT - TOP - BOTTOM
    columns = flow(
        block_items(source, style, width, heads, [1]),
        lambda number: room - (tall if number < count else 0),
        lambda mark: note_item(mark, source.notes[mark], style, width),
    )
    canvas = Canvas(str(target), pagesize=A4, invariant=1, initialFontName=font_name(family, ""))
    canvas.setTitle(source.get("pdf-title"))
    canvas.setAuthor(source.get("pdf-author"))
    if source.get("labels"):
        canvas.addPageLabel(0, "ARABIC", int(source.get("first-page")))
    for number in range(0, len(columns), count):
        page = columns[number : number + count]
        _draw_page(canvas, source, style, page, number // count, head if number == 0 else [], width)
    canvas.save()


def _draw_page(
    canvas: Canvas, source: Source, style: Style, page: list[Placed], number: int, head: list[Item], width: float
) -> None:
    top = HEIGHT - TOP
    for item in head:
        top -= item.before
        item.draw(canvas, SIDE, top)
        top -= item.height
    for place, column in enumerate(page):
        draw_column(canvas, column, SIDE + place * (width + GAP), top, BOTTOM)
    printed = int(source.get("first-page")) + number
    canvas.setFont(font_name(style.family, "i"), style.size - 2.5)
    above = HEIGHT - 18 * MM
    if printed % 2 and number:
        canvas.drawRightString(WIDTH - SIDE, above, source.get("short-title"))
    else:
        canvas.drawString(SIDE, above, source.get("journal"))
    canvas.setLineWidth(0.5)
    canvas.line(SIDE, above - 5, WIDTH - SIDE, above - 5)
    canvas.setFont(font_name(style.family, ""), style.size - 1)
    canvas.drawCentredString(WIDTH / 2, 14 * MM, str(printed))
    canvas.showPage()


def _head(source: Source, style: Style) -> list[Item]:
    """Title, authors, abstract and keywords."""
    mid = style.but(first=0, align="centre", after=3)
    small = style.but(first=0, size=style.size - 1, left=18, right=18, leading=1.35)
    items: list[Item] = []
    for line in source.split("title"):
        items += paragraph(line, mid.but(base="b", size=style.size + 3, leading=1.3), TEXT)
    items.append(space(6))
    for line in source.split("by"):
        items += paragraph(line, mid.but(base="b"), TEXT)
    items += paragraph(source.get("place"), mid.but(base="i", size=style.size - 1), TEXT)
    items += paragraph(source.get("note"), mid.but(base="i", size=style.size - 2, after=8), TEXT)
    items += paragraph(f"**Tóm tắt:** {source.get('abstract')}.", small.but(base="i"), TEXT)
    items += paragraph(f"**Từ khóa:** {source.get('keywords')}.", small.but(base="i", after=10), TEXT)
    return items
