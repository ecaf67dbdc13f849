"""Files that people send: on the disk whole, then recorded; from then on nothing of them is lost.

A file comes in a folder of its own below `uploads/` of the data folder, written through to the disk and checked by what is
in it. Only then the catalogue has a row for it: who is answered that a file was accepted can rely on it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Protocol

from indexer.catalogue import Catalogue
from indexer.errors import EmptyFile, ExtractionError, LimitExceeded, StorageFull
from indexer.extract import DOCUMENT_SUFFIXES
from indexer.extract.sniff import kind_of
from indexer.extract.unpack import SUFFIX
from indexer.model import Upload
from indexer.names import shown

_CHUNK = 1 << 20
_MEGABYTE = 1_000_000
_ARRIVING = "arriving-"
_LONGEST_NAME = 180  # bytes, of a file here
_LONGEST_SHOWN = 400  # characters, with its folders


class Stream(Protocol):
    """What a file is read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at its end."""
        ...


class Receiving:
    """Where files that people send arrive. Threads and processes may share it."""

    def __init__(self, catalogue: Catalogue, home: Path, megabytes: int, told: Callable[[], None]) -> None:
        """A folder below this data folder.

        Args:
            megabytes: the most that one file may have.
            told: called whenever there is something to take in.
        """
        self._catalogue, self._root, self._megabytes, self._told = catalogue, home / "uploads", megabytes, told

    def begin(self, who: str, *, collection: str = "", metadata: str = "") -> str:
        """Open a batch of files that are sent together, and name it.

        Args:
            metadata: a table of what is known of the files, CSV.
        """
        name = secrets.token_urlsafe(12)
        self._catalogue.uploads.begin(name, who=who, collection=collection, metadata=metadata)
        return name

    def receive(self, batch: str, name: str, stream: Stream) -> Upload | None:
        """Keep a file that is sent. One that is refused is recorded with the reason.

        Args:
            name: as given, perhaps with folders.
        Returns: None if it came in a folder and is no document, as the system's own files.
        Raises: StorageFull: it cannot be kept here.
        """
        given = _given(name)
        if "/" in given and not _is_document(given):
            return None
        own = _own(given)
        place = secrets.token_urlsafe(12)
        arriving = self._root / f"{_ARRIVING}{place}"
        size = 0
        try:
            arriving.mkdir(parents=True)
            digest, size = self._write(arriving / own, stream)
            kind_of(arriving / own, own)  # refuses what is of no format
            arriving.rename(self._root / place)
            _sync_folder(self._root)
            number = self._catalogue.uploads.accept(batch, place, given, size, digest)
        except ExtractionError as error:
            number = self._catalogue.uploads.refuse(batch, given, size, type(error).__name__, error.reason)
        except OSError as error:
            raise StorageFull(f"cannot keep {given} in {self._root}: {error.strerror}") from error
        finally:
            shutil.rmtree(arriving, ignore_errors=True)
        self._told()
        return self._catalogue.uploads.of([number])[0]

    def _write(self, path: Path, stream: Stream) -> tuple[str, int]:
        """Returns: SHA-256 and size."""
        digest, size = sha256(), 0
        with path.open("wb") as writing:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > self._megabytes * _MEGABYTE:
                    raise LimitExceeded(f"the file is larger than {self._megabytes} MB (upload_megabytes): split it")
                digest.update(chunk)
                writing.write(chunk)
            writing.flush()
            os.fsync(writing.fileno())
        if not size:
            raise EmptyFile("the file is empty: copy it again from where it came from")
        _sync_folder(path.parent)
        return digest.hexdigest(), size

    def drop(self, upload: Upload) -> None:
        """Delete the file of an upload that has been taken in, or will not be."""
        if upload.place:
            shutil.rmtree(self._root / upload.place, ignore_errors=True)

    def path(self, upload: Upload) -> Path | None:
        """Where the file of an upload waits; None if it is gone."""
        with suppress(OSError):
            return next(iter((self._root / upload.place).iterdir()), None)
        return None

    def sweep(self, older_than: float) -> None:
        """Delete files that have been taken in, and those that were never accepted, as their sending was cut short.

        Args:
            older_than: seconds, of the latter; younger ones may still be arriving.
        """
        with suppress(OSError):
            known = self._catalogue.uploads.places()
            for each in list(self._root.iterdir()):
                waits = known.get(each.name)
                if waits is False or (waits is None and each.stat().st_mtime < time.time() - older_than):
                    shutil.rmtree(each, ignore_errors=True)


def _given(name: str) -> str:
    """The name with its folders, without what leads out of them.

    >>> _given("../Kho\\\\2018/./chi thi.pdf")
    'Kho/2018/chi thi.pdf'
    """
    parts = [each for each in shown(name).replace("\\", "/").split("/") if each.strip(". ")]
    return "/".join(parts)[-_LONGEST_SHOWN:] or "tệp"


def _own(given: str) -> str:
    """The name that the file has here: the last part, cut where it is too long for a disk."""
    path = PurePosixPath(given)
    suffix = path.suffix if len(path.suffix.encode()) < _LONGEST_NAME // 4 else ""
    stem = path.name.removesuffix(suffix) if suffix else path.name
    stem = stem.encode()[: _LONGEST_NAME - len(suffix.encode())].decode("utf-8", "ignore")
    return stem + suffix


def _is_document(given: str) -> bool:
    """Whether a file that came in a folder is one to keep, by its name."""
    path = PurePosixPath(given)
    hidden = any(each.startswith((".", "~$", "__MACOSX")) for each in path.parts)
    return not hidden and path.suffix.lower() in (*DOCUMENT_SUFFIXES, SUFFIX)


def _sync_folder(folder: Path) -> None:
    """Write through to the disk which files a folder has."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
