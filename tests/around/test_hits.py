"""Every place of one document where a line is found."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.around import hits
from indexer.cli import main
from indexer.errors import DocumentNotFound
from indexer.library import Library
from tests.around.shelf import TEXTS, id_of

Get = Callable[..., HTMLParser]


def test_every_place_is_marked_in_a_row(library: Library) -> None:
    found = library.around.hits(id_of(library, "tu-hoc"), '"nhóm"')
    marked = [row.text[start:end].lower() for row in found.rows for start, end in row.highlights]
    places = TEXTS["tu-hoc.txt"].lower().count("nhóm")
    assert (marked, found.total, found.complete, found.whole) == (["nhóm"] * places, places, True, True)
    assert [(each.page, each.places) for each in found.pages] == [(1, places)]


def test_rows_are_of_whole_syllables(library: Library) -> None:
    text = " ".join(TEXTS["tu-hoc.txt"].split())
    for row in library.around.hits(id_of(library, "tu-hoc"), "kinh điển").rows:
        assert f" {row.text} " in f" {text} "


def test_pages_of_rows_leave_none_out(library: Library) -> None:
    course = id_of(library, "tu-hoc")
    everything = library.around.hits(course, "nhóm").rows
    parts = [library.around.hits(course, "nhóm", limit=1, offset=at).rows for at in range(len(everything))]
    assert tuple(row for part in parts for row in part) == everything
    assert len(everything) > 1


def test_a_line_that_no_passage_holds_whole_says_so(library: Library) -> None:
    found = library.around.hits(id_of(library, "tu-hoc"), "kinh điển tư bản")
    assert (found.whole, found.total > 0) == (False, True)
    assert library.around.hits(id_of(library, "tu-hoc"), "zzz").total == 0
    assert library.around.hits(id_of(library, "tu-hoc"), "").rows == ()


def test_a_document_in_the_trash_has_none(library: Library) -> None:
    gone = id_of(library, "tu-hoc")
    library.remove(gone)
    try:
        with pytest.raises(DocumentNotFound):
            library.around.hits(gone, "nhóm")
    finally:
        library.restore_document(gone)


def test_the_page_of_places(get: Get, library: Library) -> None:
    course = id_of(library, "tu-hoc")
    reading = get(f"/tai-lieu/{course}/trang/1", q="kinh điển")
    (link,) = [each for each in reading.css(".hit-turning a") if each.text() == "Mọi chỗ khớp"]
    tree = get(link.attributes["href"] or "")
    assert tree.css("h1")[0].text().startswith("2 chỗ khớp")
    rows = tree.css(".page-hits li a")
    opened = get((rows[-1].attributes["href"] or "").partition("#")[0])
    assert opened.css("#khop mark")
    get("/tai-lieu/000000000/khop", 404, q="nhóm")
    assert get(f"/tai-lieu/{course}/khop").css("form.phrase")


def test_what_is_left_out_is_said(library: Library, get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "MOST_PASSAGES", 0)
    course = id_of(library, "tu-hoc")
    found = library.around.hits(course, "nhóm")
    assert (found.looked_at, found.complete) == (0, False)
    assert get(f"/tai-lieu/{course}/khop", q="nhóm").css("main")


def test_programs_get_what_the_command_prints(client: FlaskClient, library: Library) -> None:
    home, course = ["--home", str(library.settings.home)], id_of(library, "tu-hoc")
    words = ["hits", course, "nhóm", "--limit", "1", "--offset", "1", "--json"]
    query = {"q": "nhóm", "limit": 1, "offset": 1}
    answer = client.get(f"/api/v1/documents/{course}/hits", query_string=query).json
    assert answer == json.loads(CliRunner().invoke(main, [*home, *words]).stdout)
    printed = CliRunner().invoke(main, [*home, "hits", course, "kinh điển"]).stdout
    assert printed.startswith("2 places on 1 part\n\npart 1: 2\n")
    assert "[kinh điển]" in printed
