"""Places of phrases in the sample corpus: of long documents, whose passages overlap and run over pages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from indexer.entries import passage_text
from indexer.library import Library
from indexer.model import Status
from indexer.search import to_document
from indexer.text.tokens import tokenize

CORPUS = Path(__file__).parents[2] / "corpus"


def places(library: Library, terms: list[str]) -> int:
    """Every place of the terms in any passage, counted once for each place of its document's text."""
    found = set()
    catalogue = library._home.catalogue
    for number in catalogue.numbers(Status.INDEXED):
        pages = catalogue.pages(number)
        for passage in catalogue.passages_of(number):
            tokens = tokenize(passage_text(pages, passage))
            for at in range(len(tokens) - len(terms) + 1):
                if [token.term for token in tokens[at : at + len(terms)]] == terms:
                    found.add((number, to_document(passage, tokens[at].start)))
    return len(found)


@pytest.mark.parametrize("phrase", ["giá trị", "chi bộ", "và"])
def test_every_place_is_counted_once(library: Library, phrase: str) -> None:
    assert library.around.concordance(phrase).total == places(library, phrase.split())


def test_a_phrase_over_a_page_break_is_found(library: Library) -> None:
    tried = 0
    for path in sorted(CORPUS.glob("*.toml")):
        for each in tomllib.loads(path.read_text("utf-8")).get("pages", {}).get("across", []):
            found = library.around.concordance(each["phrase"])
            assert each["first"] in [row.page for row in found.rows], (path.name, each)
            tried += 1
    assert tried


def test_the_places_of_a_long_document_are_those_marked_on_its_pages(library: Library) -> None:
    (course, *_) = library.search("giá trị thặng dư", limit=1).documents
    found = library.around.hits(course.document.id, '"giá trị thặng dư"', limit=9999)
    assert found.total == sum(each.places for each in found.pages) == sum(len(row.highlights) for row in found.rows)
    for each in found.pages:
        blocks = library.read(course.document.id, each.page, '"giá trị thặng dư"').blocks
        marks = sum(len(block.highlights) for block in blocks)
        assert each.places <= marks <= each.places + 1, each  # one that goes on overleaf is marked on both pages
