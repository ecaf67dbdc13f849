"""All documents that can be found, in the order in which they were added."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import islice

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.catalogue.rows import moment
from indexer.model import Document, Status

Reading = Callable[[], AbstractContextManager[sa.Connection]]
Records = Callable[[Sequence[int]], dict[int, Document]]
_FOUND = (t.documents.c.status == Status.INDEXED, t.documents.c.trashed.is_(False))
_LAST_FIRST = (t.documents.c.added_at.desc(), t.documents.c.document)


class Shelf:
    """The documents outside the trash, the last added first."""

    def __init__(self, reading: Reading, records: Records, shown: Sequence[sa.ColumnElement[bool]] = ()) -> None:
        """Args: shown: what else must hold for a document, but that it can be found."""
        self._reading, self._records = reading, records
        self._shown = shown

    def documents(self, limit: int, after: int | None = None) -> list[Document]:
        """So many documents; those that come after the document of this number, or the first."""
        columns = t.documents.c
        query = sa.select(columns.document).where(*_FOUND, *self._shown)
        with self._reading() as connection:
            if after is not None:
                added = connection.scalar(sa.select(columns.added_at).where(columns.document == after))
                same = (columns.added_at == added) & (columns.document > after)
                query = query.where((columns.added_at < added) | same)
            numbers = list(connection.scalars(query.order_by(*_LAST_FIRST).limit(limit)))
        records = self._records(numbers)
        return [records[number] for number in numbers]

    def last_added(self, among: Collection[int], limit: int) -> list[int]:
        """So many of these documents, without those that cannot be found; the last added first."""
        query = sa.select(t.documents.c.document).where(*_FOUND, *self._shown).order_by(*_LAST_FIRST)
        with self._reading() as connection:
            return list(islice((number for number in connection.scalars(query) if number in among), limit))

    def changed_at(self) -> datetime | None:
        """When any document last changed; None if there is none."""
        with self._reading() as connection:
            last = connection.scalar(sa.select(sa.func.max(t.documents.c.changed_at)).where(*self._shown))
        return moment(last) if last else None
