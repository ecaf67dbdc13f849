"""ZIP archives of documents: each member as a file of its own, streamed under limits, never by the path it claims."""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from indexer.errors import ExtractionError, StorageFull
from indexer.extract import DOCUMENT_SUFFIXES
from indexer.extract.archive import too_many_parts
from indexer.extract.sniff import ARCHIVE, kind_of
from indexer.names import BETWEEN, within_saved_page

SUFFIX = ".zip"
_DEEPEST = 3  # archives within archives
_LONGEST_NAME = 200  # characters; of a longer one, its two ends
_CHUNK = 1 << 20
_MEGABYTE = 1 << 20
_MOST_RATIO = 200  # unpacked to packed
_RATIO_FROM = 10 * _MEGABYTE  # smaller members may be as dense as they like
_UTF8, _ENCRYPTED = 0x800, 0x1  # bits of a member's flags
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)  # those whose unpacking takes little memory
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive, or why there is none. The file is gone when the next member is asked for."""

    name: str  # within the archive, as a reader may be shown it
    path: Path | None = None
    problem: str = ""
    skipped: bool = False  # nothing is wrong, it just is no document


@dataclass(slots=True)
class _Room:
    """How much may still be unpacked, and where."""

    folder: Path
    left: int  # bytes


def is_archive(path: Path, name: str) -> bool:
    """Whether a file is a ZIP archive of other files, and not a document that is packed as one."""
    if not name.lower().endswith(SUFFIX):
        return False
    with suppress(ExtractionError):
        return kind_of(path, name) == ARCHIVE
    return False


def members(path: Path, folder: Path, megabytes: int) -> Iterator[Member]:
    """The documents in an archive, those of archives within it too.

    Args:
        folder: where members are unpacked, one at a time, under names of our own.
        megabytes: the most that all of them may take together.
    Raises: StorageFull.
    """
    yield from _members(path, _Room(folder, megabytes * _MEGABYTE), "", 1)


def _members(path: Path, room: _Room, prefix: str, depth: int) -> Iterator[Member]:
    if problem := too_many_parts(path):
        yield Member(prefix.removesuffix(BETWEEN), problem=problem)
        return
    try:
        archive = zipfile.ZipFile(path)
    except (*_BROKEN, OSError) as error:
        yield Member(prefix.removesuffix(BETWEEN), problem=f"the archive is damaged ({error}): fetch it again")
        return
    with archive:
        names = {_name(part) for part in archive.infolist()}
        for part in archive.infolist():
            name = _name(part)
            if within_saved_page(name, names):
                yield Member(prefix + name, problem="part of a saved web page: no document", skipped=True)
            elif not part.is_dir() and name and not _is_aside(name):
                yield from _member(archive, part, room, prefix + name, depth)


def _member(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: _Room, name: str, depth: int) -> Iterator[Member]:
    nested = name.lower().endswith(SUFFIX)
    if not nested and PurePosixPath(name).suffix.lower() not in DOCUMENT_SUFFIXES:
        yield Member(name, problem="not a document by its name", skipped=True)
        return
    if problem := _refused(part, room, depth if nested else 0):
        yield Member(name, problem=problem)
        return
    with _unpacked(room) as unpacked:
        try:
            with archive.open(part) as source, unpacked.open("wb") as target:
                shutil.copyfileobj(source, target, _CHUNK)
        except _BROKEN as error:
            yield Member(name, problem=f"it cannot be unpacked ({error}): fetch the archive again")
            return
        except OSError as error:
            raise StorageFull(f"cannot unpack {name} in {room.folder}: {error.strerror}") from error
        room.left -= unpacked.stat().st_size
        if nested:
            yield from _members(unpacked, room, name + BETWEEN, depth + 1)
        else:
            yield Member(name, unpacked)


def _refused(part: zipfile.ZipInfo, room: _Room, depth: int) -> str:
    """Why a member is not unpacked. zipfile stops at the size that a member claims."""
    if part.flag_bits & _ENCRYPTED:
        return "it is protected by a password: unpack the archive and add the file"
    if part.compress_type not in _PACKINGS:
        return "it is packed in a way that is not read: unpack the archive and add the file"
    if part.file_size > _RATIO_FROM and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
        return f"it would unpack from {part.compress_size} to {part.file_size} bytes: made to fill the machine, or no document"
    if part.file_size > room.left:
        return (
            "the archive would unpack to more than archive_megabytes: raise it, or unpack the archive and add the files"
        )
    if depth >= _DEEPEST:
        return f"archives within archives are opened {_DEEPEST} deep: unpack it and add the files"
    return ""


@contextmanager
def _unpacked(room: _Room) -> Iterator[Path]:
    """A file of our own name that is gone after the block."""
    try:
        room.folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=room.folder, prefix="arriving-")
    except OSError as error:
        raise StorageFull(f"cannot unpack in {room.folder}: {error.strerror}") from error
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _name(part: zipfile.ZipInfo) -> str:
    """The member's name. Without its flag for Unicode, a Vietnamese one is in UTF-8 or in Windows-1258 all the same."""
    name = part.filename
    if not part.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "cp1258"):
            with suppress(UnicodeDecodeError):
                name = raw.decode(encoding)
                break
    parts = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")
    name = "/".join(each for each in parts if each not in ("", ".", ".."))
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME // 2]}…{name[-_LONGEST_NAME // 2 :]}"


def _is_aside(name: str) -> bool:
    """Whether a member is hidden, or only there for the program that packed it."""
    return any(each.startswith((".", "~$", "__MACOSX")) for each in name.split("/"))
