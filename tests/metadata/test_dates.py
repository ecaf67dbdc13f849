"""Dates in figures and words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.metadata.dates import find_dates, first_date, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9/2/2018", date(2018, 2, 9)),
        ("09/02/2018", date(2018, 2, 9)),
        ("9-10-2014", date(2014, 10, 9)),
        ("9.10.2014", date(2014, 10, 9)),
        (" 09 / 01 / 2026 ", date(2026, 1, 9)),
        ("ngày 9/2/2018", date(2018, 2, 9)),
        ("2018-02-09", date(2018, 2, 9)),
        ("ngày 09 tháng 02 năm 2018", date(2018, 2, 9)),
        ("ngày09tháng2năm2018", date(2018, 2, 9)),
        ("5 tháng tư năm 1975", date(1975, 4, 5)),
        ("ngày 2 tháng năm năm 1981", date(1981, 5, 2)),
        ("ngày 1 tháng mười hai năm 1981", date(1981, 12, 1)),
        ("ngày 1 tháng mười năm 1981", date(1981, 10, 1)),
        ("NGÀY 3 THÁNG 2 NĂM 1930", date(1930, 2, 3)),
        ("mồng 3 tháng 2 năm 1930", date(1930, 2, 3)),
        ("29/2/2020", date(2020, 2, 29)),
    ],
)
def test_dates_are_read(text: str, expected: date) -> None:
    assert read_date(text) == expected
    assert first_date(f"Hà Nội, {text.strip()}, họp") == expected


@pytest.mark.parametrize(
    "text",
    ["31/2/2020", "29-2-2019", "3/13/2020", "0/1/2020", "ngày … tháng … năm 2020", "2/2018", "năm 2018", "1/2-2018"],
)
def test_no_such_day(text: str) -> None:
    assert read_date(text) is None
    assert first_date(text) is None


@given(st.text())
def test_spans_lie_in_the_text(text: str) -> None:
    for start, end, _ in find_dates(text):
        assert 0 <= start < end <= len(text)


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_every_form_of_a_day_is_that_day(day: date) -> None:
    for form in (f"{day.day}/{day.month}/{day.year}", f"ngày {day:%d} tháng {day:%m} năm {day.year}", day.isoformat()):
        assert read_date(form) == day


@pytest.mark.parametrize("unit", ["1 ", " ", "ngày ", "1/", "1 tháng ", "1/1/", "ngày 1 tháng 1 "])
def test_long_hostile_texts_take_no_long_time(unit: str) -> None:
    assert first_date("1" + unit * 40_000) is None
