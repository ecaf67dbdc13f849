"""The API over a real library: what it refuses, how it goes on, and every rule of its own description."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.library import Library
from indexer.numbering import document_id, document_number
from indexer.shapes import document_json
from search_web import create_app
from search_web.api.openapi import description
from search_web.api.routes import ROUTES
from tests.forms import send
from tests.texts import directive, library_of

DIRECTIVE = directive("Thư viện là nơi giữ tài liệu cho người học. Người học được đọc mọi tài liệu của thư viện.\n")
PAPER = """Bài viết về thư viện

Theo Chỉ thị số 23-CT/ĐU ngày 9/2/2018 của Đảng ủy Trường Chính trị, người học được đọc mọi tài liệu.

Kết luận số 7-KL/TW nói thêm về việc giữ tài liệu trong thư viện của trường.
"""
PAPER_ID = document_id(document_number(sha256(PAPER.encode()).hexdigest()))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of({"chi-thi.txt": DIRECTIVE, "bai.txt": PAPER}, tmp_path_factory) as library:
        yield library


@pytest.fixture(scope="module")
def app(library: Library) -> Flask:
    return create_app(library, library.settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def paper(library: Library) -> str:
    return next(each.id for each in library.listed() if each.filename == "bai.txt")


def error(client: FlaskClient, path: str, status: int, **sent: Any) -> dict[str, Any]:
    method = sent.pop("method", "GET")
    response = client.open(f"/api/v1/{path}", method=method, **sent)
    assert (response.status_code, response.mimetype) == (status, "application/json"), response.text
    body: dict[str, Any] = response.get_json()
    assert list(body) == ["error"]
    assert body["error"]["status"] == status
    assert {"code", "message", "message_vi"} <= set(body["error"])
    return dict(body["error"])


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("search?q=a&limit=0", "limit"),
        ("search?q=a&limit=101", "limit"),
        ("search?q=a&limit=x", "limit"),
        ("search?q=a&limit=%D9%A2", "limit"),
        ("search?q=a&limit=1&limit=2", "limit"),
        ("search?q=a&limit=", "limit"),
        ("search?q=a&offset=1001", "offset"),
        ("search?q=a&sort=best", "sort"),
        ("search?q=a&abbreviations=no", "abbreviations"),
        ("search?q=a&colour=red", "colour"),
        ("search?q=a&" + "&".join(f"filter=year={year}" for year in range(21)), "filter"),
        (f"search?q={'a' * 20_001}", "q"),
        ("documents?offset=3", "offset"),
        ("documents/{}/pages/0", "page"),
        ("documents/{}/pages/one", "page"),
        ("documents/{}/citation?style=mla", "style"),
        ("documents/{}/citation?format=exe", "format"),
        ("documents/{}/citation?spans=9", "spans"),
        ("styles?q=a", "q"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(client: FlaskClient, paper: str, path: str, parameter: str) -> None:
    told = error(client, path.format(paper), 400)
    assert (told["code"], told["parameter"]) == ("bad_parameter", parameter)
    assert told["message"].startswith(f"{parameter}: ")


def test_choices_are_told(client: FlaskClient) -> None:
    assert error(client, "search?sort=best", 400)["allowed"] == ["relevance", "newest", "oldest", "title"]
    assert error(client, "suggest?line=a", 400)["allowed"] == ["q"]


def test_what_is_not_there(client: FlaskClient, paper: str) -> None:
    assert error(client, "documents/000000000", 404)["code"] == "document_not_found"
    assert error(client, "documents/x%2Fy", 404)["code"] == "not_found"
    for path in ("pages/9", "passages?page=9", "references?page=9", "citation?page=9"):
        assert error(client, f"documents/{paper}/{path}", 404)["code"] == "page_not_found", path
    assert error(client, "documents?after=000000000", 404)["code"] == "document_not_found"


def test_methods_and_media_types(client: FlaskClient, paper: str) -> None:
    refused = client.delete("/api/v1/search")
    assert (refused.status_code, set(refused.headers["Allow"].split(", "))) == (405, {"GET", "HEAD", "OPTIONS"})
    assert refused.get_json()["error"]["code"] == "method_not_allowed"
    assert error(client, "quotes", 405)["code"] == "method_not_allowed"
    assert error(client, "search?q=a", 406, headers={"Accept": "text/html"})["code"] == "not_acceptable"
    ris = client.get(f"/api/v1/documents/{paper}/citation?format=ris", headers={"Accept": "application/*"})
    assert ris.mimetype == "application/x-research-info-systems"
    told = error(client, "quotes", 415, method="POST", data="text", content_type="text/plain")
    assert told["code"] == "unsupported_media_type"
    asked = client.options("/api/v1/search")
    assert (asked.status_code, asked.data, set(asked.headers["Allow"].split(", "))) == (
        200,
        b"",
        {"GET", "HEAD", "OPTIONS"},
    )
    head = client.head("/api/v1/documents?limit=1")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Link"]


@pytest.mark.parametrize(
    ("sent", "parameter"),
    [
        ({"json": {}}, "text"),
        ({"json": []}, "body"),
        ({"json": {"text": 1}}, "text"),
        ({"json": {"text": "a", "sentences": "true"}}, "sentences"),
        ({"json": {"text": "a", "van-ban": "a"}}, "van-ban"),
        ({"data": {"text": ""}}, "text"),
        ({"data": {"text": "a", "sentences": "on"}}, "sentences"),
        ({"data": {"text": "a", "file": (io.BytesIO(b"a"), "a.txt")}}, "text"),
        ({"data": {"text": (io.BytesIO(b"a"), "a.txt")}}, "text"),
    ],
)
def test_a_body_that_cannot_be_used(client: FlaskClient, sent: dict[str, Any], parameter: str) -> None:
    assert error(client, "quotes", 400, method="POST", **sent)["parameter"] == parameter


def test_a_body_that_is_too_long_or_broken(client: FlaskClient) -> None:
    big = {"CONTENT_LENGTH": str(31_000_000)}
    told = error(client, "quotes", 413, method="POST", content_type="application/json", environ_overrides=big)
    assert told["code"] == "request_entity_too_large"
    assert (
        error(client, "quotes", 400, method="POST", data="{", content_type="application/json")["code"] == "bad_request"
    )


QUOTED = "Luật viết: “Người học được đọc mọi sách của thư viện”."


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"text": QUOTED, "sentences": False}},
        {"data": {"text": QUOTED}},
        {"data": {"file": (io.BytesIO(QUOTED.encode()), "bản thảo.md")}},
    ],
)
def test_quotations_are_checked_however_they_are_sent(client: FlaskClient, sent: dict[str, Any]) -> None:
    (told,) = client.post("/api/v1/quotes", **sent).get_json()["quotations"]
    assert (told["verdict"], QUOTED[told["start"] : told["end"]]) == ("changed", told["text"])


UNREADABLE = "“Người học\x00 được đọc \ud800mọi sách của thư viện\ufffe” \x1f"


def test_what_no_text_holds_breaks_nothing(client: FlaskClient, paper: str) -> None:
    told = client.post("/api/v1/quotes", json={"text": UNREADABLE})
    assert told.status_code == 200
    assert len(told.get_json()["quotations"]) == 1
    for name in ("a.md\x00", "a.\x00md", "\ud800.docx", "../../a.md", "a." + "d" * 300, "\x00"):
        sent = {"van-ban": "", "tep": (io.BytesIO(QUOTED.encode()), name.encode("utf-8", "replace").decode())}
        assert send(client, "/kiem-tra-trich-dan", sent).status_code in (200, 422), name
    for form in ("docx", "csv", ""):
        answer = send(client, "/kiem-tra-trich-dan", {"van-ban": "“Người\x00 học được đọc mọi” \ufffe", "dang": form})
        assert answer.status_code == 200
    row = json.dumps([{"id": paper, "trang": "", "doan": "", "ghi-chu": "ghi\x00 \ud800 chú"}])
    for form in ("docx", "footnotes", "list", "ris", "bibtex", "csl-json"):
        assert send(client, "/gio-trich-dan/xuat", {"muc": row, "dang": form}, "/gio-trich-dan").status_code == 200, (
            form
        )
    for path in (
        "tim?q=%00%ED%A0%80&filter=kind=%00a",
        "api/v1/search?q=%00%ED%A0%80",
        "api/v1/suggest?q=%00%ED%A0%80",
    ):
        assert client.get(f"/{path}").status_code == 200, path
    assert client.get(f"/tai-lieu/{paper}/trang/1?q=%00%ED%A0%80&cho=%00").status_code == 200
    assert client.get("/tai-lieu/%00%ED%A0%80").status_code == 404
    assert client.get(f"/tai-lieu/{paper}/trang?so=%00%ED%A0%80&tu=%00").status_code == 302


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("documents", "documents"),
        ("documents/{}/pages", "pages"),
        ("documents/{}/passages", "passages"),
        ("documents/{}/references", "references"),
        ("documents/{}/cited-by", "cited_by"),
        ("search", "documents"),
    ],
)
def test_following_the_next_address_gives_all_of_a_list_once(
    client: FlaskClient, paper: str, path: str, kept: str
) -> None:
    address = f"/api/v1/{path.format(paper)}"
    whole = client.get(f"{address}?limit=100").get_json()[kept]
    found, address = [], f"{address}?limit=1"
    while address:
        response = client.get(address)
        answer = response.get_json()
        assert len(answer[kept]) <= 1
        found += answer[kept]
        address = response.headers.get("Link", "").partition(">")[0].removeprefix("<")
        assert answer.get("next", address) == address or not address
    assert found == whole
    assert len(whole) == {"documents": 2, "references": 2, "passages": 1, "pages": 1, "cited_by": 0}[kept]


def test_a_document_in_parts(client: FlaskClient, library: Library, paper: str) -> None:
    def get(path: str) -> Any:
        return client.get(f"/api/v1/documents/{paper}{path}").get_json()

    assert get("") == document_json(library.document(paper))
    (page,) = get("/pages")["pages"]
    assert page["text"].startswith("Bài viết về thư viện\nTheo Chỉ thị")
    (passage,) = get("/passages?page=1")["passages"]
    cited = get(f"/citation?spans={passage['spans']}&style=apa")
    assert cited["quotation"] == " ".join(passage["text"].split())
    marked = get("/pages/1?q=gi%E1%BB%AF+t%C3%A0i+li%E1%BB%87u")
    assert any(block["highlights"] for block in marked["blocks"])
    directive = get("/references")["references"][0]["document"]
    assert directive["number"] == "23-CT/ĐU"
    (citing,) = client.get(f"/api/v1/documents/{directive['id']}/cited-by").get_json()["cited_by"]
    assert (citing["document"]["id"], citing["sure"]) == (paper, True)


def test_a_document_in_the_trash_is_not_there(client: FlaskClient, library: Library, paper: str) -> None:
    library.remove(paper)
    try:
        for path in ("", "/pages", "/pages/1", "/passages", "/citation", "/references", "/cited-by"):
            assert error(client, f"documents/{paper}{path}", 404)["code"] == "document_not_found", path
    finally:
        library.restore_document(paper)


def test_the_page_to_try_it_leads_to_each_address(client: FlaskClient, paper: str) -> None:
    tree = HTMLParser(client.get("/api").text)
    forms = tree.css("main form")
    assert not tree.css("main script, [style]")
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    tried = 0
    for form in forms:
        if form.attributes["method"] == "get":
            filled = {str(each.attributes["name"]): each.attributes.get("value") or "" for each in form.css("input")}
            filled |= dict.fromkeys(filled.keys() & {"id"}, paper) | {
                str(each.attributes["name"]): "" for each in form.css("select")
            }
            answer = client.get(str(form.attributes["action"]), query_string=filled, follow_redirects=True)
            assert (answer.status_code, answer.request.path[:8]) == (200, "/api/v1/"), answer.text
            tried += 1
    assert tried == sum(each.method == "GET" for each in ROUTES)
    assert client.get("/api/thu/document").headers["Location"] == "/api"
    assert client.get("/api/thu/nothing").status_code == 404


class _Later:
    """The application, once there is one: tests are made from the description alone."""

    app: Flask | None = None

    def __call__(self, environ: Any, start_response: Any) -> Any:
        assert self.app is not None
        return self.app(environ, start_response)


later = _Later()
ACCEPTED = {"expected-statuses": ["2xx", "404", "400", "422"]}
RULES = {  # what no schema can say: which slices a text has, which bytes are a file that can be read
    "operations": [
        {"include-operation-id": name, "checks": {"positive_data_acceptance": ACCEPTED}}
        for name in ("citation", "similar", "quotes")
    ]
}


def _described() -> Any:
    """The description with documents that the library holds, or every answer would be that there is none."""
    told = description("/api/v1")
    for each in (each for path in told["paths"].values() for each in path.values()):
        for parameter in each["parameters"]:
            if parameter["name"] in ("id", "after"):
                parameter["schema"] = {"enum": [PAPER_ID]}
    return schemathesis.openapi.from_dict(told, config=schemathesis.Config.from_dict(RULES))


described = _described()
described.app = later


@pytest.fixture(autouse=True)
def there_is_one(app: Flask) -> None:
    later.app = app


@described.parametrize()  # type: ignore[untyped-decorator]  # schemathesis says little of its own
@settings(max_examples=15, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_what_it_says_of_itself(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
