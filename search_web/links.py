"""Query string → query string. State lives in the address: q, filter (repeated), sort, viet-tat, offset, in this order.

A long line is not repeated in every link of a page: those that change the search are buttons of the search form, and
those that open a document carry a few words of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from indexer.model import Filter, Sort

REST = "doi"  # of a button: the whole search but the line, which the form itself holds
LONG = 300  # code points; a longer line is not repeated in links
PLACE = "cho"  # of a link to a page: words of the block to begin at
ABBREVIATIONS = "viet-tat"  # whether other forms of abbreviations are found
OFF = "khong"
_SAFE = "=/:"  # signs that are written as they are
_NAMES = ("q", "filter", "sort", ABBREVIATIONS, "offset")


def query_of(
    line: str,
    filters: Iterable[Filter] = (),
    sort: Sort = Sort.RELEVANCE,
    offset: int = 0,
    *,
    abbreviations: bool = True,
) -> str:
    """The query string of a search; defaults are left out, so one search has one address.

    >>> query_of("giá trị", [Filter("year", "2018")], Sort.NEWEST)
    'q=gi%C3%A1+tr%E1%BB%8B&filter=year=2018&sort=newest'
    """
    stated = [("q", line)] if line else []
    stated += [("filter", f"{each.facet}={each.value}") for each in filters]
    stated += [("sort", sort.value)] if sort is not Sort.RELEVANCE else []
    stated += [] if abbreviations else [(ABBREVIATIONS, OFF)]
    stated += [("offset", str(offset))] if offset else []
    return _written(stated)


def is_long(line: str) -> bool:
    """Whether the line is too long to be repeated."""
    return len(line) > LONG


def beginning(line: str) -> str:
    """The line, or as many of its first words as links may carry.

    >>> beginning("lý luận"), len(beginning("lý luận " * 100))
    ('lý luận', 298)
    """
    return line[: LONG + 1].rsplit(maxsplit=1)[0][:LONG] if is_long(line) else line


def with_line(query: str, line: str) -> str:
    """The same search for another line, from the first document."""
    stated = [("q", line)] if line else []
    return _written([*stated, *_other(query, "q", "offset")])


def with_filter(query: str, chosen: Filter) -> str:
    """The search with one more filter, from the first document.

    >>> with_filter("q=dân&offset=20", Filter("kind", "Luật"))
    'q=d%C3%A2n&filter=kind=Lu%E1%BA%ADt'
    """
    before, after = _around_filters(query)
    new = urlencode((("filter", f"{chosen.facet}={chosen.value}"),), safe=_SAFE)
    return "&".join(part for part in (before, "" if new in before.split("&") else new, after) if part)


def without_filter(query: str, chosen: Filter) -> str:
    """The search without this filter, from the first document."""
    pair = ("filter", f"{chosen.facet}={chosen.value}")
    return _written(each for each in _other(query, "offset") if each != pair)


def without_filters(query: str) -> str:
    """The search without any filter, from the first document."""
    return _written(_other(query, "filter", "offset"))


def with_sort(query: str, sort: Sort) -> str:
    """The search in another order, from the first document."""
    chosen = [("sort", sort.value)] if sort is not Sort.RELEVANCE else []
    return _written([*_other(query, "sort", "offset"), *chosen])


def with_abbreviations(query: str, *, on: bool) -> str:
    """The search with other forms of abbreviations or without, from the first document.

    >>> with_abbreviations("q=CNXH&offset=20", on=False)
    'q=CNXH&viet-tat=khong'
    """
    return _written([*_other(query, ABBREVIATIONS, "offset"), *([] if on else [(ABBREVIATIONS, OFF)])])


def with_offset(query: str, offset: int) -> str:
    """Another page of the same result."""
    place = [("offset", str(offset))] if offset > 0 else []
    return _written([*_other(query, "offset"), *place])


def without_years(query: str) -> str:
    """The search of any year, from the first document."""
    return _written(each for each in _other(query, "offset") if not (each[0] == "filter" and each[1][:5] == "year="))


def rest(query: str) -> str:
    """The search but for its line."""
    return _written(_other(query, "q"))


def with_place(query: str, words: str) -> str:
    """What a link to a page carries: the search, and words of the block to begin at."""
    return together(query, urlencode({PLACE: words}) if words else "")


def together(*queries: str) -> str:
    """Query strings put together.

    >>> together("q=d%C3%A2n", "", "xem=anh")
    'q=d%C3%A2n&xem=anh'
    """
    return "&".join(query for query in queries if query)


def address(path: str, query: str, fragment: str = "") -> str:
    """Path, query string and fragment in one."""
    return path + ("?" + query if query else "") + ("#" + fragment if fragment else "")


@lru_cache(maxsize=64)  # a page has a link for each value of each facet
def _around_filters(query: str) -> tuple[str, str]:
    """What is written up to the last filter, and behind it."""
    stated = _other(query, "offset")
    last = _NAMES.index("filter")
    before = (pair for pair in stated if _NAMES.index(pair[0]) <= last)
    after = (pair for pair in stated if _NAMES.index(pair[0]) > last)
    return _written(before), _written(after)


def pairs(query: str) -> list[tuple[str, str]]:
    """The parameters of a search, in order: what a form must carry along."""
    return [pair for pair in parse_qsl(query) if pair[0] in _NAMES]


def _other(query: str, *left_out: str) -> list[tuple[str, str]]:
    return [pair for pair in pairs(query) if pair[0] not in left_out]


def _written(stated: Iterable[tuple[str, str]]) -> str:
    ordered = sorted(dict.fromkeys(stated), key=lambda pair: _NAMES.index(pair[0]))
    return urlencode(ordered, safe=_SAFE)
