"""Lists of works and of recipients are told from the text, and make passages of their own."""

from __future__ import annotations

from indexer.model import Block, BlockKind, Page, PassageKind
from indexer.text.layout import place_all
from indexer.text.passages import make_passages
from indexer.text.roles import roles
from indexer.text.segment import SyllableSegmenter

H = BlockKind.HEADING
BODY, WORKS, FORM, NOTE = PassageKind.BODY, PassageKind.WORKS, PassageKind.FORM, PassageKind.NOTE


def _page(*blocks: Block | str) -> Page:
    return Page(1, None, tuple(Block(each) if isinstance(each, str) else each for each in blocks))


def _roles(*blocks: Block | str) -> list[PassageKind]:
    return roles(place_all([_page(*blocks)]))


def test_works_reach_to_the_next_heading_as_high() -> None:
    title = Block("TÀI LIỆU THAM KHẢO", H, 4)
    found = _roles(
        "Bài viết.",
        title,
        "1. C. Mác: Toàn tập.",
        Block("Tiếng Anh", H, 5),
        "2. A book.",
        Block("Chương 2", H, 2),
        "Mở.",
    )
    assert found == [BODY, WORKS, WORKS, WORKS, WORKS, BODY, BODY]


def test_a_plain_line_may_stand_over_works() -> None:
    assert _roles("Bài viết.", "Danh mục tài liệu tham khảo", "1. C. Mác: Toàn tập.") == [BODY, WORKS, WORKS]
    assert _roles("Tài liệu tham khảo là gì?", "Là sách.") == [BODY, BODY]


def test_notes_at_the_end_of_a_paper() -> None:
    assert _roles("Bài viết.", Block("Chú thích", H, 5), "[1] C. Mác: Toàn tập.") == [BODY, WORKS, WORKS]
    assert _roles(Block("Chú thích", H, 5), "Chú thích là lời giải nghĩa.") == [BODY, BODY]


def test_letterheads_and_recipients_are_forms() -> None:
    head = ("ĐẢNG CỘNG SẢN VIỆT NAM", "Độc lập – Tự do – Hạnh phúc")
    assert _roles(*head, "Nghị quyết nêu rõ.", "Nơi nhận:", "- Các chi bộ,", "- Lưu.", "T/M ĐẢNG ỦY") == [
        FORM, FORM, BODY, FORM, FORM, FORM, BODY,
    ]  # fmt: skip


def test_what_is_not_the_text_has_passages_of_its_own_after_it() -> None:
    note = Block("1 Xem Toàn tập.", BlockKind.FOOTNOTE)
    page = _page("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Bài viết.", note, Block("References", H, 1), "1. Toàn tập.")
    assert [each.kind for each in make_passages(1, [page], SyllableSegmenter())] == [BODY, WORKS, FORM, NOTE]
