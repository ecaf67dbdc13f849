"""RIS, BibTeX and CSL-JSON, read again by the libraries that others read them with."""

from __future__ import annotations

import json
from datetime import date

import rispy
from pybtex.database import parse_string

from indexer.cite import records
from tests.cite.works import CONGRESS, held

_PAPER = held(
    "000000002",
    title="Dân chủ & 100% {hiệu quả}_ở cơ sở",
    kind="Bài báo khoa học",
    authors=("Nguyễn Phú Trọng", "Lê Thị C"),
    journal="Tạp chí Lý luận chính trị",
    issue="5",
    volume="12",
    issued_on=date(2021, 5, 3),
    page_range="45-48",
    doi="10.1234/a_b",
    issn="2525-2607",
)


def test_ris_is_read_as_it_was_meant() -> None:
    book, paper = rispy.loads(records([CONGRESS, _PAPER], "ris"))
    assert book["type_of_reference"] == "BOOK"
    assert book["authors"] == ["Đảng Cộng sản Việt Nam"]
    assert (book["volume"], book["year"], book["place_published"]) == ("I", "2021", "Hà Nội")
    assert paper["type_of_reference"] == "JOUR"
    assert paper["authors"] == ["Nguyễn Phú Trọng", "Lê Thị C"]
    assert (paper["start_page"], paper["end_page"], paper["number"], paper["doi"]) == ("45", "48", "5", "10.1234/a_b")


def test_bibtex_keeps_names_whole() -> None:
    read = parse_string(records([CONGRESS, _PAPER], "bibtex"), "bibtex")
    paper = read.entries["000000002"]
    assert [str(each) for each in paper.persons["author"]] == ["{Nguyễn Phú Trọng}", "{Lê Thị C}"]
    assert all(not each.first_names for each in paper.persons["author"])
    assert paper.fields["title"] == r"{Dân chủ \& 100\% hiệu quả\_ở cơ sở}"
    assert paper.fields["pages"] == "45--48"
    assert read.entries["000000001"].fields["address"] == "Hà Nội"


def test_csl_json_is_csl() -> None:
    (item,) = json.loads(records([_PAPER], "csl-json"))
    assert item["author"][0] == {"literal": "Nguyễn Phú Trọng"}
    assert item["issued"] == {"date-parts": [[2021, 5, 3]]}
    assert item["type"] == "article-journal"


def test_a_line_break_in_a_card_breaks_no_record() -> None:
    broken = held("000000003", title="Một\nER  - ", authors=("A\r\nTY  - BOOK",))
    (entry,) = rispy.loads(records([broken], "ris"))
    assert entry["title"] == "Một ER -"


def test_editors_and_translators_are_no_authors() -> None:
    made = held("000000004", title="Vốn", authors=("Thomas Model (chủ biên)", "Trần Bình (dịch)"), publisher="Nxb. Mẫu")
    (book,) = rispy.loads(records([made], "ris"))
    assert "authors" not in book
    assert book["subsidiary_authors"] == ["Trần Bình"] or book["tertiary_authors"] == ["Trần Bình"]
    persons = parse_string(records([made], "bibtex"), "bibtex").entries["000000004"].persons
    assert [str(each) for each in persons["editor"]] == ["{Thomas Model}"]
    (item,) = json.loads(records([made], "csl-json"))
    assert item["editor"] == [{"literal": "Thomas Model"}]
    assert item["translator"] == [{"literal": "Trần Bình"}]
    assert not {"names", "annote", "status", "author"} & set(item)
