"""What readers of books, browsers and search engines take of the library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree

from indexer.library import Library
from search_web import create_app
from tests.exchange.shelf import fill
from tests.ingest.homes import opened
from tests.texts import directive, library_of

_ATOM = "{http://www.w3.org/2005/Atom}"
_BOOK = "http://opds-spec.org/acquisition"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = {"chi-thi.txt": directive("Thư viện mở cửa cho mọi người học."), "b.txt": "Ghi chép & <đọc> sách.\n"}
    with library_of(texts, tmp_path_factory) as library:
        yield library


@pytest.fixture
def client(library: Library) -> FlaskClient:
    return create_app(library, library.settings).test_client()


def _xml(client: FlaskClient, address: str, media_type: str) -> Any:
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (200, f"{media_type}; charset=utf-8")
    return etree.fromstring(answer.data)


def test_a_reader_of_books_finds_and_loads_every_document(client: FlaskClient) -> None:
    start = _xml(client, "/opds", "application/atom+xml;profile=opds-catalog;kind=navigation")
    [shelf] = [
        each.get("href") for each in start.iter(f"{_ATOM}link") if each.get("rel") == "http://opds-spec.org/sort/new"
    ]
    kind = "application/atom+xml;profile=opds-catalog;kind=acquisition"
    entries = _xml(client, shelf, kind).findall(f"{_ATOM}entry")
    assert len(entries) == 2
    loaded = set()
    for entry in entries:
        [book] = [each for each in entry.iter(f"{_ATOM}link") if each.get("rel") == _BOOK]
        answer = client.get(book.get("href"))
        assert (answer.status_code, answer.mimetype) == (200, book.get("type"))
        loaded.add(answer.text[:8])
    assert loaded == {"ĐẢNG BỘ ", "Ghi chép"}
    [found] = _xml(client, "/opds/tim?q=mở+cửa", kind).findall(f"{_ATOM}entry")
    assert "mở thư viện cho người học" in found.findtext(f"{_ATOM}title")


def test_a_browser_learns_how_to_search(client: FlaskClient) -> None:
    page = client.get("/").text
    assert 'type="application/opensearchdescription+xml"' in page
    told = _xml(client, "/opensearch.xml", "application/opensearchdescription+xml")
    templates = {each.get("type"): each.get("template") for each in told.iter("{*}Url")}
    assert "mở cửa" in client.get(templates["text/html"].replace("{searchTerms}", "mở cửa")).text
    line, lines = client.get(templates["application/x-suggestions+json"].replace("{searchTerms}", "thu vi")).get_json(
        force=True
    )
    assert line == "thu vi"
    assert any("thư viện" in each for each in lines)


def test_a_search_engine_learns_of_every_document(client: FlaskClient, library: Library) -> None:
    robots = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /tim" in robots
    assert robots[-1] == "Sitemap: http://localhost/sitemap.xml"
    maps = [each.text or "" for each in _xml(client, "/sitemap.xml", "application/xml").iter("{*}loc")]
    found = [each.text or "" for one in maps for each in _xml(client, one, "application/xml").iter("{*}loc")]
    assert sorted(found) == sorted(f"http://localhost/tai-lieu/{each.id}" for each in library.listed())
    assert len(_xml(client, "/sitemap-99999999999.xml", "application/xml")) == 0
    assert len(_xml(client, "/sitemap-0.xml", "application/xml")) == 0


def test_the_record_of_one_document_is_at_hand_where_it_is_cited(client: FlaskClient, library: Library) -> None:
    document = library.listed()[0].id
    page = client.get(f"/tai-lieu/{document}/trich").text
    for form, root in (("marcxml", "collection"), ("dc", "records")):
        assert f'href="/tai-lieu/{document}/ban-ghi.{form}"' in page
        told = _xml(client, f"/tai-lieu/{document}/ban-ghi.{form}", "application/xml")
        assert etree.QName(told).localname == root
        assert len(told) == 1
    assert client.get(f"/tai-lieu/{document}/ban-ghi.exe").status_code == 404
    assert client.get("/tai-lieu/000000zzz/ban-ghi.dc").status_code == 404


def test_a_long_shelf_is_walked_to_its_end(tmp_path_factory: pytest.TempPathFactory) -> None:
    with opened(tmp_path_factory.mktemp("home")) as library:
        fill(library._catalogue, 120)
        client = create_app(library, library.settings).test_client()
        titles, address = [], "/opds/moi"
        while address:
            shelf = etree.fromstring(client.get(address).data)
            titles += [each.findtext(f"{_ATOM}title") for each in shelf.findall(f"{_ATOM}entry")]
            address = next(
                (each.get("href") for each in shelf.findall(f"{_ATOM}link") if each.get("rel") == "next"), ""
            )
        assert len(set(titles)) == len(titles) == 120
        assert client.get("/opds/moi?sau=khong-co").status_code == 404
