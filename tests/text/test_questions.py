"""Questions with their answers, as schools write them; lists of exercises and keys of quizzes give none."""

from __future__ import annotations

import pytest

from indexer.model import Block, BlockKind, Page
from indexer.text.layout import page_text
from indexer.text.questions import find_questions

LONG = "Người học đọc kỹ văn bản, ghi lại ý chính, rồi đối chiếu từng ý với bản gốc trước khi nêu trong bài."
Q, H = BlockKind.PARAGRAPH, BlockKind.HEADING


def _found(*blocks: Block | str) -> list[tuple[str, str]]:
    page = Page(1, None, tuple(Block(each) if isinstance(each, str) else each for each in blocks))
    text = page_text(page.blocks)
    return [
        (text[slice(*each.question)], " / ".join(text[start:end] for start, end in each.answer))
        for each in find_questions([page])
    ]


@pytest.mark.parametrize(
    "label", ["Câu 1. ", "Câu 1: ", "Câu hỏi 1. ", "Câu hỏi số 1: ", "Câu 1 (3 điểm): ", "Hỏi: ", "HỎI: "]
)
@pytest.mark.parametrize("mark", ["Trả lời: ", "Đáp: ", "TRẢ LỜI. ", "Gợi ý trả lời: "])
def test_labels_and_marks(label: str, mark: str) -> None:
    assert _found(f"{label}Vì sao phải đọc bản gốc?", f"{mark}Để trích đúng.") == [
        ("Vì sao phải đọc bản gốc?", "Để trích đúng.")
    ]


def test_a_mark_on_a_line_of_its_own_and_several_paragraphs() -> None:
    assert _found(
        "Câu 1. Đọc để làm gì?", "Trả lời:", "Để hiểu.", "Để dạy.", "Câu 2. Đọc ở đâu?", "Trả lời:", "Ở nhà."
    ) == [
        ("Đọc để làm gì?", "Để hiểu.\nĐể dạy."),
        ("Đọc ở đâu?", "Ở nhà."),
    ]


def test_a_question_with_its_answer_in_one_paragraph() -> None:
    assert _found("Hỏi: Ai đọc được sách này? Đáp: Học viên đọc được.") == [
        ("Ai đọc được sách này?", "Học viên đọc được.")
    ]


def test_a_label_alone() -> None:
    assert _found("Câu hỏi 5", "Vì sao phải đọc bản gốc?", "Trả lời: Để trích đúng.") == [
        ("Vì sao phải đọc bản gốc?", "Để trích đúng.")
    ]


def test_numbered_headings_that_ask() -> None:
    blocks = [Block(f"{n}. Đọc sách {n} để làm gì?", H, 5) for n in (1, 2, 3)]
    assert len(_found(blocks[0], LONG, blocks[1], LONG, blocks[2], LONG)) == 3
    assert _found(blocks[0], LONG, "Thân bài.", LONG) == []  # one alone is a title like others


def test_an_answer_ends_at_a_heading() -> None:
    answered = _found("Câu 1. Đọc để làm gì?", "Trả lời: Để hiểu.", Block("Phần II. VIẾT", H, 1), "Viết là nghĩ.")
    assert answered == [("Đọc để làm gì?", "Để hiểu.")]
    assert _found("Câu 1. Đọc để làm gì?", "Trả lời: Để hiểu.", "Nơi nhận:", "- Lưu.") == answered


def test_lists_of_exercises_give_none() -> None:
    assert _found("Câu 1. Đọc để làm gì?", "Câu 2. Đọc ở đâu?", "Câu 3. Ai đọc sách này?", LONG, LONG) == []


def test_keys_of_quizzes_give_none() -> None:
    choices = ["A. Để hiểu", "B. Để quên", "C. Để ngủ", "D. Để chơi"]
    assert _found("Câu 1. Đọc sách để làm gì?", *choices, "Đáp án: A") == []
    assert _found("Câu 1. Đọc để làm gì? A. Hiểu B. Quên C. Ngủ", "Đáp án: A") == []


def test_of_a_quiz_only_an_answer_written_out() -> None:
    choices = ["A. Để hiểu", "B. Để quên", "C. Để ngủ"]
    assert _found(
        "Câu hỏi 1", "Đúng", "Đạt điểm 1,00", "Đọc sách để làm gì?", *choices, "Đáp án đúng là: Để hiểu bài"
    ) == [("Đọc sách để làm gì?", "Để hiểu bài")]


def test_text_that_only_speaks_of_questions() -> None:
    assert _found("Câu hỏi này rất khó.", LONG, "Hỏi ai cũng vậy.", "Câu chuyện thứ nhất: buổi họp.", LONG) == []
