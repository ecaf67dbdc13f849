"""PDF files set in old Vietnamese fonts, drawn here: what the fonts hold is not always what their names promise."""

from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import Any

from indexer.model import BlockKind, Extraction
from tests.extract.reading import read, texts
from tests.text.old_letters import tcvn3, vni

_FIRST = "Đảng bộ nhà trường lãnh đạo thực hiện nhiệm vụ chính trị"
_SECOND = "chú trọng giáo dục lý luận cho đội ngũ giảng viên trẻ"


def _named(name: str) -> str:
    """A font of Western letters under the name, not embedded."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

    font: Any = pdfmetrics.Font(name, "Times-Roman", "WinAnsiEncoding")
    font.face = copy(font.face)
    font.face.name = name
    described = {"Type": PDFName("FontDescriptor"), "FontName": PDFName(name), "Flags": 32}
    font.face.addObjects = lambda document: document.Reference(PDFDictionary(described), f"described{name}")
    pdfmetrics.registerFont(font)
    return name


def _unicode(name: str) -> str:
    """A font under the name that tells the Vietnamese letters of its glyphs (how they look does not matter here)."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    registered = f"unicode {name}"
    font: Any = TTFont(registered, "Vera.ttf")
    font.face.name = name.encode()
    for letter in map(ord, {*_FIRST, *_SECOND, "ó"}):
        for known in (font.face.charToGlyph, font.face.charWidths):
            known.setdefault(letter, known[ord("a")])
    pdfmetrics.registerFont(font)
    return registered


def _paper(path: Path, lines: list[tuple[str, str]], title: str = "") -> Path:
    """One page with a line for each font and text; the text is given as bytes of Western letters."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setTitle(title)
    for at, (font, text) in enumerate(lines):
        canvas.setFont(font, 12)
        canvas.drawString(72, 760 - 40 * at, text)
    canvas.save()
    return path


def _read(tmp_path: Path, lines: list[tuple[str, str]], title: str = "") -> Extraction:
    return read(_paper(tmp_path / "a.pdf", lines, title))


def test_tcvn3_under_an_abc_font(tmp_path: Path) -> None:
    font = _named(".VnTime")
    found = _read(tmp_path, [(font, tcvn3(_FIRST)), (font, tcvn3(_SECOND))])
    assert texts(found) == [_FIRST, _SECOND]
    assert [(each.page, each.what, each.where) for each in found.repairs] == [(1, "TCVN3 → Unicode", ".VnTime")]


def test_vni_marks_join_their_letters(tmp_path: Path) -> None:
    font = _named("VNI-Times")
    assert texts(_read(tmp_path, [(font, vni(_FIRST)), (font, vni("ĐẢNG BỘ"))])) == [_FIRST, "ĐẢNG BỘ"]


def test_unicode_under_an_abc_font_stays(tmp_path: Path) -> None:
    font = _unicode(".VnTime")
    found = _read(tmp_path, [(font, _FIRST), (font, "có là và cho"), (font, _SECOND)])
    assert texts(found) == [_FIRST, "có là và cho", _SECOND]
    assert found.repairs == ()


def test_both_on_one_page(tmp_path: Path) -> None:
    old, new = _named("SegoePrint"), _unicode("Body")
    found = _read(tmp_path, [(old, tcvn3(_FIRST)), (new, _SECOND), (old, "Les années de grève à Genève")])
    assert texts(found) == [_FIRST, _SECOND, "Les années de grève à Genève"]


def test_a_font_of_capitals_makes_capitals_and_headings(tmp_path: Path) -> None:
    font, body = _named(".VnTimeH"), _named(".VnTime")
    found = _read(tmp_path, [(font, tcvn3("Chương I. Những vấn đề chung")), (body, tcvn3(_FIRST))])
    assert texts(found, BlockKind.HEADING) == ["CHƯƠNG I. NHỮNG VẤN ĐỀ CHUNG"]


def test_a_clean_page_of_western_letters_stays(tmp_path: Path) -> None:
    lines = ["§3 … £100, 5 m² × 3", "où l'été à Genève", "Größe für Müller", "m×n và a±b"]
    found = _read(tmp_path, [("Times-Roman", line) for line in lines])
    assert texts(found) == lines
    assert found.repairs == ()


def test_the_title_in_the_properties(tmp_path: Path) -> None:
    title = "Đường lối đổi mới giáo dục"
    found = _read(tmp_path, [("Times-Roman", "x y")], tcvn3(title))
    assert found.properties.title == title
    assert [(each.page, each.where) for each in found.repairs] == [(None, "title")]
