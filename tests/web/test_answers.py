"""Errors, headers, HEAD requests, the interface for programs, the look."""

from __future__ import annotations

import gzip
import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer import errors as known
from indexer.errors import DocumentNotFound, IndexerError, IndexLocked, IndexOutdated, PageNotFound
from indexer.model import Filter, Sort
from search_web.errors import TOLD, told

Get = Callable[..., HTMLParser]
FailWith = Callable[[Exception], None]
Searched = list[tuple[str, tuple[Filter, ...], Sort, int, int]]
CLASSES = [each for _, each in inspect.getmembers(known, inspect.isclass) if issubclass(each, IndexerError)]


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_has_a_row(error: type[IndexerError]) -> None:
    row = TOLD[error]
    assert 400 <= row.status < 600
    assert row.sentence.endswith(".")
    assert row.what_to_do.endswith(".")


def test_facts_are_filled_in() -> None:
    assert "0abc" in told(DocumentNotFound("0abc")).sentence
    page = told(PageNotFound("0abc", 99, 6))
    assert ("99" in page.sentence, "6" in page.what_to_do) == (True, True)
    assert told(IndexLocked(Path("/secret"), 3)).status == 503


def test_facts_are_not_read_as_templates() -> None:
    assert "{page}" in told(DocumentNotFound("{page}")).sentence


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/tai-lieu/zzz", 404),
        ("/tai-lieu/zzz/trang/1", 404),
        ("/tai-lieu/zzz/ban-goc", 404),
        ("/tai-lieu/%7Bx%7D", 404),
        ("/tai-lieu/..%2f..%2fetc", 404),
        ("/tai-lieu/0textbook/trang/99", 404),
        ("/tai-lieu/0textbook/trang/0", 404),
        ("/tai-lieu/0textbook/trang/-1", 404),
        ("/tai-lieu/0textbook/trang/mot", 404),
        ("/tai-lieu/0textbook/trang/" + "9" * 4400, 404),
        ("/khong-co", 404),
    ],
)
def test_what_is_not_there_is_said_in_vietnamese_and_the_line_is_kept(get: Get, path: str, status: int) -> None:
    tree = get(path, status=status, q="giá trị thặng dư")
    assert [node.text() for node in tree.css("h1")]
    [field] = tree.css("input#q")
    assert field.attributes["value"] == "giá trị thặng dư"


def test_from_a_missing_page_a_way_leads_into_the_document(get: Get) -> None:
    tree = get("/tai-lieu/0textbook/trang/99", status=404)
    assert "/tai-lieu/0textbook/trang/1" in [node.attributes["href"] for node in tree.css("main a")]


def test_a_failing_library_is_told_calmly(get: Get, fail_with: FailWith) -> None:
    fail_with(IndexOutdated("schema 1, not 2"))
    tree = get("/tim", status=503, q="lý luận")
    assert "tracuu reindex" in tree.css("main")[0].text()
    assert tree.css("input#q")[0].attributes["value"] == "lý luận"


@pytest.mark.parametrize("path", ["/", "/tim?q=a", "/tai-lieu/0textbook/trang/1"])
def test_an_unexpected_error_shows_no_trace(client: FlaskClient, fail_with: FailWith, path: str) -> None:
    fail_with(ZeroDivisionError("secret of the house"))
    response = client.get(path)
    assert response.status_code == 500
    assert "ngoài dự kiến" in response.text
    assert not re.search("secret|Traceback|ZeroDivision", response.text)


def test_a_method_that_is_not_taken_is_405(client: FlaskClient) -> None:
    assert client.post("/tim").status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/tim?q=a", "/tai-lieu/0textbook/trang/1", "/tai-lieu/00article/ban-goc", "/api/v1/search?q=a", "/no"]
)
def test_head_answers_as_get_without_a_body(client: FlaskClient, path: str) -> None:
    head, full = client.head(path), client.get(path)
    assert head.status_code == full.status_code
    assert head.headers["Content-Length"] == full.headers["Content-Length"]
    assert not head.data


@pytest.mark.parametrize("path", ["/", "/tim?q=a", "/tai-lieu/0textbook/trang/1", "/no", "/api/v1/search?q=a"])
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/tim?q=gia+tri", "/tai-lieu/0textbook/trang/4?q=gia+tri", "/no"])
def test_no_page_holds_inline_style_or_script(get: Get, path: str) -> None:
    tree = get(path, status=404 if path == "/no" else 200)
    assert not tree.css("style, [style]")
    assert all(node.attributes.get("src") and not node.text() for node in tree.css("script"))


@pytest.mark.parametrize("path", ["/", "/tim?q=gia+tri", "/tim?q=zzz", "/tai-lieu/0textbook/trang/4?q=gia+tri", "/no"])
def test_every_page_can_be_read_aloud(get: Get, path: str) -> None:
    tree = get(path, status=404 if path == "/no" else 200)
    assert len(tree.css("h1")) == 1
    assert len(tree.css("main#noi-dung")) == 1
    assert tree.css("a.skip")[0].attributes["href"] == "#noi-dung"
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    labelled = {node.attributes["for"] for node in tree.css("label")}
    assert {node.attributes["id"] for node in tree.css("input:not([type=hidden])")} == labelled
    assert all(node.text().strip() for node in tree.css("a, button, h1, h2, h3"))


def test_static_files_are_kept_for_long_under_a_versioned_address(client: FlaskClient, get: Get) -> None:
    [sheet] = get("/").css("link[rel=stylesheet]")
    address = sheet.attributes["href"] or ""
    assert re.search(r"\?v=[0-9a-f]{10}$", address)
    assert "max-age=31536000" in client.get(address).headers["Cache-Control"]


def test_pages_are_compressed_for_those_who_ask(client: FlaskClient) -> None:
    plain = client.get("/tim?q=gia+tri")
    short = client.get("/tim?q=gia+tri", headers={"Accept-Encoding": "br, gzip"})
    assert short.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(short.data) == plain.data
    assert set(plain.vary) == set(short.vary) == {"Accept-Encoding", "Cookie"}  # the cookie names the language
    refused = client.get("/tim?q=gia+tri", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_an_original_is_never_changed_on_the_way(client: FlaskClient) -> None:
    response = client.get("/tai-lieu/00article/ban-goc", headers={"Accept-Encoding": "gzip"})
    assert response.data == b"<!doctype html><script>alert(1)</script>"


def test_programs_get_json(client: FlaskClient, searched: Searched) -> None:
    response = client.get(
        "/api/v1/search",
        query_string={"q": "lý luận", "limit": 3, "offset": 2, "sort": "newest", "filter": "year=2018"},
    )
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    assert response.get_json()["query"] == "lý luận"
    assert searched == [("lý luận", (Filter("year", "2018"),), Sort.NEWEST, 3, 2)]


@pytest.mark.parametrize("written", ["colour=red", "kind", "kind=", ""])
def test_programs_are_told_of_a_filter_that_cannot_be_used(client: FlaskClient, written: str) -> None:
    response = client.get("/api/v1/search", query_string={"q": "a", "filter": written})
    assert response.status_code == 400
    assert response.get_json()["error"]["parameter"] == "filter"


def test_programs_get_problems_as_json(client: FlaskClient, fail_with: FailWith) -> None:
    assert client.get("/api/v1/nothing").get_json()["error"]["code"] == "not_found"
    fail_with(IndexOutdated("/secret/place"))
    problem = client.get("/api/v1/search?q=a")
    assert problem.status_code == 503
    error = problem.get_json()["error"]
    assert (error["code"], error["status"]) == ("index_outdated", 503)
    assert "/secret" not in problem.text


def test_keys_work_on_what_names_them(get: Get) -> None:
    tree = get("/tai-lieu/0textbook/trang/5?q=gia+tri+thang+du")
    keys = [node.attributes["aria-keyshortcuts"] for node in tree.css("[aria-keyshortcuts]")]
    assert sorted(filter(None, keys)) == ["/", "ArrowLeft", "ArrowRight", "c", "p"]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_read(app: Flask, theme: int) -> None:
    sheet = (Path(app.static_folder or "") / "look.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[theme]))
    for text, ground, least in [
        ("ink", "paper", 7),
        ("ink", "sheet", 7),
        ("on-mark", "mark", 7),
        ("quiet", "paper", 4.5),
        ("quiet", "sheet", 4.5),
        ("accent", "paper", 4.5),
        ("on-button", "button", 4.5),
        ("edge", "paper", 3),
        ("edge", "sheet", 3),
    ]:
        assert contrast(colours[text], colours[ground]) >= least, (text, ground)


def test_completions_for_programs(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest", query_string={"q": "giao trinh"})
    assert answer.mimetype == "application/json"
    title = "Giáo trình Kinh tế chính trị dùng cho lớp bồi dưỡng lý luận"
    assert answer.get_json() == {"query": "giao trinh", "suggestions": [{"line": title, "kind": "title"}]}
