"""Every address × everybody × documents that are shown and hidden: see tests/web/routes.py."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask, request
from werkzeug.test import TestResponse

from indexer.library import Library
from indexer.model import Role
from search_web import create_app
from tests.accounts.hidden import FOR_CLASS, PASSWORD, PEOPLE, SECRET, id_of, made
from tests.forms import send, token
from tests.web.routes import ASKS, Ask

UNKNOWN = "0000nobdy"
OF_SECRETS = ("Kiều Oanh", "ngăn tủ sắt", "chi-thi-99", "Nội bộ", "nhân sự", "thẩm tra")
OF_CLASS = ("khoanh vùng", "de-thi", "Lớp học")
PAIRS = [(endpoint, ask) for endpoint, asks in ASKS.items() for ask in asks]


@dataclass
class Site:
    library: Library
    open: Flask
    closed: Flask
    ids: dict[str, str]  # name of a file → id


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    library = made(tmp_path_factory.mktemp("permissions"))
    closed = replace(library.settings, reading="signed-in")
    names = ("tu-hoc.txt", *SECRET, *FOR_CLASS)
    ids = {name: id_of(library, name) for name in names}
    yield Site(library, create_app(library, library.settings), create_app(library, closed), ids)
    library.close()


def test_every_address_has_a_row(site: Site) -> None:
    assert {rule.endpoint for rule in site.open.url_map.iter_rules()} == set(ASKS)


def test_every_row_is_of_its_address(site: Site) -> None:
    for endpoint, ask in PAIRS:
        method = "GET" if ask.data is None else "POST"
        with site.open.test_request_context(ask.path.format(id="00000000a"), method=method):
            assert request.endpoint == endpoint, ask


class Visitor:
    """Somebody with a browser."""

    def __init__(self, app: Flask, role: Role | None) -> None:
        self.client = app.test_client()
        if role:
            name = next(name for name, each in PEOPLE.items() if each is role)
            assert send(self.client, "/dang-nhap", {"ten": name, "mat-khau": PASSWORD}).status_code == 303
        self.token = token(self.client, "/" if role else "/dang-nhap")

    def ask(self, ask: Ask, document_id: str) -> TestResponse:
        path = ask.path.replace("{id}", document_id)
        if ask.data is None:
            return self.client.get(path)
        data = {name: value.replace("{id}", document_id) for name, value in ask.data.items()}
        return self.client.post(
            path, data=data if path.startswith(("/api/", "/oai")) else {**data, "csrf_token": self.token}
        )


def kept(answer: TestResponse) -> str:
    """All of an answer that could tell of a document."""
    if answer.data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return bytes(answer.data).decode("utf-8", "replace") + str(answer.headers)


@pytest.mark.parametrize(
    ("reading", "role"), [*(("open", role) for role in (None, *Role)), ("closed", None), ("closed", Role.READER)]
)
def test_everybody_is_answered_as_may_be(site: Site, role: Role | None, reading: str) -> None:
    app: Flask = getattr(site, reading)
    visitor, shown = Visitor(app, role), site.ids["tu-hoc.txt"]
    for endpoint, ask in PAIRS:
        answer = (Visitor(app, role) if ask.ends else visitor).ask(ask, shown)
        shut_out = role is None and (ask.needs or (reading == "closed" and not ask.always_open))
        if shut_out:
            assert answer.status_code == (404 if ask.absent else 401), (endpoint, ask.path, answer.status_code)
        elif ask.needs and role and not role.covers(ask.needs):
            assert answer.status_code == (404 if ask.absent else 403), (endpoint, ask.path, answer.status_code)
        else:
            assert answer.status_code not in (401, 403, 405), (endpoint, ask.path, answer.status_code)
            assert answer.status_code < 500, (endpoint, ask.path, answer.status_code)
            assert not ask.of_document or answer.status_code != 404, (endpoint, ask.path)
        assert not (ask.needs and not shut_out and answer.status_code == 200) or role is not None


@pytest.mark.parametrize("role", [None, Role.READER, Role.LIBRARIAN])
def test_a_hidden_document_is_as_one_that_is_not_there(site: Site, role: Role | None) -> None:
    visitor = Visitor(site.open, role)
    hidden = {"chi-thi-99.txt": role is not Role.LIBRARIAN, "de-thi.txt": role is None}
    for endpoint, ask in PAIRS:
        if "{id}" not in ask.path + str(ask.data) or ask.needs:
            continue
        unknown = visitor.ask(ask, UNKNOWN)
        assert ask.quiet or unknown.status_code == 404, (endpoint, ask.path, unknown.status_code)
        for name, is_hidden in hidden.items():
            document_id = site.ids[name]
            answer = visitor.ask(ask, document_id)
            if is_hidden:
                there, not_there = kept(answer).replace(document_id, "ID"), kept(unknown).replace(UNKNOWN, "ID")
                assert answer.status_code == unknown.status_code, (endpoint, ask.path, name)
                assert without_tokens(there) == without_tokens(not_there), (endpoint, ask.path, name)
            else:
                assert ask.quiet or answer.status_code != 404, (endpoint, ask.path, name)


def without_tokens(text: str) -> str:
    """An answer without what differs each time: tokens of forms, sizes that follow from them, and times."""
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", text)
    return re.sub(
        r"(?i)(set-cookie|x-request-id|content-length|last-modified|date): [^\r\n]*|\d{4}-\d\d-\d\dT[\d:]+Z?", "", text
    )


@pytest.mark.parametrize("role", [None, Role.READER])
def test_no_answer_tells_of_what_is_hidden(site: Site, role: Role | None) -> None:
    """Not even those that ask for it by name, but for the words that they ask with."""
    visitor = Visitor(site.open, role)
    secret = OF_SECRETS + (OF_CLASS if role is None else ())
    for endpoint, ask in PAIRS:
        if ask.needs or endpoint in ("quotes.check", "api.quotes") or "filter" in ask.path or ask.ends:
            continue
        for name in ("tu-hoc.txt", "hoi-dap.txt"):
            text = kept(visitor.ask(ask, site.ids[name]))
            assert [each for each in secret if each in text] == [], (endpoint, ask.path, name)
    for line in ("ngăn tủ sắt", "Kiều Oanh"):
        for path in ("/tim", "/api/v1/search", "/ngu-canh", "/api/v1/concordance"):
            text = visitor.client.get(path, query_string={"q": line}).text
            assert [each for each in ("thẩm tra", "chi-thi-99", "nhân sự") if each in text] == [], (path, line)


def test_the_same_answers_do_tell_librarians(site: Site) -> None:
    """So that the tests before would fail."""
    visitor = Visitor(site.open, Role.LIBRARIAN)
    telling = set()
    for endpoint, ask in PAIRS:
        if ask.needs is None and not ask.ends:
            text = kept(visitor.ask(ask, site.ids["chi-thi-99.txt"]))
            telling |= {endpoint for each in OF_SECRETS if each in text}
    assert telling >= {
        *("search.home", "search.results", "exports.results", "feeds.of_search", "feeds.of_library", "reading.page"),
        *("citing.citation", "citing.record", "citing.passages", "citing.export", "citing.unapi", "around.similar"),
        *("concordance.concordance", "relations.relations", "quotes.check", "api.search", "api.suggest"),
        *("api.documents", "api.document", "api.pages", "api.page", "api.passages", "api.citation", "api.quotes"),
        *("exchange.harvest", "exchange.opds_newest", "exchange.opds_search", "exchange.record"),
    }


def test_a_page_that_one_reader_saw_is_kept_for_no_other(site: Site) -> None:
    visitor = Visitor(site.open, Role.LIBRARIAN)
    for endpoint, ask in PAIRS:
        if endpoint != "static" and not ask.ends:
            answer = visitor.ask(ask, site.ids["chi-thi-99.txt"])
            assert "private" in answer.headers["Cache-Control"], (endpoint, ask.path)
            assert "public" not in answer.headers["Cache-Control"], (endpoint, ask.path)
