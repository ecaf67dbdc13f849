"""Every sample document is described as its .toml says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from indexer.extract import extract
from indexer.metadata import describe
from tests.wanting import needed

CORPUS = Path(__file__).parents[2] / "corpus"
SAID = ("title", "kind", "number", "issuer", "issued_on", "authors", "year", "journal", "issue")
EXPECTATIONS = sorted(CORPUS.glob("*.toml"))


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda path: path.stem)
def test_the_card_is_as_expected(expectation: Path) -> None:
    wanted = tomllib.loads(expectation.read_text("utf-8")).get("metadata", {})
    path = expectation.with_suffix("")  # a.pdf.toml tells of a.pdf
    if path.suffix == ".doc":
        needed("soffice", "libreoffice-writer")
    card = describe(extract(path, path.name), path.name).card
    for field in SAID:
        if field in wanted:
            value = tuple(wanted[field]) if field == "authors" else wanted[field]
            assert getattr(card, field) == value, field
