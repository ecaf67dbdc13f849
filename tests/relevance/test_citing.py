"""What the documents of the corpus refer to, and where each reference leads."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.library import Library
from indexer.metadata.numbers import DocumentNumber
from indexer.model import Certainty, Document, Reference
from indexer.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpus"
TOLD: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted(CORPUS.glob("*.toml"))
    if not path.stem.endswith(".doc")  # which the library of these tests does not hold
}


@pytest.fixture(scope="module")
def held(added: Path) -> Iterator[Library]:
    library = Library(Settings(home=added))
    yield library
    library.close()


@pytest.fixture(scope="module")
def documents(held: Library) -> dict[str, Document]:
    return {hit.document.filename: hit.document for hit in held.search("", limit=40).documents}


def house_form(reference: Reference) -> str:
    number, _, year = reference.number.partition("/")
    return DocumentNumber(number, year or None, reference.symbol).printed


@pytest.mark.parametrize("name", TOLD)
def test_references_are_as_expected(held: Library, documents: dict[str, Document], name: str) -> None:
    told = TOLD[name]["references"]
    led = held.references(documents[name].id)
    numbered = {house_form(each.reference) for each in led if each.reference.symbol}
    assert numbered == set(told["numbers"])
    named = [each.reference.text for each in led if each.reference.certainty is Certainty.NAME]
    assert list(dict.fromkeys(named)) == told.get("named", [])
    assert sorted({each.document.filename for each in led if each.document}) == told.get("leads_to", [])
    assert [each.candidates for each in led if each.candidates] == []


def test_every_reference_stands_on_its_page(held: Library, documents: dict[str, Document]) -> None:
    for document in documents.values():
        for each in held.references(document.id):
            page = held.read(document.id, each.reference.page)
            text = "\n".join(block.text for block in page.blocks)
            begins = each.reference.start - page.blocks[0].start
            assert text[begins:].startswith(each.reference.text[:10])
            assert each in held.references(document.id, each.reference.page)


def test_cited_by_is_the_other_side_of_references(held: Library, documents: dict[str, Document]) -> None:
    forth = {
        (document.filename, each.document.filename)
        for document in documents.values()
        for each in held.references(document.id)
        if each.document
    }
    back = {
        (each.document.filename, document.filename)
        for document in documents.values()
        for each in held.cited_by(document.id).documents
        if each.sure
    }
    assert len(forth) > 15
    assert forth == back
