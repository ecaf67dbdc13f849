"""What of a passage is shown, and what in it is highlighted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query.parse import parse
from indexer.query.plan import Pattern, make_plan
from indexer.snippet import Highlighter, clipped
from indexer.text.tokens import tokenize
from tests.text.strategies import vietnamese


def patterns_of(line: str) -> tuple[Pattern, ...]:
    return make_plan(parse(line), expand=lambda _field, _prefix: []).patterns


def marked(text: str, line: str, *, lone: bool = True) -> list[str]:
    return [text[start:end] for start, end in Highlighter(patterns_of(line)).highlights(text, lone=lone)]


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("Học thuyết giá trị thặng dư.", "giá trị thặng dư", ["giá trị thặng dư"]),
        ("Học thuyết GIÁ TRỊ THẶNG DƯ.", "gia tri thang du", ["GIÁ TRỊ THẶNG DƯ"]),
        ("Hoà bình và hòa hợp", "hòa", ["Hoà", "hòa"]),  # as printed, whatever the school
        ("Cái bàn, bán hàng", "bàn", ["bàn"]),  # an accent that was typed must be there
        ("Cái bàn, bán hàng", "ban", ["bàn", "bán"]),
        ("đường lối đổi mới", "duong loi", ["đường lối"]),
        ("giá cả, giá trị, cai trị nước", "giá trị", ["giá trị"]),  # alone they say nothing where they stand together
        ("giá cả và cai trị", "giá trị", ["giá", "trị"]),  # but they are all there is
        ("trị giá, giá trị", '"giá trị"', ["giá trị"]),  # a phrase only in order
        ("trị giá", '"giá trị"', []),
        ("giá và cai trị nước", '"giá trị"~2', ["giá", "trị"]),  # the syllables, not what stands between
        ("giá và cai rồi trị", '"giá trị"~2', []),
        ("giá giá trị trị", '"giá trị"~2', ["giá giá trị"]),
        ("Học CNXH, tức chủ nghĩa xã hội", "CNXH", ["CNXH", "chủ nghĩa xã hội"]),
        ("Học CNXH, tức chủ nghĩa xã hội", "chu nghia xa hoi", ["CNXH", "chủ nghĩa xã hội"]),
        ("giá – trị", '"giá trị"', ["giá – trị"]),  # signs do not part a phrase
        ("giá, trị", "giá trị", ["giá", "trị"]),
        ("dân vận, dâng hoa, dần dần", "dân*", ["dân", "dâng"]),
        ("dân vận, dâng hoa, dần dần", "dan*", ["dân", "dâng", "dần dần"]),
        ("Chỉ thị số 23-CT/TW, ngày 9-2-2018", "23ct/tw", ["23-CT/TW"]),
        ("Nghị quyết 05-NQ/ĐU và 5-NQ/ĐU", "5-NQ/ĐU", ["05-NQ/ĐU", "5-NQ/ĐU"]),
        ("Đảng ta của dân", "-dân", []),
        ("một câu", "", []),
        ("", "một", []),
        ("thặng dư¹ là gì", "thặng dư", ["thặng dư"]),  # the mark of a note is no part of it
        ("lý luận\nchính trị", "lý luận chính trị", ["lý luận", "chính trị"]),  # a page break between
    ],
)
def test_highlights(text: str, line: str, expected: list[str]) -> None:
    assert marked(text, line) == expected


def test_in_a_title_lone_syllables_of_a_longer_line_are_left_out() -> None:
    assert marked("Giá cả và cai trị", "giá trị", lone=False) == []
    assert marked("Giá cả", "giá", lone=False) == ["Giá"]


FILLER = "Câu này không nói gì về điều ấy cả mà chỉ kéo dài thêm ra cho đủ chữ. "


def test_a_short_text_is_shown_whole() -> None:
    text = "Một câu ngắn. Giá trị thặng dư."
    found = Highlighter(patterns_of("thặng dư")).snippet(text)
    assert (found.start, found.end, found.begins, found.ends) == (0, len(text), True, True)
    assert [text[start:end] for start, end in found.highlights] == ["thặng dư"]


def test_a_long_text_is_shown_around_its_best_match_from_a_sentence_on() -> None:
    text = FILLER * 6 + "Giá cả là một chuyện. Giá trị thặng dư là chuyện khác. " + FILLER * 6
    found = Highlighter(patterns_of("giá trị thặng dư")).snippet(text)
    shown = text[found.start : found.end]
    assert "Giá trị thặng dư" in shown
    assert shown.startswith(("Câu", "Giá"))
    assert (found.begins, len(tokenize(shown)) <= 60) == (True, True)


def test_without_a_match_the_beginning_is_shown() -> None:
    found = Highlighter(patterns_of("nhân dân")).snippet(FILLER * 10)
    assert (found.start, found.begins, found.highlights) == (0, True, ())


_LINES = st.sampled_from(("giá trị", '"giá trị"', "gia*", "a", "25", "y", "23-CT/TW", "", "không có đâu", "đ a")).map(
    patterns_of
)
_WORDS = st.sampled_from(
    ("giá", "trị", "Gía", "gián", "y", "23-CT/TW", "25", "a.", "đ,", "–", "“a”", "\n", "x²", "Rồi")
)
TEXTS = st.one_of(vietnamese(), st.lists(_WORDS, max_size=150).map(" ".join))


@given(TEXTS, _LINES, st.integers(1, 70))
def test_a_snippet_cuts_no_syllable_and_highlights_never_overlap(
    text: str, patterns: tuple[Pattern, ...], length: int
) -> None:
    found = Highlighter(patterns).snippet(text, length)
    ends = [found.start, *(offset for each in found.highlights for offset in each), found.end]
    assert ends == sorted(ends)
    assert all(start < end for start, end in found.highlights)
    assert 0 <= found.start <= found.end <= len(text)
    tokens = tokenize(text)
    assert all(token.start >= end or token.end <= end for token in tokens for end in ends)
    within = [token for token in tokens if found.start <= token.start < found.end]
    assert len(within) == min(length, len(tokens))


@given(TEXTS, _LINES)
def test_a_snippet_shows_a_highlight_if_there_is_one(text: str, patterns: tuple[Pattern, ...]) -> None:
    assert bool(Highlighter(patterns).snippet(text).highlights) == bool(Highlighter(patterns).highlights(text))


@pytest.mark.parametrize(
    ("slices", "expected"),
    [
        ([(0, 5)], []),
        ([(5, 10)], []),
        ([(10, 12)], [(0, 2)]),
        ([(8, 12), (18, 25)], [(0, 2), (8, 10)]),
        ([(20, 25)], []),
        ([(0, 99)], [(0, 10)]),
    ],
)
def test_slices_within_a_stretch(slices: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert clipped(slices, 10, 20) == expected
