"""The words that tell a document, or a result, from the library."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.around.telling import log_likelihood
from indexer.around.words import Written, words_of
from indexer.cli import main
from indexer.library import Library
from indexer.model import Filter, Passage
from tests.around.shelf import id_of

Get = Callable[..., HTMLParser]


@pytest.mark.parametrize(
    ("own", "here", "held", "everywhere", "worth"),
    [
        (10, 20, 10, 1000, 84.28),  # 2 · (10 ln(10 : 0.2) + 10 ln(10 : 19.8) + 980 ln(980 : 970.2))
        (10, 20, 500, 1000, 0.0),  # half of the passages here, half of all
        (0, 20, 5, 1000, 0.0),
        (20, 20, 20, 20, 0.0),  # there is no elsewhere
    ],
)
def test_log_likelihood(own: int, here: int, held: int, everywhere: int, worth: float) -> None:
    assert log_likelihood(own, here, held, everywhere) == pytest.approx(worth, abs=0.01)


def test_words_that_signs_part_are_none() -> None:
    text = "dân vận, cán bộ I. MƯỢN tác\nphẩm"
    passage = Passage(1, ((0, len(text)),), 1, 1, "", bytes([2, 2, 2, 2]))
    found = [text[word.start : word.end] for word in words_of(Written(passage, text, {}))]
    assert found == ["dân vận", "cán bộ", "tác\nphẩm"]


def test_words_of_a_document(library: Library) -> None:
    told = library.around.telling_words(id_of(library, "thang-du"))
    words = [each.word for each in told.words]
    assert {"thặng dư", "nhà tư bản"} & set(words)
    assert "dân vận" not in words
    assert all(each.passages <= each.in_library for each in told.words)
    assert (told.passages, told.looked_at) == (1, 1)


def test_words_of_a_result_are_not_those_of_the_line(library: Library) -> None:
    told = library.around.telling_words_of_result("dân vận")
    words = [each.word for each in told.words]
    assert "bà con" in words
    assert "dân vận" not in words
    assert told.passages == 2


def test_each_word_leads_to_passages_that_hold_it_and_the_line(library: Library) -> None:
    for line, filters in (("dân vận", ()), ("kinh điển HOẶC dân", ()), ("", (Filter("year", "2018..2020"),))):
        for each in library.around.telling_words_of_result(line, filters).words:
            found = library.search(each.line, filters=filters)
            assert found.total_passages == each.passages, each.line


def test_nothing_tells_the_whole_library_from_itself(library: Library) -> None:
    assert library.around.telling_words_of_result("").words == ()


def test_the_pages_of_telling_words(get: Get, library: Library) -> None:
    course = id_of(library, "to-dan-van")
    tree = get(f"/tai-lieu/{course}/tu-tieu-bieu")
    link, *_ = tree.css("tbody a")
    path, _, query = (link.attributes["href"] or "").partition("?")
    assert (path, bool(query)) == (f"/tai-lieu/{course}/khop", True)
    found = get("/tim", q="dân vận").css(".look-around a")[0].attributes["href"] or ""
    words = get(found).css("tbody a")
    assert "bà con" in [each.text() for each in words]
    narrowed = get(words[0].attributes["href"] or "")
    assert int(narrowed.css(".tally h1")[0].text().split()[0]) >= 1


def test_programs_get_what_the_command_prints(client: FlaskClient, library: Library) -> None:
    home, course = str(library.settings.home), id_of(library, "thang-du")
    of_document = CliRunner().invoke(main, ["--home", home, "words", course, "--json"])
    assert client.get(f"/api/v1/documents/{course}/words").json == json.loads(of_document.stdout)
    of_result = CliRunner().invoke(
        main, ["--home", home, "words", "--line", "dân vận", "--filter", "year=2015", "--json"]
    )
    answer = client.get("/api/v1/words", query_string={"q": "dân vận", "filter": "year=2015"}).json
    assert answer == json.loads(of_result.stdout)
    assert answer is not None
    assert answer["passages"] == 1
    assert client.get("/api/v1/words", query_string={"q": "a", "filter": "x=1"}).status_code == 400


def test_the_command_wants_a_document_or_a_result(library: Library) -> None:
    home = ["--home", str(library.settings.home), "words"]
    assert CliRunner().invoke(main, home).exit_code == 2
    assert CliRunner().invoke(main, [*home, "000000000", "--line", "dân"]).exit_code == 2
    assert "bà con" in CliRunner().invoke(main, [*home, "--line", "dân vận"]).stdout
