"""Dates as Vietnamese documents print them, in figures or with the month in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from indexer.text.normalize import fold

_MONTHS = {
    "mot": 1,
    "gieng": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
    "chap": 12,
}
_FIGURES = r"(?<![\d/.\-])(?P<day>\d{1,2})\s?(?P<mark>[-/.–])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<year>\d{4})(?!\d)"
_ISO = r"(?<![\d/.\-])(?P<iso_year>\d{4})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d)"
_WORDS = (
    r"(?:(?:ngày|ngay)\s{0,3})?(?:m[ồùoôu]ng\s{1,3})?(?<!\d)(?P<word_day>\d{1,2})\s{0,3},?\s{0,3}(?:tháng|thang)\s{0,3}"
    r"(?P<word_month>\d{1,2}|giêng|chạp|mười\s{1,3}một|mười\s{1,3}hai|mười|một|hai|ba|tư|bốn|năm|sáu|bả?ẩ?y|tám|chín)\s{0,3},?\s{0,3}"
    r"(?:năm|nam)\s{0,3}(?P<word_year>\d{4})(?!\d)"
)
_DATE = re.compile(f"{_WORDS}|{_FIGURES}|{_ISO}", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


def find_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """The dates in running text: start, end in code points, and the day. Impossible dates are passed over.

    >>> [each[2].isoformat() for each in find_dates("ngày 09 tháng 02 năm 2018; 9-10-2014; 31/2/2020")]
    ['2018-02-09', '2014-10-09']
    """
    for match in _DATE.finditer(text):
        day = _date(match)
        if day is not None:
            yield match.start(), match.end(), day


def first_date(text: str) -> date | None:
    """The first date in the text, None if it names none."""
    return next((day for _, _, day in find_dates(text)), None)


def dates_in(text: str) -> frozenset[date]:
    """All dates that the text names."""
    return frozenset(day for _, _, day in find_dates(text))


def read_date(text: str) -> date | None:
    """The date that the whole of `text` is; None if it is anything else or no such day ever was.

    >>> read_date("9/2/2018"), read_date("ngày 1 tháng mười hai năm 1981"), read_date("2018-02-30")
    (datetime.date(2018, 2, 9), datetime.date(1981, 12, 1), None)
    """
    text = text.strip()
    match = _DATE.fullmatch(text) or re.fullmatch(rf"(?:ngày\s*)?{_FIGURES}", text, re.IGNORECASE)
    return _date(match) if match else None


def _date(match: re.Match[str]) -> date | None:
    parts = {name: value for name, value in match.groupdict().items() if value and name != "mark"}
    by_end = {name.rpartition("_")[2]: value for name, value in parts.items()}
    month = by_end["month"]
    month_number = int(month) if month.isdigit() else _MONTHS[" ".join(fold(month).split())]
    year = int(by_end["year"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month_number, int(by_end["day"]))
    except ValueError:
        return None
