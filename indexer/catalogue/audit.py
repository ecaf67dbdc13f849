"""The record of who did what. Lines are added and read, never changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.catalogue.rows import moment
from indexer.model import Act, Deed

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
_COLUMNS = t.audit.c
_BLOCK = 1000  # lines read at once when all are


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines are wanted: those that all of these hold for."""

    words: str = ""  # in whom, what about, or the details
    who: str = ""
    act: Act | None = None
    since: datetime | None = None
    until: datetime | None = None  # left out


class Audit:
    """The record, last line first."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading, self._writing = reading, writing

    def write(self, who: str, act: Act, about: str = "", **details: str) -> None:
        """Add a line; where more is changed with it, use the function of this name in that transaction."""
        with self._writing() as connection:
            write(connection, who, act, about, **details)

    def deeds(self, wanted: Wanted = Wanted(), limit: int = 100, before: int | None = None) -> list[Deed]:
        """So many lines; those older than the line `before`."""
        query = sa.select(t.audit).where(*_conditions(wanted)).order_by(_COLUMNS.deed.desc()).limit(limit)
        if before is not None:
            query = query.where(_COLUMNS.deed < before)
        with self._reading() as connection:
            return [
                Deed(row.deed, moment(row.at), row.who, Act(row.act), row.about, json.loads(row.details))
                for row in connection.execute(query)
            ]

    def all(self, wanted: Wanted = Wanted()) -> Iterator[Deed]:
        """All lines, read as they are taken."""
        before = None
        while block := self.deeds(wanted, _BLOCK, before):
            yield from block
            before = block[-1].number


def write(connection: sa.Connection, who: str, act: Act, about: str = "", **details: str) -> None:
    """Add a line within a transaction."""
    told = json.dumps(details, ensure_ascii=False)
    connection.execute(sa.insert(t.audit).values(at=datetime.now(UTC), who=who, act=act, about=about, details=told))


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    for word in wanted.words.split():
        places = (_COLUMNS.who, _COLUMNS.about, _COLUMNS.details)
        conditions.append(sa.or_(*(place.contains(word, autoescape=True) for place in places)))
    if wanted.who:
        conditions.append(_COLUMNS.who == wanted.who)
    if wanted.act:
        conditions.append(_COLUMNS.act == wanted.act)
    if wanted.since:
        conditions.append(_COLUMNS.at >= wanted.since)
    if wanted.until:
        conditions.append(_COLUMNS.at < wanted.until)
    return conditions
