"""Records of the library's documents for other libraries: harvested, written to files, read from files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from indexer.catalogue.harvest import Wanted
from indexer.errors import WrongUse
from indexer.exchange.bags import make_bag
from indexer.exchange.taking import records_in, take
from indexer.exchange.writing import FORMS, Address
from indexer.home import Home
from indexer.indexing import settle
from indexer.model import Document, Over, Taken
from indexer.numbering import number_of_id
from indexer.plain_text import pages_of

_AT_ONCE = 500  # documents fetched together


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

    def documents(self, collection: str | None = None) -> Iterator[Document]:
        """All documents that can be found, or those of a collection; those first that changed first."""
        after: tuple[datetime, str] | None = None
        while part := self.changed(_AT_ONCE, after, collection=collection):
            yield from (each for each in part if not each.trashed)
            after = part[-1].changed_at, part[-1].id

    def write(self, form: str, address: Address, collection: str | None = None) -> Iterator[bytes]:
        """The records of all documents as a file, piece by piece. Raises: WrongUse: there is no such form."""
        if form not in FORMS:
            raise WrongUse(f"no form {form!r} of records: choose one of {', '.join(FORMS)}")
        return FORMS[form][0](self.documents(collection), address)

    def take(self, path: Path, over: Over, *, rehearsed: bool = False) -> list[Taken]:
        """Lay the records of a file on the cards of their documents; see indexer.exchange.taking.

        Raises: WrongUse: the file cannot be read, and nothing of it is taken; LibraryBusy, StorageFull.
        """
        records = list(records_in(path))
        catalogue = self._home.catalogue
        if rehearsed:
            return [take(catalogue, each, over, rehearsed=True) for each in records]
        with self._home.alone():
            taken = [take(catalogue, each, over) for each in records]
            settle(catalogue, self._home.engine())
        return taken

    def bag(self, folder: Path, document_ids: Sequence[str], address: Address, collection: str | None = None) -> int:
        """Pack these documents, or all of a collection or the library, for an archive; see indexer.exchange.bags.

        Returns: how many they are. Raises: DocumentNotFound, WrongUse, StorageFull.
        """
        named = [self._home.document(each) for each in document_ids]
        documents = named or self.documents(collection)
        return make_bag(folder, documents, lambda each: self._home.originals.path(each.sha256), self._text, address)

    def _text(self, document: Document) -> str:
        pages = pages_of(self._home.catalogue, document, 0, max(document.pages, 1))
        return "\n\f".join(each.text for each in pages)

    def collections(self) -> list[str]:
        """The names of collections that hold anything."""
        return self._home.catalogue.harvest.collections()
