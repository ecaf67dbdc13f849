"""Pages over a library by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.model import (
    BlockKind,
    Document,
    Filter,
    Metadata,
    Notice,
    Sort,
)
from indexer.settings import Settings
from search_web import create_app
from tests.web.by_hand import FakeLibrary
from tests.web.shelf import P, a_document, a_page, article, directive, reports, textbook


@pytest.fixture
def library(tmp_path: Path) -> FakeLibrary:
    original = tmp_path / "0001"
    original.write_text("<!doctype html><script>alert(1)</script>", "utf-8")
    made = FakeLibrary()
    reports(made)
    article(made, original)
    directive(made)
    textbook(made)
    return made


Put = Callable[..., str]


@pytest.fixture
def put(library: FakeLibrary) -> Put:
    """Add a document of one page, and tell its id."""

    def add(card: Metadata, *texts: str, kind: BlockKind = P, **given: Any) -> str:  # a document's own
        library.put(a_document("0another0", card, **given), a_page(1, "1", *((kind, text) for text in texts)))
        return "0another0"

    return add


@pytest.fixture
def app(library: FakeLibrary, tmp_path: Path) -> Flask:
    return create_app(library, Settings(home=tmp_path))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


Get = Callable[..., HTMLParser]


@pytest.fixture
def get(client: FlaskClient) -> Get:
    """Fetch a page that must answer with this status, as a tree."""

    def fetch(path: str, status: int = 200, **query: object) -> HTMLParser:
        response = client.get(path, query_string=query or None)
        assert response.status_code == status, response.text
        return HTMLParser(response.text)

    return fetch


@pytest.fixture
def make_document() -> Callable[[Metadata], Document]:
    return lambda card: a_document("0anything", card)


@pytest.fixture
def fail_with(library: FakeLibrary) -> Callable[[Exception], None]:
    """Make the library fail from now on."""
    return lambda error: setattr(library, "fails_with", error)


@pytest.fixture
def tell(library: FakeLibrary) -> Callable[..., None]:
    """Make the library say how it reads lines."""

    def say(*notices: Notice, did_you_mean: str | None = None, share: float = 1.0) -> None:
        library.notices, library.did_you_mean, library.share = notices, did_you_mean, share

    return say


@pytest.fixture
def searched(library: FakeLibrary) -> list[tuple[str, tuple[Filter, ...], Sort, int, int]]:
    """What was searched for: line, filters, sort, limit, offset."""
    return library.searched


@pytest.fixture
def emptied(library: FakeLibrary) -> None:
    """Take every document away."""
    library.documents.clear()


@pytest.fixture
def put_many(library: FakeLibrary) -> Callable[[int], None]:
    """Add that many documents that hold the words "lặp lại"."""

    def add(count: int) -> None:
        for number in range(count):
            page = a_page(1, "1", (P, f"Đoạn {number} lặp lại."))
            library.put(a_document(f"{number:09}", Metadata(title=f"Tập {number}")), page)

    return add


@pytest.fixture
def put_long(library: FakeLibrary) -> Callable[[int], str]:
    """Add a document of that many pages that hold the word "lặp", and tell its id."""

    def add(count: int) -> str:
        pages = [a_page(number, str(number), (P, f"Trang {number} lặp lại.")) for number in range(1, count + 1)]
        library.put(a_document("00000long", Metadata(title="Tập dài"), pages=count), *pages)
        return "00000long"

    return add
