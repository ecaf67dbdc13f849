"""To whom collections are shown. One that is not named here is shown to everybody."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager

import sqlalchemy as sa

from indexer.catalogue import audit
from indexer.catalogue import tables as t
from indexer.model import Act, Visibility

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
_ALL = sa.select(t.visibilities.c.collection, t.visibilities.c.visibility)


class Visibilities:
    """The visibility of collections. A document is hidden by the most hidden of its collections."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading, self._writing = reading, writing

    def all(self) -> dict[str, Visibility]:
        """Every collection that is not shown to everybody. Asked for with each request: one cheap look."""
        with self._reading() as connection:
            return {name: Visibility(visibility) for name, visibility in connection.execute(_ALL)}

    def counted(self) -> list[tuple[str, Visibility, int]]:
        """All collections by name, with the documents outside the trash in each; also those that are still empty."""
        query = (
            sa.select(t.collections.c.name, sa.func.count().label("documents"))
            .join(t.documents)
            .where(t.documents.c.trashed.is_(False))
            .group_by(t.collections.c.name)
        )
        with self._reading() as connection:
            counts = {row.name: row.documents for row in connection.execute(query)}
        seen = self.all()
        names = sorted({*counts, *seen})
        return [(name, seen.get(name, Visibility.PUBLIC), counts.get(name, 0)) for name in names]

    def change(self, collection: str, visibility: Visibility, by: str) -> None:
        """Show a collection to these from now on; it may be still empty."""
        with self._writing() as connection:
            connection.execute(sa.delete(t.visibilities).where(t.visibilities.c.collection == collection))
            if visibility is not Visibility.PUBLIC:
                connection.execute(sa.insert(t.visibilities).values(collection=collection, visibility=visibility))
            audit.write(connection, by, Act.VISIBILITY_CHANGED, collection, visibility=visibility)


def out_of(collections: Collection[str]) -> tuple[sa.ColumnElement[bool], ...]:
    """The condition that a document is in none of these; none where there are none."""
    if not collections:
        return ()
    held = t.collections.alias()  # the query around it may ask for collections as well
    hidden = sa.select(held.c.document).where(held.c.name.in_(sorted(collections)))
    return (t.documents.c.document.not_in(hidden),)
