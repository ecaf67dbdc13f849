"""The files as they were given, each under its SHA-256. Written whole or not at all, and never changed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from indexer.errors import EmptyFile, ExtractionError, StorageFull

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Original:
    """A kept file."""

    sha256: str
    size: int  # bytes
    path: Path


class Originals:
    """A folder of kept files."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def folder(self) -> Path:
        """Where they are kept, and where files that arrive wait; `sweep` drops those that a killed import left."""
        return self._root

    def path(self, digest: str) -> Path:
        """Where the file of this SHA-256 is kept."""
        return self._root / digest[:2] / digest

    def keep(self, source: Path) -> Original:
        """Copy a file here, unless it is here already and sound: so a damaged original is mended by giving it again.

        Raises: OSError: the source cannot be read. EmptyFile: it holds nothing. StorageFull: the copy cannot be made.
        """
        digest, size = digest_of(source)
        if size == 0:
            raise EmptyFile("the file is empty: copy it again from where it came from")
        path = self.path(digest)
        if not self.sound(digest):
            self._copy(source, digest, path)
        return Original(digest, size, path)

    def _copy(self, source: Path, digest: str, path: Path) -> None:
        with source.open("rb") as reading:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                descriptor, name = tempfile.mkstemp(dir=self._root, prefix="arriving-")
            except OSError as error:
                raise StorageFull(f"cannot keep {source.name} in {self._root}: {error.strerror}") from error
            new = Path(name)
            try:
                self._fill(descriptor, reading, digest)
                new.replace(path)
            except OSError as error:
                raise StorageFull(f"cannot keep {source.name} in {self._root}: {error.strerror}") from error
            finally:
                new.unlink(missing_ok=True)

    def _fill(self, descriptor: int, reading: BinaryIO, digest: str) -> None:
        seen = sha256()
        with os.fdopen(descriptor, "wb") as writing:
            while chunk := reading.read(_CHUNK):
                seen.update(chunk)
                writing.write(chunk)
            writing.flush()
            os.fsync(writing.fileno())
        if seen.hexdigest() != digest:
            raise ExtractionError("the file changed while it was read: add it again")

    def sweep(self) -> None:
        """Drop what a killed import left half copied. Only while no import runs."""
        for left in self._root.glob("arriving-*"):
            left.unlink(missing_ok=True)

    def sound(self, digest: str) -> bool:
        """Whether the file of this SHA-256 is here with every byte right."""
        path = self.path(digest)
        return path.is_file() and digest_of(path)[0] == digest

    def digests(self) -> Iterator[str]:
        """The SHA-256 of every file here, by its name."""
        return (path.name for path in sorted(self._root.glob("??/*")))


def digest_of(path: Path) -> tuple[str, int]:
    """SHA-256 and size in bytes of a file. Raises: OSError."""
    digest, size = sha256(), 0
    with path.open("rb") as reading:
        while chunk := reading.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
