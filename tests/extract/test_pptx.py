"""PowerPoint presentations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Cm

from indexer.model import BlockKind
from tests.extract.reading import blocks, read, texts

_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _deck(path: Path, *slides: Callable[[Any], None]) -> Path:
    """A presentation with a slide for each of the functions that fill one."""
    deck = Presentation()
    for fill in slides:
        fill(deck.slides.add_slide(deck.slide_layouts[5]))
    deck.save(str(path))
    return path


def _box(slide: Any, text: str, left: float, top: float) -> None:
    slide.shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(1)).text_frame.text = text


def test_each_slide_is_a_page(tmp_path: Path) -> None:
    def first(slide: Any) -> None:
        slide.shapes.title.text = "Dân chủ ở cơ sở"
        _box(slide, "Dưới", 2, 12)
        _box(slide, "Trên phải", 12, 6)
        _box(slide, "Trên trái\nhai dòng", 2, 6)

    def second(slide: Any) -> None:
        slide.shapes.title.text = "Họp thôn\vvà ý kiến"
        slide.notes_slide.notes_text_frame.text = "Hỏi lớp trước.\nKể chuyện sau."

    found = read(_deck(tmp_path / "a.pptx", first, lambda _: None, second))
    assert found.paged
    assert [page.number for page in found.pages] == [1, 2, 3]
    assert [page.label for page in found.pages] == [None] * 3
    expected = ["Dân chủ ở cơ sở", "Trên trái", "hai dòng", "Trên phải", "Dưới"]
    assert [block.text for block in found.pages[0].blocks] == expected
    assert (found.pages[0].blocks[0].kind, found.pages[0].blocks[0].level) == (BlockKind.HEADING, 1)
    assert found.pages[1].blocks == ()
    assert [(block.kind, block.text) for block in found.pages[2].blocks] == [
        (BlockKind.HEADING, "Họp thôn và ý kiến"),
        (BlockKind.FOOTNOTE, "Hỏi lớp trước."),
        (BlockKind.FOOTNOTE, "Kể chuyện sau."),
    ]


def test_tables_and_groups(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        table = slide.shapes.add_table(2, 2, Cm(1), Cm(5), Cm(10), Cm(4)).table
        for at, text in enumerate(("Việc", "Hạn", "Họp thôn", "Tháng 3")):
            table.cell(at // 2, at % 2).text = text
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(Cm(1), Cm(12), Cm(3), Cm(1)).text_frame.text = "Trong nhóm"

    found = blocks(read(_deck(tmp_path / "a.pptx", fill)))
    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.TABLE, "Việc | Hạn"),
        (BlockKind.TABLE, "Họp thôn | Tháng 3"),
        (BlockKind.PARAGRAPH, "Trong nhóm"),
    ]


def test_the_words_of_a_diagram(tmp_path: Path) -> None:
    points = "".join(
        f'<d:pt type="{kind}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'
        for kind, text in (("node", "Lắng nghe"), ("pres", "trình bày"), ("node", "Trả lời"))
    )
    data = f'<d:dataModel xmlns:d="{_DIAGRAM}" xmlns:a="{_A}"><d:ptLst>{points}</d:ptLst></d:dataModel>'

    def fill(slide: Any) -> None:
        part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, data.encode())
        name = slide.part.relate_to(part, f"{_A}/diagramData")
        frame = slide.shapes.add_table(1, 1, Cm(1), Cm(5), Cm(5), Cm(2))._element
        graphic = frame.find(f".//{{{_A}}}graphicData")
        graphic.set("uri", _DIAGRAM)
        graphic.clear()
        graphic.set("uri", _DIAGRAM)
        link = graphic.makeelement(f"{{{_DIAGRAM}}}relIds", {})
        link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm", name)
        graphic.append(link)

    assert texts(read(_deck(tmp_path / "a.pptx", fill))) == ["Lắng nghe", "Trả lời"]
