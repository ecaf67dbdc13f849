"""The same pages over a real library of a few small documents."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.library import Library
from indexer.model import Outcome, Sort
from indexer.query.parse import FIELDS
from indexer.settings import Settings
from indexer.text.normalize import fold
from search_web import create_app

Get = Callable[..., HTMLParser]
HOSTILE = "<script>alert('x')</script> & \"nháy\""
COURSE = """# Bài giảng về dân vận

## Dân là gốc

Công tác dân vận bắt đầu từ việc lắng nghe. Cán bộ phải gần dân, hiểu dân, học dân và có trách nhiệm với dân.
Lấy dân làm gốc là bài học xuyên suốt, được nhắc lại trong mọi giờ học lý luận chính trị của nhà trường.

## Phương pháp

Muốn dân tin thì lời nói phải đi đôi với việc làm; người học cần tự liên hệ với cơ quan, đơn vị mình,
như Chỉ thị số 23-CT/ĐU ngày 9/2/2018 của Đảng ủy Trường Chính trị đòi hỏi.
"""
DIRECTIVE = """ĐẢNG BỘ TỈNH BÌNH AN
ĐẢNG ỦY TRƯỜNG CHÍNH TRỊ
*
Số 23-CT/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bình An, ngày 09 tháng 02 năm 2018

CHỈ THỊ
về đổi mới việc học tập lý luận chính trị trong Đảng bộ

Việc học tập lý luận chính trị phải gắn với công việc hằng ngày của từng chi bộ, tránh hình thức.
Các chi bộ báo cáo kết quả học tập trước ngày 15 tháng 12 hằng năm.
"""
NOTE = f"""<!doctype html><html lang="vi"><head><title>{escape(HOSTILE)}</title></head><body><article>
<h1>{escape(HOSTILE)}</h1><p>Ghi chép về kinh tế tri thức và thẻ {escape(HOSTILE)} trong bài giảng lý luận.</p>
<p>Đoạn thứ hai nói thêm về kinh tế tri thức ở địa phương, đủ dài để được coi là nội dung của bài viết này.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("files")
    for name, content in (("bai giang.md", COURSE), ("23-ct.txt", DIRECTIVE), ("ghi chép.html", NOTE)):
        (folder / name).write_text(content, "utf-8")
    library = Library(Settings(home=tmp_path_factory.mktemp("home"), jobs=1))
    reports = library.add([folder], collection="Bộ <thử> & nghiệm")
    assert [each.outcome for each in reports] == [Outcome.ADDED] * 3, reports
    yield library
    library.close()


@pytest.fixture
def client(library: Library, tmp_path: Path) -> FlaskClient:
    return create_app(library, Settings(home=tmp_path)).test_client()


@pytest.fixture
def get(client: FlaskClient) -> Get:
    def fetch(path: str, status: int = 200, **query: object) -> HTMLParser:
        response = client.get(path, query_string=query or None)
        assert response.status_code == status, response.text
        return HTMLParser(response.text)

    return fetch


def texts(tree: HTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def first(tree: HTMLParser, selector: str) -> str:
    return tree.css(selector)[0].attributes["href"] or ""


def test_home_counts_what_is_held(get: Get) -> None:
    tree = get("/")
    assert texts(tree, ".held")[0].startswith("3 tài liệu · ")
    assert len(tree.css(".newest li")) == 3
    assert texts(get(first(tree, ".collections a")), "h1")[0].startswith("3 tài liệu")


@pytest.mark.parametrize(
    "line", ["lấy dân làm gốc", "lay dan lam goc", unicodedata.normalize("NFD", "lấy dân làm gốc")]
)
def test_a_sentence_is_found_and_read_on_its_page(get: Get, line: str) -> None:
    result = get("/tim", q=line)
    assert texts(result, ".hits h2")[0] == "Bài giảng về dân vận"
    assert "Lấy dân làm gốc" in texts(result, "blockquote mark")
    page = get(first(result, "a.page"))
    assert "Lấy dân làm gốc" in texts(page, "#khop mark")
    assert "Dân là gốc" in texts(page, ".leaf h2, .leaf h3")


def test_a_line_without_accents_is_said_to_be_read_so(get: Get) -> None:
    told = texts(get("/tim", q="lay dan lam goc"), ".understood p")
    assert told == ["Có phải ý bạn là lấy dân làm gốc?", "Tìm không dấu: lay dan lam goc"]


def test_a_directive_is_found_by_its_number(get: Get) -> None:
    tree = get("/tim", q="23-CT/ĐU")
    assert texts(tree, ".hits .label")[0] == "Chỉ thị · 23-CT/ĐU"
    assert "09/02/2018" in texts(tree, ".hits .by")[0]


def test_facets_narrow_and_chips_widen(get: Get) -> None:
    tree = get("/tim", q="lý luận")
    total = texts(tree, "h1")[0].split()[0]
    [kind] = [node for node in tree.css(".facets a") if "Chỉ thị" in node.text()]
    narrowed = get("/tim" + (kind.attributes["href"] or ""))
    assert texts(narrowed, "h1")[0].startswith("1 tài liệu")
    assert texts(get("/tim" + first(narrowed, ".chips a")), "h1")[0].split()[0] == total


def test_a_collection_with_a_strange_name_is_a_filter_like_any_other(get: Get) -> None:
    tree = get("/tim", q="lý luận", filter="collection=Bộ <thử> & nghiệm")
    assert texts(tree, ".chips b") == ["Bộ <thử> & nghiệm"]
    assert tree.css(".hits > li")


def test_text_of_documents_stays_text(get: Get) -> None:
    result = get("/tim", q="kinh tế tri thức")
    page = get(first(result, "a.page"))
    for tree in (result, page):
        assert all(node.attributes.get("src") for node in tree.css("script"))
    assert "<script>alert('x')</script>" in page.css(".leaf")[0].text()


def test_quotes_and_hostile_lines_are_searched_for(get: Get) -> None:
    for line in (
        "“dân là gốc”",
        '"dân là gốc',
        "(a OR",
        "title:",
        "* - !",
        "\x00",
        "a:b:c",
        "~^{}[]",
        "\ud83d" * 3,
        "<b>",
    ):
        get("/tim", q=line.encode("utf-8", "replace").decode())


def test_a_very_long_line_is_answered(get: Get) -> None:
    line = ("lý luận chính trị của nhà trường " * 160)[:5000].strip()
    tree = get("/tim", q=line)
    assert tree.css("input#q")[0].attributes["value"] == line


def test_without_result_something_that_finds_is_offered(get: Get) -> None:
    tree = get("/tim", q='"gốc làm dân"')
    assert texts(tree, ".offers a")
    for node in tree.css(".offers a"):
        assert not texts(get("/tim" + (node.attributes["href"] or "")), "h1")[0].startswith("Không")


def test_originals_are_saved_as_they_were(client: FlaskClient, library: Library) -> None:
    for document in library.holdings().newest:
        response = client.get(f"/tai-lieu/{document.id}/ban-goc")
        assert response.data == library.original(document.id).read_bytes()
        assert response.mimetype == document.media_type
        assert response.headers["Content-Disposition"].startswith("attachment")


def test_programs_get_the_agreed_shape(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search", query_string={"q": "lý luận", "limit": 1}).get_json()
    assert {"query", "interpreted", "did_you_mean", "took_ms", "total_documents", "documents", "facets"} <= set(answer)
    [document] = answer["documents"]
    [start, end] = document["passages"][0]["highlights"][0]
    assert document["passages"][0]["text"][start:end].casefold() in ("lý luận", "lý", "luận")


@pytest.mark.parametrize("path", ["/tai-lieu/000000000", "/tai-lieu/zzzzzzzzz/trang/1", "/tai-lieu/x", "/tai-lieu/%00"])
def test_an_unknown_document_is_not_found(get: Get, path: str) -> None:
    assert "Thư viện không có tài liệu" in texts(get(path, status=404), "h1")[0]


def test_paging_covers_every_document_once(client: FlaskClient) -> None:
    ids = [
        each["id"]
        for offset in range(4)
        for each in client.get(f"/api/v1/search?q=&limit=1&offset={offset}").get_json()["documents"]
    ]
    assert len(ids) == len(set(ids)) == 3


def test_references_lead_to_the_place_that_names_the_paper(get: Get, library: Library) -> None:
    """From a course to the directive that it names, and back to the words that name it."""
    directive = next(hit.document for hit in library.search("23-CT/ĐU").documents if hit.document.metadata.number)
    course = library.cited_by(directive.id).documents[0].document
    page = get(f"/tai-lieu/{course.id}/trang/1")
    assert page.css(".references a")[0].attributes["href"] == f"/tai-lieu/{directive.id}"
    back = get(f"/tai-lieu/{directive.id}/trang/1").css(".references a")[0].attributes["href"]
    there, _, fragment = (back or "").partition("#")
    [hit] = get(there).css(f"#{fragment}")
    assert "23-CT/ĐU" in hit.text()
    assert hit.css("mark")


def test_the_help_page_shows_lines_that_find_something(get: Get) -> None:
    page = get("/tro-giup")
    links = page.css("dl.card a")
    assert len(links) >= 10
    for each in links[:6]:
        assert get(each.attributes["href"] or "").css(".hits > li")


def test_the_help_page_names_every_field(get: Get) -> None:
    told = " ".join(each.text() for each in get("/tro-giup").css("main")).casefold()
    assert [name for name in FIELDS if f"{name}:" not in fold(told)] == []


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.OLDEST])
@pytest.mark.parametrize(
    "line", ["", "học tập lý luận chính trị", "kinh tế tri thức", "một bài học xuyên suốt của công tác dân vận"]
)
def test_all_documents_are_those_of_all_pages_in_their_order(library: Library, line: str, sort: Sort) -> None:
    pages = [library.search(line, sort=sort, limit=1, offset=offset).documents for offset in range(4)]
    paged = [(hit.document.id, hit.whole) for page in pages for hit in page]
    assert [(hit.document.id, hit.whole) for hit in library.search_all(line, sort=sort)] == paged != []
