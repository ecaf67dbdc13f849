"""Plain text, Markdown and HTML."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from indexer.model import BlockKind
from tests.extract.reading import blocks, read, texts

_WRAPPED = """Chương I
NHỮNG QUY ĐỊNH CHUNG

Tự phê bình và phê bình là quy luật phát triển của Đảng, là việc làm
thường xuyên của mỗi chi bộ, mỗi đảng viên, từ trên xuống dưới và từ
dưới lên trên.
  Một đoạn khác thụt đầu dòng cũng được ngắt bằng tay ở gần cột bảy
mươi, như thư điện tử ngày trước.
"""


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_lines_wrapped_by_hand_are_joined(tmp_path: Path) -> None:
    found = texts(read(_file(tmp_path, "a.txt", _WRAPPED)))
    assert found[0] == "Chương I"
    assert found[2].endswith("từ trên xuống dưới và từ dưới lên trên.")
    assert found[3].startswith("Một đoạn khác")
    assert len(found) == 4


def test_long_lines_are_paragraphs(tmp_path: Path) -> None:
    lines = ["Một đoạn văn dài trên một dòng. " * 8, "Đoạn thứ hai, cũng trên một dòng. " * 8, "Ngắn."]
    assert len(texts(read(_file(tmp_path, "a.txt", "\n".join(lines))))) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_in_its_encodings(encoding: str, tmp_path: Path) -> None:
    text = "Nghị quyết số 37-NQ/TW về công tác lý luận.\nĐường lối đổi mới."
    found = texts(read(_file(tmp_path, "a.txt", text.encode(encoding))))
    assert found == text.split("\n")


def test_split_letters_are_put_together(tmp_path: Path) -> None:
    found = texts(read(_file(tmp_path, "a.txt", unicodedata.normalize("NFD", "Đường lối đổi mới"))))
    assert found == ["Đường lối đổi mới"]


def test_sections_end_between_blocks(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", "\n".join(f"Điều {at}. Tên điều\n{'một hai ba bốn ' * 40}" for at in range(1, 30)))
    found = read(path)
    lengths = [sum(len(block.text.split()) for block in page.blocks) for page in found.pages]
    assert not found.paged
    assert all(page.label is None for page in found.pages)
    assert all(400 <= length <= 700 for length in lengths[:-1])
    assert all(page.blocks[0].kind is BlockKind.HEADING for page in found.pages)


_MARKDOWN = """---
title: x
---
# Tên *bài*

Một đoạn có **chữ đậm**, `mã` và [liên kết](https://example.org)
trên hai dòng.

- điểm một
- điểm hai
  1. điểm con

> Lời trích

| Cột | Số |
|---|---|
| a | 1 |

<div>Khối <b>HTML</b></div>
"""


def test_markdown_keeps_words_and_loses_markup(tmp_path: Path) -> None:
    found = [(block.kind, block.level, block.text) for block in blocks(read(_file(tmp_path, "a.md", _MARKDOWN)))]
    paragraph, table = BlockKind.PARAGRAPH, BlockKind.TABLE
    assert found == [
        (BlockKind.HEADING, 1, "Tên bài"),
        (paragraph, 0, "Một đoạn có chữ đậm, mã và liên kết trên hai dòng."),
        (paragraph, 0, "- điểm một"),
        (paragraph, 0, "- điểm hai"),
        (paragraph, 0, "1. điểm con"),
        (paragraph, 0, "Lời trích"),
        (table, 0, "Cột | Số"),
        (table, 0, "a | 1"),
        (paragraph, 0, "Khối HTML"),
    ]


_SENTENCE = "Chi bộ thảo luận dân chủ, kết luận rõ ràng và phân công từng đảng viên thực hiện nghị quyết. "
_ARTICLE = f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Sinh hoạt chi bộ - Báo Mẫu</title>
<meta property="og:title" content="Nâng cao chất lượng sinh hoạt chi bộ">
<meta name="author" content="Nguyễn Văn Mẫu"><meta property="article:published_time" content="2021-03-05T08:00:00+07:00">
<script>document.write("không được chạy")</script></head><body>
<nav><a href="/">Trang chủ</a> <a href="/a">Thời sự</a> <a href="/b">Đăng nhập</a></nav>
<article><h1>Nâng cao chất lượng sinh hoạt chi bộ</h1><p>{_SENTENCE * 4}</p>
<h2>Đổi mới nội dung</h2><p>{_SENTENCE * 5}</p><p style="display:none">chữ bị giấu</p></article>
<footer>Bản quyền thuộc Báo Mẫu. Liên hệ quảng cáo.</footer></body></html>"""


def test_an_article_comes_without_what_is_around_it(tmp_path: Path) -> None:
    found = read(_file(tmp_path, "a.html", _ARTICLE))
    text = " ".join(texts(found))
    assert "kết luận rõ ràng" in text
    for word in ("Đăng nhập", "Bản quyền", "không được chạy"):
        assert word not in text
    assert "Đổi mới nội dung" in texts(found, BlockKind.HEADING)
    assert found.properties.title == "Nâng cao chất lượng sinh hoạt chi bộ"
    assert found.properties.authors == ("Nguyễn Văn Mẫu",)
    assert str(found.properties.issued_on) == "2021-03-05"


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("<sup>1</sup>", "<p>1. Xem sách.</p>"),
        ('<sup><a href="#fn1">[1]</a></sup>', '<ol><li id="fn1">Xem sách. <a href="#fnref1">↩</a></li></ol>'),
        (
            '<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>',
            '<div id="ftn1"><p><a href="#_ftnref1">[1]</a> Xem sách.</p></div>',
        ),
    ],
)
def test_the_mark_of_a_note_is_no_part_of_the_word(mark: str, note: str, tmp_path: Path) -> None:
    article = _ARTICLE.replace("kết luận rõ ràng", f"kết luận{mark} rõ ràng", 1).replace(
        "</article>", f"{note}</article>"
    )
    assert "kết luận¹ rõ ràng" in " ".join(texts(read(_file(tmp_path, "a.html", article))))
    whole = read(_file(tmp_path, "b.html", f"<body><p>Giá trị{mark} thặng dư</p>{note}</body>"))
    assert "Giá trị¹ thặng dư" in texts(whole)
    footnotes = [] if note.startswith("<p>") else ["¹ Xem sách."]
    assert [each.removesuffix(" ↩") for each in texts(whole, BlockKind.FOOTNOTE)] == footnotes


def test_a_number_that_leads_elsewhere_is_no_mark(tmp_path: Path) -> None:
    page = '<body><p>Xem bảng <a href="#bang">2</a> và <a href="/trang">3</a>.</p></body>'
    assert texts(read(_file(tmp_path, "a.html", page))) == ["Xem bảng 2 và 3."]


def test_notes_of_markdown(tmp_path: Path) -> None:
    found = read(_file(tmp_path, "a.md", "# Bài\n\nGiá trị[^1] thặng dư[^2].\n\n[^1]: Xem sách.\n[^2]: Như trên.\n"))
    assert "Giá trị¹ thặng dư²." in texts(found)
    assert texts(found, BlockKind.FOOTNOTE) == ["¹ Xem sách.", "² Như trên."]


def test_a_page_that_is_no_article_is_read_whole(tmp_path: Path) -> None:
    page = "<html><body><h1>Danh mục</h1><table><tr><th>Số</th><th>Tên</th></tr><tr><td>1</td><td>Kế hoạch</td></tr></table><ul><li>Mục một</li></ul></body></html>"
    found = texts(read(_file(tmp_path, "a.html", page)))
    assert found == ["Danh mục", "Số | Tên", "1 | Kế hoạch", "- Mục một"]


def test_a_page_in_the_encoding_it_names(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1258"></head><body><p>Cộng hòa</p></body></html>'
    decomposed = page.replace("Cộng hòa", "Cô\u0323ng ho\u0300a")
    assert texts(read(_file(tmp_path, "a.html", decomposed.encode("cp1258")))) == ["Cộng hòa"]


_MESSAGE = """From: <Saved by a browser>
Subject: =?utf-8?Q?Sinh_ho=E1=BA=A1t?=
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="part"

--part
Content-Type: text/css

p { color: red }
--part
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><body><p>Chi b=E1=BB=99 th=E1=BA=A3o lu=E1=BA=ADn d=C3=A2n ch=E1=BB=A7.</p>=
<p>H=E1=BA=BFt.</p></body></html>
--part--
"""


def test_a_page_saved_in_one_file(tmp_path: Path) -> None:
    found = read(_file(tmp_path, "a.mht", _MESSAGE))
    assert texts(found) == ["Chi bộ thảo luận dân chủ.", "Hết."]
    assert found.media_type == "multipart/related"


def test_text_that_only_speaks_of_messages_is_text(tmp_path: Path) -> None:
    text = "Chú ý: dòng đầu của thư.\nMIME-Version: 1.0\nContent-Type: text/html\n"
    assert read(_file(tmp_path, "a.txt", text)).media_type == "text/plain"
