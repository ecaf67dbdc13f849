"""Syllables with their places."""

from __future__ import annotations

import pytest
from hypothesis import given

from indexer.text.normalize import matching
from indexer.text.tokens import folded, is_folded, tokenize
from tests.text.strategies import ANY


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        (" – … “” ", []),
        ("Lý luận chính trị", ["lý", "luận", "chính", "trị"]),
        ("Chỉ thị số 23-CT/TW", ["chỉ", "thị", "số", "23", "ct", "tw"]),
        ("30/2020/NĐ-CP", ["30", "2020", "nđ", "cp"]),
        ("y tế, ý thức", ["y", "tế", "ý", "thức"]),  # one letter is a word
        ("1.234 đồng", ["1", "234", "đồng"]),
        ("thặng dư¹, xem²³", ["thặng", "dư", "xem"]),  # marks of notes stick to words in print
        ("a_b", ["a", "b"]),  # the sign that joins bigrams is never within a term
        ("~ly", ["ly"]),  # nor the one that begins folded terms
        ("HOA\u0300 bi\u0300nh", ["hòa", "bình"]),
        ("Mác – Lênin", ["mác", "lênin"]),
        ("T′ = T + t", ["t", "t", "t"]),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert [token.term for token in tokenize(text)] == terms


@given(ANY)
def test_a_token_is_its_slice(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert matching(text[token.start : token.end]) == token.term
        end = token.end


@given(ANY)
def test_no_term_holds_a_separator(text: str) -> None:
    for token in tokenize(text):
        assert token.term
        assert token.term.isprintable()
        assert not set(token.term) & set(" _~-/\n")


@given(ANY)
def test_folded_terms_are_another_kind(text: str) -> None:
    for token in tokenize(text):
        assert is_folded(folded(token.term))
        assert not is_folded(token.term)
