"""What follows the number or name of a document: its date, its issuer, its term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.metadata.dates import find_dates
from indexer.metadata.references.bodies import body_end
from indexer.metadata.references.ordinals import NUMERAL, ordinal

_ISSUED = r"\(?(?:(?:được )?(?:ban hành|ký|thông qua)\s)?"
_TO_DATE = re.compile(
    rf"(?:[\s,]{{0,3}}{_ISSUED}(?:cùng |đều )?ngày\s{{1,2}}|[ ,]{{0,3}}{_ISSUED})"
)  # a bare date in the next line is of something else
_BEGINS_DATE = re.compile(rf"[\s,]{{0,3}}{_ISSUED}(?:(?:cùng |đều )?ngày\s{{0,2}}|m[ùồ]ng\s)?\d")
_YEAR = re.compile(r"[\s,]{0,2}\(?(?:năm|(?:tháng\s)?\d{1,2}\s?[/-])\s?(?P<year>(?:19|20)\d\d)(?!\d|[-–/])\)?")
_YEAR_ALONE = re.compile(r"\s\(?(?P<year>(?:19|20)\d\d)(?!\w|\s?[-–/]\s?\d)\)?")
_TO_BODY = re.compile(r"[\s,]{1,2}(?:của|do)\s|[\s,]{1,2}(?=hội nghị )")
_TERM = re.compile(rf"[\s,]{{1,2}}[(\[]?(?:khóa|nhiệm kỳ)\s(?:thứ\s)?(?P<term>{NUMERAL})\)?")
_LONGEST_DATE = 48  # code points
_MOST_PARTS = 5


@dataclass(slots=True)
class After:
    """What was read, and where it ends."""

    end: int
    issued_on: date | None = None
    year: int | None = None
    issuer: str = ""
    term: int | None = None


def read_after(text: str, small: str, end: int, *, term: int | None = None, year_alone: bool = False) -> After:
    """Date, issuer and term behind `end`, in any order, each once.

    Args:
        small: the text in small letters, see `lowered`.
        term: the term, where it is known.
        year_alone: whether a bare year tells the date, as behind the name of a law.
    """
    after = After(end, term=term)
    for _ in range(_MOST_PARTS):
        reached = after.end
        if after.year is None:
            _read_date(text, small, after, year_alone=year_alone)
        if not after.issuer:
            _read_issuer(text, small, after)
        if after.term is None and (stated := _TERM.match(small, after.end)):
            after.term = ordinal(stated["term"])
            after.end = stated.end()
        if after.end == reached:
            break
    if (
        after.end > end
        and text[after.end - 1] == ")"
        and text.count("(", end, after.end) < text.count(")", end, after.end)
    ):
        after.end -= 1
    return after


def _read_date(text: str, small: str, after: After, *, year_alone: bool) -> None:
    if _BEGINS_DATE.match(small, after.end):
        window = text[after.end : after.end + _LONGEST_DATE]
        for start, end, day in find_dates(window):
            if _TO_DATE.fullmatch(small, after.end, after.end + start):
                after.issued_on, after.year = day, day.year
                opened = "(" in window[:start]
                after.end += end
                if opened and text[after.end : after.end + 1] == ")":
                    after.end += 1
            return
    year = _YEAR.match(small, after.end) or (_YEAR_ALONE.match(small, after.end) if year_alone else None)
    if year:
        after.year, after.end = int(year["year"]), year.end()


def _read_issuer(text: str, small: str, after: After) -> None:
    to_body = _TO_BODY.match(small, after.end)
    if to_body is None:
        return
    end = body_end(text, small, to_body.end())
    if end > to_body.end():
        after.issuer, after.end = text[to_body.end() : end], end
