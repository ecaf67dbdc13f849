"""A page of a book is read without reading the book: counted in rows of the catalogue, not in time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from indexer.indexing import put_in_index
from indexer.library import Library
from indexer.model import Block, BlockKind, Metadata, Page
from indexer.numbering import document_id
from indexer.text.passages import make_passages
from indexer.text.segment import SyllableSegmenter
from tests.ingest.homes import opened

PAGES, FRONT = 600, 12  # of the book; of them with roman numbers
RARE = {90: "thư viện lưu động", 400: "thư viện lưu động"}
PARAGRAPH = "Người dạy nêu vấn đề từ thực tiễn để người học cùng bàn; ở trang {0} bàn việc thứ {0} của nhà trường."


def _label(number: int) -> str | None:
    return "ivxlc"[number % 5] * (number // 5 + 1) if number <= FRONT else str(number - FRONT)


def _page(number: int) -> Page:
    title = [Block(f"Bài {number // 20}", BlockKind.HEADING, 1)] if number % 20 == 0 else []
    rare = [Block(f"Nhà trường lập một {RARE[number]} cho các lớp ở xa.")] if number in RARE else []
    return Page(number, _label(number), (*title, *rare, *[Block(PARAGRAPH.format(number))] * 10))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of one book."""
    with opened(tmp_path_factory.mktemp("book")) as library:
        pages = [_page(number) for number in range(1, PAGES + 1)]
        pages[209] = Page(210, "198", (Block("Trang trước kết thúc bằng câu: mỗi người học giữ một quyển sổ tay"),))
        pages[210] = Page(211, "199", (Block("ghi chép riêng của mình.", continues=True), *pages[210].blocks))
        number, _ = library._home.catalogue.register("ab" * 32, filename="sách.pdf", size=1)
        passages = make_passages(number, pages, SyllableSegmenter())
        card = Metadata(title="Một cuốn sách dày")
        library._home.catalogue.store(
            number, card, pages, passages, media_type="application/pdf", paged=True, segmenter="syllable 1"
        )
        put_in_index(library._home.catalogue, library._home.engine(), [number])
        yield library


@pytest.fixture
def book(library: Library) -> str:
    [number] = library._home.catalogue.documents(library._home.catalogue.numbers(*_all())).keys()
    return document_id(number)


def _all() -> tuple[Any, ...]:
    from indexer.model import Status

    return tuple(Status)


@contextmanager
def _texts_read(library: Library) -> Iterator[list[int]]:
    """Pages whose text the catalogue hands out meanwhile."""
    database, asked = library._home.catalogue._database, []
    found: list[int] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        asked.append((statement, parameters))

    sa.event.listen(database, "before_cursor_execute", note)
    try:
        yield found
    finally:
        sa.event.remove(database, "before_cursor_execute", note)
    with database.connect() as connection:
        for statement, parameters in asked:
            if "pages.text" in statement:
                found += [row.page for row in connection.exec_driver_sql(statement, parameters)]


def test_without_a_line_the_text_of_one_page_is_read(library: Library, book: str) -> None:
    with _texts_read(library) as read:
        page = library.read(book, 400)
    assert read == [400]
    assert (page.label, page.previous_page, page.next_page) == ("388", 399, 401)
    assert page.blocks[0].text == "Bài 20"
    assert page.contents[19] == ("Bài 20", 1, 400, "388")
    assert len(page.contents) == 30


def test_a_line_met_on_every_page_reads_hardly_more_than_the_neighbours(library: Library, book: str) -> None:
    with _texts_read(library) as read:
        page = library.read(book, 400, "thực tiễn")
    assert len(page.hit_pages) >= PAGES - 2
    assert len(set(read) - {399, 400, 401}) < 6
    assert sum(each.passages for each in page.hit_pages) >= PAGES // 2
    assert any(block.highlights for block in page.blocks)


def test_a_rare_line_reads_the_pages_it_may_stand_on(library: Library, book: str) -> None:
    with _texts_read(library) as read:
        page = library.read(book, 1, "thư viện lưu động")
    assert [each.number for each in page.hit_pages] == [90, 400]
    assert (page.previous_hit, page.next_hit) == (None, 90)
    assert len(set(read)) < 12


def test_words_on_both_sides_of_a_break_are_marked_on_both_pages(library: Library, book: str) -> None:
    line = '"sổ tay ghi chép riêng"'
    assert [each.number for each in library.hit_pages(book, line)] == [210, 211]
    marked = []
    for number in (210, 211):
        page = library.read(book, number, line)
        marked += [block.text[start:end] for block in page.blocks for start, end in block.highlights]
    assert marked == ["sổ tay", "ghi chép riêng"]


@pytest.mark.parametrize(
    ("name", "near", "page"),
    [
        ("388", 1, 400),
        ("1", 400, 13),
        ("600", 1, 600),
        ("VV", 1, 6),
        ("vv", 1, 6),
        ("601", 1, None),
        ("khong", 1, None),
    ],
)
def test_a_page_is_found_by_what_is_printed_on_it(
    library: Library, book: str, name: str, near: int, page: int | None
) -> None:
    with _texts_read(library) as read:
        assert library.find_page(book, name, near) == page
    assert read == []
