"""Tables of contents are read and marked, so that search leaves them out; running text never is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indexer.extract.contents import entry, joined_entries, tables_of_contents
from indexer.model import BlockKind
from tests.extract.papers import LEFT, PITCH, Put, paper, prose
from tests.extract.reading import blocks, read, texts


def _found(*lines: str, apart: bool = False) -> list[range]:
    return tables_of_contents([entry(line, apart=apart) for line in lines])


DOTTED = ["Lời nói đầu … 5", "Chương 1. Mở đầu … 7", "I. Khái niệm … 7", "Kết luận … 30"]
PLAIN = ["Lời nói đầu 5", "Chương 1", "MỞ ĐẦU VỀ MỘT VIỆC", "CỦA MỘT NGÀY 12", "I- Khái niệm 12", "II- Ý nghĩa 19"]


def test_dots_that_lead_to_pages() -> None:
    assert _found("Trước.", *DOTTED, "Sau.") == [range(1, 5)]


def test_gaps_before_pages_under_the_title() -> None:
    assert _found("Trước.", "MỤC LỤC", *PLAIN, "Sau.", "Sau nữa.", "Và nữa.", apart=True) == [range(2, 8)]


def test_a_number_and_its_title_and_page_become_lines() -> None:
    lines = [entry(line, apart=True) for line in ["Trang", *PLAIN]]
    assert list(joined_entries(lines)) == [
        "Trang",
        "Lời nói đầu 5",
        "Chương 1",
        "MỞ ĐẦU VỀ MỘT VIỆC CỦA MỘT NGÀY 12",
        "I- Khái niệm 12",
        "II- Ý nghĩa 19",
    ]


def test_a_year_at_the_end_of_a_title_is_no_page() -> None:
    lines = ["Mục lục", "Mở đầu … 3", "Từ năm … 1945", "đến nay … 8", "Kết luận … 12"]
    assert _found(*lines) == [range(1, 5)]


@pytest.mark.parametrize(
    "lines",
    [
        ["Họ và tên … 2", "Ngày sinh", "Quê quán"],
        ["Đến năm 1945", "đến năm 1954", "đến năm 1975", "đến năm 1986", "đến năm 1991", "đến năm 2000"],
        ["Tổng … 40", "Trong đó … 12", "Còn lại … 28"],
        ["a + b = … 3", "c + d = … 4", "e + f = … 5"],
        ["Điểm … 1", "Điểm … 1", "Điểm … 1"],
        ["MỤC LỤC"],
        ["MỤC LỤC", "Văn bản này không có mục lục.", "Nó chỉ nói về mục lục."],
    ],
)
def test_what_is_none(lines: list[str]) -> None:
    assert _found(*lines) == []


def test_in_a_pdf_over_two_pages(tmp_path: Path) -> None:
    titles = [Put(LEFT, 100 + PITCH * at, f"Title {'abcdefgh'[at]} {'.' * 50} {at + 3}") for at in range(6)]
    more = [Put(LEFT, 100 + PITCH * at, f"Title {'ijkl'[at]} {'.' * 50} {at + 9}") for at in range(2)]
    found = read(paper(tmp_path / "a.pdf", [titles, more, prose(8)]))
    assert texts(found, BlockKind.CONTENTS)[-1] == "Title j … 10"
    assert len(texts(found, BlockKind.CONTENTS)) == 8
    assert [block.kind for block in found.pages[2].blocks] == [BlockKind.PARAGRAPH]


def test_without_dots_in_a_pdf(tmp_path: Path) -> None:
    page = [Put(LEFT, 90, "CONTENTS")]
    for at, title in enumerate(["Foreword", "Chapter of the beginning", "Chapter of the middle", "Chapter of the end"]):
        page += [Put(LEFT, 120 + PITCH * at, title), Put(500, 120 + PITCH * at, str(7 * at + 5))]
    found = read(paper(tmp_path / "a.pdf", [page, prose(10)]))
    assert texts(found, BlockKind.CONTENTS)[1:3] == ["Chapter of the beginning 12", "Chapter of the middle 19"]
    assert len(texts(found, BlockKind.CONTENTS)) == 4


def test_styles_and_tabs_of_a_docx(tmp_path: Path) -> None:
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    document: Any = Document()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Chương 1. Mở đầu\t7", style="toc 1")
    document.add_paragraph("Một đoạn văn bình thường, dài hơn một nhan đề.")
    document.add_paragraph("MỤC LỤC")
    for title, page in (("Mở đầu", 3), ("Chương 1", 5), ("Kết luận", 9)):
        document.add_paragraph(f"{title}\t{page}")
    document.save(str(tmp_path / "a.docx"))
    found = blocks(read(tmp_path / "a.docx"))
    assert [block.text for block in found if block.kind is BlockKind.CONTENTS] == [
        "Chương 1. Mở đầu 7",
        "Mở đầu 3",
        "Chương 1 5",
        "Kết luận 9",
    ]


def test_in_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Mục lục\nMở đầu ........ 1\nChương 1 ....... 4\nKết luận ...... 9\nMột câu về Chương 1.\n", "utf-8"
    )
    assert texts(read(path), BlockKind.CONTENTS) == ["Mở đầu … 1", "Chương 1 … 4", "Kết luận … 9"]


def test_no_other_file_of_the_corpus_has_any() -> None:
    corpus = Path(__file__).parents[2] / "corpus"
    files = [path.with_suffix("") for path in sorted(corpus.glob("*.toml"))]
    files = [path for path in files if path.suffix != ".doc"]  # wants a program
    having = {path.name for path in files if texts(read(path), BlockKind.CONTENTS)}
    assert having == {"giao-trinh-kinh-te-chinh-tri.pdf", "tap-bai-giang-dao-duc-cach-mang.pdf"}
