"""Reading order, paragraphs, edges, notes and tables of PDF pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indexer.extract.pdf.paragraphs import flowing
from indexer.model import BlockKind
from tests.extract.papers import HEIGHT, LEFT, PITCH, Put, filled, footed, paper, prose, width
from tests.extract.reading import blocks, read, running, texts


def test_order_of_painting_does_not_matter(tmp_path: Path) -> None:
    upside_down = [Put(LEFT, 200, "second line here"), Put(LEFT + 60, 120, "line here"), Put(LEFT, 120, "The first")]
    found = texts(read(paper(tmp_path / "a.pdf", [upside_down])))
    assert " ".join(found) == "The first line here second line here"


def test_lines_are_joined_to_paragraphs_by_their_indents(tmp_path: Path) -> None:
    page = [*prose(5, "alpha"), *prose(5, "beta", top=120 + 5 * PITCH)]
    found = texts(read(paper(tmp_path / "a.pdf", [page])))
    assert len(found) == 2
    assert found[0].startswith("Alpha")
    assert found[0].endswith("alpha ends here.")
    assert found[1].startswith("Beta")


def test_points_of_a_list_stand_alone(tmp_path: Path) -> None:
    points = ["1. one thing;", "2. another thing;", "a) a part of it;", "- and the rest."]
    page = [*prose(6), *(Put(LEFT + 28, 230 + PITCH * at, text) for at, text in enumerate(points))]
    assert texts(read(paper(tmp_path / "a.pdf", [page])))[1:] == points


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = [Put(150, 90, "A title that stands across both of the columns", 16, "Times-Bold")]
    page += prose(12, "left", x=LEFT, column=210) + prose(12, "right", x=LEFT + 240, column=210)
    found = running(read(paper(tmp_path / "a.pdf", [page])))
    assert found.index("A title") < found.index("left ends here.") < found.index("Right right")
    assert "left right" not in found


def test_columns_on_different_baselines_are_told_apart(tmp_path: Path) -> None:
    page = prose(12, "left", x=LEFT, column=210) + prose(12, "right", top=127, x=LEFT + 240, column=210)
    found = running(read(paper(tmp_path / "a.pdf", [page])))
    assert found.index("left ends here.") < found.index("Right right")


def test_a_letterhead_is_read_left_column_first(tmp_path: Path) -> None:
    head = [
        Put(90, 70, "THE COMMITTEE"),
        Put(330, 70, "ĐẢNG CỘNG SẢN".encode("latin-1", "replace").decode("latin-1")),
        Put(140, 86, "*"),
        Put(320, 86, "City, ngày 9 tháng 2 năm 2018".encode("latin-1", "replace").decode("latin-1")),
        Put(110, 102, "No. 23-CT/TW"),
        Put(250, 140, "DIRECTIVE", 14, "Times-Bold"),
    ]
    found = texts(read(paper(tmp_path / "a.pdf", [[*head, *prose(5, top=180)]])))
    assert found[:3] == ["THE COMMITTEE", "*", "No. 23-CT/TW"]
    assert found[5] == "DIRECTIVE"


def test_a_row_of_answers_is_no_pair_of_columns(tmp_path: Path) -> None:
    page = [*prose(5), Put(LEFT, 230, "A. the first"), Put(330, 230, "B. the second")]
    assert texts(read(paper(tmp_path / "a.pdf", [page])))[-1] == "A. the first B. the second"


def test_running_lines_and_page_numbers_leave_the_text(tmp_path: Path) -> None:
    pages = []
    for at in range(8):
        header = "The odd header" if at % 2 else f"Chapter {at // 4 + 1} of the even header"
        pages.append([Put(LEFT, 50, header, 10), *prose(20, f"word{at}"), Put(290, 800, str(at + 31), 10)])
    found = read(paper(tmp_path / "a.pdf", pages))
    assert [page.label for page in found.pages] == [str(number) for number in range(31, 39)]
    assert "header" not in running(found)
    assert not any(block.text.isdecimal() for block in blocks(found))


def test_a_running_foot_may_be_an_annotation(tmp_path: Path) -> None:
    found = read(footed(tmp_path / "a.pdf", 4, "Journal of Samples"))
    assert [page.label for page in found.pages] == ["49", "50", "51", "52"]
    assert "Samples" not in running(found)
    assert "Text of page 3 in row 19" in running(found)


def test_a_numbered_line_within_the_text_is_kept(tmp_path: Path) -> None:
    found = read(paper(tmp_path / "a.pdf", [[*prose(6), Put(LEFT, 240, "1954")] for _ in range(5)]))
    assert texts(found).count("1954") == 5


def test_titles_of_chapters_are_no_running_lines(tmp_path: Path) -> None:
    pages = [[Put(260, 80, f"Chapter {at + 1}", 16, "Times-Bold"), *prose(10)] for at in range(3)]
    titled = [[Put(255, 80, f"Chương {at + 1}".replace("ương", "uong"), 16), *prose(9)] for at in range(3)]
    found = texts(read(paper(tmp_path / "a.pdf", pages + titled)))
    assert "Chapter 2" in found


def test_a_paragraph_goes_on_over_the_page_and_its_note(tmp_path: Path) -> None:
    first = [Put(LEFT + 28, 120, filled("Begin", 423)), Put(LEFT, 136, filled("middle"))]
    note = Put(LEFT, 780, "1. Author: Book, Publisher, Hanoi, 2002, p.20.", 9)
    second = [Put(LEFT, 120, "goes on to the end."), *prose(5, "next", top=136)]
    found = read(paper(tmp_path / "a.pdf", [[*prose(5, "zero", top=40), *first, note], second]))
    assert [block.continues for block in found.pages[1].blocks] == [True, False]
    assert found.pages[0].blocks[-1].kind is BlockKind.FOOTNOTE
    assert "middle goes on to the end." in running(found)


def test_a_source_named_on_many_pages_is_a_note_and_no_running_foot(tmp_path: Path) -> None:
    pages = [
        [
            *prose(9, f"page{at}"),
            Put(LEFT, 770, f"1. Author: Works, vol. 2{at},", 9),
            Put(LEFT, 781, f"p.{at + 3}.", 9),
            Put(300, 810, str(at + 1)),
        ]
        for at in range(6)
    ]
    found = read(paper(tmp_path / "a.pdf", pages))
    assert texts(found, BlockKind.FOOTNOTE) == [f"1. Author: Works, vol. 2{at}, p.{at + 3}." for at in range(6)]
    assert [page.label for page in found.pages] == [str(at + 1) for at in range(6)]


def test_letters_painted_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    twice = [Put(LEFT + shift, 120, "Bookkeeping of letters", 12) for shift in (0, 0.3)]
    assert "Bookkeeping of letters" in texts(read(paper(tmp_path / "a.pdf", [[*twice, *prose(5, top=200)]])))


def test_a_new_paragraph_does_not_go_on(tmp_path: Path) -> None:
    found = read(paper(tmp_path / "a.pdf", [prose(6, "one"), prose(6, "two")]))
    assert [page.blocks[0].continues for page in found.pages] == [False, False]


def test_a_raised_number_is_a_mark_and_not_part_of_its_word(tmp_path: Path) -> None:
    page = [Put(LEFT, 120, "the people"), Put(LEFT + width("the people"), 115, "1", 7), *prose(4, top=160)]
    assert texts(read(paper(tmp_path / "a.pdf", [page])))[0] == "the people¹"


def test_a_ruled_table_gives_a_row_a_block(tmp_path: Path) -> None:
    cells = [["No.", "Work", "Date"], ["1", "To write", "2024"], ["2", "To read", "2025"]]
    page = prose(6)
    page += [Put(80 + 140 * x, 320 + 30 * y, text) for y, row in enumerate(cells) for x, text in enumerate(row)]
    page.append(Put(LEFT, 480, "After the table."))

    def grid(canvas: Any, _index: int) -> None:
        canvas.grid([LEFT + 140 * at for at in range(4)], [HEIGHT - 300 - 30 * at for at in range(4)])

    found = read(paper(tmp_path / "a.pdf", [page], grid))
    assert texts(found, BlockKind.TABLE) == ["No. | Work | Date", "1 | To write | 2024", "2 | To read | 2025"]
    assert texts(found)[-1] == "After the table."


def test_dots_of_a_table_of_contents_are_short(tmp_path: Path) -> None:
    page = [Put(LEFT, 120 + PITCH * at, f"Title {at} {'.' * 60} {at + 3}") for at in range(4)]
    assert texts(read(paper(tmp_path / "a.pdf", [page]))) == [f"Title {at} … {at + 3}" for at in range(4)]


def test_a_page_set_sideways_is_read(tmp_path: Path) -> None:
    def sideways(canvas: Any, _index: int) -> None:
        canvas.rotate(90)
        for at in range(3):
            canvas.drawString(80, -100 - 16 * at, f"sideways line {at} of text")

    found = running(read(paper(tmp_path / "a.pdf", [[]], sideways)))
    assert found.index("line 0") < found.index("line 1") < found.index("line 2")


def test_headings_are_told_by_look_and_number(tmp_path: Path) -> None:
    page = [
        Put(LEFT, 80, "1. A numbered title", 12, "Times-Bold"),
        *prose(8),
        Put(LEFT, 260, "1.1. A deeper one", 12, "Times-Bold"),
        *prose(8, top=276),
    ]
    found = [(block.text, block.level) for block in blocks(read(paper(tmp_path / "a.pdf", [page]))) if block.level]
    assert found == [("1. A numbered title", 5), ("1.1. A deeper one", 6)]


def test_lines_under_the_text_of_a_point_belong_to_it(tmp_path: Path) -> None:
    page = [
        *prose(6),
        Put(LEFT, 240, f"- {filled('point', 430)}"),
        Put(LEFT + 18, 256, filled("more", 430)),
        Put(LEFT + 18, 272, "and the end of it."),
        Put(LEFT, 288, "- another point."),
    ]
    found = texts(read(paper(tmp_path / "a.pdf", [page])))[1:]
    assert [text.split()[1] for text in found] == ["point", "another"]


def test_halves_of_a_letterhead_may_overlap_across_lines(tmp_path: Path) -> None:
    head = [
        Put(72, 70, "THE COMMITTEE OF THE PROVINCE OF"),
        Put(340, 70, "THE PARTY, ngày 9"),
        Put(110, 86, "NAME"),
        Put(285, 86, "City, ngày 9 tháng 2 năm 2018"),
        Put(110, 102, "No. 23-CT/TW"),
    ]
    found = texts(read(paper(tmp_path / "a.pdf", [[*head, *prose(5, top=180)]])))
    assert found.index("No. 23-CT/TW") < found.index("THE PARTY, ngày 9")


def test_titles_without_a_number_are_told_by_their_words(tmp_path: Path) -> None:
    page = [Put(LEFT, 80, "Abstract", 12, "Times-Bold"), *prose(5), Put(LEFT, 240, "REFERENCES"), *prose(4, top=260)]
    found = [(block.text, block.level) for block in blocks(read(paper(tmp_path / "a.pdf", [page]))) if block.level]
    assert found == [("Abstract", 5), ("REFERENCES", 1)]


def test_a_title_in_plain_small_letters_is_none(tmp_path: Path) -> None:
    page = [Put(LEFT, 80, "Abstract"), *prose(5)]
    assert not any(block.level for block in blocks(read(paper(tmp_path / "a.pdf", [page]))))


def test_a_paragraph_goes_on_in_the_next_column_past_a_note_to_the_authors(tmp_path: Path) -> None:
    left = [*prose(12, "left", x=LEFT, column=210)[:-1], Put(LEFT, 296, filled("middle", 210))]
    note = [Put(LEFT, 760, "Corresponding author: somebody", 9), Put(LEFT, 771, "Received in March", 9)]
    right = [Put(LEFT + 240, 120, "goes on to the end."), *prose(12, "right", top=136, x=LEFT + 240, column=210)]
    found = read(paper(tmp_path / "a.pdf", [[*left, *note, *right]]))
    assert "middle goes on to the end." in running(found)
    assert texts(found, BlockKind.FOOTNOTE) == ["Corresponding author: somebody Received in March"]


def test_a_caption_does_not_go_on(tmp_path: Path) -> None:
    left = [*prose(12, "left", x=LEFT, column=210)[:-1], Put(LEFT, 296, filled("middle", 210))]
    right = [Put(LEFT + 240, 120, "Table 1. Of something"), *prose(12, "right", top=146, x=LEFT + 240, column=210)]
    found = blocks(read(paper(tmp_path / "a.pdf", [[*left, *right]])))
    assert not any(block.continues for block in found)


_HYPHENS = [
    (("tư tưởng Mác - ", "Lênin là nền tảng"), "Mác - Lênin"),
    (("tư tưởng Mác -", "Lênin là nền tảng"), "Mác - Lênin"),
    (("tư tưởng Mác ", "- Lênin là nền tảng"), "Mác - Lênin"),
    (("chủ nghĩa Mác-", "Lênin là nền tảng"), "Mác-Lênin"),
    (("Nghị quyết số 05-", "NQ/ĐU của Đảng uỷ"), "05-NQ/ĐU"),
    (("giai đoạn 2020-", "2025 của nhà trường"), "2020-2025"),
    (("các cụm từ tiếng Pháp như Cách-", "mạng và Cộng-sản"), "Cách-mạng"),
    (("kinh tế - xã hội –", "văn hóa của tỉnh"), "xã hội – văn hóa"),
    (("the history of the world and its inter-", "national relations"), "international relations"),
    (("một từ có dấu nối mềm: phát\u00ad", "triển bền vững"), "pháttriển"),
]


@pytest.mark.parametrize(("lines", "expected"), _HYPHENS)
def test_hyphens_at_the_ends_of_lines(lines: tuple[str, str], expected: str) -> None:
    assert expected in " ".join(flowing([line.strip() for line in lines]).split())
