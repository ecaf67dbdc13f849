"""Keys of Telex and VNI in a line."""

from __future__ import annotations

import pytest

from indexer.query.keyboard import meant
from indexer.query.nodes import shown
from indexer.query.parse import parse

HELD = {
    "lý": 90,
    "luận": 80,
    "chính": 70,
    "trị": 60,
    "có": 99,
    "cos": 2,
    "max": 50,
    "mã": 60,
    "tư": 40,
    "của": 99,
    "ta": 9,
}


def read(line: str) -> str:
    def frequencies(_field: str, terms: list[str] | tuple[str, ...]) -> list[int]:
        return [HELD.get(term.removeprefix("~"), 0) for term in terms]

    return shown(meant(parse(line), frequencies))  # type: ignore[arg-type]  # a list or a tuple


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("lys luaanj chinhs trij", "lý luận chính trị"),
        ("ly1 lua65n", "lý luận"),
        ("Lys LUAANJ", "Lý Luận"),
        ('luaanj "chinhs trij" -lys', "luận “chính trị” -lý".replace(" -lý", " KHÔNG lý")),
        ("tiêu đề:luaanj", "tiêu đề:luận"),
        ("cos", "cos"),  # a word of the library
        ("cos lys", "có lý"),  # beside keys, and far rarer than what they write
        ("max lys", "max lý"),  # not so rare
        ("tw", "tw"),  # too short to show anything by itself
        ("tw lys", "tư lý"),
        ("class process", "class process"),
        ("lys* năm:2015", "lý* năm:2015"),
        ("xayf", "xayf"),  # xày is no word of the library
        ("ly luan", "ly luan"),
    ],
)
def test_keys_are_read_where_the_library_holds_the_syllable(line: str, expected: str) -> None:
    assert read(line) == expected
