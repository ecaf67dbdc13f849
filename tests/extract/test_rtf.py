"""RTF: letters in code pages and as numbers, headings, tables, notes, and what is not printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import DamagedFile
from indexer.extract import extract
from indexer.extract.rtf_reading import Reading
from indexer.model import BlockKind
from tests.extract.reading import blocks, read, texts

_FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\froman\fcharset163 Times New Roman (Vietnamese);}"
    r"{\f2\fnil\fcharset0 .VnTime;}{\f3\fnil\fcharset2{\*\falt Symbol}Wingdings;}}"
)
_STYLES = r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 heading 2;}{\s8 toc 1;}{\*\cs1 Strong;}}"  # a style of letters last


def _rtf(path: Path, body: str, head: str = r"\rtf1\ansi\ansicpg1252\uc1") -> Path:
    path.write_bytes(f"{{{head}{_FONTS}{_STYLES}\n{body}}}".encode("latin-1"))
    return path


def _numbers(text: str) -> str:
    return "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in text)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\f1 C\'f4\'f2ng ho\'cca\par", "Cộng hòa"),
        (r"\f1 \'d0\'fd\'f5\'ccng l\'f4\'eci\par", "Đường lối"),
        (r"\f0 Ngh\u7883\'3f quy\u7871?t\par", "Nghị quyết"),
        (r"\uc2 Ngh\u7883ab quy\u7871\'3f\'3ft\par", "Nghị quyết"),
        (r"{\uc0 Ngh\u7883  quy\u7871 t}\par", "Nghị quyết"),
        (r"\u-10179?\u-8704? M\u7851?u\par", "😀 Mẫu"),
        (r"{\upr{sai}{\*\ud{\u272?\'fang}}}\par", "Đúng"),
        (r"M\u7897?t\~hai\_ba \ldblquote b\u7889?n\rdblquote  \endash  n\u259?m\par", "Một hai-ba “bốn” – năm"),
        (r"\{ngo\u7863?c\} v\u224? g\u7841?ch ch\u233?o \\\par", "{ngoặc} và gạch chéo \\"),
    ],
)
def test_letters(body: str, expected: str, tmp_path: Path) -> None:
    assert texts(read(_rtf(tmp_path / "a.rtf", body))) == [expected]


def test_the_code_page_of_the_file_counts_where_the_font_names_none(tmp_path: Path) -> None:
    path = _rtf(tmp_path / "a.rtf", r"\f0 \'d0\'e0 N\'e3\'d2ng\par", head=r"\rtf1\ansi\ansicpg1258")
    assert texts(read(path)) == ["Đà Nẳng"]


def test_old_fonts_keep_their_letters_and_names() -> None:
    raw = rf"{{\rtf1\ansi\ansicpg1258{_FONTS}\f2 \'a7\'b6ng\f1  l\'e0\par}}".encode("latin-1")
    (paragraph,) = Reading(raw).written.parts
    runs = [(run.text, run.font) for run, _ in paragraph.runs]  # type: ignore[union-attr]  # it is no table
    assert runs == [("§¶ng", ".VnTime"), (" là", "Times New Roman (Vietnamese)")]


def test_headings_by_style_outline_and_look(tmp_path: Path) -> None:
    body = (
        r"\pard\plain\s1\b Ph\u7847?n m\u7903?\par\pard\plain\s2 Ngu\u7891?n g\u7889?c\par"
        r"\pard\plain\outlinelevel2 B\u7843?n ch\u7845?t\par\pard\plain\qc\b K\u7870?T LU\u7852?N\par"
        rf"\pard\plain {_numbers('Chương II')}\par {_numbers('DÂN CHỦ')}\par \pard {_numbers('Một đoạn.')}\par"
    )
    assert [(block.level, block.text) for block in blocks(read(_rtf(tmp_path / "a.rtf", body)))] == [
        (1, "Phần mở"),
        (2, "Nguồn gốc"),
        (3, "Bản chất"),
        (1, "KẾT LUẬN"),
        (2, "Chương II. DÂN CHỦ"),
        (0, "Một đoạn."),
    ]


def test_tables_are_rows_and_a_letterhead_is_read_column_by_column(tmp_path: Path) -> None:
    bare = r"\trowd\cellx3000\cellx6000"
    lined = r"\trowd\clbrdrl\brdrs\clbrdrr\brdrs\cellx3000\clbrdrl\brdrs\cellx6000"
    body = (
        rf"{bare}\pard\intbl {_numbers('ĐẢNG ỦY')}\par {_numbers('Số 05')}\cell {_numbers('VIỆT NAM')}\cell\row"
        rf"\pard {_numbers('Giữa hai bảng.')}\par"
        rf"{lined}\pard\intbl {_numbers('Việc')}\cell {_numbers('Hạn')}\cell\row"
        rf"{lined}\pard\intbl {_numbers('Dạy')}\par {_numbers('và học')}\cell \cell\row\pard"
    )
    found = blocks(read(_rtf(tmp_path / "a.rtf", body)))
    expected = ["ĐẢNG ỦY", "Số 05", "VIỆT NAM", "Giữa hai bảng.", "Việc | Hạn", "Dạy và học"]
    assert [block.text for block in found] == expected
    assert [block.kind for block in found] == [BlockKind.PARAGRAPH] * 4 + [BlockKind.TABLE] * 2


def test_notes_follow_their_paragraph(tmp_path: Path) -> None:
    note = r"{\super\chftn}{\footnote\pard\plain{\super\chftn} %s}"
    body = (
        rf"{_numbers('Tự phê bình')}{note % _numbers('Xem sách.')} {_numbers('là quy luật')}{note % _numbers('Như trên.')}.\par "
        rf"{_numbers('Đoạn sau.')}\par"
    )
    found = blocks(read(_rtf(tmp_path / "a.rtf", body)))
    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.PARAGRAPH, "Tự phê bình¹ là quy luật²."),
        (BlockKind.FOOTNOTE, "¹ Xem sách."),
        (BlockKind.FOOTNOTE, "² Như trên."),
        (BlockKind.PARAGRAPH, "Đoạn sau."),
    ]


def test_what_is_not_printed_is_not_read(tmp_path: Path) -> None:
    body = (
        r"{\header\pard Tr\u224?n \u273?\u7847?u\par}{\*\unknown secret}{\pict\wmetafile8 0102030405}"
        r"{\field{\*\fldinst HYPERLINK http://example.org}{\fldrslt li\u234?n k\u7871?t}}"
        r"{\v \u7849?n}{\deleted x\u243?a}{\object{\*\objdata 00}{\result  hi\u7879?n}}\bin4 }}{{\par"
    )
    assert texts(read(_rtf(tmp_path / "a.rtf", body))) == ["liên kết hiện"]


def test_lists_keep_their_printed_marks(tmp_path: Path) -> None:
    body = (
        r"{\listtext\pard 1.\tab}\pard M\u7897?t\par{\listtext\pard\f3 \'a7\tab}\pard\f0 Hai\par"
        r"{\listtext\pard \bullet\tab}\pard Ba\par"
    )
    assert texts(read(_rtf(tmp_path / "a.rtf", body))) == ["1. Một", "- Hai", "- Ba"]


def test_properties_and_the_line_of_a_journal(tmp_path: Path) -> None:
    body = (
        rf"{{\info{{\title {_numbers('Bàn về văn hóa đọc')}}}{{\author {_numbers('Bùi Thúy Hòa')}}}{{\operator admin}}}}"
        rf"{{\headerr\pard {_numbers('Tạp chí Lý luận Mẫu, số 2/2020')}\par}}{_numbers('Một đoạn văn.')}\par"
    )
    said = read(_rtf(tmp_path / "a.rtf", body)).properties
    assert said.title == "Bàn về văn hóa đọc"
    assert said.authors == ("Bùi Thúy Hòa",)
    assert said.journal == "Tạp chí Lý luận Mẫu, số 2/2020"


def test_a_table_of_contents_is_marked(tmp_path: Path) -> None:
    body = rf"\pard\s8 {_numbers('Chương I')}\tab 3\par\pard {_numbers('Đoạn văn.')}\par"
    found = blocks(read(_rtf(tmp_path / "a.rtf", body)))
    assert [block.kind for block in found] == [BlockKind.CONTENTS, BlockKind.PARAGRAPH]


@pytest.mark.parametrize("raw", [rb"{\rtf1 Hello", rb"{\rtf1" + b"{" * 30_000 + b"}" * 30_001])
def test_groups_without_end_are_named(raw: bytes) -> None:
    with pytest.raises(DamagedFile, match=r"cut short|no document"):
        Reading(raw)


def test_braces_and_numbers_too_many_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(
        rb"{\rtf1\ansicpg99999999\deff77{\fonttbl}\f999\u99999999?\outlinelevel400 Word \fs-1 text\par}}}}"
    )
    assert texts(read(path)) == ["Word text"]


def test_an_old_font_is_repaired_and_told_of(tmp_path: Path) -> None:
    written = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 .VnTime;}}\f0 Ngh\'de quy\'d5t c\'f1a \'a7\'b6ng b\'e9 tr\'ad\'eang\par}"
    path = tmp_path / "a.rtf"
    path.write_bytes(written)
    found = extract(path, "a.rtf")
    assert [block.text for page in found.pages for block in page.blocks] == ["Nghị quyết của Đảng bộ trường"]
    assert [(each.what, each.where) for each in found.repairs] == [("TCVN3 → Unicode", ".VnTime")]
