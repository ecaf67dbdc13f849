"""Course texts: cover, front matter with roman page numbers, contents with dot leaders, chapters with running heads."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .body import block_items, headings
from .fonts import font_name, register
from .markup import Source
from .typeset import MM, Item, Placed, Style, draw_column, draw_text, flow, note_item, paragraph

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 32 * MM, 25 * MM, 30 * MM, 30 * MM
TEXT = WIDTH - LEFT - RIGHT
ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class Course:
    """A course text in the making."""

    def __init__(self, source: Source, fonts: Path) -> None:
        self.source = source
        family = source.get("family", "noto")
        register(fonts, family)
        self.start = int(source.get("start", "1"))
        self.style = Style(family=family, size=float(source.get("size", "14")), after=9)
        self.style = self.style.but(leading=float(source.get("leading", "1.75")), spacing=source.get("spacing", "tw"))
        cut = next(number for number, block in enumerate(source.blocks) if block.kind == "insert")
        self.front = self._columns(self._items(Source(source.name, {}, source.blocks[:cut])))
        self.body = self._columns(self._items(Source(source.name, {}, source.blocks[cut + 1 :])))
        self.contents = self._columns(self._contents())

    def _items(self, part: Source) -> list[Item]:
        """Items of a part; chapters begin a new page."""
        heads = headings(self.style)
        heads[0] = heads[0].but(size=self.style.size + 2, leading=1.4, after=14)
        items = block_items(part, self.style, TEXT, heads, [1])
        for item in items:
            item.new_page = item.new_page or item.anchor.startswith("1 ")
        return items

    def _columns(self, items: list[Item]) -> list[Placed]:
        notes = self.source.notes
        return flow(
            items, lambda _number: HEIGHT - TOP - BOTTOM, lambda mark: note_item(mark, notes[mark], self.style, TEXT)
        )

    def _contents(self) -> list[Item]:
        """Title and lines of the table of contents."""
        items = paragraph("MỤC LỤC", headings(self.style)[0], TEXT)
        for number, column in enumerate(self.body, self.start):
            for _top, item in column.items:
                if item.anchor[:1] in {"1", "2"}:
                    items.append(self._entry(item.anchor[2:], item.anchor[0], number))
        return items

    def _entry(self, text: str, depth: str, page: int) -> Item:
        style = self.style.but(size=12, leading=1.35, first=0, align="left", after=4, right=40)
        style = style.but(base="b" if depth == "1" else "", left=0 if depth == "1" else 18)
        lines = paragraph(text, style, TEXT)
        font = font_name(style.family, "")

        def draw(canvas: Canvas, x: float, top: float) -> None:
            for line in lines:
                line.draw(canvas, x, top)
                top -= line.height
            base = top + style.after + style.size * (style.leading - 0.62) / 2
            words = text.split()
            width = stringWidth(words[0], font_name(style.family, style.base), 12)
            for word in words[1:]:
                step = stringWidth(" ", font, 12) + stringWidth(word, font_name(style.family, style.base), 12)
                width = width + step if width + step <= TEXT - style.left - style.right else step
            canvas.setFont(font, style.size)
            canvas.drawRightString(x + TEXT, base, str(page))
            gap = TEXT - style.left - width - stringWidth(f" {page} ", font, 12) - 6
            dots = "." * int(gap / stringWidth(".", font, 12))
            canvas.drawString(x + style.left + width + 4, base, dots)

        return Item(sum(line.height for line in lines), draw, before=8 if depth == "1" else 0)

    def draw(self, target: Path) -> None:
        """Write the PDF."""
        canvas = Canvas(str(target), pagesize=A4, invariant=1, initialFontName=font_name(self.style.family, ""))
        canvas.setTitle(self.source.get("pdf-title"))
        canvas.setAuthor(self.source.get("pdf-author"))
        self._cover(canvas)
        roman = bool(self.source.get("labels"))
        opening = [*self.front, *self.contents]
        if roman:
            canvas.addPageLabel(0, "ROMAN_LOWER", 1)
            self._imprint(canvas)
            canvas.addPageLabel(len(opening) + 2, "ARABIC", self.start)
        for number, column in enumerate(opening, 3):
            self._page(canvas, column, ROMAN[number] if roman else "", "")
        chapter, short = "", iter(self.source.split("running-heads"))
        for number, column in enumerate(self.body, self.start):
            opens = any(item.anchor.startswith("1 ") for _top, item in column.items)
            chapter = next(short) if opens else chapter
            head = chapter if number % 2 else self.source.get("short-title")
            self._page(canvas, column, str(number), "" if opens else head)
        canvas.save()

    def _cover(self, canvas: Canvas) -> None:
        mid = self.style.but(first=0, align="centre", after=4, leading=1.5)
        top = HEIGHT - 40 * MM
        for line in self.source.split("publisher"):
            top = draw_text(canvas, line, mid.but(base="b"), LEFT, top, TEXT)
        top = draw_text(canvas, self.source.get("authors"), mid, LEFT, top - 60, TEXT)
        for line in self.source.split("title"):
            top = draw_text(canvas, line, mid.but(base="b", size=22), LEFT, top - 16, TEXT)
        top = draw_text(canvas, self.source.get("subtitle"), mid.but(base="i"), LEFT, top - 20, TEXT)
        draw_text(canvas, self.source.get("note"), mid.but(base="i", size=11), LEFT, top - 10, TEXT)
        draw_text(canvas, self.source.get("place-year"), mid.but(base="b"), LEFT, 50 * MM, TEXT)
        canvas.showPage()

    def _imprint(self, canvas: Canvas) -> None:
        top = HEIGHT / 2
        for line in self.source.split("imprint"):
            top = draw_text(canvas, line, self.style.but(first=0, size=12, leading=1.4, align="left"), LEFT, top, TEXT)
        canvas.showPage()

    def _page(self, canvas: Canvas, column: Placed, number: str, head: str) -> None:
        draw_column(canvas, column, LEFT, HEIGHT - TOP, BOTTOM)
        above = HEIGHT - 19 * MM
        font = font_name(self.style.family, "i")
        if self.source.get("corner"):
            self._corner(canvas, number, head, above)
        else:
            canvas.setFont(font, 10.5)
            canvas.drawCentredString(LEFT + TEXT / 2, above, head)
            canvas.setFont(font_name(self.style.family, ""), 12)
            canvas.drawCentredString(LEFT + TEXT / 2, 16 * MM, number)
        if head:
            canvas.setLineWidth(0.5)
            canvas.line(LEFT, above - 5, LEFT + TEXT, above - 5)
        canvas.showPage()

    def _corner(self, canvas: Canvas, number: str, head: str, above: float) -> None:
        """Page number in the outer corner at the top, the running head opposite."""
        odd = number.isdigit() and int(number) % 2 == 1
        outer, inner = (
            (canvas.drawRightString, canvas.drawString) if odd else (canvas.drawString, canvas.drawRightString)
        )
        near, far = (LEFT + TEXT, LEFT) if odd else (LEFT, LEFT + TEXT)
        canvas.setFont(font_name(self.style.family, ""), 12)
        outer(near, above, number)
        canvas.setFont(font_name(self.style.family, "i"), 10)
        inner(far, above, head)


def build(source: Source, target: Path, fonts: Path) -> None:
    """Make the PDF of a course text."""
    Course(source, fonts).draw(target)
