"""What is known of all pages of a document without reading their text: labels, places, headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.model import BlockKind, Page

_Connect = Callable[[], AbstractContextManager[sa.Connection]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page without its text."""

    number: int
    label: str | None
    start: int  # where its text begins in the document's


class Leaves:
    """The pages of each document, in short."""

    def __init__(self, reading: _Connect) -> None:
        self._reading = reading

    def of(self, number: int) -> dict[int, Leaf]:
        """All pages of a document, in order."""
        columns = (t.pages.c.page, t.pages.c.label, t.pages.c.start)
        query = sa.select(*columns).where(t.pages.c.document == number).order_by(t.pages.c.page)
        with self._reading() as connection:
            return {row.page: Leaf(*row) for row in connection.execute(query)}

    def headings(self, number: int) -> list[tuple[str, int, int]]:
        """The headings of a document in order: text, level, page."""
        columns = (t.headings.c.text, t.headings.c.level, t.headings.c.page)
        query = sa.select(*columns).where(t.headings.c.document == number).order_by(t.headings.c.place)
        with self._reading() as connection:
            return [(row.text, row.level, row.page) for row in connection.execute(query)]

    def confidences(self, number: int) -> list[tuple[int, int]]:
        """Pages of a document whose text was recognised, in order, each with how sure that is, 0..100."""
        query = sa.select(t.pages.c.page, t.pages.c.confidence).where(
            t.pages.c.document == number, t.pages.c.confidence.is_not(None)
        )
        with self._reading() as connection:
            return [(row.page, row.confidence) for row in connection.execute(query.order_by(t.pages.c.page))]

    def labelled(self, number: int, label: str) -> list[int]:
        """Pages of a document with this printed label, in order; roman numerals in either case."""
        query = sa.select(t.pages.c.page).where(
            t.pages.c.document == number, sa.func.lower(t.pages.c.label) == label.lower()
        )
        with self._reading() as connection:
            return list(connection.scalars(query.order_by(t.pages.c.page)))


def write_headings(connection: sa.Connection, number: int, pages: Sequence[Page]) -> None:
    """Make the headings on these pages those of the document."""
    connection.execute(sa.delete(t.headings).where(t.headings.c.document == number))
    found = [(page.number, block) for page in pages for block in page.blocks if block.kind is BlockKind.HEADING]
    rows = [
        {"document": number, "place": place, "page": page, "level": block.level, "text": block.text}
        for place, (page, block) in enumerate(found)
    ]
    if rows:
        connection.execute(sa.insert(t.headings), rows)
