"""Files copied so that the copy is surely on the disk, and surely right."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from indexer.errors import StorageFull
from indexer.originals import digest_of

Moved = Callable[[str, int, int], None]  # what is being copied, bytes that are done, of how many
_CHUNK = 1 << 20
_SPARE = 8 << 20  # bytes left free for folders and what else is written meanwhile


def copy_sound(source: Path, target: Path, digest: str | None = None) -> str:
    """Copy a file through to the disk, and read the copy back from there.

    Args:
        digest: SHA-256 that the file should have.
    Returns: what is wrong with the source, and then there is no copy; empty if nothing is.
    Raises: OSError: the copy cannot be written.
    """
    try:
        reading = source.open("rb")
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    seen, wrong = sha256(), ""
    with reading, target.open("wb") as writing:
        while not wrong:
            try:
                chunk = reading.read(_CHUNK)
            except OSError as error:
                wrong = f"cannot be read ({error.strerror})"
                break
            if not chunk:
                break
            seen.update(chunk)
            writing.write(chunk)
        to_the_disk(writing.fileno(), flush=writing.flush)
    if not wrong and digest not in (None, seen.hexdigest()):
        wrong = "is damaged"
    if wrong:
        target.unlink()
    elif digest_of(target)[0] != seen.hexdigest():
        raise OSError(errno.EIO, "what was written cannot be read back")
    return wrong


def to_the_disk(descriptor: int, flush: Callable[[], None]) -> None:
    """Write a file through, and let its next reader take it from the disk."""
    flush()
    os.fsync(descriptor)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def settle_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refuse_too_little_room(folder: Path, wanted: int) -> None:
    """Stop before anything is written. Raises: StorageFull: so many bytes are not free there."""
    free = shutil.disk_usage(folder).free
    if free < wanted + _SPARE:
        raise StorageFull(
            f"{folder} has {megabytes(free)} free and {megabytes(wanted + _SPARE)} are needed: "
            "make room there, or choose another disk"
        )


def megabytes(size: int) -> str:
    """Bytes in words.

    >>> megabytes(2_500_000)
    '2.5 MB'
    """
    return f"{size / 1e6:,.1f} MB"
