"""Citations of all kinds of documents in each style, against a table that was written from the rules."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from indexer.cite import STYLES, cite
from indexer.model import Document
from tests.cite.works import held

_ROWS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "citations.toml").read_text("utf-8"))["work"]


def _work(row: dict[str, Any]) -> Document:
    card: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row["card"].items()
    }
    return held(paged=bool(row.get("paged", True)), **card)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["name"])
def test_the_citation_is_the_one_of_the_table(row: dict[str, Any], style: str) -> None:
    assert cite(_work(row), row.get("page"), style).text == row[style]


@pytest.mark.parametrize("row", [row for row in _ROWS if "later" in row], ids=lambda row: row["name"])
def test_the_later_mention_is_the_one_of_the_table(row: dict[str, Any]) -> None:
    assert cite(_work(row), row.get("page"), later=True).text == row["later"]
