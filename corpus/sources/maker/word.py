"""Word documents: real styles, tables and core properties, the letterhead as a table without rules."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from .markup import Block, Source, pieces
from .parts import write_parts

CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def build(source: Source, target: Path, _fonts: Path) -> None:
    """Make a DOCX file."""
    document = Document()
    _set_up(document, source)
    if source.get("org"):
        _letterhead(document, source)
    for line in source.split("type"):
        _line(document.add_paragraph(), f"**{line}**", centre=True, size=15)
    for line in source.split("title"):
        _line(document.add_paragraph(style="Title" if source.get("styled") else None), line, centre=True)
    for line in source.split("subject"):
        _line(document.add_paragraph(), f"**{line}**", centre=True)
    for line in [*source.split("by"), *source.split("note")]:
        _line(document.add_paragraph(), f"*{line}*", centre=True)
    for block in source.blocks:
        _add_block(document, block)
    if source.get("sign-for"):
        _signature(document, source)
    _save(document, target)


def _set_up(document: DocumentType, source: Source) -> None:
    """Page, fonts, running head and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    if source.get("header"):
        section.header.paragraphs[0].text = source.get("header")
    if source.get("footer"):
        section.footer.paragraphs[0].text = source.get("footer")
    for style in document.styles:
        if getattr(style, "font", None) is not None and style.name.startswith(("Normal", "Heading", "Title", "List")):
            _set_font(style)
    document.styles["Normal"].font.size = Pt(14)
    core = document.core_properties
    core.title, core.author = source.get("doc-title"), source.get("doc-author")
    core.subject, core.keywords = source.get("doc-subject"), source.get("doc-keywords")
    core.comments, core.last_modified_by, core.revision = "", "", 1
    core.created = core.modified = datetime.fromisoformat(source.get("date", "2020-01-01"))


def _set_font(style: CharacterStyle) -> None:
    """Times New Roman in black, whatever the theme says."""
    style.font.name = "Times New Roman"
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "Times New Roman")
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]


def _line(paragraph: Paragraph, text: str, *, centre: bool = False, size: float = 0) -> Paragraph:
    for piece in pieces(text):
        run = paragraph.add_run(piece.text)
        run.bold = "b" in piece.style or None
        run.italic = "i" in piece.style or None
        run.font.superscript = piece.style == "n" or None
        run.font.size = Pt(size) if size else None
    paragraph.paragraph_format.space_after = Pt(6)
    if centre:
        paragraph.alignment = CENTRE
    return paragraph


def _add_block(document: DocumentType, block: Block) -> None:
    if block.kind == "heading":
        _line(document.add_paragraph(style=f"Heading {block.depth}"), block.text)
    elif block.kind == "table":
        _table(document, block)
    elif block.kind in {"item", "quote"}:
        _line(document.add_paragraph(style="List Bullet" if block.kind == "item" else "Quote"), block.text)
    elif block.kind == "centre":
        _line(document.add_paragraph(), block.text, centre=True)
    else:
        paragraph = _line(document.add_paragraph(), block.text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)


def _table(document: DocumentType, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _line(cell.paragraphs[0], f"**{text}**" if number == 0 else text, size=12)
    document.add_paragraph()


def _fill(cell: _Cell, lines: list[str], *, centre: bool = True, size: float = 0) -> None:
    """Put lines into a cell of a table without rules."""
    for number, text in enumerate(lines):
        paragraph = _line(cell.add_paragraph() if number else cell.paragraphs[0], text, centre=centre, size=size)
        paragraph.paragraph_format.space_after = Pt(0)


def _letterhead(document: DocumentType, source: Source) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    star = ["*"] if source.get("star", "1") == "1" else []
    number = f"{source.get('number-word', 'Số')} {source.get('number')}"
    _fill(left, [source.get("org-upper"), *(f"**{line}**" for line in source.split("org")), *star, number], size=13)
    _fill(right, [*(f"**{line}**" for line in source.split("banner")), "", f"*{source.get('place-date')}*"], size=13)
    for run in right.paragraphs[len(source.split("banner")) - 1].runs:
        run.underline = True
    document.add_paragraph()


def _signature(document: DocumentType, source: Source) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    _fill(left, ["Nơi nhận:", *(f"- {line}" for line in source.split("recipients"))], centre=False, size=11)
    lines = [f"**{source.get('sign-for')}**", source.get("sign-title"), "", "", f"**{source.get('signer')}**"]
    _fill(right, lines)


def _save(document: DocumentType, target: Path) -> None:
    """Save with fixed dates inside the archive, so that the same text gives the same bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made:
        names = sorted(made.namelist(), key=lambda one: (one != "[Content_Types].xml", one))
        write_parts(target, {name: made.read(name) for name in names})
