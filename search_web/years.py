"""Years as a filter: single, or in ranges written "2011..2020", "2011.." or "..2020". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from search_web.speech import gettext as _

FROM, TO = "nam-tu", "nam-den"  # fields of the form that asks for a range
_DECADE = 10
_WRITTEN = re.compile(r"([0-9]{0,4})\.\.([0-9]{0,4})")
_YEAR = re.compile(r"[0-9]{1,4}")


def read_range(low: str, high: str) -> str:
    """The range between two typed years, in either order; without a usable one, nothing.

    >>> read_range("2011", "2020"), read_range("2020", " 2011"), read_range("2018", "2018"), read_range("x", "")
    ('2011..2020', '2011..2020', '2018', '')
    """
    ends = [each.strip() if _YEAR.fullmatch(each.strip()) else "" for each in (low, high)]
    if all(ends):
        ends.sort(key=int)
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


def ends_of(value: str) -> tuple[str, str] | None:
    """Both ends of a range, an open one empty; None for a single year and anything else.

    >>> ends_of("2011..2020"), ends_of("..2020"), ends_of("2018"), ends_of("..")
    (('2011', '2020'), ('', '2020'), None, None)
    """
    written = _WRITTEN.fullmatch(value)
    return (written[1], written[2]) if written and any(written.groups()) else None


def shown(value: str) -> str:
    """A year or a range as readers write it.

    >>> shown("2011..2020"), shown("2011.."), shown("..2020"), shown("2018")
    ('2011–2020', 'từ 2011', 'đến 2020', '2018')
    """
    ends = ends_of(value)
    if ends is None:
        return value
    low, high = ends
    return f"{low}–{high}" if low and high else _("từ %(year)s", year=low) if low else _("đến %(year)s", year=high)


def decades(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Ranges of ten years that hold any of the years, newest first, with their documents.

    >>> decades({"2012": 1, "2018": 2, "2020": 3, "2021": 1})
    [('2021..2030', 1), ('2011..2020', 6)]
    """
    spans: dict[int, list[str]] = {}
    for year in counts:
        if _YEAR.fullmatch(year) and int(year):
            spans.setdefault((int(year) - 1) // _DECADE, []).append(year)
    return [
        (f"{span * _DECADE + 1}..{(span + 1) * _DECADE}", _total(counts, held))
        for span, held in sorted(spans.items(), reverse=True)
    ]


def within(value: str, counts: Mapping[str, int]) -> int:
    """Documents of the years in a range; a document has one year.

    >>> within("2011..", {"2010": 1, "2018": 2})
    2
    """
    low, high = ends_of(value) or (value, value)
    held = [year for year in counts if int(low or 0) <= int(year) <= int(high or year)]
    return _total(counts, held)


def _total(counts: Mapping[str, int], held: Iterable[str]) -> int:
    return sum(counts[year] for year in held)
