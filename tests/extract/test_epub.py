"""EPUB books."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.extract.epub import resolved
from indexer.model import BlockKind
from tests.extract.boxes import boxed, epub_parts, xhtml
from tests.extract.reading import blocks, read, texts

_NAV = xhtml(
    '<nav epub:type="toc"><ol><li><a href="mot.xhtml">Phòng đọc</a><ol><li><a href="mot.xhtml#b">Bàn mượn</a></li></ol></li>'
    '<li><a href="hai.xhtml">Kho sách</a></li></ol></nav><nav epub:type="page-list"><ol><li><a href="mot.xhtml">17</a></li>'
    "</ol></nav>",
    head="<title>Mục lục</title>",
)


def test_chapters_come_in_the_order_of_the_spine(tmp_path: Path) -> None:
    chapters = {
        "hai.xhtml": xhtml("<h1>Kho sách</h1><p>Sách xếp theo môn loại.</p>"),
        "mot.xhtml": xhtml(
            '<h1>Phòng đọc</h1><p><a id="x"/>Phòng đọc mở cửa <b>sáu</b> ngày.</p><script src="a.js"/><p>Hết.</p>'
        ),
    }
    found = read(boxed(tmp_path / "a.epub", epub_parts(chapters, spine=("mot.xhtml", "hai.xhtml"))))
    assert [(block.level, block.text) for block in blocks(found)] == [
        (1, "Phòng đọc"),
        (0, "Phòng đọc mở cửa sáu ngày."),
        (0, "Hết."),
        (1, "Kho sách"),
        (0, "Sách xếp theo môn loại."),
    ]
    assert not found.paged
    said = found.properties
    assert (said.title, said.authors, said.year) == ("Sổ tay người làm thư viện", ("Bùi Thúy Hòa",), 2019)


def test_the_table_of_contents_names_chapters_that_name_themselves_nowhere(tmp_path: Path) -> None:
    chapters = {
        "mot.xhtml": xhtml("<p>Phòng đọc mở cửa sáu ngày.</p>"),
        "hai.xhtml": xhtml("<p><b>KHO SÁCH</b></p><p>Sách xếp theo môn loại.</p>"),
    }
    spine = ("nav.xhtml", "mot.xhtml", "hai.xhtml")
    found = blocks(read(boxed(tmp_path / "a.epub", epub_parts(chapters, spine=spine, nav=_NAV))))
    contents, heading, paragraph = BlockKind.CONTENTS, BlockKind.HEADING, BlockKind.PARAGRAPH
    assert [(block.kind, block.level, block.text) for block in found] == [
        (contents, 0, "Phòng đọc"),
        (contents, 0, "Bàn mượn"),
        (contents, 0, "Kho sách"),
        (heading, 1, "Phòng đọc"),
        (paragraph, 0, "Phòng đọc mở cửa sáu ngày."),
        (heading, 1, "KHO SÁCH"),
        (paragraph, 0, "Sách xếp theo môn loại."),
    ]


def test_old_tables_of_contents_are_read_too(tmp_path: Path) -> None:
    parts = epub_parts({"mot.xhtml": xhtml("<p>Phòng đọc mở cửa sáu ngày.</p>")})
    package = str(parts["OEBPS/book.opf"])
    parts["OEBPS/book.opf"] = package.replace(
        "</manifest>", '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    )
    parts["OEBPS/toc.ncx"] = (
        '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx><navMap>'
        '<navPoint><navLabel><text>Phòng đọc</text></navLabel><content src="mot.xhtml"/></navPoint></navMap></ncx>'
    )
    assert texts(read(boxed(tmp_path / "a.epub", parts)), BlockKind.HEADING) == ["Phòng đọc"]


def test_notes_are_notes_and_bear_their_marks(tmp_path: Path) -> None:
    body = (
        '<p>Sách quý<a epub:type="noteref" href="#n1"><sup>1</sup></a> không cho mượn.</p>'
        '<aside epub:type="footnote" id="n1"><p>Sách in trước năm 1954.</p></aside>'
        '<section role="doc-endnotes"><ol><li role="doc-endnote"><p>Xem nội quy.</p></li>'
        '<li role="doc-endnote"><p>Xem bảng giờ.</p></li></ol></section>'
        "<aside><p>Một khung bên lề vẫn là lời của sách.</p></aside><table><tr><td>Thứ hai</td><td>8 giờ</td></tr></table>"
    )
    found = blocks(read(boxed(tmp_path / "a.epub", epub_parts({"mot.xhtml": xhtml(body)}))))
    note, paragraph = BlockKind.FOOTNOTE, BlockKind.PARAGRAPH
    assert [(block.kind, block.text) for block in found] == [
        (paragraph, "Sách quý¹ không cho mượn."),
        (note, "¹ Sách in trước năm 1954."),
        (note, "Xem nội quy."),
        (note, "Xem bảng giờ."),
        (paragraph, "Một khung bên lề vẫn là lời của sách."),
        (BlockKind.TABLE, "Thứ hai | 8 giờ"),
    ]


@pytest.mark.parametrize(
    ("link", "part"),
    [
        ("chuong%201.xhtml#m", "OEBPS/chuong 1.xhtml"),
        ("../anh/b.xhtml", "anh/b.xhtml"),
        ("../../../etc/passwd", "../../etc/passwd"),
        ("/etc/passwd", "/etc/passwd"),
        ("http://example.org/a.xhtml", "http://example.org/a.xhtml"),
        ("file:///etc/passwd", "file:///etc/passwd"),
    ],
)
def test_links_name_parts_of_the_book_and_nothing_else(link: str, part: str) -> None:
    assert resolved("OEBPS/book.opf", link) == part
