"""Pages that wait to be recognised, and what was recognised: each page is kept as soon as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

import sqlalchemy as sa

from indexer.catalogue import tables as t

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
_UNTRIED = t.scans.c.problem.is_(None)


class Scans:
    """The scanned pages of all documents."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading, self._writing = reading, writing

    def waiting(self) -> list[int]:
        """Documents outside the trash that wait, those added first first."""
        query = (
            sa.select(t.documents.c.document)
            .where(t.documents.c.waiting > 0, t.documents.c.trashed.is_(False))
            .order_by(t.documents.c.added_at, t.documents.c.document)
        )
        with self._reading() as connection:
            return list(connection.scalars(query))

    def untried(self, number: int) -> list[int]:
        """Pages of a document that recognition has not come to, in order."""
        query = sa.select(t.scans.c.page).where(t.scans.c.document == number, _UNTRIED).order_by(t.scans.c.page)
        with self._reading() as connection:
            return list(connection.scalars(query))

    def keep(self, number: int, page: int, recognition: bytes | None, problem: str = "") -> None:
        """Keep what was recognised on a page, or why nothing could be."""
        with self._writing() as connection:
            connection.execute(
                sa.update(t.scans)
                .where(t.scans.c.document == number, t.scans.c.page == page)
                .values(recognition=recognition, problem=problem)
            )

    def recognitions(self, number: int, page: int | None = None) -> dict[int, bytes | None]:
        """What was recognised on the pages of a document, or on one: packed; None where nothing could be."""
        query = sa.select(t.scans.c.page, t.scans.c.recognition).where(t.scans.c.document == number, ~_UNTRIED)
        if page is not None:
            query = query.where(t.scans.c.page == page)
        with self._reading() as connection:
            return {row.page: row.recognition for row in connection.execute(query)}

    def problems(self, number: int) -> dict[int, str]:
        """Pages of a document that could not be recognised, and why."""
        query = sa.select(t.scans.c.page, t.scans.c.problem).where(
            t.scans.c.document == number, t.scans.c.problem != ""
        )
        with self._reading() as connection:
            return {row.page: row.problem for row in connection.execute(query.order_by(t.scans.c.page))}

    def again(self, number: int) -> int:
        """Let all scanned pages of a document wait once more; its text stays until they are done. Returns: how many."""
        here = t.scans.c.document == number
        with self._writing() as connection:
            connection.execute(sa.update(t.scans).where(here).values(recognition=None, problem=None))
            count = connection.scalar(sa.select(sa.func.count()).where(here)) or 0
            connection.execute(sa.update(t.documents).where(t.documents.c.document == number).values(waiting=count))
            return count


def wait(connection: sa.Connection, number: int, pages: Iterable[int]) -> None:
    """Let these pages of a document wait, those not recognised already; and no other. What failed is tried again."""
    connection.execute(
        sa.update(t.scans).where(t.scans.c.document == number, t.scans.c.problem != "").values(problem=None)
    )
    wanted = set(pages)
    held = set(connection.scalars(sa.select(t.scans.c.page).where(t.scans.c.document == number)))
    for page in sorted(held - wanted):
        connection.execute(sa.delete(t.scans).where(t.scans.c.document == number, t.scans.c.page == page))
    rows = [{"document": number, "page": page} for page in sorted(wanted - held)]
    if rows:
        connection.execute(sa.insert(t.scans), rows)
