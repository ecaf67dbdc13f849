"""The parts that need no application: marks, words, parameters, other lines."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from types import ModuleType
from typing import Any

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer.model import FACETS, BlockKind, Document, Filter, Metadata, Notice, Reading, ReadingBlock, SearchPage, Sort
from search_web import asked, below, links, marks, other_lines, printed, words, years
from search_web.picked import SPANS, written

slices = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=8)


@pytest.mark.parametrize(
    "module", [asked, links, marks, other_lines, words, years], ids=lambda module: str(module.__name__)
)
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted
    assert not outcome.failed


@given(st.text(max_size=50), slices)
def test_marking_loses_no_character(text: str, given_slices: list[tuple[int, int]]) -> None:
    parts = list(marks.pieces(text, given_slices))
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)
    assert not any(one and other for (_, one), (_, other) in pairwise(parts))


@given(st.text(alphabet="<>&\"'/ba", max_size=50), slices)
def test_marked_text_holds_no_other_tag(text: str, given_slices: list[tuple[int, int]]) -> None:
    shown = str(marks.marked(text, given_slices)).replace("<mark>", "").replace("</mark>", "")
    assert not set("<>\"'") & set(shown)


def test_syllables_of_one_phrase_are_one_mark() -> None:
    assert str(marks.marked("giá trị thặng dư", [(0, 3), (4, 7), (8, 13)])) == "<mark>giá trị thặng</mark> dư"


def test_a_highlight_over_two_cells_is_cut_in_two() -> None:
    assert marks.cut("ab | cd", [(1, 6)], " | ") == [("ab", ((1, 2),)), ("cd", ((0, 1),))]


def test_rows_of_unequal_length_make_one_table() -> None:
    rows = [ReadingBlock(text, BlockKind.TABLE, 0, 0, ()) for text in ("a | b | c", "d")]
    table = printed._table(rows)
    assert [[text for text, _ in cells] for _, cells in table.rows] == [["a", "b", "c"], ["d", "", ""]]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"offset": "20"}, (20, 10, Sort.RELEVANCE)),
        ({"offset": "-1", "limit": "0", "sort": "best"}, (0, 10, Sort.RELEVANCE)),
        ({"offset": "1e3", "limit": "1000000", "sort": ""}, (0, 10, Sort.RELEVANCE)),
        ({"offset": "9" * 6000, "limit": "٣"}, (0, 10, Sort.RELEVANCE)),  # int() refuses 4,300 digits and takes these
        ({"offset": " 5", "limit": "50", "sort": "title"}, (0, 50, Sort.TITLE)),
    ],
)
def test_a_bad_parameter_is_the_default(parameters: dict[str, str], expected: tuple[int, int, Sort]) -> None:
    got = asked.read_asked(MultiDict(parameters))
    assert (got.offset, got.limit, got.sort) == expected


def test_a_line_is_read_in_nfc_without_control_characters() -> None:
    decomposed = "  Đa\u0309ng\x00bo\u0323\u0302\n"
    assert asked.read_line(MultiDict({"q": decomposed})) == "Đảng bộ"


def test_filters_are_read_once_each_and_unknown_ones_left_out() -> None:
    texts = ["kind=Luật", "kind=Luật", "colour=red", "kind=", "kind", "author=a=b", "=x"]
    assert asked.read_asked(MultiDict([("filter", text) for text in texts])).filters == (
        Filter("kind", "Luật"),
        Filter("author", "a=b"),
    )


def test_other_lines_are_few_and_shorter() -> None:
    assert other_lines.one_word_less("dân") == []
    assert other_lines.one_word_less("a " * 13) == []
    assert other_lines.one_word_less("“dân là”") == ["là", "dân"]


def a_page(*, share: float = 1.0) -> SearchPage:
    return SearchPage("ly luan", "ly luan", (), 0, 0, 0, (), {}, 0, 10, more=False, share=share)


@pytest.mark.parametrize(
    ("notice", "sentence"),
    [
        (Notice(Reading.FOLDED, "ly"), "Tìm không dấu: ly luan"),
        (Notice(Reading.MIXED, "luan"), "Tiếng gõ không dấu được tìm ở mọi dấu"),
        (Notice(Reading.SHARE), "Dòng tìm dài: lấy những đoạn có ít nhất 75\xa0% số tiếng"),
        (Notice(Reading.PLAIN, "5"), "Không đọc được cú pháp (từ ký tự thứ 5), đã tìm như từ thường"),
        (Notice(Reading.NUMBER, "5-QĐ"), "Đọc như số, ký hiệu văn bản: 5-QĐ"),
        (Notice(Reading.NUMBER), "Đọc như số, ký hiệu văn bản"),
    ],
)
def test_notices_are_sentences(notice: Notice, sentence: str) -> None:
    assert words.notice(notice, a_page(share=0.75)) == sentence


@pytest.mark.parametrize("reading", Reading)
def test_every_reading_has_a_sentence(reading: Reading) -> None:
    assert words.notice(Notice(reading), a_page())


def test_every_facet_and_sort_has_a_name() -> None:
    assert tuple(words.FACET_NAMES) == FACETS
    assert set(words.SORT_NAMES) == set(Sort)


MakeDocument = Callable[[Metadata], Document]


def test_bylines(make_document: MakeDocument) -> None:
    issued = make_document(Metadata(issuer="Bộ A", issued_on=date(2018, 2, 9), year=2018))
    assert words.byline(issued) == "Bộ A\xa0· 09/02/2018"
    written = make_document(
        Metadata(issuer="Trường D", authors=("A", "B"), journal="Tạp chí C", issue="số 2", year=2020)
    )
    assert words.byline(written) == "A, B\xa0· Tạp chí C, số 2\xa0· 2020"
    assert words.byline(make_document(Metadata())) == ""


def test_a_document_without_title_is_named_by_its_number_or_file(make_document: MakeDocument) -> None:
    assert words.title(make_document(Metadata(number="1-QĐ"))) == "1-QĐ"
    assert words.title(make_document(Metadata())) == "tep.pdf"


def test_a_heading_that_repeats_the_title_is_left_out(make_document: MakeDocument) -> None:
    document = make_document(Metadata(title="Giá trị thặng dư: mấy vấn đề"))
    assert words.heading(document, "GIÁ TRỊ THẶNG DƯ – MẤY VẤN ĐỀ › 1. Mở đầu › a)") == "1. Mở đầu › a)"
    assert words.heading(document, "") == ""


def test_addresses_below_a_document_are_those_of_their_routes(app: Flask) -> None:
    spans = ((3, 9), (12, 20))
    with app.test_request_context():
        document = url_for("reading.document", document_id="0textbook")
        assert below.page(document, 7) == url_for("reading.page", document_id="0textbook", number=7)
        chosen: dict[str, Any] = {"document_id": "0textbook", SPANS: written(spans)}
        assert below.citation(document, spans) == url_for("citing.citation", **chosen)
        assert below.similar(document, spans) == url_for("around.similar", **chosen)
