"""Phrases over the years."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from indexer.model import Filter, OverYears, PhraseYears, YearCount
from search_web import links, words
from search_web.asked import read_asked, read_lines
from search_web.chart import HEIGHT, WIDTH, chart
from search_web.library import library

pages = Blueprint("over_years", __name__)
MOST = 5  # phrases side by side


@dataclass(frozen=True, slots=True)
class Cell:
    """What one year says of one phrase, and the search that finds those documents."""

    documents: int
    share: str
    places: int
    href: str


@pages.get("/theo-nam")
def over_years() -> str:
    """Phrases over the years: a chart, and the table that it is drawn from."""
    lines, filters = list(dict.fromkeys(read_lines(request.args)))[:MOST], read_asked(request.args).filters
    found = library().around.over_years(lines, filters)
    stated = [("filter", f"{each.facet}={each.value}") for each in filters]
    return render_template(
        "over_years.html",
        found=found,
        filters=filters,
        kept=stated,
        fields=[*lines, *([""] if len(lines) < MOST else [])],
        without={line: "?" + urlencode([("q", other) for other in lines if other != line] + stated) for line in lines},
        lines=lines,
        rows=[
            (year, held, [_cell(each, year, held, filters) for each in found.phrases]) for year, held in _years(found)
        ],
        chart=chart([_shares(each, found) for each in found.phrases]) if found.phrases else None,
        WIDTH=WIDTH,
        HEIGHT=HEIGHT,
    )


def _years(found: OverYears) -> list[tuple[int, int]]:
    """Years with their documents, from the first to the last in which a phrase stands."""
    standing = [year for each in found.phrases for year in each.years]
    return [(year, held) for year, held in found.held.items() if standing and min(standing) <= year <= max(standing)]


def _shares(each: PhraseYears, found: OverYears) -> dict[int, float]:
    return {year: _count(each, year).documents / held for year, held in _years(found)}


def _count(each: PhraseYears, year: int) -> YearCount:
    return each.years.get(year, YearCount(0, 0))


def _cell(each: PhraseYears, year: int, held: int, filters: tuple[Filter, ...]) -> Cell:
    count = _count(each, year)
    others = [chosen for chosen in filters if chosen.facet != "year"]
    href = links.query_of(f'"{each.phrase}"', [*others, Filter("year", str(year))])
    return Cell(count.documents, words.percent(count.documents / held), count.places, href)
