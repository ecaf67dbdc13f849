"""What a request asks for. A parameter that cannot be used is the default, never an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from indexer.model import FACETS, Filter, Sort
from search_web import links, years

LIMIT = 10  # documents on a page of a result
MOST_LIMIT = 100
MOST_OFFSET = 1000  # as far as indexer.search pages
MOST_FILTERS = 20
_NO_TEXT = ("Cc", "Cs")  # control characters, lone surrogates
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as a request states it."""

    line: str
    filters: tuple[Filter, ...]
    sort: Sort
    offset: int
    limit: int
    abbreviations: bool = True  # whether their other forms are found

    @property
    def query(self) -> str:
        """The same as a query string."""
        return self.query_for(self.line)

    def query_for(self, line: str) -> str:
        """The search for another line, as a query string."""
        return links.query_of(line, self.filters, self.sort, self.offset, abbreviations=self.abbreviations)


def read_asked(args: MultiDict[str, str]) -> Asked:
    """The search that these parameters ask for. `doi` holds all of them but the line, for buttons of long lines."""
    line = read_line(args)
    if links.REST in args:
        args = MultiDict(links.pairs(args[links.REST]))
    within = years.read_range(args.get(years.FROM, ""), args.get(years.TO, ""))
    filters = _filters([*args.getlist("filter"), *([f"year={within}"] if within else [])])
    return Asked(
        line=line,
        filters=filters,
        sort=_sort(args.get("sort", "")),
        offset=whole_number(args.get("offset", ""), default=0, least=0, most=MOST_OFFSET),
        limit=whole_number(args.get("limit", ""), default=LIMIT, least=1, most=MOST_LIMIT),
        abbreviations=args.get(links.ABBREVIATIONS) != links.OFF,
    )


def read_line(args: MultiDict[str, str]) -> str:
    """The line in the search field, in NFC, without control characters."""
    return read_words(args, "q")


def read_lines(args: MultiDict[str, str]) -> list[str]:
    """Every line of several fields of one name, the empty ones left out."""
    return [line for text in args.getlist("q") if (line := plain(text))]


def read_words(args: MultiDict[str, str], name: str) -> str:
    """A parameter of words, in NFC, without control characters."""
    return plain(args.get(name, ""))


def whole_number(text: str, *, default: int, least: int, most: int) -> int:
    """The number that a parameter states, or the default when it is none or out of bounds.

    >>> whole_number("20", default=1, least=1, most=50), whole_number("٢", default=1, least=1, most=50)
    (20, 1)
    """
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return default
    number = int(text)
    return number if least <= number <= most else default


def read_filter(text: str) -> Filter | None:
    """The filter written FACET=VALUE; None when the facet is unknown or the value empty.

    >>> read_filter("kind=Nghị quyết"), read_filter("colour=red")
    (Filter(facet='kind', value='Nghị quyết'), None)
    """
    facet, _, value = plain(text).partition("=")
    return Filter(facet, value) if facet in FACETS and value else None


def _filters(texts: Iterable[str]) -> tuple[Filter, ...]:
    known = (read_filter(text) for text in texts)
    return tuple(dict.fromkeys(each for each in known if each is not None))[:MOST_FILTERS]


def _sort(text: str) -> Sort:
    return Sort(text) if text in set(Sort) else Sort.RELEVANCE


def writable(text: str) -> str:
    """The text as long as it is, with a sign in place of what no file can hold: lone surrogates and control characters.

    >>> writable("lý\\x00\\ud800\\nluận")
    'lý��\\nluận'
    """
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def plain(text: str) -> str:
    """The text in NFC, in one line, without characters that no text holds."""
    printable = "".join(" " if unicodedata.category(character) in _NO_TEXT else character for character in text)
    return unicodedata.normalize("NFC", printable).strip()
