"""The record of what was repaired of the documents' texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.model import Repair


class Repairs:
    """The repairs of each document."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def of(self, number: int) -> tuple[Repair, ...]:
        """What was repaired of a document: what stands on no page first, then page by page."""
        query = sa.select(t.repairs).where(t.repairs.c.document == number).order_by(t.repairs.c.place)
        with self._reading() as connection:
            return tuple(Repair(row.page, row.what, row.where, row.syllables) for row in connection.execute(query))


def write(connection: sa.Connection, number: int, repairs: Sequence[Repair]) -> None:
    """Make these the repairs of a document."""
    connection.execute(sa.delete(t.repairs).where(t.repairs.c.document == number))
    rows = [{"document": number, "place": place, **asdict(each)} for place, each in enumerate(repairs)]
    if rows:
        connection.execute(sa.insert(t.repairs), rows)
