"""Every place of a phrase, with what stands around it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.around import kwic
from indexer.cli import main
from indexer.errors import DocumentNotFound, WrongUse
from indexer.library import Library
from indexer.model import ConcordanceSort, Filter
from indexer.text.collate import collation_key
from tests.around.shelf import TEXTS, id_of

Get = Callable[..., HTMLParser]


def test_every_place_is_a_row(library: Library) -> None:
    found = library.around.concordance("dân vận")
    expected = sum(text.lower().count("dân vận") for text in TEXTS.values())
    assert (found.total, len(found.rows), found.documents, found.complete) == (expected, expected, 2, True)
    first = found.rows[0]
    assert (first.document.metadata.title, first.left, first.hit) == ("to-dan-van", "Kinh nghiệm của một tổ", "dân vận")
    assert first.right.startswith(". Tổ dân vận họp")
    assert TEXTS["to-dan-van.txt"].replace("\n", " ").startswith(f"{first.left} {first.hit}{first.right} ")


def test_a_line_without_accents_finds_all_accents_and_one_with_accents_its_own(library: Library) -> None:
    assert library.around.concordance("dan van").total == library.around.concordance("dân vận").total
    assert library.around.concordance("dân vấn").total == 0
    assert library.around.concordance('"Dân  VẬN"').total == library.around.concordance("dân vận").total


def test_rows_are_sorted_by_their_neighbours(library: Library) -> None:
    left = [
        row.left.split()[-1].lower() for row in library.around.concordance("dân vận", sort=ConcordanceSort.LEFT).rows
    ]
    assert left == ["bộ", "bộ", "làm", "tác", "tổ", "tổ", "tổ"]
    right = [row.right.split() for row in library.around.concordance("dân vận", sort=ConcordanceSort.RIGHT).rows]
    nearest = [next(word.lower() for word in each if word.strip(".,")) for each in right]
    assert nearest[:3] == ["bằng", "bắt", "của"]  # n before t: the tone counts last
    assert nearest == sorted(nearest, key=collation_key)


def test_pages_of_rows_leave_none_out(library: Library) -> None:
    everything = library.around.concordance("nhóm").rows
    pages = [library.around.concordance("nhóm", limit=3, offset=at).rows for at in range(0, len(everything), 3)]
    assert tuple(row for page in pages for row in page) == everything


def test_only_one_document_or_what_filters_leave(library: Library) -> None:
    only = library.around.concordance("dân vận", document_id=id_of(library, "van-dong"))
    assert (only.documents, only.document and only.document.metadata.title) == (1, "van-dong")
    assert library.around.concordance("dân vận", filters=[Filter("year", "2016..")]).documents == 1
    assert library.around.concordance("dân vận", filters=[Filter("year", "2015")]).total == only.total


def test_a_document_in_the_trash_has_no_rows(library: Library) -> None:
    gone = id_of(library, "to-dan-van")
    library.remove(gone)
    try:
        assert library.around.concordance("dân vận").documents == 1
        with pytest.raises(DocumentNotFound):
            library.around.concordance("dân vận", document_id=gone)
    finally:
        library.restore_document(gone)


def test_totals_say_when_they_are_of_the_first_passages_only(
    library: Library, monkeypatch: pytest.MonkeyPatch, get: Get
) -> None:
    monkeypatch.setattr(kwic, "MOST_PASSAGES", 1)
    found = library.around.concordance("dân vận")
    assert (found.looked_at, found.complete, found.documents) == (1, False, 1)
    assert "trong 1 đoạn đầu tiên" in get("/ngu-canh", q="dân vận").css(".tally h2")[0].text()


def test_lines_that_are_no_phrase(library: Library) -> None:
    assert library.around.concordance(" ?! ").total == 0
    with pytest.raises(WrongUse):
        library.around.concordance("dân " * 41)


def test_the_page_of_a_concordance(get: Get, library: Library) -> None:
    tree = get("/ngu-canh", q="tổ dân vận", sort="right")
    rows = tree.css(".kwic tbody tr")
    assert len(rows) == library.around.concordance("tổ dân vận").total
    (used,) = tree.css('.sorts [aria-current="true"]')
    assert used.text() == "chữ đứng sau"
    opened = get((rows[0].css(".where a")[0].attributes["href"] or "").partition("#")[0])
    assert "tổ dân vận" in [mark.text().lower() for mark in opened.css(".leaf mark")]


def test_pages_without_rows(get: Get, library: Library) -> None:
    assert "không" in get("/ngu-canh", q="zzz").css("main")[0].text().lower()
    assert get("/ngu-canh").css("form.phrase input")
    assert get(f"/tai-lieu/{id_of(library, 'tu-hoc')}/ngu-canh", q="nhóm").css(".of")
    get("/tai-lieu/000000000/ngu-canh", 404, q="nhóm")
    get("/ngu-canh", 400, q="dân " * 41)


def test_programs_get_what_the_command_prints(client: FlaskClient, library: Library) -> None:
    home, only = str(library.settings.home), id_of(library, "van-dong")
    words = ["kwic", "dân vận", "--document", only, "--sort", "left", "--limit", "2", "--offset", "1", "--json"]
    printed = CliRunner().invoke(main, ["--home", home, *words])
    query = {"q": "dân vận", "document": only, "sort": "left", "limit": 2, "offset": 1}
    assert client.get("/api/v1/concordance", query_string=query).json == json.loads(printed.stdout)


def test_the_command_lines_the_phrase_up(library: Library) -> None:
    printed = CliRunner().invoke(main, ["--home", str(library.settings.home), "kwic", "dân vận", "--limit", "3"])
    first, *rows, last = printed.stdout.splitlines()
    assert first == "7 places in 2 documents: dân vận"
    assert len({row.index("[dân vận]") for row in rows}) == 1
    assert last == "more: --offset 3"
