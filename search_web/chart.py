"""A chart of shares over the years, as places for its lines. Pure functions; the template draws it, the table is the truth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search_web.speech import decimal

WIDTH, HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 12, 28  # room for the figures of the axes
_MOST_X = 12  # years that are named
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_PERCENTS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase: stretches of neighbouring years, each with its points, and a mark at every point."""

    stretches: tuple[str, ...]  # as the `points` of polylines
    marks: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A figure at an axis, and how far along it stands."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines and axes, in units of the drawing."""

    lines: tuple[Line, ...]
    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    bottom: float = HEIGHT - _BOTTOM


def chart(series: Sequence[Mapping[int, float]]) -> Chart | None:
    """The chart of shares by year, one mapping for each line. None where a single year leaves nothing to be drawn.

    Args:
        series: shares from 0 to 1, of the years that can have one; a line breaks where years are missing.
    """
    years = sorted({year for each in series for year in each})
    if len(years) < 2:  # noqa: PLR2004  # a line has two ends
        return None
    first, last = years[0], years[-1]
    highest = max(share for each in series for share in each.values()) * 100
    top = next((each for each in _PERCENTS if each >= highest), _PERCENTS[-1])

    def x(year: float) -> float:
        return round(_LEFT + (year - first) / (last - first) * (WIDTH - _LEFT - _RIGHT), 1)

    def y(percent: float) -> float:
        return round(HEIGHT - _BOTTOM - percent / top * (HEIGHT - _TOP - _BOTTOM), 1)

    lines = []
    for each in series:
        points = {year: (x(year), y(share * 100)) for year, share in sorted(each.items())}
        stretches = tuple(
            " ".join(f"{points[year][0]},{points[year][1]}" for year in stretch)
            for stretch in _stretches(points, years)
        )
        lines.append(Line(stretches, tuple(points.values())))
    step = next(each for each in _STEPS if (last - first) / each <= _MOST_X)
    named = range(math.ceil(first / step) * step, last + 1, step)
    return Chart(
        tuple(lines),
        tuple(Tick(str(year), x(year)) for year in named),
        tuple(Tick(_percent(percent), y(percent)) for percent in (0, top / 2, top)),
    )


def _stretches(points: Mapping[int, tuple[float, float]], years: Sequence[int]) -> list[list[int]]:
    """Years that a line joins: those between which the library holds no other year."""
    stretches: list[list[int]] = [[]]
    for year in years:
        if year in points:
            stretches[-1].append(year)
        elif stretches[-1]:
            stretches.append([])
    return [each for each in stretches if len(each) > 1]


def _percent(value: float) -> str:
    """A share as it is printed.

    >>> _percent(2.5), _percent(50)
    ('2,5\\xa0%', '50\\xa0%')
    """
    return decimal(f"{value:g}") + "\N{NO-BREAK SPACE}%"
