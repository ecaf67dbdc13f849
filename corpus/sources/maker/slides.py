"""Presentations: a slide for each heading, its quotations as speaker's notes."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.slide import Slide
from pptx.util import Cm

from .markup import Block, Source, plain
from .parts import write_parts

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_NUMBER = """<p:sp xmlns:p="{p}" xmlns:a="{a}"><p:nvSpPr><p:cNvPr id="90" name="Number"/><p:cNvSpPr/><p:nvPr>
<p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p>
<a:fld id="{{00000000-0000-0000-0000-000000000001}}" type="slidenum"><a:rPr lang="vi-VN"/><a:t>{number}</a:t></a:fld>
</a:p></p:txBody></p:sp>"""


def build(source: Source, target: Path, _fonts: Path) -> None:
    """Make a PPTX file."""
    deck = Presentation()
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = source.get("doc-title"), source.get("doc-author"), ""
    core.created = core.modified = datetime.fromisoformat(source.get("date"))
    slides: list[list[Block]] = []
    for block in source.blocks:
        if block.kind == "heading":
            slides.append([])
        slides[-1].append(block)
    for number, blocks in enumerate(slides, 1):
        _slide(deck.slides.add_slide(deck.slide_layouts[1]), blocks, number)
    _save(deck, target)


def _slide(slide: Slide, blocks: list[Block], number: int) -> None:
    slide.shapes.title.text = plain(blocks[0].text)
    lines = [plain(block.text) for block in blocks[1:] if block.kind in {"item", "para"}]
    body = slide.placeholders[1]
    if lines:
        body.text_frame.text = "\n".join(lines)
    else:
        body._element.getparent().remove(body._element)  # noqa: SLF001  # python-pptx cannot remove a shape
    for block in blocks:
        if block.kind == "table":
            _table(slide, block)
        elif block.kind == "quote":
            slide.notes_slide.notes_text_frame.text = plain(block.text)
    if number > 1:
        slide.shapes._spTree.append(etree.fromstring(_NUMBER.format(p=_P, a=_A, number=number)))  # noqa: SLF001  # as above


def _table(slide: Slide, block: Block) -> None:
    rows, columns = len(block.rows), len(block.rows[0])
    table = slide.shapes.add_table(rows, columns, Cm(2), Cm(5), Cm(21), Cm(8)).table
    for at, row in enumerate(block.rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = plain(text)


def _save(deck: Presentation, target: Path) -> None:
    """Save with fixed dates inside the archive, so that the same text gives the same bytes."""
    buffer = io.BytesIO()
    deck.save(buffer)
    with zipfile.ZipFile(buffer) as made:
        names = sorted(made.namelist(), key=lambda one: (one != "[Content_Types].xml", one))
        write_parts(target, {name: made.read(name) for name in names})
