"""A line close to a question that a document answers shows the answer; other lines show none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from indexer.library import Library
from indexer.model import Filter, Sort
from indexer.shapes import search_page_json
from indexer.text.normalize import fold

_TOLD: dict[str, Any] = tomllib.loads((Path(__file__).parent / "answers.toml").read_text("utf-8"))
PARAPHRASES: dict[str, str] = _TOLD["paraphrases"]
OTHERS: list[str] = _TOLD["none"]["lines"]
FORGETTABLE = "quên mật khẩu phải làm sao"


def _shown(library: Library, line: str) -> str:
    answer = library.search(line, limit=1).answer
    return answer.question if answer else ""


def test_paraphrases_find_their_answer(library: Library) -> None:
    assert len(PARAPHRASES) >= 40
    found = {line: _shown(library, line) for line in PARAPHRASES}
    assert {
        line for line, question in found.items() if question and not question.startswith(PARAPHRASES[line])
    } == set()
    assert len([line for line, question in found.items() if not question]) <= 1


def test_other_lines_show_no_answer(library: Library) -> None:
    assert len(OTHERS) >= 40
    assert {line: question for line in OTHERS if (question := _shown(library, line))} == {}


def test_an_answer_is_found_without_accents_as_with_them(library: Library) -> None:
    assert _shown(library, fold(FORGETTABLE)) == _shown(library, FORGETTABLE) == "Quên mật khẩu thì làm thế nào?"


def test_an_answer_is_told_with_its_place(library: Library) -> None:
    answer = library.search("có được tải tài liệu số về máy cá nhân không").answer
    assert answer is not None
    assert (answer.page, answer.page_label, answer.ends) == (4, "3", True)
    assert answer.document.filename == "hoi-dap-thu-vien-so.pdf"
    assert answer.text.startswith("Bài giảng, giáo trình do Nhà trường biên soạn")
    assert "trong mạng của Nhà trường. Luận văn" in answer.text  # goes on over the page break
    assert "tài liệu" in {answer.text[start:end].lower() for start, end in answer.highlights}


def test_an_answer_of_several_paragraphs_is_whole(library: Library) -> None:
    answer = library.search("trích một câu trong văn kiện cần ghi gì").answer
    assert answer is not None
    assert [part[:12] for part in answer.text.split("\n")] == [
        "Cần bốn điều",
        "Ngoài ra, có",
        "– văn kiện i",
        "– câu dẫn lạ",
    ]


def test_an_answer_obeys_the_filters(library: Library) -> None:
    page = library.search(FORGETTABLE, filters=[Filter("kind", "Hỏi – đáp"), Filter("year", "2024..")])
    assert page.answer is not None
    assert library.search(FORGETTABLE, filters=[Filter("kind", "Nghị quyết")]).answer is None
    assert library.search(FORGETTABLE, filters=[Filter("year", "..2023")]).answer is None


def test_answers_stand_only_on_the_first_page_of_the_best_matches(library: Library) -> None:
    assert library.search(FORGETTABLE, offset=10).answer is None
    assert library.search(FORGETTABLE, sort=Sort.NEWEST).answer is None
    assert library.search(f'"{FORGETTABLE}"').answer is None


def test_a_question_heads_the_passages_of_its_answer(library: Library) -> None:
    page = library.search("mật khẩu tạm chỉ dùng được một lần")
    assert page.documents[0].passages[0].heading == "Phần I. MƯỢN VÀ ĐỌC › Quên mật khẩu thì làm thế nào?"


def test_an_answer_in_json(library: Library) -> None:
    told = search_page_json(library.search(FORGETTABLE))["answer"]
    assert told is not None
    assert told["document"]["kind"] == "Hỏi – đáp"
    assert told["page_label"] == "3"
    assert search_page_json(library.search("học viên"))["answer"] is None


def test_questions_are_found_again_for_documents_read_before(library: Library) -> None:
    number = library._home.catalogue.number_of(library.search(FORGETTABLE).documents[0].document.id)
    before = library._home.catalogue.questions.of([number])
    library._home.catalogue.questions.renew(number, [])
    assert library.search(FORGETTABLE).answer is None
    library.reindex()
    assert library._home.catalogue.questions.of([number]) == before
    assert library.search(FORGETTABLE).answer is not None


def test_lists_of_works_come_after_texts(library: Library) -> None:
    """What stands in a text comes before what only a list of works names; both are counted."""
    page = library.search("toàn tập", limit=30)
    whole = [hit for hit in page.documents if hit.whole]
    assert len(whole) == page.total_documents > 1
    assert "ham khảo" not in whole[0].passages[0].heading
