"""Counts of tries that are limited, such as to sign in: every server process counts in the same place."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import sqlalchemy as sa

from indexer.catalogue import tables as t

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
_COLUMNS = t.tries.c


class Tries:
    """Counts, each of which is forgotten some seconds after it began."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading, self._writing = reading, writing

    def add(self, key: str, seconds: int, amount: int = 1) -> int:
        """Count on, and tell how many there are now. Args: seconds: after which a count that begins now is forgotten."""
        now = int(time.time())
        here = _COLUMNS.key == key
        with self._writing() as connection:
            connection.execute(sa.delete(t.tries).where(_COLUMNS.until <= now))
            counted = connection.execute(sa.update(t.tries).where(here).values(count=_COLUMNS.count + amount))
            if not counted.rowcount:
                connection.execute(sa.insert(t.tries).values(key=key, count=amount, until=now + seconds))
            return int(connection.scalar(sa.select(_COLUMNS.count).where(here)) or 0)

    def count(self, key: str) -> int:
        """How many there are."""
        row = self._row(key)
        return row[0] if row else 0

    def until(self, key: str) -> int:
        """When the count is forgotten, in seconds since 1970; now if there is none."""
        row = self._row(key)
        return row[1] if row else int(time.time())

    def forget(self, key: str | None = None) -> int:
        """Forget a count, or all of them, and tell how many were forgotten."""
        with self._writing() as connection:
            every = sa.delete(t.tries)
            return connection.execute(every if key is None else every.where(_COLUMNS.key == key)).rowcount

    def _row(self, key: str) -> tuple[int, int] | None:
        query = sa.select(_COLUMNS.count, _COLUMNS.until).where(_COLUMNS.key == key, _COLUMNS.until > int(time.time()))
        with self._reading() as connection:
            row = connection.execute(query).first()
        return (row[0], row[1]) if row else None
