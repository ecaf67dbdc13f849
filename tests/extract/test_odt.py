"""OpenDocument text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from indexer.extract.odt_styles import Styles
from indexer.extract.xml_parts import parsed
from indexer.model import BlockKind
from tests.extract.boxes import SPACES, boxed, odt, odt_parts
from tests.extract.reading import blocks, read, texts

_BOLD = '<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
_MIDDLE = (
    '<style:style style:name="mid" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
    "</style:style>"
)


def _numbered(levels: str) -> str:
    return f'<text:list-style style:name="L">{levels}</text:list-style>'


def test_headings_have_their_levels(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="1">Mở bài</text:h><text:h text:outline-level="3">Nguồn gốc</text:h>'
        '<text:h text:outline-level="1">Điều 4. Quyền của hội viên</text:h>'
        '<text:p text:style-name="mid"><text:span text:style-name="b">KẾT QUẢ ĐẠT ĐƯỢC</text:span></text:p><text:p>Một đoạn.</text:p>'
    )
    found = blocks(read(odt(tmp_path / "a.odt", body, _BOLD + _MIDDLE)))
    assert [(block.level, block.text) for block in found] == [
        (1, "Mở bài"),
        (3, "Nguồn gốc"),
        (4, "Điều 4. Quyền của hội viên"),
        (1, "KẾT QUẢ ĐẠT ĐƯỢC"),
        (0, "Một đoạn."),
    ]


def test_numbers_of_lists_are_counted_as_they_are_shown(tmp_path: Path) -> None:
    levels = (
        '<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    )
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('điểm', '')}{item.format('điểm sau', '')}</text:list>"
    body = f'<text:list text:style-name="L">{item.format("Một", inner)}{item.format("Hai", "")}</text:list>'
    again = f'<text:list text:style-name="L" text:continue-numbering="true">{item.format("Ba", "")}</text:list>'
    fresh = f'<text:list text:style-name="L">{item.format("Lại một", "")}</text:list>'
    found = texts(read(odt(tmp_path / "a.odt", body + again + fresh, _numbered(levels))))
    assert found == ["I. Một", "a) điểm", "b) điểm sau", "II. Hai", "III. Ba", "I. Lại một"]


def test_tables_are_rows_and_a_letterhead_is_read_column_by_column(tmp_path: Path) -> None:
    cell = '<table:table-cell table:style-name="{}"><text:p>{}</text:p></table:table-cell>'
    head = "".join(cell.format("plain", text) for text in ("ĐẢNG ỦY", "ĐẢNG CỘNG SẢN VIỆT NAM"))
    second = "".join(cell.format("plain", text) for text in ("Số 05-NQ/ĐU", "Ngày 15-3-2023"))
    lined = "".join(cell.format("lined", text) for text in ("Việc", "Hạn"))
    row = "<table:table-row>{}</table:table-row>"
    body = (
        f"<table:table>{row.format(head)}{row.format(second)}</table:table><text:p>Giữa hai bảng.</text:p>"
        f"<table:table><table:table-header-rows>{row.format(lined)}</table:table-header-rows>{row.format(lined)}</table:table>"
    )
    border = (
        '<style:style style:name="lined" style:family="table-cell"><style:table-cell-properties '
        'fo:border="0.5pt solid #000000"/></style:style>'
    )
    found = blocks(read(odt(tmp_path / "a.odt", body, border)))
    assert [block.text for block in found] == [
        "ĐẢNG ỦY",
        "Số 05-NQ/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Ngày 15-3-2023",
        "Giữa hai bảng.",
        "Việc | Hạn",
        "Việc | Hạn",
    ]
    assert [block.kind for block in found[-2:]] == [BlockKind.TABLE] * 2


def test_notes_boxes_and_spaces(tmp_path: Path) -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>Xem Chương II.</text:p></text:note-body></text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>Lời trong khung.</text:p></draw:text-box></draw:frame>"
    body = (
        f'<text:p>Tự phê bình{note} và<text:s text:c="3"/>phê bình<text:line-break/>là quy luật.{box}</text:p>'
        "<text:p>\n  Đoạn\n  sau.</text:p>"
    )
    found = blocks(read(odt(tmp_path / "a.odt", body)))
    assert [block.text for block in found] == [
        "Tự phê bình¹ và phê bình là quy luật.",
        "Lời trong khung.",
        "¹ Xem Chương II.",
        "Đoạn sau.",
    ]
    assert found[2].kind is BlockKind.FOOTNOTE


def test_what_was_deleted_or_only_remarked_is_no_text(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Đã xóa.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Còn lại<office:annotation><text:p>nhận xét</text:p></office:annotation>.</text:p>"
    )
    assert texts(read(odt(tmp_path / "a.odt", body))) == ["Còn lại."]


def test_a_table_of_contents_is_marked(tmp_path: Path) -> None:
    body = (
        "<text:table-of-content><text:index-body><text:p>Chương I. Mở đầu<text:tab/>3</text:p></text:index-body>"
        "</text:table-of-content><text:p>Đoạn văn.</text:p>"
    )
    found = blocks(read(odt(tmp_path / "a.odt", body)))
    assert [block.kind for block in found] == [BlockKind.CONTENTS, BlockKind.PARAGRAPH]


def test_letters_are_composed_and_properties_read(tmp_path: Path) -> None:
    parts = odt_parts(f"<text:p>{unicodedata.normalize('NFD', 'Đường lối đổi mới')}</text:p>")
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    parts["meta.xml"] = (
        f"<office:document-meta {SPACES} {dc}><office:meta><dc:title>Bàn về đường lối đổi mới</dc:title>"
        "<meta:initial-creator>Vũ Khắc Tuân</meta:initial-creator></office:meta></office:document-meta>"
    )
    found = read(boxed(tmp_path / "a.odt", parts))
    assert texts(found) == ["Đường lối đổi mới"]
    assert (found.properties.title, found.properties.authors) == ("Bàn về đường lối đổi mới", ("Vũ Khắc Tuân",))


def test_fonts_are_known_by_their_families() -> None:
    root = parsed(
        f'<r {SPACES}><style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/>'
        '<style:style style:name="P" style:family="paragraph"><style:text-properties style:font-name="F1"/></style:style>'
        '<style:style style:name="C" style:family="paragraph" style:parent-style-name="P"/></r>'.encode(),
        "styles.xml",
    )
    assert Styles([root]).of("paragraph", "C").font == ".VnTime"


def test_a_style_that_is_its_own_ancestor(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="x" style:family="paragraph" style:parent-style-name="y"/>'
        '<style:style style:name="y" style:family="paragraph" style:parent-style-name="x"/>'
    )
    assert texts(read(odt(tmp_path / "a.odt", '<text:p text:style-name="x">Đoạn.</text:p>', styles))) == ["Đoạn."]
