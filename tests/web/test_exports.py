"""All documents of a result as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import openpyxl
import pymarc
import pytest
import rispy
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.errors import IndexUnusable, WrongUse
from indexer.exporting import COLUMNS
from indexer.model import Metadata
from indexer.sheet import workbook

Get = Callable[..., HTMLParser]
LINE = "lý luận chính trị"


def _table(client: FlaskClient, **query: str) -> list[dict[str, str]]:
    text = client.get("/tim.csv", query_string=query).text
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_the_page_leads_to_all_its_documents_in_its_order(client: FlaskClient, get: Get) -> None:
    page = get("/tim", q=LINE)
    shown = [(each.attributes["href"] or "").split("/")[2].split("?")[0] for each in page.css(".hits h2 a")]
    led = {each.text(): each.attributes["href"] or "" for each in page.css(".exports a")}
    assert set(led) == {"CSV", "XLSX", "JSON", "RIS", "MARC"}
    table = list(csv.DictReader(io.StringIO(client.get(led["CSV"]).text[1:], newline="")))
    assert tuple(table[0]) == COLUMNS
    assert [each["id"] for each in table][: len(shown)] == shown != []
    documents = json.loads(client.get(led["JSON"]).text)
    assert [each["id"] for each in documents] == [each["id"] for each in table]
    answer = client.get(led["RIS"])
    assert len(rispy.loads(answer.text)) == len(table)
    assert answer.headers["Content-Disposition"] == "attachment; filename=tra-cuu.ris"
    records = list(pymarc.MARCReader(client.get(led["MARC"]).data))
    assert [each["001"].data for each in records if each] == [each["id"] for each in table]


def test_filters_hold_and_the_offset_does_not(client: FlaskClient) -> None:
    everything = _table(client, q=LINE)
    kind = everything[0]["kind"]
    of_kind = _table(client, q=LINE, filter=f"kind={kind}", offset="10")
    assert [each["id"] for each in of_kind] == [each["id"] for each in everything if each["kind"] == kind]


def test_addresses_lead_to_the_page_of_the_best_passage(client: FlaskClient) -> None:
    first = _table(client, q=LINE)[0]
    assert first["passage"]
    assert client.get(first["address"]).status_code == 200


@pytest.mark.parametrize("title", ["=1+1", "+84", "-x", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(title: str, put: Callable[..., str], client: FlaskClient) -> None:
    put(Metadata(title=title), "Quản trị đồng cỏ.")
    assert f"'{title}" in [each["title"] for each in _table(client, q="đồng cỏ")]


def _sheet(content: bytes) -> list[tuple[object, ...]]:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} == {"s"}, "text, no formula"
    return [tuple(cell.value or "" for cell in row) for row in sheet]


def test_a_workbook_is_the_table(client: FlaskClient, put: Callable[..., str]) -> None:
    put(Metadata(title="=1+1", number="0123", issued_on=date(2018, 2, 9)), f"@{LINE}")
    answer = client.get("/tim.xlsx", query_string={"q": LINE})
    head, *rows = _sheet(answer.data)
    assert head == COLUMNS
    told = [tuple(cell.removeprefix("'") for cell in each.values()) for each in _table(client, q=LINE)]
    assert rows == told
    (added,) = (dict(zip(COLUMNS, each, strict=True)) for each in rows if each[0] == "0another0")
    assert (added["title"], added["number"], added["date"]) == ("=1+1", "0123", "2018-02-09")
    assert answer.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["Content-Disposition"] == "attachment; filename=tra-cuu.xlsx"


def test_more_rows_than_a_sheet_has_are_refused() -> None:
    rows = [("số",), ("1",), ("2",)]
    assert _sheet(b"".join(workbook(rows, most_rows=3))) == rows
    with pytest.raises(WrongUse, match="take them as csv"):
        b"".join(workbook(rows, most_rows=2))


def test_nothing_found_is_an_empty_file(client: FlaskClient) -> None:
    assert _table(client, q="zzzz") == []
    assert _sheet(client.get("/tim.xlsx?q=zzzz").data) == [COLUMNS]
    assert json.loads(client.get("/tim.json?q=zzzz").text) == []
    assert client.get("/tim.ris?q=zzzz").text == ""


def test_an_unknown_form_is_not_found(client: FlaskClient) -> None:
    assert client.get("/tim.pdf?q=a").status_code == 404


def test_an_error_is_said_before_anything_is_sent(client: FlaskClient, fail_with: Callable[[Exception], None]) -> None:
    fail_with(IndexUnusable("gone"))
    assert client.get("/tim.csv?q=a").status_code >= 500
