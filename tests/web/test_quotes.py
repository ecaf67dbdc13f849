"""The quotation check as a page and for programs, over a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.library import Library
from indexer.settings import Settings
from search_web import create_app
from tests.forms import send

TEXT = """Công tác dân vận bắt đầu từ việc lắng nghe ý kiến của nhân dân. Lấy dân làm gốc là bài học xuyên suốt.
"""
MANUSCRIPT = "Sách viết “Công tác dân vận bắt đầu từ việc lắng nghe lời nói của nhân dân”. Và “dân vận”. <b>"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    (tmp_path / "dan-van.txt").write_text(TEXT, "utf-8")
    settings = Settings(home=tmp_path / "home")
    library = Library(settings)
    library.add([tmp_path / "dan-van.txt"])
    yield create_app(library, settings).test_client()
    library.close()


def test_changed_words_are_shown_in_place_with_the_printed_ones(client: FlaskClient) -> None:
    page = HTMLParser(send(client, "/kiem-tra-trich-dan", {"van-ban": MANUSCRIPT}).text)
    assert [each.text() for each in page.css(".verdict")] == ["sai chữ", "quá ngắn"]
    assert [each.text() for each in page.css("del")] == ["lời nói"]
    assert [each.text() for each in page.css("ins")] == ["ý kiến"]
    assert "<b>" in page.css(".own")[-1].text()


def test_a_report_begins_with_its_tally_and_leaves_no_marks_hanging(client: FlaskClient) -> None:
    page = HTMLParser(send(client, "/kiem-tra-trich-dan", {"van-ban": MANUSCRIPT}).text)
    assert page.css("#ket-qua + p")[0].text() == "1 sai chữ, 1 quá ngắn."
    assert [each.text() for each in page.css(".own")] == ["Sách viết", ". Và", ". <b>"]
    assert page.css("blockquote")[1].text() == "“dân vận”"


def test_programs_and_files_get_the_same(client: FlaskClient) -> None:
    told = client.post("/api/v1/quotes", data={"text": MANUSCRIPT}).get_json()
    assert [each["verdict"] for each in told["quotations"]] == ["changed", "short"]
    table = send(client, "/kiem-tra-trich-dan", {"van-ban": MANUSCRIPT, "dang": "csv"})
    assert "lời nói → ý kiến" in table.text
    word = send(client, "/kiem-tra-trich-dan", {"van-ban": MANUSCRIPT, "dang": "docx"})
    assert word.data[:2] == b"PK"


def test_an_empty_form_is_refused_and_shown(client: FlaskClient) -> None:
    refused = send(client, "/kiem-tra-trich-dan", {"van-ban": " "})
    assert (refused.status_code, "Chưa có gì để kiểm tra" in refused.text, "<textarea" in refused.text) == (
        400,
        True,
        True,
    )
    gone = HTMLParser(client.get("/kiem-tra-trich-dan/khong-co").text)
    assert "/kiem-tra-trich-dan" in [each.attributes["href"] for each in gone.css("main .ways a")]
    assert client.get("/kiem-tra-trich-dan").status_code == 200
