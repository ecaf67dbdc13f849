"""A lasting address leads to its words, also when their text was extracted anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.library import Library
from indexer.model import Block, Page, Trace
from indexer.text.anchor import anchor_of
from search_web import create_app
from tests.forms import send
from tests.ingest.homes import opened

WORDS = "Cán bộ phải gần dân và hiểu dân thì dân mới tin"
NOTE = f"Công tác dân vận bắt đầu từ việc lắng nghe. {WORDS}.\nMỗi chi bộ chọn một việc thiết thực.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "ghi chép.txt").write_text(NOTE, "utf-8")
    with opened(tmp_path / "home") as library:
        library.add([tmp_path / "ghi chép.txt"])
        yield library


@pytest.fixture
def note(library: Library) -> str:
    return library.search("dân vận").documents[0].document.id


@pytest.fixture
def client(library: Library) -> FlaskClient:
    return create_app(library, library.settings).test_client()


def _extracted_anew(library: Library, note: str, *texts: str) -> None:
    """The file's text as another version of the program reads it: one page for each text."""
    number = library._home.catalogue.number_of(note)
    held = library.document(note)
    pages = [Page(at, None, (Block(text),)) for at, text in enumerate(texts, start=1)]
    library._home.catalogue.store(
        number, held.metadata, pages, [], media_type=held.media_type, paged=held.paged, segmenter=""
    )


def _link(client: FlaskClient, note: str) -> str:
    """The lasting address of the words, as it is copied."""
    start = NOTE.index(WORDS)
    page = client.get(f"/tai-lieu/{note}/trich", query_string={"doan": f"{start}-{start + len(WORDS)}"})
    address = urlsplit(HTMLParser(page.text).css(".to-copy a")[0].attributes["href"] or "")
    assert parse_qs(address.query)["van"] == [anchor_of(WORDS)]
    return f"{address.path}?{address.query}"


def _told(client: FlaskClient, address: str) -> tuple[str, str]:
    """The words that are cited, and what is said of them."""
    page = client.get(address)
    assert page.status_code == 200
    tree = HTMLParser(page.text)
    return tuple(" ".join(node.text() for node in tree.css(each)).strip() for each in (".to-copy blockquote", ".trace"))  # type: ignore[return-value]


def test_the_same_file_read_the_same_way_keeps_its_addresses(
    library: Library, client: FlaskClient, note: str, tmp_path: Path
) -> None:
    link = _link(client, note)
    library.remove(note)
    library.restore_document(note)
    library.add([tmp_path / "ghi chép.txt"])
    assert _told(client, link) == (f"“{WORDS}”", "")


def test_words_that_moved_are_found_and_the_reader_is_told(library: Library, client: FlaskClient, note: str) -> None:
    link = _link(client, note)
    _extracted_anew(
        library, note, "Lời nói đầu của người biên soạn.", "Một trang nữa.", f"Đoạn mở. {WORDS}; và sau đó."
    )
    words, told = _told(client, link)
    assert words == f"“{WORDS}”"
    assert "tìm lại theo lời" in told


def test_words_that_are_gone_are_not_made_up(library: Library, client: FlaskClient, note: str) -> None:
    link = _link(client, note)
    _extracted_anew(library, note, "Mọi lời đã khác hẳn, không còn câu nào như trước ở trong tài liệu này cả.")
    words, told = _told(client, link)
    assert words == ""
    assert "Không còn tìm thấy lời trích này" in told


def test_words_in_a_basket_are_found_where_they_stand_now(library: Library, client: FlaskClient, note: str) -> None:
    start = NOTE.index(WORDS)

    def shown(row: dict[str, str]) -> dict[str, Any]:
        [answer] = send(client, "/gio-trich-dan/muc", {"muc": json.dumps([row])}, "/gio-trich-dan").get_json()
        return dict(answer)

    kept = {"id": note, "doan": f"{start}-{start + len(WORDS)}"}
    kept |= shown(kept)["row"]
    assert kept["van"] == anchor_of(WORDS)
    _extracted_anew(library, note, "Lời nói đầu.", "Một trang nữa.", f"Đoạn mở. {WORDS}; và sau đó.")
    moved = shown(kept)
    assert (moved["words"], moved["trace"]) == (WORDS, "moved")
    assert moved["row"]["doan"] != kept["doan"]
    assert shown(kept | moved["row"])["trace"] == "there"
    exported = send(
        client, "/gio-trich-dan/xuat", {"muc": json.dumps([kept]), "dang": "footnotes"}, "/gio-trich-dan"
    ).text
    assert f"“{WORDS}”" in exported
    _extracted_anew(library, note, "Mọi lời đã khác hẳn.")
    lost = shown(kept)
    assert (lost["words"], lost["trace"], lost["row"]) == ("", "lost", {})
    assert lost["html"]  # the document can still be cited


def test_the_page_is_opened_with_the_words_marked_wherever_they_stand(
    library: Library, client: FlaskClient, note: str
) -> None:
    link = _link(client, note)
    reading = HTMLParser(client.get(link).text).css(".back a")[0].attributes["href"] or ""
    tree = HTMLParser(client.get(reading).text)
    assert [each.text() for each in tree.css("#khop mark")] == [WORDS]
    _extracted_anew(library, note, "Lời nói đầu.", "Một trang nữa.", f"Đoạn mở. {WORDS}; và sau đó.")
    answer = client.get(reading)
    assert (answer.status_code, urlsplit(answer.location).path) == (302, f"/tai-lieu/{note}/trang/3")
    tree = HTMLParser(client.get(answer.location).text)
    assert [each.text() for each in tree.css("#khop mark")] == [WORDS]
    _extracted_anew(library, note, "Mọi lời đã khác hẳn.")
    tree = HTMLParser(client.get(reading).text)
    assert [each.text()[:20] for each in tree.css(".trace")] == ["Không còn tìm thấy l"]
    assert not tree.css(".leaf mark")


def test_the_same_words_are_looked_for_near_where_they_stood(library: Library, note: str) -> None:
    spans = ((NOTE.index(WORDS), NOTE.index(WORDS) + len(WORDS)),)
    assert library.citations.locate(note, spans, anchor_of(WORDS)).trace is Trace.THERE
    _extracted_anew(
        library, note, f"Công tác dân vận bắt đầu từ lắng nghe. {WORDS}.", f"Nhắc lại điều đã nói: {WORDS}."
    )
    now = library.citations.locate(note, spans, anchor_of(WORDS))
    assert (now.page, now.trace) == (1, Trace.MOVED)
    assert library.citations.quotation(note, now.spans).text == WORDS
    far = library.citations.locate(note, ((9_000, 9_010),), anchor_of(WORDS))
    assert replace(far, spans=()).page == 2
