"""ZIP files looked at before anything unpacks them, so that a small file cannot fill the machine."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Container
from pathlib import Path

from indexer.errors import DamagedFile, EncryptedFile, LimitExceeded

_MOST_BYTES = 500_000_000  # of all parts together, unpacked
_MOST_XML = 100_000_000  # of one XML part
_MOST_RATIO = 200  # unpacked to packed; XML of real documents reaches 30
_RATIO_FROM = 10_000_000  # smaller parts may be as dense as they like
_MOST_PARTS = 10_000
_MOST_LIST = 16_000_000  # bytes of the list of parts
_END_REACH = 66_000  # bytes from the end within which the last records stand
_END_SIZE = 22
_IN_ZIP64 = 0xFFFFFFFF
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_DOCTYPE = re.compile(
    rb"<\x00!\x00(?:D\x00O\x00C\x00T|E\x00N\x00T\x00I)|\x00<\x00!\x00(?:D\x00O\x00C\x00T|E\x00N\x00T\x00I)"
)
_PROLOGUE = 65_536  # bytes: a document type stands before the first element


def too_many_parts(path: Path) -> str:
    """Why the list of parts is not read; empty if it may be. The list alone can fill the memory.

    Source: PKWARE APPNOTE 4.3.14-16: the file ends with a record that tells the length of its directory.
    """
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _END_REACH))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END_SIZE:
        return ""
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if length == _IN_ZIP64 and wide >= 0:  # the record of ZIP64 has the true one
        length = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    return (
        f"its list of files takes {length // 1_000_000} MB: this is no collection of documents"
        if length > _MOST_LIST
        else ""
    )


def part_names(path: Path) -> frozenset[str]:
    """Names of the parts; none if the file is no readable ZIP."""
    try:
        if too_many_parts(path):
            return frozenset()
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


def first_bytes(path: Path, name: str, most: int) -> bytes:
    """The start of a part; nothing if it cannot be unpacked."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as stream:
            return stream.read(most)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OSError):
        return b""


def guard(path: Path, *, doctypes: Container[str] | None = ()) -> None:
    """Nothing, if the archive may be unpacked.

    Args:
        doctypes: parts that may declare a document type, which those of office files never do; None: all may.
    Raises: LimitExceeded: too many, too large or too dense parts; EncryptedFile; DamagedFile: no ZIP, or a part
    declares a document type.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _guard_sizes(parts)
            for part in parts:
                if doctypes is None or part.filename in doctypes:
                    continue
                if part.filename.lower().endswith((".xml", ".rels")):
                    _guard_xml(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise DamagedFile(f"the file is a damaged ZIP archive ({error}): save the document anew") from error


def read_part(archive: zipfile.ZipFile, name: str, otherwise: bytes | None = None) -> bytes:
    """The bytes of a part of a guarded archive.

    Raises: DamagedFile: it cannot be unpacked, or is missing and there is nothing to take instead.
    """
    try:
        return archive.read(name)
    except KeyError as error:
        if otherwise is not None:
            return otherwise
        raise DamagedFile(
            f"the file lacks its part {name!r}: fetch it again, or save it anew in its program"
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise DamagedFile(f"part {name!r} cannot be unpacked ({error}): fetch the file again") from error


def _guard_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS:
        raise LimitExceeded(f"the file has {len(parts)} parts, more than {_MOST_PARTS}: this is no document")
    total = sum(part.file_size for part in parts)
    if total > _MOST_BYTES:
        raise LimitExceeded(f"the file would unpack to {total // 1_000_000} MB: reading it would fill the machine")
    for part in parts:
        if part.flag_bits & 1:
            raise EncryptedFile("the file is protected by a password: remove the password and add the file again")
        dense = part.file_size > _RATIO_FROM and part.file_size > _MOST_RATIO * max(part.compress_size, 1)
        if dense or (part.filename.lower().endswith(".xml") and part.file_size > _MOST_XML):
            raise LimitExceeded(
                f"part {part.filename!r} would unpack from {part.compress_size} to {part.file_size} bytes: "
                "the file is made to fill the machine, or is no document"
            )


def _guard_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        start = stream.read(_PROLOGUE)
    if _DOCTYPE.search(start) or _WIDE_DOCTYPE.search(start):
        raise DamagedFile(
            f"part {part.filename!r} declares a document type, which no office program writes: "
            "the file is not opened; save the document anew"
        )
