"""Whether the files of an index are as they were written. Tantivy writes a checksum at the end of each; Whoosh none."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

_SIGN = 1337  # the last four bytes of a file of tantivy's; before it stands how long its own words are
_END = struct.Struct("<II")
_CHUNK = 1 << 20


def damaged_files(folder: Path) -> list[Path]:
    """Files of the last commit whose checksum is wrong; none of an engine that writes no checksums.

    The cost is that of reading the index once.
    """
    return sorted(path for path in _committed(folder) if not _sound(path))


def _committed(folder: Path) -> Iterator[Path]:
    """The files that the last commit names; what a killed writer left beside them counts for nothing."""
    try:
        segments = json.loads((folder / "meta.json").read_bytes())["segments"]
    except (OSError, ValueError, KeyError):  # no index of tantivy's, or one that does not even open
        return
    for segment in segments:
        deletes = (segment.get("deletes") or {}).get("opstamp")
        for path in folder.glob(f"{segment['segment_id'].replace('-', '')}.*"):
            if path.suffix != ".del" or path.name.endswith(f".{deletes}.del"):
                yield path


def _sound(path: Path) -> bool:
    with path.open("rb") as file:
        size = path.stat().st_size
        if size < _END.size:
            return False
        file.seek(size - _END.size)
        length, sign = _END.unpack(file.read(_END.size))
        body = size - _END.size - length
        if sign != _SIGN or body < 0:
            return False
        file.seek(body)
        try:
            told = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        seen = 0
        while body and (chunk := file.read(min(_CHUNK, body))):
            seen = zlib.crc32(chunk, seen)
            body -= len(chunk)
        return bool(seen == told)
