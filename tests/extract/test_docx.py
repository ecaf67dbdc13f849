"""DOCX files: order, headings, tables, notes, tracked changes and lists."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from indexer.model import BlockKind
from tests.extract.reading import blocks, read, texts

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES = (
    f'<w:footnotes xmlns:w="{_W}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>x</w:t></w:r></w:p>'
    '</w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>C. Mác: Toàn tập, t.23.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def _document() -> Any:
    from docx import Document

    return Document()


def _raw(document: Any, xml: str) -> None:
    from docx.oxml import parse_xml

    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f'<w:p xmlns:w="{_W}">{xml}</w:p>'))


def _saved(document: Any, path: Path) -> Path:
    document.save(str(path))
    return path


def test_paragraphs_and_tables_come_in_their_order(tmp_path: Path) -> None:
    document = _document()
    document.add_heading("Tên bài", 1)
    document.add_paragraph("Đoạn trước bảng.")
    table = document.add_table(2, 2, style="Table Grid")
    for at, text in enumerate(("STT", "Việc", "1", "Đọc")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("Điều 5. Hiệu lực")
    document.add_paragraph("Đoạn sau bảng.")
    found = [(block.kind, block.level, block.text) for block in blocks(read(_saved(document, tmp_path / "a.docx")))]
    assert found == [
        (BlockKind.HEADING, 1, "Tên bài"),
        (BlockKind.PARAGRAPH, 0, "Đoạn trước bảng."),
        (BlockKind.TABLE, 0, "STT | Việc"),
        (BlockKind.TABLE, 0, "1 | Đọc"),
        (BlockKind.HEADING, 4, "Điều 5. Hiệu lực"),
        (BlockKind.PARAGRAPH, 0, "Đoạn sau bảng."),
    ]


def test_a_letterhead_table_is_read_left_cell_first(tmp_path: Path) -> None:
    document = _document()
    table = document.add_table(2, 2)
    for at, text in enumerate(
        ("TỈNH ỦY MẪU\n*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-CT/TU", "Mẫu, ngày 5 tháng 3 năm 2020")
    ):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("CHỈ THỊ")
    found = texts(read(_saved(document, tmp_path / "a.docx")))
    assert found.index("Số 05-CT/TU") < found.index("ĐẢNG CỘNG SẢN VIỆT NAM") < found.index("CHỈ THỊ")
    assert not any(" | " in text for text in found)


def test_what_was_inserted_is_read_and_what_was_deleted_is_not(tmp_path: Path) -> None:
    document = _document()
    _raw(
        document,
        '<w:r><w:t xml:space="preserve">giữ </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>thêm</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>xóa</w:delText></w:r></w:del>',
    )
    assert texts(read(_saved(document, tmp_path / "a.docx"))) == ["giữ thêm"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent>"
    document = _document()
    _raw(
        document,
        "<w:r><w:t>ngoài khung</w:t></w:r><w:r><mc:AlternateContent "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>',
    )
    assert texts(read(_saved(document, tmp_path / "a.docx"))) == ["ngoài khung", "trong khung"]


def test_a_note_follows_its_paragraph(tmp_path: Path) -> None:
    document = _document()
    _raw(document, '<w:r><w:t>Một luận điểm</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    document.add_paragraph("Đoạn sau.")
    path = _with_notes(_saved(document, tmp_path / "a.docx"))
    found = [(block.kind, block.text) for block in blocks(read(path))]
    assert found[0] == (BlockKind.PARAGRAPH, "Một luận điểm¹")
    assert found[1] == (BlockKind.FOOTNOTE, "¹ C. Mác: Toàn tập, t.23.")
    assert found[2] == (BlockKind.PARAGRAPH, "Đoạn sau.")


def test_a_mark_that_the_author_chose_is_printed_once(tmp_path: Path) -> None:
    document = _document()
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    _raw(document, f"<w:r><w:t>Một luận điểm</w:t></w:r>{own}")
    found = [block.text for block in blocks(read(_with_notes(_saved(document, tmp_path / "a.docx"))))]
    assert found == ["Một luận điểm*", "C. Mác: Toàn tập, t.23."]


def test_a_note_to_a_cell_follows_its_row_and_a_title_with_a_note_stays_one(tmp_path: Path) -> None:
    document = _document()
    title = '<w:r><w:rPr><w:b/></w:rPr><w:t>1. Khái niệm</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    _raw(document, title)
    found = blocks(read(_with_notes(_saved(document, tmp_path / "a.docx"))))
    assert next((block.kind, block.text) for block in found) == (BlockKind.HEADING, "1. Khái niệm¹")
    document = _document()
    cell = document.add_table(2, 4).rows[1].cells[1].paragraphs[0]
    cell.add_run("Một ô").element.append(
        cell._p.makeelement(f"{{{_W}}}footnoteReference", {f"{{{_W}}}id": "2"})
    )  # python-docx has no other way
    found = blocks(read(_with_notes(_saved(document, tmp_path / "b.docx"))))
    assert [(block.kind, block.text) for block in found][-1] == (BlockKind.FOOTNOTE, "¹ C. Mác: Toàn tập, t.23.")
    assert any("Một ô¹" in block.text for block in found)


def _with_notes(path: Path) -> Path:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    stream = BytesIO()
    with ZipFile(path) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="rNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", relation.encode())
            new.writestr(name, content)
        new.writestr("word/footnotes.xml", _NOTES)
    path.write_bytes(stream.getvalue())
    return path


def test_numbers_of_a_list_are_written(tmp_path: Path) -> None:
    document = _document()
    for text in ("Việc một", "Việc hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Việc khác", style="List Bullet")
    assert texts(read(_saved(document, tmp_path / "a.docx"))) == ["1. Việc một", "2. Việc hai", "- Việc khác"]


def test_properties_of_a_program_are_left_out(tmp_path: Path) -> None:
    document = _document()
    document.add_paragraph("Nội dung.")
    document.core_properties.author = "Admin"
    document.core_properties.title = "Microsoft Word - bai viet.doc"
    found = read(_saved(document, tmp_path / "a.docx")).properties
    assert (found.title, found.authors) == ("", ())


def test_properties_that_a_person_wrote_are_kept(tmp_path: Path) -> None:
    document = _document()
    document.add_paragraph("Nội dung.")
    document.core_properties.author = "Lê Thị Mẫu; Trần Văn Mẫu"
    document.core_properties.title = "Dân chủ ở cơ sở"
    found = read(_saved(document, tmp_path / "a.docx")).properties
    assert (found.title, found.authors) == ("Dân chủ ở cơ sở", ("Lê Thị Mẫu", "Trần Văn Mẫu"))


def test_a_style_has_from_its_parent_what_it_does_not_say(tmp_path: Path) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    document = _document()
    style = document.styles.add_style("1b", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Chương 1. Mở đầu", style="Heading 1")
    document.add_paragraph("I. Một nhan đề", style="1b")
    document.add_paragraph("Một đoạn văn.")
    document.add_paragraph("TÀI LIỆU THAM KHẢO")
    found = [(block.level, block.text) for block in blocks(read(_saved(document, tmp_path / "a.docx")))]
    assert found == [(2, "Chương 1. Mở đầu"), (3, "I. Một nhan đề"), (0, "Một đoạn văn."), (1, "TÀI LIỆU THAM KHẢO")]


def test_the_running_head_names_the_journal(tmp_path: Path) -> None:
    document = _document()
    document.add_paragraph("Nội dung.")
    document.sections[0].header.paragraphs[0].text = "Tạp chí Thử, số 3/2024"
    found = read(_saved(document, tmp_path / "a.docx"))
    assert found.properties.journal == "Tạp chí Thử, số 3/2024"
    assert texts(found) == ["Nội dung."]
