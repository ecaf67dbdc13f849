"""All documents of a result as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
import rispy
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.errors import IndexUnusable
from indexer.exporting import COLUMNS
from indexer.model import Metadata

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
    assert set(led) == {"CSV", "JSON", "RIS"}
    table = list(csv.DictReader(io.StringIO(client.get(led["CSV"]).text[1:], newline="")))
    assert tuple(table[0]) == COLUMNS
    assert [each["id"] for each in table][: len(shown)] == shown != []
    documents = json.loads(client.get(led["JSON"]).text)
    assert [each["id"] for each in documents] == [each["id"] for each in table]
    answer = client.get(led["RIS"])
    assert len(rispy.loads(answer.text)) == len(table)
    assert answer.headers["Content-Disposition"] == "attachment; filename=tra-cuu.ris"


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


def test_nothing_found_is_an_empty_file(client: FlaskClient) -> None:
    assert _table(client, q="zzzz") == []
    assert json.loads(client.get("/tim.json?q=zzzz").text) == []
    assert client.get("/tim.ris?q=zzzz").text == ""


def test_an_unknown_form_is_not_found(client: FlaskClient) -> None:
    assert client.get("/tim.pdf?q=a").status_code == 404


def test_an_error_is_said_before_anything_is_sent(client: FlaskClient, fail_with: Callable[[Exception], None]) -> None:
    fail_with(IndexUnusable("gone"))
    assert client.get("/tim.csv?q=a").status_code >= 500
