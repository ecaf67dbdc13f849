"""A data folder, opened: the catalogue, the originals and the index in use. All that a library does works on these."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from copy import copy
from pathlib import Path

from indexer.catalogue import Catalogue, StoredPage
from indexer.engines import Make, damage, in_use, open_engine, replacement, stamped
from indexer.engines.base import Engine
from indexer.engines.veiled import Veiled
from indexer.errors import DocumentNotFound, IndexUnusable, PageNotFound
from indexer.locking import alone
from indexer.model import Document, Filter, Status
from indexer.numbering import number_of_id
from indexer.originals import Originals
from indexer.settings import Settings
from indexer.text.analyze import fingerprint


class Home:
    """The parts of a data folder. Threads may share it; reading never waits for an import."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalogue = Catalogue(settings.home / "catalogue.db", settings.lock_seconds)
        self.originals = Originals(settings.home / "originals")
        self._index_root = settings.home / "index"
        self._opening = threading.Lock()
        self._opened: tuple[int, Engine] | None = None
        self._whole = self
        self._hiding: tuple[Filter, ...] = ()
        self._veiled: tuple[Engine, Veiled] | None = None  # an index as it is, and as it is seen

    def hiding(self, collections: frozenset[str]) -> Home:
        """The same parts, in which documents of the collections are as if there were none. They need not be closed."""
        seen = copy(self)
        seen.catalogue = self.catalogue.hiding(collections)
        seen._hiding = tuple(Filter("collection", name) for name in sorted(collections))  # noqa: SLF001  # of this class
        seen._veiled = None  # noqa: SLF001
        return seen

    def close(self) -> None:
        """Let go of all files."""
        if self._opened:
            self._opened[1].close()
            self._opened = None
        self.catalogue.close()

    def engine(self) -> Engine:
        """The index in use; opened anew when another process has replaced it.

        Raises: IndexOutdated, IndexUnusable.
        """
        engine = self._whole._opened_engine()  # noqa: SLF001  # of this class
        if not self._hiding:
            return engine
        veiled = self._veiled
        if veiled is None or veiled[0] is not engine:
            veiled = self._veiled = (engine, Veiled(engine, self._hiding))
        return veiled[1]

    def _opened_engine(self) -> Engine:
        with self._opening:
            current = in_use(self._index_root)
            if self._opened is None or self._opened[0] != current:
                self._refuse_lost_index()
                engine = open_engine(self._index_root, self._make(), self.settings.lock_seconds)
                self._opened = (in_use(self._index_root), engine)
            return self._opened[1]

    def _refuse_lost_index(self) -> None:
        """An index that is gone is no empty one: searches would find nothing, and say so."""
        if not stamped(self._index_root) and self.catalogue.numbers(Status.INDEXED):
            raise IndexUnusable(f"the index in {self._index_root} is gone: run `tracuu reindex`")

    def _make(self, engine: str | None = None) -> Make:
        return Make(engine=engine or self.settings.engine, analyzer=fingerprint())

    def new_index(self, engine: str | None = None) -> AbstractContextManager[Engine]:
        """An empty index, of the engine in the settings if none is named; see indexer.engines.replacement."""
        return replacement(self._index_root, self._make(engine), self.settings.lock_seconds)

    def index_damage(self) -> list[Path]:
        """Files of the index that are not as they were written. Raises: IndexUnusable."""
        return damage(self._index_root)

    def document(self, document_id: str, *, trashed: bool = False) -> Document:
        """A catalogue record; one in the trash only when asked for. Raises: DocumentNotFound."""
        number = number_of_id(document_id)
        record = self.catalogue.documents([number]).get(number) if number is not None else None
        if record is None or (record.trashed and not trashed):
            raise DocumentNotFound(document_id)
        return record

    def page(self, document: Document, page: int) -> StoredPage:
        """A page of the file, from 1. Raises: PageNotFound."""
        stored = self.catalogue.pages(self.catalogue.number_of(document.id), [page]).get(page)
        if stored is None:
            raise PageNotFound(document.id, page, document.pages)
        return stored

    def alone(self, waiting: Callable[[], None] = lambda: None) -> AbstractContextManager[None]:
        """Hold the library for a change; `waiting` is called if another must end first. Raises: LibraryBusy, StorageFull."""
        return alone(self.settings.home, self.settings.lock_seconds, waiting=waiting)
