"""Attacks, each refused. A new one is a row of ATTACKS, or a function of its own where it needs more."""

from __future__ import annotations

import csv
import html
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from werkzeug.test import TestResponse

from indexer.library import Library
from indexer.metadata.table import COLUMNS
from indexer.model import Role
from indexer.settings import Settings
from search_web import create_app
from tests.accounts.cheap import cheap
from tests.forms import send
from tests.web.routes import ASKS

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{7*7}}<svg/onload=alert(1)>"
PASSWORD = "đọc sách mỗi ngày"  # noqa: S105  # of nobody
_CHECKED = {"issued_on": "2018-02-09", "year": "2018", "language": "vi"}


@dataclass
class Target:
    library: Library
    app: Flask
    id: str

    def librarian(self) -> FlaskClient:
        client = self.app.test_client()
        assert send(client, "/dang-nhap", {"ten": "thu-thu", "mat-khau": PASSWORD}).status_code == 303
        return client


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A library with a document whose name, card and text are all a script."""
    root = tmp_path_factory.mktemp("attacked")
    (root / "files").mkdir()
    name = "<img src=x onerror=alert(1)>.html"
    words = html.escape(SCRIPT)
    text = f"<h1>{words}</h1><p>Tự học {words} là gốc.</p><script>alert(1)</script><p>Nhóm tự học.</p>"
    (root / "files" / name).write_text(f"<!doctype html><title>{words}</title><body>{text}" * 3, "utf-8")
    fields = [each for each in COLUMNS if each != "file"]
    with (root / "table.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["file", *fields])
        rows.writerow([name, *(_CHECKED.get(each, SCRIPT) for each in fields)])
    library = Library(Settings(home=root / "home", jobs=1))
    library.add([root / "files"], metadata=root / "table.csv", collection=SCRIPT)
    cheap(library.accounts).add("thu-thu", Role.LIBRARIAN, PASSWORD, "test")
    (held,) = library.listed()
    yield Target(library, create_app(library, library.settings), held.id)
    library.close()


def alive(page: str) -> list[str]:
    """What of a page a browser would run, that is not the page's own."""
    tree = HTMLParser(page)
    scripts = [
        node.html or "" for node in tree.css("script") if not (node.attributes.get("src") or "").startswith("/static/")
    ]
    handlers = [f"{node.tag} {name}" for node in tree.css("*") for name in node.attributes if name.startswith("on")]
    links = [
        value
        for node in tree.css("[href], [src], [action], [formaction]")
        for name in ("href", "src", "action", "formaction")
        if (value := node.attributes.get(name) or "")
        and re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE)
    ]
    return [*scripts, *handlers, *links, *(node.html or "" for node in tree.css("img[src=x], svg[onload], style"))]


def test_a_script_in_every_field_stays_text_on_every_page(target: Target) -> None:
    client = target.librarian()
    seen = 0
    for endpoint, asks in ASKS.items():
        for ask in asks:
            if ask.ends or ask.data is not None:
                continue
            answer = client.get(ask.path.replace("{id}", target.id), follow_redirects=True)
            if answer.mimetype == "text/html" and "attachment" not in answer.headers.get("Content-Disposition", ""):
                assert alive(answer.text) == [], (endpoint, ask.path)
                seen += "onerror" in answer.text
            else:
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert seen > 10, "the script was shown at all"


TYPED = (SCRIPT, "</textarea>" + SCRIPT, "]]>" + SCRIPT, "javascript:alert(1)", '" onfocus=alert(1) autofocus="')


@pytest.mark.parametrize("typed", TYPED)
def test_a_script_that_is_typed_stays_text(target: Target, typed: str) -> None:
    client = target.app.test_client()
    places = (
        *("/tim", "/ngu-canh", "/theo-nam", "/tu-tieu-bieu", f"/tai-lieu/{target.id}/khop"),
        *(f"/tai-lieu/{target.id}/trang/1", f"/tai-lieu/{target.id}/trich", "/kiem-tra-trich-dan", "/dang-nhap"),
    )
    names = ("q", "filter", "sort", "next", "kieu", "doan", "trang", "cho", "van", "tu", "den", "ten")
    for place in places:
        answer = client.get(place, query_string=[*((name, typed) for name in names), (typed, typed)])
        assert answer.status_code < 500, place
        assert alive(answer.text) == [], place
    for answer in (
        client.get(f"/{typed}"),
        client.get(f"/tai-lieu/{typed}"),
        send(client, "/kiem-tra-trich-dan", {"van-ban": f"“{typed} gì đó nữa”", "tep": ""}),
        send(client, "/dang-nhap", {"ten": typed, "mat-khau": typed, "next": typed}),
        client.post("/dang-nhap", data={"ten": typed}),
    ):
        assert answer.mimetype != "text/html" or alive(answer.text) == []


Attack = Callable[[FlaskClient, str], TestResponse]


def _get(path: str, **query: Any) -> Attack:
    return lambda client, document_id: client.get(path.replace("{id}", document_id), query_string=query or None)


_UP = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "....//", "%c0%ae%c0%ae/", "..;/")
_GOALS = ("secret.key", "catalogue.db", "etc/passwd")
ATTACKS: dict[str, Attack] = {
    **{
        f"traversal {place} {up}{goal}": _get(f"{place}{up * 6}{goal}")
        for place in ("/static/", "/tai-lieu/", "/kiem-tra-trich-dan/", "/", "/tai-lieu/{id}/trich/", "/api/thu/")
        for up in _UP
        for goal in _GOALS[:1]
    },
    **{f"traversal to {goal}": _get(f"/static/{'%2e%2e/' * 8}{goal}") for goal in _GOALS},
    "absolute path": _get("/static//etc/passwd"),
    "end of a string": _get("/tai-lieu/{id}%00.pdf"),
    "file of another": _get("/tai-lieu/{id}/ban-goc/../../../secret.key"),
    "no such form": _get("/tim.exe", q="a"),
    "no such style": _get("/tai-lieu/{id}/trich/../../secret"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_but_pages_is_reached(target: Target, name: str) -> None:
    answer = ATTACKS[name](target.app.test_client(), target.id)
    assert answer.status_code in (301, 302, 308, 400, 404), answer.status_code
    if answer.status_code in (301, 302, 308):
        assert target.app.test_client().get(answer.location).status_code in (200, 400, 404)
    for secret in ((target.library.settings.home / "secret.key").read_bytes(), b"root:x:", b"SQLite format 3"):
        assert secret not in answer.data


LONG = "a" * 100_000
NUMBERS = (
    "0",
    "-1",
    "99999999999999999999",
    "1e9",
    "٣",
    "1;DROP TABLE documents",
    "NaN",
    "",
    LONG,
    "\x00",
    "%00",
    "' OR 1=1--",
)


@pytest.mark.parametrize("value", NUMBERS, ids=range(len(NUMBERS)))
def test_what_is_out_of_bounds_is_never_an_error_of_ours(target: Target, value: str) -> None:
    client = target.app.test_client()
    names = ("trang", "rong", "xoay", "tu", "den", "doan", "dang", "q", "filter", "sort", "ten", "van", "cho", "xem")
    asked = [
        *((f"/{part}", names) for part in ("tim", "tim.csv", "tim.atom", "ngu-canh", "theo-nam", "con-thieu")),
        *((f"/tai-lieu/{target.id}/{part}", names) for part in ("trang/1", "trang", "trich", "tuong-tu", "khop")),
        (f"/tai-lieu/{target.id}/trang/1/anh.webp", names),
        *(
            (f"/api/v1/{part}", (name,))
            for part in ("search", "documents")
            for name in ("limit", "offset", "after", "sort")
        ),
        *(
            (f"/api/v1/documents/{target.id}/{part}", (name,))
            for part in ("pages", "passages", "citation", "similar", "hits")
            for name in ("limit", "offset", "page", "spans", "q")
        ),
    ]
    for place, given in asked:
        answer = client.get(place, query_string=dict.fromkeys(given, value))
        assert answer.status_code < 500, (place, given, answer.status_code)
    for place in (f"/tai-lieu/{target.id}/trang/", f"/api/v1/documents/{target.id}/pages/"):
        assert client.get(f"{place}{value[:50]}").status_code in (200, 302, 308, 400, 404)


def test_many_values_of_one_name_cost_little(target: Target) -> None:
    client = target.app.test_client()
    for place in ("/tim", "/theo-nam", "/api/v1/years", "/api/v1/search"):
        answer = client.get(place, query_string=[*[("q", "a")] * 300, *[("filter", "kind=a")] * 300])
        assert answer.status_code < 500


@pytest.mark.parametrize(
    "path", ["/dang-nhap", "/tai-khoan", "/dang-xuat", "/gio-trich-dan/muc", "/kiem-tra-trich-dan", "/api/v1/quotes"]
)
def test_a_body_that_is_too_large_is_refused(target: Target, path: str) -> None:
    refused = target.app.test_client().post(
        path, data=b"a=" + b"a" * 31_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert refused.status_code == 413


@pytest.mark.parametrize("value", ["a\r\nSet-Cookie: x=y", "a\nX: y", "a\x00b", "\u2028"])
def test_no_header_is_made_of_what_is_sent(target: Target, value: str) -> None:
    client = target.app.test_client()
    for answer in (
        client.get("/dang-nhap", query_string={"next": value}),
        client.get("/tim.csv", query_string={"q": value}),
        client.get(f"/tai-lieu/{target.id}/trich", query_string={"kieu": value}),
        client.get("/api/thu/search", query_string={"q": value}),
        client.get(f"/tai-lieu/{target.id}/trang", query_string={"ten": value, "q": value}),
        client.get("/api/v1/documents", query_string={"limit": 1, "after": value}),
    ):
        assert "x=y" not in str(answer.headers.getlist("Set-Cookie"))
        assert "X" not in answer.headers
        assert all("\n" not in row and "\r" not in row for _, row in answer.headers)


def test_an_original_is_saved_under_a_harmless_name_and_never_shown(target: Target) -> None:
    answer = target.app.test_client().get(f"/tai-lieu/{target.id}/ban-goc")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert not re.search(r"[\r\n\x00]", answer.headers["Content-Disposition"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_every_answer_carries_its_headers(target: Target) -> None:
    client = target.app.test_client()
    for asks in ASKS.values():
        for ask in asks:
            if ask.data is None:
                headers = client.get(ask.path.replace("{id}", target.id)).headers
                policy = headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "unsafe" not in policy
                assert "*" not in policy
                assert headers["X-Content-Type-Options"] == "nosniff"
                assert headers["Referrer-Policy"] == "same-origin"
                assert headers["X-Frame-Options"] == "DENY"
                assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
                assert "Access-Control-Allow-Origin" not in headers
                assert "Server" not in headers or "Werkzeug" not in headers["Server"]
    assert "Strict-Transport-Security" not in client.get("/").headers
    by_https = create_app(target.library, Settings(home=target.library.settings.home, https=True))
    assert by_https.test_client().get("/").headers["Strict-Transport-Security"].startswith("max-age=")


def test_no_page_has_a_script_or_a_look_of_its_own_in_it() -> None:
    folder = Path(__file__).parents[2] / "search_web" / "templates"
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path.name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", text), path.name
        assert not re.search(r"(?:src|href|action)=[\"']https?:", text), path.name


def test_an_error_tells_nothing_of_the_machine(target: Target) -> None:
    client = target.app.test_client()
    told = [client.get(path).text for path in ("/khong-co", "/api/v1/khong-co", "/api/v1/search?x=1", "/tai-lieu/zzz")]
    for text in told:
        assert str(target.library.settings.home) not in text
        assert "Traceback" not in text
        assert "site-packages" not in text


# ---- nothing is fetched

_WATCHED: list[tuple[Any, ...]] = []
_WATCHING = [False]


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if _WATCHING[0] and event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
        inner = event == "socket.connect" and not isinstance(args[1], tuple)  # to another process of ours
        if not inner:
            _WATCHED.append((event, args))


sys.addaudithook(_watch)


def test_no_request_makes_the_server_ask_another(target: Target) -> None:
    """Whatever an address names: the server opens no connection, looks up no name and runs no program."""
    client, bait = target.librarian(), "http://169.254.169.254/latest/meta-data"
    _WATCHED.clear()
    _WATCHING[0] = True
    try:
        for asks in ASKS.values():
            for ask in asks:
                if ask.data is None and not ask.ends and "anh.webp" not in ask.path:
                    joint = "&" if "?" in ask.path else "?"
                    client.get(f"{ask.path.replace('{id}', target.id)}{joint}url={bait}&next={bait}")
        for field in ("text", "url", "file"):
            client.post("/api/v1/quotes", json={field: bait})
        client.get("/tim", query_string={"q": bait}, headers={"Host": "evil.test", "X-Forwarded-Host": "evil.test"})
        send(client, "/kiem-tra-trich-dan", {"van-ban": f"“{bait} một hai ba bốn năm”", "tep": bait})
    finally:
        _WATCHING[0] = False
    assert _WATCHED == []


_CLIENTS = re.compile(
    r"^\s*(?:import|from) (urllib\.request|urllib3|requests|httpx|aiohttp|http\.client|ftplib|smtplib|telnetlib)\b",
    re.MULTILINE,
)


def test_no_part_of_the_program_is_able_to_fetch() -> None:
    root = Path(__file__).parents[2]
    able = {
        str(path.relative_to(root))
        for part in ("indexer", "search_web")
        for path in (root / part).rglob("*.py")
        if _CLIENTS.search(path.read_text("utf-8")) and "benchmark" not in path.parts
    }
    assert able == set()


def test_json_is_no_page(target: Target) -> None:
    answer = target.app.test_client().get(f"/api/v1/documents/{target.id}")
    assert answer.mimetype == "application/json"
    assert json.loads(answer.text)["title"]
    assert "text/html" not in answer.headers["Content-Type"]
