"""Records of the library's documents for other libraries: harvested, written to files, read from files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from indexer.catalogue.harvest import Wanted
from indexer.home import Home
from indexer.model import Document
from indexer.numbering import number_of_id

Address = Callable[[str], str]  # of a document's id: where it is read


class Exchange:
    """What other libraries may have of this one. Threads may share it."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def changed(
        self,
        limit: int,
        after: tuple[datetime, str] | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        collection: str | None = None,
    ) -> list[Document]:
        """Documents, those in the trash among them, in the order in which they last changed; see catalogue.harvest.

        Args:
            after: when the last document of the part before changed, and its id.
            since, until: changed then or later, and then or earlier.
        """
        wanted = Wanted(since=since, until=until, collection=collection)
        behind = (after[0], number_of_id(after[1]) or 0) if after else None
        return self._home.catalogue.harvest.part(wanted, limit, behind)

    def one(self, document_id: str) -> Document | None:
        """The document of this id, if it can be found or could until it was put into the trash."""
        number = number_of_id(document_id)
        return None if number is None else self._home.catalogue.harvest.one(number)

    def earliest(self) -> datetime:
        """No document changed before."""
        catalogue = self._home.catalogue
        return catalogue.harvest.earliest() or catalogue.made_at()

    def collections(self) -> list[str]:
        """The names of collections that hold anything."""
        return self._home.catalogue.harvest.collections()
