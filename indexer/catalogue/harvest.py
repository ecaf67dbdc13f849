"""Documents in the order in which they last changed, those in the trash among them, for whoever keeps a copy of the records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.catalogue.rows import moment
from indexer.model import Document, Status

Reading = Callable[[], AbstractContextManager[sa.Connection]]
Records = Callable[[Sequence[int]], dict[int, Document]]
_FOUND = (t.documents.c.status == Status.INDEXED) & t.documents.c.trashed.is_(False)
_GONE = t.documents.c.status.in_((Status.INDEXED, Status.EXTRACTED)) & t.documents.c.trashed.is_(True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which documents are asked for."""

    since: datetime | None = None  # changed then or later
    until: datetime | None = None  # changed then or earlier
    collection: str | None = None


class Harvest:
    """The documents that can be found, and those in the trash that could."""

    def __init__(self, reading: Reading, records: Records, shown: Sequence[sa.ColumnElement[bool]] = ()) -> None:
        """Args: shown: what else must hold for a document."""
        self._reading, self._records = reading, records
        self._here = (_FOUND | _GONE, *shown)

    def part(self, wanted: Wanted, limit: int, after: tuple[datetime, int] | None = None) -> list[Document]:
        """So many documents, those first that changed first.

        Args:
            after: when the last one of the part before changed, and its number. A document that changes meanwhile comes
                again, at the end; none is left out.
        """
        changed, number = t.documents.c.changed_at, t.documents.c.document
        query = sa.select(number).where(*self._here)
        if wanted.since:
            query = query.where(changed >= wanted.since)
        if wanted.until:
            query = query.where(changed <= wanted.until)
        if wanted.collection is not None:
            held = sa.select(t.collections.c.document).where(t.collections.c.name == wanted.collection)
            query = query.where(number.in_(held))
        if after:
            query = query.where((changed > after[0]) | ((changed == after[0]) & (number > after[1])))
        with self._reading() as connection:
            numbers = list(connection.scalars(query.order_by(changed, number).limit(limit)))
        records = self._records(numbers)
        return [records[each] for each in numbers if each in records]

    def one(self, number: int) -> Document | None:
        """The document of this number, if it is among them."""
        query = sa.select(t.documents.c.document).where(*self._here, t.documents.c.document == number)
        with self._reading() as connection:
            held = connection.scalar(query)
        return None if held is None else self._records([number]).get(number)

    def of_file(self, filename: str) -> list[int]:
        """Documents whose file has this name."""
        query = sa.select(t.files.c.document).join(t.documents).where(*self._here, t.files.c.filename == filename)
        with self._reading() as connection:
            return list(connection.scalars(query))

    def stating(self, field: str, value: str) -> list[int]:
        """Documents whose card has exactly this value."""
        query = sa.select(t.documents.c.document).where(*self._here, t.documents.c[field] == value)
        with self._reading() as connection:
            return list(connection.scalars(query))

    def earliest(self) -> datetime | None:
        """When the first of them changed; None without documents."""
        with self._reading() as connection:
            first = connection.scalar(sa.select(sa.func.min(t.documents.c.changed_at)).where(*self._here))
        return moment(first) if first else None

    def collections(self) -> list[str]:
        """The names of their collections."""
        query = (
            sa.select(t.collections.c.name)
            .join(t.documents, t.documents.c.document == t.collections.c.document)
            .where(*self._here)
            .distinct()
            .order_by(t.collections.c.name)
        )
        with self._reading() as connection:
            return list(connection.scalars(query))
