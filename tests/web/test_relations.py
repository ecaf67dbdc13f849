"""What a document rests on and what builds on it, as pages; and the list of what is wanted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.library import Library
from indexer.wish_list import wishes_as_csv
from search_web import create_app
from search_web.picture import Drawn, picture
from tests.texts import directive, library_of

DIRECTIVE = directive(
    "Thực hiện Kết luận số 7-KL/TW ngày 4/11/2016, thư viện mở cửa cho mọi người học của nhà trường.\n"
)
PAPER = """# Bài viết về thư viện

Theo Chỉ thị số 23-CT/ĐU ngày 9/2/2018 của Đảng ủy Trường Chính trị, người học được đọc mọi tài liệu.
Kết luận số 7-KL/TW ngày 4/11/2016 nói rõ việc ấy, và Kết luận số 7-KL/TW được nhắc lại nhiều lần.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of({"chi-thi.txt": DIRECTIVE, "bai.md": PAPER}, tmp_path_factory) as library:
        yield library


@pytest.fixture
def client(library: Library) -> FlaskClient:
    return create_app(library, library.settings).test_client()


def id_of(library: Library, filename: str) -> str:
    return next(each.id for each in library.listed() if each.filename == filename)


def page_of(client: FlaskClient, path: str) -> HTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def test_lists_say_what_is_held_and_what_is_not(client: FlaskClient, library: Library) -> None:
    paper, directive = id_of(library, "bai.md"), id_of(library, "chi-thi.txt")
    tree = page_of(client, f"/tai-lieu/{paper}/dan-chieu")
    first, second = tree.css("section[aria-labelledby=dua-vao] > ol > li")
    assert "04/11/2016" in first.text()
    assert "chưa có trong thư viện" in first.text()
    assert "2 chỗ" in first.text()
    assert "chưa có" not in second.text()
    assert second.css("a")[0].attributes["href"] == f"/tai-lieu/{directive}/dan-chieu"
    place = first.css("a")[0].attributes["href"] or ""
    assert page_of(client, place).css("#khop mark")
    (citing,) = page_of(client, f"/tai-lieu/{directive}/dan-chieu").css("section[aria-labelledby=duoc-dan] > ol > li")
    assert citing.css("a")[0].attributes["href"] == f"/tai-lieu/{paper}/dan-chieu"
    assert citing.css("a")[1].attributes["href"].startswith(f"/tai-lieu/{paper}/trang/1?q=")  # type: ignore[union-attr]


def test_the_picture_is_one_of_the_lists(client: FlaskClient, library: Library) -> None:
    tree = page_of(client, f"/tai-lieu/{id_of(library, 'chi-thi.txt')}/dan-chieu")
    (drawing,) = tree.css("svg")
    assert drawing.attributes["aria-hidden"] == "true"
    assert [each.text() for each in drawing.css("text.year")] == ["2016", "2018", "?"]
    assert len(drawing.css("path.arrow")) == 2
    assert len(drawing.css("path.arrow.missing")) == 1
    assert not tree.css("svg [style], svg style, main script")
    reading = page_of(client, f"/tai-lieu/{id_of(library, 'chi-thi.txt')}/trang/1")
    assert any("dan-chieu" in (each.attributes["href"] or "") for each in reading.css("a"))


def test_a_document_alone_has_no_picture(library: Library, client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "rieng.txt").write_text("Một bài không nhắc đến văn bản nào, và không bài nào nhắc đến nó.", "utf-8")
    library.add([tmp_path / "rieng.txt"])
    tree = page_of(client, f"/tai-lieu/{id_of(library, 'rieng.txt')}/dan-chieu")
    assert not tree.css("svg")
    assert client.get("/tai-lieu/000000000/dan-chieu").status_code == 404


def test_the_wish_list_and_its_table(client: FlaskClient, library: Library) -> None:
    (row,) = page_of(client, "/con-thieu").css("tbody tr")
    cells = [" ".join(each.text().split()) for each in row.css("th, td")]
    assert cells[:4] == ["Kết luận số 7-KL/TW ngày 4/11/2016", "Kết luận", "07-KL/TW", "04/11/2016"]
    assert cells[5].startswith("2 tài liệu, 3 chỗ")
    table = client.get("/con-thieu.csv")
    assert table.headers["Content-Disposition"].startswith("attachment")
    assert table.text == wishes_as_csv(library.wanted())
    head, told = csv.reader(table.text.removeprefix("\ufeff").splitlines())
    assert (told[1], told[2], told[7], told[8]) == ("07-KL/TW", "2016-11-04", "2", "3")
    assert len(head) == len(told)
    assert "Danh sách đã hết" in page_of(client, "/con-thieu?offset=50").text()
    assert page_of(client, "/con-thieu?offset=-1").css("tbody tr")


def drawn(title: str, year: int | None, weight: int = 1, *, later: bool = False) -> Drawn:
    return Drawn(title, "", date(year, 1, 1) if year else None, weight, later=later)


def test_a_picture_is_in_the_order_of_time_with_unknown_times_outside() -> None:
    own = Drawn("này", "/này", date(2018, 1, 1), own=True)
    others = [
        drawn("a", None),
        drawn("b", 2016),
        drawn("c", 2018),
        drawn("x", 2018, later=True),
        drawn("y", None, later=True),
    ]
    lines = picture(own, others).lines
    assert [each.title for each in lines] == ["a", "b", "c", "này", "x", "y"]
    assert [each.year for each in lines] == ["?", "2016", "2018", "", "", "?"]
    assert [bool(each.arrow) for each in lines] == [True, True, True, False, True, True]
    assert lines[1].arrow.endswith(f" {lines[1].y}")  # into what it rests on
    assert lines[4].arrow.endswith(f" {lines[3].y}")  # from what builds on it


def test_a_picture_draws_the_heaviest_and_counts_the_others() -> None:
    own = Drawn("này", "/này", None, own=True)
    drawing = picture(own, [drawn(str(weight), 2000 + weight, weight) for weight in range(30)])
    assert (len(drawing.lines), drawing.left_out) == (13, 18)
    assert drawing.lines[0].title == "18"
    assert max(each.y for each in drawing.lines) < drawing.height
