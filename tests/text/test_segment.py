"""Which syllables make a word."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings

from indexer.text.analyze import compounds, lengths_of_words
from indexer.text.normalize import printable
from indexer.text.segment import SyllableSegmenter, UndertheseaSegmenter, _aligned
from indexer.text.tokens import tokenize
from tests.text.strategies import ANY


@cache
def segmenter() -> UndertheseaSegmenter:
    return UndertheseaSegmenter()


def words(text: str) -> list[str]:
    tokens = tokenize(text)
    return compounds(tokens, lengths_of_words(segmenter().starts(text, tokens)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng", []),
        ("Nhân dân ta xây dựng chủ nghĩa xã hội.", ["nhân_dân", "xây_dựng", "chủ_nghĩa_xã_hội"]),
        ("Công tác dân vận của Đảng uỷ", ["công_tác", "dân_vận", "đảng_ủy"]),
    ],
)
def test_words_of_two_or_more_syllables(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_text_without_paragraphs_is_cut() -> None:
    sentence = "Nhân dân ta xây dựng chủ nghĩa xã hội. "
    text = sentence * 600
    tokens = tokenize(text)
    flags = segmenter().starts(text, tokens)
    assert len(flags) == len(tokens)
    assert sum(flags) / len(flags) == pytest.approx(sum(segmenter().starts(sentence, tokens[:9])) / 9, abs=0.02)


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_no_token_is_lost(text: str) -> None:
    text = printable(text)
    tokens = tokenize(text)
    starts = segmenter().starts(text, tokens)
    assert len(starts) == len(tokens) == sum(lengths_of_words(starts))
    assert starts[:1] in ([], [True])


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        ("lý luận", ["lý luận"], [True, False]),
        ("lý luận", ["lý", "luận"], [True, True]),
        ("số 23-CT/TW", ["số", "23-CT/TW"], [True, True, False, False]),
        ("số 23-CT/TW", ["số", "23", "-", "CT", "/", "TW"], [True, True, True, True]),
        ("“lý luận”, rồi", ["“", "lý luận", "”", ",", "rồi"], [True, False, True]),
        ("abc d", ["ab", "c d"], [True, False]),  # a word may end inside a syllable
    ],
)
def test_words_are_laid_upon_tokens(text: str, cut: list[str], expected: list[bool]) -> None:
    assert _aligned(text, tokenize(text), [(word, True) for word in cut]) == expected


def test_each_syllable_its_own_word() -> None:
    tokens = tokenize("lý luận chính trị")
    assert SyllableSegmenter().starts("lý luận chính trị", tokens) == [True] * 4


def test_a_segmenter_names_its_version() -> None:
    assert segmenter().name.split()[0] == "underthesea"
    assert segmenter().name.split()[1][0].isdigit()
