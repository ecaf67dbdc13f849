"""A phrase is found where the analyzer's syllables say that it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.around.finding import Finder
from indexer.text.tokens import folded, is_folded, tokenize

PIECES = st.sampled_from(
    [
        "lý",
        "Lý",
        "ly",
        "luận",
        "LUẬN",
        "luan",
        "hoà",
        "hòa",
        "đ",
        "d",
        "Đảng",
        "dang",
        "l",
        "ý",
        "²",
        "_",
        "-",
        ", ",
        " ",
        "\n",
        "\u0301",
        "1",
        "12",
        "ß",
        "İ",
        "ǆ",
        "é",
        unicodedata.normalize("NFD", "luận"),
    ]
)
TERMS = st.sampled_from(["lý", "luận", "hòa", "đảng", "d", "1", "12", "ý", "é"])


def stands_at(terms: list[str], text: str) -> list[tuple[int, int]]:
    """The same, syllable by syllable."""
    tokens, found, at = tokenize(text), [], 0
    while at + len(terms) <= len(tokens):
        here = tokens[at : at + len(terms)]
        if all(
            (folded(each.term) if is_folded(term) else each.term) == term
            for each, term in zip(here, terms, strict=True)
        ):
            found.append((here[0].start, here[-1].end))
            at += len(terms)
        else:
            at += 1
    return found


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (["lý", "luận"], "Lý luận, LÝ-LUẬN; lý. Luận", ["Lý luận", "LÝ-LUẬN", "lý. Luận"]),
        (["hòa"], "hoà, hòa, hóa, hòan", ["hoà", "hòa"]),
        (["~dang"], "Đảng, đáng, dang, danh, đang²", ["Đảng", "đáng", "dang", "đang"]),
        (["án"], "an án bán", ["án"]),
        (["an", "an"], "án an an", ["an an"]),  # the first two only look like it
        (["23", "ct", "tw"], "Chỉ thị 23-CT/TW, 123-CT/TW", ["23-CT/TW"]),
    ],
)
def test_places(terms: list[str], text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Finder(terms).places(text)] == found


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.tuples(TERMS, st.booleans()), min_size=1, max_size=3), st.lists(PIECES, max_size=14))
def test_places_are_those_of_the_syllables(terms: list[tuple[str, bool]], pieces: list[str]) -> None:
    asked = [folded(term) if bare else term for term, bare in terms]
    text = "".join(pieces)
    assert list(Finder(asked).places(text)) == stands_at(asked, text)
