"""Papers of a Party committee: letterhead, type, subject, body, list of recipients and signature."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .body import block_items, headings
from .fonts import font_name, register
from .markup import Source
from .typeset import MM, Item, Style, draw_column, draw_text, flow, note_item, paragraph, space

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 15 * MM, 20 * MM, 20 * MM
TEXT = WIDTH - LEFT - RIGHT
SPLIT = 0.46  # share of the left column of the letterhead


def build(source: Source, target: Path, fonts: Path) -> None:
    """Make the PDF of a Party paper."""
    family = source.get("family", "noto")
    register(fonts, family)
    style = Style(family=family, size=float(source.get("size", "13")), leading=float(source.get("leading", "1.55")))
    style = style.but(spacing=source.get("spacing", "tw"), stroke=bool(source.get("stroke")))
    canvas = Canvas(str(target), pagesize=A4, invariant=1, initialFontName=font_name(family, ""))
    canvas.setTitle(source.get("pdf-title"))
    canvas.setAuthor(source.get("pdf-author"))
    shares = [float(share) for share in source.get("columns", "1").split()]
    heads = headings(style)
    heads[0] = heads[0].but(align=source.get("heading", "left"), size=style.size)
    items = [*_head(source, style), *block_items(source, style, TEXT, heads, shares), _end(source, style)]
    columns = flow(
        items, lambda _page: HEIGHT - TOP - BOTTOM, lambda mark: note_item(mark, source.notes[mark], style, TEXT)
    )
    for number, column in enumerate(columns, 1):
        if number > 1:
            canvas.setFont(font_name(family, ""), style.size)
            canvas.drawCentredString(LEFT + TEXT / 2, HEIGHT - 13 * MM, str(number))
        draw_column(canvas, column, LEFT, HEIGHT - TOP, BOTTOM)
        canvas.showPage()
    canvas.save()


def _head(source: Source, style: Style) -> list[Item]:
    """Letterhead, type, subject and note of the sample."""
    mid = style.but(first=0, align="centre", after=0, leading=1.35, size=style.size - 0.5)
    left = TEXT * SPLIT

    def draw(canvas: Canvas, x: float, top: float) -> None:
        y = draw_text(canvas, source.get("org-upper"), mid, x, top, left)
        for line in source.split("org"):
            y = draw_text(canvas, line, mid.but(base="b"), x, y, left)
        y = draw_text(canvas, "*", mid, x, y, left)
        draw_text(canvas, f"Số {source.get('number')}", mid, x, y, left)
        name = "ĐẢNG CỘNG SẢN VIỆT NAM"
        big = mid.but(base="b", size=style.size + 0.5)
        y = draw_text(canvas, name, big, x + left, top, TEXT - left)
        wide = stringWidth(name, font_name(style.family, "" if style.stroke else "b"), big.size)
        canvas.setLineWidth(0.8)
        canvas.line(x + left + (TEXT - left - wide) / 2, y - 1, x + left + (TEXT - left + wide) / 2, y - 1)
        draw_text(canvas, source.get("place-date"), mid.but(base="i"), x + left, y - 12, TEXT - left)

    lines = 3 + len(source.split("org"))
    items = [Item(lines * mid.size * mid.leading, draw), space(16)]
    items += paragraph(source.get("type"), mid.but(base="b", size=style.size + 2), TEXT)
    for line in source.split("subject"):
        items += paragraph(line, mid.but(base="b", size=style.size), TEXT)
    items += paragraph("-----", mid, TEXT)
    items += paragraph(source.get("note"), mid.but(base="i", size=style.size - 2.5, after=10), TEXT)
    return items


def _end(source: Source, style: Style) -> Item:
    """Recipients on the left, signature on the right."""
    small = style.but(first=0, align="left", after=0, leading=1.3, size=style.size - 2)
    mid = style.but(first=0, align="centre", after=0, leading=1.4)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        y = draw_text(canvas, "Nơi nhận:", small.but(size=style.size - 1), x, top, TEXT / 2)
        canvas.setLineWidth(0.5)
        canvas.line(x, y + 1.5, x + stringWidth("Nơi nhận:", font_name(style.family, ""), style.size - 1), y + 1.5)
        for line in source.split("recipients"):
            y = draw_text(canvas, f"- {line}", small, x, y, TEXT * 0.48)
        half = TEXT * 0.46
        y = draw_text(canvas, source.get("sign-for"), mid.but(base="b"), x + TEXT - half, top, half)
        y = draw_text(canvas, source.get("sign-title"), mid, x + TEXT - half, y, half)
        draw_text(canvas, source.get("signer"), mid.but(base="b"), x + TEXT - half, y - 56, half)

    return Item(10 + style.size * 11, draw, before=14)
