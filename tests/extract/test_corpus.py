"""The sample corpus: each file says in its .toml what must be read from it, and on which page."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from indexer.extract import DOCUMENT_SUFFIXES
from indexer.model import BlockKind, Extraction
from tests.extract.reading import read, running
from tests.wanting import needed

_CORPUS = Path(__file__).parents[2] / "corpus"
_FILES = sorted(path.name for path in _CORPUS.iterdir() if path.with_name(f"{path.name}.toml").exists())
_PAGED = [name for name in _FILES if name.endswith((".pdf", ".pptx"))]


@lru_cache
def _read(name: str) -> Extraction:
    if name.endswith(".doc"):
        needed("soffice", "libreoffice-writer")
    return read(_CORPUS / name)


def _expected(name: str, part: str) -> dict[str, Any]:
    told: dict[str, dict[str, Any]] = tomllib.loads((_CORPUS / f"{name}.toml").read_text("utf-8"))
    return told.get(part, {})


def _page_text(name: str, number: int) -> str:
    return " ".join(block.text for block in _read(name).pages[number - 1].blocks)


def test_the_corpus_is_there() -> None:
    assert len(_FILES) >= 26
    suffixes = {Path(name).suffix for name in _FILES}
    assert suffixes <= DOCUMENT_SUFFIXES
    assert suffixes >= {".doc", ".odt", ".rtf", ".epub", ".pptx"}


@pytest.mark.parametrize("name", _FILES)
def test_the_text_is_read(name: str) -> None:
    text = running(_read(name))
    expected = _expected(name, "text")
    assert [phrase for phrase in expected.get("must_include", []) if phrase not in text] == []


@pytest.mark.parametrize("name", _FILES)
def test_nothing_else_is_read(name: str) -> None:
    text = running(_read(name))
    expected = _expected(name, "text")
    assert [phrase for phrase in expected.get("must_not_include", []) if phrase in text] == []


@pytest.mark.parametrize("name", _FILES)
def test_blocks_are_clean_lines(name: str) -> None:
    for page in _read(name).pages:
        for block in page.blocks:
            assert block.text == " ".join(block.text.split())
            assert block.text
            assert (block.level > 0) == (block.kind is BlockKind.HEADING)


@pytest.mark.parametrize("name", _PAGED)
def test_pages_are_counted_and_labelled_as_printed(name: str) -> None:
    found, expected = _read(name), _expected(name, "pages")
    assert found.paged
    assert len(found.pages) == expected.get("count", len(found.pages))
    wanted = expected.get("labels", {})
    assert {number: found.pages[int(number) - 1].label for number in wanted} == wanted


@pytest.mark.parametrize("name", _PAGED)
def test_sentences_stand_on_their_pages(name: str) -> None:
    expected = _expected(name, "pages")
    wanted = expected.get("contains", {})
    assert {number: phrase for number, phrase in wanted.items() if phrase not in _page_text(name, int(number))} == {}


@pytest.mark.parametrize("name", _PAGED)
def test_sentences_go_on_over_pages(name: str) -> None:
    text = running(_read(name))
    for crossing in _expected(name, "pages").get("across", []):
        assert crossing["phrase"] in text
        assert _read(name).pages[crossing["first"]].blocks[0].continues
