"""From tokens to the terms of an index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text import analyze
from indexer.text.analyze import bigrams, compounds, field_stack, fingerprint, lengths_of_words, stack
from indexer.text.tokens import tokenize
from tests.text.strategies import ANY


def test_a_position_holds_the_syllable_and_its_folded_form() -> None:
    assert stack(tokenize("Đảng ta")) == [("đảng", "~dang"), ("ta", "~ta")]


def test_fields_of_several_texts_are_one_row_of_positions() -> None:
    assert field_stack("Vũ Tuân", "", "Đỗ") == [("vũ", "~vu"), ("tuân", "~tuan"), ("đỗ", "~do")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Đảng", []),
        ("lý luận", ["lý_luận", "~ly_luan"]),
        ("HOÀ BÌNH", ["hòa_bình", "~hoa_binh"]),
        ("Mác – Lênin", ["mác_lênin", "~mac_lenin"]),
        ("hòa, bình", []),  # a comma or a stop parts neighbours
        ("hòa. Bình", []),
        ("23-CT", ["23_ct", "~23_ct"]),
    ],
)
def test_bigrams(text: str, expected: list[str]) -> None:
    assert bigrams(tokenize(text)) == expected


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [([1, 1, 1, 1], []), ([2, 2], ["lý_luận", "chính_trị"]), ([4], ["lý_luận_chính_trị"]), ([1, 2, 1], ["luận_chính"])],
)
def test_words(lengths: list[int], expected: list[str]) -> None:
    assert compounds(tokenize("lý luận chính trị"), bytes(lengths)) == expected


@given(st.lists(st.booleans(), max_size=600))
def test_lengths_of_words_count_every_syllable(starts: list[bool]) -> None:
    lengths = lengths_of_words(starts)
    assert sum(lengths) == len(starts)
    assert all(lengths)


@given(ANY)
def test_no_term_could_trouble_an_index(text: str) -> None:
    tokens = tokenize(text)
    terms = [*(term for position in stack(tokens) for term in position), *bigrams(tokens)]
    assert all(term.isprintable() and " " not in term for term in terms)


def test_the_fingerprint_follows_the_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    assert before == fingerprint()
    monkeypatch.setattr(analyze, "bigrams", lambda _: [])
    assert fingerprint() != before
