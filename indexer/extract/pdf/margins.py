"""What repeats at the edges of pages: running headers, footers and page numbers, none of which is text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from indexer.extract.outline import numbered_level
from indexer.extract.pdf.lines import Line, Row
from indexer.text.roman import roman_value

_EDGE_ROWS = 3  # rows looked at, at each end of a page
_EDGE = 0.14  # of the page's height
_NEAR = 14  # pages between which a header must come again
_LEAST = 3  # times
_SAME_PLACE = 8.0  # points
_FEW_PAGES = 4  # in shorter documents nothing can repeat often enough
_SAME_LINE = 1.5  # points: in a document of a few pages, repeating twice is enough in small letters at this place
_SMALL = 0.95  # of the body's letters
_LARGE = 1.1  # the same: titles of chapters, which may stand at one place on their pages
_BARE = re.compile(
    r"^(?:trang|page|tr\.)?[\s\-–—|.~·•*\[(]*(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})[\s\-–—|.~·•*\])]*$", re.IGNORECASE
)
_OF = re.compile(r"^(?:trang|page|tr\.)?\s*(\d{1,4})\s*(?:/|of|trên)\s*\d{1,4}$", re.IGNORECASE)
_ENDS = re.compile(r"^(\d{1,4})\s*[|–—-]?\s+(?=\D)|(?<=\D)\s+[|–—-]?\s*(?:trang\s*)?(\d{1,4})$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}|\(\*{1,3}\)|[(\[]?\d{1,3}(?:, ?\d{1,3})*[.)\]])[.):]?\s*[^\W\d_]")
_NEXT_LINE = 1.6  # of a letter's height, from one line of a note to the next


@dataclass(slots=True)
class Number:
    """A number that may be printed as the page's own."""

    value: int
    text: str
    roman: bool
    bare: bool  # stands alone on its line
    row: int


@dataclass(slots=True)
class Edges:
    """What stands at the edges of one page."""

    rows: list[int] = field(default_factory=list)  # indexes into the page's rows, from the edges inward; no notes
    running: set[int] = field(default_factory=set)
    numbers: list[Number] = field(default_factory=list)


def edges(pages: list[list[Row]], heights: list[float], body_size: float) -> list[Edges]:
    """The edges of every page: which rows repeat, and which numbers may be the page's."""
    found = [_edge_rows(rows, height, body_size) for rows, height in zip(pages, heights, strict=True)]
    _mark_running(pages, heights, found, body_size)
    for rows, edge in zip(pages, found, strict=True):
        edge.numbers = [number for at in edge.rows for number in _numbers(rows, at, running=at in edge.running)]
    return found


def kept_rows(rows: list[Row], edge: Edges, own: Number | None, *, few: bool) -> list[Row]:
    """The rows without headers, footers and the page's own number."""
    dropped = set(edge.running)
    if own is not None:
        dropped.add(own.row)
    elif few:
        bare = [number.row for number in edge.numbers if number.bare and not number.roman]
        dropped.update(at for at in bare if at in (0, len(rows) - 1))
    return [row for at, row in enumerate(rows) if at not in dropped]


def _edge_rows(rows: list[Row], height: float, body_size: float) -> Edges:
    top = [at for at in range(min(_EDGE_ROWS, len(rows))) if rows[at].y < _EDGE * height]
    low = [
        at for at in range(len(rows) - 1, max(-1, len(rows) - 1 - _EDGE_ROWS), -1) if rows[at].y > (1 - _EDGE) * height
    ]
    notes = _note_rows(rows, height, body_size)
    return Edges(rows=[*top, *(at for at in low if at not in top and at not in notes)])


def _note_rows(rows: list[Row], height: float, body_size: float) -> set[int]:
    """The lines of notes at the foot of the page. Sources named again and again repeat as a running foot does."""
    found: set[int] = set()
    before: Line | None = None
    for at, line in enumerate(row.whole() for row in rows):
        small = line.y > height / 2 and line.size < _SMALL * body_size and not _alone(line.text)
        goes_on = before is not None and line.y - before.y < _NEXT_LINE * line.size
        if small and (goes_on or line.mark or _NOTE.match(line.text)):
            found.add(at)
            before = line
        else:
            before = None
    return found


def _mark_running(pages: list[list[Row]], heights: list[float], found: list[Edges], body_size: float) -> None:
    seen: dict[str, list[tuple[int, float, int]]] = defaultdict(list)
    for page, edge in enumerate(found):
        for at in edge.rows:
            row = pages[page][at]
            seen[_key(row)].append((page, _from_edge(row.y, heights[page]), at))
    for key, places in seen.items():
        if not key:
            continue
        for page, y, at in places:
            if pages[page][at].whole().size > _LARGE * body_size:
                continue
            near = {other for other, place, _ in places if abs(other - page) <= _NEAR and abs(place - y) < _SAME_PLACE}
            same = {other for other, place, _ in places if abs(other - page) <= 2 and abs(place - y) < _SAME_LINE}  # noqa: PLR2004  # odd and even pages
            small = pages[page][at].whole().size < _SMALL * body_size
            if (len(near) >= _LEAST and len(pages) >= _FEW_PAGES) or (small and len(same) > 1):
                found[page].running.add(at)
    _mark_alike(pages, heights, found, body_size)
    for page, edge in enumerate(found):
        edge.running = _outermost(edge, pages[page])


def _mark_alike(pages: list[list[Row]], heights: list[float], found: list[Edges], body_size: float) -> None:
    """Small letters exactly where other pages have their running line are one too, whatever they say."""
    places = [
        (page, _from_edge(pages[page][at].y, heights[page]), pages[page][at].whole().size)
        for page, edge in enumerate(found)
        for at in edge.running
    ]
    common = Counter((round(y), size) for _, y, size in places if size < _SMALL * body_size)
    for page, edge in enumerate(found):
        for at in edge.rows:
            y, size = _from_edge(pages[page][at].y, heights[page]), pages[page][at].whole().size
            if any(common[near, size] > 1 for near in (round(y) - 1, round(y), round(y) + 1)):
                edge.running.add(at)


def _from_edge(y: float, height: float) -> float:
    """Distance from the top, or from the bottom as a negative number: pages of one file may differ in height."""
    return y if y < height / 2 else y - height


def _key(row: Row) -> str:
    text = row.whole().text.casefold()
    if not numbered_level(row.whole().text):  # the titles of chapters differ in nothing but their number
        text = _DIGITS.sub("#", text)
    text = re.sub(r"^# *[|–—-]? *(?=\D)|(?<=\D) *[|–—-]? *#$", "", text)
    return re.sub(r"[\s.–—_|-]+", " ", text).strip()


def _outermost(edge: Edges, rows: list[Row]) -> set[int]:
    """The repeating rows that only repeating rows or numbers separate from the edge."""
    kept: set[int] = set()
    for direction in (1, -1):
        at = 0 if direction == 1 else len(rows) - 1
        while 0 <= at < len(rows) and (at in edge.running or _alone(rows[at].whole().text)):
            if at in edge.running:
                kept.add(at)
            at += direction
    return kept


def _alone(text: str) -> re.Match[str] | None:
    return _BARE.match(text) or _OF.match(text)


def _numbers(rows: list[Row], at: int, *, running: bool) -> list[Number]:
    text = rows[at].whole().text
    if match := _alone(text):
        return _number(match[1], at, bare=True)
    if not running:
        return []
    return [each for match in _ENDS.finditer(text) for each in _number(match[1] or match[2], at, bare=False)]


def _number(text: str, at: int, *, bare: bool) -> list[Number]:
    if text.isdecimal():
        return [Number(int(text), text, roman=False, bare=bare, row=at)] if int(text) else []
    value = roman_value(text)
    return [Number(value, text, roman=True, bare=bare, row=at)] if value else []
