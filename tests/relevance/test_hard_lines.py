"""Lines as they really come, over the sample corpus: hard_lines.toml. And any line at all."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indexer.library import Library
from tests.text.strategies import vietnamese

TABLE: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("hard_lines.toml").read_text("utf-8"))


def test_the_table_is_long() -> None:
    assert sum(len(TABLE[part]) for part in ("first", "read", "told", "meant")) >= 150


@pytest.mark.parametrize(("line", "file"), TABLE["first"].items())
def test_what_comes_first(library: Library, line: str, file: str) -> None:
    assert library.search(line, limit=1).documents[0].document.filename == file


@pytest.mark.parametrize(("line", "interpreted"), TABLE["read"].items())
def test_how_it_is_read(library: Library, line: str, interpreted: str) -> None:
    assert library.search(line, limit=1).interpreted == interpreted


@pytest.mark.parametrize(("line", "reading"), TABLE["told"].items())
def test_what_is_told(library: Library, line: str, reading: str) -> None:
    assert reading in [str(each.reading) for each in library.search(line, limit=1).notices]


@pytest.mark.parametrize(("line", "meant"), TABLE["meant"].items())
def test_what_is_offered(library: Library, line: str, meant: str) -> None:
    assert library.search(line, limit=1).did_you_mean == meant


@pytest.mark.parametrize("line", TABLE["nothing"]["lines"])
def test_what_finds_nothing(library: Library, line: str) -> None:
    assert library.search(line, limit=1).total_documents == 0


@pytest.mark.parametrize("line", TABLE["everything"]["lines"])
def test_what_lists_everything(library: Library, line: str) -> None:
    assert library.search(line, limit=1).total_documents == library.holdings().documents
    assert library.suggest(line) == []


_PIECES = st.sampled_from(
    (
        *(
            "lý luận",
            "ly luan",
            "lys luaanj",
            "ly1 lua65n",
            "xã hôi",
            "CNXH",
            "BCH TW",
            "05-NQ/ĐU",
            "dân*",
            "năm:",
            "2010..2020",
        ),
        *(
            "tác giả:",
            "số:",
            "KHÔNG ",
            " VÀ ",
            " HOẶC ",
            "-",
            "+",
            " ",
            "(",
            ")",
            '"',
            "“",
            "”",
            "~5",
            "~99",
            "*",
            ":",
            "\n",
            "\x00",
        ),
    )
)
LINES = st.one_of(st.text(max_size=60), vietnamese(), st.lists(_PIECES, max_size=14).map("".join))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(LINES)
@example("(" * 3000)
@example("a" * 20_000)
@example("lý luận " * 3000)
@example("chínhtrị" * 100)
@example('"' + "một hai " * 40 + '"~9')
def test_any_line_is_answered(library: Library, line: str) -> None:
    page = library.search(line, limit=3)
    for hit in page.documents:
        for passage in hit.passages:
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.highlights)
    if page.did_you_mean:
        assert library.search(page.did_you_mean, limit=1).total_documents
    for each in library.suggest(line):
        assert library.search(each.line, limit=1).total_documents
