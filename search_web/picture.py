"""A picture of what a document rests on and what builds on it: years downwards, one line a document. No HTML, no colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 420
ROW = 26  # the height of a line, and of the room above and below
_YEARS = 38  # where the years end
_DOTS = 100
_TITLES = 114
_LEAST_BEND, _MOST_BEND = 14, 52
_MOST_DRAWN = 12  # documents on either side
_MOST_LETTERS = 43


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document to be drawn."""

    title: str
    href: str  # empty where it leads nowhere
    day: date | None
    weight: int = 1  # the heaviest are drawn
    own: bool = False  # the document whose picture it is
    missing: bool = False  # the library does not hold it
    later: bool = False  # it builds on that document


@dataclass(frozen=True, slots=True)
class Line:
    """A document in its place."""

    drawn: Drawn
    y: int
    year: str  # empty where it is that of the line above
    title: str  # as long as there is room for
    arrow: str  # path from the document that refers to the one referred to; empty for the document itself


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines with their places, in units of which one is about a pixel."""

    lines: tuple[Line, ...]
    height: int
    left_out: int  # documents for which there is no room
    width: int = WIDTH
    dots: int = _DOTS
    titles: int = _TITLES
    years: int = _YEARS


def picture(own: Drawn, others: Sequence[Drawn]) -> Picture:
    """The document between those that it rests on and those that build on it, in the order of time.

    One of no known time stands above those it is named by, or below those it names.
    """
    chosen = [
        each
        for later in (False, True)
        for each in sorted((each for each in others if each.later is later), key=lambda each: -each.weight)[
            :_MOST_DRAWN
        ]
    ]
    ordered = sorted([own, *chosen], key=lambda each: _time(each, own))
    places = {id(each): ROW * (at + 1) for at, each in enumerate(ordered)}
    middle, height = places[id(own)], ROW * (len(ordered) + 1)
    return Picture(
        tuple(
            Line(each, places[id(each)], year, _short(each.title), _arrow(each, places[id(each)], middle, height))
            for each, year in zip(ordered, _years(ordered), strict=True)
        ),
        height,
        len(others) - len(chosen),
    )


def _time(drawn: Drawn, own: Drawn) -> tuple[date, bool, bool]:
    unknown = (own.day or date.max) if drawn.own else (date.max if drawn.later else date.min)
    return drawn.day or unknown, drawn.later, drawn.own


def _years(ordered: Iterable[Drawn]) -> list[str]:
    told, last = [], ""
    for each in ordered:
        year = str(each.day.year) if each.day else "?"
        told.append("" if year == last else year)
        last = year
    return told


def _short(title: str) -> str:
    """The title or its first words.

    >>> _short("Nghị quyết về đổi mới công tác học tập lý luận chính trị")
    'Nghị quyết về đổi mới công tác học tập …'
    """
    return title if len(title) <= _MOST_LETTERS else title[: _MOST_LETTERS - 1].rsplit(maxsplit=1)[0] + " …"


def _arrow(drawn: Drawn, y: int, middle: int, height: int) -> str:
    """A bow at the left of the dots."""
    if drawn.own:
        return ""
    bend = _LEAST_BEND + (_MOST_BEND - _LEAST_BEND) * abs(y - middle) // height
    start, end = (y, middle) if drawn.later else (middle, y)
    edge = _DOTS - 5
    return f"M{edge} {start}C{edge - bend} {start} {edge - bend} {end} {edge} {end}"
