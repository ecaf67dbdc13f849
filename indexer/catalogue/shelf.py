"""All documents that can be found, in the order in which they were added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.model import Document, Status

Reading = Callable[[], AbstractContextManager[sa.Connection]]
Records = Callable[[Sequence[int]], dict[int, Document]]


class Shelf:
    """The documents outside the trash, the last added first."""

    def __init__(self, reading: Reading, records: Records) -> None:
        self._reading, self._records = reading, records

    def documents(self, limit: int, after: int | None = None) -> list[Document]:
        """So many documents; those that come after the document of this number, or the first."""
        columns = t.documents.c
        query = sa.select(columns.document).where(columns.status == Status.INDEXED, columns.trashed.is_(False))
        with self._reading() as connection:
            if after is not None:
                added = connection.scalar(sa.select(columns.added_at).where(columns.document == after))
                same = (columns.added_at == added) & (columns.document > after)
                query = query.where((columns.added_at < added) | same)
            order = columns.added_at.desc(), columns.document
            numbers = list(connection.scalars(query.order_by(*order).limit(limit)))
        records = self._records(numbers)
        return [records[number] for number in numbers]
