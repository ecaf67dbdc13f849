"""The order of Vietnamese words."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.collate import collation_key
from tests.text.strategies import ANY, vietnamese


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "ă", "â", "b", "d", "đ", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],  # huyền hỏi ngã sắc nặng
        ["ban", "bán", "bàn bạc", "bang"],  # letters before tones, words before longer words
        ["Anh", "Ân", "Đảng", "Em"],
        ["dân", "Dân chủ", "DÂN VẬN"],
        ["12 bài", "2 bài", "bài 2"],
        ["hòa bình", "hoá học"],
        ["", "a"],
    ],
)
def test_words_in_order(ordered: list[str]) -> None:
    keys = [collation_key(word) for word in ordered]
    assert all(low < high for low, high in pairwise(keys)), sorted(ordered, key=collation_key)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "HOÀ"), ("“Dân”", "dân"), ("a  b", "a b"), ("Mác – Lênin", "Mác Lênin"), ("Hòa", "Ho\u0300a")],
)
def test_what_is_no_difference(one: str, other: str) -> None:
    assert collation_key(one) == collation_key(other)


@given(ANY)
def test_a_key_can_be_stored(text: str) -> None:
    assert "\n" not in collation_key(text)


@given(vietnamese(), st.sampled_from(("NFC", "NFD")))
def test_the_form_of_letters_does_not_matter(text: str, form: str) -> None:
    assert collation_key(unicodedata.normalize(form, text)) == collation_key(text)  # type: ignore[arg-type]  # one of the forms
