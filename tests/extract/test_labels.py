"""Printed page labels: found, counted, and left out where they cannot be trusted."""

from __future__ import annotations

import pytest

from indexer.extract.pdf.labels import labels, own_numbers
from indexer.extract.pdf.margins import Edges, Number
from indexer.text.roman import roman, roman_value


def _edge(*found: str) -> Edges:
    numbers = [
        Number(int(text) if text.isdecimal() else roman_value(text), text, not text.isdecimal(), bare=True, row=0)
        for text in found
    ]
    return Edges(numbers=numbers)


def _labels(*printed: str, given: list[str] | None = None) -> list[str | None]:
    edges = [_edge(*text.split()) for text in printed]
    return labels(given or [""] * len(edges), own_numbers(edges))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["", "", "3", "4", "5", "6"], [None, None, "3", "4", "5", "6"]),
        (["i", "ii", "iii", "1", "2", "3"], ["i", "ii", "iii", "1", "2", "3"]),
        (["45", "46", "", "48", "49"], ["45", "46", "47", "48", "49"]),
        (["5", "6", "1954", "8", "9"], ["5", "6", "7", "8", "9"]),
        (["7", "3", "99", "12", "40"], [None, None, None, None, None]),
        (["", "2"], ["1", "2"]),
        (["", "ii", "iii"], [None, "ii", "iii"]),
        (["", "", "3", "4"], [None, None, "3", "4"]),
        (["", "3", "4"], [None, "3", "4"]),
        (["12"], [None]),
        (["1"], ["1"]),
        (["1 10", "2 10", "3 10", "4 10"], ["1", "2", "3", "4"]),
        (["V", "VI", "", "VIII"], ["V", "VI", "VII", "VIII"]),
    ],
)
def test_numbers_count_where_their_neighbours_agree(printed: list[str], expected: list[str | None]) -> None:
    assert _labels(*printed) == expected


def test_labels_of_the_file_are_taken_where_nothing_is_printed() -> None:
    assert _labels("", "", "", given=["i", "1", "2"]) == ["i", "1", "2"]


def test_printed_numbers_win_where_they_disagree_throughout() -> None:
    assert _labels("45", "46", "47", given=["1", "2", "3"]) == ["45", "46", "47"]


def test_one_slip_does_not_overturn_the_labels_of_the_file() -> None:
    given = ["1", "2", "3", "4", "5", "6"]
    assert _labels("1", "2", "", "4", "5", "6", given=given) == given


@pytest.mark.parametrize("value", [1, 4, 9, 14, 40, 99, 399])
def test_roman_numerals_are_read_as_written(value: int) -> None:
    assert roman_value(roman(value)) == value
