"""A copy of the whole catalogue while others change it, and which files a catalogue names."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import quote

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.catalogue.opening import translated
from indexer.errors import CatalogueUnusable, StorageFull
from indexer.numbering import document_id

Reading = Callable[[], AbstractContextManager[sa.Connection]]

_PAGES_AT_ONCE = 2048
# What SQLite says when the copy cannot be written; all else is about the catalogue that is copied.
_NOT_WRITTEN = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}


@dataclass(frozen=True, slots=True)
class NamedFile:
    """An original that a catalogue names."""

    sha256: str
    size: int  # bytes
    filename: str
    document_id: str


class Copying:
    """A catalogue as something to be copied."""

    def __init__(self, reading: Reading, path: Path) -> None:
        self._reading, self._path = reading, path

    def size(self) -> int:
        """Bytes that a copy takes."""
        with self._reading() as connection:
            pages, size = (
                connection.exec_driver_sql(f"PRAGMA {each}").scalar_one() for each in ("page_count", "page_size")
            )
            return int(pages) * int(size)

    def damage(self) -> str:
        """What SQLite finds wrong in the catalogue, read whole; empty if nothing. Raises: CatalogueUnusable."""
        with self._reading() as connection:
            found = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one())
            return "" if found == "ok" else found

    def files(self) -> list[NamedFile]:
        """All originals that the catalogue names, those of documents in the trash too."""
        with self._reading() as connection:
            return _files(connection)

    def copy(self, target: Path, moved: Callable[[int, int], None] = lambda *_: None) -> None:
        """Write the catalogue as it is at this moment into a new file, and look it over there.

        Others go on reading and writing meanwhile: the copy is made from one snapshot.

        Args:
            moved: told how many of how many pages are copied.
        Raises: CatalogueUnusable: the catalogue is damaged. StorageFull: the copy cannot be written.
        """
        with self._reading() as connection:
            connection.execute(sa.select(t.files.c.sha256).limit(1))  # the snapshot begins with the first reading
            source = cast("sqlite3.Connection", connection.connection.driver_connection)
            try:
                with closing(sqlite3.connect(target)) as copy:
                    source.backup(
                        copy, pages=_PAGES_AT_ONCE, progress=lambda _, left, pages: moved(pages - left, pages)
                    )
                    copy.execute(
                        "PRAGMA journal_mode=DELETE"
                    )  # all in one file, which may be read where none is written
                    wrong = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorcode", None) in _NOT_WRITTEN:
                    raise StorageFull(
                        f"cannot copy the catalogue to {target.parent} ({error}): check the disk's free space"
                    ) from error
                wrong = str(error)
        if wrong != "ok":
            raise CatalogueUnusable(f"the catalogue {self._path} is damaged ({wrong}): restore it from a backup")


def files_in(path: Path) -> list[NamedFile]:
    """All originals that a copy names; nothing is written beside it. Raises: CatalogueUnusable."""
    database = sa.create_engine(f"sqlite:///file:{quote(str(path))}?mode=ro&immutable=1&uri=true")
    try:
        with translated(path), database.connect() as connection:
            return _files(connection)
    finally:
        database.dispose()


def _files(connection: sa.Connection) -> list[NamedFile]:
    columns = (t.files.c.sha256, t.files.c.size, t.files.c.filename, t.files.c.document)
    rows = connection.execute(sa.select(*columns).order_by(t.files.c.sha256))
    return [NamedFile(row.sha256, row.size, row.filename, document_id(row.document)) for row in rows]
