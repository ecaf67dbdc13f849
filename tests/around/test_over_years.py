"""Phrases over the years, their chart and its table."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.cli import main
from indexer.errors import WrongUse
from indexer.library import Library
from indexer.model import Filter, YearCount
from search_web.chart import chart
from tests.around.shelf import TEXTS, id_of

Get = Callable[..., HTMLParser]


def test_documents_and_places_of_each_year(library: Library) -> None:
    found = library.around.over_years(["dân vận", "kinh điển"])
    people, classics = found.phrases
    places = {name: text.lower().count("dân vận") for name, text in TEXTS.items()}
    assert dict(people.years) == {
        2015: YearCount(1, places["van-dong.txt"]),
        2018: YearCount(1, places["to-dan-van.txt"]),
    }
    assert (people.documents, people.places, people.undated, people.complete) == (2, sum(places.values()), 0, True)
    assert sorted(classics.years) == [2020, 2021]
    assert dict(found.held) == {2015: 1, 2018: 2, 2020: 2, 2021: 1}


def test_filters_narrow_what_is_held_as_well(library: Library) -> None:
    found = library.around.over_years(["dân vận"], [Filter("year", "2016..2018")])
    assert dict(found.held) == {2018: 2}
    assert sorted(found.phrases[0].years) == [2018]


def test_one_phrase_twice_is_one_and_six_are_too_many(library: Library) -> None:
    assert len(library.around.over_years(["dân", "DÂN", " "]).phrases) == 1
    with pytest.raises(WrongUse):
        library.around.over_years(["dân", "vận", "nhóm", "đọc", "sách", "thôn"])


def test_documents_in_the_trash_are_of_no_year(library: Library) -> None:
    gone = id_of(library, "van-dong")
    library.remove(gone)
    try:
        found = library.around.over_years(["dân vận"])
        assert (sorted(found.phrases[0].years), 2015 in found.held) == ([2018], False)
    finally:
        library.restore_document(gone)


def test_a_chart_joins_years_between_which_none_is_held() -> None:
    drawn = chart([{2000: 0.0, 2005: 0.25, 2010: 0.5}, {2000: 0.1, 2010: 0.2}])
    assert drawn is not None
    whole, parted = drawn.lines
    assert [len(each.split()) for each in whole.stretches] == [3]
    assert (parted.stretches, len(parted.marks)) == ((), 2)
    (x, y), *_ = whole.marks
    assert (x, y) == (drawn.left, drawn.bottom)
    assert whole.marks[-1][0] == drawn.right
    assert [tick.text for tick in drawn.y] == ["0\N{NO-BREAK SPACE}%", "25\N{NO-BREAK SPACE}%", "50\N{NO-BREAK SPACE}%"]
    assert [tick.text for tick in drawn.x] == [str(year) for year in range(2000, 2011)]


def test_one_year_is_no_line_and_a_century_is_named_by_decades() -> None:
    assert chart([{2000: 0.5}]) is None
    assert chart([{}]) is None
    drawn = chart([dict.fromkeys(range(1911, 2025), 1.0)])
    assert drawn is not None
    assert [tick.text for tick in drawn.x] == [str(year) for year in range(1920, 2021, 10)]


def test_the_page_has_a_chart_with_words_and_the_table_is_the_truth(get: Get) -> None:
    tree = get("/theo-nam?q=dân vận&q=kinh điển&q=")
    (drawing,) = tree.css(".chart svg")
    labels = (drawing.attributes["aria-labelledby"] or "").split()
    assert [tree.css(f"#{label}")[0].tag for label in labels] == ["title", "desc"]
    assert len(drawing.css("g")) == 2
    rows = [[" ".join(cell.text().split()) for cell in row.css("th, td")] for row in tree.css("tbody tr")]
    assert rows[1] == ["2018", "2", "1 · 50\N{NO-BREAK SPACE}% · 3 lần".replace("\N{NO-BREAK SPACE}", " "), "0"]
    assert [row[0] for row in rows] == ["2015", "2018", "2020", "2021"]
    link = tree.css("tbody a")[0].attributes["href"] or ""
    assert [each.text() for each in get(link).css(".hits h2 a")] == ["van-dong"]


def test_pages_without_a_chart(get: Get) -> None:
    assert get("/theo-nam").css("form.phrases input[name=q]")
    assert not get("/theo-nam?q=zzz").css("svg.chart, tbody")
    assert len(get("/theo-nam?q=" + "&q=".join("abcdefg")).css("form.phrases input[name=q]")) == 5


def test_programs_get_what_the_command_prints(client: FlaskClient, library: Library) -> None:
    home = ["--home", str(library.settings.home), "years", "dân vận", "nhóm"]
    answer = client.get("/api/v1/years", query_string={"q": ["dân vận", "nhóm"], "filter": "year=2018.."}).json
    assert answer == json.loads(CliRunner().invoke(main, [*home, "--filter", "year=2018..", "--json"]).stdout)
    rows = [line.split() for line in CliRunner().invoke(main, home).stdout.splitlines()]
    assert ["2015", "1", "1", "(100%),", "4×", "0", "(0%),", "0×"] in rows
