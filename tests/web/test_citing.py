"""Citing on the web: the page to copy, records, unAPI, tags for programs, the basket."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import parse_qs

import pytest
import rispy
from flask.testing import FlaskClient
from pybtex.database import parse_string
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.model import BlockKind, Metadata
from indexer.text.anchor import anchor_of
from search_web.embedded import coins, highwire
from tests.forms import send
from tests.web.by_hand import FakeLibrary
from tests.web.shelf import a_document, a_page

_BOOK = "000000abc"
_CARD = Metadata(
    title="Văn kiện Đại hội <XIII> & hơn",
    issuer="Đảng Cộng sản Việt Nam",
    publisher="Nxb. Chính trị quốc gia Sự thật",
    place="Hà Nội",
    year=2021,
    volume="I",
)
_PAPER = Metadata(
    title="Tên bài",
    kind="Bài báo khoa học",
    authors=("Nguyễn Phú Trọng", "Lê Thị C"),
    journal="Tạp chí Lý luận chính trị",
    issue="5",
    issued_on=date(2021, 5, 3),
    page_range="45-48",
    doi="10.1234/ab",
)


@pytest.fixture
def book(library: FakeLibrary) -> None:
    page = a_page(1, "25", (BlockKind.PARAGRAPH, "Dân là gốc của nước. Nước lấy dân làm gốc."))
    library.put(a_document(_BOOK, _CARD), page)


def body(client: FlaskClient, address: str) -> HTMLParser:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def text(tree: HTMLParser, where: str) -> str:
    found = tree.css_first(where)
    assert found is not None, where
    return found.text().strip()


@pytest.mark.usefixtures("book")
def test_words_are_shown_with_their_citation_and_lasting_address(client: FlaskClient) -> None:
    tree = body(client, f"/tai-lieu/{_BOOK}/trich?doan=0-19")
    assert text(tree, ".to-copy blockquote") == "“Dân là gốc của nước”"
    assert text(tree, ".to-copy .citation") == (
        "Đảng Cộng sản Việt Nam: Văn kiện Đại hội <XIII> & hơn, Nxb. Chính trị quốc gia Sự thật, Hà Nội, 2021, t.I, tr.25."
    )
    assert text(tree, ".to-copy .citation i") == "Văn kiện Đại hội <XIII> & hơn"
    assert text(tree, ".to-copy a").endswith(
        f"/tai-lieu/{_BOOK}/trich?doan=0-19&van={anchor_of('Dân là gốc của nước')}"
    )


@pytest.mark.usefixtures("book")
def test_a_style_is_remembered(client: FlaskClient) -> None:
    first = client.get(f"/tai-lieu/{_BOOK}/trich?trang=1&kieu=apa")
    assert "kieu-trich-dan=apa" in first.headers["Set-Cookie"]
    later = body(client, f"/tai-lieu/{_BOOK}/trich?trang=1")
    assert text(later, ".citation").startswith("Đảng Cộng sản Việt Nam. (2021).")
    chosen = later.css_first("option[selected]")
    assert chosen is not None
    assert chosen.attributes["value"] == "apa"
    assert "Set-Cookie" not in client.get(f"/tai-lieu/{_BOOK}/trich?kieu=nothing").headers


@pytest.mark.usefixtures("book")
def test_unapi_tells_its_formats_and_answers_ris(client: FlaskClient) -> None:
    formats = client.get("/unapi")
    assert '<format name="ris" type="application/x-research-info-systems"/>' in formats.text
    one = client.get(f"/unapi?id={_BOOK}")
    assert (one.status_code, f'<formats id="{_BOOK}">' in one.text) == (300, True)
    answer = client.get(f"/unapi?id={_BOOK}&format=ris")
    assert answer.mimetype == "application/x-research-info-systems"
    (entry,) = rispy.loads(answer.text)
    assert entry["authors"] == ["Đảng Cộng sản Việt Nam"]
    assert client.get(f"/unapi?id={_BOOK}&format=marc").status_code == 406
    assert client.get("/unapi?id=000000zzz").status_code == 404


@pytest.mark.usefixtures("book")
def test_the_page_read_carries_what_programs_look_for(client: FlaskClient) -> None:
    tree = body(client, f"/tai-lieu/{_BOOK}/trang/1")
    server, mark = tree.css_first('link[rel="unapi-server"]'), tree.css_first("abbr.unapi-id")
    assert server is not None
    assert mark is not None
    assert (server.attributes["href"], mark.attributes["title"]) == ("/unapi", _BOOK)
    tags = {str(each.attributes["name"]): each.attributes["content"] for each in tree.css('meta[name^="citation_"]')}
    assert tags == {
        "citation_title": "Văn kiện Đại hội <XIII> & hơn",
        "citation_author": "Đảng Cộng sản Việt Nam",
        "citation_publication_date": "2021",
        "citation_volume": "I",
        "citation_publisher": "Nxb. Chính trị quốc gia Sự thật",
        "citation_language": "vi",
    }
    span = tree.css_first("span.Z3988")
    assert span is not None
    stated = parse_qs(str(span.attributes["title"]))
    assert stated["rft.aucorp"] == ["Đảng Cộng sản Việt Nam"]
    assert "rft.au" not in stated
    assert stated["rft.place"] == ["Hà Nội"]


def test_a_paper_in_the_tags_of_programs() -> None:
    document = a_document(_BOOK, _PAPER)
    tags = list(highwire(document))
    assert [value for name, value in tags if name == "citation_author"] == ["Nguyễn Phú Trọng", "Lê Thị C"]
    assert ("citation_firstpage", "45") in tags
    assert ("citation_lastpage", "48") in tags
    assert ("citation_publication_date", "2021/05/03") in tags
    assert parse_qs(coins(document))["rft.jtitle"] == ["Tạp chí Lý luận chính trị"]


@pytest.mark.usefixtures("book")
def test_words_of_a_basket_come_from_the_library(client: FlaskClient) -> None:
    rows = [{"id": _BOOK, "doan": "0-19", "words": "Lời bịa", "ghi-chu": "Xem thêm"}, {"id": "000000zzz"}]
    shown = json.loads(send(client, "/gio-trich-dan/muc", {"muc": json.dumps(rows)}, "/gio-trich-dan").text)
    assert [each["words"] for each in shown] == ["Dân là gốc của nước", ""]
    assert shown[0]["row"] == {"doan": "0-19", "van": anchor_of("Dân là gốc của nước")}
    assert shown[1]["html"] == ""
    notes = send(client, "/gio-trich-dan/xuat", {"muc": json.dumps(rows), "dang": "footnotes"}, "/gio-trich-dan").text
    assert notes.startswith("[1] “Dân là gốc của nước”\nĐảng Cộng sản Việt Nam: ")
    assert "Ghi chú: Xem thêm" in notes
    assert "bịa" not in notes


@pytest.mark.usefixtures("book")
def test_a_basket_leaves_in_every_form(client: FlaskClient) -> None:
    rows = json.dumps([{"id": _BOOK, "trang": "1"}])
    forms = {
        form: send(client, "/gio-trich-dan/xuat", {"muc": rows, "dang": form}, "/gio-trich-dan")
        for form in ("ris", "bibtex", "list")
    }
    assert len(rispy.loads(forms["ris"].text)) == 1
    assert list(parse_string(forms["bibtex"].text, "bibtex").entries) == [_BOOK]
    assert forms["list"].text.startswith("1. Đảng Cộng sản Việt Nam: ")
    assert send(client, "/gio-trich-dan/xuat", {"muc": rows, "dang": "exe"}, "/gio-trich-dan").status_code == 400


@pytest.mark.parametrize("rows", ["", "{", "[1]", '{"a": 1}', '[{"id": "../etc"}]', "[" * 5000, json.dumps([{}] * 501)])
def test_a_broken_basket_is_refused(client: FlaskClient, rows: str) -> None:
    assert send(client, "/gio-trich-dan/muc", {"muc": rows}, "/gio-trich-dan").status_code == 400


def test_the_api_cites(client: FlaskClient, library: FakeLibrary) -> None:
    document = next(key for key, each in library.documents.items() if each.metadata.kind == "Giáo trình")
    answer = client.get(f"/api/v1/documents/{document}/citation?page=4&style=chicago")
    assert answer.json is not None
    assert (answer.json["page_label"], answer.json["style"]) == ("2", "chicago")
    assert answer.json["text"].endswith(", 2.")
    assert "TY  - " in client.get(f"/api/v1/documents/{document}/citation?format=ris").text
    for wrong in ("page=0", "spans=x", "style=mla", "format=exe"):
        assert client.get(f"/api/v1/documents/{document}/citation?{wrong}").status_code == 400, wrong
