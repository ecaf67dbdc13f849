"""Titles that only their place tells, and lines that look like titles and are none."""

from __future__ import annotations

from indexer.extract.outline import ends_chapter, named_level, numbered_level
from indexer.extract.titles import with_titles
from indexer.model import Block, BlockKind

TEXT = "Người học cần phân biệt điều này với điều kia, vì sách viết hai cách khác nhau."
CHAPTER = Block("Chương 1. MỞ ĐẦU", BlockKind.HEADING, 2)


def _levels(*blocks: Block | str) -> list[int]:
    return [block.level for block in with_titles([Block(each) if isinstance(each, str) else each for each in blocks])]


def test_numbered_lines_above_running_text_are_titles() -> None:
    found = _levels(CHAPTER, "1. Lớp học", TEXT, "2. Thư viện", "a) Kho mở", TEXT, "b) Kho đóng", "* Nội quy", TEXT)
    assert found == [2, 5, 0, 5, 7, 0, 7, 0, 0]


def test_points_of_a_list_are_no_titles() -> None:
    assert _levels(CHAPTER, "1. Lớp học", "2. Thư viện", "3. Nhà ăn", TEXT)[1:] == [0, 0, 0, 0]
    assert _levels(CHAPTER, "1. Học mỗi ngày;", TEXT, "2. Ghi chép;", TEXT)[1:] == [0, 0, 0, 0]
    assert _levels(CHAPTER, "1. Lớp học mở lúc nào?", TEXT, "2. Ai dạy?", TEXT)[1:] == [0, 0, 0, 0]


def test_a_number_alone_or_out_of_order_makes_no_title() -> None:
    assert _levels(CHAPTER, "1. Lớp học", TEXT, TEXT)[1:] == [0, 0, 0]
    assert _levels(CHAPTER, "4. Lớp học", TEXT, "9. Thư viện", TEXT)[1:] == [0, 0, 0, 0]


def test_names_with_initials_are_no_titles() -> None:
    assert _levels(CHAPTER, "A. Nguyễn Văn Mẫu", TEXT, "C. Mác và người thầy", TEXT)[1:] == [0, 0, 0, 0]


def test_questions_and_books_below_their_titles_are_none() -> None:
    questions = Block("CÂU HỎI ÔN TẬP", BlockKind.HEADING, 4)
    assert _levels(CHAPTER, questions, "1. Lớp học", TEXT, "2. Thư viện", TEXT)[2:] == [0, 0, 0, 0]
    books = Block("TÀI LIỆU THAM KHẢO", BlockKind.HEADING, 1)
    assert _levels(CHAPTER, books, "1. Sách thứ nhất", TEXT, "2. Sách thứ hai", TEXT)[2:] == [0, 0, 0, 0]


def test_a_title_found_by_its_place_goes_on_from_titles_that_their_look_tells() -> None:
    bold = Block("1. Lớp học", BlockKind.HEADING, 5)
    assert _levels(CHAPTER, bold, TEXT, "2. Thư viện", TEXT) == [2, 5, 0, 5, 0]


def test_what_stands_below_a_found_title_does_not_go_on_from_it() -> None:
    blocks = [
        CHAPTER,
        Block("1. Lớp học"),
        Block("a) Bàn ghế", continues=True),
        Block(TEXT),
        Block("b) Bảng"),
        Block(TEXT),
    ]
    found = with_titles([*blocks, Block("2. Thư viện"), Block(TEXT, continues=True)])
    assert [block.level for block in found] == [2, 5, 7, 0, 7, 0, 5, 0]
    assert not any(block.continues for block in found)


def test_articles_that_a_law_quotes_are_not_its_own() -> None:
    def article(text: str) -> Block:
        return Block(text, BlockKind.HEADING, 4)

    found = _levels(
        article("Điều 1. Sửa đổi Quy chế"),
        "1. Sửa đổi Điều 5 như sau:",
        "“Điều 5. Thư viện",
        "Thư viện mở cửa mỗi ngày.",
        article("Điều 5a. Phòng đọc"),
        "Phòng đọc mở cửa đến tối.”.",
        article("Điều 2. Hiệu lực"),
    )
    assert found == [4, 0, 0, 0, 0, 0, 4]


def test_words_that_only_begin_like_titles() -> None:
    for text in (
        "Điều này rất đúng",
        "Mục tiêu của lớp học",
        "Chương trình học",
        "Phần lớn học viên",
        "“Điều 5. Quyền",
    ):
        assert not numbered_level(text)
    assert not named_level("Kết luận của hội nghị rất rõ", marked=True)
    assert named_level("CÂU HỎI ÔN TẬP:", marked=False) == 4


def test_long_titles_of_articles() -> None:
    name = "Trình tự mượn sách đối với học viên " + "và giảng viên " * 18 + "của Nhà trường"
    assert len(name) > 220
    assert numbered_level(f"Điều 44. {name}") == 4
    assert not numbered_level(f"Điều 44. {name}.")
    assert not numbered_level(f"Chương V. {name}")


def test_titles_above_lists_of_works() -> None:
    for text in (
        "TÀI LIỆU THAM KHẢO",
        "Danh mục tài liệu tham khảo",
        "Tài liệu trích dẫn",
        "References",
        "VI. Sách tham khảo:",
    ):
        assert ends_chapter(text)
    for text in ("Tài liệu học tập", "Xem tài liệu tham khảo ở cuối bài", "Chú thích"):
        assert not ends_chapter(text)
